package page

import (
	"testing"
)

func TestSharesNeverRoundToNothingOrAll(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		n, of int64
		want  string
	}{
		{1, 3000, "<\u202f0.1\u202f%"}, {2999, 3000, ">\u202f99.9\u202f%"}, {0, 0, "0\u202f%"}, {3, 3, "100\u202f%"},
		{1, 3, "33.3\u202f%"},
	} {
		if got := share(test.n, test.of).Text; got != test.want {
			t.Errorf("%d of %d: got %q, want %q", test.n, test.of, got, test.want)
		}
	}
}

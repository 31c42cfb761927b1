package sqltext

import "testing"

func TestQuotesAreDoubled(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"":              {`''`, `""`},
		"a b":           {`'a b'`, `"a b"`},
		`O'Neil "x"`:    {`'O''Neil "x"'`, `"O'Neil ""x"""`},
		"'; DROP -- \\": {`'''; DROP -- \'`, `"'; DROP -- \"`},
	} {
		if got := Literal(in); got != want[0] {
			t.Errorf("literal %q: got %s, want %s", in, got, want[0])
		}
		if got := Name(in); got != want[1] {
			t.Errorf("name %q: got %s, want %s", in, got, want[1])
		}
	}
}

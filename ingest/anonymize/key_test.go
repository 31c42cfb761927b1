package anonymize

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestReadKeyRefusesWhatIsNoKey(t *testing.T) {
	t.Parallel()
	const key = "0123456789abcdef"
	for _, c := range []struct {
		name, text, want string
		err              error
	}{
		{"key", key, key, nil},
		{"with line ends", key + "\r\n\n", key, nil},
		{"largest", strings.Repeat("k", longestKey), strings.Repeat("k", longestKey), nil},
		{"too short", key[:15] + "\n\n", "", ErrShortKey},
		{"empty", "", "", ErrShortKey},
		{"too long", strings.Repeat("k", longestKey+1), "", ErrLongKey},
	} {
		got, err := ReadKey(strings.NewReader(c.text))
		if string(got) != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %d bytes, %v", c.name, len(got), err)
		}
	}
	if _, err := ReadKey(strings.NewReader("k")); err.Error() != "a key of 1 byte can be guessed" {
		t.Error(err)
	}
	a, err1 := NewKey()
	b, err2 := NewKey()
	if err1 != nil || err2 != nil || len(a) < shortestKey || bytes.Equal(a, b) {
		t.Error("keys made up:", a, b, err1, err2)
	}
}

package hint

import "testing"

// TestWordsAreThoseOfTheProgram: keys become the program's words, and options where there is no program. Braces around
// anything else stay.
func TestWordsAreThoseOfTheProgram(t *testing.T) {
	const text = "say which with {framing}=rdw, or give {db} a name; {no-such-key} and {} stay"
	if got, want := Words(text), "say which with option framing=rdw, or give option db a name; "+
		"{no-such-key} and {} stay"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	Register(func(key string) string { return "/" + key })
	t.Cleanup(func() { registered.Store(nil) })
	if got, want := Words(text), "say which with /framing=rdw, or give /db a name; "+
		"{no-such-key} and {} stay"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

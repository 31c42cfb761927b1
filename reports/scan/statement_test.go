package scan

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestStatementsPutInPiecesAndNames(t *testing.T) {
	t.Parallel()
	s := Load(fstest.MapFS{
		"sql/a.sql":      {Data: []byte(`SELECT {{template "span"}}, {{template "own"}} FROM {{.from}}`)},
		"sql/pieces.sql": {Data: []byte(`{{define "own"}}1{{end}}`)},
	})
	got := s.Get("a", Names{"from": "v"})
	if got.err != nil || !strings.HasPrefix(got.text, "SELECT CAST(first_local") ||
		!strings.HasSuffix(got.text, ", 1 FROM v") {
		t.Errorf("got %q, %v", got.text, got.err)
	}
	for _, bad := range []Statement{s.Get("a", nil), s.Get("a", Names{"form": "v"}), s.Get("b", nil)} {
		if bad.err == nil {
			t.Errorf("no error for %q", bad.text)
		}
		c := New(t.Context(), nil)
		if Read(c, bad, func(*int) []any { return nil }, 1); c.Err() == nil {
			t.Error("the read does not fail")
		}
	}
}

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
	got := string(s.Get("a", Names{"from": "v"}))
	if !strings.HasPrefix(got, "SELECT CAST(first_local") || !strings.HasSuffix(got, ", 1 FROM v") {
		t.Errorf("got %q, want the pieces in their places", got)
	}
}

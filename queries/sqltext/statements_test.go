package sqltext

import (
	"strings"
	"testing"
	"testing/fstest"
)

var trial = fstest.MapFS{
	"sql/places.sql": {Data: []byte("-- Places.\nSELECT {{template \"key\" \"t.\"}} FROM {{.table}} AS t\n")},
	"sql/all.sql":    {Data: []byte("SELECT 1\n")},
}

const shared = `{{define "key"}}{{.}}file_id{{end}}`

func TestStatementsTakeNamesAndShareDefinitions(t *testing.T) {
	t.Parallel()
	s := Load(trial, shared, "sql/*.sql")
	got := s.Text("places", Names{"table": "v_place"})
	if want := "-- Places.\nSELECT t.file_id FROM v_place AS t"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := s.Text("all", nil); got != "SELECT 1" {
		t.Errorf("got %q", got)
	}
}

func TestStatementsPanicOnFaultsOfTheProgram(t *testing.T) {
	t.Parallel()
	s := Load(trial, shared, "sql/*.sql")
	for name, names := range map[string]Names{"places": {"tabel": "v_place"}, "nowhere": nil} {
		func() {
			defer func() {
				if said := recover(); said == nil || !strings.Contains(said.(string), "statement "+name) {
					t.Errorf("%s: got %v, want a panic that names the statement", name, said)
				}
			}()
			s.Text(name, names)
		}()
	}
}

func TestInsertNamesColumns(t *testing.T) {
	t.Parallel()
	if got, want := Insert("code", "enum", "code"), "INSERT INTO code (enum, code) "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

package queries

import (
	"context"
	"strings"
	"testing"
)

// threeInputs holds a record in each of three inputs, and one that all three have:
// the second and the third are copies of the first.
func threeInputs() []string {
	inserts := []string{`INSERT INTO input_file BY NAME SELECT * FROM (VALUES (1, 'a/one.smf', 'aaaaaaaa11'), (2,
		'two.zip!two.smf', 'bbbbbbbb22'), (3, 'b/three.smf', 'cccccccc33')) AS f (file_id, path, sha256)`,
		`INSERT INTO input_record_count BY NAME SELECT file_id, 'decoded' AS disposition, 2 AS records FROM input_file`,
		`INSERT INTO input_issue BY NAME SELECT file_id, 'odd' AS kind FROM input_file`,
		`INSERT INTO input_duplicate VALUES (2, 12, 1, 11), (3, 13, 1, 11)`}
	for _, s := range []string{"1 AS a", "2 AS a", "3 AS a"} {
		n := s[:1]
		inserts = append(inserts,
			detail(10+int(n[0]-'0'), 3, "500 AS connection_id, true AS is_local_server"),
			detail(20+int(n[0]-'0'), 3, "60"+n+" AS connection_id, true AS is_local_server"),
			"UPDATE zert_detail SET file_id = "+n+" WHERE record_no IN (1"+n+", 2"+n+")")
	}
	return inserts
}

func TestScopeOfInputs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		value []string
		want  string // the records that count, in order
	}{
		{"all", []string{"*"}, "11 21 22 23"},
		{"by number", []string{"1"}, "11 21"},
		{"a copy counts where the original is outside", []string{"2"}, "12 22"},
		{"of two copies the first counts", []string{"2", "3"}, "12 22 23"},
		{"by path", []string{"a/*.smf"}, "11 21"},
		{"by the end of a path", []string{"three.smf"}, "13 23"},
		{"by the name of a member", []string{"two.smf"}, "12 22"},
		{"by digest", []string{"CCCCCCCC"}, "13 23"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, threeInputs()...)
			if err := InstallScope(context.Background(), db, &Scope{Inputs: test.value}); err != nil {
				t.Fatal(err)
			}
			wantRows(t, db, "SELECT string_agg(record_no, ' ' ORDER BY record_no) FROM v_session", test.want)
			files := len(strings.Fields(test.want)) / 2
			if len(test.value) > 1 {
				files = len(test.value)
			} else if test.value[0] == "*" {
				files = 3
			}
			for _, view := range []string{"v_input_file", "v_input_issue", "v_input_record_count", "v_import"} {
				if got := len(ask(t, db, "SELECT file_id FROM "+view)); got != files {
					t.Errorf("%s: %d inputs, want %d", view, got, files)
				}
			}
		})
	}
	for value, want := range map[string]string{"9": `option input "9" fits no input`, "on.smf": "fits no input",
		"aaaa": "fits no input", " ": "an empty name"} {
		db := viewsDB(t, threeInputs()...)
		if err := InstallScope(context.Background(), db, &Scope{Inputs: []string{value}}); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", value, err, want)
		}
	}
}

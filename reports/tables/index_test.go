package tables

import (
	"encoding/csv"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// readSheet reads a file for spreadsheets.
func readSheet(t *testing.T, text string) [][]string {
	t.Helper()
	body, ok := strings.CutPrefix(text, "\ufeff")
	if !ok {
		t.Errorf("%.20q has no byte order mark", text)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestIndexSaysWhatEachFileHolds: rows and columns are those of the files, and what is not there has no rows.
func TestIndexSaysWhatEachFileHolds(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	r.Overview.FIPS = model.Section[model.FIPSRow]{}
	contents := map[string]string{}
	for _, f := range Appendix(r) {
		var b strings.Builder
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		contents[f.Name] = b.String()
	}
	index := readSheet(t, contents[IndexName])
	empty, all := EmptyTables(r)
	if len(contents) != all-empty+1 || len(index) != all+1 || empty == 0 {
		t.Errorf("%d files and an index of %d for %d tables, %d of them empty", len(contents), len(index), all, empty)
	}
	for _, row := range index[1:] {
		text, written := contents[row[0]]
		if row[1] == "" || row[2] == "" {
			t.Errorf("%s: nothing says what it holds", row[0])
		}
		if !written {
			if row[3] != "0" || row[5] != "false" {
				t.Errorf("%s is not there, and the index says %q", row[0], row)
			}
			continue
		}
		rows := readSheet(t, text)
		if row[3] != strconv.Itoa(len(rows)-1) || len(rows) < 2 || row[4] != strings.Join(rows[0], " ") || row[5] != "true" {
			t.Errorf("%s: the index says %q of %d rows of %q", row[0], row, len(rows)-1, rows[0])
		}
	}
	if i := slices.IndexFunc(index, func(row []string) bool { return row[0] == "fips.csv" }); i < 0 || index[i][3] != "0" {
		t.Error("the index passes over a table without rows")
	}
}

// TestNoTwoFilesHaveOneName: who collects the files of all folders in one loses none of them, with any check there is.
func TestNoTwoFilesHaveOneName(t *testing.T) {
	t.Parallel()
	all, err := queries.Load(queries.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	r := &model.Report{}
	for i := range all {
		r.Outcomes = append(r.Outcomes, queries.Outcome{Query: &all[i]})
	}
	at := map[string]string{IndexName: IndexName}
	for _, t2 := range appendixTables(r) {
		base := strings.ToLower(path.Base(t2.Name))
		if other, ok := at[base]; ok {
			t.Errorf("%s and %s have one name", t2.Name, other)
		}
		at[base] = t2.Name
		if _, ok := abouts[t2.Name]; !ok && !strings.HasPrefix(t2.Name, "queries/check-") {
			t.Errorf("%s: nothing says what it holds", t2.Name)
		}
	}
	for name := range abouts {
		if at[name] == "" {
			t.Errorf("%s is described and does not exist", name)
		}
	}
}

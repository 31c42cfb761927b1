package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Statements lie in .sql files beside the code that runs them. Each is used, says what it
// is for, counts all rows in its last column, and has an order, unless it is one row.
func TestStatementsAreCountedAndOrdered(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*/sql/*.sql")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d statements found, %v", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, name := string(b), strings.TrimSuffix(filepath.Base(file), ".sql")
		for i, line := range strings.Split(text, "\n") {
			if len(line) > 120 || strings.Contains(line, "\t") || strings.HasSuffix(line, " ") {
				t.Errorf("%s:%d: %d columns, a tab, or a blank at the end", file, i+1, len(line))
			}
		}
		if name == "pieces" {
			continue
		}
		if !strings.HasPrefix(text, "-- ") {
			t.Errorf("%s does not begin with a comment", file)
		}
		_, last, _ := strings.Cut(text, "count(*) OVER ()")
		if last == "" || strings.Contains(last, "GROUP  BY") && !strings.Contains(last, "ORDER  BY") {
			t.Errorf("%s: no count(*) OVER () of all rows, or no order", file)
		}
		if !isUsed(t, filepath.Dir(filepath.Dir(file)), name) {
			t.Errorf("%s is not used", file)
		}
	}
}

// isUsed reports whether the Go files of a folder get a statement.
func isUsed(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), `statements.Get("`+name+`"`) {
			return true
		}
	}
	return false
}

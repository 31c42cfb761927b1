package queries

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the archives in testdata expect")

// TestEveryQueryHasAnArchiveAndPassesIt runs testdata/<id>.txt for each query
// of ours. README.md describes the format.
func TestEveryQueryHasAnArchiveAndPassesIt(t *testing.T) {
	t.Parallel()
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for i := range qs {
		q := &qs[i]
		t.Run(q.ID, func(t *testing.T) {
			t.Parallel()
			testArchive(t, q, filepath.Join("testdata", q.ID+".txt"))
		})
	}
}

func TestEveryArchiveHasItsQuery(t *testing.T) {
	t.Parallel()
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if _, err := Get(qs, strings.TrimSuffix(filepath.Base(name), ".txt")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func testArchive(t *testing.T, q *Query, file string) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is missing: a query needs an archive with a passing, a failing and a no-evidence case", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := parseArchive(txtar.Parse(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	db := openMemory(t)
	if _, err := db.Exec(readView(t, "00_engine.sql")); err != nil {
		t.Fatal(err)
	}
	for _, c := range a.cases {
		c.run(t, db, a, q)
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a.format()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	a.checkKinds(t, file)
}

// archive is one testdata/<id>.txt: stand-in tables and the cases over them.
type archive struct {
	raw    *txtar.Archive
	tables map[string]*standIn
	cases  []*archiveCase
}

// standIn is a table named like a view the query reads.
type standIn struct {
	columns, types []string
	rows           [][]string // loaded for every case
}

type archiveCase struct {
	name     string
	rows     map[string][][]string // table → header and rows of this case
	params   map[string]string
	expect   string
	findings string
	got      struct{ expect, findings string }
	rowsSeen int64
}

func parseArchive(raw *txtar.Archive) (*archive, error) {
	a := &archive{raw: raw, tables: map[string]*standIn{}}
	for _, f := range raw.Files {
		var err error
		if name, member, ok := strings.Cut(f.Name, "/"); ok {
			err = a.caseNamed(name).add(member, string(f.Data))
		} else {
			err = a.addTable(f.Name, f.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("-- %s --: %w", f.Name, err)
		}
	}
	for _, c := range a.cases {
		for table := range c.rows {
			if a.tables[table] == nil {
				return nil, fmt.Errorf("case %s fills %s, but no -- %s.csv -- gives its columns and types", c.name, table, table)
			}
		}
	}
	return a, nil
}

func (a *archive) caseNamed(name string) *archiveCase {
	for _, c := range a.cases {
		if c.name == name {
			return c
		}
	}
	c := &archiveCase{name: name, rows: map[string][][]string{}, params: map[string]string{}}
	a.cases = append(a.cases, c)
	return c
}

func (a *archive) addTable(file string, data []byte) error {
	name, ok := strings.CutSuffix(file, ".csv")
	if !ok {
		return errors.New("a member outside a case is TABLE.csv")
	}
	rows, err := readCSV(data)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return errors.New("no header")
	}
	s := &standIn{rows: rows[1:]}
	for _, cell := range rows[0] {
		column, typ, ok := strings.Cut(cell, ":")
		if !ok {
			return fmt.Errorf("header cell %q: write name:TYPE", cell)
		}
		s.columns, s.types = append(s.columns, column), append(s.types, typ)
	}
	a.tables[name] = s
	return nil
}

func (c *archiveCase) add(member, data string) error {
	switch {
	case member == "expect":
		c.expect = data
	case member == "findings.csv":
		c.findings = data
	case member == "params":
		for line := range strings.Lines(data) {
			name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			if !ok {
				return fmt.Errorf("%q: write name=value", line)
			}
			c.params[name] = value
		}
	case strings.HasSuffix(member, ".csv"):
		rows, err := readCSV([]byte(data))
		if err != nil {
			return err
		}
		c.rows[strings.TrimSuffix(member, ".csv")] = rows
	default:
		return errors.New("a case holds TABLE.csv, params, expect and findings.csv")
	}
	return nil
}

func readCSV(data []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.TrimLeadingSpace = true
	return r.ReadAll()
}

func (c *archiveCase) run(t *testing.T, db *sql.DB, a *archive, q *Query) {
	t.Helper()
	if err := c.load(db, a); err != nil {
		t.Fatalf("case %s: %v", c.name, err)
	}
	out, err := Run(context.Background(), db, []Query{*q},
		RunOptions{Params: map[string]map[string]string{q.ID: c.params}})
	if err != nil {
		t.Fatalf("case %s: %v", c.name, err)
	}
	o := out[0]
	if o.Err != nil {
		t.Fatalf("case %s: %v", c.name, o.Err)
	}
	c.rowsSeen = o.Total
	c.got.expect = fmt.Sprintf("status: %s\npopulation: %d\n", o.Status, o.Population)
	if c.got.findings, err = project(o, c.findings); err != nil {
		t.Fatalf("case %s: findings.csv: %v", c.name, err)
	}
	if *update {
		return
	}
	if d := cmp.Diff(c.expect, c.got.expect); d != "" {
		t.Errorf("case %s: expect (-want +got):\n%s", c.name, d)
	}
	if d := cmp.Diff(c.findings, c.got.findings); d != "" {
		t.Errorf("case %s: findings.csv (-want +got):\n%s", c.name, d)
	}
}

// load makes the stand-in tables anew, with the common rows and the case's.
func (c *archiveCase) load(db *sql.DB, a *archive) error {
	for _, name := range sortedKeys(a.tables) {
		s := a.tables[name]
		defs := make([]string, len(s.columns))
		for i := range defs {
			defs[i] = s.columns[i] + " " + s.types[i]
		}
		if _, err := db.Exec("CREATE OR REPLACE TABLE " + name + " (" + strings.Join(defs, ", ") + ")"); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := s.insert(db, name, s.columns, s.rows); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if own := c.rows[name]; len(own) > 0 {
			if err := s.insert(db, name, own[0], own[1:]); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return nil
}

func (s *standIn) insert(db *sql.DB, table string, columns []string, rows [][]string) error {
	marks := make([]string, len(columns))
	for i, column := range columns {
		n := slices.Index(s.columns, column)
		if n < 0 {
			return fmt.Errorf("no column %q; known are %s", column, strings.Join(s.columns, ", "))
		}
		marks[i] = "CAST(? AS " + s.types[n] + ")"
	}
	stmt := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
	for i, row := range rows {
		args := make([]any, len(row))
		for j, cell := range row {
			if cell != "" {
				args[j] = cell
			}
		}
		if _, err := db.Exec(stmt, args...); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	return nil
}

// project writes the outcome's rows as CSV, with the columns that want names;
// without rows and without a header it is empty.
func project(o Outcome, want string) (string, error) {
	header := findingColumns
	if rows, err := readCSV([]byte(want)); err != nil {
		return "", err
	} else if len(rows) > 0 {
		header = rows[0]
	} else if len(o.Rows) == 0 {
		return "", nil
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	lines := [][]string{header}
	for _, row := range o.Rows {
		line := make([]string, len(header))
		for i, column := range header {
			n := slices.Index(o.Columns, column)
			if n < 0 {
				return "", fmt.Errorf("the query has no column %q", column)
			}
			line[i] = cellText(row[n])
		}
		lines = append(lines, line)
	}
	err := w.WriteAll(lines)
	return b.String(), err
}

func cellText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case time.Time:
		return v.UTC().Format("2006-01-02 15:04:05.999999")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// checkKinds wants a case that looked at nothing, one that is content, and one
// that finds rows.
func (a *archive) checkKinds(t *testing.T, file string) {
	t.Helper()
	var none, pass, rows bool
	for _, c := range a.cases {
		none = none || strings.HasPrefix(c.expect, "status: no evidence\n")
		pass = pass || strings.HasPrefix(c.expect, "status: pass\n")
		rows = rows || c.rowsSeen > 0
	}
	if !none || !pass || !rows {
		t.Errorf("%s: needs a no-evidence case (have %t), a passing case (%t) and a case with rows (%t)", file, none, pass,
			rows)
	}
}

// format returns the archive back with what was got as what is expected.
func (a *archive) format() *txtar.Archive {
	out := &txtar.Archive{Comment: a.raw.Comment}
	for _, f := range a.raw.Files {
		if name, member, ok := strings.Cut(f.Name, "/"); !ok || member != "expect" && member != "findings.csv" {
			out.Files = append(out.Files, f)
		} else if member == "expect" {
			c := a.caseNamed(name)
			out.Files = append(out.Files, txtar.File{Name: f.Name, Data: []byte(c.got.expect)})
			if c.got.findings != "" {
				out.Files = append(out.Files, txtar.File{Name: name + "/findings.csv", Data: []byte(c.got.findings)})
			}
		}
	}
	return out
}

// readView returns the text of a file of views.
func readView(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(Embedded(), "views/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func openMemory(t testing.TB) *sql.DB { return openDatabase(t, "") }

// openDatabase opens a database file, or with "" a database in memory, for one test.
func openDatabase(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	// Two connections of one pool share the database, but not its temporary tables.
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

package ingest

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
)

// A database has a format, which counts up when tables that hold what was read get
// other columns, or rows of theirs another meaning. What is made of them is no part of
// it: see Views.

// formatKey is the entry of database_info that says which format a database has. The
// first three formats had none; they are told by their columns.
const formatKey = "format"

//go:embed migrate/*.sql
var migrationFiles embed.FS

// A migration takes a database from one format to the next.
type migration struct {
	name          string   // of its file
	from, to      int      // formats
	before, after string   // columns in these formats; see columnsDigest
	tables        []string // whose columns or rows it changes
	does          string   // in one sentence
	sql           string
}

// migrations lists the migrations in order. A file that is not as it should be is a
// fault of the program.
var migrations = sync.OnceValue(func() []*migration {
	list, err := readMigrations(migrationFiles)
	if err != nil {
		panic(err)
	}
	return list
})

// readMigrations reads the files of a folder migrate, whose names begin with the number of
// the format that they lead from.
func readMigrations(fsys fs.FS) ([]*migration, error) {
	names, err := fs.Glob(fsys, "migrate/*.sql")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []*migration
	for i, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		m, err := readMigration(name, string(text))
		if err != nil {
			return nil, err
		}
		if i > 0 && (m.from != out[i-1].to || m.before != out[i-1].after) {
			return nil, fmt.Errorf("%s begins with format %d, columns %.8s; %s ends with %d, %.8s", name, m.from, m.before,
				out[i-1].name, out[i-1].to, out[i-1].after)
		}
		out = append(out, m)
	}
	return out, nil
}

// readMigration reads a file: lines "-- key: value" and statements.
func readMigration(name, text string) (*migration, error) {
	m := &migration{name: strings.TrimSuffix(strings.TrimPrefix(name, "migrate/"), ".sql"), sql: text}
	var errs [2]error
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "-- "), ":")
		value = strings.TrimSpace(value)
		switch key {
		case "from":
			m.from, errs[0] = strconv.Atoi(value)
		case "to":
			m.to, errs[1] = strconv.Atoi(value)
		case "before":
			m.before = value
		case "after":
			m.after = value
		case "tables":
			m.tables = strings.Fields(value)
		case "does":
			m.does = value
		}
	}
	if err := cmp.Or(errs[0], errs[1]); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if m.to != m.from+1 || m.before == "" || m.after == "" || m.does == "" {
		return nil, fmt.Errorf("%s: lines from, to, before, after and does are required, and to is from and 1", name)
	}
	return m, nil
}

// Format is the format of the databases that this program reads and writes.
func Format() int { return migrations()[len(migrations())-1].to }

// recordedTables are the tables that a format is about, under all names that they had.
func recordedTables() []string {
	tables := append(inputTables(), "layout_overlay")
	for _, m := range migrations() {
		tables = append(tables, m.tables...)
	}
	slices.Sort(tables)
	return slices.Compact(tables)
}

// columnsDigest identifies the columns of the tables that a format is about, with their
// types and order.
func columnsDigest(ctx context.Context, db rower) (digest string, err error) {
	tables := "'" + strings.Join(recordedTables(), "', '") + "'"
	err = db.QueryRowContext(ctx, statements.Text("columns_digest", sqltext.Names{"tables": tables})).Scan(&digest)
	return digest, err
}

// A FormatError says that the format of a database is not this program's.
type FormatError struct {
	Path    string
	Version string // of the program that made it
	Format  int
}

// Newer reports whether a later version of the program made the database.
func (e *FormatError) Newer() bool { return e.Format > Format() }

// Error says which formats they are, and of a newer one what to try.
func (e *FormatError) Error() string {
	if e.Newer() {
		return fmt.Sprintf("%s was made by zertify %s in format %d, and this program knows formats up to %d; use that "+
			"version, or a later one", e.Path, e.Version, e.Format, Format())
	}
	return fmt.Sprintf("%s was made by an earlier version of zertify (%s) in format %d, and this program reads format %d",
		e.Path, e.Version, e.Format, Format())
}

// A form is what a database says of how it was made.
type form struct {
	format  int // 0 when it is of none that this program knows
	version string
	layouts string
}

// formOf reads the form of a database in use that has a table database_info.
func formOf(ctx context.Context, db rower) (*form, error) {
	var format, version, layouts sql.NullString
	err := db.QueryRowContext(ctx, `SELECT max(value) FILTER (key = '`+formatKey+`'),
		max(value) FILTER (key = 'tool_version'), max(value) FILTER (key = 'layout_hash') FROM database_info`).Scan(
		&format, &version, &layouts)
	if err != nil {
		return nil, err
	}
	f := &form{version: version.String, layouts: layouts.String}
	if format.Valid {
		f.format, err = strconv.Atoi(format.String)
		return f, err
	}
	digest, err := columnsDigest(ctx, db)
	for _, m := range migrations() {
		if m.before == digest {
			f.format = m.from
		}
	}
	return f, err
}

// signFormat is the statement that states format and layouts as this program's.
func signFormat() string {
	return fmt.Sprintf("INSERT OR REPLACE INTO database_info (key, value) VALUES ('%s', '%d'), ('layout_hash', %s)",
		formatKey, Format(), text(schema.LayoutHash))
}

// run takes a database one format further, in one transaction. Its tables must have the
// columns that the migration expects, and then those that it promises.
func (m *migration) run(ctx context.Context, db *sql.DB, version string) error {
	err := inTransaction(ctx, db, func(tx *sql.Tx) error {
		if err := m.expect(ctx, tx, m.before); err != nil {
			return err
		}
		if err := m.change(ctx, tx); err != nil {
			return err
		}
		if err := m.expect(ctx, tx, m.after); err != nil {
			return err
		}
		return execAll(ctx, tx, m.signatures(version))
	})
	if err != nil {
		return fmt.Errorf("migration %s: %w", m.name, err)
	}
	return nil
}

// signatures are the statements that say what has become of the database. Its layouts are
// this program's only when it has this program's format.
func (m *migration) signatures(version string) []string {
	steps := []string{
		fmt.Sprintf("INSERT OR REPLACE INTO database_info (key, value) VALUES ('%s', '%d')", formatKey, m.to),
		fmt.Sprintf(staleViews, ""), undefinedViews,
	}
	if m.to == Format() {
		steps = append(steps, signFormat(),
			fmt.Sprintf("INSERT OR REPLACE INTO database_info (key, value) VALUES ('tool_version', %s)", text(version)))
	}
	return steps
}

// expect refuses a database whose tables have other columns.
func (m *migration) expect(ctx context.Context, tx *sql.Tx, want string) error {
	got, err := columnsDigest(ctx, tx)
	if err == nil && got != want {
		err = fmt.Errorf("the tables of records and inputs do not have the columns of a known format (%.8s, not %.8s)", got,
			want)
	}
	return err
}

// change runs the statements and keeps the book of the tables that they change: what a
// table held is taken off, whether or not it was what it should hold, and what it holds
// now is entered.
func (m *migration) change(ctx context.Context, tx *sql.Tx) error {
	if err := m.enter(ctx, tx, -1); err != nil {
		return err
	}
	if err := execAll(ctx, tx, []string{m.sql}); err != nil {
		return err
	}
	return m.enter(ctx, tx, 1)
}

// enter adds the rows of those of the migration's tables that there are to the book, or
// takes them off when sign is -1.
func (m *migration) enter(ctx context.Context, tx *sql.Tx, sign int) error {
	book, err := openBook(ctx, tx)
	if err != nil {
		return err
	}
	for _, name := range m.tables {
		t := book.tables[name]
		switch {
		case t == nil: // not made yet, or dropped
		case t.byInput:
			err = enter(ctx, tx, t, fmt.Sprintf("f.file_id <= %d", book.done), sign)
		default:
			err = execAll(ctx, tx, []string{forgetKept(name)}) // and entered with what is made anew
		}
		if err != nil {
			return err
		}
	}
	return nil
}

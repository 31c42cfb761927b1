package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/factcsv"
)

// A facts table is one of our CSV files that views and checks read beside the
// records.
type facts struct {
	file, table    string
	columns, types []string
}

var factTables = []facts{
	{"ports.csv", "port_meaning", portColumns,
		[]string{"INTEGER", "INTEGER", "VARCHAR", "VARCHAR", "INTEGER", "VARCHAR"}},
	{"call_home.csv", "call_home_place", callHomeColumns,
		[]string{"VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "VARCHAR", "VARCHAR"}},
}

// execer runs a statement: a transaction or a connection.
type execer interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}

// installFacts makes the tables of our own facts.
func installFacts(ctx context.Context, db execer, fsys fs.FS) error {
	for _, f := range factTables {
		t, err := loadFacts(fsys, f.file, f.columns)
		if errors.Is(err, fs.ErrNotExist) {
			continue // views of somebody else
		}
		if err != nil {
			return err
		}
		if err := f.fill(ctx, db, "TABLE", cellsOf(t)); err != nil {
			return fmt.Errorf("%s: %w", f.file, err)
		}
	}
	return nil
}

// loadFacts reads one of our CSV files.
func loadFacts(fsys fs.FS, file string, columns []string) (*factcsv.Table, error) {
	data, err := factcsv.Load(fsys, file)
	if err != nil {
		return nil, err
	}
	return factcsv.Read(file, data, factcsv.Form{Columns: columns})
}

func cellsOf(t *factcsv.Table) [][]string {
	var rows [][]string
	for _, row := range t.Rows {
		rows = append(rows, row.Cells)
	}
	return rows
}

// fill makes the table anew from rows.
func (f facts) fill(ctx context.Context, db execer, kind string, rows [][]string) error {
	var columns, marks []string
	for i, name := range f.columns {
		columns = append(columns, name+" "+f.types[i])
		marks = append(marks, "CAST(? AS "+f.types[i]+")")
	}
	if _, err := db.ExecContext(ctx,
		"CREATE OR REPLACE "+kind+" "+f.table+" ("+strings.Join(columns, ", ")+")"); err != nil {
		return err
	}
	var args []any
	var values []string
	for _, row := range rows {
		for _, cell := range row {
			if cell == "" {
				args = append(args, nil)
			} else {
				args = append(args, cell)
			}
		}
		values = append(values, "("+strings.Join(marks, ", ")+")")
	}
	if len(values) == 0 {
		return nil
	}
	_, err := db.ExecContext(ctx,
		sqltext.Insert(f.table, f.columns...)+"VALUES "+strings.Join(values, ", "),
		args...)
	return err
}

var portColumns = []string{"port_from", "port_to", "meaning", "carries", "weight", "note"}

// PortCarries are the words for what goes over a port.
var PortCarries = []string{"none", "data", "credentials", "both"}

// maxPortRows bounds a file of port meanings: there are 65,535 ports.
const maxPortRows = 65535

// LoadPorts reads and checks a file of port meanings:
// port_from,port_to,meaning,carries,weight,note. port_to may be empty for a single
// port. Weight is 1 to 5; from 4 on, cleartext fails instead of asking for review.
// Errors name file and line.
func LoadPorts(name string, r io.Reader) ([][]string, error) {
	t, err := factcsv.ReadFrom(name, r, factcsv.Form{Columns: portColumns, MaxRows: maxPortRows})
	if err != nil {
		return nil, err
	}
	taken := map[int]int{}
	for _, row := range t.Rows {
		if err := checkPort(row.Cells, row.Line, taken); err != nil {
			return nil, row.Errorf("%w", err)
		}
	}
	if len(t.Rows) == 0 {
		return nil, fmt.Errorf("%s: no line gives a port a meaning", name)
	}
	return cellsOf(t), nil
}

// checkPort checks one line and completes port_to.
func checkPort(row []string, line int, taken map[int]int) error {
	if row[1] == "" {
		row[1] = row[0]
	}
	low, high, err := portRange(row[0] + "-" + row[1])
	if err != nil {
		return fmt.Errorf("port_from, port_to: %w", err)
	}
	if strings.TrimSpace(row[2]) == "" {
		return errors.New("meaning is empty; name the protocol or application")
	}
	if !slices.Contains(PortCarries, row[3]) {
		return fmt.Errorf("carries: %q is not known%s; known are %s", row[3], suggest(row[3], PortCarries),
			strings.Join(PortCarries, ", "))
	}
	if w, err := strconv.Atoi(row[4]); err != nil || w < 1 || w > 5 {
		return fmt.Errorf("weight: %q is not a number from 1 to 5", row[4])
	}
	for p := low; p <= high; p++ {
		if first := taken[p]; first > 0 {
			return fmt.Errorf("port %d has a meaning on line %d already", p, first)
		}
		taken[p] = line
	}
	return nil
}

// InstallPorts puts meanings of ports before ours, for one connection: a port
// that a row speaks of has that meaning, the others keep theirs. db may be read
// only and must be limited to one connection.
func InstallPorts(ctx context.Context, db *sql.DB, rows [][]string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("ports: %w", err)
	}
	own := factTables[0]
	own.table = "port_meaning_given"
	err = own.fill(ctx, conn, "TEMP TABLE", rows)
	if err == nil {
		_, err = conn.ExecContext(ctx, statements.Text("ports_known", nil))
	}
	if err == nil {
		_, err = conn.ExecContext(ctx,
			"CREATE OR REPLACE TEMP VIEW v_port AS SELECT port, meaning, carries, weight FROM port_known")
	}
	if err = errors.Join(err, conn.Close()); err != nil {
		return fmt.Errorf("ports: %w", err)
	}
	return nil
}

// Package export writes the rows of a database as files: every view, the evidence and the suites, or the result of
// one statement. CSV is ours; Parquet is written by the engine, which may touch the files it is told of and nothing
// else.
package export

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/schema/progress"
)

// Kind is what the manifest of the folder calls its files.
const Kind = "export"

// Formats are the formats of Write. Each is the ending of its files' names, too.
var Formats = []string{"parquet", "csv"}

// exported are written beside the views: the evidence and what the views share.
var exported = []string{"input_file", "input_record_count", "input_issue", "input_pruned", "suite", "suite_layer",
	"suite_cert"}

// An Open opens the database for reading, with leave for the engine to write the given files. The engine opens a
// file in one way at a time, so what was opened before must be closed.
type Open func(ctx context.Context, files ...string) (*sql.DB, error)

// with runs f on the database that open opens, and closes it.
func (open Open) with(ctx context.Context, files []string, f func(*sql.DB) error) error {
	db, err := open(ctx, files...)
	if err != nil {
		return err
	}
	return errors.Join(f(db), db.Close())
}

// Names lists what Write is to write, in name order.
func Names(ctx context.Context, open Open) (names []string, err error) {
	err = open.with(ctx, nil, func(db *sql.DB) (err error) {
		names, err = texts(ctx, db,
			"SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name")
		return err
	})
	return slices.DeleteFunc(names, func(name string) bool {
		return !strings.HasPrefix(name, "v_") && !slices.Contains(exported, name)
	}), err
}

// Write writes tables and views into a set, a file each, in one of Formats.
func Write(ctx context.Context, open Open, set *outfile.Set, format string, names []string) error {
	if format == "csv" {
		return open.with(ctx, nil, func(db *sql.DB) error {
			return each(ctx, names, func(_ int, name string) error { return writeCSV(ctx, db, set, name) })
		})
	}
	var parts []string
	for _, name := range names {
		part, err := set.Reserve(name + ".parquet")
		if err != nil {
			return err
		}
		if part, err = filepath.Abs(part); err != nil {
			return err
		}
		parts = append(parts, part)
	}
	return open.with(ctx, parts, func(db *sql.DB) error {
		return each(ctx, names, func(i int, name string) error { return copyParquet(ctx, db, sqltext.Name(name), parts[i]) })
	})
}

// each calls f for the names in order, until it fails.
func each(ctx context.Context, names []string, f func(i int, name string) error) error {
	for i, name := range names {
		progress.Begin(ctx, progress.Step{Doing: "writing", N: i + 1, Total: len(names), Of: "tables and views", Name: name})
		if err := f(i, name); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
	}
	return nil
}

func writeCSV(ctx context.Context, db *sql.DB, set *outfile.Set, name string) error {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+sqltext.Name(name))
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, all, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	return set.Write(name+".csv", func(w io.Writer) error { return tables.WriteRows(w, "csv", cols, all) })
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/tables"
)

// exportFormats are what export writes, by the name of --format.
var exportFormats = []string{"parquet", "csv"}

// exportTables are exported beside the views: the evidence and what the views
// share.
var exportTables = []string{"input_file", "input_record_count", "input_issue", "input_pruned", "suite", "suite_layer",
	"suite_cert"}

func newExportCmd(e *env) *cobra.Command {
	var db, dir, format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write every view as a Parquet or CSV file",
		Long:  "Writes every view (v_…) of a database, the evidence tables and the suites into a folder, a file each.",
		Example: "  zertify export --db audit.duckdb -o exported --format parquet\n  zertify export --db audit.duckdb -o " +
			"exported-csv --format csv",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runExport(cmd.Context(), e, db, dir, format)
		},
	}
	addDB(cmd, &db)
	addOutput(cmd, &dir, writesFolder, "", "`folder` to write")
	cmd.Flags().StringVarP(&format, "format", "f", "parquet", "form of the files: "+strings.Join(exportFormats, " or "))
	complete(cmd, "format", exportFormats)
	return cmd
}

// exportKind is what the manifest of the folder calls its files.
const exportKind = "export"

func runExport(ctx context.Context, e *env, path, dir, format string) error {
	switch {
	case dir == "":
		return errors.New("no output; give -o FOLDER")
	case !slices.Contains(exportFormats, format):
		return fmt.Errorf("--format %q is not known; try %s", format, strings.Join(exportFormats, " or "))
	}
	db, err := openDB(ctx, path)
	if err != nil {
		return err
	}
	names, err := exported(ctx, db)
	if err = errors.Join(err, db.Close()); err != nil { // the engine opens a file in one way at a time
		return err
	}
	set, err := e.guard.OpenSet(dir, exportKind)
	if err != nil {
		return err
	}
	write := exportParquet
	if format == "csv" {
		write = exportCSV
	}
	if err := write(ctx, set, path, names); err != nil {
		return errors.Join(err, set.Discard())
	}
	if err := set.Commit(); err != nil {
		return err
	}
	for _, name := range names {
		if err := e.printf("%s\n", plainPath(set.Path(name+"."+format))); err != nil {
			return err
		}
	}
	return nil
}

// exported lists what is written, in name order.
func exported(ctx context.Context, db *sql.DB) ([]string, error) {
	names, err := textsOf(ctx, db,
		"SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name")
	return slices.DeleteFunc(names, func(name string) bool {
		return !strings.HasPrefix(name, "v_") && !slices.Contains(exportTables, name)
	}), err
}

func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func exportCSV(ctx context.Context, set *outfile.Set, path string, names []string) error {
	db, err := openDB(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, name := range names {
		if err := exportOneCSV(ctx, set, db, name); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
	}
	return nil
}

func exportOneCSV(ctx context.Context, set *outfile.Set, db *sql.DB, name string) error {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+quoteName(name))
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	return set.Write(name+".csv", func(w io.Writer) error { return tables.WriteRows(w, "csv", cols, each) })
}

// exportParquet lets the engine write the files, and nothing else.
func exportParquet(ctx context.Context, set *outfile.Set, path string, names []string) error {
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
	db, err := openDB(ctx, path, parts...)
	if err != nil {
		return err
	}
	defer db.Close()
	for i, name := range names {
		if err := copyParquet(ctx, db, quoteName(name), parts[i]); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
	}
	return nil
}

// copyParquet lets the engine write a relation as Parquet. Parquet has no integers of 128 bits, which sums and unions
// of unsigned columns are, and the engine would write them as floating-point numbers; as decimals they keep all digits.
func copyParquet(ctx context.Context, db *sql.DB, relation, path string) error {
	wide, err := textsOf(ctx, db, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+relation+") "+
		"WHERE column_type IN ('HUGEINT', 'UHUGEINT')")
	if err != nil {
		return err
	}
	exact := ""
	for i, name := range wide {
		wide[i] = "CAST(" + quoteName(name) + " AS DECIMAL(38, 0)) AS " + quoteName(name)
	}
	if len(wide) > 0 {
		exact = " REPLACE (" + strings.Join(wide, ", ") + ")"
	}
	_, err = db.ExecContext(ctx, "COPY (SELECT *"+exact+" FROM "+relation+") TO "+quoteSQL(path)+
		" (FORMAT parquet, USE_TMP_FILE false)")
	return err
}

// textsOf returns the rows of a query for one column of text.
func textsOf(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports"
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
	cmd.Flags().StringVarP(&dir, "output", "o", "", "`folder` to write")
	cmd.Flags().StringVarP(&format, "format", "f", "parquet", "form of the files: "+strings.Join(exportFormats, " or "))
	complete(cmd, "format", exportFormats)
	return cmd
}

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
	if err == nil {
		err = os.MkdirAll(dir, 0o777)
	}
	if err == nil && format == "csv" {
		err = exportCSV(ctx, e, db, dir, names)
	}
	if err = errors.Join(err, db.Close()); err != nil || format == "csv" {
		return err
	}
	return exportParquet(ctx, e, path, dir, names)
}

// exported lists what is written, in name order.
func exported(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx,
		`SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name`)
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
		if strings.HasPrefix(name, "v_") || slices.Contains(exportTables, name) {
			names = append(names, name)
		}
	}
	return names, rows.Err()
}

func quoteName(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func exportCSV(ctx context.Context, e *env, db *sql.DB, dir string, names []string) error {
	for _, name := range names {
		if err := exportOneCSV(ctx, e, db, filepath.Join(dir, name+".csv"), name); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
	}
	return nil
}

func exportOneCSV(ctx context.Context, e *env, db *sql.DB, file, name string) error {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+quoteName(name))
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, each, err := reports.SQLRows(rows)
	if err != nil {
		return err
	}
	out := rowOptions{format: "csv", output: file}
	if err := out.write(e, cols, each); err != nil {
		return err
	}
	return e.printf("%s\n", plainPath(file))
}

// exportParquet lets the engine write the files, and nothing else.
func exportParquet(ctx context.Context, e *env, path, dir string, names []string) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	var parts []string
	for _, name := range names {
		parts = append(parts, filepath.Join(abs, name+".parquet.part"))
	}
	db, err := openDB(ctx, path, parts...)
	if err != nil {
		return err
	}
	defer db.Close()
	for i, name := range names {
		if err := copyOne(ctx, db, name, parts[i]); err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
		if err := e.printf("%s\n", plainPath(filepath.Join(dir, name+".parquet"))); err != nil {
			return err
		}
	}
	return nil
}

func copyOne(ctx context.Context, db *sql.DB, name, part string) error {
	_, err := db.ExecContext(ctx,
		"COPY (SELECT * FROM "+quoteName(name)+") TO "+quoteSQL(part)+" (FORMAT parquet, USE_TMP_FILE false)")
	if err != nil {
		if rm := os.Remove(part); !errors.Is(rm, os.ErrNotExist) {
			err = errors.Join(err, rm)
		}
		return err
	}
	return os.Rename(part, strings.TrimSuffix(part, ".part"))
}

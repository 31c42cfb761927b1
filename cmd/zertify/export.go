package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/export"
)

func newExportCmd(e *env) *cobra.Command {
	var db, dir, format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write every view as a Parquet or CSV file",
		Long: `Writes every view (v_…) of a database, the tables of evidence and the cipher suites to a
folder, one file each.`,
		Example: "  zertify export --db audit.duckdb -o exported --format parquet\n  zertify export --db audit.duckdb -o " +
			"exported-csv --format csv",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runExport(cmd.Context(), e, db, dir, format)
		},
	}
	addDB(cmd, &db)
	addOutput(cmd, &dir, writesFolder, "", "`folder` to write")
	cmd.Flags().StringVarP(&format, "format", "f", "parquet",
		"`format` of the files: "+strings.Join(export.Formats, " or "))
	complete(cmd, "format", export.Formats)
	return cmd
}

func runExport(ctx context.Context, e *env, path, dir, format string) error {
	switch {
	case dir == "":
		return errors.New("no output; give -o FOLDER")
	case !slices.Contains(export.Formats, format):
		return fmt.Errorf("--format %q is not known; try %s", format, strings.Join(export.Formats, " or "))
	}
	open := func(ctx context.Context, files ...string) (*sql.DB, error) { return e.openDB(ctx, path, files...) }
	names, err := export.Names(ctx, open)
	if err != nil {
		return err
	}
	set, err := e.guard.OpenSet(dir, export.Kind)
	if err != nil {
		return err
	}
	watched, stop := e.watch(ctx)
	err = export.Write(watched, open, set, format, names)
	stop()
	if err != nil {
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

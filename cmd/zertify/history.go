package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/tables"
)

func newHistoryCmd(e *env) *cobra.Command {
	var (
		db   string
		rows rowOptions
	)
	cmd := &cobra.Command{
		Use:   "history",
		Short: "List what was loaded into a database, and when",
		Long: `Lists the inputs of a database in the order in which they were loaded: when, how many
records were read, skipped or known already, how many issues there were (table
input_issue), and how many rows were pruned since. For how protection developed over the
time they cover, see zertify query protection-trend and zertify query weak-trend.`,
		Example: "  zertify history --db audit.duckdb\n  zertify history --db audit.duckdb -f json -o history.json",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runHistory(cmd.Context(), e, db, &rows)
		},
	}
	addDB(cmd, &db)
	rows.addFlags(cmd)
	return cmd
}

const historyStatement = "SELECT * FROM v_import ORDER BY file_id"

func runHistory(ctx context.Context, e *env, path string, out *rowOptions) error {
	if err := out.settle(e); err != nil {
		return err
	}
	db, err := e.openDB(ctx, path)
	if err != nil {
		return err
	}
	if out.format == formatParquet {
		if err := db.Close(); err != nil { // the engine opens a file in one way at a time
			return err
		}
		return e.copyTo(ctx, path, limits{}, historyStatement, out.output)
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, historyStatement)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	return out.write(e, cols, each)
}

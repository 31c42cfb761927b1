package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/tables"
)

// maxStatement bounds a statement read from standard input.
const maxStatement = 1 << 20

func newSQLCmd(e *env) *cobra.Command {
	var (
		db   string
		rows rowOptions
		most time.Duration
	)
	cmd := &cobra.Command{
		Use:   "sql STATEMENT",
		Short: "Run a SQL statement of your own",
		Long: `Runs one SQL statement and writes its rows. Several statements are refused, because their
results would not fit into one output. A statement may begin with a comment; - reads it
from standard input. It cannot change the database, and can reach no file and no network.

For the views there are, see zertify describe tables. Other programs can open the database,
too: DuckDB 1.2 to 2.0, and tools that bring one of these.`,
		Example: `  zertify sql --db audit.duckdb 'SELECT path, records FROM input_file'
  zertify sql --db audit.duckdb -f json 'SELECT count(*) AS n FROM v_zert_summary'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("%s given, need one in quotes, or - for standard input", plural(int64(len(args)), "statement"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return within(cmd.Context(), most, func(ctx context.Context) error {
				return runSQL(ctx, e, db, args[0], rows)
			})
		},
	}
	addDB(cmd, &db)
	rows.addFlags(cmd)
	addTimeout(cmd, &most)
	return cmd
}

// usualTimeout is how long a statement may take unless told. The longest of ours takes
// seconds on databases of gigabytes.
const usualTimeout = 10 * time.Minute

// addTimeout adds --timeout to a command that runs statements of the user's.
func addTimeout(cmd *cobra.Command, most *time.Duration) {
	cmd.Flags().DurationVar(most, "timeout", usualTimeout,
		"longest time that the statement may take, such as 90s; 0 sets no limit")
}

// within runs f for so long at most, 0 being without end.
func within(ctx context.Context, most time.Duration, f func(context.Context) error) error {
	if most < 0 {
		return fmt.Errorf("--timeout %s: must be 0 or more", most)
	}
	if most == 0 {
		return f(ctx)
	}
	limited, stop := context.WithTimeout(ctx, most)
	defer stop()
	err := f(limited)
	if err != nil && ctx.Err() == nil && limited.Err() != nil {
		return fmt.Errorf("the statement took longer than %s and was stopped; limit it with WHERE, or allow more: "+
			"--timeout %s, or --timeout 0 for no limit", most, 6*most)
	}
	return err
}

// markComments makes arguments of sql that begin with a comment recognisable as
// statements: with a blank in front they look like no flag.
func markComments(root *cobra.Command, args []string) []string {
	cmd, _, err := root.Find(args)
	if err != nil || cmd.Name() != "sql" {
		return args
	}
	out := slices.Clone(args)
	for i, arg := range out {
		name, _, _ := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		comment := strings.HasPrefix(arg, "-- ") || strings.HasPrefix(arg, "--") && strings.Contains(arg, "\n")
		if comment && cmd.Flag(name) == nil {
			out[i] = " " + arg
		}
	}
	return out
}

func runSQL(ctx context.Context, e *env, path, statement string, out rowOptions) error {
	if err := out.settle(e); err != nil {
		return err
	}
	statement, err := e.statement(statement)
	if err != nil {
		return err
	}
	db, err := e.openDB(ctx, path)
	if err != nil {
		return err
	}
	if err := oneStatement(ctx, db, statement); err != nil {
		return errors.Join(explainSQL(err), db.Close())
	}
	if out.format == formatParquet {
		if err := db.Close(); err != nil { // the engine opens a file in one way at a time
			return err
		}
		return explainSQL(e.copyTo(ctx, path, limits{}, strings.TrimRight(statement, "; \t\r\n"), out.output))
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, statement)
	if err != nil {
		return explainSQL(err)
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	return explainSQL(out.write(e, cols, each))
}

// oneStatement refuses text that the engine does not take for exactly one
// statement, before any of it has run.
func oneStatement(ctx context.Context, db *sql.DB, text string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	err = conn.Raw(func(c any) error {
		// The driver's QueryContext runs all statements and keeps the rows of the
		// last; its Prepare, which runs nothing, takes no more than one.
		s, err := c.(driver.Conn).Prepare(text)
		if err != nil {
			return err
		}
		return s.Close()
	})
	var engine *duckdb.Error
	if err != nil && !errors.As(err, &engine) {
		err = errors.New("not exactly one statement; give one at a time, or put SELECTs together with UNION ALL or WITH")
	}
	return errors.Join(err, conn.Close())
}

// statement returns the statement to run, from standard input for "-".
func (e *env) statement(s string) (string, error) {
	if s == "-" {
		b, err := io.ReadAll(io.LimitReader(e.stdin, maxStatement+1))
		if err != nil {
			return "", fmt.Errorf("read the statement from standard input: %w", err)
		}
		if len(b) > maxStatement {
			return "", fmt.Errorf("the statement on standard input is longer than %d bytes", maxStatement)
		}
		s = string(b)
	}
	if strings.TrimSpace(s) == "" {
		return "", errors.New("the statement is empty")
	}
	return s, nil
}

// sqlHints say what to try, by what the engine complains about.
var sqlHints = []struct{ has, try string }{
	{"read-only mode",
		"sql only reads; to change or add tables, export the views and load them elsewhere: zertify export"},
	{"disabled by configuration", "a statement reaches no file and no network; use -o FILE to write its rows"},
	{"disabled through configuration", "a statement reaches no file and no network; use -o FILE to write its rows"},
	{"configuration has been locked", "settings are fixed here; a statement reaches no file and no network"},
	{"Table with name", "see what there is: zertify describe tables"},
	{"Referenced column", "see what there is: zertify describe tables NAME"},
}

func explainSQL(err error) error {
	if err == nil {
		return nil
	}
	for _, h := range sqlHints {
		if strings.Contains(err.Error(), h.has) {
			return fmt.Errorf("%w\n%s", err, h.try)
		}
	}
	return err
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/tables"
)

type queryOptions struct {
	db, dir       string
	saved         string
	params        []string
	rows          rowOptions
	scope         scopeOptions
	columns, sort []string
	limit         int
}

func newQueryCmd(e *env) *cobra.Command {
	var opt queryOptions
	cmd := &cobra.Command{
		Use:   "query [ID]",
		Short: "Run a check, or list them",
		Long: `Runs one check and writes what it found; without ID it lists the checks by area. With --saved, ID
is the name of a list of zertify serve that was saved with its filters, columns and order.
The outcome, and how much was looked at, go to standard error. Exit code 2 means that the
database holds nothing that the check could look at.`,
		Example: "  zertify query\n  zertify query tls-version-floor --db audit.duckdb --param min_version=TLS1.2 -f csv\n" +
			"  zertify query protection-by-server --db audit.duckdb --tls-version TLS1.0..TLS1.1 --sort=-bytes --limit 9\n" +
			"  zertify query old-tls --saved saved.toml --db audit.duckdb",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if opt.saved != "" {
				return queryOfSaved(cmd, e, args, &opt)
			}
			if len(args) == 0 {
				return listQueries(e, &opt)
			}
			return runQuery(cmd.Context(), e, args[0], &opt)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return queryIDs(&opt), cobra.ShellCompDirectiveNoFileComp
		},
	}
	addDB(cmd, &opt.db)
	opt.scope.addFlags(cmd)
	opt.scope.addSecurityFlags(cmd)
	cmd.Flags().StringSliceVar(&opt.columns, "columns", nil, "`columns` to write, with commas, in this order")
	cmd.Flags().StringSliceVar(&opt.sort, "sort", nil, "`columns` to sort by, with commas; descending with - before it")
	cmd.Flags().IntVar(&opt.limit, "limit", 0, "at most so many `rows`, of those that come first")
	cmd.Flags().StringArrayVar(&opt.params, "param", nil, "`name=value` sets a parameter; may be repeated")
	cmd.Flags().StringVar(&opt.dir, "queries", "", "`folder` with checks of your own in place of ours: AREA/ID.sql")
	cmd.Flags().StringVar(&opt.saved, "saved", "",
		"TOML `file` of saved queries; the name is one of them, and they are listed without")
	opt.rows.addFlags(cmd)
	return cmd
}

// queryOfSaved runs a saved query, or lists them.
func queryOfSaved(cmd *cobra.Command, e *env, args []string, opt *queryOptions) error {
	if err := checkSaved(cmd); err != nil {
		return err
	}
	if len(args) == 0 {
		return listSaved(e, opt)
	}
	return runSaved(cmd.Context(), e, args[0], opt)
}

func (o *queryOptions) load() ([]queries.Query, error) {
	if o.dir == "" {
		return queries.Load(queries.Embedded())
	}
	if _, err := os.Stat(o.dir); err != nil {
		return nil, fmt.Errorf("--queries: %w", err)
	}
	var fsys fs.FS = infile.Dir(o.dir)
	return queries.Load(fsys)
}

func queryIDs(o *queryOptions) []string {
	qs, err := o.load()
	if err != nil {
		return nil
	}
	var ids []string
	for _, q := range qs {
		ids = append(ids, q.ID+"\t"+q.Title)
	}
	return ids
}

// listQueries writes the checks grouped by area: for people on a terminal,
// as rows elsewhere.
func listQueries(e *env, opt *queryOptions) error {
	qs, err := opt.load()
	if err != nil {
		return err
	}
	if err := opt.rows.settle(e); err != nil {
		return err
	}
	if opt.rows.format != formatTable {
		return opt.rows.writeSheet(e, querySheet(qs))
	}
	area := ""
	for _, q := range qs {
		if q.Area != area {
			area = q.Area
			if err := e.printf("%s\n", area); err != nil {
				return err
			}
		}
		if err := e.printf("  %-28s %-9s %s\n", q.ID, q.Severity, q.Title); err != nil {
			return err
		}
	}
	return nil
}

func querySheet(qs []queries.Query) *sheet {
	s := newSheet("area", "id", "severity", "title")
	for _, q := range qs {
		s.add(q.Area, q.ID, q.Severity, q.Title)
	}
	return s
}

func runQuery(ctx context.Context, e *env, id string, opt *queryOptions) error {
	qs, err := opt.load()
	if err != nil {
		return err
	}
	q, err := queries.Get(qs, id)
	if err != nil {
		if isThere(id) {
			return fmt.Errorf("no query %q; if that is a database: zertify query --db %s", id, shellWord(id))
		}
		return fmt.Errorf("%w (zertify query lists all)", err)
	}
	params, err := parseParams(opt.params)
	if err != nil {
		return err
	}
	if err := errors.Join(opt.scope.check(), opt.rows.settle(e), opt.checkLimit()); err != nil {
		return err
	}
	db, err := openScoped(ctx, e, opt.db, opt.scope.limits(), q)
	if err != nil {
		return err
	}
	out, err := queries.Run(ctx, db, []queries.Query{*q},
		queries.RunOptions{Params: map[string]map[string]string{q.ID: params}, Limit: opt.limit, Sort: opt.sort})
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if out[0].Status == queries.NoEvidence {
		if _, err := opt.scope.explainNothing(ctx, e, opt.db); err != nil {
			return err
		}
	}
	return opt.finish(ctx, e, &out[0])
}

// parseParams splits name=value.
func parseParams(list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, p := range list {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--param %q: write name=value", p)
		}
		if _, twice := out[name]; twice {
			return nil, fmt.Errorf("--param %s is given twice", name)
		}
		out[name] = value
	}
	return out, nil
}

// checkLimit refuses a number of rows that cannot be meant.
func (o *queryOptions) checkLimit() error {
	if o.limit < 0 {
		return fmt.Errorf("--limit %d: give 1 or more; without it all rows are written", o.limit)
	}
	return nil
}

// chosen are the columns to write, by their place among those of a result; nil for all.
func (o *queryOptions) chosen(columns []string) ([]int, error) {
	var at []int
	for _, name := range o.columns {
		i := slices.Index(columns, name)
		if i < 0 {
			return nil, fmt.Errorf("--columns: %w", &queries.ColumnError{Name: name, Known: columns})
		}
		at = append(at, i)
	}
	return at, nil
}

// finish writes the rows and tells the outcome.
func (o *queryOptions) finish(ctx context.Context, e *env, out *queries.Outcome) error {
	if out.Status == queries.Error {
		return sortError(out.Err)
	}
	if err := o.writeOutcome(ctx, e, out); err != nil {
		return err
	}
	if note := scopeNote(&o.scope.scope, out.Query); note != "" {
		e.log.Warn(note)
	}
	e.log.Info(fmt.Sprintf("%s: %s; %s in %s looked at", out.Query.ID, out.Status, plural(out.Total, "row"),
		commas(out.Population)))
	return incomplete(out.Status == queries.NoEvidence)
}

func (o *queryOptions) writeOutcome(ctx context.Context, e *env, out *queries.Outcome) error {
	at, err := o.chosen(out.Columns)
	if err != nil {
		return err
	}
	if o.rows.format == formatParquet {
		if len(at)+len(o.sort)+o.limit > 0 {
			return errors.New(
				"--columns, --sort and --limit are not for parquet; zertify sql with -f parquet takes any statement")
		}
		text, args := bindFindings(out)
		return e.copyTo(ctx, o.db, o.scope.limits(), text, o.rows.output, args...)
	}
	s := &sheet{rows: out.Rows}
	for _, c := range out.Columns {
		s.cols = append(s.cols, tables.Column{Name: c})
	}
	if at != nil {
		s = s.only(at)
	}
	return o.rows.write(e, s.cols, s.each())
}

// sortError names the flag where the error is about a column to sort by.
func sortError(err error) error {
	if column := new(queries.ColumnError); errors.As(err, &column) {
		return fmt.Errorf("--sort: %w", column)
	}
	return err
}

// paramName finds the parameters of a statement; the loader has made sure that
// nothing else in it begins with a dollar sign.
var paramName = regexp.MustCompile(`\$([a-z][a-z0-9_]*)`)

// bindFindings returns the findings statement of a query that has been run once,
// with each parameter cast to its type, and the values bound then.
func bindFindings(out *queries.Outcome) (string, []any) {
	types := map[string]string{}
	for _, p := range out.Query.Params {
		types[p.Name] = p.Type
	}
	var args []any
	seen := map[string]bool{}
	text := paramName.ReplaceAllStringFunc(out.Query.Findings, func(m string) string {
		name := m[1:]
		if !seen[name] {
			seen[name] = true
			args = append(args, sql.Named(name, out.Params[name]))
		}
		return fmt.Sprintf("CAST(%s AS %s)", m, types[name])
	})
	return text, args
}

package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/drift"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/tables"
)

type diffOptions struct {
	db        string
	from, to  string
	lapseDays int
	rows      rowOptions
	audit     auditOptions
}

const formatHTML = "html"

func newDiffCmd(e *env) *cobra.Command {
	var opt diffOptions
	cmd := &cobra.Command{
		Use:   "diff [OLD.db NEW.db]",
		Short: "Compare two periods, or two databases: what is new, fixed, worse",
		Long: `Evaluates two periods of one database, or two databases, by the same rules of the same day
and says what changed: findings that are new, fixed, still open, got worse or got better;
ports that are newly unprotected; protections that got weaker; certificates renewed, lapsed
or about to; peers that came and went. A period is A..B: days (both included) or moments,
in local time of the records; an end left out is open.

Exit code 1: something got worse; 2: nothing got worse, but one of the sides shows no
traffic or input had been rejected; 0: nothing got worse.`,
		Example: "  zertify diff --db audit.duckdb --from 2026-09-01..2026-09-30 --to 2026-10-01..2026-10-31\n" +
			"  zertify diff september.duckdb october.duckdb --profile nist -f html -o drift.html",
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			sides, err := opt.sides(args)
			if err != nil {
				return err
			}
			return runDiff(cmd.Context(), e, &opt, sides)
		},
	}
	addDB(cmd, &opt.db)
	f := cmd.Flags()
	f.StringVar(&opt.from, "from", "", "older `period`, A..B")
	f.StringVar(&opt.to, "to", "", "newer `period`, A..B")
	addLapseDays(cmd, &opt.lapseDays)
	f.StringVarP(&opt.rows.format, "format", "f", "",
		"`format` of the changes: "+strings.Join(diffFormats(), ", ")+" (table on a terminal, else csv)")
	addOutput(cmd, &opt.rows.output, writesFile, "", "`file` to write; standard output without it")
	complete(cmd, "format", diffFormats())
	opt.audit.addEvaluatingFlags(cmd)
	return cmd
}

func addLapseDays(cmd *cobra.Command, days *int) {
	cmd.Flags().IntVar(days, "lapse-days", 30,
		"in a comparison, a certificate is about to lapse when it ends so many `days` after its period")
}

// diffFormats returns the forms of rows, without Parquet, and the page.
func diffFormats() []string {
	names := []string{formatTable}
	for _, f := range tables.RowFormats {
		names = append(names, f.Name)
	}
	return append(names, formatHTML)
}

// A diffSide is one side as the command line gives it.
type diffSide struct {
	db, name string
	scope    queries.Scope
}

// sides settles what is compared with what.
func (o *diffOptions) sides(args []string) (out [2]diffSide, err error) {
	if err := o.audit.scope.check(); err != nil {
		return out, err
	}
	scope := o.audit.scope.scope
	switch {
	case len(args) == 2 && o.from == "" && o.to == "":
		for i, path := range args {
			if err := needFile(path); err != nil {
				return out, err
			}
			out[i] = diffSide{db: path, name: filename.Escape(filepath.Base(path)), scope: scope}
		}
		return out, nil
	case len(args) > 0:
		return out, errors.New("give two databases, OLD.db NEW.db, or --db FILE with --from A..B and --to C..D")
	case o.from == "" || o.to == "":
		return out, errors.New(
			"give the two periods: --from A..B --to C..D, like --from 2026-09-01..2026-09-30 --to 2026-10-01..2026-10-31")
	case !scope.Since.IsZero() || !scope.Until.IsZero():
		return out, errors.New("--since and --until are what --from and --to say here; leave them out")
	}
	if err := needFile(o.db); err != nil {
		return out, err
	}
	for i, period := range []struct{ flag, text string }{{"--from", o.from}, {"--to", o.to}} {
		s := scope
		if s.Since, s.Until, err = parsePeriod(period.flag, period.text); err != nil {
			return out, err
		}
		out[i] = diffSide{db: o.db, name: filename.Escape(filepath.Base(o.db)) + " " + period.text, scope: s}
	}
	if a, b := &out[0].scope, &out[1].scope; overlap(a, b) {
		return out, fmt.Errorf("--from %s and --to %s overlap: the same records would be on both sides", o.from, o.to)
	}
	return out, nil
}

// parsePeriod reads A..B.
func parsePeriod(flag, text string) (since, until time.Time, err error) {
	first, last, ok := strings.Cut(text, "..")
	if !ok {
		return since, until, fmt.Errorf("%s %q: write a period as A..B, like 2026-09-01..2026-09-30", flag, text)
	}
	if since, err = parseMoment(flag, first, false); err != nil {
		return since, until, err
	}
	if until, err = parseMoment(flag, last, true); err != nil {
		return since, until, err
	}
	if !since.IsZero() && !until.IsZero() && !since.Before(until) {
		err = fmt.Errorf("%s %s ends before it begins", flag, text)
	}
	return since, until, err
}

func overlap(a, b *queries.Scope) bool {
	before := func(x, y *queries.Scope) bool {
		return !x.Until.IsZero() && !y.Since.IsZero() && !x.Until.After(y.Since)
	}
	return !before(a, b) && !before(b, a)
}

// A diffRun evaluates and reads both sides.
type diffRun struct {
	plan *auditPlan
	lost bool // input of a side was rejected
}

func runDiff(ctx context.Context, e *env, opt *diffOptions, sides [2]diffSide) error {
	html := opt.rows.format == formatHTML
	if !html {
		if err := opt.rows.settle(e); err != nil {
			return err
		}
		if opt.rows.format == formatParquet {
			return errors.New("parquet is for query and sql; try csv")
		}
	}
	opt.audit.formats = "json" // no report is written; what the plan wants
	plan, err := opt.audit.plan(e)
	if err != nil {
		return err
	}
	run := &diffRun{plan: plan}
	watched, stop := e.watch(ctx)
	d, err := run.compare(watched, e, &sides, opt.lapseDays)
	stop()
	if err != nil {
		return err
	}
	if err := opt.write(e, d); err != nil {
		return err
	}
	e.tellDrift(d)
	if d.Worse > 0 {
		return &exit{code: exitFailed}
	}
	return incomplete(run.lost || d.Old.Sessions == 0 || d.New.Sessions == 0)
}

// compare says what changed from the first side to the second.
func (r *diffRun) compare(ctx context.Context, e *env, sides *[2]diffSide, lapseDays int) (*model.Drift, error) {
	if err := r.settleDay(ctx, e, &sides[1]); err != nil {
		return nil, err
	}
	var read [2]*drift.Side
	for i := range sides {
		var err error
		if read[i], err = r.side(ctx, e, &sides[i]); err != nil {
			return nil, err
		}
	}
	return drift.Compare(read[0], read[1],
		drift.Options{Tool: thisTool(), AsOf: r.plan.policy.AsOf, LapseDays: lapseDays}), nil
}

func (e *env) tellDrift(d *model.Drift) {
	for _, line := range append(d.Summary(), d.Notes...) {
		e.log.Info(line)
	}
}

func (o *diffOptions) write(e *env, d *model.Drift) error {
	out := o.rows.output
	if out == "" {
		out = "-"
	}
	switch o.rows.format {
	case formatHTML:
		return e.writeFile(out, func(w io.Writer) error { return page.WriteDrift(w, d) })
	case "json":
		return e.writeFile(out, func(w io.Writer) error { return tables.WriteDrift(w, d) })
	}
	return o.rows.write(e, tables.DriftColumns, tables.DriftRows(d))
}

// settleDay takes the newest day of the newer side for both, so that a rule that
// came into force between them is not a change of the traffic.
func (r *diffRun) settleDay(ctx context.Context, e *env, newer *diffSide) error {
	if !r.plan.policy.AsOf.IsZero() {
		return nil
	}
	return r.open(ctx, e, newer, func(db *sql.DB) error {
		var last sql.NullTime
		if err := db.QueryRowContext(ctx, "SELECT max(last_local) FROM v_endpoint").Scan(&last); err != nil || !last.Valid {
			return err
		}
		r.plan.policy.AsOf = last.Time.UTC().Truncate(24 * time.Hour)
		return nil
	})
}

// open lets f work on the database of a side, through its scope.
func (r *diffRun) open(ctx context.Context, e *env, s *diffSide, f func(*sql.DB) error) error {
	db, err := openScoped(ctx, e, s.db, limits{&s.scope, r.plan.opt.scope.ports})
	if err != nil {
		return err
	}
	return errors.Join(f(db), db.Close())
}

// diffFindings bounds the findings of a profile that are compared.
const diffFindings = 200_000

func (r *diffRun) side(ctx context.Context, e *env, s *diffSide) (side *drift.Side, err error) {
	e.log.Debug("evaluating", "side", s.name)
	err = r.open(ctx, e, s, func(db *sql.DB) error {
		opt := r.plan.policy
		opt.MaxFindings, opt.FindingsOnly = diffFindings, true
		evaluated, err := policy.Evaluate(ctx, db, r.plan.profiles, opt)
		if err != nil {
			return err
		}
		run := queries.RunOptions{Limit: queryRows}
		if x := opt.Exceptions; x != nil {
			run.Accept = x.Accept(opt.AsOf)
		}
		outcomes, err := queries.Run(ctx, db, r.plan.queries, run)
		if err != nil {
			return err
		}
		var lost int64
		if err := db.QueryRowContext(ctx,
			"SELECT count(*) FROM input_file WHERE records_rejected + bytes_rejected > 0 OR is_complete IS NOT TRUE").Scan(
			&lost); err != nil {
			return err
		}
		r.lost = r.lost || lost > 0
		side, err = drift.Read(ctx, db,
			drift.Inputs{Database: s.name, Scope: s.scope.String(), Evaluations: evaluated, Outcomes: outcomes})
		return err
	})
	return side, err
}

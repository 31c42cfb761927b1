package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/collect"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/progress"
)

// auditOptions are the flags about evaluating and reporting, shared by audit and run.
type auditOptions struct {
	dir, profiles, asOf  string
	exceptions, formats  string
	forecast             string
	profileDir           profileDir
	perSession           bool
	supplied             []string
	scope                scopeOptions
	checks               string
	scopeFile, owners    string
	earlier              earlierOptions
	sarifAll             bool // results for review and information, too
	inputLost, noRecords bool // what the reading before says; run only
}

// What --checks takes instead of ids.
const (
	allChecks = "all"
	noChecks  = "none"
)

// defaultProfile consolidates the published ones.
const defaultProfile = "baseline"

func (o *auditOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	addOutput(cmd, &o.dir, writesFolder, "zertify-report", "`folder` for the report")
	f.StringVarP(&o.formats, "format", "f", strings.Join(reports.DefaultNames(), ","),
		"report `formats`, with commas: "+strings.Join(reportFormats(), ", "))
	complete(cmd, "format", reportFormats())
	f.BoolVar(&o.sarifAll, "sarif-all", false, "let the sarif format have results for review and for information, too")
	o.earlier.addFlags(cmd)
	o.addEvaluatingFlags(cmd)
}

// addEvaluatingFlags adds what says how to evaluate, without what says what to write.
func (o *auditOptions) addEvaluatingFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.profiles, "profile", defaultProfile,
		"`profiles` to evaluate against, with commas; a name from zertify describe profiles, all, or a .csv file")
	f.StringVar(&o.asOf, "as-of", "",
		"`date` whose rules are used, like 2026-12-31; without it the newest day in the records")
	f.StringVar(&o.forecast, "forecast", "",
		"later `dates`, with commas, under whose rules the same traffic is evaluated too")
	o.profileDir.addFlag(cmd)
	f.StringVar(&o.checks, "checks", allChecks,
		"`checks` to run, with commas: ids from zertify query, all or none; those left out do not touch the exit code")
	f.StringVar(&o.exceptions, "exceptions", "", "CSV `file` of accepted findings")
	f.BoolVar(&o.perSession, "per-session", false, "evaluate each session by the rules of its own day")
	f.StringArrayVar(&o.supplied, "supply", nil,
		"`name=value` of a fact that no record holds, such as scope=cde; may be repeated")
	o.scope.addFlags(cmd)
	f.StringVar(&o.scopeFile, "scope-file", "",
		"CSV `file` that tags networks and ports for rules that need a scope: tag,cidr,port_from,port_to,note")
	f.StringVar(&o.owners, "owners", "",
		"CSV `file` that says whom findings are for: owner,system,stack,job,server,port,note")
	if ids, err := policy.Profiles(policy.Embedded()); err == nil {
		complete(cmd, "profile", append(ids, "all"))
	}
	if qs, err := queries.Load(queries.Embedded()); err == nil {
		ids := []string{allChecks, noChecks}
		for _, q := range queries.ForAudit(qs) {
			ids = append(ids, q.ID)
		}
		complete(cmd, "checks", ids)
	}
}

func reportFormats() []string {
	var names []string
	for _, f := range reports.Formats {
		names = append(names, f.Name)
	}
	return names
}

func newAuditCmd(e *env) *cobra.Command {
	var (
		db  string
		opt auditOptions
	)
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Evaluate a database by profiles and write the report",
		Long: `Evaluates the traffic in a database against one or several profiles, runs the checks
and writes the report. Exit code 1: something failed; 2: nothing failed, but input was
rejected or a check had no evidence.

With --diff-from or --diff-db the report has a section on what changed since an earlier
period, as zertify diff tells it; that does not touch the exit code.`,
		Example: "  zertify audit --db audit.duckdb -o report\n  zertify audit --db audit.duckdb --profile baseline,nist " +
			"--as-of 2026-12-31 -f html,csv -o report2\n" +
			"  zertify audit --db audit.duckdb --profile nist,cnsa-2.0 --forecast 2030-01-01,2035-12-31 -o report3\n" +
			"  zertify audit --db audit.duckdb --diff-from 2026-10-01..2026-10-01T11:59 -o report4\n  zertify audit --db " +
			"october.duckdb --diff-db september.duckdb -o report5",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			plan, err := opt.plan(e)
			if err != nil {
				return err
			}
			if err := errors.Join(plan.settleEarlier(db), plan.checkFolder(e, db)); err != nil {
				return err
			}
			return plan.run(cmd.Context(), e, db)
		},
	}
	addDB(cmd, &db)
	opt.addFlags(cmd)
	return cmd
}

// auditPlan is an audit whose flags have been checked, so that a slip shows
// before an hour of reading and not after it.
type auditPlan struct {
	opt      *auditOptions
	library  *policy.Library
	profiles []*policy.Profile
	queries  []queries.Query // to run
	known    []queries.Query // that an audit can run
	policy   policy.Options
	formats  []reports.Format
	earlier  *[2]diffSide // what is compared; nil for nothing

	shown string       // the database as the report names it; "" for as it is opened
	set   *outfile.Set // what the report is written to; nil for the folder of the options

	digests outfile.Database // of what the report is of
}

func (o *auditOptions) plan(e *env) (*auditPlan, error) {
	library, err := o.profileDir.open(e)
	if err != nil {
		return nil, err
	}
	p := &auditPlan{opt: o, library: library}
	for _, step := range []func(*auditOptions) error{p.readScope, p.readEarlier, p.readProfiles, p.readFormats, p.readDate,
		p.readForecast, p.readSupplied, p.readQueries, p.readExceptions, p.readOwners} {
		if err := step(o); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// checkFolder says why the report may not be written where it is wanted.
func (p *auditPlan) checkFolder(e *env, db string) error {
	return e.guard.CheckSet(p.opt.dir, reports.SetKind, p.owned(db)...)
}

// owned are the files in the report's folder that are not of the report: the database
// that it is made of, when it lies there.
func (p *auditPlan) owned(db string) []string {
	if !outfile.SameFile(filepath.Dir(db), p.opt.dir) {
		return nil
	}
	return databaseFiles(filepath.Base(db))
}

// databaseFiles are a database and what the engine keeps beside it.
func databaseFiles(db string) []string { return []string{db, db + ".wal", db + ".tmp"} }

func (p *auditPlan) readProfiles(o *auditOptions) error {
	names, err := splitNames("--profile", o.profiles)
	if err != nil {
		return err
	}
	if slices.Equal(names, []string{"all"}) {
		names = p.library.IDs()
	}
	for _, name := range names {
		profile, err := loadProfile(p.library, name)
		if err != nil {
			return fmt.Errorf("--profile: %w", err)
		}
		p.profiles = append(p.profiles, profile)
	}
	return nil
}

// splitNames splits a list with commas, refusing empty and repeated names.
func splitNames(flag, list string) ([]string, error) {
	var out []string
	for _, name := range strings.Split(list, ",") {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
			return nil, fmt.Errorf("%s %q: an empty name; write names with commas between them", flag, list)
		case slices.Contains(out, name):
			return nil, fmt.Errorf("%s: %s is named twice", flag, name)
		}
		out = append(out, name)
	}
	return out, nil
}

func (p *auditPlan) readFormats(o *auditOptions) error {
	names, err := splitNames("--format", o.formats)
	if err != nil {
		return err
	}
	if o.sarifAll && !slices.Contains(names, "sarif") {
		return errors.New("--sarif-all is about the sarif format; name it with --format")
	}
	for _, name := range names {
		f, err := reports.Lookup(name)
		if err != nil {
			return fmt.Errorf("--format: %w%s", err, didYouMean(name, reportFormats()))
		}
		if f.Ready != nil {
			if err := f.Ready(); err != nil {
				return fmt.Errorf("--format %s: %w", name, err)
			}
		}
		if o.sarifAll && f.All != nil {
			f = *f.All
		}
		p.formats = append(p.formats, f)
	}
	return nil
}

func (p *auditPlan) readDate(o *auditOptions) error {
	p.policy.PerSession = o.perSession
	if o.asOf == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, o.asOf)
	if err != nil {
		return fmt.Errorf("--as-of %q is not a date; write it like 2026-12-31", o.asOf)
	}
	p.policy.AsOf = day
	return nil
}

func (p *auditPlan) readForecast(o *auditOptions) error {
	if o.forecast == "" {
		return nil
	}
	dates, err := splitNames("--forecast", o.forecast)
	if err != nil {
		return err
	}
	for _, text := range dates {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return fmt.Errorf("--forecast %q is not a date; write it like 2030-01-01, several with commas", text)
		}
		if !p.policy.AsOf.IsZero() && !day.After(p.policy.AsOf) {
			return fmt.Errorf("--forecast %s does not lie after --as-of %s", text, o.asOf)
		}
		p.policy.Forecast = append(p.policy.Forecast, day)
	}
	return nil
}

func (p *auditPlan) readSupplied(o *auditOptions) (err error) {
	if p.policy.Supplied, err = parseParams(o.supplied); err != nil {
		err = fmt.Errorf("--supply: %w", err)
	}
	return err
}

// readQueries picks the checks to run.
func (p *auditPlan) readQueries(o *auditOptions) error {
	all, err := queries.Load(queries.Embedded())
	if err != nil {
		return err
	}
	p.known = queries.ForAudit(all)
	names, err := splitNames("--checks", o.checks)
	switch {
	case err != nil:
		return err
	case slices.Equal(names, []string{allChecks}):
		p.queries = p.known
		return nil
	case slices.Equal(names, []string{noChecks}):
		return nil
	}
	for _, name := range names {
		q, err := queries.Get(all, name)
		if err != nil {
			return fmt.Errorf("--checks: %w; zertify query lists them; all and none cannot be combined with others", err)
		}
		if q.Drill {
			return fmt.Errorf("--checks: %s makes sense with parameters only: zertify query %s", name, name)
		}
		p.queries = append(p.queries, *q)
	}
	return nil
}

func (p *auditPlan) readExceptions(o *auditOptions) error {
	if o.exceptions == "" {
		return nil
	}
	x, err := policy.LoadExceptions(infile.Dir(filepath.Dir(o.exceptions)), filepath.Base(o.exceptions))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--exceptions: %w", missing(o.exceptions))
	case err != nil:
		return fmt.Errorf("--exceptions: %w", err)
	}
	p.policy.Exceptions = x
	return x.Check(p.nameable())
}

func (p *auditPlan) readOwners(o *auditOptions) (err error) {
	if o.owners == "" {
		return nil
	}
	p.policy.Owners, err = policy.LoadOwners(infile.Dir(filepath.Dir(o.owners)), filepath.Base(o.owners))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--owners: %w", missing(o.owners))
	case err != nil:
		return fmt.Errorf("--owners: %w", err)
	}
	return nil
}

// ids are those of the rules and queries, in no order.
func (p *auditPlan) ids() []string { return slices.Collect(maps.Keys(p.nameable())) }

// nameable is what an exception may name: rules, with their profile, and queries.
func (p *auditPlan) nameable() map[string]string {
	ids := map[string]string{}
	for _, profile := range p.profiles {
		for i := range profile.Rules {
			ids[profile.Rules[i].ID] = profile.ID
		}
	}
	for i := range p.known {
		ids[p.known[i].ID] = "query"
	}
	return ids
}

// queryRows bounds the rows of each check in a report; zertify query gives
// them all.
const queryRows = 100_000

// run evaluates, asks, writes the report and prints the five closing lines.
func (p *auditPlan) run(ctx context.Context, e *env, path string) error {
	ctx, stop := e.watch(ctx)
	defer stop()
	r, err := p.report(ctx, e, path)
	if err != nil {
		return err
	}
	if p.earlier != nil {
		if r.Drift, err = p.drift(ctx, e, r.AsOf); err != nil {
			return err
		}
	}
	files, err := p.write(ctx, e, r, cmp.Or(p.shown, path))
	if err != nil {
		return err
	}
	stop()
	if err := e.printClosing(p, r, files); err != nil {
		return err
	}
	return p.verdict(e, r)
}

// write puts the report into its folder, in the place of an earlier one, and returns the
// files.
func (p *auditPlan) write(ctx context.Context, e *env, r *model.Report, db string) (files []string, err error) {
	if p.set == nil {
		if p.set, err = e.guard.OpenSet(p.opt.dir, reports.SetKind, p.owned(db)...); err != nil {
			return nil, err
		}
	}
	if outfile.SameFile(filepath.Dir(db), p.opt.dir) {
		p.digests.Name = filepath.Base(db)
		p.set.AddDatabase(p.digests)
	}
	origin, err := p.origin(e, r)
	if err != nil {
		return nil, errors.Join(err, p.set.Discard())
	}
	p.set.SetOrigin(origin)
	if files, err = reports.WriteSet(p.set, r, watchedFormats(ctx, p.formats)); err != nil {
		return nil, errors.Join(err, p.set.Discard())
	}
	for _, f := range p.formats {
		if f.Omits == nil {
			continue
		}
		if text := f.Omits(r); text != "" {
			e.log.Warn(text)
		}
	}
	return files, p.set.Commit()
}

// watchedFormats tells the watcher of the context as each file of the formats begins.
func watchedFormats(ctx context.Context, formats []reports.Format) []reports.Format {
	var begun atomic.Int64 // formats are written beside each other
	out := slices.Clone(formats)
	for i := range out {
		filesOf := out[i].Files
		out[i].Files = func(r *model.Report) []reports.File {
			files := filesOf(r)
			n := int(begun.Add(1))
			for j := range files {
				name, write := files[j].Name, files[j].Write
				files[j].Write = func(w io.Writer) error {
					progress.Begin(ctx, progress.Step{Doing: "writing", N: n, Total: len(out), Of: "report formats", Name: name})
					return write(w)
				}
			}
			return files
		}
	}
	return out
}

// report opens the database for as long as it takes to evaluate and read it.
func (p *auditPlan) report(ctx context.Context, e *env, path string) (*model.Report, error) {
	db, err := openScoped(ctx, e, path, p.opt.scope.limits())
	if err != nil {
		return nil, err
	}
	r, err := p.digestAndReport(ctx, e, db, path)
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	if r.Traffic.Sessions == 0 && r.Crypto.Total == 0 {
		err = p.opt.scope.explainEmpty(ctx, e, path)
	}
	return r, err
}

func (p *auditPlan) digestAndReport(ctx context.Context, e *env, db *sql.DB, path string) (r *model.Report, err error) {
	if p.digests.Inputs, err = ingest.InputsDigest(ctx, db); err != nil {
		return nil, err
	}
	if p.digests.Contents, err = ingest.ContentsDigest(ctx, db); err != nil {
		return nil, err
	}
	return p.reportOn(ctx, e, db, path)
}

func (p *auditPlan) reportOn(ctx context.Context, e *env, db *sql.DB, path string) (*model.Report, error) {
	evaluated, err := policy.Evaluate(ctx, db, p.profiles, p.policy)
	if err != nil {
		return nil, err
	}
	opt := queries.RunOptions{Limit: queryRows}
	if x := p.policy.Exceptions; x != nil {
		opt.Accept = x.Accept(p.day(evaluated))
	}
	outcomes, err := queries.Run(ctx, db, p.queries, opt)
	if err != nil {
		return nil, err
	}
	e.explainExceptions(p.policy.Exceptions)
	return collect.Report(ctx, db, collect.Inputs{
		Tool: thisTool(), Database: filename.Escape(cmp.Or(p.shown, path)), AsOf: p.day(evaluated),
		Scope:       scopeLine(&p.opt.scope.scope, p.queries),
		Evaluations: evaluated, Outcomes: outcomes, Exceptions: p.policy.Exceptions,
		InputLost: p.opt.inputLost, NoRecords: p.opt.noRecords,
	})
}

func thisTool() model.Tool {
	return model.Tool{Name: "zertify", Version: toolVersion(), LayoutHash: schema.LayoutHash}
}

// day is the day exceptions are held against: the one asked for, or the one the
// evaluate took.
func (p *auditPlan) day(evaluated []*policy.Evaluation) time.Time {
	if !p.policy.AsOf.IsZero() || len(evaluated) == 0 {
		return p.policy.AsOf
	}
	return evaluated[0].AsOf
}

// explainExceptions warns of lines that did nothing.
func (e *env) explainExceptions(x *policy.Exceptions) {
	if x == nil {
		return
	}
	for _, u := range x.Unused() {
		e.log.Warn(fmt.Sprintf("exception %s for %s matched nothing; it can go", u.Label(), u.ID))
	}
	for _, u := range x.List {
		if u.Lapsed > 0 {
			e.log.Warn(fmt.Sprintf("exception %s for %s has expired; what it accepted counts again: %s", u.Label(), u.ID,
				plural(u.Lapsed, "finding")))
		}
		if why := u.TooMuch(); why != "" {
			e.log.Warn(fmt.Sprintf("exception %s for %s may match too much: %s", u.Label(), u.ID, why))
		}
	}
}

// verdict returns the exit code. A check that could not be run is an error of the program.
func (p *auditPlan) verdict(e *env, r *model.Report) error {
	for _, err := range r.Errors() {
		e.log.Error(err.Error())
	}
	if status := r.Status(); status != model.Passed {
		return &exit{code: int(status)}
	}
	return nil
}

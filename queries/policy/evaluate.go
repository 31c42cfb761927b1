package policy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/progress"
)

// DefaultMaxFindings and DefaultEvidence hold where Options leaves them 0.
const (
	DefaultMaxFindings = 10000
	DefaultEvidence    = 3
)

// maxEvidence bounds the records listed per finding; a finding is a way back
// to the bytes, not a list of them.
const maxEvidence = 100

// Options says how to evaluate.
type Options struct {
	// AsOf is the day whose rules are used; zero means that of the newest
	// last_local of v_session. Exceptions expire by it, and within_days counts
	// from it.
	AsOf time.Time
	// PerSession evaluates every session by the rules of its own day instead.
	PerSession bool
	// MaxFindings bounds Evaluation.Findings: 0 means DefaultMaxFindings, less
	// than 0 none. Total counts them all.
	MaxFindings int
	// EvidencePerFinding bounds Finding.Evidence: 0 means DefaultEvidence.
	EvidencePerFinding int
	Exceptions         *Exceptions
	// FindingsOnly leaves out what a comparison of findings does not ask for: the counts of
	// Controls, Verdicts, Overall, aspects and a forecast.
	FindingsOnly bool
	// Forecast are later days, UTC, under whose rules the same traffic is to be
	// evaluated too. They must lie after AsOf.
	Forecast []time.Time
	// Supplied are values of the attributes that no record holds: scope,
	// protection_need, module_validation, acquisition_date,
	// inventory_review_age_days, suite, approved_ca_list (separated by |).
	// They hold for all traffic. Rules that need a missing one are not assessed.
	Supplied map[string]string
	// Tags give each session its scope; then Supplied may not.
	Tags *Tags
	// Owners say whom findings are for.
	Owners *Owners
}

// An evaluator works on one connection, because temporary tables belong to it.
type evaluator struct {
	conn      *sql.Conn
	relations map[string]bool // what the database holds; read when first asked for
	opt       Options
	source    source
	known     constants
	limits    limitsOn
	steps     [][]*step   // per profile
	eras      []time.Time // first day of each stretch; one entry unless PerSession

	byteClauses []clause
	total       Tally // all traffic
	classes     map[string]*class
	at          string       // id of the profile at hand
	accepting   []acceptance // of the profile at hand

	forecastOf time.Time // the as-of day, while rules of a later day are tried; else zero
}

// tempTables are what Evaluate leaves behind on its connection unless it drops
// them.
var tempTables = []struct{ kind, name string }{
	{"TABLE", "zertify_finding"},
	{"TABLE", "zertify_hit"}, {"TABLE", "zertify_session_hit"}, {"TABLE", "zertify_rule"}, {"TABLE", "zertify_accept"},
	{"TABLE", "zertify_unit"}, {"TABLE", "zertify_layer"}, {"TABLE", "zertify_kind_total"}, {"TABLE", "zertify_kind"},
	{"TABLE", "zertify_port"}, {"TABLE", tagScope}, {"TABLE", tagAddress},
	{"TABLE", "zertify_traffic"}, {"TABLE", "zertify_state"}, {"TABLE", "zertify_session"}, {"TABLE", "zertify_share"},
	{"TABLE", "zertify_client_addr"},
	{"TABLE", "zertify_user_id"}, {"TABLE", "zertify_server"},
	{"VIEW", "zertify_tunnel"},
}

// Evaluate evaluates the traffic of db against each profile, separately. It reads
// v_traffic, or v_session where there is none, and suite, suite_layer and
// suite_cert. The traffic is grouped once, whatever the number of profiles and
// rules; everything after that works on temporary tables, so a read-only handle
// will do. Tunnels are evaluated where there is a v_tunnel.
func Evaluate(ctx context.Context, db *sql.DB, profiles []*Profile, opt Options) (out []*Evaluation, err error) {
	if err := opt.normalise(); err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	j := &evaluator{conn: conn, opt: opt}
	defer func() { err = errors.Join(err, j.close(ctx)) }()
	if err := j.findSource(ctx); err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	progress.Begin(ctx, progress.Step{Doing: "grouping the traffic"})
	if err := j.prepare(ctx, profiles); err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	if err := j.checkForecast(); err != nil {
		return nil, fmt.Errorf("evaluate: %w", err)
	}
	for i, p := range profiles {
		progress.Begin(ctx, progress.Step{Doing: "evaluating", N: i + 1, Total: len(profiles), Of: "profiles", Name: p.ID,
			Even: true})
		r, err := j.profile(ctx, p, j.steps[i])
		if err != nil {
			return nil, fmt.Errorf("evaluate: profile %s: %w", p.ID, err)
		}
		out = append(out, r)
	}
	progress.Begin(ctx, progress.Step{Doing: "evaluating the tunnels"})
	if err := j.evaluateTunnels(ctx, profiles, out); err != nil {
		return nil, fmt.Errorf("evaluate: tunnels: %w", err)
	}
	for _, r := range out {
		opt.Owners.setOwners(r)
	}
	return out, nil
}

func (o *Options) normalise() error {
	if o.MaxFindings == 0 {
		o.MaxFindings = DefaultMaxFindings
	}
	o.MaxFindings = max(o.MaxFindings, 0)
	if o.EvidencePerFinding == 0 {
		o.EvidencePerFinding = DefaultEvidence
	}
	if o.EvidencePerFinding < 0 || o.EvidencePerFinding > maxEvidence {
		return fmt.Errorf("evaluate: %d records of evidence per finding: give 1 to %d", o.EvidencePerFinding, maxEvidence)
	}
	if o.Exceptions == nil {
		o.Exceptions = &Exceptions{}
	}
	if !o.AsOf.IsZero() {
		o.AsOf = dayOf(o.AsOf)
	}
	o.Forecast = slices.Clone(o.Forecast)
	for i, day := range o.Forecast {
		o.Forecast[i] = dayOf(day)
	}
	if err := checkSupplied(o.Supplied); err != nil {
		return fmt.Errorf("evaluate: %w", err)
	}
	if _, twice := o.Supplied[scopeAttribute]; twice && o.Tags != nil {
		return fmt.Errorf("evaluate: the scope is supplied for all traffic, and %s tags it; give one of them", o.Tags.File)
	}
	return nil
}

// close drops the temporary tables also when ctx has ended, because the
// connection goes back to the pool.
func (j *evaluator) close(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	var errs []error
	for _, t := range tempTables {
		errs = append(errs, j.exec(ctx, "clean up", cat(fmt.Sprintf(dropTemp, t.kind, t.name))))
	}
	return errors.Join(append(errs, j.conn.Close())...)
}

func (j *evaluator) exec(ctx context.Context, what string, e expr) error {
	if _, err := j.conn.ExecContext(ctx, e.text, e.args...); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// prepare does what all profiles share.
func (j *evaluator) prepare(ctx context.Context, profiles []*Profile) (err error) {
	if err := j.readLimits(); err != nil {
		return err
	}
	if j.known, err = j.datasetFacts(ctx); err != nil {
		return err
	}
	for name, value := range j.opt.Supplied {
		j.known.values[name] = value
	}
	j.known.tagged = j.opt.Tags != nil
	for _, p := range profiles {
		steps := plan(p, j.known)
		if j.source.tunnels {
			leaveSessionsOut(steps)
		}
		j.steps = append(j.steps, steps)
	}
	j.findByteClauses()
	if j.opt.PerSession {
		if err := j.findEras(ctx, profiles); err != nil {
			return err
		}
	}
	return j.lookAtTraffic(ctx)
}

func (j *evaluator) readLimits() error {
	limits, err := recordLimits()
	j.limits = byAttribute(limits)
	return err
}

// lookAtTraffic makes the tables that the rules are evaluated on.
func (j *evaluator) lookAtTraffic(ctx context.Context) error {
	for _, step := range []func(context.Context) error{j.classify, j.tagTraffic, j.aggregate, j.settleAsOf, j.units,
		j.classifyServers, j.weighPorts} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// findByteClauses collects the comparisons of bytes_total. They are about one
// session, so the aggregation has to keep their answers apart.
func (j *evaluator) findByteClauses() {
	for _, steps := range j.steps {
		for _, s := range steps {
			for _, c := range s.clauses {
				if c.attribute == "bytes_total" && j.predicate(c.key()) < 0 {
					j.byteClauses = append(j.byteClauses, c)
				}
			}
		}
	}
}

func (j *evaluator) predicate(key string) int {
	return slices.IndexFunc(j.byteClauses, func(c clause) bool { return c.key() == key })
}

// settleAsOf fills in the day from the newest session and counts all traffic.
func (j *evaluator) settleAsOf(ctx context.Context) error {
	var newest sql.NullTime
	row := j.conn.QueryRowContext(ctx, statement("newest", nil).text)
	if err := row.Scan(append([]any{&newest}, j.total.dst()...)...); err != nil {
		return fmt.Errorf("newest session: %w", err)
	}
	if j.opt.AsOf.IsZero() && newest.Valid {
		j.opt.AsOf = dayOf(newest.Time)
	}
	if len(j.eras) == 0 {
		j.eras = []time.Time{j.opt.AsOf}
	}
	return nil
}

// datasetFacts reads the attributes of the database as a whole.
func (j *evaluator) datasetFacts(ctx context.Context) (constants, error) {
	known := constants{values: map[string]string{}, untold: map[string]bool{}}
	for _, fact := range []struct{ name, table, query string }{
		{"cert_inventory", "suite_cert", "SELECT count(*) > 0 FROM suite_cert"},
		{"smf119_tn3270", "input_record_count", tn3270Records},
	} {
		told, err := j.exists(ctx, fact.table)
		if err != nil {
			return known, fmt.Errorf("%s: %w", fact.name, err)
		}
		if !told {
			known.untold[fact.name] = true
			continue
		}
		var there bool
		if err := j.conn.QueryRowContext(ctx, fact.query).Scan(&there); err != nil {
			return known, fmt.Errorf("%s: %w", fact.name, err)
		}
		if there {
			known.values[fact.name] = "present"
		}
	}
	return known, nil
}

// tn3270Records: SMF 119 subtypes 20 and 21 are the start and the end of a
// TN3270E server session (IP Configuration Reference, SMFCONFIG TYPE119
// TN3270SERVER).
const tn3270Records = "SELECT count(*) > 0 FROM input_record_count WHERE smf_type = 119 AND smf_subtype IN (20, 21)"

// profile evaluates one profile.
func (j *evaluator) profile(ctx context.Context, p *Profile, steps []*step) (*Evaluation, error) {
	r := &Evaluation{Profile: p, AsOf: j.opt.AsOf}
	j.at = p.ID
	for _, f := range j.work() {
		if err := f(ctx, r, steps); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// work is what is done for each profile, in order.
func (j *evaluator) work() []func(context.Context, *Evaluation, []*step) error {
	if j.opt.FindingsOnly {
		return []func(context.Context, *Evaluation, []*step) error{j.storeRules, j.storeHits, j.storeAccepted,
			j.settleControls, j.readFindings, j.countExceptions}
	}
	return []func(context.Context, *Evaluation, []*step) error{j.storeRules, j.storeHits, j.storeAccepted,
		j.readControls, j.readVerdicts, j.readAspects, j.readFindings, j.countExceptions, j.forecast}
}

// storeRules makes zertify_rule, what the queries need to know of each rule.
func (j *evaluator) storeRules(ctx context.Context, r *Evaluation, steps []*step) error {
	rows := make([]expr, len(steps))
	for i, s := range steps {
		rows[i] = cat("(", i, ", ", s.rule.Verdict.Rank(), ", ", severityRank(s.rule.Severity), ", ", sqlBool(s.clear), ", ",
			aspectOf(steps, i), ", ", s.area, ", ", sqlBool(comparesListed(steps, s)), ")")
	}
	return j.exec(ctx, "rules", cat(createTemp, "zertify_rule AS SELECT * FROM (VALUES ", join(rows, ", ", ""),
		") AS r (rule_no, verdict_rank, severity_rank, speaks_of_protection, aspect_no, area_no, compares_listed)"))
}

// comparesListed reports whether a rule compares the attribute of which its area lists what passes.
func comparesListed(steps []*step, s *step) bool {
	return slices.ContainsFunc(steps, func(o *step) bool {
		return o.area == s.area && o.rule.Verdict == Pass && o.rule.Attribute == s.rule.Attribute
	})
}

func sqlBool(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}

// hitColumns are those of zertify_hit and zertify_session_hit.
const hitColumns = "era INTEGER, rule_no INTEGER, id BIGINT, layer VARCHAR, role VARCHAR, note BOOLEAN, " +
	"code INTEGER, observed VARCHAR, inferred BOOLEAN, source VARCHAR"

// storeHits evaluates the rules: those over suites into zertify_hit, keyed by
// kind of traffic, those over sessions into zertify_session_hit.
func (j *evaluator) storeHits(ctx context.Context, _ *Evaluation, steps []*step) error {
	for _, name := range []string{"zertify_hit", "zertify_session_hit"} {
		if err := j.exec(ctx, "hits", cat(createTemp, name, " (", hitColumns, ")")); err != nil {
			return err
		}
	}
	for era := range j.eras {
		c := j.compiler(era, steps)
		var perKind, perSession []expr
		for _, s := range steps {
			switch {
			case !c.active[s] || s.constant():
			case s.traffic:
				perSession = append(perSession, c.hits(s, era))
			default:
				perKind = append(perKind, c.hits(s, era))
			}
		}
		if err := errors.Join(j.insertHits(ctx, "zertify_hit", perKind),
			j.insertHits(ctx, "zertify_session_hit", perSession)); err != nil {
			return err
		}
	}
	return nil
}

// insertBatch bounds the rules of one statement, so that a profile of ten
// thousand rules does not become one expression of that size.
const insertBatch = 200

func (j *evaluator) insertHits(ctx context.Context, table string, selects []expr) error {
	insert := sqltext.Insert(table, columnNames(hitColumns)...)
	for batch := range slices.Chunk(selects, insertBatch) {
		if err := j.exec(ctx, "rules", cat(insert, join(batch, " UNION ALL ", ""))); err != nil {
			return err
		}
	}
	return nil
}

// compiler compiles for one era: the rules in force on its first day, which
// are those in force on all its days.
func (j *evaluator) compiler(era int, steps []*step) *compiler {
	c := &compiler{day: j.opt.AsOf, perSession: j.opt.PerSession, predicates: map[string]int{}, active: map[*step]bool{},
		limits: j.limits}
	if !j.forecastOf.IsZero() {
		c.day = j.forecastOf // later rules, not older certificates
	}
	for i, cl := range j.byteClauses {
		c.predicates[cl.key()] = i
	}
	for _, s := range steps {
		c.active[s] = s.skip == "" && !s.never && s.rule.inForce(j.eras[era])
	}
	return c
}

// inForce reports whether a rule's dates hold in any era.
func (j *evaluator) inForce(r *Rule) bool {
	return slices.ContainsFunc(j.eras, r.inForce)
}

func severityRank(s string) int { return slices.Index(severities, s) }

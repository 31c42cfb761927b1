package policy

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/sqltext"
)

var severities = queries.Severities

// readControls sums up every rule.
func (j *evaluator) readControls(ctx context.Context, r *Evaluation, steps []*step) error {
	r.Controls = j.controls(steps)
	err := j.each(ctx, statement("controls", nil), func(rows *sql.Rows) error {
		var no int
		var looked, matched, unknown, beyond Tally
		dst := slices.Concat([]any{&no}, looked.dst(), matched.dst(), unknown.dst(), beyond.dst())
		if err := rows.Scan(dst...); err != nil {
			return err
		}
		c := &r.Controls[no]
		c.Looked, c.Matched, c.NotKnown, c.Undecided = looked, matched, unknown, beyond
		return nil
	})
	if err != nil {
		return fmt.Errorf("controls: %w", err)
	}
	if err := j.readAccepted(ctx, r); err != nil {
		return fmt.Errorf("accepted: %w", err)
	}
	for i, s := range steps {
		j.settleControl(&r.Controls[i], s)
	}
	j.readUndecided(r, steps)
	return nil
}

// controls returns a control for each rule, without counts.
func (j *evaluator) controls(steps []*step) []Control {
	out := make([]Control, len(steps))
	for i, s := range steps {
		out[i] = Control{Rule: s.rule, InForce: j.inForce(s.rule)}
	}
	return out
}

// settleControls settles the rules on the database as a whole, which need no counts.
func (j *evaluator) settleControls(_ context.Context, r *Evaluation, steps []*step) error {
	r.Controls = j.controls(steps)
	for i, s := range steps {
		j.settleControl(&r.Controls[i], s)
	}
	return nil
}

func (t *Tally) dst() []any { return []any{&t.Sessions, &t.Records, &t.Connections, &t.Bytes} }

func (j *evaluator) each(ctx context.Context, e expr, f func(*sql.Rows) error) error {
	rows, err := j.conn.QueryContext(ctx, e.text, e.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// settleControl sets the verdict of a control, and the reason where that is not
// the rule's.
func (j *evaluator) settleControl(c *Control, s *step) {
	if s.constant() && s.skip == "" && c.InForce {
		c.Looked = j.total
		if !s.never {
			c.Matched = j.total
			if j.datasetException(s.rule, false) != nil {
				c.Accepted = j.total
			}
			c.Verdict = s.rule.Verdict
			return
		}
	}
	c.Verdict = NotAssessed
	sessions := english.PluralWord(int(c.Looked.Sessions), "session", "")
	switch {
	case !c.InForce:
		c.Reason = "not in force on " + j.forceDay()
	case s.skip != "":
		c.Reason = s.skip
	case s.never:
		c.Reason = "the values supplied do not meet its condition"
	case c.Matched.Sessions > 0:
		c.Verdict = s.rule.Verdict
	case c.NotKnown.Sessions > 0:
		c.Verdict = NotEvidenced
		c.Reason = fmt.Sprintf("the records do not say for %d of %d %s", c.NotKnown.Sessions, c.Looked.Sessions, sessions)
	case c.Undecided.Sessions > 0:
		c.Verdict = NotEvidenced
		c.Reason = strings.Join(j.limits.says(s), "; ")
	case c.Looked.Sessions == 0:
		c.Reason = "no traffic it applies to"
	default:
		c.Reason = fmt.Sprintf("none of %d %s met its condition", c.Looked.Sessions, sessions)
	}
}

func (j *evaluator) forceDay() string {
	if j.opt.PerSession && j.forecastOf.IsZero() {
		return "the days of the sessions"
	}
	if j.opt.AsOf.IsZero() {
		return "an unknown day: there is no traffic, and no date was given"
	}
	return j.opt.AsOf.Format(time.DateOnly)
}

// readVerdicts counts all traffic once and settles the overall verdict.
func (j *evaluator) readVerdicts(ctx context.Context, r *Evaluation, steps []*step) error {
	r.Verdicts = map[Verdict]Tally{}
	worst := len(Verdicts)
	err := j.each(ctx, statement("verdicts", nil), func(rows *sql.Rows) error {
		var rank int
		var t Tally
		if err := rows.Scan(append([]any{&rank}, t.dst()...)...); err != nil {
			return err
		}
		worst = min(worst, rank)
		r.Verdicts[Verdicts[rank]] = t
		return nil
	})
	if err != nil {
		return fmt.Errorf("verdicts: %w", err)
	}
	for i, s := range steps {
		if c := r.Controls[i]; s.constant() && c.Reason == "" && j.datasetException(s.rule, false) == nil {
			worst = min(worst, c.Verdict.Rank())
		}
	}
	if j.total.Sessions == 0 {
		worst = min(worst, rankNotEvidenced)
	}
	r.Overall = Verdicts[worst]
	return nil
}

// readFindings counts the findings and reads the worst of them.
func (j *evaluator) readFindings(ctx context.Context, r *Evaluation, steps []*step) error {
	if err := j.exec(ctx, "findings", statement("finding", nil)); err != nil {
		return err
	}
	row := j.conn.QueryRowContext(ctx, "SELECT count(*), count(exception_no) FROM zertify_finding")
	if err := row.Scan(&r.Total, &r.TotalAccepted); err != nil {
		return fmt.Errorf("count findings: %w", err)
	}
	var groups []string
	err := j.each(ctx, statement("findings", sqltext.Names{"most": j.opt.MaxFindings}), func(rows *sql.Rows) error {
		var group string
		f, err := j.scanFinding(rows, steps, &group)
		if err == nil {
			f.Profile = r.Profile.ID
			r.Findings, groups = append(r.Findings, f), append(groups, group)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("findings: %w", err)
	}
	j.tellApart(r.Findings, groups)
	j.addDatasetFindings(r, steps)
	return nil
}

// scanFinding reads a finding, and into group what else its traffic is told apart by.
func (j *evaluator) scanFinding(rows *sql.Rows, steps []*step, group *string) (Finding, error) {
	var (
		f                 Finding
		no, rank, severe  int
		note, artefact    bool
		exception, lapsed sql.NullInt64
		at                [4]sql.NullTime
		refs              sql.NullString
		lastRef           uint64
		tunnel            Tunnel
	)
	err := rows.Scan(&no, &f.Layer, &f.CertRole, &f.Observed, &f.Inferred, &f.Source, &note, &artefact, &rank, &severe,
		&f.PortWeight, &f.Port, &f.Service, &f.Carries, &exception, &lapsed,
		&f.System, &f.Sysplex, &f.Stack, &f.Job, &f.Role, &f.ServerAddr, &f.ServerPort, &f.Protection, &f.SuiteID,
		&f.Sessions, &f.Records, &f.Connections, &f.Bytes, &f.Peers, &at[0], &at[1], &at[2], &at[3], &refs, &lastRef,
		&tunnel.ID, &tunnel.Phase, &tunnel.Local, &tunnel.Policy, &tunnel.Source, group)
	if err != nil {
		return f, err
	}
	if j.source.tunnels {
		tunnel.Remote = f.ServerAddr
		f.Tunnel, f.Sessions, f.Records = &tunnel, 0, 0
	}
	f.Rule, f.Verdict = steps[no].rule, Verdicts[rank]
	if severities[severe] != f.Rule.Severity {
		f.Raised = severities[severe]
	}
	f.Span = Span{utc(at[0]), utc(at[1]), utc(at[2]), utc(at[3])}
	f.Evidence, err = evidence(refs.String, lastRef, j.opt.EvidencePerFinding)
	f.Note = j.note(note, artefact, lapsed, exception, f)
	if exception.Valid {
		f.Accepted = j.opt.Exceptions.List[exception.Int64].Label()
	}
	return f, err
}

func utc(t sql.NullTime) time.Time {
	if !t.Valid {
		return time.Time{}
	}
	return t.Time.UTC()
}

// note says in words what softened a verdict.
func (j *evaluator) note(covered, artefact bool, lapsed, exception sql.NullInt64, f Finding) string {
	var parts []string
	if covered {
		parts = append(parts,
			"the "+f.Layer+" layer lies inside a stronger protection of "+f.Protection+
				", which carries the verdict; the rule says "+string(f.Rule.Verdict))
	}
	if artefact {
		parts = append(parts, "possible artefact of a record level before 3.2; the rule says "+string(f.Rule.Verdict))
	}
	if lapsed.Valid && !exception.Valid {
		parts = append(parts, "exception expired: "+j.opt.Exceptions.List[lapsed.Int64].Label())
	}
	return strings.Join(parts, "; ")
}

// evidence unpacks record places. When the group has fewer first records than
// wanted, its last record is a second way in.
func evidence(list string, last uint64, limit int) ([]Ref, error) {
	var refs []Ref
	for text := range strings.SplitSeq(list, ",") {
		if text == "" {
			continue
		}
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("record place %q: %w", text, err)
		}
		refs = append(refs, unpack(n))
	}
	if l := unpack(last); len(refs) > 0 && len(refs) < limit && refs[len(refs)-1] != l {
		refs = append(refs, l)
	}
	return refs, nil
}

func unpack(n uint64) Ref {
	return Ref{FileID: int64(n / refShift), RecordNo: int64(n % refShift)}
}

// addDatasetFindings puts what rules on the database as a whole found in front
// of its peers by severity.
func (j *evaluator) addDatasetFindings(r *Evaluation, steps []*step) {
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		if !s.constant() || r.Controls[i].Reason != "" || s.rule.Verdict == Pass {
			continue
		}
		f := Finding{Profile: r.Profile.ID, Rule: s.rule, Verdict: s.rule.Verdict, Observed: j.observedConstants(s.rule)}
		r.Total++
		if e := j.datasetException(s.rule, false); e != nil {
			e.Findings++
			e.whole = true
			r.TotalAccepted++
			f.Accepted = e.Label()
		} else if e := j.datasetException(s.rule, true); e != nil {
			e.Lapsed++
			f.Note = "exception expired: " + e.Label()
		}
		if len(r.Findings) == j.opt.MaxFindings {
			if j.opt.MaxFindings == 0 {
				continue
			}
			r.Findings = r.Findings[:len(r.Findings)-1]
		}
		r.Findings = append(r.Findings, Finding{})
		at := insertionPoint(r.Findings[:len(r.Findings)-1], f)
		copy(r.Findings[at+1:], r.Findings[at:])
		r.Findings[at] = f
	}
}

// insertionPoint keeps the order of findingList: accepted last, info before
// them, the rest by severity.
func insertionPoint(list []Finding, f Finding) int {
	place := func(f Finding) [3]int {
		var p [3]int
		if f.Accepted != "" {
			p[0] = 1
		}
		if f.Verdict == Info {
			p[1] = 1
		}
		p[2] = severityRank(f.Severity())
		return p
	}
	want := place(f)
	i := slices.IndexFunc(list, func(o Finding) bool {
		have := place(o)
		return slices.Compare(have[:], want[:]) >= 0
	})
	if i < 0 {
		return len(list)
	}
	return i
}

// datasetException finds the exception for a rule on the database as a whole:
// one without any pattern, because there is no endpoint to match.
func (j *evaluator) datasetException(r *Rule, expired bool) *Exception {
	named := findingPlace{}.id(j.at, r.ID)
	for _, e := range j.opt.Exceptions.List {
		if (e.ID == r.ID || e.ID == named) && e.anywhere() && e.expired(j.opt.AsOf) == expired {
			return e
		}
	}
	return nil
}

func (j *evaluator) observedConstants(r *Rule) string {
	var parts []string
	for _, c := range r.clauses {
		value, ok := j.known.values[c.attribute]
		if !ok {
			value = "absent"
		}
		parts = append(parts, c.attribute+" "+value)
	}
	return strings.Join(parts, " ; ")
}

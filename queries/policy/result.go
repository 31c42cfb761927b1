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
)

var severities = queries.Severities

// oneShare selects the amounts of a count from any of its rows in zertify_share,
// called s.
var oneShare = "any_value(s.sessions) AS sessions, any_value(s.records) AS records, " +
	"any_value(s.connections) AS connections, any_value(s.bytes) AS bytes"

// hitTraffic joins both hit tables with the counts of traffic they are about: per
// kind with its totals, and otherwise with all rows that have a share in a count.
// A match on a layer that a stronger one covers, or on cleartext that may be an
// artefact, is left to the findings as a note.
var hitTraffic = fmt.Sprintf(`
SELECT h.rule_no, bool_or(h.code = %[1]d AND NOT h.note) AS matched,
	bool_or(h.code = %[2]d) AS unknown, bool_or(h.code = %[3]d) AS beyond, %[4]s
FROM zertify_hit AS h JOIN zertify_kind_total AS s ON s.era = h.era AND s.kind_id = h.id
GROUP BY h.era, h.rule_no, h.id
UNION ALL
SELECT h.rule_no, bool_or(h.code = %[1]d AND NOT h.note), bool_or(h.code = %[2]d), bool_or(h.code = %[3]d), %[4]s
FROM zertify_hit AS h JOIN zertify_share AS s ON s.era = h.era AND s.kind_id = h.id
WHERE s.is_mixed
GROUP BY h.rule_no, s.count_id
UNION ALL
SELECT h.rule_no, bool_or(h.code = %[1]d AND NOT h.note AND NOT (r.speaks_of_protection
	AND coalesce(t.is_artefact, FALSE))),
  bool_or(h.code = %[2]d), bool_or(h.code = %[3]d), %[4]s
FROM zertify_session_hit AS h JOIN zertify_traffic AS t ON t.id = h.id JOIN zertify_rule AS r ON r.rule_no = h.rule_no
	JOIN zertify_share AS s ON s.traffic_id = h.id
GROUP BY h.rule_no, s.count_id`, codeMatch, codeNotKnown, codeLimit, oneShare)

// readControls sums up every rule.
func (j *evaluator) readControls(ctx context.Context, r *Evaluation, steps []*step) error {
	r.Controls = make([]Control, len(steps))
	for i, s := range steps {
		r.Controls[i] = Control{Rule: s.rule, InForce: j.inForce(s.rule)}
	}
	query := "SELECT rule_no, " + tallySums("") + ", " + tallySums(" FILTER (WHERE matched)") + ", " +
		tallySums(" FILTER (WHERE unknown AND NOT matched)") + ", " +
		tallySums(" FILTER (WHERE beyond AND NOT unknown AND NOT matched)") + " FROM (" + hitTraffic +
		") AS x GROUP BY rule_no"
	err := j.each(ctx, cat(query), func(rows *sql.Rows) error {
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

// silentAreas are the units of traffic at which an area of the profile lists
// what passes and none of its rules matched: the value is one the profile does
// not name, so that the unit is not assessed; or the record does not hold what
// would have to be compared, so that it is not evidenced. Where no record of the
// kind could hold it, the area says nothing. hits and keys are a hit table and
// the columns that identify its traffic.
func silentAreas(hits, keys string) string {
	return fmt.Sprintf(`
  SELECT DISTINCT %[2]s, -1 AS rule_no, worst FROM (
    SELECT %[2]s, CASE WHEN bool_or(r.verdict_rank = %[3]d AND h.code = %[4]d) THEN %[5]d
	WHEN NOT bool_or(r.verdict_rank = %[3]d AND h.code = %[6]d) THEN %[7]d END AS worst
    FROM %[1]s AS h JOIN zertify_rule AS r ON r.rule_no = h.rule_no
    WHERE NOT h.note GROUP BY %[2]s, h.layer, h.role, r.area_no
    HAVING bool_or(r.verdict_rank = %[3]d AND h.code <> %[10]d) AND NOT bool_or(h.code IN (%[8]d, %[9]d))
  ) AS silent WHERE worst IS NOT NULL`, hits, keys, rankPass, codeNotKnown, rankNotEvidenced, codeLimit,
		rankNotAssessed,
		codeMatch, codeReplaced, codeElsewhere)
}

// said selects the hits that have a say in the verdict: matches, and what is not
// known where the rule could fail or warn.
const said = "(h.code = %[1]d OR h.code = %[3]d AND r.verdict_rank <= %[4]d) AND NOT h.note"

// worstPerRow returns the worst verdict of each row of zertify_traffic, as far as
// a rule has a say in it. Replaced matches and notes do not count, nor do accepted
// matches; a match on cleartext that may be an artefact counts as info.
var worstPerRow = fmt.Sprintf(`
WITH kind_rank AS (
  SELECT h.era, h.id AS kind_id, h.rule_no, min(CASE WHEN h.code = %[1]d THEN r.verdict_rank ELSE %[2]d END) AS worst
  FROM zertify_hit AS h JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  WHERE `+said+` GROUP BY h.era, h.id, h.rule_no
  UNION ALL`+silentAreas("zertify_hit", "era, id")+`
), session_rank AS (
  SELECT h.id AS traffic_id, h.rule_no,
    min(CASE WHEN h.code = %[3]d THEN %[2]d
      WHEN r.speaks_of_protection AND t.is_artefact
	AND r.verdict_rank <= %[4]d THEN %[5]d ELSE r.verdict_rank END) AS worst
  FROM zertify_session_hit AS h JOIN zertify_rule AS r ON r.rule_no = h.rule_no JOIN zertify_traffic AS t ON t.id = h.id
  WHERE `+said+` GROUP BY h.id, h.rule_no
  UNION ALL`+silentAreas("zertify_session_hit", "id")+`
), excused AS (
  SELECT DISTINCT rule_no, traffic_id FROM zertify_accept WHERE NOT expired
), touched AS (
  SELECT DISTINCT traffic_id FROM excused
), ranked AS (
  SELECT t.id AS traffic_id, k.worst
  FROM zertify_traffic AS t
  JOIN (SELECT era, kind_id, min(worst) AS worst FROM kind_rank GROUP BY era, kind_id) AS k ON k.era = t.era
	AND k.kind_id = t.kind_id
  WHERE NOT EXISTS (SELECT 1 FROM touched AS x WHERE x.traffic_id = t.id)
  UNION ALL
  SELECT t.id, k.worst
  FROM touched AS x JOIN zertify_traffic AS t ON t.id = x.traffic_id
  JOIN kind_rank AS k ON k.era = t.era AND k.kind_id = t.kind_id
  WHERE NOT EXISTS (SELECT 1 FROM excused AS e WHERE e.traffic_id = t.id AND e.rule_no = k.rule_no AND k.worst <> %[2]d)
  UNION ALL
  SELECT s.traffic_id, s.worst FROM session_rank AS s
  WHERE NOT EXISTS (SELECT 1 FROM excused AS e WHERE e.traffic_id = s.traffic_id AND e.rule_no = s.rule_no
	AND s.worst <> %[2]d)
)
SELECT traffic_id, min(worst) AS worst FROM ranked GROUP BY traffic_id`, codeMatch, rankNotEvidenced, codeNotKnown,
	rankWarn, rankInfo)

// verdictTotals counts all traffic once, each count under the worst of its rows.
var verdictTotals = fmt.Sprintf(`
SELECT worst, %s FROM (
  SELECT min(coalesce(w.worst, %d)) AS worst, %s
  FROM zertify_share AS s LEFT JOIN (%s) AS w ON w.traffic_id = s.traffic_id GROUP BY s.count_id
) AS s GROUP BY worst ORDER BY worst`, tallySums(""), rankNotAssessed, oneShare, worstPerRow)

// readVerdicts counts all traffic once and settles the overall verdict.
func (j *evaluator) readVerdicts(ctx context.Context, r *Evaluation, steps []*step) error {
	r.Verdicts = map[Verdict]Tally{}
	worst := len(Verdicts)
	err := j.each(ctx, cat(verdictTotals), func(rows *sql.Rows) error {
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

// findingView is one row per rule, session group and unit where the rule
// matched. Pass rules make no findings.
var findingView = fmt.Sprintf(`
SELECT h.rule_no, h.traffic_id, h.layer, h.role, h.observed, h.inferred, h.source, h.note, h.artefact,
	greatest(r.severity_rank - h.raise, 0) AS severity_rank,
  h.weight, h.says, h.service, h.carries, CASE WHEN h.note
	OR h.artefact THEN %[1]d ELSE r.verdict_rank END AS verdict_rank, a.exception_no,
	a.lapsed_no
FROM (
  SELECT h.rule_no, t.id AS traffic_id, h.layer, h.role, h.observed, h.inferred, h.source, h.note, FALSE AS artefact,
	0 AS weight, '' AS says, '' AS service, '' AS carries, 0 AS raise
  FROM (SELECT DISTINCT * FROM zertify_hit WHERE code = %[2]d) AS h JOIN zertify_traffic AS t ON t.era = h.era
	AND t.kind_id = h.id
  UNION ALL
  SELECT DISTINCT h.rule_no, t.id, h.layer, h.role, h.observed, h.inferred, h.source, h.note,
    r.speaks_of_protection AND coalesce(t.is_artefact, FALSE) AND r.verdict_rank <= %[3]d, coalesce(p.weight, 0),
	coalesce(p.says, ''), coalesce(p.service, ''), coalesce(p.carries, ''),
    CASE WHEN p.weight > 0 THEN 1 ELSE 0 END
  FROM zertify_session_hit AS h JOIN zertify_traffic AS t ON t.id = h.id
	JOIN zertify_rule AS r ON r.rule_no = h.rule_no%[5]s
  WHERE h.code = %[2]d
) AS h
JOIN zertify_rule AS r ON r.rule_no = h.rule_no
LEFT JOIN (
  SELECT rule_no, traffic_id, min(exception_no) FILTER (WHERE NOT expired) AS exception_no,
	min(exception_no) FILTER (WHERE expired) AS lapsed_no
  FROM zertify_accept GROUP BY rule_no, traffic_id
) AS a ON a.rule_no = h.rule_no AND a.traffic_id = h.traffic_id
WHERE r.verdict_rank <> %[4]d`, rankInfo, codeMatch, rankWarn, rankPass, portJoin)

// findingOrder is worst first and total.
var findingOrder = fmt.Sprintf(`
ORDER BY f.exception_no IS NOT NULL, f.verdict_rank = %d, f.severity_rank, f.weight DESC, t.connections DESC, t.bytes DESC, t.peers DESC,
  f.rule_no, f.traffic_id, f.layer, f.role, f.observed`, rankInfo)

// findingList picks the worst findings first and then looks up where they are,
// so that only those are sorted with all their text.
var findingList = fmt.Sprintf(`
SELECT f.rule_no, f.layer, f.role, f.observed, f.inferred, f.source, f.note, f.artefact, f.verdict_rank,
	f.severity_rank, f.weight, f.says, f.service, f.carries, f.exception_no, f.lapsed_no,
  coalesce(t.system, ''), coalesce(t.sysplex, ''), coalesce(t.stack, ''), coalesce(t.job, ''), coalesce(t.role, ''),
  coalesce(t.server_addr, ''), coalesce(t.server_port, 0), coalesce(t.protection, ''), coalesce(t.suite_id, 0),
  t.sessions, t.records, t.connections, t.bytes, t.peers, t.first_local, t.last_local, t.first_utc, t.last_utc,
  %s, t.last_ref,
  coalesce(t.tunnel_id, ''), coalesce(t.tunnel_phase, 0), coalesce(t.tunnel_local, ''), coalesce(t.tunnel_policy, ''),
	coalesce(t.tunnel_source, '')
FROM (SELECT f.* FROM zertify_finding AS f JOIN zertify_traffic AS t ON t.id = f.traffic_id %s LIMIT %%d) AS f
JOIN zertify_traffic AS t ON t.id = f.traffic_id %s`, fmt.Sprintf(listText, "t.refs"), findingOrder, findingOrder)

// readFindings counts the findings and reads the worst of them.
func (j *evaluator) readFindings(ctx context.Context, r *Evaluation, steps []*step) error {
	if err := j.exec(ctx, "findings", cat(createView, "zertify_finding AS", findingView)); err != nil {
		return err
	}
	row := j.conn.QueryRowContext(ctx, "SELECT count(*), count(exception_no) FROM zertify_finding")
	if err := row.Scan(&r.Total, &r.TotalAccepted); err != nil {
		return fmt.Errorf("count findings: %w", err)
	}
	err := j.each(ctx, cat(fmt.Sprintf(findingList, j.opt.MaxFindings)), func(rows *sql.Rows) error {
		f, err := j.scanFinding(rows, steps)
		if err == nil {
			f.Profile = r.Profile.ID
			r.Findings = append(r.Findings, f)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("findings: %w", err)
	}
	j.addDatasetFindings(r, steps)
	return nil
}

func (j *evaluator) scanFinding(rows *sql.Rows, steps []*step) (Finding, error) {
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
		&tunnel.ID, &tunnel.Phase, &tunnel.Local, &tunnel.Policy, &tunnel.Source)
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

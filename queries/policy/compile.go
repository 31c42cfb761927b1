package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
)

// An expr is a piece of SQL with the values of its question marks, in order.
// Values enter by bind alone; beside them only names from our own tables and
// small numbers of ours become text.
type expr struct {
	text string
	args []any
}

// cat joins pieces of SQL, strings as they are and exprs with their values.
func cat(parts ...any) expr {
	var (
		text strings.Builder
		args []any
	)
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			text.WriteString(p)
		case int:
			text.WriteString(strconv.Itoa(p))
		case expr:
			text.WriteString(p.text)
			args = append(args, p.args...)
		default:
			panic(fmt.Sprintf("cat: %T is not SQL", p))
		}
	}
	return expr{text.String(), args}
}

// bind returns a value as SQL: as a quoted literal, because the engine plans a
// statement with question marks twice, and those of rules are long. A statement
// ends at a zero byte, so that text with one is passed beside it.
func bind(k kind, value any) expr {
	text := fmt.Sprint(value)
	if strings.Contains(text, "\x00") {
		return expr{"CAST(? AS " + sqlTypes[k] + ")", []any{value}}
	}
	return expr{text: "CAST(" + sqltext.Literal(text) + " AS " + sqlTypes[k] + ")"}
}

// join puts sep between the parts; without parts it is empty.
func join(parts []expr, sep, empty string) expr {
	if len(parts) == 0 {
		return expr{text: empty}
	}
	all := make([]any, 0, 2*len(parts))
	for i, p := range parts {
		if i > 0 {
			all = append(all, sep)
		}
		all = append(all, p)
	}
	return cat(all...)
}

// Codes of a rule at one unit or session, as the hit tables hold them.
const (
	codeClean     = 1 // looked at, condition false
	codeNotKnown  = 2 // looked at, the record does not say
	codeMatch     = 3 // condition true
	codeReplaced  = 4 // condition true, but a more specific rule's is too
	codeLimit     = 5 // looked at, and no record of the kind could say
	codeElsewhere = 6 // condition false, because the rule passes other sessions than this
)

// A compiler turns steps into SQL for the rules of one day.
type compiler struct {
	day        time.Time      // as-of day; zero with perSession
	perSession bool           // within_days counts from each session's own day
	predicates map[string]int // key of a bytes_total clause → column b<n> of the traffic table
	active     map[*step]bool // rules in force
	limits     limitsOn
}

var comparisons = map[string]string{"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}

func column(a *attribute) string {
	switch {
	case a.name == "bytes_total":
		return "t.bytes"
	case a.home == homeSession, a.name == scopeAttribute:
		return "t." + a.name
	}
	return "u." + a.name
}

// clause compiles one comparison. The result is NULL when the record does not
// hold the attribute.
func (c *compiler) clause(cl clause, verdict Verdict) expr {
	a := attributeByName[cl.attribute]
	if a.name == scopeAttribute {
		return scopeClause(cl)
	}
	if a.name == "bytes_total" {
		return cat("t.b", c.predicates[cl.key()])
	}
	col := column(a)
	if c.inferable(cl, verdict) {
		col = "coalesce(" + col + ", u." + inferredColumn(a.name) + ")"
	}
	switch cl.op {
	case "present":
		return cat(col, " IS NOT NULL")
	case "absent":
		return cat(col, " IS NULL")
	case "unknown":
		return cat("coalesce(", col, " = 'unknown', FALSE)")
	case "before_session":
		return cat(col, " < t.latest_start")
	case "within_days":
		return cat("(", col, " >= t.latest_start AND ", col, " < ", c.horizon(cl.args[0]), ")")
	}
	e := compare(col, a.kind, cl)
	if a.name == "session_strength_bits" {
		return boundedStrength(e, cl.op, verdict)
	}
	return e
}

// inferable reports whether a clause may go by a value that is only inferred:
// rules that warn or inform may, and compare with it.
func (c *compiler) inferable(cl clause, verdict Verdict) bool {
	return len(c.limits[cl.attribute].inferred) > 0 && (verdict == Warn || verdict == Info) &&
		cl.op != "present" && cl.op != "absent"
}

// elsewhere says, where the condition of a rule that passes is false, whether
// that is so because it is about other sessions: those of some port or scope.
func (c *compiler) elsewhere(s *step) (e expr, asked bool) {
	if s.rule.Verdict != Pass {
		return expr{}, false
	}
	var parts []expr
	for _, cl := range s.clauses {
		a := attributeByName[cl.attribute]
		ofSession := a.home == homeSession || a.name == scopeAttribute
		if ofSession && a.name != s.rule.Attribute {
			parts = append(parts, cat("NOT coalesce((", c.clause(cl, s.rule.Verdict), "), TRUE)"))
		}
	}
	return join(parts, " OR ", ""), len(parts) > 0
}

// compare compiles the operators that compare with bound values.
func compare(col string, k kind, cl clause) expr {
	switch cl.op {
	case "in":
		return cat(col, " IN (", bindAll(k, cl.args), ")")
	case "not_in":
		return cat(col, " NOT IN (", bindAll(k, cl.args), ")")
	}
	return cat(col, " ", comparisons[cl.op], " ", bindText(k, cl.args[0]))
}

// boundedStrength reads session_strength_bits as what it is when a component
// is unknown: an upper bound. Falling short of a limit is then certain and
// reaching one is not; a rule that condemns a range may still use its lower
// end, because less would be condemned too.
func boundedStrength(e expr, op string, verdict Verdict) expr {
	const incomplete = "coalesce(u.strength_incomplete, TRUE)"
	switch op {
	case "lt", "le":
		return cat("CASE WHEN ", incomplete, " AND NOT (", e, ") THEN NULL ELSE ", e, " END")
	case "gt", "ge":
		if verdict == Fail || verdict == Warn {
			return e
		}
		return cat("CASE WHEN ", incomplete, " AND (", e, ") THEN NULL ELSE ", e, " END")
	}
	return cat("CASE WHEN ", incomplete, " THEN NULL ELSE ", e, " END")
}

// horizon is the first moment after the given number of days.
func (c *compiler) horizon(days string) expr {
	n, _ := strconv.Atoi(days) // the parser admits only numbers
	if c.perSession {
		return cat("(CAST(CAST(coalesce(t.last_local, t.last_utc) AS DATE) AS TIMESTAMP) + INTERVAL '", n+1, "' DAY)")
	}
	return bind(kindMoment, c.day.AddDate(0, 0, n+1).Format(time.DateTime))
}

func bindText(k kind, text string) expr {
	v, err := parseValue(k, text)
	if err != nil {
		panic(err) // every value went through the parser
	}
	return bind(k, v)
}

func bindAll(k kind, texts []string) expr {
	parts := make([]expr, len(texts))
	for i, text := range texts {
		parts[i] = bindText(k, text)
	}
	return join(parts, ", ", "NULL")
}

// condition joins the clauses. A comparison of a further attribute that has no
// meaning here is false, not unknown; the rule's own attribute is guarded by
// applies.
func (c *compiler) condition(s *step) expr {
	var parts []expr
	for _, cl := range s.clauses {
		e := c.clause(cl, s.rule.Verdict)
		if a := attributeByName[cl.attribute]; a.guard != "" && a.name != s.rule.Attribute && cl.op != "absent" &&
			cl.op != "present" {
			e = cat(a.guard, " AND ", e)
		}
		parts = append(parts, cat("(", e, ")"))
	}
	e := join(parts, " AND ", "TRUE")
	if s.guesses() {
		e = cat("CASE WHEN u.candidates IS NOT NULL AND (", e, ") THEN NULL ELSE (", e, ") END")
	}
	return e
}

// guesses reports whether the rule would pass or fail traffic because a code
// has no confirmed name. Where there is a candidate for the name, that must
// not be: the answer is open, and a rule that warns or informs asks for review.
func (s *step) guesses() bool {
	if !s.unit || s.rule.Verdict != Pass && s.rule.Verdict != Fail {
		return false
	}
	return slices.ContainsFunc(s.clauses, func(c clause) bool {
		return c.op == "unknown" || c.op == "absent" && attributeByName[c.attribute].ofUnit()
	})
}

// applies says which rows of the source the rule is about.
func (s *step) applies() string {
	if !s.unit {
		return "TRUE"
	}
	parts := []string{"u.role = ''"}
	if s.cert {
		parts[0] = "u.role <> ''"
	}
	if len(s.proto.layers) < len(allLayers) {
		parts = append(parts, "u.layer IN ('"+strings.Join(s.proto.layers, "', '")+"')")
	}
	if s.proto.name == "ipsec-esp" {
		parts = append(parts, notAH)
	}
	if a := attributeByName[s.rule.Attribute]; a.guard != "" {
		parts = append(parts, a.guard)
	}
	return strings.Join(parts, " AND ")
}

// replaced is true where a more specific rule in force matches.
func (c *compiler) replaced(s *step) expr {
	var parts []expr
	for _, b := range s.better {
		if c.active[b] {
			parts = append(parts, cat("coalesce(", b.applies(), " AND ", c.condition(b), ", FALSE)"))
		}
	}
	return join(parts, " OR ", "FALSE")
}

// observed spells out the values of the attributes the rule names.
func (c *compiler) observed(s *step) string {
	var names []string
	var parts []string
	for _, cl := range s.clauses {
		a := attributeByName[cl.attribute]
		if slices.Contains(names, a.name) {
			continue
		}
		text := "coalesce(" + observedText(a) + ", 'not stated')"
		if c.inferable(cl, s.rule.Verdict) {
			text = "coalesce(" + observedText(a) + ", u." + inferredColumn(a.name) + " || '?', 'not stated')"
		}
		if len(names) > 0 {
			text = "' ; " + a.name + " ' || " + text
		}
		names = append(names, a.name)
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return "''"
	}
	return strings.Join(parts, " || ")
}

func observedText(a *attribute) string {
	text := "CAST(" + column(a) + " AS VARCHAR)"
	switch a.name {
	case "session_strength_bits":
		return "CASE WHEN coalesce(u.strength_incomplete, TRUE) THEN '<= ' ELSE '' END || " + text
	case "code_point":
		return text + " || coalesce(': ' || u.unknown_codes, ': ' || u.candidates, '')"
	}
	return text
}

// inferred says whether what matched is a code that only has candidate names,
// or a value that is only inferred.
func (c *compiler) inferred(s *step) string {
	parts := []string{}
	for _, cl := range s.clauses {
		switch {
		case cl.attribute == "code_point":
			parts = append(parts, "u.candidates IS NOT NULL")
		case c.inferable(cl, s.rule.Verdict):
			parts = append(parts, "u."+cl.attribute+" IS NULL")
		}
	}
	if len(parts) == 0 {
		return "FALSE"
	}
	return strings.Join(parts, " OR ")
}

// beyond says, where the condition is not known, whether that is a limit of the
// method: none of the clauses that are not known asks for something that a
// record of the kind could hold.
func (c *compiler) beyond(s *step) (e expr, asked bool) {
	limited := func(cl clause) bool { return len(c.limits[cl.attribute].cannot) > 0 }
	if !s.unit || s.guesses() || !slices.ContainsFunc(s.clauses, limited) {
		return expr{}, false
	}
	var parts []expr
	for _, cl := range s.clauses {
		known := c.known(cl, s.rule.Verdict)
		if limited(cl) {
			known = cat("(", known, " OR u.", limitColumn(cl.attribute), ")")
		}
		parts = append(parts, known)
	}
	return join(parts, " AND ", ""), true
}

// known is TRUE where a clause has an answer. Most have one exactly where the
// record holds the attribute, which costs less than to compare once more.
func (c *compiler) known(cl clause, verdict Verdict) expr {
	a := attributeByName[cl.attribute]
	switch {
	case cl.op == "present", cl.op == "absent", cl.op == "unknown":
		return cat("TRUE")
	case timed(cl.op), !a.ofUnit(), a.name == "session_strength_bits":
		return cat("(", c.clause(cl, verdict), ") IS NOT NULL")
	case c.inferable(cl, verdict):
		return cat("coalesce(", column(a), ", u.", inferredColumn(a.name), ") IS NOT NULL")
	}
	return cat(column(a), " IS NOT NULL")
}

// hits selects one row per unit or session the rule is about.
func (c *compiler) hits(s *step, era int) expr {
	key, from, where := "u.kind_id AS id", "zertify_unit AS u", s.applies()
	unit, source := "u.layer, u.role, u.note", "coalesce(u.evidence_source, '')"
	if !s.unit {
		unit, source = "'' AS layer, '' AS role, FALSE AS note", "''"
	}
	if s.traffic {
		key, from = "t.id", "zertify_traffic AS t"
		if s.unit {
			from += " JOIN zertify_unit AS u ON u.kind_id = t.kind_id"
		}
		where += " AND t.era = " + strconv.Itoa(era)
	}
	code := []any{"CASE WHEN c AND r THEN ", codeReplaced, " WHEN c THEN ", codeMatch}
	var more []any
	if beyond, ok := c.beyond(s); ok {
		code = append(code, " WHEN c IS NULL AND l THEN ", codeLimit)
		more = append(more, beyond, " AS l, ")
	}
	code = append(code, " WHEN c IS NULL THEN ", codeNotKnown)
	if elsewhere, ok := c.elsewhere(s); ok {
		code = append(code, " WHEN w THEN ", codeElsewhere)
		more = append(more, elsewhere, " AS w, ")
	}
	code = append(code, " ELSE ", codeClean, " END AS code, ")
	return cat("SELECT ", era, " AS era, ", s.no, " AS rule_no, id, layer, role, note, ", cat(code...),
		"CASE WHEN c THEN o END AS observed, inferred, source FROM (SELECT ", key, ", ", unit, ", ", c.condition(s),
		" AS c, ", c.replaced(s), " AS r, ", cat(more...), c.observed(s), " AS o, ", c.inferred(s), " AS inferred, ", source,
		" AS source FROM ", from, " WHERE ", where, ") AS x")
}

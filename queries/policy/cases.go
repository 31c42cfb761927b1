package policy

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/factcsv"
)

//go:embed cases/*.csv
var embeddedCases embed.FS

// EmbeddedCases holds the example sessions of our own profiles, <id>.csv.
func EmbeddedCases() fs.FS {
	sub, err := fs.Sub(embeddedCases, "cases")
	if err != nil {
		panic(err) // the name is fixed and valid
	}
	return sub
}

var caseColumns = []string{"case", "day", "facts", "attribute", "verdict", "rules", "why"}

// wholeSession in place of an attribute asks for the verdict over all of them.
const wholeSession = "session"

// A Case is an example session and what a profile is expected to say of it.
type Case struct {
	Name      string
	Day       time.Time // the session's day, whose rules are used, UTC
	Facts     string    // as written: "attribute value" joined by " ; "
	Attribute string    // whose rules are asked; "session": all
	Verdict   Verdict   // expected
	Rules     []string  // ids of the rules expected to match, sorted; fewer than match is a mismatch
	Why       string
	Line      int // in the file

	values   map[home]values
	supplied map[string]string // facts about the database and from the operator
	layers   []string
}

// values are attributes by name; what is missing the record does not hold.
type values map[string]any

// A CaseResult is what became of a case.
type CaseResult struct {
	Case    *Case
	Got     Verdict
	Matched []string // ids of the rules on the attribute that matched, sorted
}

// OK reports whether the verdict and the rules are those expected.
func (r *CaseResult) OK() bool {
	return r.Got == r.Case.Verdict && slices.Equal(r.Matched, r.Case.Rules)
}

// LoadCases reads and checks a table of example sessions for a profile. Errors
// name file and line.
func LoadCases(fsys fs.FS, name string, p *Profile) ([]*Case, error) {
	t, err := readTable(fsys, name, caseColumns)
	if err != nil {
		return nil, err
	}
	if len(t.Rows) == 0 {
		return nil, t.Errorf(t.Head, "the table has no cases")
	}
	var out []*Case
	for _, row := range t.Rows {
		c, err := parseCase(row, p)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		if i := slices.IndexFunc(out, func(o *Case) bool { return o.Name == c.Name }); i >= 0 {
			return nil, row.Errorf("case %q is on line %d already", c.Name, out[i].Line)
		}
		out = append(out, c)
	}
	return out, nil
}

func parseCase(row factcsv.Row, p *Profile) (*Case, error) {
	c := &Case{Name: row.Cell("case"), Facts: row.Cell("facts"), Attribute: row.Cell("attribute"),
		Verdict: Verdict(row.Cell("verdict")),
		Why:     row.Cell("why"), Line: row.Line}
	var err error
	if c.Day, err = parseDay(row.Cell("day")); err != nil {
		return nil, fmt.Errorf("day: %w", err)
	}
	switch {
	case c.Name == "":
		return nil, errors.New("case is empty; give it a name")
	case !slices.Contains(Verdicts, c.Verdict):
		return nil, fmt.Errorf("invalid verdict %q: want one of %s", c.Verdict, joinVerdicts(Verdicts))
	case c.Attribute != wholeSession &&
		!slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.Attribute == c.Attribute }):
		return nil, fmt.Errorf("attribute %q: profile %s has no rule on it; write session to ask for all rules", c.Attribute,
			p.ID)
	}
	for id := range strings.FieldsFuncSeq(row.Cell("rules"), func(r rune) bool { return r == '|' }) {
		if !slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.ID == id }) {
			return nil, fmt.Errorf("rules: profile %s has no rule %q", p.ID, id)
		}
		c.Rules = append(c.Rules, id)
	}
	slices.Sort(c.Rules)
	if err := c.readFacts(); err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	return c, nil
}

func joinVerdicts(list []Verdict) string {
	var names []string
	for _, v := range list {
		names = append(names, string(v))
	}
	return strings.Join(names, ", ")
}

// readFacts reads "attribute value ; …". Layers follow from the prefixes of
// the attributes, or from protection when it is given.
func (c *Case) readFacts() error {
	c.values, c.supplied = map[home]values{}, map[string]string{}
	for part := range strings.SplitSeq(c.Facts, ";") {
		name, text, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name == "" {
			return errors.New("an empty fact; write attribute value ; attribute value")
		}
		if err := c.addFact(name, strings.TrimSpace(text)); err != nil {
			return err
		}
	}
	return c.findLayers()
}

func (c *Case) addFact(name, text string) error {
	a := attributeByName[name]
	switch {
	case a == nil:
		return fmt.Errorf("unknown attribute %q%s", name, near(name, attributeNames()))
	case text == "":
		return fmt.Errorf("%s has no value; leave out what the record does not hold", name)
	case len(a.values) > 0 && !slices.Contains(a.values, text):
		return fmt.Errorf("%q is not a value of %s; known are %s", text, name, strings.Join(a.values, " "))
	case c.values[a.home][name] != nil || c.supplied[name] != "":
		return fmt.Errorf("%s is given twice", name)
	}
	if a.constant() {
		c.supplied[name] = text
		if a.home == homeDataset {
			return nil
		}
		return checkSupplied(map[string]string{name: text})
	}
	v, err := caseValue(a.kind, text)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if c.values[a.home] == nil {
		c.values[a.home] = values{}
	}
	c.values[a.home][name] = v
	return nil
}

func caseValue(k kind, text string) (any, error) {
	if k == kindMoment {
		return parseDay(text)
	}
	return parseValue(k, text)
}

func (c *Case) findLayers() error {
	add := func(layer string) {
		if !slices.Contains(c.layers, layer) {
			c.layers = append(c.layers, layer)
		}
	}
	for _, name := range sortedKeys(c.values[homeSuite]) {
		if p := attributeByName[name].protocol(); p != "" {
			add(p)
		}
	}
	if c.values[homeSession] == nil {
		c.values[homeSession] = values{}
	}
	if text, ok := c.values[homeSession]["protection"].(string); ok {
		for name := range strings.SplitSeq(strings.ToLower(text), "+") {
			switch {
			case slices.Contains(allLayers, name):
				add(name)
			case name != "none":
				return fmt.Errorf("protection %q: NONE, or some of TLS SSH IPSEC IKE joined by +", text)
			}
		}
	}
	if len(c.layers) == 0 && c.values[homeSession]["protection"] == nil {
		return errors.New(
			"they do not say how the session is protected; add protection NONE, or a fact of tls_, ssh_, ike_ or ipsec_")
	}
	if len(c.layers) == 0 && len(c.values[homeLayer])+len(c.values[homeCert]) > 0 {
		return errors.New("a session without protection has no layer to hold them")
	}
	return nil
}

// protection names the layers as v_session does.
func (c *Case) protection() string {
	if text, ok := c.values[homeSession]["protection"].(string); ok {
		return text
	}
	return strings.ToUpper(strings.Join(c.layers, "+"))
}

// RunCases evaluates each case by the profile, as a session of its own day. db
// must be a database in memory: the tables that sessions are evaluated from are
// made in it, and removed.
func RunCases(ctx context.Context, db *sql.DB, p *Profile, cases []*Case) (_ []CaseResult, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("test profile %s: %w", p.ID, err)
	}
	out := make([]CaseResult, len(cases))
	groups := map[string][]int{}
	for i, c := range cases {
		out[i].Case = c
		key := fmt.Sprint(c.supplied)
		groups[key] = append(groups[key], i)
	}
	defer func() {
		j := &evaluator{conn: conn}
		err = errors.Join(err, j.exec(context.WithoutCancel(ctx), "clean up", cat(dropCaseTables)), j.close(ctx))
	}()
	for _, key := range sortedKeys(groups) {
		if err := runCases(ctx, conn, p, out, groups[key]); err != nil {
			return nil, fmt.Errorf("test profile %s: %w", p.ID, err)
		}
	}
	return out, nil
}

// The tables of the cases lie in a schema of their own, which goes as a whole.
const (
	dropCaseTables = "USE main; DROP SCHEMA IF EXISTS zertify_case CASCADE"
	newCaseTables  = dropCaseTables + "; CREATE SCHEMA zertify_case; USE zertify_case"
)

// runCases evaluates the cases that share what the operator supplied. Each day is
// a stretch of time of its own.
func runCases(ctx context.Context, conn *sql.Conn, p *Profile, out []CaseResult, which []int) error {
	j := &evaluator{conn: conn, opt: Options{PerSession: true}, source: sources[len(sources)-1],
		known: constants{values: map[string]string{}, untold: map[string]bool{}}}
	if err := j.opt.normalise(); err != nil {
		return err
	}
	for name, text := range out[which[0]].Case.supplied {
		j.known.values[name] = text
	}
	for _, i := range which {
		j.eras = append(j.eras, out[i].Case.Day)
	}
	slices.SortFunc(j.eras, time.Time.Compare)
	j.eras = slices.Compact(j.eras)
	if err := j.readLimits(); err != nil {
		return err
	}
	steps := plan(p, j.known)
	j.steps = [][]*step{steps}
	j.findByteClauses()
	if err := j.makeCaseTables(ctx, out, which); err != nil {
		return err
	}
	if err := j.lookAtTraffic(ctx); err != nil {
		return err
	}
	if err := errors.Join(j.storeRules(ctx, nil, steps), j.storeHits(ctx, nil, steps),
		j.storeAccepted(ctx, nil, steps)); err != nil {
		return err
	}
	for _, i := range which {
		out[i].evaluateConstants(steps)
	}
	if err := errors.Join(j.readCases(ctx, out, steps), j.readWholes(ctx, out)); err != nil {
		return err
	}
	for _, i := range which {
		out[i].settle()
	}
	return nil
}

// makeCaseTables fills suite, suite_cert and v_session; suite_layer is derived
// by our own statement, so that a case names the facts of a protocol alone.
func (j *evaluator) makeCaseTables(ctx context.Context, out []CaseResult, which []int) error {
	var suites, layers, certs, sessions []values
	for _, i := range which {
		c, id := out[i].Case, int64(i+1)
		suite := values{"suite_id": id, "protection": c.suiteProtection(), "tunnel_phase": c.tunnelPhase()}
		for _, layer := range allLayers {
			if c.values[homeLayer]["code_point"] == "unknown" && slices.Contains(c.layers, layer) {
				suite[layer+"_unknown_codes"] = "of the case"
			}
		}
		suites = append(suites, merge(suite, c.values[homeSuite]))
		layers = append(layers, merge(values{"suite_id": id}, c.values[homeLayer]))
		if cert := c.values[homeCert]; cert != nil {
			role := "server"
			if c.layers[0] == "ike" || c.layers[0] == "ipsec" {
				role = "remote"
			}
			certs = append(certs, merge(values{"suite_id": id, "layer": c.layers[0], "role": role}, cert))
		}
		sessions = append(sessions, c.session(id, i))
	}
	base := []error{
		j.exec(ctx, "cases", cat(newCaseTables)),
		j.caseTable(ctx, "suite", homeSuite,
			"protection VARCHAR, candidates VARCHAR, tunnel_phase INTEGER, tls_suite_label VARCHAR, tls_unknown_codes "+
				"VARCHAR, ssh_unknown_codes VARCHAR, ike_unknown_codes VARCHAR, ipsec_unknown_codes VARCHAR", suites),
		j.caseTable(ctx, "suite_cert", homeCert, "layer VARCHAR, role VARCHAR", certs),
		j.caseTable(ctx, "v_session", homeSession, sessionColumns, sessions),
	}
	if err := errors.Join(base...); err != nil {
		return err
	}
	for _, name := range []string{"views/05_strength.sql", "views/39_suite_layer.sql"} {
		text, err := fs.ReadFile(queries.Embedded(), name)
		if err != nil {
			return err
		}
		if err := j.exec(ctx, name, cat(string(text))); err != nil {
			return err
		}
	}
	return j.overrideLayers(ctx, layers)
}

const sessionColumns = "system VARCHAR, sysplex VARCHAR, stack VARCHAR, job VARCHAR, user_id VARCHAR, server_addr " +
	"VARCHAR, client_addr VARCHAR, " +
	"is_artefact BOOLEAN, change_no BIGINT, session_no BIGINT, connections BIGINT, bytes_in BIGINT, bytes_out BIGINT, " +
	"first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP, last_utc TIMESTAMP, file_id BIGINT, record_no BIGINT"

// overrideLayers puts the generic facts a case names, such as cipher, in the
// place of those derived.
func (j *evaluator) overrideLayers(ctx context.Context, layers []values) error {
	if err := j.caseTable(ctx, "given_layer", homeLayer, "", layers); err != nil {
		return err
	}
	columns := "d.suite_id, d.layer, d.unknown_codes"
	for _, a := range attributes {
		if a.home == homeLayer {
			columns += ", coalesce(g." + a.name + ", d." + a.name + ") AS " + a.name
		}
	}
	return j.exec(ctx, "layers",
		cat("ALTER TABLE suite_layer RENAME TO derived_layer; CREATE TABLE suite_layer AS SELECT ",
			columns, " FROM derived_layer AS d JOIN given_layer AS g ON g.suite_id = d.suite_id; DROP TABLE derived_layer; "+
				"DROP TABLE given_layer"))
}

// suiteProtection has IPSEC also for a session that is only known to have IKE.
func (c *Case) suiteProtection() string {
	var parts []string
	for _, layer := range c.layers {
		name := strings.ToUpper(strings.Replace(layer, "ike", "ipsec", 1))
		if !slices.Contains(parts, name) {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, "+")
}

// tunnelPhase is 1 or 2 where only the one layer of IPSec is described.
func (c *Case) tunnelPhase() any {
	ike, ipsec := slices.Contains(c.layers, "ike"), slices.Contains(c.layers, "ipsec")
	switch {
	case ike && !ipsec:
		return int64(1)
	case ipsec && !ike:
		return int64(2)
	}
	return nil
}

// session is the row of v_session; its job carries the number of the case.
func (c *Case) session(suite int64, i int) values {
	v := merge(values{"suite_id": suite, "connections": int64(1), "bytes_in": int64(1000), "bytes_out": int64(1000),
		"first_local": c.Day, "last_local": c.Day.Add(time.Hour),
		"first_utc": c.Day, "last_utc": c.Day.Add(time.Hour), "is_artefact": false, "session_no": int64(i + 1),
		"file_id":   int64(1),
		"record_no": int64(i + 1)}, c.values[homeSession])
	v["protection"], v["job"] = c.protection(), strconv.Itoa(i)
	if len(c.layers) == 0 {
		delete(v, "suite_id")
	}
	if n, ok := v["bytes_total"]; ok {
		v["bytes_in"], v["bytes_out"] = n, int64(0)
		delete(v, "bytes_total")
	}
	return v
}

func merge(a, b values) values {
	out := values{}
	for _, m := range []values{a, b} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// caseTable makes a table of the attributes of one home and some more columns.
func (j *evaluator) caseTable(ctx context.Context, name string, h home, more string, rows []values) error {
	var defs []string
	if more != "" {
		defs = strings.Split(more, ", ")
	}
	defs = append(defs, "suite_id BIGINT")
	for _, a := range attributes {
		if a.home == h && a.name != "bytes_total" {
			defs = append(defs, a.name+" "+sqlTypes[a.kind])
		}
	}
	if err := j.exec(ctx, name, cat("CREATE TABLE ", name, " (", strings.Join(defs, ", "), ")")); err != nil {
		return err
	}
	for _, row := range rows {
		columns := sortedKeys(row)
		var cells []expr
		for _, column := range columns {
			cells = append(cells, expr{"?", []any{row[column]}})
		}
		insert := cat(sqltext.Insert(name, columns...), "VALUES (", join(cells, ", ", ""), ")")
		if err := j.exec(ctx, name, insert); err != nil {
			return err
		}
	}
	return nil
}

// asked reports whether a case wants to know of a rule.
func (c *Case) asked(r *Rule) bool { return c.Attribute == wholeSession || c.Attribute == r.Attribute }

// note takes in what a rule says; a verdict counts when it is worse.
func (r *CaseResult) note(v Verdict, rule *Rule, matched bool) {
	if !r.Case.asked(rule) {
		return
	}
	if matched {
		r.Matched = append(r.Matched, rule.ID)
	}
	if r.Got == "" || v.Worse(r.Got) {
		r.Got = v
	}
}

// evaluateConstants takes in the rules on the database as a whole.
func (r *CaseResult) evaluateConstants(steps []*step) {
	for _, s := range steps {
		if s.constant() && s.skip == "" && !s.never && s.rule.inForce(r.Case.Day) {
			r.note(s.rule.Verdict, s.rule, true)
		}
	}
}

// settle sets the verdict of a case that no rule matched.
func (r *CaseResult) settle() {
	if r.Got == "" {
		r.Got = NotAssessed
	}
	slices.Sort(r.Matched)
	r.Matched = slices.Compact(r.Matched)
}

// readCases reads which rules matched, or could not tell, at which case.
func (j *evaluator) readCases(ctx context.Context, out []CaseResult, steps []*step) error {
	return j.each(ctx, statement("case_hits", nil), func(rows *sql.Rows) error {
		var job string
		var no, code int
		if err := rows.Scan(&job, &no, &code); err != nil {
			return err
		}
		i, err := strconv.Atoi(job)
		if err != nil {
			return err
		}
		rule := steps[no].rule
		switch {
		case code == codeMatch:
			out[i].note(rule.Verdict, rule, true)
		case out[i].Case.Attribute != wholeSession:
			out[i].note(NotEvidenced, rule, false)
		}
		return nil
	})
}

// readWholes takes in the verdicts of the cases that ask for that of the session.
func (j *evaluator) readWholes(ctx context.Context, out []CaseResult) error {
	return j.each(ctx, statement("case_verdicts", nil), func(rows *sql.Rows) error {
		var job string
		var worst int
		if err := rows.Scan(&job, &worst); err != nil {
			return err
		}
		i, err := strconv.Atoi(job)
		if err == nil && out[i].Case.Attribute == wholeSession && (out[i].Got == "" || Verdicts[worst].Worse(out[i].Got)) {
			out[i].Got = Verdicts[worst]
		}
		return err
	})
}

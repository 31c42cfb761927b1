package policy

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/schema/factcsv"
)

//go:embed profiles/*.csv
var embedded embed.FS

// Embedded returns our own profiles, <id>.csv.
func Embedded() fs.FS {
	sub, err := fs.Sub(embedded, "profiles")
	if err != nil {
		panic(err) // the name is fixed and valid
	}
	return sub
}

var profileColumns = []string{
	"rule_id", "title", "applies_to", "attribute", "condition", "verdict", "severity",
	"effective_from", "effective_until", "citation", "rationale", "basis",
}

var (
	profileID    = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)
	ruleID       = regexp.MustCompile(`^[A-Z0-9]+(-[A-Z0-9]+)+$`)
	areaName     = regexp.MustCompile(`^[a-z0-9]+$`)
	ruleVerdicts = []Verdict{Fail, Warn, Info, Pass}
	bases        = []string{"found", "partial", "memory", "own judgement"}
)

// Profiles lists the ids of the profiles in fsys, sorted.
func Profiles(fsys fs.FS) ([]string, error) {
	files, err := fs.Glob(fsys, "*.csv")
	if err != nil {
		return nil, err
	}
	for i, name := range files {
		files[i] = strings.TrimSuffix(name, ".csv")
	}
	return files, nil
}

// LoadProfile reads and checks <id>.csv of fsys. Errors name file and line.
func LoadProfile(fsys fs.FS, id string) (*Profile, error) {
	if !profileID.MatchString(id) {
		return nil, fmt.Errorf("profile %q: ids are lower case letters, digits, dots and hyphens", id)
	}
	file := id + ".csv"
	data, err := factcsv.Load(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		known, _ := Profiles(fsys)
		return nil, noProfile(id, known)
	}
	if err != nil {
		return nil, err
	}
	return parseProfile(file, id, data)
}

// noProfile names the profile that was meant, or all there are.
func noProfile(id string, known []string) error {
	hint := near(id, known)
	if hint == "" && len(known) > 0 {
		hint = "; there are " + strings.Join(known, ", ")
	}
	return fmt.Errorf("no profile %q%s", id, hint)
}

func parseProfile(file, id string, data []byte) (*Profile, error) {
	t, err := parseTable(file, data, profileColumns)
	if err != nil {
		return nil, err
	}
	p := &Profile{File: file}
	if err := p.readHead(t); err != nil {
		return nil, err
	}
	if p.ID != id {
		return nil, t.Errorf(1, "id is %q, must equal the file name without .csv", p.ID)
	}
	if len(t.Rows) == 0 {
		return nil, t.Errorf(t.Head, "the profile has no rules")
	}
	return p, p.readRules(t)
}

// readRules parses the rows; ids and titles are unique.
func (p *Profile) readRules(t *factcsv.Table) error {
	lines, titles := map[string]int{}, map[string]string{}
	for _, row := range t.Rows {
		r, err := parseRule(row)
		if err != nil {
			return row.Errorf("%w", err)
		}
		if first := lines[r.ID]; first > 0 {
			return row.Errorf("rule %s is on line %d already", r.ID, first)
		}
		if other := titles[r.Title]; other != "" {
			return row.Errorf("%s: title %q is that of %s already", r.ID, r.Title, other)
		}
		lines[r.ID], titles[r.Title] = row.Line, r.ID
		p.Rules = append(p.Rules, *r)
	}
	return nil
}

// readHead reads the "# key: value" lines.
func (p *Profile) readHead(t *factcsv.Table) error {
	keys := map[string]*string{"id": &p.ID, "title": &p.Title, "edition": &p.Edition, "authority": &p.Authority}
	for _, c := range t.Comments {
		key, value, ok := strings.Cut(c.Text, ":")
		if !ok {
			return t.Errorf(c.Line, "%q: comment lines read \"# key: value\"", c.Text)
		}
		dst := keys[key]
		if dst == nil {
			return t.Errorf(c.Line, "unknown key %q; known are %s", key, strings.Join(sortedKeys(keys), " "))
		}
		if *dst != "" {
			return t.Errorf(c.Line, "%s is given twice", key)
		}
		if *dst = strings.TrimSpace(value); *dst == "" {
			return t.Errorf(c.Line, "%s has no value", key)
		}
	}
	for _, key := range sortedKeys(keys) {
		if *keys[key] == "" {
			return t.Errorf(1, "\"# %s: …\" is missing", key)
		}
	}
	return nil
}

func parseRule(row factcsv.Row) (*Rule, error) {
	r := &Rule{
		ID:        row.Cell("rule_id"),
		Title:     row.Cell("title"),
		AppliesTo: row.Cell("applies_to"),
		Attribute: row.Cell("attribute"),
		Condition: row.Cell("condition"),
		Verdict:   Verdict(row.Cell("verdict")),
		Severity:  row.Cell("severity"),
		Citation:  row.Cell("citation"),
		Rationale: row.Cell("rationale"),
		Basis:     row.Cell("basis"),
		Line:      row.Line,
	}
	switch {
	case !ruleID.MatchString(r.ID):
		return nil, fmt.Errorf("rule_id %q: upper case letters and digits joined by hyphens", r.ID)
	case !slices.Contains(ruleVerdicts, r.Verdict):
		return nil, fmt.Errorf("%s: verdict %q: must be fail, warn, info or pass", r.ID, r.Verdict)
	case !slices.Contains(queries.Severities, r.Severity):
		return nil, fmt.Errorf("%s: severity %q: must be one of %s", r.ID, r.Severity, strings.Join(queries.Severities, ", "))
	case !slices.Contains(bases, r.Basis):
		return nil, fmt.Errorf("%s: basis %q: must be one of %s", r.ID, r.Basis, strings.Join(bases, ", "))
	case r.Citation == "" || r.Rationale == "":
		return nil, fmt.Errorf("%s: citation and rationale are required; write none when there is no citation", r.ID)
	}
	for _, step := range []func(factcsv.Row) error{r.checkTitle, r.readDates, r.readCondition} {
		if err := step(row); err != nil {
			return nil, fmt.Errorf("%s: %w", r.ID, err)
		}
	}
	return r, nil
}

// maxTitle is the most characters of a title, so that it stays on one line as a heading.
const maxTitle = 70

// titleStart: titles begin with a capital or, as in "1024-bit key", a digit.
var titleStart = regexp.MustCompile(`^[\p{Lu}\p{Nd}]`)

// checkTitle accepts what a person wrote as a heading, and nothing that looks like a condition.
func (r *Rule) checkTitle(factcsv.Row) error {
	switch {
	case r.Title == "":
		return errors.New("title is required: say in a few words what the rule finds")
	case utf8.RuneCountInString(r.Title) > maxTitle:
		return fmt.Errorf("title %q: %d characters, at most %d are taken", r.Title, utf8.RuneCountInString(r.Title), maxTitle)
	case !titleStart.MatchString(r.Title):
		return fmt.Errorf("title %q: must begin with a capital letter or a digit", r.Title)
	case strings.HasSuffix(r.Title, "."):
		return fmt.Errorf("title %q: a heading ends without a full stop", r.Title)
	case strings.ContainsAny(r.Title, "_|;"):
		return fmt.Errorf("title %q: write words, not attribute names or conditions", r.Title)
	}
	return nil
}

func (r *Rule) readDates(row factcsv.Row) error {
	for _, d := range []struct {
		column string
		dst    *time.Time
	}{{"effective_from", &r.From}, {"effective_until", &r.To}} {
		text := row.Cell(d.column)
		if text == "" {
			continue
		}
		day, err := parseDay(text)
		if err != nil {
			return fmt.Errorf("%s: %w", d.column, err)
		}
		*d.dst = day
	}
	if !r.From.IsZero() && !r.To.IsZero() && r.To.Before(r.From) {
		return fmt.Errorf("effective_until %s lies before effective_from %s", row.Cell("effective_until"),
			row.Cell("effective_from"))
	}
	return nil
}

// readCondition parses the clauses and checks that applies_to can see their
// attributes.
func (r *Rule) readCondition(factcsv.Row) error {
	name, area, ok := strings.Cut(r.AppliesTo, "/")
	p := protocolNamed(name)
	if !ok || p == nil || !areaName.MatchString(area) {
		return fmt.Errorf("applies_to %q: write protocol/area, where protocol is one of %s", r.AppliesTo, protocolNames())
	}
	var err error
	if r.clauses, err = parseCondition(r.Attribute, r.Condition); err != nil {
		return err
	}
	for _, c := range r.clauses {
		if a := attributeByName[c.attribute]; !p.sees(a) {
			return fmt.Errorf("%s is not an attribute of %s rules", a.name, p.name)
		}
	}
	return nil
}

func (p *protocol) sees(a *attribute) bool {
	return slices.Contains(p.homes, a.home) && (a.home != homeSuite || slices.Contains(p.suites, a.protocol()))
}

func protocolNames() string {
	names := make([]string, len(protocols))
	for i, p := range protocols {
		names[i] = p.name
	}
	return strings.Join(names, " ")
}

// inForce reports whether the rule's dates, both inclusive, hold on day.
func (r *Rule) inForce(day time.Time) bool {
	return !day.Before(r.From) && (r.To.IsZero() || !day.After(r.To))
}

package queries

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// maxQueryFile bounds one query file. The longest of ours has 6 KiB; a folder
// given by the user may hold anything.
const maxQueryFile = 1 << 20

// Severities lists what a query's or rule's severity may be, worst first.
var Severities = []string{"critical", "high", "medium", "low", "info"}

// paramTypes are the SQL types a parameter may have, each with the check of a
// value before it meets the engine.
var paramTypes = map[string]func(string) error{
	"VARCHAR":   func(string) error { return nil },
	"INTEGER":   checkInt(32),
	"BIGINT":    checkInt(64),
	"DOUBLE":    checkFloat,
	"BOOLEAN":   checkBool,
	"DATE":      checkTime("2006-01-02"),
	"TIMESTAMP": checkTime("2006-01-02 15:04:05"),
}

// foldersWithoutQueries are the folders beside the areas.
var foldersWithoutQueries = []string{"views", "reduce", "testdata", "policy"}

var (
	idPattern    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	namePattern  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	keyLine      = regexp.MustCompile(`^-- ([a-z]+):(?:\s+(.*))?$`)
	paramLine    = regexp.MustCompile(`^(\S+)\s+(\S+)\s+'((?:[^']|'')*)'\s+(\S.*)$`)
	sectionLine  = regexp.MustCompile(`^-- name:\s*(\S*)\s*$`)
	orderByWords = regexp.MustCompile(`(?i)\bORDER\s+BY\b`)
)

// Load reads every <area>/<id>.sql of fsys, sorted by area and id. A file that
// departs from the format is an error that names file and line; all such
// errors are returned together.
func Load(fsys fs.FS) ([]Query, error) {
	files, err := queryFiles(fsys)
	if err != nil {
		return nil, err
	}
	var (
		out  = make([]Query, 0, len(files))
		errs []error
		at   = map[string]string{}
	)
	for _, name := range files {
		q, err := loadFile(fsys, name)
		if err == nil && at[q.ID] != "" {
			err = fmt.Errorf("%s: the id %s is taken by %s", name, q.ID, at[q.ID])
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		at[q.ID] = name
		out = append(out, *q)
	}
	return out, errors.Join(errs...)
}

// queryFiles lists <area>/<id>.sql in name order.
func queryFiles(fsys fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(foldersWithoutQueries, name):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".sql":
			return nil
		case strings.Count(name, "/") != 1:
			return fmt.Errorf("%s: a query file lies in a folder named after its area, for example tls/%s", name,
				path.Base(name))
		}
		out = append(out, name)
		return nil
	})
	return out, err
}

func loadFile(fsys fs.FS, name string) (*Query, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxQueryFile {
		return nil, fmt.Errorf("%s: %d bytes, a query file may have %d", name, info.Size(), maxQueryFile)
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	p := &queryParser{
		name:  name,
		lines: strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"),
		query: Query{Area: path.Dir(name)},
	}
	return p.parse()
}

// queryParser reads one file. Line numbers count from 1; next is the index of
// the first line not read.
type queryParser struct {
	name  string
	lines []string
	next  int
	query Query
	seen  map[string]int // front matter key → line
}

func (p *queryParser) fault(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", p.name, line, fmt.Errorf(format, args...))
}

func (p *queryParser) parse() (*Query, error) {
	p.seen = map[string]int{}
	for _, step := range []func() error{p.frontMatter, p.doc, p.required, p.statements, p.checkParams, p.checkUses} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &p.query, nil
}

// frontMatter reads the "-- key: value" lines. A comment line indented by two
// blanks or more continues the value above it.
func (p *queryParser) frontMatter() error {
	for p.next < len(p.lines) {
		line := p.lines[p.next]
		m := keyLine.FindStringSubmatch(line)
		if m == nil || m[1] == "name" {
			return p.endOfFrontMatter(line)
		}
		no := p.next + 1
		p.next++
		value := p.continued(strings.TrimSpace(m[2]))
		if err := p.set(m[1], value, no); err != nil {
			return err
		}
	}
	return nil
}

func (p *queryParser) endOfFrontMatter(line string) error {
	if line = strings.TrimRight(line, " \t"); line == "" || line == "--" || sectionLine.MatchString(line) {
		return nil
	}
	return p.fault(p.next+1, "%q: front matter lines read \"-- key: value\", and a blank \"--\" line ends them", line)
}

// continued joins the lines that carry on a value. A line that ends in a hyphen
// was broken inside a word and is joined without a blank.
func (p *queryParser) continued(value string) string {
	for ; p.next < len(p.lines); p.next++ {
		rest, ok := strings.CutPrefix(p.lines[p.next], "--  ")
		if !ok || strings.TrimSpace(rest) == "" {
			break
		}
		value = joinWrapped(value, strings.TrimSpace(rest))
	}
	return value
}

func joinWrapped(a, b string) string {
	if a == "" || strings.HasSuffix(a, "-") && !strings.HasSuffix(a, " -") {
		return a + b
	}
	return a + " " + b
}

func (p *queryParser) set(key, value string, line int) error {
	if value == "" {
		return p.fault(line, "%s has no value", key)
	}
	if key == "param" {
		return p.param(value, line)
	}
	if first := p.seen[key]; first > 0 {
		return p.fault(line, "%s was given on line %d already", key, first)
	}
	p.seen[key] = line
	setter := setters[key]
	if setter == nil {
		return p.fault(line, "unknown key %q; known are id, title, severity, param, uses, refs, caveats, remediation, drill",
			key)
	}
	if err := setter(&p.query, value, strings.TrimSuffix(path.Base(p.name), ".sql")); err != nil {
		return p.fault(line, "%s %q: %w", key, value, err)
	}
	return nil
}

// setters take the value of a key of the front matter; file is the name of the file without .sql.
var setters = map[string]func(q *Query, value, file string) error{
	"title":       func(q *Query, value, _ string) error { q.Title = value; return nil },
	"uses":        func(q *Query, value, _ string) error { q.Uses = splitList(value, ","); return nil },
	"refs":        func(q *Query, value, _ string) error { q.Refs = splitList(value, ";"); return nil },
	"caveats":     func(q *Query, value, _ string) error { q.Caveats = value; return nil },
	"remediation": func(q *Query, value, _ string) error { q.Remediation = value; return nil },
	"id": func(q *Query, value, file string) error {
		if value != file || !idPattern.MatchString(value) {
			return errors.New("must equal the file name without .sql, in lower case with hyphens")
		}
		q.ID = value
		return nil
	},
	"severity": func(q *Query, value, _ string) error {
		if !slices.Contains(Severities, value) {
			return errors.New("must be one of " + strings.Join(Severities, ", "))
		}
		q.Severity = value
		return nil
	},
	"drill": func(q *Query, value, _ string) error {
		if value != "yes" {
			return errors.New("write yes, or leave the line out")
		}
		q.Drill = true
		return nil
	},
}

func splitList(s, sep string) []string {
	parts := strings.Split(s, sep)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (p *queryParser) param(value string, line int) error {
	m := paramLine.FindStringSubmatch(value)
	if m == nil {
		return p.fault(line, "param %q: write name TYPE 'default'  what it is for", value)
	}
	param := Param{Name: m[1], Type: m[2], Default: strings.ReplaceAll(m[3], "''", "'"), Doc: m[4]}
	switch check, known := paramTypes[param.Type]; {
	case !namePattern.MatchString(param.Name):
		return p.fault(line, "param %q: names are lower case letters, digits and underscores", param.Name)
	case slices.ContainsFunc(p.query.Params, func(o Param) bool { return o.Name == param.Name }):
		return p.fault(line, "param %s is declared twice", param.Name)
	case !known:
		return p.fault(line, "param %s: type %q: must be one of %s", param.Name, param.Type,
			strings.Join(sortedKeys(paramTypes), ", "))
	default:
		if err := check(param.Default); err != nil {
			return p.fault(line, "param %s: default: %w", param.Name, err)
		}
	}
	p.seen["param "+param.Name] = line
	p.query.Params = append(p.query.Params, param)
	return nil
}

// doc reads the comment block between the front matter and the first statement.
func (p *queryParser) doc() error {
	for p.next < len(p.lines) && strings.Trim(p.lines[p.next], "- \t") == "" {
		p.next++
	}
	if p.next >= len(p.lines) || sectionLine.MatchString(p.lines[p.next]) {
		return nil
	}
	first, ok := strings.CutPrefix(p.lines[p.next], "-- Why:")
	if !ok {
		return p.fault(p.next+1, "%q: expected \"-- Why: …\" or \"-- name: population\"", p.lines[p.next])
	}
	p.next++
	doc := strings.TrimSpace(first)
	for ; p.next < len(p.lines) && !sectionLine.MatchString(p.lines[p.next]); p.next++ {
		rest, ok := strings.CutPrefix(p.lines[p.next], "--")
		if !ok {
			break
		}
		doc = joinWrapped(doc, strings.TrimSpace(rest))
	}
	p.query.Doc = strings.TrimSpace(doc)
	for p.next < len(p.lines) && strings.TrimSpace(p.lines[p.next]) == "" {
		p.next++
	}
	return nil
}

func (p *queryParser) required() error {
	have := map[string]bool{"Why": p.query.Doc != ""}
	for key := range p.seen {
		have[key] = true
	}
	for _, key := range []string{"id", "title", "severity", "uses", "refs", "Why"} {
		if !have[key] {
			return p.fault(1, "%s is missing", key)
		}
	}
	if slices.Contains(p.query.Uses, "") || slices.Contains(p.query.Refs, "") {
		return p.fault(1, "uses and refs may not hold empty entries")
	}
	return nil
}

// statements reads the two "-- name:" sections, in this order.
func (p *queryParser) statements() error {
	for _, s := range []struct {
		name string
		dst  *string
	}{{"population", &p.query.Population}, {"findings", &p.query.Findings}} {
		if err := p.statement(s.name, s.dst); err != nil {
			return err
		}
	}
	if p.next < len(p.lines) {
		return p.fault(p.next+1, "%q: a query has exactly the sections population and findings", p.lines[p.next])
	}
	if !orderByWords.MatchString(p.query.Findings) {
		return p.fault(p.seen["name findings"],
			"findings needs an ORDER BY, so that two runs give the same rows in the same order")
	}
	return nil
}

func (p *queryParser) statement(name string, dst *string) error {
	if p.next >= len(p.lines) {
		return p.fault(len(p.lines), "section %s is missing", name)
	}
	m := sectionLine.FindStringSubmatch(p.lines[p.next])
	if m == nil || m[1] != name {
		return p.fault(p.next+1, "%q: expected \"-- name: %s\"", p.lines[p.next], name)
	}
	p.seen["name "+name] = p.next + 1
	start := p.next + 1
	p.next++
	for p.next < len(p.lines) && !sectionLine.MatchString(p.lines[p.next]) {
		p.next++
	}
	body := strings.Join(p.lines[start:p.next], "\n")
	var open string
	scanSQL(body, func(t sqlToken) {
		if t.kind == tokenOpen {
			open = t.text
		}
	})
	if open != "" {
		return p.fault(start+1, "section %s: %s is opened and never closed", name, open)
	}
	switch parts := splitStatements(body); len(parts) {
	case 0:
		return p.fault(start, "section %s holds no statement", name)
	case 1:
		*dst = parts[0].text
		return nil
	default:
		return p.fault(start+parts[1].line, "section %s holds a second statement", name)
	}
}

// checkParams makes sure that declared and used parameters are the same. The
// driver binds a name it cannot match to the value at the same position, so a
// misspelt name would silently take another parameter's value.
func (p *queryParser) checkParams() error {
	used := map[string]bool{}
	for _, s := range []struct{ section, text string }{{"population", p.query.Population},
		{"findings", p.query.Findings}} {
		var err error
		scanSQL(s.text, func(t sqlToken) {
			if t.kind != tokenParam || err != nil {
				return
			}
			line := lineOf(s.text, t.start, p.seen["name "+s.section]+1)
			switch {
			case !namePattern.MatchString(t.text):
				err = p.fault(line, "$%s: parameters are lower case names; numbered ones and dollar quoting are not used here",
					t.text)
			case p.seen["param "+t.text] == 0:
				err = p.fault(line, "$%s is used but not declared; add \"-- param: %s TYPE 'default'  …\"", t.text, t.text)
			}
			used[t.text] = true
		})
		if err != nil {
			return err
		}
	}
	for _, param := range p.query.Params {
		if !used[param.Name] {
			return p.fault(p.seen["param "+param.Name], "param %s is declared but used in neither statement", param.Name)
		}
	}
	return nil
}

// checkUses compares the uses line with the views named in the statements.
func (p *queryParser) checkUses() error {
	words := map[string]bool{}
	for _, text := range []string{p.query.Population, p.query.Findings} {
		scanSQL(text, func(t sqlToken) {
			if t.kind == tokenWord {
				words[t.text] = true
			}
		})
	}
	for _, view := range p.query.Uses {
		if !words[view] {
			return p.fault(p.seen["uses"], "uses names %s, which neither statement reads", view)
		}
	}
	for _, word := range sortedKeys(words) {
		if strings.HasPrefix(word, "v_") && !slices.Contains(p.query.Uses, word) {
			return p.fault(p.seen["uses"], "%s is read but not named in uses", word)
		}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

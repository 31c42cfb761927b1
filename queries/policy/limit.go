package policy

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/zertify/zertify/schema/factcsv"
)

// What a kind of record can tell is a fact about the method, not about a
// session. limits.csv lists it: attributes that no record of a kind, release and
// circumstance can hold, so that their absence says nothing of a session, and
// values that follow where the record does not spell them out.

//go:embed limits.csv
var limitsFile []byte

var limitColumns = []string{
	"attribute", "layer", "source", "level_from", "level_until", "when", "value", "says", "basis", "citation",
}

// limitBases are those of facts in general. An inferred one excuses nothing.
var limitBases = []string{"documented", "derived", "inferred"}

// A limit is one line of limits.csv.
type limit struct {
	attribute   *attribute
	layer       string
	sources     []string // kinds of record, as in suite; none means all
	from, until string   // record levels, inclusive; "" means unbounded
	when        []clause // circumstances, of the same unit
	value       string   // what follows; "" when nothing does, and the record cannot tell
	says        string
	inferred    bool
}

// recordLimits reads limits.csv once.
var recordLimits = sync.OnceValues(func() ([]limit, error) { return parseLimits("limits.csv", limitsFile) })

func parseLimits(file string, data []byte) ([]limit, error) {
	t, err := parseTable(file, data, limitColumns)
	if err != nil {
		return nil, err
	}
	var out []limit
	for _, row := range t.Rows {
		l, err := parseLimit(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		out = append(out, l)
	}
	return out, nil
}

func parseLimit(row factcsv.Row) (limit, error) {
	cell := row.Cell
	l := limit{attribute: attributeByName[cell("attribute")], layer: cell("layer"), from: cell("level_from"),
		until: cell("level_until"), value: cell("value"), says: cell("says"), inferred: cell("basis") == "inferred"}
	switch {
	case l.attribute == nil || !l.attribute.ofUnit():
		return l, fmt.Errorf("attribute %q: name one of a suite, layer or certificate", cell("attribute"))
	case !slices.Contains(allLayers, l.layer):
		return l, fmt.Errorf("layer %q: must be one of %s", l.layer, strings.Join(allLayers, " "))
	case l.says == "" || cell("citation") == "":
		return l, errors.New("says and citation are required")
	case !slices.Contains(limitBases, cell("basis")):
		return l, fmt.Errorf("basis %q: must be one of %s", cell("basis"), strings.Join(limitBases, ", "))
	case l.inferred && l.value == "":
		return l, errors.New("what a record cannot hold must be known for certain; basis inferred is for values only")
	case l.value != "" && l.attribute.kind != kindText:
		return l, fmt.Errorf("%s: only a text can follow", l.attribute.name)
	}
	return l, l.readWhere(cell)
}

// readWhere reads the kinds of record, the levels and the circumstances.
func (l *limit) readWhere(cell func(string) string) error {
	if cell("source") != "" {
		l.sources = strings.Split(cell("source"), "|")
	}
	for _, source := range l.sources {
		if !slices.Contains(recordKinds, source) {
			return fmt.Errorf("source %q: must be one of %s", source, strings.Join(recordKinds, " "))
		}
	}
	for _, level := range []string{l.from, l.until} {
		if level == "" {
			continue
		}
		if _, err := parseValue(kindDecimal, level); err != nil {
			return fmt.Errorf("level: %w", err)
		}
	}
	if cell("when") == "" {
		return nil
	}
	name, condition, _ := strings.Cut(cell("when"), " ")
	var err error
	l.when, err = parseCondition(name, condition)
	return err
}

// holds is the SQL of a limit: TRUE for the units (alias u) it is about, and
// never NULL.
func (l *limit) holds() expr {
	parts := []expr{cat("u.layer = '", l.layer, "'")}
	if len(l.sources) > 0 {
		parts = append(parts, cat("u.source IN ('", strings.Join(l.sources, "', '"), "')"))
	}
	if l.from != "" {
		parts = append(parts, cat("u.record_level >= ", bindText(kindDecimal, l.from)))
	}
	if l.until != "" {
		parts = append(parts, cat("u.record_level <= ", bindText(kindDecimal, l.until)))
	}
	for _, c := range l.when {
		parts = append(parts, (&compiler{}).clause(c, Pass))
	}
	return cat("coalesce(", join(parts, " AND ", "TRUE"), ", FALSE)")
}

// anyHolds is TRUE where one of the limits does.
func anyHolds(limits []*limit) expr {
	parts := make([]expr, len(limits))
	for i, l := range limits {
		parts[i] = l.holds()
	}
	return join(parts, " OR ", "FALSE")
}

// limitColumn is the column of zertify_unit that says that no record of the kind
// can hold an attribute, inferredColumn that of the value inferred in its place.
func limitColumn(attribute string) string    { return "cannot_" + attribute }
func inferredColumn(attribute string) string { return "inferred_" + attribute }

// limitsOn picks the limits on an attribute of one of three kinds: that the
// record cannot hold it, that a value follows for certain, or that one is inferred.
type limitsOn map[string]struct{ cannot, follows, inferred []*limit }

func byAttribute(limits []limit) limitsOn {
	m := limitsOn{}
	for i := range limits {
		l := &limits[i]
		on := m[l.attribute.name]
		switch {
		case l.value == "":
			on.cannot = append(on.cannot, l)
		case l.inferred:
			on.inferred = append(on.inferred, l)
		default:
			on.follows = append(on.follows, l)
		}
		m[l.attribute.name] = on
	}
	return m
}

// valueThatFollows is the value of the first of the limits that holds, or NULL.
func valueThatFollows(limits []*limit) expr {
	if len(limits) == 0 {
		return cat("NULL")
	}
	parts := []any{"CASE"}
	for _, l := range limits {
		parts = append(parts, " WHEN ", l.holds(), " THEN ", bind(kindText, l.value))
	}
	return cat(append(parts, " END")...)
}

// says lists why no record can decide a rule, each reason once.
func (m limitsOn) says(s *step) []string {
	var out []string
	for _, c := range s.clauses {
		for _, l := range m[c.attribute].cannot {
			if slices.Contains(s.proto.layers, l.layer) && !slices.Contains(out, l.says) {
				out = append(out, l.says)
			}
		}
	}
	return out
}

// readUndecided lists the rules that the method leaves open.
func (j *evaluator) readUndecided(r *Evaluation, steps []*step) {
	for i, s := range steps {
		c := &r.Controls[i]
		if c.Undecided.Sessions > 0 && (s.rule.Verdict == Fail || s.rule.Verdict == Warn) {
			r.Undecided = append(r.Undecided, Undecided{s.rule, j.limits.says(s), c.Undecided})
		}
	}
}

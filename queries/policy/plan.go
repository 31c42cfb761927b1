package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A step is a rule made ready for one database: what is the same for all
// traffic has been put in, what is left is evaluated in SQL.
type step struct {
	rule    *Rule
	no      int // index in the profile
	proto   *protocol
	clauses []clause // left over; their order is the rule's
	skip    string   // why the rule cannot be evaluated; "" when it can
	never   bool     // a constant clause is false
	unit    bool     // looks at the layers or certificates of suites
	cert    bool     // … at the certificates
	traffic bool     // reads something of the session
	clear   bool     // speaks of protection, which an artefact can get wrong
	outside bool     // cannot speak of the population at hand
	area    int      // number of the first rule of the same area
	better  []*step  // more specific steps, which replace this one where they match
}

// truth is three-valued, as SQL's.
type truth uint8

const (
	no truth = iota
	yes
	unknown
)

// constants are the values that hold for all traffic: dataset facts and what
// the operator supplied.
type constants struct {
	values map[string]string
	untold map[string]bool // facts the database cannot tell, not even that they are absent
	tagged bool            // each session has a scope of its own
}

// checkSupplied parses what the operator supplied.
func checkSupplied(supplied map[string]string) error {
	var names []string
	for i := range attributes {
		if attributes[i].home == homeSupplied {
			names = append(names, attributes[i].name)
		}
	}
	for _, name := range sortedKeys(supplied) {
		if !slices.Contains(names, name) {
			return fmt.Errorf("supplied attribute %q is not known%s; known are %s", name, near(name, names),
				strings.Join(names, " "))
		}
		if _, err := parseValue(attributeByName[name].kind, supplied[name]); err != nil {
			return fmt.Errorf("supplied attribute %s: %w", name, err)
		}
	}
	return nil
}

// plan makes the steps of a profile, one per rule.
func plan(p *Profile, known constants) []*step {
	steps := make([]*step, len(p.Rules))
	for i := range p.Rules {
		steps[i] = newStep(&p.Rules[i], i, known)
	}
	findBetter(steps)
	alignAreas(steps)
	return steps
}

// alignAreas numbers the areas, each by its first rule: the rules with one
// applies_to that look at the same things. Whether any of an area matched is
// asked of all together; so where one of them can pass and one reads something
// of the session, all do.
func alignAreas(steps []*step) {
	type area struct {
		appliesTo  string
		unit, cert bool
	}
	type need struct{ pass, traffic bool }
	first, needs := map[area]int{}, map[int]need{}
	for i, s := range steps {
		key := area{s.rule.AppliesTo, s.unit, s.cert}
		if _, there := first[key]; !there {
			first[key] = i
		}
		s.area = first[key]
		n := needs[s.area]
		needs[s.area] = need{n.pass || s.rule.Verdict == Pass, n.traffic || s.traffic}
	}
	for _, s := range steps {
		if n := needs[s.area]; n.pass && n.traffic && !s.constant() {
			s.traffic = true
		}
	}
}

func newStep(r *Rule, i int, known constants) *step {
	name, _, _ := strings.Cut(r.AppliesTo, "/")
	s := &step{rule: r, no: i, proto: protocolNamed(name)}
	var missing []string
	for _, c := range r.clauses {
		a := attributeByName[c.attribute]
		if !a.constant() || a.name == scopeAttribute && known.tagged {
			c, ok := known.fillList(c)
			if !ok {
				missing = append(missing, c.listName())
			}
			s.clauses = append(s.clauses, c)
			continue
		}
		switch known.evaluate(c, a) {
		case no:
			s.never = true
		case unknown:
			missing = append(missing, a.name)
		}
	}
	switch {
	case slices.Contains(missing, scopeAttribute):
		s.skip = "scope not declared: tag networks and ports in a scope file, or supply the scope of all traffic"
	case len(missing) > 0:
		s.skip = "needs " + strings.Join(missing, ", ") + ", which neither the records nor the operator gave"
	}
	s.shape()
	return s
}

// shape settles what the step has to look at.
func (s *step) shape() {
	s.unit = len(s.proto.layers) > 0 && s.proto.name != "dataset" && s.proto.name != "tn3270"
	s.cert = s.proto.name == "x509"
	for _, c := range s.clauses {
		a := attributeByName[c.attribute]
		s.unit = s.unit || a.ofUnit()
		s.traffic = s.traffic || a.home == homeSession || timed(c.op) || a.name == scopeAttribute
		s.clear = s.clear || c.attribute == "protection"
	}
	s.traffic = s.traffic || !s.unit && !s.constant()
}

func timed(op string) bool { return op == "before_session" || op == "within_days" }

// constant reports whether nothing is left to look at but the database itself.
func (s *step) constant() bool { return len(s.clauses) == 0 && !s.unit }

// findBetter links each step to those whose clauses are a strict superset of
// its own, on the same attribute and the same kind of unit. A step that can be
// replaced per session is evaluated per session.
func findBetter(steps []*step) {
	byAttribute := map[string][]*step{}
	for _, s := range steps {
		byAttribute[s.rule.Attribute] = append(byAttribute[s.rule.Attribute], s)
	}
	for _, group := range byAttribute {
		for _, general := range group {
			for _, special := range group {
				if general.replacedBy(special) {
					general.better = append(general.better, special)
					general.traffic = general.traffic || special.traffic
				}
			}
		}
	}
}

func (s *step) replacedBy(o *step) bool {
	if s.unit != o.unit || s.cert != o.cert || len(o.rule.clauses) <= len(s.rule.clauses) || o.skip != "" || o.never {
		return false
	}
	for _, c := range s.rule.clauses {
		if !slices.ContainsFunc(o.rule.clauses, func(d clause) bool { return d.key() == c.key() }) {
			return false
		}
	}
	return true
}

// fillList puts the operator's list in place of its name.
func (k constants) fillList(c clause) (clause, bool) {
	name := c.listName()
	if name == "" {
		return c, true
	}
	text, ok := k.values[name]
	if !ok {
		return c, false
	}
	c.args = strings.Split(text, "|")
	return c, true
}

// evaluate compares a constant.
func (k constants) evaluate(c clause, a *attribute) truth {
	value, ok := k.values[a.name]
	switch {
	case k.untold[a.name]:
		return unknown
	case c.op == "present":
		return truthOf(ok)
	case c.op == "absent":
		return truthOf(!ok)
	case !ok:
		return unknown
	}
	switch c.op {
	case "eq", "in":
		return truthOf(slices.Contains(c.args, value))
	case "ne", "not_in":
		return truthOf(!slices.Contains(c.args, value))
	}
	order := compareConstant(a.kind, value, c.args[0])
	switch c.op {
	case "lt":
		return truthOf(order < 0)
	case "le":
		return truthOf(order <= 0)
	case "gt":
		return truthOf(order > 0)
	default: // ge; the parser admits nothing else here
		return truthOf(order >= 0)
	}
}

// compareConstant compares numbers as numbers; ISO dates sort as text.
func compareConstant(k kind, a, b string) int {
	if k == kindDay {
		return strings.Compare(a, b)
	}
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

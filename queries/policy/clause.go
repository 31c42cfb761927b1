package policy

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
)

// maxClauses and maxArgs bound a condition. The longest of ours has 3 clauses
// and 14 values; each becomes a bound value of one statement.
const (
	maxClauses = 16
	maxArgs    = 256
)

// A clause is one comparison of a rule's condition.
type clause struct {
	attribute string
	op        string
	args      []string
}

// An operator takes a number of values and applies to some kinds of attribute.
type operator struct {
	minArgs, maxArgs int
	kinds            []kind
}

var (
	scalarKinds  = []kind{kindText, kindNumber, kindDecimal, kindFlag, kindDay}
	orderedKinds = []kind{kindNumber, kindDecimal, kindDay}
	anyKind      = []kind{kindText, kindNumber, kindDecimal, kindFlag, kindMoment, kindDay, kindList}
)

var operators = map[string]operator{
	"eq":             {1, 1, scalarKinds},
	"ne":             {1, 1, scalarKinds},
	"in":             {1, maxArgs, []kind{kindText, kindNumber}},
	"not_in":         {1, maxArgs, []kind{kindText, kindNumber}},
	"lt":             {1, 1, orderedKinds},
	"le":             {1, 1, orderedKinds},
	"gt":             {1, 1, orderedKinds},
	"ge":             {1, 1, orderedKinds},
	"present":        {0, 0, anyKind},
	"absent":         {0, 0, anyKind},
	"unknown":        {0, 0, []kind{kindText}},
	"before_session": {0, 0, []kind{kindMoment}},
	"within_days":    {1, 1, []kind{kindMoment}},
}

// parseCondition reads "op values" for the rule's attribute and then, after
// each " ; ", "attribute op values". Values are separated by |.
func parseCondition(attr, condition string) ([]clause, error) {
	parts := strings.Split(condition, ";")
	if len(parts) > maxClauses {
		return nil, fmt.Errorf("condition: %d clauses, at most %d are taken", len(parts), maxClauses)
	}
	var out []clause
	for i, part := range parts {
		name, text := attr, strings.TrimSpace(part)
		if i > 0 {
			name, text, _ = strings.Cut(text, " ")
		}
		c, err := parseClause(name, text)
		if err != nil {
			return nil, fmt.Errorf("condition: clause %d: %w", i+1, err)
		}
		if slices.ContainsFunc(out, func(o clause) bool { return o.key() == c.key() }) {
			return nil, fmt.Errorf("condition: clause %d repeats an earlier one", i+1)
		}
		out = append(out, c)
	}
	return out, nil
}

func parseClause(name, text string) (clause, error) {
	a := attributeByName[name]
	if a == nil {
		return clause{}, fmt.Errorf("unknown attribute %q%s", name, near(name, attributeNames()))
	}
	op, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	c := clause{attribute: name, op: op}
	if rest = strings.TrimSpace(rest); rest != "" {
		c.args = strings.Split(rest, "|")
	}
	if a.spell != nil {
		for i, arg := range c.args {
			c.args[i] = a.spell(arg)
		}
	}
	o, ok := operators[op]
	switch {
	case !ok:
		return clause{},
			fmt.Errorf("%s: unknown operator %q; known are %s", name, op, strings.Join(sortedKeys(operators), " "))
	case len(c.args) < o.minArgs || len(c.args) > o.maxArgs:
		return clause{}, fmt.Errorf("%s %s: %d values, takes %d to %d", name, op, len(c.args), o.minArgs, o.maxArgs)
	case !slices.Contains(o.kinds, a.kind):
		return clause{}, fmt.Errorf("%s %s: the operator does not fit an attribute of this type", name, op)
	case op == "unknown" && name != "code_point":
		return clause{}, fmt.Errorf("%s unknown: only code_point can be unknown; write absent", name)
	}
	if err := c.checkArgs(a); err != nil {
		return clause{}, fmt.Errorf("%s %s: %w", name, op, err)
	}
	return c, nil
}

func (c clause) checkArgs(a *attribute) error {
	if c.op == "within_days" {
		return checkDays(c.args[0])
	}
	if c.listName() != "" {
		return nil
	}
	for i, arg := range c.args {
		if arg == "" || arg != strings.TrimSpace(arg) {
			return fmt.Errorf("value %d is empty or has blanks around it", i+1)
		}
		if slices.Contains(c.args[:i], arg) {
			return fmt.Errorf("value %q is listed twice", arg)
		}
		if _, err := parseValue(a.kind, arg); err != nil {
			return err
		}
		if len(a.values) > 0 && !slices.Contains(a.values, arg) {
			return fmt.Errorf("%q is not a value of %s; known are %s", arg, a.name, strings.Join(a.values, " "))
		}
	}
	return nil
}

func checkDays(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 36500 {
		return fmt.Errorf("%q is not a number of days from 1 to 36500", s)
	}
	return nil
}

// listName is the operator-supplied list that stands for the values, if any.
func (c clause) listName() string {
	if c.op != "in" && c.op != "not_in" || len(c.args) != 1 {
		return ""
	}
	if a := attributeByName[c.args[0]]; a != nil && a.kind == kindList {
		return a.name
	}
	return ""
}

// key identifies a clause, whatever the order of its values.
func (c clause) key() string {
	args := slices.Sorted(slices.Values(c.args))
	return c.attribute + " " + c.op + " " + strings.Join(args, "|")
}

// parseValue turns the text of a value into what SQL binds: string, int64,
// bool, or for decimals and days their checked text.
func parseValue(k kind, s string) (any, error) {
	switch k {
	case kindNumber:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number", s)
		}
		return n, nil
	case kindDecimal:
		if f, err := strconv.ParseFloat(s, 64); err != nil || f < 0 || f > 99999 || strings.ContainsAny(s, "eExXpP_") {
			return nil, fmt.Errorf("%q is not a decimal number", s)
		}
		return s, nil
	case kindFlag:
		if s != "true" && s != "false" {
			return nil, fmt.Errorf("%q is neither true nor false", s)
		}
		return s == "true", nil
	case kindDay:
		if _, err := parseDay(s); err != nil {
			return nil, err
		}
		return s, nil
	case kindText, kindList:
		return s, nil
	}
	return nil, errors.New("this attribute takes no values")
}

func parseDay(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a date like 2026-01-31", s)
	}
	return t, nil
}

func near(word string, known []string) string {
	if n := queries.Nearest(word, known); n != "" {
		return fmt.Sprintf("; did you mean %q?", n)
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

package queries

import (
	"database/sql"
	"fmt"
	"strconv"
	"time"
)

func checkInt(bits int) func(string) error {
	return func(s string) error {
		if _, err := strconv.ParseInt(s, 10, bits); err != nil {
			return fmt.Errorf("%q is not a whole number of %d bits", s, bits)
		}
		return nil
	}
}

func checkFloat(s string) error {
	if _, err := strconv.ParseFloat(s, 64); err != nil {
		return fmt.Errorf("%q is not a number", s)
	}
	return nil
}

func checkBool(s string) error {
	if s != "true" && s != "false" {
		return fmt.Errorf("%q is neither true nor false", s)
	}
	return nil
}

func checkTime(layout string) func(string) error {
	return func(s string) error {
		if _, err := time.Parse(layout, s); err != nil {
			return fmt.Errorf("%q is not a date or time like %s", s, layout)
		}
		return nil
	}
}

// bindings are the checked values of one query's parameters, by name.
func (q *Query) bindings(given map[string]string) (map[string]string, error) {
	out := make(map[string]string, len(q.Params))
	names := make([]string, len(q.Params))
	for i, p := range q.Params {
		names[i] = p.Name
		value, ok := given[p.Name]
		if !ok {
			value = p.Default
		}
		if err := paramTypes[p.Type](value); err != nil {
			return nil, fmt.Errorf("query %s: parameter %s: %w", q.ID, p.Name, err)
		}
		out[p.Name] = value
	}
	for _, name := range sortedKeys(given) {
		if _, ok := out[name]; !ok {
			return nil, fmt.Errorf("query %s: no parameter %q%s", q.ID, name, suggest(name, names))
		}
	}
	return out, nil
}

// prepare returns the statement with its casts, and the arguments it needs.
// Every argument carries a name that occurs in the statement: the driver falls
// back to the position for a name it cannot match.
func (q *Query) prepare(statement string, values map[string]string) (string, []any) {
	types := make(map[string]string, len(q.Params))
	for _, p := range q.Params {
		types[p.Name] = p.Type
	}
	text, used := castParams(statement, types)
	args := make([]any, len(used))
	for i, name := range used {
		args[i] = sql.Named(name, values[name])
	}
	return text, args
}

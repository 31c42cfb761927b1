package queries

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
)

// Where returns the conditions of the scope over a relation with these columns, for a statement that is to keep to the
// scope without the views being made anew (see InstallScope). Addresses are those that the relation may hold; networks
// are matched against them here, because the engine knows addresses as text only. Of the scope's times only the days
// count, by the column day. A part that no column can tell is an error.
func (s *Scope) Where(columns, addresses []string) ([]string, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	var out []string
	for _, p := range scopeParts {
		values := p.values(s)
		if len(values) == 0 {
			continue
		}
		if column, isAddress := addressColumns[p.name]; isAddress && slices.Contains(columns, column) {
			found, err := within(values, addresses)
			if err != nil {
				return nil, err
			}
			out = append(out, column+" IN ("+literals(found)+")")
			continue
		}
		condition, ok := p.condition(values, columns)
		if !ok {
			return nil, fmt.Errorf("this list cannot be limited by %s", p.name)
		}
		out = append(out, condition)
	}
	if days := s.days(); len(days) > 0 {
		if !slices.Contains(columns, "day") {
			return nil, fmt.Errorf("this list cannot be limited by time")
		}
		out = append(out, days...)
	}
	return out, nil
}

// addressColumns are the columns of the parts that are addresses or networks.
var addressColumns = map[string]string{"server": "server_addr", "client": "client_addr"}

// literals lists texts for IN; no text at all is a list that nothing is in.
func literals(texts []string) string {
	if len(texts) == 0 {
		return "NULL"
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = sqltext.Literal(t)
	}
	return strings.Join(out, ", ")
}

func (s *Scope) days() (out []string) {
	day := func(t time.Time) string { return "DATE " + sqltext.Literal(t.Format(time.DateOnly)) }
	if !s.Since.IsZero() {
		out = append(out, "day >= "+day(s.Since))
	}
	if !s.Until.IsZero() {
		out = append(out, "day < "+day(s.Until))
	}
	return out
}

package queries

import (
	"fmt"
	"net/netip"
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
		condition, ok := p.whereIn(values, columns, addresses)
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

// whereIn is the condition of one part, by the first set of columns that the relation has.
func (p *scopePart) whereIn(values, columns, addresses []string) (string, bool) {
	if column, isAddress := addressColumns[p.name]; isAddress && slices.Contains(columns, column) {
		return column + " IN (" + literals(within(values, addresses)) + ")", true
	}
	for _, over := range p.over {
		if !hasAll(columns, over.need) {
			continue
		}
		terms := make([]string, len(values))
		for i, value := range values {
			terms[i] = over.where(value)
		}
		slices.Sort(terms)
		return "(" + strings.Join(slices.Compact(terms), " OR ") + ")", true
	}
	return "", false
}

// addressColumns are the columns of the parts that are addresses or networks.
var addressColumns = map[string]string{"server": "server_addr", "client": "client_addr"}

// within are the addresses that lie in one of the networks, which have been checked.
func within(networks, addresses []string) []string {
	var prefixes []netip.Prefix
	for _, n := range networks {
		if p, err := network(n); err == nil {
			prefixes = append(prefixes, p)
		}
	}
	var out []string
	for _, a := range addresses {
		addr, err := netip.ParseAddr(a)
		if err != nil {
			continue
		}
		if slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Contains(addr.Unmap()) }) {
			out = append(out, a)
		}
	}
	return out
}

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

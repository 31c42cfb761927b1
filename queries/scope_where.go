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
// scope without the views being made anew (see InstallScope). Of the scope's times only the days count, by the column
// day. A part that no column can tell is an error.
func (s *Scope) Where(columns []string) ([]string, error) {
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
			condition, err := within(column, values)
			if err != nil {
				return nil, err
			}
			out = append(out, condition)
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

// within is the condition that a column holds an address in one of the networks. It is as short for a network of
// millions of addresses as for a small one: the engine compares by address_key of the views.
func within(column string, networks []string) (string, error) {
	terms := make([]string, len(networks))
	for i, text := range networks {
		p, err := network(text)
		if err != nil {
			return "", err
		}
		terms[i] = inNetwork(column, p)
	}
	slices.Sort(terms)
	return "(" + strings.Join(slices.Compact(terms), " OR ") + ")", nil
}

func inNetwork(column string, p netip.Prefix) string {
	text, mapped := sqltext.Literal(p.Addr().String()), ""
	if p.Addr().Is4() {
		mapped = ", " + sqltext.Literal("::ffff:"+p.Addr().String())
	}
	if p.IsSingleIP() {
		return column + " IN (" + text + mapped + ")"
	}
	first := p.Masked().Addr().As16()
	last := first
	for bit := 128 - (p.Addr().BitLen() - p.Bits()); bit < 128; bit++ {
		last[bit/8] |= 0x80 >> (bit % 8)
	}
	out := fmt.Sprintf("address_key(%s) BETWEEN '%x' AND '%x'", column, first, last)
	if mapped == "" { // an IPv6 network holds no IPv4 address, although those lie among its keys
		out = "(NOT contains(" + column + ", '.') AND " + out + ")"
	}
	return out
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

package browse

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
)

// pageRows is how many rows a page of a list has.
const pageRows = 100

// A state is what the address of a list says: filters, columns, order and page. A bookmark keeps it whole.
type state struct {
	list       *list
	filters    []filter
	columns    []string // chosen columns; none: those of the list
	sort       string
	descending bool
	limit      int64   // at most so many rows, of those that come first; 0: all
	place      *cursor // where the page begins or ends; nil: it begins with the first row
}

// A filter is one value of one parameter.
type filter struct{ Name, Value string }

// scopeFilters are the parameters that say whose traffic, in the order of the form.
var scopeFilters = []struct {
	name, title, help string
	to                func(*queries.Scope) *[]string
}{
	{"sysplex", "Sysplex", "a name; * and ? stand for any text", func(s *queries.Scope) *[]string { return &s.Sysplexes }},
	{"system", "System", "a name; * and ? stand for any text", func(s *queries.Scope) *[]string { return &s.Systems }},
	{"stack", "Stack", "a name; * and ? stand for any text", func(s *queries.Scope) *[]string { return &s.Stacks }},
	{"job", "Job", "a name; * and ? stand for any text", func(s *queries.Scope) *[]string { return &s.Jobs }},
	{"user", "User", "a name; * and ? stand for any text", func(s *queries.Scope) *[]string { return &s.Users }},
	{"server", "Server", "an address, or a network like 10.1.0.0/16",
		func(s *queries.Scope) *[]string { return &s.Servers }},
	{"client", "Client", "an address, or a network like 10.1.0.0/16",
		func(s *queries.Scope) *[]string { return &s.Clients }},
	{"port", "Port", "a port, or a range like 5000-5999", func(s *queries.Scope) *[]string { return &s.Ports }},
	{"role", "This system is", "server, client or peer", func(s *queries.Scope) *[]string { return &s.Roles }},
	{"protocol", "Protection", "none, tls, ssh or ipsec", func(s *queries.Scope) *[]string { return &s.Protocols }},
}

// Parameters beside the filters.
const (
	paramSort   = "sort"
	paramAfter  = "after"  // a place
	paramBefore = "before" // a place
	paramNone   = "none"   // the name of a filter that the record says nothing for
	paramColumn = "column"
	paramFormat = "format"
	paramLimit  = "limit"
	paramFrom   = "from"    // a day
	paramUntil  = "until"   // a day, included
	paramAlone  = "session" // one session
)

// parseState reads the parameters of a list. A parameter that is not known is an error: a filter that were overlooked
// would show more than was asked for.
func parseState(l *list, params url.Values) (*state, error) {
	s := &state{list: l}
	if err := s.setSort(l.sort); err != nil {
		return nil, err
	}
	for _, name := range sortedNames(params) {
		for _, value := range params[name] {
			if err := s.set(name, value); err != nil {
				return nil, err
			}
		}
	}
	return s, s.setPlace(params)
}

// setPlace reads where the page begins, once it is known by what the rows are sorted.
func (s *state) setPlace(params url.Values) (err error) {
	places := append(slices.Clone(params[paramAfter]), params[paramBefore]...)
	switch {
	case len(places) > 1:
		return fmt.Errorf("%s and %s go with one place only", paramAfter, paramBefore)
	case len(places) == 1 && places[0] != "":
		s.place, err = parseCursor(places[0], params.Has(paramBefore), len(s.terms()))
	}
	return err
}

// terms are what the rows are sorted by.
func (s *state) terms() []term { return s.list.terms(s.sort, s.descending) }

func sortedNames(params url.Values) []string {
	names := make([]string, 0, len(params))
	for name := range params {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (s *state) set(name, value string) error {
	switch {
	case value == "" || name == paramFormat || name == paramAfter || name == paramBefore:
		return nil // an empty field of the form, or what others read
	case name == paramSort:
		return s.setSort(value)
	case name == paramLimit:
		return s.setLimit(value)
	case name == paramColumn:
		if s.list.column(value) == nil {
			return s.list.noColumn(value)
		}
		s.columns = append(s.columns, value)
	case isFilter(name):
		if s.list.filters == nil {
			return fmt.Errorf("this list takes no filters; %s was given", name)
		}
		s.filters = append(s.filters, filter{name, value})
	default:
		return fmt.Errorf("parameter %q is not known%s", name, didYouMean(name, filterNames()))
	}
	return nil
}

func didYouMean(name string, known []string) string {
	if near := queries.Nearest(name, known); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// filterNames are the parameters that limit a list.
func filterNames() []string {
	out := []string{paramFrom, paramUntil, paramAlone, paramNone, paramSort, paramColumn, paramLimit}
	for _, f := range scopeFilters {
		out = append(out, f.name)
	}
	for _, f := range queries.SecurityFilters() {
		out = append(out, f.Name)
	}
	return out
}

// maxLimit bounds the number of rows that can be asked for: more than any list has.
const maxLimit = 1 << 40

func (s *state) setLimit(value string) error {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 1 || n > maxLimit {
		return fmt.Errorf("limit %q: a whole number from 1 on", value)
	}
	s.limit = n
	return nil
}

func (s *state) setSort(value string) error {
	name, descending := strings.CutPrefix(value, "-")
	if s.list.column(name) == nil {
		return s.list.noColumn(name)
	}
	s.sort, s.descending = name, descending
	return nil
}

func isFilter(name string) bool {
	if name == paramFrom || name == paramUntil || name == paramAlone || name == paramNone {
		return true
	}
	for _, f := range scopeFilters {
		if f.name == name {
			return true
		}
	}
	return securityFilter(name) != nil
}

func securityFilter(name string) *queries.SecurityFilter {
	filters := queries.SecurityFilters()
	for i := range filters {
		if filters[i].Name == name {
			return &filters[i]
		}
	}
	return nil
}

// scope is what the filters say of whose traffic and when.
func (s *state) scope() (*queries.Scope, error) {
	out := &queries.Scope{}
	for _, f := range s.filters {
		for _, known := range scopeFilters {
			if known.name == f.Name {
				list := known.to(out)
				*list = append(*list, f.Value)
			}
		}
		if f.Name != paramFrom && f.Name != paramUntil {
			continue
		}
		day, err := time.Parse(time.DateOnly, f.Value)
		if err != nil {
			return nil, fmt.Errorf("%s %q: write a day as 2026-10-01", f.Name, f.Value)
		}
		if f.Name == paramFrom {
			out.Since = day
		} else {
			out.Until = day.AddDate(0, 0, 1)
		}
	}
	return out, nil
}

// conditions are the filters as SQL over the relation of the list.
func (s *state) conditions() ([]string, error) {
	scope, err := s.scope()
	if err != nil {
		return nil, err
	}
	out, err := scope.Where(s.list.filters)
	if err != nil {
		return nil, err
	}
	security := map[string][]string{}
	for _, f := range s.filters {
		condition, err := s.condition(f)
		if err != nil {
			return nil, err
		}
		if condition != "" {
			security[f.Name] = append(security[f.Name], condition)
		}
	}
	for _, name := range sortedNames(security) {
		operator := " OR "
		if name == paramNone {
			operator = " AND "
		}
		out = append(out, "("+strings.Join(security[name], operator)+")")
	}
	return out, nil
}

// condition is the SQL of a filter that the scope does not know.
func (s *state) condition(f filter) (string, error) {
	if f.Name == paramNone {
		return s.list.without(f.Value)
	}
	if f.Name == paramAlone {
		n, err := strconv.ParseInt(f.Value, 10, 64)
		if err != nil {
			return "", fmt.Errorf("session %q: a whole number", f.Value)
		}
		return "session_no = " + strconv.FormatInt(n, 10), nil
	}
	if security := securityFilter(f.Name); security != nil {
		return security.Condition(f.Value)
	}
	return "", nil
}

// values are the parameters of the state, for links and forms.
func (s *state) values() url.Values {
	v := url.Values{}
	for _, f := range s.filters {
		v.Add(f.Name, f.Value)
	}
	for _, c := range s.columns {
		v.Add(paramColumn, c)
	}
	if sort := s.sortValue(); sort != s.list.sort {
		v.Set(paramSort, sort)
	}
	if s.limit > 0 {
		v.Set(paramLimit, strconv.FormatInt(s.limit, 10))
	}
	if s.place != nil {
		v.Set(s.place.param(), s.place.String())
	}
	return v
}

func (s *state) sortValue() string {
	if s.descending {
		return "-" + s.sort
	}
	return s.sort
}

// statement is the SQL of all rows of the list under the conditions, in its order: the columns shown, and nothing else.
func (s *state) statement(conditions []string) string {
	names := make([]string, 0, len(s.list.columns))
	for _, c := range s.shown() {
		names = append(names, c.name)
	}
	return "SELECT " + strings.Join(names, ", ") + "\n" + s.ordered(conditions)
}

func (s *state) ordered(conditions []string) string {
	text := s.list.ordered(s.list.statement(s.shown(), conditions), s.sort, s.descending)
	if s.limit > 0 {
		text += "\nLIMIT " + strconv.FormatInt(s.limit, 10)
	}
	return text
}

// rows is the SQL of the same rows with their keys, in no order.
func (s *state) rows(conditions []string) string {
	if s.limit > 0 {
		return s.ordered(conditions)
	}
	return s.list.statement(s.shown(), conditions)
}

// link is the address of a list under these parameters.
func link(id string, v url.Values) string {
	if len(v) == 0 {
		return "/" + id
	}
	return "/" + id + "?" + v.Encode()
}

// without is the address of the list without one filter.
func (s *state) without(gone filter) string {
	t := *s
	t.place = nil
	t.filters = slices.DeleteFunc(slices.Clone(s.filters), func(f filter) bool { return f == gone })
	return link(s.list.id, t.values())
}

// withoutLimit is the address of the list with all its rows.
func (s *state) withoutLimit() string {
	t := *s
	t.place, t.limit = nil, 0
	return link(s.list.id, t.values())
}

// sorted is the address of the list sorted by a column: first as that column is best read, then the other way.
func (s *state) sorted(c column) string {
	t := *s
	t.place = nil
	t.descending = c.kind == isCount || c.kind == isBytes || c.kind == isTime
	if s.sort == c.name {
		t.descending = !s.descending
	}
	t.sort = c.name
	return link(s.list.id, t.values())
}

// page is the address of the page at a place; nil is the first.
func (s *state) page(at *cursor) string {
	t := *s
	t.place = at
	return link(s.list.id, t.values())
}

// shown are the columns of the page: those chosen, and the one it is sorted by.
func (s *state) shown() []column {
	cols := s.list.shown(s.columns)
	if !slices.ContainsFunc(cols, func(c column) bool { return c.name == s.sort }) {
		cols = append(cols, *s.list.column(s.sort))
	}
	return cols
}

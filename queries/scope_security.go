package queries

import (
	"fmt"
	"slices"
	"strings"
)

// A SecurityChoice is a value of a SecurityFilter. Values of one filter are alternatives, different
// filters hold together.
type SecurityChoice struct{ Filter, Value string }

// condition is the condition on suites that a choice makes.
func (c SecurityChoice) condition() (string, error) {
	i := slices.IndexFunc(securityFilters, func(f SecurityFilter) bool { return f.Name == c.Filter })
	if i < 0 {
		return "", fmt.Errorf("no filter %q%s", c.Filter, suggest(c.Filter, filterNames()))
	}
	return securityFilters[i].Condition(c.Value)
}

func filterNames() []string {
	names := make([]string, len(securityFilters))
	for i, f := range securityFilters {
		names[i] = f.Name
	}
	return names
}

// scopeSuites is the table of the suites that a scope chooses.
const scopeSuites = "scope_suite"

// securityPart limits sessions to the suites chosen. Relations on suites alone keep all of theirs:
// what no session in scope uses is joined with nothing.
var securityPart = scopePart{"security", (*Scope).securityNames, func(string) error { return nil }, []scopeColumns{
	{[]string{"suite_id", "server_addr"},
		func(string) string { return "suite_id IN (SELECT suite_id FROM " + scopeSuites + ")" }},
}}

// securityNames are the filters in use, each once.
func (s *Scope) securityNames() []string {
	var names []string
	for _, c := range s.Security {
		if !slices.Contains(names, c.Filter) {
			names = append(names, c.Filter)
		}
	}
	return names
}

func (s *Scope) securityValues(filter string) []string {
	var values []string
	for _, c := range s.Security {
		if c.Filter == filter {
			values = append(values, c.Value)
		}
	}
	return values
}

// suites lists the suites of the file that the scope chooses, before anything is limited.
func (i *scopeInstall) suites() error {
	if len(i.scope.Security) == 0 {
		return nil
	}
	var all []string
	for _, name := range i.scope.securityNames() {
		var any []string
		for _, value := range i.scope.securityValues(name) {
			condition, err := SecurityChoice{name, value}.condition()
			if err != nil {
				return err
			}
			any = append(any, condition)
		}
		all = append(all, "("+strings.Join(any, " OR ")+")")
	}
	return i.exec("CREATE OR REPLACE TEMP TABLE " + scopeSuites + " AS SELECT DISTINCT suite_id FROM suite WHERE " +
		strings.Join(all, " AND "))
}

package browse

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/plain"
)

// A Saved is a list under a name of its own: which, with what filters, columns and order, and how many of its rows. The
// page of the list and the command line make the same statement of it.
type Saved struct {
	Name, Note string
	List       string     // id of the list: servers, clients …
	Params     url.Values // as in the address of the list: filters, column, sort, limit
}

// state reads the query as the address of its list would be read.
func (q *Saved) state() (*state, error) {
	i := slices.IndexFunc(lists, func(l *list) bool { return l.id == q.List })
	if i < 0 {
		return nil, fmt.Errorf("list %q is not known; there are %s", q.List, strings.Join(listIDs(), ", "))
	}
	for _, name := range []string{paramAfter, paramBefore, paramFormat} {
		if q.Params.Has(name) {
			return nil, fmt.Errorf("%s is of addresses only; a saved query begins at the first row", name)
		}
	}
	return parseState(lists[i], q.Params)
}

func listIDs() []string {
	var out []string
	for _, l := range lists {
		out = append(out, l.id)
	}
	return out
}

// Statement returns the SQL of all rows of the query, in its order. The error says what in the query cannot be meant.
func (q *Saved) Statement() (string, error) {
	st, err := q.state()
	if err != nil {
		return "", err
	}
	conditions, err := st.conditions()
	if err != nil {
		return "", err
	}
	return st.statement(conditions), nil
}

// A savedLink is a saved query on the first page.
type savedLink struct{ Name, Note, List, Link string }

// savedLinks are the saved queries, or why they cannot be read.
func (s *Server) savedLinks() (out []savedLink, failure string) {
	if s.opt.Saved == nil {
		return nil, ""
	}
	saved, err := s.opt.Saved()
	if err != nil {
		return nil, plain.Text(err.Error())
	}
	for _, q := range saved {
		st, err := q.state()
		if err != nil {
			return nil, plain.Text(q.Name + ": " + err.Error())
		}
		out = append(out, savedLink{plain.Text(q.Name), plain.Text(q.Note), st.list.title, link(q.List, st.values())})
	}
	return out, ""
}

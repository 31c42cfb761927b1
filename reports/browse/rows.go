package browse

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A listView is a page of a list, ready for the template.
type listView struct {
	*state
	Heads                    []head
	Rows                     []row
	Total                    int64
	From, To                 int64
	Earlier                  string // address of the page before; "" for none
	Later                    string
	Chips                    []chip
	Scope                    []field
	Security                 []fieldGroup
	Chooser                  []columnGroup
	WithFilters, WithColumns []hiddenField // what the forms keep beside their fields
	SQL                      string
	Command                  string
	Files                    []fileLink
	Took                     string
}

type head struct {
	Title, Link, Sort string // Sort is what aria-sort says
	Numeric           bool
}

type row struct {
	Cells []cell
	Next  string // address of what the row leads to; "" for nothing
}

type cell struct {
	Text  string
	Class string // num, time or nothing
}

type chip struct{ Title, Value, Without string }

// A field is one input of a form. Known are values that the database holds, to choose from.
type field struct {
	Name, Title, Help, Value, Type string
	Known                          []string
}

type fieldGroup struct {
	Title  string
	Fields []field
}

type columnGroup struct {
	Title   string
	Columns []choice
}

type choice struct {
	Name, Title string
	Chosen      bool
}

type hiddenField struct{ Name, Value string }

type fileLink struct{ Title, Link string }

// ID and Next are of the list, for the template.
func (v *listView) List() *list       { return v.list }
func (v *listView) NextTitle() string { return v.list.nextTitle }

// list is the page of a list, or its rows as a file.
func (s *Server) list(l *list) func(*http.Request) (answer, error) {
	return func(r *http.Request) (answer, error) {
		params := r.URL.Query()
		st, err := parseState(l, params)
		if err != nil {
			return nil, bad(err)
		}
		conditions, err := s.conditions(st)
		if err != nil {
			return nil, err
		}
		if format := params.Get(paramFormat); format != "" {
			return s.file(st, conditions, format)
		}
		v := &listView{state: st}
		if err := s.fill(r.Context(), v, conditions); err != nil {
			return nil, err
		}
		return rendered{"list", l.title, l.id, v}, nil
	}
}

func (s *Server) conditions(st *state) ([]string, error) {
	if len(st.filters) == 0 {
		return nil, nil
	}
	addresses, err := s.addresses()
	if err != nil {
		return nil, err
	}
	conditions, err := st.conditions(addresses)
	return conditions, bad(err)
}

// fill reads the rows of the page and makes what stands around them.
func (s *Server) fill(ctx context.Context, v *listView, conditions []string) error {
	begun := time.Now()
	cols := v.shown()
	inner := v.list.statement(cols, conditions)
	v.SQL = inner + "\nORDER BY " + v.list.order(v.sort, v.descending)
	v.Command = s.opt.Commands.SQL(v.SQL)
	text := fmt.Sprintf("SELECT *, count(*) OVER () AS rows_in_all FROM (\n%s\n) ORDER BY %s LIMIT %d OFFSET %d", inner,
		v.list.order(v.sort, v.descending), pageRows, v.first)
	found, err := s.query(ctx, text)
	if err != nil {
		return err
	}
	selected := v.list.selected(cols)
	for _, values := range found {
		v.Total, _ = tables.Int(values[len(values)-1])
		v.Rows = append(v.Rows, v.row(cols, selected, values))
	}
	known, err := s.known()
	if err != nil {
		return err
	}
	v.around(cols, known)
	v.Took = wording.Number(time.Since(begun).Milliseconds()) + "\u202fms"
	return nil
}

// query reads all rows of a statement that ends with a limit.
func (s *Server) query(ctx context.Context, text string, args ...any) ([][]any, error) {
	rows, err := s.db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	_, each, err := tables.SQLRows(rows)
	if err != nil {
		return nil, err
	}
	var out [][]any
	for values, err := range each {
		if err != nil {
			return nil, err
		}
		out = append(out, slices.Clone(values))
	}
	return out, nil
}

func (v *listView) row(cols, selected []column, values []any) row {
	out := row{Next: v.next(selected, values)}
	for i, c := range cols {
		out.Cells = append(out.Cells, c.cell(values[i]))
	}
	return out
}

// next is where a row leads: the next list, limited to what the row is about and to the filters there are. Columns that
// are empty limit nothing.
func (v *listView) next(selected []column, values []any) string {
	if v.list.next == "" {
		return ""
	}
	params := url.Values{}
	if v.list.next != sessionPage {
		for _, f := range v.filters {
			params.Add(f.Name, f.Value)
		}
	}
	limited := false
	for i, c := range selected {
		if text := tables.Text(values[i], tables.Column{Name: c.name}); c.leads(v.list.next) && text != "" {
			params.Set(c.key, text)
			limited = true
		}
	}
	if !limited {
		return ""
	}
	return link(v.list.next, params)
}

// sessionPage is where a row of the list of sessions leads: to no list, but to all that is known of the one session.
const sessionPage = "session"

// leads reports whether a column limits the next page.
func (c column) leads(next string) bool {
	return c.key != "" && (next != sessionPage || c.key == paramAlone)
}

// cell shows a value of a list: text made visible, numbers grouped, sizes as people read them.
func (c column) cell(value any) cell {
	n, isInt := tables.Int(value)
	switch {
	case isInt && c.kind == isCount:
		return cell{wording.Number(n), "num"}
	case isInt && c.kind == isBytes:
		return cell{wording.Size(n), "num"}
	case c.Numeric():
		return cell{valueCell(c.name, value).Text, "num"}
	}
	return valueCell(c.name, value)
}

// mostText bounds a text in a cell; a file has all of it.
const mostText = 300

// valueCell shows a value of any column: times to the second, text made visible, nothing for NULL.
func valueCell(name string, value any) cell {
	switch v := value.(type) {
	case nil:
		return cell{}
	case time.Time:
		return cell{v.Format(time.DateTime), "time"}
	}
	out := cell{Text: plain.Text(wording.Clip(tables.Text(value, tables.Column{Name: name}), mostText))}
	if tables.IsNumber(value) {
		out.Class = "num"
	}
	return out
}

// around fills in the heads, the pages before and after, and the forms.
func (v *listView) around(cols []column, known map[string][]string) {
	if len(v.Rows) > 0 {
		v.From, v.To = int64(v.first)+1, int64(v.first+len(v.Rows))
	}
	if v.first > 0 {
		v.Earlier = v.page(max(0, v.first-pageRows))
	}
	if v.To < v.Total {
		v.Later = v.page(v.first + pageRows)
	}
	for _, c := range cols {
		h := head{Title: c.title, Link: v.sorted(c), Numeric: c.Numeric(), Sort: "none"}
		if c.name == v.sort {
			h.Sort = map[bool]string{true: "descending", false: "ascending"}[v.descending]
		}
		v.Heads = append(v.Heads, h)
	}
	v.chips()
	v.forms(cols, known)
	whole := *v.state
	whole.first = 0
	v.Files = fileLinks(v.list.id, whole.values())
}

func (v *listView) chips() {
	for _, f := range v.filters {
		v.Chips = append(v.Chips, chip{filterTitle(f.Name), plain.Text(f.Value), v.without(f)})
	}
}

func filterTitle(name string) string {
	switch name {
	case paramFrom:
		return "From"
	case paramUntil:
		return "Until"
	case paramAlone:
		return "Session"
	}
	for _, f := range scopeFilters {
		if f.name == name {
			return f.title
		}
	}
	return securityFilter(name).Title
}

// forms are the fields of the filters and the boxes of the columns. A field shows the first value of its filter.
func (v *listView) forms(cols []column, known map[string][]string) {
	if v.list.filters != nil {
		for _, f := range scopeFilters {
			v.Scope = append(v.Scope, field{f.name, f.title, f.help, v.value(f.name), "text", nil})
		}
		v.Scope = append(v.Scope, field{paramFrom, "From", "a day", v.value(paramFrom), "date", nil},
			field{paramUntil, "Until", "a day, included", v.value(paramUntil), "date", nil})
	}
	if slices.Contains(v.list.filters, "suite_id") {
		v.Security = v.securityFields(known)
	}
	for _, c := range v.list.columns {
		chosen := slices.ContainsFunc(cols, func(o column) bool { return o.name == c.name })
		g := v.group(c.group)
		g.Columns = append(g.Columns, choice{c.name, c.title, chosen})
	}
	for _, name := range sortedNames(v.values()) {
		for _, value := range v.values()[name] {
			v.keep(hiddenField{name, value})
		}
	}
}

// group is the group of columns with a title, made if there is none yet.
func (v *listView) group(title string) *columnGroup {
	i := slices.IndexFunc(v.Chooser, func(g columnGroup) bool { return g.Title == title })
	if i < 0 {
		v.Chooser = append(v.Chooser, columnGroup{Title: title})
		i = len(v.Chooser) - 1
	}
	return &v.Chooser[i]
}

// keep puts a parameter into the forms that do not have a field for it; both begin again with the first page. The one
// session of a list has no field and stays in both.
func (v *listView) keep(h hiddenField) {
	if h.Name == paramFirst {
		return
	}
	if !isFilter(h.Name) || h.Name == paramAlone {
		v.WithFilters = append(v.WithFilters, h)
	}
	if h.Name != paramColumn {
		v.WithColumns = append(v.WithColumns, h)
	}
}

// securityFields are the fields of what protects a session, by group; known are the values there are.
func (v *listView) securityFields(known map[string][]string) []fieldGroup {
	var out []fieldGroup
	for _, f := range queries.SecurityFilters() {
		n := len(out)
		if n == 0 || out[n-1].Title != f.Group {
			out = append(out, fieldGroup{Title: f.Group})
			n++
		}
		out[n-1].Fields = append(out[n-1].Fields,
			field{f.Name, f.Title, f.Help, v.value(f.Name), "text", known[f.Name]})
	}
	return out
}

// value is the first value of a filter.
func (v *listView) value(name string) string {
	for _, f := range v.filters {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

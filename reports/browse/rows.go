package browse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A listView is a page of a list, ready for the template.
type listView struct {
	*state
	conditions               []string
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
	Command                  []shellLine
	Save                     string // the line that saves the list under a name
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
	Class string // num, time, long or nothing
	Link  string // address of what the text names; "" for none

	Badge, Mark string // class and word of a badge before the text
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

// Limit is the number of rows asked for, for the form; "" for all.
func (v *listView) Limit() string {
	if v.limit == 0 {
		return ""
	}
	return strconv.FormatInt(v.limit, 10)
}

// whole are the parameters of the list from its first row on.
func (s *state) whole() url.Values {
	t := *s
	t.place = nil
	return t.values()
}

// list is the page of a list, or its rows as a file.
func (s *Server) list(l *list) func(*http.Request) (answer, error) {
	return func(r *http.Request) (answer, error) {
		params := r.URL.Query()
		st, err := parseState(l, params)
		if err != nil {
			return nil, bad(err)
		}
		conditions, err := st.conditions()
		if err != nil {
			return nil, bad(err)
		}
		if format := params.Get(paramFormat); format != "" {
			return s.file(st, conditions, format)
		}
		v := &listView{state: st, conditions: conditions}
		if err := s.fill(r.Context(), v); err != nil {
			return nil, err
		}
		return rendered{"list", l.title, l.id, v}, nil
	}
}

// fill reads the rows of the page and makes what stands around them.
func (s *Server) fill(ctx context.Context, v *listView) error {
	begun := time.Now()
	cols := v.shown()
	v.SQL = v.statement(v.conditions)
	v.Command = command(s.opt.Commands.SQL(v.SQL)).lines()
	v.Save = s.opt.Commands.Save(v.list.id, v.whole())
	if err := s.readPage(ctx, v, v.rows(v.conditions)); err != nil {
		return err
	}
	known, err := s.knownValues(ctx)
	if err != nil {
		return err
	}
	v.around(cols, known)
	v.Took = wording.Number(time.Since(begun).Milliseconds()) + "\u202fms"
	return nil
}

// readPage reads the rows of the page, and how many there are in all unless that is known.
func (s *Server) readPage(ctx context.Context, v *listView, inner string) error {
	counted := fmt.Sprint(v.limit, " ", v.list.statement(nil, v.conditions))
	total, known := s.totals.of(counted)
	found, err := s.query(ctx, v.pageStatement(inner, known))
	if err != nil {
		return s.blame(ctx, v, inner, err)
	}
	if !known && len(found) > 0 {
		total, _ = tables.Int(found[0][len(found[0])-1])
		s.totals.set(counted, total)
	}
	v.Total = total
	v.paged(found, len(v.list.selected(v.shown())))
	return nil
}

// blame says whose fault it is that a page could not be read: of its address, if a value of its place is none of the
// column's type.
func (s *Server) blame(ctx context.Context, v *listView, inner string, err error) error {
	if v.place == nil || s.fits(ctx, v, inner) {
		return err
	}
	return bad(errors.New("this place is not one of this list; begin at the first row"))
}

// fits reports whether the values of the place are of the types of their columns, or that cannot be told.
func (s *Server) fits(ctx context.Context, v *listView, inner string) bool {
	terms := v.terms()
	rows, err := s.db.QueryContext(ctx, "SELECT "+expressions(terms)+" FROM (\n"+inner+"\n) LIMIT 0")
	if err != nil {
		return true
	}
	defer rows.Close()
	cols, _, err := tables.SQLRows(rows)
	if err != nil {
		return true
	}
	for i, value := range v.place.values {
		if value == nil {
			continue
		}
		found, err := s.query(ctx, fmt.Sprintf("SELECT TRY_CAST(%s AS %s)", sqltext.Literal(*value), cols[i].Type))
		if err == nil && found[0][0] == nil {
			return false
		}
	}
	return true
}

// pageStatement is the statement of the page: the columns, the values of the order as text and, unless it is known, the
// number of rows in all. It asks for one row more than a page has, to see whether the page is the last.
func (v *listView) pageStatement(inner string, isCounted bool) string {
	terms := v.terms()
	texts := make([]string, len(terms))
	for i, t := range terms {
		texts[i] = "CAST(" + t.expr + " AS VARCHAR)"
	}
	count, where := ", (SELECT count(*) FROM list)", ""
	if isCounted {
		count = ""
	}
	if v.place != nil {
		where = "\nWHERE " + v.place.condition(terms)
	}
	return fmt.Sprintf("WITH list AS (\n%s\n)\nSELECT *, [%s]%s\nFROM list%s\nORDER BY %s LIMIT %d", inner,
		strings.Join(texts, ", "), count, where, orderOf(terms, v.isBackward()), pageRows+1)
}

func (v *listView) isBackward() bool { return v.place != nil && v.place.before }

// paged takes what was found for the page; the values of the order come behind so many columns.
func (v *listView) paged(found [][]any, width int) {
	hasMore := len(found) > pageRows
	found = found[:min(len(found), pageRows)]
	if v.isBackward() {
		slices.Reverse(found)
	}
	cols := v.shown()
	selected := v.list.selected(cols)
	for _, values := range found {
		v.Rows = append(v.Rows, v.row(cols, selected, values))
	}
	n := int64(len(found))
	if n == 0 {
		if v.place != nil {
			v.Earlier = v.page(nil)
		}
		return
	}
	v.count(n, hasMore)
	if v.place != nil && (!v.isBackward() || hasMore) {
		v.Earlier = v.page(cursorOf(found[0][width], true, v.From))
	}
	if v.isBackward() || hasMore {
		v.Later = v.page(cursorOf(found[n-1][width], false, v.To))
	}
}

// count says which rows of all the page has. The number in the address is only for show, so where the rows themselves
// tell that the page is the first or the last, they have the word.
func (v *listView) count(n int64, hasMore bool) {
	switch {
	case v.place == nil:
		v.From = 1
	case v.place.before && hasMore:
		v.From = v.place.row - n
	case v.place.before:
		v.From = 1
	case hasMore:
		v.From = v.place.row + 1
	default:
		v.From = v.Total - n + 1
	}
	v.From = max(1, min(v.From, v.Total-n+1))
	v.To = v.From + n - 1
}

// cursorOf is the place before or after a row, by its values in the order of the list.
func cursorOf(texts any, before bool, row int64) *cursor {
	list, _ := texts.([]any)
	p := &cursor{before: before, row: row, values: make([]*string, len(list))}
	for i, v := range list {
		if text, ok := v.(string); ok {
			p.values[i] = &text
		}
	}
	return p
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

// next is where a row leads: the next list, limited to what the row is about and to the filters there are. What the row
// says nothing of, the rows it leads to say nothing of either. A row of a list that has no such filter leads nowhere
// without a value.
func (v *listView) next(selected []column, values []any) string {
	if v.list.next == "" {
		return ""
	}
	params := url.Values{}
	if ownKeys[v.list.next] == nil {
		for _, f := range v.filters {
			params.Add(f.Name, f.Value)
		}
	}
	limited := false
	for i, c := range selected {
		text := tables.Text(values[i], tables.Column{Name: c.name})
		switch {
		case !c.leads(v.list.next):
		case text != "":
			params.Set(c.key, text)
			limited = true
		case columnOf(c.key) != "":
			params.Del(c.key)
			if !slices.Contains(params[paramNone], c.key) {
				params.Add(paramNone, c.key)
			}
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

// ownKeys are the parameters of pages that are no lists and take no filters.
var ownKeys = map[string][]string{sessionPage: {paramAlone}, pairPage: {paramLocal, paramRemote},
	recordPage: {paramInput}}

// leads reports whether a column limits the next page.
func (c column) leads(next string) bool {
	if keys := ownKeys[next]; keys != nil {
		return slices.Contains(keys, c.key)
	}
	return c.key != ""
}

// cell shows a value of a list: text made visible, numbers grouped, sizes as people read them.
func (c column) cell(value any) cell {
	n, isInt := tables.Int(value)
	switch {
	case isInt && c.kind == isCount:
		return cell{Text: wording.Number(n), Class: "num"}
	case isInt && c.kind == isBytes:
		return cell{Text: wording.Size(n), Class: "num"}
	case c.Numeric():
		return cell{Text: valueCell(c.name, value).Text, Class: "num"}
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
		return cell{Text: v.Format(time.DateTime), Class: "time"}
	}
	out := cell{Text: plain.Text(wording.Clip(tables.Text(value, tables.Column{Name: name}), mostText))}
	switch {
	case tables.IsNumber(value):
		out.Class = "num"
	case len(out.Text) > longText && strings.Contains(out.Text, " "):
		out.Class = "long"
	}
	return out
}

// longText is the length, in bytes, from which a text of several words gets a column of some width, lest it stands as a
// tower of single words.
const longText = 24

// around fills in the heads, the pages before and after, and the forms.
func (v *listView) around(cols []column, known map[string][]string) {
	for _, c := range cols {
		h := head{Title: c.title, Link: v.sorted(c), Numeric: c.Numeric(), Sort: "none"}
		if c.name == v.sort {
			h.Sort = map[bool]string{true: "descending", false: "ascending"}[v.descending]
		}
		v.Heads = append(v.Heads, h)
	}
	v.chips()
	v.forms(cols, known)
	v.Files = fileLinks(v.list.id, v.whole())
}

func (v *listView) chips() {
	for _, f := range v.filters {
		value := f.Value
		if f.Name == paramNone {
			value = filterTitle(f.Value)
		}
		v.Chips = append(v.Chips, chip{filterTitle(f.Name), plain.Text(value), v.without(f)})
	}
	if v.limit > 0 {
		v.Chips = append(v.Chips, chip{"First rows", wording.Number(v.limit), v.withoutLimit()})
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
	case paramNone:
		return "Without"
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
	if h.Name == paramAfter || h.Name == paramBefore {
		return
	}
	if !isFilter(h.Name) || h.Name == paramAlone || h.Name == paramNone {
		v.WithFilters = append(v.WithFilters, h)
	}
	if h.Name != paramColumn && h.Name != paramLimit {
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

package browse

import (
	"fmt"
	"net/http"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// mostFindings bounds the rows of a check or statement on a page; a file has all of them.
const mostFindings = 500

type checkArea struct {
	Name   string
	Checks []queries.Query
}

func (s *Server) checkList(*http.Request) (answer, error) {
	var areas []checkArea
	for _, q := range s.checks {
		if n := len(areas); n == 0 || areas[n-1].Name != q.Area {
			areas = append(areas, checkArea{Name: q.Area})
		}
		last := &areas[len(areas)-1]
		last.Checks = append(last.Checks, q)
	}
	return rendered{"checks", "Checks", "checks", areas}, nil
}

// A checkView is a check with its parameters and, once it was run, its outcome.
type checkView struct {
	*queries.Query
	Params     []field
	Status     string
	Total      string
	Population string
	Shown      int
	Table      part
	Files      []fileLink
	Command    []shellLine
}

// check runs a check with the parameters of the address.
func (s *Server) check(r *http.Request) (answer, error) {
	q, err := queries.Get(s.checks, r.PathValue("id"))
	if err != nil {
		return nil, problem{http.StatusNotFound, err}
	}
	params := map[string]string{}
	for name, values := range r.URL.Query() {
		if name != paramFormat {
			params[name] = values[0]
		}
	}
	out, err := queries.Run(r.Context(), s.db, []queries.Query{*q}, queries.RunOptions{
		Params: map[string]map[string]string{q.ID: params}, Limit: limitFor(r)})
	switch {
	case err != nil && r.Context().Err() == nil:
		return nil, bad(err)
	case err != nil:
		return nil, err
	case out[0].Status == queries.Error:
		return nil, out[0].Err
	}
	if format := r.URL.Query().Get(paramFormat); format != "" {
		return newOutcomeFile(&out[0], format)
	}
	return rendered{"check", q.Title, "checks", s.checkView(r, &out[0])}, nil
}

// limitFor bounds the rows of a page; a file has all.
func limitFor(r *http.Request) int {
	if r.URL.Query().Has(paramFormat) {
		return 0
	}
	return mostFindings
}

func (s *Server) checkView(r *http.Request, o *queries.Outcome) *checkView {
	v := &checkView{Query: o.Query, Status: o.Status.String(), Total: wording.Count(o.Total, "row"),
		Population: wording.Number(o.Population), Shown: len(o.Rows)}
	changed := map[string]string{}
	for _, p := range o.Query.Params {
		v.Params = append(v.Params, field{p.Name, wording.Attribute(p.Name), p.Doc, o.Params[p.Name], "text", nil})
		if o.Params[p.Name] != p.Default {
			changed[p.Name] = o.Params[p.Name]
		}
	}
	v.Command = command(s.opt.Commands.Check(o.Query.ID, changed)).lines()
	cols := outcomeColumns(o)
	for _, row := range o.Rows {
		v.Table.add(false, cols, row)
	}
	v.Files = fileLinks("checks/"+o.Query.ID, r.URL.Query())
	return v
}

func outcomeColumns(o *queries.Outcome) []tables.Column {
	cols := make([]tables.Column, len(o.Columns))
	for i, name := range o.Columns {
		cols[i].Name = name
	}
	return cols
}

// An outcomeFile is all rows of a check as a file.
type outcomeFile struct {
	*queries.Outcome
	format string
}

func newOutcomeFile(o *queries.Outcome, format string) (answer, error) {
	if ext(format) == "" {
		return nil, bad(fmt.Errorf("format %q is not known", format))
	}
	return outcomeFile{o, format}, nil
}

func (f outcomeFile) write(_ *Server, w http.ResponseWriter, _ *http.Request) error {
	attach(w.Header(), f.Query.ID, f.format)
	rows := func(yield func([]any, error) bool) {
		for _, row := range f.Rows {
			if !yield(row, nil) {
				return
			}
		}
	}
	if err := tables.WriteRows(w, f.format, outcomeColumns(f.Outcome), rows); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

package browse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A sessionView is everything known of one security session.
type sessionView struct {
	Place [][]cell // names and values
	Parts []part
}

// A part is a table of the page of a session. Each has a heading to jump to.
type part struct {
	ID, Title, Empty string
	Heads            []string
	Rows             [][]cell
	Note             string
}

// A sessionPart is a part of the page of a session: the rows of statement/<id>.sql, whose one parameter is the
// number of the session.
type sessionPart struct {
	id, title, empty string
	turned           bool // names and values below each other
	note             string
}

// mostRows bounds a part of the page.
const mostRows = 200

var sessionParts = []sessionPart{
	{id: "crypto", title: "Cryptography", empty: "Nothing protects this session.", turned: true},
	{id: "strength", title: "Strength", empty: "No layer to rate."},
	{id: "certificates", title: "Certificates", empty: "No record of this session holds a certificate."},
	{id: "names", title: "Distinguished names", empty: "No record of this session holds distinguished names."},
	{id: "tunnel", title: "Tunnel that carries it", empty: "No record says that a tunnel carries it."},
	{id: "evidence", title: "Evidence", empty: "No interval record.",
		note: "One row per interval record or connection, the oldest first."},
}

// session is the page of one session.
func (s *Server) session(r *http.Request) (answer, error) {
	no, err := strconv.ParseInt(r.URL.Query().Get(paramAlone), 10, 64)
	if err != nil {
		return nil, bad(errors.New("session: give the number of a session"))
	}
	place, err := s.rows(r.Context(), sessionPart{id: "place", turned: true}, no)
	if err != nil {
		return nil, err
	}
	if len(place.Rows) == 0 {
		return nil, problem{http.StatusNotFound, fmt.Errorf("session %d is not in this database", no)}
	}
	v := &sessionView{Place: place.Rows}
	for _, p := range sessionParts {
		shown, err := s.rows(r.Context(), p, no)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.title, err)
		}
		v.Parts = append(v.Parts, shown)
	}
	return rendered{"session", "Security session", "sessions", v}, nil
}

// rows reads one part of the page.
func (s *Server) rows(ctx context.Context, p sessionPart, no int64) (part, error) {
	out := part{ID: p.id, Title: p.title, Empty: p.empty, Note: p.note}
	rows, err := s.db.QueryContext(ctx, statement(p.id), no)
	if err != nil {
		return out, err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return out, err
	}
	for values, err := range each {
		if err != nil {
			return out, err
		}
		if len(out.Rows) >= mostRows {
			out.Note = strings.TrimSpace(fmt.Sprintf("Only the first %d rows are shown. ", mostRows) + out.Note)
			break
		}
		out.add(p.turned, cols, values)
	}
	return out, nil
}

// add puts a row into the table: as it is, or its names and values below each other, without those that say nothing.
func (p *part) add(turned bool, cols []tables.Column, values []any) {
	if turned {
		p.Heads = []string{"Attribute", "Value"}
		for i, c := range cols {
			if values[i] != nil && !isKey(c.Name) {
				p.Rows = append(p.Rows, []cell{{Text: wording.Attribute(c.Name)}, {Text: valueCell(c.Name, values[i]).Text}})
			}
		}
		return
	}
	p.Heads = p.Heads[:0]
	cells := make([]cell, len(cols))
	for i, c := range cols {
		p.Heads = append(p.Heads, wording.Attribute(c.Name))
		cells[i] = valueCell(c.Name, values[i])
	}
	p.Rows = append(p.Rows, cells)
}

// isKey reports whether a column only joins tables.
func isKey(name string) bool { return strings.HasSuffix(name, "_id") && name != "suite_id" }

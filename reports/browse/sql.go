package browse

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
)

// A sqlView is a statement of the person's own and its rows, beside what the database says of its relations.
type sqlView struct {
	Text, Error string
	Table       part
	Ran         bool
	More        bool
	Command     []shellLine
	Files       []fileLink
	Dictionary  dictionary
}

const (
	paramText  = "q"
	paramAbout = "about"
)

func (s *Server) sql(r *http.Request) (answer, error) {
	v := &sqlView{Text: r.URL.Query().Get(paramText)}
	if err := s.runSQL(r, v); err != nil {
		if r.Context().Err() != nil {
			return nil, err
		}
		v.Error = s.explained(err)
	}
	if format := r.URL.Query().Get(paramFormat); format != "" && v.Error == "" {
		return newRowFile("result", format, v.Text)
	}
	var err error
	v.Dictionary, err = s.dictionary(r.Context(), r.URL.Query())
	return rendered{"sql", "SQL", "sql", v}, err
}

// runSQL runs the statement of the address, if it has one. A file runs it by itself.
func (s *Server) runSQL(r *http.Request, v *sqlView) error {
	if strings.TrimSpace(v.Text) == "" {
		return nil
	}
	if err := s.opt.Single(r.Context(), s.db, v.Text); err != nil || r.URL.Query().Get(paramFormat) != "" {
		return err
	}
	if err := s.readSQL(r.Context(), v); err != nil {
		return err
	}
	v.Ran = true
	v.Command = command(s.opt.Commands.SQL(v.Text)).lines()
	v.Files = fileLinks("sql", r.URL.Query())
	return nil
}

func (s *Server) readSQL(ctx context.Context, v *sqlView) error {
	rows, err := s.db.QueryContext(ctx, v.Text)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	for _, c := range cols {
		v.Table.Heads = append(v.Table.Heads, plain.Text(c.Name))
	}
	heads := v.Table.Heads
	for values, err := range each {
		if err != nil {
			return err
		}
		if len(v.Table.Rows) >= mostFindings {
			v.More = true
			break
		}
		v.Table.add(false, cols, values)
	}
	v.Table.Heads = heads
	return nil
}

// A dictionary is what the database says of its relations: each with its sentence, and one of them with its columns.
type dictionary struct {
	Groups []relationGroup
	About  *relation // the one that the address asks about, or nil
}

type relationGroup struct {
	Title     string
	Relations []relation
}

// A relation is a view or table. Rows leads to its first rows; Columns are filled only for the one asked about.
type relation struct {
	Name, Doc, Link, Rows string
	Columns               part
}

// dictionary reads what the database says of its relations, and of the columns of the one that the address names.
func (s *Server) dictionary(ctx context.Context, address url.Values) (dictionary, error) {
	d := dictionary{Groups: []relationGroup{{Title: "Views"}, {Title: "Tables behind them"}}}
	rows, err := s.query(ctx, statement("relations"))
	if err != nil {
		return d, err
	}
	for _, row := range rows {
		r := newRelation(row[0].(string), tables.Text(row[1], tables.Column{}), address.Get(paramText))
		group := &d.Groups[0]
		if isBehind, _ := row[2].(bool); isBehind {
			group = &d.Groups[1]
		}
		group.Relations = append(group.Relations, r)
		if r.Name == address.Get(paramAbout) {
			d.About = &r
		}
	}
	if d.About == nil {
		return d, nil
	}
	columns, err := s.query(ctx, statement("relation_columns"), d.About.Name)
	for _, row := range columns {
		d.About.Columns.add(false, columnsOfDictionary, row)
	}
	return d, err
}

var columnsOfDictionary = []tables.Column{{Name: "column"}, {Name: "type"}, {Name: "what it holds"}}

// newRelation links a relation to its columns, and keeps the statement that the page shows.
func newRelation(name, doc, text string) relation {
	about := url.Values{paramAbout: {name}}
	rows := url.Values{paramAbout: {name}, paramText: {"SELECT * FROM " + sqltext.Name(name) + " LIMIT 100"}}
	if text != "" {
		about.Set(paramText, text)
	}
	return relation{Name: plain.Text(name), Doc: plain.Text(doc), Link: "/sql?" + about.Encode(),
		Rows: "/sql?" + rows.Encode()}
}

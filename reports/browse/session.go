package browse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A sessionView is one tab of what is known of a security session.
type sessionView struct {
	Place    [][]cell // names and values
	Tabs     []tabLink
	Parts    []part
	Findings *sessionFindings // nil on other tabs
}

// A tabLink leads to a tab of the page.
type tabLink struct {
	Title, Link string
	IsHere      bool
}

// A part is a table with its heading.
type part struct {
	ID, Title, Empty string
	Heads            []string
	Rows             [][]cell
	Note             string
}

// A sessionTab is a tab of the page of a session. Only the tab that is looked at is read.
type sessionTab struct {
	id, title string
	parts     []sessionPart
}

// A sessionPart is a part of a tab: the rows of statement/<id>.sql, whose one parameter is the number of the session.
type sessionPart struct {
	id, title, empty string
	turned           bool // names and values below each other
	note             string
}

// mostRows bounds a part of the page.
const mostRows = 200

// paramTab is the parameter that names a tab; the first one needs none.
const paramTab = "tab"

// findingsTab is the tab that is no table of the database.
const findingsTab = "findings"

var sessionTabs = []sessionTab{
	{"crypto", "Crypto", []sessionPart{
		{id: "strength", title: "Strength", empty: "No layer to rate."},
		{id: "crypto", title: "Cryptography", empty: "Nothing protects this session.", turned: true}}},
	{"certificate", "Certificate", []sessionPart{
		{id: "certificates", title: "Certificates", empty: "No record of this session holds a certificate."}}},
	{"names", "Names", []sessionPart{
		{id: "names", title: "Distinguished names", empty: "No record of this session holds distinguished names."}}},
	{"tunnel", "Tunnel that carries it", []sessionPart{
		{id: "tunnel", title: "Tunnel that carries it", empty: "No record says that a tunnel carries it.",
			note: "The remote end leads to the tunnels of the pair over time."}}},
	{findingsTab, "Findings", nil},
	{"evidence", "Evidence", []sessionPart{
		{id: "evidence", title: "Evidence", empty: "No interval record.",
			note: "One row per interval record or connection, the oldest first; the number of a record leads to its bytes."}}},
}

// session is a tab of the page of one session.
func (s *Server) session(r *http.Request) (answer, error) {
	no, tab, err := parseSession(r.URL.Query())
	if err != nil {
		return nil, bad(err)
	}
	place, err := s.rows(r.Context(), sessionPart{id: "place", turned: true}, no)
	if err != nil {
		return nil, err
	}
	if len(place.Rows) == 0 {
		return nil, problem{http.StatusNotFound, fmt.Errorf("session %d is not in this database", no)}
	}
	v := &sessionView{Place: place.Rows}
	for i := range sessionTabs {
		v.Tabs = append(v.Tabs, tabLink{sessionTabs[i].title, sessionLink(no, i), &sessionTabs[i] == tab})
	}
	for _, p := range tab.parts {
		shown, err := s.rows(r.Context(), p, no)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.title, err)
		}
		v.Parts = append(v.Parts, shown)
	}
	page := rendered{"session", "Security session", "sessions", v}
	if tab.id != findingsTab {
		return page, nil
	}
	if v.Findings, err = s.sessionFindings(r.Context(), no); err == nil && v.Findings.Working {
		return refreshed{page, "2"}, nil
	}
	return page, err
}

func parseSession(params url.Values) (no int64, tab *sessionTab, err error) {
	for name := range params {
		if name != paramAlone && name != paramTab {
			return 0, nil, fmt.Errorf("parameter %q is not known", name)
		}
	}
	if no, err = strconv.ParseInt(params.Get(paramAlone), 10, 64); err != nil {
		return 0, nil, errors.New("session: give the number of a session")
	}
	id := cmp.Or(params.Get(paramTab), sessionTabs[0].id)
	i := slices.IndexFunc(sessionTabs, func(t sessionTab) bool { return t.id == id })
	if i < 0 {
		return 0, nil, fmt.Errorf("tab %q is not one of a session", id)
	}
	return no, &sessionTabs[i], nil
}

// sessionLink is the address of a tab of a session.
func sessionLink(no int64, tab int) string {
	params := url.Values{paramAlone: {strconv.FormatInt(no, 10)}}
	if tab > 0 {
		params.Set(paramTab, sessionTabs[tab].id)
	}
	return link(sessionPage, params)
}

// A sessionFindings is what all profiles say of a session.
type sessionFindings struct {
	Working  bool
	Failure  string
	Day      string
	IsCut    bool // profiles found more than is kept
	HasFound bool
	Table    thingGroup
}

// sessionFindings picks what was found about a session out of the verdicts of the start page. The first to ask waits
// for them beside the requests.
func (s *Server) sessionFindings(ctx context.Context, no int64) (*sessionFindings, error) {
	now := s.verdictsNow()
	out := &sessionFindings{Working: now.Working(), Failure: now.Failure, Day: now.Day}
	if out.Working || out.Failure != "" {
		return out, nil
	}
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, err
	}
	report, err := s.evaluate(ctx, known, time.Time{})
	if err != nil {
		return nil, err
	}
	uses, err := s.usesOf(ctx, no)
	if err != nil {
		return nil, err
	}
	about, isCut := aboutSession(report, uses)
	out.IsCut = isCut
	out.Table = thingGroup{Name: "Findings", WithWhat: true, WithOwner: report.HasOwners()}
	servers := about.ByServer()
	for i := range servers {
		for j := range servers[i].Things {
			out.Table.Things = append(out.Table.Things, thingAt(&servers[i], &servers[i].Things[j]))
		}
	}
	out.HasFound = len(out.Table.Things) > 0
	return out, nil
}

// A use is where a session was seen and under which suite, as findings name it.
type use struct {
	system, stack, job, server, protection string
	port                                   int
	suite                                  int64
}

func (s *Server) usesOf(ctx context.Context, no int64) (map[use]bool, error) {
	rows, err := s.db.QueryContext(ctx, statement("session_uses"), no)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[use]bool{}
	for rows.Next() {
		var u use
		if err := rows.Scan(&u.system, &u.stack, &u.job, &u.server, &u.port, &u.protection, &u.suite); err != nil {
			return nil, err
		}
		out[u] = true
	}
	return out, rows.Err()
}

// aboutSession is a report with the findings about a session only. It also reports whether the report may lack some,
// because a profile found more than is kept.
func aboutSession(r *model.Report, uses map[use]bool) (out *model.Report, isCut bool) {
	out = &model.Report{AsOf: r.AsOf}
	for _, j := range r.Evaluations {
		isCut = isCut || j.Total > int64(len(j.Findings))
		only := *j
		only.Tunnels.Findings = nil
		only.Findings = nil
		for i := range j.Findings {
			f := &j.Findings[i]
			if uses[use{f.System, f.Stack, f.Job, f.ServerAddr, f.Protection, f.ServerPort, f.SuiteID}] {
				only.Findings = append(only.Findings, *f)
			}
		}
		out.Evaluations = append(out.Evaluations, &only)
	}
	return out, isCut
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
	if len(out.Rows) == 0 {
		out.Note = ""
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
	at := map[string]any{}
	for i, c := range cols {
		p.Heads = append(p.Heads, wording.Attribute(c.Name))
		cells[i] = valueCell(c.Name, values[i])
		cells[i].Link = leadFrom(c.Name, values[i], at)
		at[c.Name] = values[i]
	}
	p.Rows = append(p.Rows, cells)
}

// leadFrom is where a value of a row leads, together with those before it: a record to its bytes, the remote end of a
// tunnel to the tunnels of the pair.
func leadFrom(name string, value any, before map[string]any) string {
	switch name {
	case "record_no":
		file, isFile := tables.Int(before["file_id"])
		record, isRecord := tables.Int(value)
		if isFile && isRecord && record > 0 {
			return recordLink(file, record)
		}
	case "remote_endpoint":
		local, isLocal := before["local_endpoint"].(string)
		remote, isRemote := value.(string)
		if isLocal && isRemote {
			return pairLink(local, remote)
		}
	}
	return ""
}

// isKey reports whether a column only joins tables.
func isKey(name string) bool { return strings.HasSuffix(name, "_id") && name != "suite_id" }

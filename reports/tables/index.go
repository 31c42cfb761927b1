package tables

import (
	"io"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// IndexName is the file that says what the others hold.
const IndexName = "index.csv"

// An AppendixFile is one file of the appendix.
type AppendixFile struct {
	Name  string // with forward slashes
	Write func(io.Writer) error
}

// Appendix returns the files of the appendix, to be written in this order: the tables that have rows, in a form that a
// spreadsheet leaves alone, and an index of all of them, also of those without rows.
func Appendix(r *model.Report) []AppendixFile {
	var files []AppendixFile
	all := appendixTables(r)
	rows := make([]int, len(all))
	for i, t := range all {
		if t.isEmpty() {
			continue
		}
		files = append(files, AppendixFile{t.Name, func(w io.Writer) (err error) {
			rows[i], err = t.write(w)
			return err
		}})
	}
	return append(files, AppendixFile{IndexName, func(w io.Writer) error {
		_, err := indexTable(r, all, rows).write(w)
		return err
	}})
}

func (t *appendixTable) isEmpty() bool {
	for range t.rows {
		return false
	}
	return true
}

// write writes the table with its header and returns the number of its rows.
func (t *appendixTable) write(w io.Writer) (rows int, err error) {
	err = WriteRows(w, "sheet", t.cols, func(yield func([]any, error) bool) {
		for row := range t.rows {
			if rows++; !yield(row, nil) {
				return
			}
		}
	})
	return rows, err
}

// EmptyTables returns how many tables of the appendix have no rows, and how many there are.
func EmptyTables(r *model.Report) (empty, all int) {
	list := appendixTables(r)
	for i := range list {
		if list[i].isEmpty() {
			empty++
		}
	}
	return empty, len(list)
}

func indexTable(r *model.Report, all []appendixTable, rows []int) *appendixTable {
	checks := map[string]*queries.Query{}
	for i := range r.Outcomes {
		checks[OutcomeFile(r.Outcomes[i].Query.ID)] = r.Outcomes[i].Query
	}
	return &appendixTable{IndexName, columns("file title holds rows columns is_written"), func(yield func([]any) bool) {
		for i, t := range all {
			about := abouts[t.Name]
			if q := checks[t.Name]; q != nil {
				about = [2]string{q.Title, "a row that check " + q.ID + " returned"}
			}
			names := strings.Join(mapSlice(t.cols, func(c Column) string { return c.Name }), " ")
			if !yield([]any{t.Name, about[0], about[1], rows[i], names, rows[i] > 0}) {
				return
			}
		}
	}}
}

// OutcomeFile returns the name of the file with the rows of a check. No two files have one name, in whatever folder:
// who puts them side by side loses none.
func OutcomeFile(id string) string { return "queries/check-" + wording.FileName(id) + ".csv" }

// abouts are title and content of each table: one row per what.
var abouts = map[string][2]string{
	"verdicts.csv": {"Verdicts of the profiles", "a profile and a verdict, with the traffic that has it"},
	"controls.csv": {"Rules",
		"a rule of a profile: what it looked at, what it matched, what no record can decide"},
	"findings.csv": {"Findings on sessions",
		"a rule that matched at an end point, with evidence and remediation"},
	"queries.csv": {"Checks", "a check, with its outcome"},
	"aspects.csv": {"Verdicts by attribute",
		"an attribute of a protocol and a verdict, with the traffic that has it"},
	"tunnel_controls.csv":    {"Rules on tunnels", "a rule of a profile, with the tunnels it looked at and matched"},
	"tunnel_findings.csv":    {"Findings on tunnels", "a rule that matched on a tunnel, with evidence and remediation"},
	"forecast.csv":           {"Forecast", "a rule on a later day, with the same traffic"},
	"drift.csv":              {"Changes", "a difference from the earlier period"},
	"drift_sides.csv":        {"Periods compared", "a side of the comparison"},
	"input_file.csv":         {"Inputs", "an input, with its digest and what became of its records and bytes"},
	"input_record_count.csv": {"Records by kind", "a kind of record in an input, and whether it was decoded"},
	"input_issue.csv":        {"Issues in the input", "a thing in an input that was not as it should be"},
	"coverage.csv":           {"Coverage", "a stack and a kind of record: from when to when, gaps and lost records"},
	"clock.csv":              {"Clocks", "a period of a system's clock, with its offset from UTC"},
	"protection.csv":         {"Traffic by protection", "a protection, with its traffic"},
	"cleartext.csv":          {"Traffic without protection", "a kind of unprotected traffic"},
	"servers.csv":            {"Servers", "a server end point, with the protection of its traffic"},
	"clients.csv":            {"Clients", "a client end point, with the protection of its traffic"},
	"ee_peers.csv":           {"Enterprise Extender peers", "an Enterprise Extender end point"},
	"certificates.csv":       {"Certificates", "a certificate in one role, soonest to expire first"},
	"crypto.csv":             {"Algorithms in use", "a set of algorithms of one layer, with its traffic and tunnels"},
	"exceptions.csv":         {"Exceptions", "a line of the exceptions file, and what it did"},
	"timeline.csv":           {"Traffic by day", "a stack, a day and a protection"},
	"protocols.csv":          {"Protocols", "a version of a protocol, with its traffic"},
	"strengths.csv":          {"Strengths", "a strength in bits on one layer, with its traffic"},
	"suites.csv":             {"Suites", "a distinct set of algorithms of one layer, most used first"},
	"expiry.csv":             {"Certificates by month", "a month in which certificates end"},
	"weak_links.csv":         {"Weak links", "a pair of addresses with no or weak protection"},
	"server_sessions.csv":    {"Sessions of servers", "a security session of one of the most exposed servers"},
	"client_sessions.csv":    {"Sessions of clients", "a security session of one of the most exposed clients"},
	"ee_sessions.csv": {"Sessions of Enterprise Extender",
		"a security session of an Enterprise Extender end point"},
	"tunnels.csv":         {"Tunnels", "the life of a tunnel on a stack, as last seen"},
	"tunnel_sessions.csv": {"Traffic in tunnels", "a pair of addresses whose traffic went through a tunnel"},
	"fips.csv":            {"FIPS modes", "a layer and the mode it ran in"},
}

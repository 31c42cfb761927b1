package summary

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A summary is what the template shows, in its order.
type summary struct {
	Style  template.CSS
	Policy string

	*page.Head
	MoreProfiles string
	Findings     list[finding]
	Stacks       list[stack]
	Exceptions   list[exception]
	Open         []string // what could not be decided
	Inputs       list[input]
	Facts        [][2]string
	Files        string
}

// A list is a part of a table, with a sentence on the rest.
type list[T any] struct {
	Rows []T
	More string
}

// A finding is one thing at one end point.
type finding struct {
	Word, Class, Title, Place, Owner, Seen, Count string
	Profiles                                      []string
}

type stack struct{ Name, Source, First, Last, Records, Missing string }

type exception struct{ ID, State, Found, Owner, Reason, Expires string }

type input struct{ Path, Size, Digest, Note string }

func newSummary(r *model.Report) *summary {
	servers := r.ByServer()
	s := &summary{Head: page.NewHead(r, servers), Findings: findingsOf(servers), Stacks: stacksOf(r),
		Exceptions: exceptionsOf(r), Open: openOf(r), Inputs: inputsOf(r), Facts: factsOf(r), Files: filesText(r)}
	s.Alerts, s.Notes, s.Short = proseAll(s.Alerts), proseAll(s.Notes), proseAll(s.Short)
	if more := len(s.Verdicts) - mostProfiles; more > 0 {
		s.Verdicts = s.Verdicts[:mostProfiles]
		s.MoreProfiles = wording.Count(int64(more), "further profile") + " in report.html."
	}
	for i := range s.Verdicts {
		s.Verdicts[i].Title = wording.Clip(s.Verdicts[i].Title, mostText)
		s.Verdicts[i].Edition = wording.Clip(s.Verdicts[i].Edition, mostText)
	}
	return s
}

// text makes captured text fit to show in a table.
func text(s string) string { return wording.OrNotSaid(wording.Clip(plain.Text(s), mostText)) }

// proseAll clips sentences, in which captured text is plain already.
func proseAll(sentences []string) []string {
	out := make([]string, len(sentences))
	for i, s := range sentences {
		out[i] = wording.Clip(s, mostProse)
	}
	return out
}

// listOf shows the first of a list. total counts also what the list itself has no room for.
func listOf[A, B any](all []A, total int64, most int, noun, file string, row func(*A) B) list[B] {
	var out list[B]
	for i := range all[:min(len(all), most)] {
		out.Rows = append(out.Rows, row(&all[i]))
	}
	if more := total - int64(len(out.Rows)); more > 0 {
		out.More = "And " + wording.Count(more, noun) + ", in " + file + "."
	}
	return out
}

// An open thing is one that failed or drew a warning.
type open struct {
	*model.Server
	*model.Thing
	place int // among the things of the server
}

// findingsOf lists what is open at all end points: worst first, and at that the worst of each end
// point before the second
// of any, so that the lines there is room for name as many end points as they can.
func findingsOf(servers []model.Server) list[finding] {
	var all []open
	for i := range servers {
		things := servers[i].Open()
		for j := range things {
			all = append(all, open{&servers[i], &things[j], j})
		}
	}
	slices.SortStableFunc(all, func(a, b open) int {
		return cmp.Or(cmp.Compare(a.Verdict.Rank(), b.Verdict.Rank()),
			cmp.Compare(slices.Index(queries.Severities, a.Severity), slices.Index(queries.Severities, b.Severity)),
			cmp.Compare(a.place, b.place))
	})
	return listOf(all, int64(len(all)), mostFindings, "further finding", "report.html and findings.csv", findingOf)
}

func findingOf(o *open) finding {
	f := finding{Title: text(o.Title), Place: wording.Clip(o.Name(), mostText), Profiles: profilesOf(o.Profiles)}
	f.Word, f.Class = page.Standing(o.Verdict, o.Severity)
	if seen := model.InLayer(o.Layer, o.Title, strings.Join(o.Seen(), "; ")); seen != "" {
		f.Seen = text(seen)
	}
	if o.Owner != "" {
		f.Owner = wording.Clip(plain.Text(o.Owner), mostText)
	}
	if o.Connections > 0 {
		f.Count = wording.Number(o.Connections)
	}
	return f
}

// profilesOf names the profiles that say so.
func profilesOf(profiles []model.ThingProfile) []string {
	const most = 3
	var ids []string
	for _, p := range profiles[:min(len(profiles), most)] {
		ids = append(ids, wording.Clip(plain.Text(p.ID), mostID))
	}
	if more := len(profiles) - most; more > 0 {
		ids = append(ids, wording.Digits(int64(more))+" more")
	}
	return ids
}

func stacksOf(r *model.Report) list[stack] {
	return listOf(r.Coverage.Rows, r.Coverage.Total, mostStacks, "further row", "coverage.csv",
		func(c *model.CoverageRow) stack {
			return stack{Name: text(strings.Join([]string{c.System, c.Stack}, " ")),
				Source: text(wording.RecordSource(c.Source)), First: wording.Time(c.First.Time),
				Last: wording.Time(c.Last.Time), Records: wording.Number(c.Records),
				Missing: missingText(c)}
		})
}

// missingText says what a stack lacks.
func missingText(c *model.CoverageRow) string {
	var parts []string
	if c.Gaps != nil && *c.Gaps > 0 {
		gap := wording.Count(*c.Gaps, "gap")
		if c.GapSeconds != nil {
			gap += ", " + wording.Duration(*c.GapSeconds)
		}
		parts = append(parts, gap)
	}
	if c.Lost != nil && *c.Lost > 0 {
		parts = append(parts, "at least "+wording.Count(*c.Lost, "connection")+" lost")
	}
	if c.SwitchedOff != nil && *c.SwitchedOff > 0 {
		parts = append(parts, "zERT switched off, "+wording.Count(*c.SwitchedOff, "time"))
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "; ")
	case c.Records == 0:
		return "no record"
	case c.Intervals == nil:
		return wording.NotSaid // records of events: nothing tells whether one is missing
	}
	return "no gap found"
}

func exceptionsOf(r *model.Report) list[exception] {
	return listOf(r.Exceptions, int64(len(r.Exceptions)), mostExceptions, "further exception", "exceptions.csv",
		func(e *model.Exception) exception {
			return exception{text(e.ID), text(e.State), wording.Number(e.Found), text(e.Owner), text(e.Reason),
				wording.Day(e.Expires)}
		})
}

// openOf says what could not be decided, and why.
func openOf(r *model.Report) []string {
	out := proseAll(r.Stops())
	for _, j := range r.Evaluations {
		var parts []string
		if n := notEvidenced(j); n > 0 {
			parts = append(parts, wording.Count(n, "rule")+" met records that lack a field they should have")
		}
		if n := int64(len(j.Undecided)); n > 0 {
			parts = append(parts, asksText(n)+" for what no record of this traffic can hold")
		}
		if len(parts) > 0 {
			out = append(out, text(j.Profile.Title)+": "+strings.Join(parts, "; ")+".")
		}
	}
	out = append(out, limitsOf(r)...)
	silent := 0
	for i := range r.Outcomes {
		if r.Outcomes[i].Status == queries.NoEvidence {
			silent++
		}
	}
	if silent > 0 {
		out = append(out, wording.Count(int64(silent), "check")+" found no record of the kind it reads.")
	}
	if more := len(out) - mostOpen; more > 0 {
		out = append(out[:mostOpen], wording.Count(int64(more), "further limit")+", in report.html.")
	}
	return out
}

// asksText says how many rules ask, with the verb.
func asksText(n int64) string {
	if n == 1 {
		return "1 rule asks"
	}
	return wording.Count(n, "rule") + " ask"
}

func filesText(r *model.Report) string {
	empty, all := tables.EmptyTables(r)
	s := "index.csv lists " + wording.Count(int64(all), "table") + " of this report"
	if empty > 0 {
		s += "; " + wording.Number(int64(empty)) + " of them have no rows, and so no file"
	}
	return s + "."
}

func inputsOf(r *model.Report) list[input] {
	return listOf(r.Files.Rows, r.Files.Total, mostInputs, "further input", "input_file.csv",
		func(f *model.InputFile) input {
			in := input{Path: text(f.Path), Size: wording.Size(f.Bytes), Digest: text(f.SHA256)}
			if !f.Complete {
				in.Note = "not read to its end"
			}
			return in
		})
}

func factsOf(r *model.Report) [][2]string {
	return [][2]string{
		{"Scope", text(r.Scope)},
		{"Rules as of", wording.Day(r.AsOf)},
		{"Database", text(r.Database)},
		{"Made by", text(r.Tool.Name + " " + r.Tool.Version)},
		{"Record layouts", text(r.Tool.LayoutHash)},
	}
}

package page

import (
	"cmp"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// evaluatedPart is the section of the page.
type evaluatedPart struct {
	Profiles []evaluatedProfile
}

type evaluatedProfile struct {
	Title            string
	Aspects, Tunnels table
}

func newEvaluated(p *printer, r *model.Report) evaluatedPart {
	var part evaluatedPart
	for _, j := range r.Evaluations {
		part.Profiles = append(part.Profiles,
			evaluatedProfile{p.text(j.Profile.Title), aspectRows(p, j), evaluatedTunnels(p, j)})
	}
	return part
}

func aspectRows(p *printer, j *policy.Evaluation) table {
	t := p.newTable("Sessions by what the rules on each attribute say", "No rule looked at a session.",
		append([]string{"Attribute", "Rules for"}, verdictColumns()...)...)
	shown := min(len(j.Aspects), p.lim.rows)
	for _, a := range j.Aspects[:shown] {
		row := []view{say(p.text(a.Attribute)), say(p.text(a.Protocol))}
		for _, v := range policy.Verdicts {
			row = append(row, num(a.Verdicts[v].Sessions))
		}
		t.add(row...)
	}
	t.left(shown, len(j.Aspects), int64(len(j.Aspects)), "aspects.csv")
	return t
}

// evaluatedTunnels lists the findings on tunnels, worst first.
func evaluatedTunnels(p *printer, j *policy.Evaluation) table {
	empty := "No tunnel was seen."
	if n := j.Tunnels.Total; n > 0 {
		empty = "Nothing was found on " + wording.Count(n, "tunnel") + "."
	}
	t := p.newTable("Findings on IKE and IP tunnels; tunnels are not counted among the sessions", empty,
		"Rule", "Severity", "Verdict", "Tunnel", "Ends", "Observed", "System, stack", "Record")
	list := slices.Clone(j.Tunnels.Findings)
	slices.SortStableFunc(list, func(a, b policy.Finding) int {
		return cmp.Compare(slices.Index(queries.Severities, a.Severity()), slices.Index(queries.Severities, b.Severity()))
	})
	shown := min(len(list), p.lim.rows)
	for i := range list[:shown] {
		t.add(tunnelRow(p, &list[i])...)
	}
	t.left(shown, len(list), j.Tunnels.FindingsTotal, "tunnel_findings.csv")
	return t
}

func tunnelRow(p *printer, f *policy.Finding) []view {
	u := f.Tunnel
	verdict := verdictView(f.Verdict)
	if f.Accepted != "" {
		verdict.Sub = p.text("accepted by " + f.Accepted)
	}
	observed := view{Text: p.text(f.Rule.Attribute + " " + f.Observed)}
	if f.Inferred {
		observed.Mark = "inferred"
	}
	var refs []refView
	for _, e := range f.Evidence {
		refs = append(refs, p.ref(e.FileID, e.RecordNo))
	}
	return []view{{Text: p.text(f.Rule.ID), Sub: p.text(f.Rule.Rationale), Class: "long"}, severityView(f.Severity()),
		verdict,
		{Text: p.text(u.ID), Sub: "phase " + wording.Digits(int64(u.Phase)) + ", " + p.text(u.Source)},
		{Text: p.text(u.Local), Sub: p.text(u.Remote)}, observed,
		{Text: p.text(f.System), Sub: p.text(f.Stack)}, {Refs: refs}}
}

package reports

import (
	"cmp"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// What a profile says beside its verdict on the sessions, in every format: per
// attribute, and of tunnels.

func aspectTable(r *Report) appendixTable {
	return appendixTable{"aspects.csv", columns("profile protocol attribute verdict sessions connections bytes"),
		func(yield func([]any) bool) {
			for _, j := range r.Evaluations {
				for _, a := range j.Aspects {
					for _, v := range policy.Verdicts {
						t, ok := a.Verdicts[v]
						if ok && !yield([]any{j.Profile.ID, a.Protocol, a.Attribute, string(v), t.Sessions, t.Connections, t.Bytes}) {
							return
						}
					}
				}
			}
		}}
}

func tunnelControlTable(r *Report) appendixTable {
	cols := columns(`profile rule_id applies_to attribute condition rule_verdict severity verdict reason
		looked_tunnels matched_tunnels accepted_tunnels not_known_tunnels citation basis`)
	return appendixTable{"tunnel_controls.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for _, c := range j.Tunnels.Controls {
				u := c.Rule
				if !yield([]any{j.Profile.ID, u.ID, u.AppliesTo, u.Attribute, u.Condition, string(u.Verdict), u.Severity,
					string(c.Verdict), orNull(c.Reason),
					c.Looked, c.Matched, c.Accepted, c.NotKnown, u.Citation, u.Basis}) {
					return
				}
			}
		}
	}}
}

func tunnelFindingTable(r *Report) appendixTable {
	paths := r.paths()
	cols := columns(
		`profile rule_id severity verdict accepted note sysplex system stack tunnel_id phase local_endpoint remote_endpoint
		policy source layer cert_role attribute observed is_inferred ` + spanColumns +
			` condition rationale remediation citation basis
		suite_id file_id record_no path dump_command evidence`)
	return appendixTable{"tunnel_findings.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for i := range j.Tunnels.Findings {
				if !yield(tunnelFindingRow(paths, &j.Tunnels.Findings[i])) {
					return
				}
			}
		}
	}}
}

func tunnelFindingRow(paths map[int64]string, f *policy.Finding) []any {
	first, t, u := firstRef(f), f.Tunnel, f.Rule
	return slices.Concat(
		[]any{f.Profile, u.ID, u.Severity, string(f.Verdict), orNull(f.Accepted), orNull(f.Note), orNull(f.Sysplex),
			orNull(f.System), orNull(f.Stack),
			orNull(t.ID), t.Phase, orNull(t.Local), orNull(t.Remote), orNull(t.Policy), orNull(t.Source), orNull(f.Layer),
			orNull(f.CertRole), u.Attribute,
			orNull(f.Observed), f.Inferred}, spanOf(f.Span).cells(),
		[]any{u.Condition, u.Rationale, orNull(remediation(f)), u.Citation, u.Basis,
			f.SuiteID, orNull(first.FileID), orNull(first.RecordNo), orNull(paths[first.FileID]),
			orNull(dumpCommand(paths, first.FileID, first.RecordNo)), orNull(refList(f.Evidence))})
}

func firstRef(f *policy.Finding) policy.Ref {
	if len(f.Evidence) == 0 {
		return policy.Ref{}
	}
	return f.Evidence[0]
}

type jsonAspect struct {
	Protocol  string        `json:"protocol"`
	Attribute string        `json:"attribute"`
	Verdicts  []jsonVerdict `json:"verdicts"`
}

type jsonTunnelPart struct {
	Total         int64               `json:"total"`
	Overall       string              `json:"overall,omitempty"` // missing when no tunnel was seen
	Verdicts      []jsonTunnelVerdict `json:"verdicts"`
	Controls      []jsonTunnelControl `json:"controls"`
	FindingsTotal int64               `json:"findings_total"`
	FindingsTaken int64               `json:"findings_accepted"`
	Findings      []jsonTunnelFinding `json:"findings"`
}

type jsonTunnelVerdict struct {
	Verdict string `json:"verdict"`
	Tunnels int64  `json:"tunnels"`
}

type jsonTunnelControl struct {
	Rule     string `json:"rule_id"`
	Verdict  string `json:"verdict"`
	Reason   string `json:"reason,omitempty"`
	Looked   int64  `json:"looked_at"`
	Matched  int64  `json:"matched"`
	Accepted int64  `json:"accepted"`
	NotKnown int64  `json:"not_known"`
}

// A jsonTunnelFinding is a finding with the place of a tunnel.
type jsonTunnelFinding struct {
	Rule        string    `json:"rule_id"`
	Severity    string    `json:"severity"`
	Verdict     string    `json:"verdict"`
	Accepted    string    `json:"accepted,omitempty"`
	Note        string    `json:"note,omitempty"`
	Sysplex     string    `json:"sysplex"`
	System      string    `json:"system"`
	Stack       string    `json:"stack"`
	Tunnel      string    `json:"tunnel_id"`
	Phase       int       `json:"phase"`
	Local       string    `json:"local_endpoint"`
	Remote      string    `json:"remote_endpoint"`
	Policy      string    `json:"policy,omitempty"`
	Source      string    `json:"source"`
	Layer       string    `json:"layer,omitempty"`
	CertRole    string    `json:"cert_role,omitempty"`
	Observed    string    `json:"observed"`
	Inferred    bool      `json:"is_inferred"`
	Remediation string    `json:"remediation"`
	Evidence    []jsonRef `json:"evidence"`
}

func aspectJSON(a policy.Aspect) jsonAspect {
	out := jsonAspect{Protocol: a.Protocol, Attribute: a.Attribute, Verdicts: []jsonVerdict{}}
	for _, v := range policy.Verdicts {
		if t, ok := a.Verdicts[v]; ok {
			out.Verdicts = append(out.Verdicts, jsonVerdict{string(v), jsonTally(t)})
		}
	}
	return out
}

func tunnelsJSON(paths map[int64]string, t *policy.TunnelPart) jsonTunnelPart {
	out := jsonTunnelPart{Total: t.Total, Overall: string(t.Overall), Verdicts: []jsonTunnelVerdict{},
		FindingsTotal: t.FindingsTotal, FindingsTaken: t.FindingsTaken}
	for _, v := range policy.Verdicts {
		if n := t.Verdicts[v]; n > 0 {
			out.Verdicts = append(out.Verdicts, jsonTunnelVerdict{string(v), n})
		}
	}
	out.Controls = mapSlice(t.Controls, func(c policy.TunnelControl) jsonTunnelControl {
		return jsonTunnelControl{c.Rule.ID, string(c.Verdict), c.Reason, c.Looked, c.Matched, c.Accepted, c.NotKnown}
	})
	out.Findings = mapSlice(t.Findings, func(f policy.Finding) jsonTunnelFinding {
		u := f.Tunnel
		return jsonTunnelFinding{f.Rule.ID, f.Severity(), string(f.Verdict), f.Accepted, f.Note, f.Sysplex, f.System, f.Stack,
			u.ID, u.Phase, u.Local, u.Remote, u.Policy, u.Source, f.Layer, f.CertRole, f.Observed, f.Inferred, remediation(&f),
			refsJSON(paths, f.Evidence)}
	})
	return out
}

// evaluatedPart is the section of the page.
type evaluatedPart struct {
	Profiles []evaluatedProfile
}

type evaluatedProfile struct {
	Title            string
	Aspects, Tunnels table
}

func (p *page) evaluated() evaluatedPart {
	var part evaluatedPart
	for _, j := range p.report.Evaluations {
		part.Profiles = append(part.Profiles,
			evaluatedProfile{p.text(j.Profile.Title), p.aspectTable(j), p.evaluatedTunnels(j)})
	}
	return part
}

func (p *page) aspectTable(j *policy.Evaluation) table {
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
func (p *page) evaluatedTunnels(j *policy.Evaluation) table {
	empty := "No tunnel was seen."
	if n := j.Tunnels.Total; n > 0 {
		empty = "Nothing was found on " + count(n, "tunnel") + "."
	}
	t := p.newTable("Findings on IKE and IP tunnels; tunnels are not counted among the sessions", empty,
		"Rule", "Severity", "Verdict", "Tunnel", "Ends", "Observed", "System, stack", "Record")
	list := slices.Clone(j.Tunnels.Findings)
	slices.SortStableFunc(list, func(a, b policy.Finding) int {
		return cmp.Compare(slices.Index(queries.Severities, a.Severity()), slices.Index(queries.Severities, b.Severity()))
	})
	shown := min(len(list), p.lim.rows)
	for i := range list[:shown] {
		t.add(p.tunnelRow(&list[i])...)
	}
	t.left(shown, len(list), j.Tunnels.FindingsTotal, "tunnel_findings.csv")
	return t
}

func (p *page) tunnelRow(f *policy.Finding) []view {
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
		{Text: p.text(u.ID), Sub: "phase " + itoa(int64(u.Phase)) + ", " + p.text(u.Source)},
		{Text: p.text(u.Local), Sub: p.text(u.Remote)}, observed,
		{Text: p.text(f.System), Sub: p.text(f.Stack)}, {Refs: refs}}
}

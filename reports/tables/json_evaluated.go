package tables

import (
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

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
	Title    string `json:"title"`
	Verdict  string `json:"verdict"`
	Reason   string `json:"reason,omitempty"`
	Looked   int64  `json:"looked_at"`
	Matched  int64  `json:"matched"`
	Accepted int64  `json:"accepted"`
	NotKnown int64  `json:"not_known"`
	Open     int64  `json:"undecided"` // no record of their kind can say
}

// A jsonTunnelFinding is a finding with the place of a tunnel.
type jsonTunnelFinding struct {
	Rule        string    `json:"rule_id"`
	Title       string    `json:"title"`
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
	ID          string    `json:"finding_id"`
	Owner       string    `json:"owner,omitempty"`
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
		return jsonTunnelControl{c.Rule.ID, c.Rule.Title, string(c.Verdict), c.Reason, c.Looked, c.Matched, c.Accepted,
			c.NotKnown, c.Undecided}
	})
	out.Findings = mapSlice(t.Findings, func(f policy.Finding) jsonTunnelFinding {
		u := f.Tunnel
		return jsonTunnelFinding{f.Rule.ID, f.Title(), f.Severity(), string(f.Verdict), f.Accepted, f.Note, f.Sysplex,
			f.System, f.Stack,
			u.ID, u.Phase, u.Local, u.Remote, u.Policy, u.Source, f.Layer, f.CertRole, f.Observed, f.Inferred,
			model.Remediation(&f),
			refsJSON(paths, f.Evidence), f.ID(), f.Owner}
	})
	return out
}

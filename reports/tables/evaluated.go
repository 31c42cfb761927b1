package tables

import (
	"slices"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// What a profile says beside its verdict on the sessions, in every format: per
// attribute, and of tunnels.

func aspectTable(r *model.Report) appendixTable {
	return appendixTable{"aspects.csv",
		columns("profile protocol attribute verdict sessions interval_records connections bytes"),
		func(yield func([]any) bool) {
			for _, j := range r.Evaluations {
				for _, a := range j.Aspects {
					for _, v := range policy.Verdicts {
						t, ok := a.Verdicts[v]
						if ok && !yield(append([]any{j.Profile.ID, a.Protocol, a.Attribute, string(v)}, tallyCells(t)...)) {
							return
						}
					}
				}
			}
		}}
}

func tunnelControlTable(r *model.Report) appendixTable {
	cols := columns(`profile rule_id title applies_to attribute condition rule_verdict severity verdict reason
		looked_tunnels matched_tunnels accepted_tunnels not_known_tunnels undecided_tunnels citation basis`)
	return appendixTable{"tunnel_controls.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for _, c := range j.Tunnels.Controls {
				u := c.Rule
				if !yield([]any{j.Profile.ID, u.ID, orNull(u.Title), u.AppliesTo, u.Attribute, u.Condition, string(u.Verdict),
					u.Severity,
					string(c.Verdict), orNull(c.Reason),
					c.Looked, c.Matched, c.Accepted, c.NotKnown, c.Undecided, u.Citation, u.Basis}) {
					return
				}
			}
		}
	}}
}

func tunnelFindingTable(r *model.Report) appendixTable {
	paths := r.Paths()
	cols := columns(
		`profile rule_id title severity verdict accepted note sysplex system stack tunnel_id phase local_endpoint
		remote_endpoint policy source layer cert_role attribute observed is_inferred ` + spanColumns +
			` condition rationale remediation citation basis
		suite_id file_id record_no path dump_command evidence finding_id owner`)
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
	first, t, u := f.First(), f.Tunnel, f.Rule
	return slices.Concat(
		[]any{f.Profile, u.ID, orNull(f.Title()), u.Severity, string(f.Verdict), orNull(f.Accepted), orNull(f.Note),
			orNull(f.Sysplex),
			orNull(f.System), orNull(f.Stack),
			orNull(t.ID), t.Phase, orNull(t.Local), orNull(t.Remote), orNull(t.Policy), orNull(t.Source), orNull(f.Layer),
			orNull(f.CertRole), u.Attribute,
			orNull(f.Observed), f.Inferred}, spanCells(model.SpanOf(f.Span)),
		[]any{u.Condition, u.Rationale, orNull(model.Remediation(f)), u.Citation, u.Basis,
			f.SuiteID, orNull(first.FileID), orNull(first.RecordNo), orNull(paths[first.FileID]),
			orNull(model.DumpCommand(paths, first.FileID, first.RecordNo)), orNull(refList(f.Evidence)), f.ID(),
			orNull(f.Owner)})
}

package tables

import "github.com/zertify/zertify/reports/model"

// jsonSummary is how the audit ended and what to look at first.
type jsonSummary struct {
	Status   string      `json:"status"` // passed, failed, incomplete or broken
	ExitCode int         `json:"exit_code"`
	Worst    []jsonWorst `json:"worst"` // worst first
}

// jsonWorst is a place, a check, or a profile that failed on no place.
type jsonWorst struct {
	Kind        string   `json:"kind"` // session, tunnel, check or profile
	Verdict     string   `json:"verdict"`
	Severity    string   `json:"severity,omitempty"`
	Title       string   `json:"title"`
	Place       string   `json:"place,omitempty"` // as people name it
	Profile     string   `json:"profile,omitempty"`
	Rule        string   `json:"rule_id,omitempty"`
	Check       string   `json:"query_id,omitempty"`
	Sysplex     string   `json:"sysplex,omitempty"`
	System      string   `json:"system,omitempty"`
	Stack       string   `json:"stack,omitempty"`
	Job         string   `json:"job,omitempty"`
	ServerAddr  string   `json:"server_addr,omitempty"`
	ServerPort  int      `json:"server_port,omitempty"`
	Tunnel      string   `json:"tunnel_id,omitempty"`
	Observed    string   `json:"observed,omitempty"`
	Sessions    int64    `json:"sessions,omitempty"`
	Records     int64    `json:"interval_records,omitempty"`
	Connections int64    `json:"connections,omitempty"`
	Bytes       int64    `json:"bytes,omitempty"`
	Also        []string `json:"also,omitempty"` // other rules met at the place, with their verdicts
}

// summaryWorst is how many of the worst the document lists, as many as the page.
const summaryWorst = 10

func summaryJSON(r *model.Report) jsonSummary {
	return jsonSummary{r.Status().String(), int(r.Status()), mapSlice(r.Worst(summaryWorst), worstJSON)}
}

func worstJSON(w model.Worst) jsonWorst {
	out := jsonWorst{Verdict: string(w.Verdict()), Severity: w.Severity(), Title: w.Title(), Place: w.Place(),
		Also: w.Also}
	switch {
	case w.Finding != nil:
		f := w.Finding
		out.Kind, out.Profile, out.Rule, out.Observed = "session", f.Profile, f.Rule.ID, f.Observed
		out.Sysplex, out.System, out.Stack, out.Job = f.Sysplex, f.System, f.Stack, f.Job
		out.ServerAddr, out.ServerPort = f.ServerAddr, f.ServerPort
		out.Sessions, out.Records = w.Thing.Sessions, w.Thing.Records
		out.Connections, out.Bytes = w.Thing.Connections, w.Thing.Bytes
		if f.Tunnel != nil {
			out.Kind, out.Tunnel = "tunnel", f.Tunnel.ID
		}
	case w.Check != nil:
		out.Kind, out.Check = "check", w.Check.Query.ID
	default:
		out.Kind, out.Profile = "profile", w.Profile.Profile.ID
		if w.Rule != nil {
			out.Rule = w.Rule.ID
		}
	}
	return out
}

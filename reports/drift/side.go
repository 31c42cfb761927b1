package drift

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"math"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/collect"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
	"github.com/zertify/zertify/reports/wording"
)

// addEvaluation takes over what a profile found, of sessions and of tunnels.
func (s *Side) addEvaluation(j *policy.Evaluation) {
	s.addFindings(j.Profile.ID, "findings", j.Findings, j.Total)
	s.addFindings(j.Profile.ID, "findings on tunnels", j.Tunnels.Findings, j.Tunnels.FindingsTotal)
}

func (s *Side) addFindings(profile, noun string, list []policy.Finding, total int64) {
	if int64(len(list)) < total {
		s.notes = append(s.notes,
			fmt.Sprintf("%s: profile %s: only %s of %s %s compared", s.Database, profile, wording.Digits(int64(len(list))),
				wording.Digits(total), noun))
	}
	for i := range list {
		f := &list[i]
		if f.Rule.Verdict != policy.Fail && f.Rule.Verdict != policy.Warn {
			continue
		}
		d := driftFinding{profile: profile, rule: f.Rule.ID, subject: f.Rule.AppliesTo + " " + f.Rule.Attribute,
			severity: f.Severity(), title: f.Title(), place: model.EndPointName(f), thing: model.SubjectOf(f),
			system: f.System, stack: f.Stack, job: f.Job, resource: findingResource(f), accepted: f.Accepted != "",
			standing: standingOf(f), connections: f.Connections, bytes: f.Bytes}
		if text := model.ObservedText(f); text != "" {
			d.observed = []string{text}
		}
		if len(f.Evidence) > 0 {
			d.file, d.record = f.Evidence[0].FileID, f.Evidence[0].RecordNo
		}
		s.addFinding(d)
	}
}

// addOutcome takes over the rows of a check.
func (s *Side) addOutcome(o *queries.Outcome) {
	if int64(len(o.Rows)) < o.Total {
		s.notes = append(s.notes,
			fmt.Sprintf("%s: check %s: only %s of %s compared", s.Database, o.Query.ID, wording.Digits(int64(len(o.Rows))),
				wording.Count(o.Total, "row")))
	}
	if o.Err != nil {
		s.notes = append(s.notes, fmt.Sprintf("%s: %v", s.Database, o.Err))
	}
	at := map[string]int{}
	for i, c := range o.Columns {
		at[c] = i
	}
	for i, row := range o.Rows {
		if d, is := (outcomeRow{at, row}).finding(o, o.Accepted[i] != ""); is {
			s.addFinding(d)
		}
	}
}

// An outcomeRow is a row of a check, with where its columns are.
type outcomeRow struct {
	at    map[string]int
	cells []any
}

// text returns the value of a column as text; "" when there is none.
func (r outcomeRow) text(column string) string {
	if i, ok := r.at[column]; ok && r.cells[i] != nil {
		return fmt.Sprint(r.cells[i])
	}
	return ""
}

func (r outcomeRow) number(column string) int64 {
	if i, ok := r.at[column]; ok {
		return wholeNumber(r.cells[i])
	}
	return 0
}

// finding returns what the row says; false when it only lists something.
func (r outcomeRow) finding(o *queries.Outcome, accepted bool) (d driftFinding, is bool) {
	d = driftFinding{profile: model.ProfileOfChecks, rule: o.Query.ID, subject: o.Query.ID, severity: o.Query.Severity,
		title: o.Query.Title, thing: model.ProfileOfChecks,
		place:  rowPlace(r.text("system"), r.text("job"), r.text("role"), r.text("server_addr"), r.number("server_port")),
		system: r.text("system"), stack: r.text("stack"), job: r.text("job"), resource: r.text("resource"),
		connections: r.number("connections"), bytes: r.number("bytes"), file: r.number("file_id"),
		record: r.number("record_no"), observed: []string{r.text("reason")}}
	if d.place == "" { // a list of its own, with a line for each row
		d.place, d.title, d.thing = o.Query.Title, d.resource, ""
	}
	switch status := r.text("status"); {
	case accepted:
		d.standing, d.accepted = standAccepted, true
	case status == "fail":
		d.standing = standFail
	case status == "review":
		d.standing = standReview
	default:
		return d, false
	}
	return d, true
}

// addFinding merges what the same rule says of the same resource.
func (s *Side) addFinding(d driftFinding) {
	known := s.findings[d.key()]
	if known == nil {
		s.findings[d.key()] = &d
		return
	}
	if d.standing < known.standing {
		known.standing, known.accepted = d.standing, d.accepted
		known.file, known.record = d.file, d.record
	}
	known.connections = model.AddCapped(known.connections, d.connections)
	known.bytes = model.AddCapped(known.bytes, d.bytes)
	for _, o := range d.observed {
		if !slices.Contains(known.observed, o) && len(known.observed) < maxObserved {
			known.observed = append(known.observed, o)
		}
	}
	slices.Sort(known.observed)
}

//go:embed sql/*.sql
var sqlFiles embed.FS

var statements = scan.Load(sqlFiles)

// rowPlace names the end point in a row of a check; "" where the row does not say which it is.
func rowPlace(system, job, role, addr string, port int64) string {
	if addr == "" || job == "" {
		return ""
	}
	return model.EndPointName(&policy.Finding{System: system, Job: job, Role: role, ServerAddr: addr,
		ServerPort: int(port)})
}

// A Side is one of two periods or databases to compare. It holds what is needed
// for that and no connection.
type Side struct {
	model.DriftSide
	findings     map[string]*driftFinding
	ports        map[string]driftPort
	suites       map[string]driftSuite
	certificates []model.Certificate
	peers        map[string]driftPeer
	notes        []string
}

// Inputs are the parts of a Side that do not lie in the database.
type Inputs struct {
	Database    string // as a reader knows it
	Scope       string
	Evaluations []*policy.Evaluation
	Outcomes    []queries.Outcome
}

// Read reads one side from its database, as far as the views there show it.
func Read(ctx context.Context, db *sql.DB, in Inputs) (*Side, error) {
	s := &Side{
		DriftSide: model.DriftSide{Database: in.Database, Scope: in.Scope},
		findings:  map[string]*driftFinding{}, ports: map[string]driftPort{}, suites: map[string]driftSuite{},
		peers: map[string]driftPeer{},
	}
	for _, j := range in.Evaluations {
		s.addEvaluation(j)
	}
	for i := range in.Outcomes {
		s.addOutcome(&in.Outcomes[i])
	}
	c := scan.New(ctx, db)
	side := scan.Read(c, statements.Get("side", nil), scanSide, 1)
	s.certificates = collect.Certificates(c, math.MaxInt32).Rows
	ports := scan.Read(c, statements.Get("ports", nil), scanDriftPort, math.MaxInt32)
	suites := scan.Read(c, statements.Get("suites", nil), scanDriftSuite, math.MaxInt32)
	peers := scan.Read(c, statements.Get("peers", nil), scanDriftPeer, maxDriftPeers+1)
	if err := c.Err(); err != nil {
		return nil, fmt.Errorf("reading %s for the comparison: %w", in.Database, err)
	}
	for _, row := range side.Rows {
		s.Span, s.Sessions, s.Records = row.Span, row.Sessions, row.Records
	}
	for _, p := range ports.Rows {
		s.ports[p.place.resource()] = p
	}
	for _, u := range suites.Rows {
		s.suites[u.layer+"\x00"+u.place.resource()] = u
	}
	if len(peers.Rows) > maxDriftPeers {
		s.notes = append(s.notes,
			fmt.Sprintf("%s: %s; only the %s with the most connections were compared", in.Database,
				wording.Count(peers.Total, "peer"),
				wording.Digits(maxDriftPeers)))
		peers.Rows = peers.Rows[:maxDriftPeers]
	}
	for _, p := range peers.Rows {
		s.peers[p.key()] = p
	}
	return s, nil
}

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
	"sync"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// Parameters of the page of findings.
const (
	paramProfile = "profile"
	paramDay     = "day"
	paramBy      = "by"
	paramOwner   = "owner"
)

// How findings are gathered.
const (
	byServer = "server"
	byRule   = "rule"
	byOwner  = "owner"
)

// usualProfile is evaluated when none is asked for.
const usualProfile = "baseline"

// Bounds of the page.
const (
	mostGroups = 100  // headings
	mostThings = 2000 // rows under all of them
)

// A findingsView is what profiles say of the traffic, gathered by end point, by what was found, or by owner.
type findingsView struct {
	Profiles  []choice
	Groupings []grouping
	Owners    []choice // Name is the owner asked for
	By, Owner string
	Day       string
	Verdicts  []verdictLine
	thingTables
	Command []shellLine
}

type verdictLine struct{ ID, Title, Verdict, Words, Sessions string }

// A grouping is a way to gather what was found.
type grouping struct {
	Name, Title string
	Chosen      bool
}

// thingTables are tables of what was found, under headings.
type thingTables struct {
	Groups    []thingGroup
	Rest      int // rows that are not shown
	HasOwners bool
}

type thingGroup struct {
	Name      string
	Leads     string // address of what the heading names; "" for nothing
	LeadsTo   string
	Owner     string
	WithWhere bool
	WithWhat  bool
	WithOwner bool
	Things    []thingView
}

type thingView struct {
	Severity, Verdict, Where, Title, Observed, Profiles, Owner, Uses string
	Leads                                                            string // address of where it was found
	// lines for a file of exceptions, still to be filled in
	Accept string
}

// An evaluated is the answer of profiles for a day, which is worked out once.
type evaluated struct {
	once   sync.Once
	report *model.Report
	err    error
	left   bool // it was broken off, because the one for whom it was worked out has left
}

// A finished is an answer that is complete.
type finished struct {
	day    time.Time // that was asked for; zero is that of the newest record
	report *model.Report
}

// finish notes that the answer to a key is complete, as long as it is kept.
func (e *evaluations) finish(key string, day time.Time, report *model.Report) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.kept[key] == nil {
		return
	}
	if e.finished == nil {
		e.finished = map[string]finished{}
	}
	e.finished[key] = finished{day, report}
}

// among takes the answer of profiles out of one that has them among others; nil if there is none.
func (e *evaluations) among(ids []string, day time.Time) *model.Report {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, f := range e.finished {
		if !f.day.Equal(day) {
			continue
		}
		out := &model.Report{AsOf: f.report.AsOf}
		for _, j := range f.report.Evaluations {
			if slices.Contains(ids, j.Profile.ID) {
				out.Evaluations = append(out.Evaluations, j)
			}
		}
		if len(out.Evaluations) == len(ids) {
			return out
		}
	}
	return nil
}

// mostEvaluated bounds the answers that are kept.
const mostEvaluated = 8

// An evaluations keeps the newest answers, by what was asked.
type evaluations struct {
	mu   sync.Mutex
	kept map[string]*evaluated
	keys []string // the oldest first

	finished map[string]finished // of those that are kept
}

func (e *evaluations) get(key string) *evaluated {
	e.mu.Lock()
	defer e.mu.Unlock()
	if v := e.kept[key]; v != nil {
		return v
	}
	if e.kept == nil {
		e.kept = map[string]*evaluated{}
	}
	if len(e.keys) >= mostEvaluated {
		delete(e.kept, e.keys[0])
		delete(e.finished, e.keys[0])
		e.keys = e.keys[1:]
	}
	e.kept[key] = &evaluated{}
	e.keys = append(e.keys, key)
	return e.kept[key]
}

func (e *evaluations) forget(key string, it *evaluated) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.kept[key] != it {
		return // it is another's by now
	}
	delete(e.kept, key)
	e.keys = slices.DeleteFunc(e.keys, func(k string) bool { return k == key })
}

// findings is the page of what profiles say.
func (s *Server) findings(r *http.Request) (answer, error) {
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, err
	}
	params := r.URL.Query()
	asked, day, err := parseFindings(params, known)
	if err != nil {
		return nil, bad(err)
	}
	by := cmp.Or(params.Get(paramBy), byServer)
	if by != byServer && by != byRule && (by != byOwner || s.opt.Owners == nil) {
		return nil, bad(
			fmt.Errorf("%s %q: server or rule, and owner where the server was given a file of owners", paramBy, by))
	}
	report, err := s.evaluate(r.Context(), asked, day)
	if err != nil {
		return nil, err
	}
	v := &findingsView{Day: wording.ISODay(report.AsOf), By: by,
		Command: command(s.opt.Commands.Audit(asked, wording.ISODay(day))).lines()}
	for _, id := range known {
		v.Profiles = append(v.Profiles, choice{id, id, slices.Contains(asked, id)})
	}
	for _, j := range report.Evaluations {
		v.Verdicts = append(v.Verdicts, verdictOf(j))
	}
	servers := report.ByServer()
	v.offer(s.opt.Owners != nil, report.ByOwner(servers))
	if params.Has(paramOwner) {
		v.Owner = ownerText(params.Get(paramOwner))
		servers = slices.DeleteFunc(servers, func(e model.Server) bool { return e.Owner != params.Get(paramOwner) })
	}
	v.thingTables = tablesOf(servers, by, report.HasOwners())
	return rendered{"findings", "Findings", "findings", v}, nil
}

// offer lists the ways to gather what was found and the owners there are.
func (v *findingsView) offer(hasOwners bool, owners []model.Owner) {
	v.Groupings = []grouping{{byServer, "server", v.By == byServer}, {byRule, "what was found", v.By == byRule}}
	if !hasOwners {
		return
	}
	v.Groupings = append(v.Groupings, grouping{byOwner, "owner", v.By == byOwner})
	for _, o := range owners {
		v.Owners = append(v.Owners, choice{Name: o.Name, Title: ownerText(o.Name)})
	}
}

// ownerText names whom findings are for.
func ownerText(name string) string {
	if name == "" {
		return "nobody named"
	}
	return wording.Clip(plain.Text(name), mostText)
}

// parseFindings reads the profiles and the day asked for. The zero day is that of the newest record.
func parseFindings(params url.Values, known []string) ([]string, time.Time, error) {
	asked, day := params[paramProfile], time.Time{}
	if len(asked) == 0 {
		asked = []string{usualProfile}
	}
	for _, id := range asked {
		if !slices.Contains(known, id) {
			return nil, day, fmt.Errorf("profile %q is not known; there are %s", id, strings.Join(known, ", "))
		}
	}
	asked = slices.Compact(slices.Sorted(slices.Values(asked)))
	text := params.Get(paramDay)
	if text == "" {
		return asked, day, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil, day, fmt.Errorf("day %q: write it as 2026-10-01", text)
	}
	return asked, day, nil
}

// evaluate works out what the profiles say, or returns what it was when last asked for them, alone or among others. An
// answer that was broken off is not kept.
func (s *Server) evaluate(ctx context.Context, ids []string, day time.Time) (*model.Report, error) {
	if known := s.judged.among(ids, day); known != nil {
		return known, nil
	}
	key := strings.Join(ids, ",") + " " + wording.ISODay(day)
	for {
		e, mine := s.judged.get(key), false
		e.once.Do(func() {
			mine = true
			e.report, e.err = s.evaluateNow(ctx, ids, day)
			e.left = ctx.Err() != nil
		})
		if e.err == nil {
			s.judged.finish(key, day, e.report)
			return e.report, nil
		}
		s.judged.forget(key, e)
		if mine || !e.left || ctx.Err() != nil {
			return nil, e.err
		}
	}
}

func (s *Server) evaluateNow(ctx context.Context, ids []string, day time.Time) (*model.Report, error) {
	var profiles []*policy.Profile
	for _, id := range ids {
		p, err := policy.LoadProfile(policy.Embedded(), id)
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, p)
	}
	found, err := policy.Evaluate(ctx, s.db, profiles, policy.Options{AsOf: day, Owners: s.opt.Owners})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errors.New("no profile was evaluated")
	}
	return &model.Report{Evaluations: found, AsOf: found[0].AsOf}, nil
}

func verdictOf(j *policy.Evaluation) verdictLine {
	var parts []string
	for _, v := range policy.Verdicts {
		if n := j.Verdicts[v].Sessions; n > 0 {
			parts = append(parts, wording.Number(n)+" "+strings.ReplaceAll(string(v), "-", " "))
		}
	}
	return verdictLine{ID: j.Profile.ID, Title: plain.Text(j.Profile.Title), Verdict: string(j.Overall),
		Sessions: "sessions: " + strings.Join(parts, ", ")}
}

// tablesOf shows what is open at end points, which come the worst first, under headings of one kind.
func tablesOf(servers []model.Server, by string, hasOwners bool) (out thingTables) {
	out.HasOwners = hasOwners
	at, rows := map[string]int{}, 0
	for i := range servers {
		e := &servers[i]
		for j := range e.Open() {
			t := &e.Things[j]
			head := groupOf(e, t, by, hasOwners)
			n, ok := at[head.Name]
			switch {
			case rows >= mostThings || !ok && len(out.Groups) >= mostGroups:
				out.Rest++
				continue
			case !ok:
				n = len(out.Groups)
				at[head.Name] = n
				out.Groups = append(out.Groups, head)
			}
			out.Groups[n].Things = append(out.Groups[n].Things, thingAt(e, t))
			rows++
		}
	}
	return out
}

// groupOf is the heading under which a thing belongs, without its rows.
func groupOf(e *model.Server, t *model.Thing, by string, hasOwners bool) thingGroup {
	switch by {
	case byRule:
		return thingGroup{Name: plain.Text(t.Title), WithWhere: true, WithOwner: hasOwners}
	case byOwner:
		return thingGroup{Name: ownerText(e.Owner), WithWhere: true, WithWhat: true}
	}
	g := thingGroup{Name: plain.Text(e.Name()), WithWhat: true, WithOwner: hasOwners}
	g.Leads, g.LeadsTo = leadsOf(e)
	return g
}

// thingAt is a thing with the end point at which it is.
func thingAt(e *model.Server, t *model.Thing) thingView {
	v := thingOf(t)
	v.Where, v.Owner = plain.Text(e.Name()), ownerText(e.Owner)
	v.Leads, _ = leadsOf(e)
	return v
}

// leadsOf is the address of what went on at an end point: its sessions, or its tunnels over time.
func leadsOf(e *model.Server) (address, what string) {
	if e.Remote != "" {
		return pairLink(e.Addr, e.Remote), "over time"
	}
	return sessionsAt(e), "sessions"
}

func thingOf(t *model.Thing) thingView {
	var profiles []string
	for _, p := range t.Profiles {
		profiles = append(profiles, p.ID+": "+strings.Join(p.Rules, " "))
	}
	observed := "" // of clear traffic the title says it all
	if t.Layer != "" {
		observed = plain.Text(strings.Join(t.Observed, ", "))
	}
	return thingView{Severity: t.Severity, Verdict: string(t.Verdict), Title: plain.Text(t.Title),
		Observed: observed, Profiles: plain.Text(strings.Join(profiles, "; ")),
		Uses: wording.Count(t.Connections, "connection"), Accept: acceptText(t)}
}

// acceptText is a file of exceptions that would accept a thing once somebody has filled in who answers for it, why and
// until when.
func acceptText(t *model.Thing) string {
	var suggested policy.Suggestions
	for _, f := range t.Findings {
		if f.Accepted == "" {
			suggested.AddFinding(f)
		}
	}
	var b strings.Builder
	if _, err := suggested.WriteTo(&b); err != nil {
		panic(err) // nothing fails that writes to memory
	}
	return plain.Lines(b.String())
}

// sessionsAt is the address of the sessions at an end point; "" where it has none.
func sessionsAt(e *model.Server) string {
	params := url.Values{}
	for name, value := range map[string]string{"system": e.System, "stack": e.Stack, "job": e.Job, "server": e.Addr,
		"role": e.Role} {
		if value != "" {
			params.Set(name, value)
		}
	}
	if e.Port > 0 {
		params.Set("port", strconv.Itoa(e.Port))
	}
	if e.Remote != "" || e.Addr == "" {
		return ""
	}
	return link("sessions", params)
}

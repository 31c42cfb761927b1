package browse

import (
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
)

// usualProfile is evaluated when none is asked for.
const usualProfile = "baseline"

// mostServers bounds the end points of the page.
const mostServers = 100

// A findingsView is what profiles say of the traffic, gathered by end point.
type findingsView struct {
	Profiles []choice
	Day      string
	Verdicts []verdictLine
	Servers  []serverView
	Rest     int // end points that are not shown
	Command  string
}

type verdictLine struct{ ID, Title, Verdict, Words, Sessions string }

type serverView struct {
	Name, Sessions string // Sessions is the address of the list of sessions there
	Things         []thingView
}

type thingView struct {
	Severity, Verdict, Title, Observed, Profiles, Uses string
	Accept                                             string // lines for a file of exceptions, still to be filled in
}

// An evaluated is the answer of profiles for a day, which is worked out once.
type evaluated struct {
	once   sync.Once
	report *model.Report
	err    error
}

// mostEvaluated bounds the answers that are kept.
const mostEvaluated = 8

// An evaluations keeps the newest answers, by what was asked.
type evaluations struct {
	mu   sync.Mutex
	kept map[string]*evaluated
	keys []string // the oldest first
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
		e.keys = e.keys[1:]
	}
	e.kept[key] = &evaluated{}
	e.keys = append(e.keys, key)
	return e.kept[key]
}

func (e *evaluations) forget(key string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.kept, key)
	e.keys = slices.DeleteFunc(e.keys, func(k string) bool { return k == key })
}

// findings is the page of what profiles say.
func (s *Server) findings(r *http.Request) (answer, error) {
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, err
	}
	asked, day, err := parseFindings(r.URL.Query(), known)
	if err != nil {
		return nil, bad(err)
	}
	report, err := s.evaluate(r.Context(), asked, day)
	if err != nil {
		return nil, err
	}
	v := &findingsView{Day: wording.ISODay(report.AsOf), Command: s.opt.Commands.Audit(asked, wording.ISODay(day))}
	for _, id := range known {
		v.Profiles = append(v.Profiles, choice{id, id, slices.Contains(asked, id)})
	}
	for _, j := range report.Evaluations {
		v.Verdicts = append(v.Verdicts, verdictOf(j))
	}
	v.add(report.ByServer())
	return rendered{"findings", "Findings", "findings", v}, nil
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

// evaluate works out what the profiles say, or returns what it was when last asked. An answer that
// was broken off is not
// kept.
func (s *Server) evaluate(ctx context.Context, ids []string, day time.Time) (*model.Report, error) {
	key := strings.Join(ids, ",") + " " + wording.ISODay(day)
	e := s.judged.get(key)
	e.once.Do(func() { e.report, e.err = s.evaluateNow(ctx, ids, day) })
	if e.err != nil {
		s.judged.forget(key)
	}
	return e.report, e.err
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
	found, err := policy.Evaluate(ctx, s.db, profiles, policy.Options{AsOf: day})
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

// add shows the end points at which something is open, the worst first.
func (v *findingsView) add(servers []model.Server) {
	for i := range servers {
		open := servers[i].Open()
		switch {
		case len(open) == 0:
			continue
		case len(v.Servers) >= mostServers:
			v.Rest++
			continue
		}
		shown := serverView{Name: plain.Text(servers[i].Name()), Sessions: sessionsAt(&servers[i])}
		for j := range open {
			shown.Things = append(shown.Things, thingOf(&open[j]))
		}
		v.Servers = append(v.Servers, shown)
	}
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

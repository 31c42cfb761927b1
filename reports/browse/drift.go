package browse

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// driftPage compares two periods.
const driftPage = "drift"

// The days of both periods, as parameters of the page.
const (
	paramOldFrom  = "old-from"
	paramOldUntil = "old-until"
	paramNewFrom  = "new-from"
	paramNewUntil = "new-until"
)

// A Comparison asks what changed from one period to a later one. The days of the periods are included.
type Comparison struct {
	OldFrom, OldUntil, NewFrom, NewUntil time.Time
	Profiles                             []string
}

func (c *Comparison) key() string {
	return c.Old() + " " + c.New() + " " + strings.Join(c.Profiles, ",")
}

// Old is the earlier period as the command line writes it.
func (c *Comparison) Old() string { return period(c.OldFrom, c.OldUntil) }

// New is the later period.
func (c *Comparison) New() string { return period(c.NewFrom, c.NewUntil) }

func period(from, until time.Time) string {
	return from.Format(time.DateOnly) + ".." + until.Format(time.DateOnly)
}

// A Comparer works out a comparison.
type Comparer func(ctx context.Context, asked Comparison) (*model.Drift, error)

// A driftView is the page: the form, and what came of it.
type driftView struct {
	Old, New          [2]field
	Profiles          []choice
	Working, Busy     bool
	Since, Failure    string
	Result            template.HTML
	Files             []fileLink
	Command           []shellLine
	Trend, WeakTrend  string // checks that follow protection over all periods
	HasAsked, CanRead bool
}

// IsDone reports whether there is a result.
func (v *driftView) IsDone() bool { return v.Result != "" }

// drift is the page that compares two periods.
func (s *Server) drift(r *http.Request) (answer, error) {
	params := r.URL.Query()
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, err
	}
	asked, complete, err := parseComparison(params, known)
	if err != nil {
		return nil, bad(err)
	}
	v := &driftView{Trend: checkLink("protection-trend", nil), WeakTrend: checkLink("weak-trend", nil), HasAsked: complete,
		CanRead: s.opt.Compare != nil}
	if !complete {
		if err := s.suggest(r.Context(), &asked); err != nil {
			return nil, err
		}
	}
	v.form(&asked, known)
	page := rendered{driftPage, "Drift between two periods", driftPage, v}
	if !complete || !v.CanRead {
		return page, nil
	}
	v.Command = command(s.opt.Commands.Diff(asked)).lines()
	now := s.compared.ask(s.compare, s.life(), asked)
	if format := params.Get(paramFormat); format != "" && now.drift != nil {
		return newDriftFile(now.drift, format)
	}
	if err := v.take(now, params); err != nil {
		return nil, err
	}
	if v.Working || v.Busy {
		return refreshed{page, "2"}, nil
	}
	return page, nil
}

// life ends with the server.
func (s *Server) life() context.Context {
	if s.opt.Life == nil {
		return context.Background()
	}
	return s.opt.Life
}

func parseComparison(params url.Values, known []string) (c Comparison, complete bool, err error) {
	days := map[string]*time.Time{paramOldFrom: &c.OldFrom, paramOldUntil: &c.OldUntil, paramNewFrom: &c.NewFrom,
		paramNewUntil: &c.NewUntil}
	given := 0
	for _, name := range sortedNames(params) {
		to := days[name]
		switch {
		case name == paramFormat || name == paramProfile:
			continue
		case to == nil:
			return c, false, fmt.Errorf("parameter %q is not known", name)
		case len(params[name]) > 1:
			return c, false, fmt.Errorf("%s: more than once", name)
		case params.Get(name) == "":
			continue
		}
		if *to, err = time.Parse(time.DateOnly, params.Get(name)); err != nil {
			return c, false, fmt.Errorf("%s %q: write a day as 2026-10-01", name, params.Get(name))
		}
		given++
	}
	if c.Profiles, _, err = parseFindings(url.Values{paramProfile: params[paramProfile]}, known); err != nil {
		return c, false, err
	}
	switch {
	case given < len(days):
		return c, false, nil
	case c.OldFrom.After(c.OldUntil) || c.NewFrom.After(c.NewUntil):
		return c, false, errors.New("a period ends before it begins")
	case !c.OldUntil.Before(c.NewFrom) && !c.NewUntil.Before(c.OldFrom):
		return c, false, errors.New("the periods overlap: the same records would be on both sides")
	}
	return c, true, nil
}

// suggest fills in the days that are not given: the later half of the days with traffic against the earlier, or of
// several months the last against the one before.
func (s *Server) suggest(ctx context.Context, c *Comparison) error {
	found, err := s.query(ctx, statement("days"))
	if err != nil {
		return err
	}
	first, _ := found[0][0].(time.Time)
	last, _ := found[0][1].(time.Time)
	if first.IsZero() {
		return nil
	}
	month := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC)
	old, middle := month.AddDate(0, -1, 0), month
	if first.After(middle.AddDate(0, 0, -1)) {
		old, middle = first, first.AddDate(0, 0, (int(last.Sub(first).Hours()/24)+1)/2)
	}
	for to, day := range map[*time.Time]time.Time{&c.OldFrom: old, &c.OldUntil: middle.AddDate(0, 0, -1),
		&c.NewFrom:  middle,
		&c.NewUntil: last} {
		if to.IsZero() {
			*to = day
		}
	}
	return nil
}

func (v *driftView) form(c *Comparison, known []string) {
	day := func(name, title string, at time.Time) field {
		return field{Name: name, Title: title, Value: wording.ISODay(at), Type: "date"}
	}
	v.Old = [2]field{day(paramOldFrom, "From", c.OldFrom), day(paramOldUntil, "until", c.OldUntil)}
	v.New = [2]field{day(paramNewFrom, "From", c.NewFrom), day(paramNewUntil, "until", c.NewUntil)}
	for _, id := range known {
		v.Profiles = append(v.Profiles, choice{id, id, slices.Contains(c.Profiles, id)})
	}
}

// take shows how far the comparison is, or what came of it.
func (v *driftView) take(now compared, params url.Values) (err error) {
	switch {
	case now.isBusy:
		v.Busy = true
	case now.err != nil:
		v.Failure = plain.Lines(now.err.Error())
	case now.drift == nil:
		v.Working, v.Since = true, wording.Duration(int64(time.Since(now.begun).Seconds()))
	default:
		v.Result, err = page.DriftPart(now.drift)
		v.Files = fileLinks(driftPage, params)
	}
	return err
}

// A compared is how far a comparison is.
type compared struct {
	drift  *model.Drift // nil while it is being worked out
	err    error
	begun  time.Time
	isBusy bool // another one is being worked out
}

// comparisons works out one comparison at a time beside the requests, and keeps the newest results. One that nobody
// asks after any more is broken off: its page asks every two seconds.
type comparisons struct {
	mu   sync.Mutex
	kept map[string]*comparing
	keys []string // of kept, the oldest first
	runs string   // key of the one being worked out

	patience time.Duration // 0: usualPatience
}

// compare compares, and keeps the database meanwhile.
func (s *Server) compare(ctx context.Context, asked Comparison) (*model.Drift, error) {
	defer s.busy()()
	return s.opt.Compare(ctx, asked)
}

type comparing struct {
	compared
	asked time.Time
}

// mostCompared bounds the results that are kept.
const mostCompared = 4

// usualPatience is after how long a comparison counts as left.
const usualPatience = 10 * time.Second

// ask returns how far a comparison is, and begins it where it is new and no other runs.
func (c *comparisons) ask(f Comparer, life context.Context, asked Comparison) compared {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := asked.key()
	if it := c.kept[key]; it != nil {
		it.asked = time.Now()
		if it.err != nil {
			c.forget(key) // asked again, it is tried again
		}
		return it.compared
	}
	if c.runs != "" {
		return compared{isBusy: true}
	}
	if len(c.keys) >= mostCompared {
		c.forget(c.keys[0])
	}
	it := &comparing{compared{begun: time.Now()}, time.Now()}
	if c.kept == nil {
		c.kept = map[string]*comparing{}
	}
	c.kept[key], c.runs = it, key
	c.keys = append(c.keys, key)
	go c.work(f, life, asked, it)
	return it.compared
}

func (c *comparisons) forget(key string) {
	delete(c.kept, key)
	c.keys = slices.DeleteFunc(c.keys, func(k string) bool { return k == key })
}

func (c *comparisons) work(f Comparer, life context.Context, asked Comparison, it *comparing) {
	ctx, stop := context.WithCancel(life)
	defer stop()
	go c.watch(ctx, stop, it)
	drift, err := f(ctx, asked)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs = ""
	if ctx.Err() != nil {
		c.forget(asked.key())
		return
	}
	it.drift, it.err = drift, err
}

// watch breaks a comparison off once nobody has asked after it for a while.
func (c *comparisons) watch(ctx context.Context, stop func(), it *comparing) {
	patience := c.patience
	if patience == 0 {
		patience = usualPatience
	}
	tick := time.NewTicker(patience / 10)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		c.mu.Lock()
		left := time.Since(it.asked) > patience
		c.mu.Unlock()
		if left {
			stop()
			return
		}
	}
}

// A driftFile is a comparison as a file.
type driftFile struct {
	*model.Drift
	format string
}

func newDriftFile(d *model.Drift, format string) (answer, error) {
	if ext(format) == "" {
		return nil, bad(fmt.Errorf("format %q is not known", format))
	}
	return driftFile{d, format}, nil
}

func (f driftFile) write(_ *Server, w http.ResponseWriter, _ *http.Request) error {
	attach(w.Header(), driftPage, f.format)
	err := error(nil)
	if f.format == "json" {
		err = tables.WriteDrift(w, f.Drift)
	} else {
		err = tables.WriteRows(w, f.format, tables.DriftColumns, tables.DriftRows(f.Drift))
	}
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

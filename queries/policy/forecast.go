package policy

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// maxForecastDays bounds the days on which one profile is tried: those asked
// for and those on which its rules change before the last of them.
const maxForecastDays = 200

// A Forecast says what the same traffic comes to under the rules of later days.
// Only rules and exceptions move on; a certificate's days are still counted
// from the as-of day, because by then it will have been renewed or not.
type Forecast struct {
	Days     []time.Time // those asked for, UTC, earliest first
	Overall  []Verdict   // of the sessions, per day
	Verdicts []map[Verdict]Tally
	// rules that fail or warn on one of Days and do not say the same now, in rule order; sessions
	// before tunnels
	Rows []ForecastRow
}

// A ForecastRow follows one rule.
type ForecastRow struct {
	Rule      *Rule
	Tunnels   bool // over tunnels: the counts of sessions in the cells are tunnels
	Now       ForecastCell
	At        []ForecastCell // per day
	FirstFail time.Time      // first day after the as-of day, to the day, on which the rule fails; zero when it does not
}

// A ForecastCell is what a rule says on one day.
type ForecastCell struct {
	Verdict Verdict
	Matched Tally // less what an exception in force on that day accepts
}

// checkForecast makes sure that a forecast looks forward.
func (j *evaluator) checkForecast() error {
	slices.SortFunc(j.opt.Forecast, time.Time.Compare)
	j.opt.Forecast = slices.Compact(j.opt.Forecast)
	for _, day := range j.opt.Forecast {
		if !day.After(j.opt.AsOf) {
			return fmt.Errorf("forecast %s: the day must lie after the as-of day %s", day.Format(time.DateOnly),
				j.opt.AsOf.Format(time.DateOnly))
		}
	}
	return nil
}

// forecast tries the rules of later days on the traffic at hand.
func (j *evaluator) forecast(ctx context.Context, r *Evaluation, steps []*step) error {
	if len(j.opt.Forecast) == 0 {
		return nil
	}
	days, err := j.forecastDays(r.Profile)
	if err != nil {
		return err
	}
	f := &Forecast{Days: j.opt.Forecast}
	rows := make([]ForecastRow, len(r.Controls))
	for i := range r.Controls {
		rows[i] = ForecastRow{Rule: r.Controls[i].Rule, Tunnels: j.source.tunnels, Now: cellOf(&r.Controls[i])}
	}
	for _, day := range days {
		asked := slices.Contains(f.Days, day)
		later, err := j.on(ctx, day, r.Profile, steps, asked)
		if err != nil {
			return fmt.Errorf("forecast %s: %w", day.Format(time.DateOnly), err)
		}
		if asked {
			f.Overall = append(f.Overall, later.Overall)
			f.Verdicts = append(f.Verdicts, later.Verdicts)
		}
		for i := range rows {
			rows[i].see(day, cellOf(&later.Controls[i]), asked)
		}
	}
	for _, row := range rows {
		if row.turns() {
			f.Rows = append(f.Rows, row)
		}
	}
	r.Forecast = f
	return nil
}

// forecastDays are the days asked for and those before the last of them on
// which the profile's rules or exceptions change.
func (j *evaluator) forecastDays(p *Profile) ([]time.Time, error) {
	changes := ruleChanges([]*Profile{p})
	for _, e := range j.opt.Exceptions.List {
		if slices.ContainsFunc(p.Rules, func(r Rule) bool { return r.ID == e.ID }) {
			changes = append(changes, e.Expires.AddDate(0, 0, 1))
		}
	}
	last := j.opt.Forecast[len(j.opt.Forecast)-1]
	days := slices.Clone(j.opt.Forecast)
	for _, day := range changes {
		if day.After(j.opt.AsOf) && day.Before(last) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	days = slices.Compact(days)
	if len(days) > maxForecastDays {
		return nil, fmt.Errorf(
			"forecast: rules or exceptions change on %d days before %s, at most %d are tried; ask for an earlier day",
			len(days), last.Format(time.DateOnly), maxForecastDays)
	}
	return days, nil
}

// on evaluates the traffic at hand by the rules of one later day, without
// findings, and with verdicts where they are asked for.
func (j *evaluator) on(ctx context.Context, day time.Time, p *Profile, steps []*step, verdicts bool) (
	*Evaluation, error) {
	later := *j
	later.forecastOf, later.opt.AsOf = j.opt.AsOf, day
	later.eras = slices.Repeat([]time.Time{day}, len(j.eras))
	r := &Evaluation{Profile: p, AsOf: day}
	work := []func(context.Context, *Evaluation, []*step) error{later.storeHits, later.storeAccepted, later.readControls}
	if verdicts {
		work = append(work, later.readVerdicts)
	}
	for _, f := range work {
		if err := f(ctx, r, steps); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func cellOf(c *Control) ForecastCell {
	t := Tally{c.Matched.Sessions - c.Accepted.Sessions, c.Matched.Records - c.Accepted.Records,
		c.Matched.Connections - c.Accepted.Connections, c.Matched.Bytes - c.Accepted.Bytes}
	return ForecastCell{c.Verdict, t}
}

func (c ForecastCell) fails() bool { return c.Verdict == Fail && c.Matched.Sessions > 0 }

func (c ForecastCell) counts() bool {
	return (c.Verdict == Fail || c.Verdict == Warn) && c.Matched.Sessions > 0
}

// see takes in what the rule says on a day. A rule on the database as a whole
// has no sessions of its own.
func (row *ForecastRow) see(day time.Time, c ForecastCell, asked bool) {
	if asked {
		row.At = append(row.At, c)
	}
	if c.fails() && row.FirstFail.IsZero() {
		row.FirstFail = day
	}
}

// turns reports whether the row is worth a line: the rule fails or warns on a
// day and says something else now, or fails in between.
func (row *ForecastRow) turns() bool {
	if !row.FirstFail.IsZero() && !row.Now.fails() {
		return true
	}
	return slices.ContainsFunc(row.At, func(c ForecastCell) bool { return c.counts() && c != row.Now })
}

// joinForecast adds the rows of another population.
func (r *Evaluation) joinForecast(f *Forecast) {
	switch {
	case f == nil:
	case r.Forecast == nil:
		r.Forecast = f
	default:
		r.Forecast.Rows = append(r.Forecast.Rows, f.Rows...)
	}
}

package page

import (
	"slices"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// forecastPart is the section of the page: the sessions by day, and the rules that turn, over
// all profiles.
type forecastPart struct {
	Totals, Rules table
}

func newForecast(p *printer, r *model.Report) forecastPart {
	if !slices.ContainsFunc(r.Evaluations, func(j *policy.Evaluation) bool { return j.Forecast != nil }) {
		return forecastPart{}
	}
	return forecastPart{forecastTotals(p, r), forecastRules(p, r)}
}

// forecastTotals are the sessions by worst verdict, day by day.
func forecastTotals(p *printer, r *model.Report) table {
	t := p.newTable("Sessions by their worst verdict, under the rules of each day", "No session was evaluated.",
		append([]string{"Profile", "Rules of", "Overall"}, verdictColumns()...)...)
	for _, j := range r.Evaluations {
		if j.Forecast == nil || len(j.Forecast.Overall) == 0 {
			continue
		}
		add := func(day time.Time, overall policy.Verdict, verdicts map[policy.Verdict]policy.Tally) {
			row := []view{say(p.text(j.Profile.Title)), say(wording.Day(day)), verdictView(overall)}
			for _, v := range policy.Verdicts {
				row = append(row, num(verdicts[v].Sessions))
			}
			t.add(row...)
		}
		add(j.AsOf, worstOf(j.Verdicts), j.Verdicts)
		for n, day := range j.Forecast.Days {
			add(day, j.Forecast.Overall[n], j.Forecast.Verdicts[n])
		}
	}
	return t
}

// worstOf is the worst verdict that any session has.
func worstOf(verdicts map[policy.Verdict]policy.Tally) policy.Verdict {
	for _, v := range policy.Verdicts {
		if verdicts[v].Sessions > 0 {
			return v
		}
	}
	return policy.NotEvidenced
}

// A turn is a rule that changes what it says, with its profile.
type turn struct {
	profile *policy.Profile
	*policy.ForecastRow
}

// forecastRules are the rules that turn, with what they hit on each day, the first to fail
// first. Every profile is evaluated on the same days.
func forecastRules(p *printer, r *model.Report) table {
	var turns []turn
	var days []time.Time
	for _, j := range r.Evaluations {
		if j.Forecast == nil {
			continue
		}
		days = j.Forecast.Days
		for i := range j.Forecast.Rows {
			turns = append(turns, turn{j.Profile, &j.Forecast.Rows[i]})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return firstFail(a).Compare(firstFail(b)) })
	cols := []string{"What", "Profile", "First day it fails", "Now"}
	for _, day := range days {
		cols = append(cols, wording.Day(day))
	}
	t := p.newTable("Rules whose verdict changes", "No rule says anything worse of this traffic on these days.",
		append(cols, "#Connections on the last day", "#Bytes on the last day")...)
	shown := min(len(turns), p.lim.rows)
	for _, u := range turns[:shown] {
		t.add(turnRow(p, u)...)
	}
	t.left(shown, len(turns), int64(len(turns)), "forecast.csv")
	return t
}

// firstFail is the day on which a rule first fails; one that never does comes last.
func firstFail(u turn) time.Time {
	if u.FirstFail.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return u.FirstFail
}

func turnRow(p *printer, u turn) []view {
	cells := []view{{Text: p.text(ruleTitle(u.Rule)), Sub: p.text(u.Rule.ID), Class: "long"}, say(p.text(u.profile.Title)),
		stamp(dayOrNever(u.FirstFail)), forecastCell(u.ForecastRow, u.Now)}
	for _, c := range u.At {
		cells = append(cells, forecastCell(u.ForecastRow, c))
	}
	last := u.At[len(u.At)-1].Matched
	if u.Tunnels {
		return append(cells, say("–"), say("–"))
	}
	return append(cells, num(last.Connections), bytesView(last.Bytes))
}

func dayOrNever(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return wording.Day(t)
}

func forecastCell(row *policy.ForecastRow, c policy.ForecastCell) view {
	v := verdictView(c.Verdict)
	unit := "session"
	if row.Tunnels {
		unit = "tunnel"
	}
	if c.Matched.Sessions > 0 {
		v.Sub = wording.Count(c.Matched.Sessions, unit)
	}
	return v
}

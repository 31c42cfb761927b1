package page

import (
	"strings"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// forecastPart is the section of the page.
type forecastPart struct {
	Profiles []forecastProfile
}

type forecastProfile struct {
	Title  string
	Totals table
	Rows   table
}

func newForecast(p *printer, r *model.Report) forecastPart {
	var part forecastPart
	for _, j := range r.Evaluations {
		if j.Forecast != nil {
			part.Profiles = append(part.Profiles,
				forecastProfile{p.text(j.Profile.Title), forecastTotals(p, j), forecastRows(p, j)})
		}
	}
	return part
}

// forecastTotals are the sessions by worst verdict, day by day.
func forecastTotals(p *printer, j *policy.Evaluation) table {
	t := p.newTable("Sessions by their worst verdict, under the rules of each day", "No session was evaluated.",
		append([]string{"Rules of", "Sessions overall"}, verdictColumns()...)...)
	add := func(day string, overall view, verdicts map[policy.Verdict]policy.Tally) {
		row := []view{say(day), overall}
		for _, v := range policy.Verdicts {
			row = append(row, num(verdicts[v].Sessions))
		}
		t.add(row...)
	}
	if len(j.Forecast.Overall) == 0 {
		return t
	}
	add(wording.Day(j.AsOf), say(""), j.Verdicts)
	for n, day := range j.Forecast.Days {
		add(wording.Day(day), verdictView(j.Forecast.Overall[n]), j.Forecast.Verdicts[n])
	}
	return t
}

// forecastRows are the rules that turn, with what they hit on each day.
func forecastRows(p *printer, j *policy.Evaluation) table {
	f := j.Forecast
	cols := []string{"Rule", "First day it fails", "Now"}
	for _, day := range f.Days {
		cols = append(cols, wording.Day(day))
	}
	t := p.newTable("Rules that change what they say", "No rule says anything worse of this traffic on these days.",
		append(cols, "#Connections on the last day", "#Bytes on the last day")...)
	shown := min(len(f.Rows), p.lim.rows)
	for i := range f.Rows[:shown] {
		row := &f.Rows[i]
		cells := []view{{Text: p.text(row.Rule.ID),
			Sub: p.text(strings.Join([]string{row.Rule.Attribute, row.Rule.Condition}, " ")), Class: "long"},
			stamp(dayOrNever(row.FirstFail)), forecastCell(row, row.Now)}
		for _, c := range row.At {
			cells = append(cells, forecastCell(row, c))
		}
		last := row.At[len(row.At)-1].Matched
		if row.Tunnels {
			cells = append(cells, say("–"), say("–"))
		} else {
			cells = append(cells, num(last.Connections), bytesView(last.Bytes))
		}
		t.add(cells...)
	}
	t.left(shown, len(f.Rows), int64(len(f.Rows)), "forecast.csv")
	return t
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

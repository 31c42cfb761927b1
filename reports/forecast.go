package reports

import (
	"strings"
	"time"

	"github.com/zertify/zertify/queries/policy"
)

// The forecast in every format: the same traffic under the rules of later days.

func forecastTable(r *Report) appendixTable {
	cols := columns(
		`profile rule_id severity rule_verdict population attribute condition as_of verdict_now sessions_now tunnels_now
		first_fail day verdict sessions connections bytes tunnels citation basis`)
	for _, i := range []int{7, 11, 12} {
		cols[i].Type = "DATE"
	}
	return appendixTable{"forecast.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			if j.Forecast == nil {
				continue
			}
			for i := range j.Forecast.Rows {
				for n := range j.Forecast.Days {
					if !yield(forecastRow(j, &j.Forecast.Rows[i], n)) {
						return
					}
				}
			}
		}
	}}
}

// forecastRow is one rule on one day. The counts of the other population stay
// empty: tunnels are no sessions.
func forecastRow(j *policy.Evaluation, row *policy.ForecastRow, n int) []any {
	rule, cell := row.Rule, row.At[n]
	now, sessions, tunnels := split(row, row.Now), any(cell.Matched.Sessions), any(nil)
	connections, bytes := any(cell.Matched.Connections), any(cell.Matched.Bytes)
	if row.Tunnels {
		sessions, tunnels, connections, bytes = nil, cell.Matched.Sessions, nil, nil
	}
	return []any{j.Profile.ID, rule.ID, rule.Severity, string(rule.Verdict), population(row), rule.Attribute,
		rule.Condition, orNull(j.AsOf),
		string(row.Now.Verdict), now[0], now[1], orNull(row.FirstFail), j.Forecast.Days[n], string(cell.Verdict), sessions,
		connections, bytes,
		tunnels, rule.Citation, rule.Basis}
}

// split returns the count of a cell as sessions and as tunnels.
func split(row *policy.ForecastRow, c policy.ForecastCell) [2]any {
	if row.Tunnels {
		return [2]any{nil, c.Matched.Sessions}
	}
	return [2]any{c.Matched.Sessions, nil}
}

func population(row *policy.ForecastRow) string {
	if row.Tunnels {
		return "tunnels"
	}
	return "sessions"
}

type jsonForecast struct {
	Days []jsonForecastDay `json:"days"`
	Rows []jsonForecastRow `json:"rows"`
}

type jsonForecastDay struct {
	Day      string        `json:"day"`
	Overall  string        `json:"overall"` // of the sessions
	Verdicts []jsonVerdict `json:"verdicts"`
}

type jsonForecastRow struct {
	Rule       string             `json:"rule_id"`
	Severity   string             `json:"severity"`
	RuleSays   string             `json:"rule_verdict"`
	Population string             `json:"population"`
	Now        jsonForecastCell   `json:"now"`
	At         []jsonForecastCell `json:"at"` // per day
	FirstFail  string             `json:"first_fail,omitempty"`
	Citation   string             `json:"citation"`
	Basis      string             `json:"basis"`
}

// A jsonForecastCell has the counts of one population: those of sessions, or
// tunnels.
type jsonForecastCell struct {
	Verdict     string `json:"verdict"`
	Sessions    *int64 `json:"sessions,omitempty"`
	Connections *int64 `json:"connections,omitempty"`
	Bytes       *int64 `json:"bytes,omitempty"`
	Tunnels     *int64 `json:"tunnels,omitempty"`
}

func forecastJSON(f *policy.Forecast) *jsonForecast {
	if f == nil {
		return nil
	}
	out := &jsonForecast{Days: []jsonForecastDay{}, Rows: mapSlice(f.Rows, forecastRowJSON)}
	for n, day := range f.Days {
		d := jsonForecastDay{Day: day.Format(time.DateOnly), Verdicts: []jsonVerdict{}}
		if n < len(f.Overall) {
			d.Overall = string(f.Overall[n])
			d.Verdicts = verdictsJSON(f.Verdicts[n])
		}
		out.Days = append(out.Days, d)
	}
	return out
}

func forecastRowJSON(row policy.ForecastRow) jsonForecastRow {
	cell := func(c policy.ForecastCell) jsonForecastCell {
		out := jsonForecastCell{Verdict: string(c.Verdict)}
		if row.Tunnels {
			out.Tunnels = &c.Matched.Sessions
		} else {
			out.Sessions, out.Connections, out.Bytes = &c.Matched.Sessions, &c.Matched.Connections, &c.Matched.Bytes
		}
		return out
	}
	return jsonForecastRow{row.Rule.ID, row.Rule.Severity, string(row.Rule.Verdict), population(&row), cell(row.Now),
		mapSlice(row.At, cell),
		day(row.FirstFail), row.Rule.Citation, row.Rule.Basis}
}

// forecastPart is the section of the page.
type forecastPart struct {
	Profiles []forecastProfile
}

type forecastProfile struct {
	Title  string
	Totals table
	Rows   table
}

func (p *page) forecast() forecastPart {
	var part forecastPart
	for _, j := range p.report.Evaluations {
		if j.Forecast != nil {
			part.Profiles = append(part.Profiles,
				forecastProfile{p.text(j.Profile.Title), p.forecastTotals(j), p.forecastRows(j)})
		}
	}
	return part
}

// forecastTotals are the sessions by worst verdict, day by day.
func (p *page) forecastTotals(j *policy.Evaluation) table {
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
	add(dayText(j.AsOf), say(""), j.Verdicts)
	for n, day := range j.Forecast.Days {
		add(dayText(day), verdictView(j.Forecast.Overall[n]), j.Forecast.Verdicts[n])
	}
	return t
}

// forecastRows are the rules that turn, with what they hit on each day.
func (p *page) forecastRows(j *policy.Evaluation) table {
	f := j.Forecast
	cols := []string{"Rule", "First day it fails", "Now"}
	for _, day := range f.Days {
		cols = append(cols, dayText(day))
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
	return dayText(t)
}

func forecastCell(row *policy.ForecastRow, c policy.ForecastCell) view {
	v := verdictView(c.Verdict)
	unit := "session"
	if row.Tunnels {
		unit = "tunnel"
	}
	if c.Matched.Sessions > 0 {
		v.Sub = count(c.Matched.Sessions, unit)
	}
	return v
}

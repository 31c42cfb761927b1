package tables

import (
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

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
	Records     *int64 `json:"interval_records,omitempty"`
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
			out.Sessions, out.Records = &c.Matched.Sessions, &c.Matched.Records
			out.Connections, out.Bytes = &c.Matched.Connections, &c.Matched.Bytes
		}
		return out
	}
	return jsonForecastRow{row.Rule.ID, row.Rule.Severity, string(row.Rule.Verdict), population(&row), cell(row.Now),
		mapSlice(row.At, cell),
		wording.ISODay(row.FirstFail), row.Rule.Citation, row.Rule.Basis}
}

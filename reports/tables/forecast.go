package tables

import (
	"slices"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// The forecast in every format: the same traffic under the rules of later days.

func forecastTable(r *model.Report) appendixTable {
	cols := columns(
		`profile rule_id severity rule_verdict population attribute condition as_of verdict_now sessions_now tunnels_now
		first_fail day verdict sessions interval_records connections bytes tunnels citation basis`)
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
	now, amounts, tunnels := split(row, row.Now), tallyCells(cell.Matched), any(nil)
	if row.Tunnels {
		amounts, tunnels = make([]any, len(amounts)), cell.Matched.Sessions
	}
	return slices.Concat([]any{j.Profile.ID, rule.ID, rule.Severity, string(rule.Verdict), population(row), rule.Attribute,
		rule.Condition, orNull(j.AsOf),
		string(row.Now.Verdict), now[0], now[1], orNull(row.FirstFail), j.Forecast.Days[n], string(cell.Verdict)},
		amounts, []any{tunnels, rule.Citation, rule.Basis})
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

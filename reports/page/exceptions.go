package page

import (
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

func exceptionRows(p *printer, r *model.Report) table {
	list := r.Exceptions
	return sectionTable(p, model.Section[model.Exception]{Rows: list, Total: int64(len(list))}, "exceptions.csv",
		"Exceptions and what they accepted", "No exceptions were given.",
		strings.Split("Rule or check|State|Applies to|#Findings accepted|Owner|Reason|Last day|#Line", "|"),
		func(e *model.Exception) []view {
			return []view{say(p.text(e.ID)), badge(p.text(e.State), exceptionClass[e.State]), patternView(p, e), num(e.Found),
				say(p.text(e.Owner)), {Text: p.text(e.Reason), Class: "long"}, stamp(wording.Day(e.Expires)), num(int64(e.Line))}
		})
}

// exceptionClass borrows the styles of verdicts.
var exceptionClass = map[string]string{"in use": "v-info", "expired": "v-fail", "unused": "v-not-assessed"}

// patternView says what an exception speaks of, and when that is much.
func patternView(p *printer, e *model.Exception) view {
	v := view{Text: p.text(e.Pattern), Class: "long"}
	if e.Note != "" {
		v.Sub = "May accept too much: " + p.text(e.Note)
	}
	return v
}

package page

import (
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// notEvidenced lists what could not be answered and why.
func notEvidenced(p *printer, r *model.Report) table {
	t := p.newTable("Checks the records do not answer", "Every rule and every query found something to look at.",
		"Asked by", "Check", "Why there is no answer")
	for _, j := range r.Evaluations {
		for i := range j.Controls {
			if why := silence(&j.Controls[i]); why != "" {
				t.add(say(p.text(j.Profile.ID+" "+j.Controls[i].Rule.ID)),
					view{Text: p.text(ruleTitle(j.Controls[i].Rule)), Class: "long"}, view{Text: p.own(why), Class: "long"})
			}
		}
	}
	for _, j := range r.Evaluations {
		for _, u := range j.Undecided {
			t.add(say(p.text(j.Profile.ID+" "+u.Rule.ID)), view{Text: p.text(ruleTitle(u.Rule)), Class: "long"},
				view{Text: p.own(model.OpenText(&u)), Class: "long"})
		}
	}
	for _, o := range r.Outcomes {
		if o.Status == queries.NoEvidence {
			t.add(say("query "+p.text(o.Query.ID)), view{Text: p.text(o.Query.Title), Class: "long"},
				say("No record of the kind it reads."))
		}
	}
	if most := 4 * p.lim.rows; len(t.Rows) > most {
		t.Note = wording.Number(int64(len(t.Rows)-most)) + " more in controls.csv and queries.csv."
		t.Rows = t.Rows[:most]
	}
	return t
}

func silence(c *policy.Control) string {
	switch {
	case !c.InForce:
		return ""
	case c.NotKnown.Sessions == 0 && c.Undecided.Sessions > 0:
		return "" // it is among the rules that stay open
	case c.NotKnown.Sessions > 0:
		return wording.CountOf(c.NotKnown.Sessions, c.Looked.Sessions, "session") + " did not say."
	case c.Looked.Sessions > 0 && c.Verdict != policy.NotEvidenced:
		return ""
	case c.Reason != "":
		return wording.UpperFirst(plain.Text(c.Reason)) + "."
	case c.Verdict == policy.NotEvidenced:
		return "The records do not say."
	case c.Looked.Sessions == 0:
		return "No traffic of that kind."
	}
	return ""
}

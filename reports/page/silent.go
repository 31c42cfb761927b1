package page

import (
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// An open question is what the records do not say, why, and who asked.
type openQuestion struct {
	what, why string
	askedBy   []string
}

// openQuestions collects questions; rules that ask for the same attribute in vain for the same
// reason are one.
type openQuestions struct {
	at   map[[2]string]int
	list []openQuestion
}

func (q *openQuestions) add(what, why, askedBy string) {
	key := [2]string{what, why}
	n, ok := q.at[key]
	if !ok {
		n = len(q.list)
		q.at[key] = n
		q.list = append(q.list, openQuestion{what: what, why: why})
	}
	q.list[n].askedBy = append(q.list[n].askedBy, askedBy)
}

// notEvidenced lists what could not be answered and why.
func notEvidenced(p *printer, r *model.Report) table {
	q := openQuestions{at: map[[2]string]int{}}
	for _, j := range r.Evaluations {
		for i := range j.Controls {
			if why := silence(&j.Controls[i]); why != "" {
				q.add(askedFor(j.Controls[i].Rule), why, j.Controls[i].Rule.ID)
			}
		}
	}
	for _, j := range r.Evaluations {
		for _, u := range j.Undecided {
			q.add(askedFor(u.Rule), model.OpenText(&u), u.Rule.ID)
		}
	}
	for _, o := range r.Outcomes {
		if o.Status == queries.NoEvidence {
			q.add(o.Query.Title, "No record of the kind it reads.", "check "+o.Query.ID)
		}
	}
	t := p.newTable("What the records do not say", "Every rule and every check found something to look at.",
		"Asked for", "Why there is no answer", "Asked by")
	for _, open := range q.list[:min(len(q.list), p.lim.rows)] {
		t.add(view{Text: p.text(open.what), Class: "long"}, view{Text: p.own(open.why), Class: "long"},
			view{Text: wording.Clip(plain.Text(strings.Join(open.askedBy, ", ")), askedTexts*p.lim.text), Class: "long"})
	}
	if more := len(q.list) - len(t.Rows); more > 0 {
		t.Note = wording.Number(int64(more)) + " more in controls.csv and queries.csv."
	}
	return t
}

// askedTexts is how many times as long as another cell the list of those who asked may be.
const askedTexts = 8

// askedFor says what a rule wants to know: the attribute, and of which protocol.
func askedFor(r *policy.Rule) string {
	protocol, _, _ := strings.Cut(r.AppliesTo, "/")
	what := wording.UpperFirst(wording.Attribute(r.Attribute))
	if of := aspectOf(protocol); !strings.HasPrefix(what, of) {
		what += ", " + of
	}
	return what
}

func silence(c *policy.Control) string {
	switch {
	case !c.InForce:
		return ""
	case c.NotKnown.Sessions == 0 && c.Undecided.Sessions > 0:
		return "" // it is among the rules that stay open
	case c.NotKnown.Sessions > 0:
		return "The records of " + wording.CountOf(c.NotKnown.Sessions, c.Looked.Sessions, "session") + " do not say."
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

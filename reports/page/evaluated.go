package page

import (
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// An aspectKey is an attribute of a protocol that rules speak of.
type aspectKey struct{ protocol, attribute string }

// newEvaluated has a row for each attribute and a column for each profile.
func newEvaluated(p *printer, r *model.Report) table {
	cols := []string{"Attribute", "Of"}
	var keys []aspectKey
	cells := map[aspectKey][]string{}
	for n, j := range r.Evaluations {
		cols = append(cols, p.text(j.Profile.Title))
		for i := range j.Aspects {
			a := &j.Aspects[i]
			key := aspectKey{a.Protocol, a.Attribute}
			if cells[key] == nil {
				keys = append(keys, key)
				cells[key] = make([]string, len(r.Evaluations))
			}
			cells[key][n] = aspectText(a)
		}
	}
	t := p.newTable("Sessions by what the rules on each attribute say", "No rule looked at a session.", cols...)
	shown := min(len(keys), p.lim.rows)
	for _, key := range keys[:shown] {
		row := []view{say(p.text(wording.UpperFirst(wording.Attribute(key.attribute)))), say(p.text(aspectOf(key.protocol)))}
		for _, text := range cells[key] {
			row = append(row, say(text))
		}
		t.add(row...)
	}
	t.left(shown, len(keys), int64(len(keys)), "aspects.csv")
	return t
}

// aspectOf names what the rules on an attribute are for.
func aspectOf(protocol string) string {
	switch protocol {
	case "any":
		return "any protocol"
	case "session":
		return "all traffic"
	case "x509":
		return "certificates"
	}
	return wording.Layer(protocol)
}

// aspectText counts sessions by verdict, worst first; those of which no rule says anything
// are left out.
func aspectText(a *policy.Aspect) string {
	var parts []string
	for _, v := range policy.Verdicts {
		if n := a.Verdicts[v].Sessions; n > 0 && v != policy.NotAssessed {
			parts = append(parts, wording.Number(n)+" "+verdictText(v))
		}
	}
	return strings.Join(parts, ", ")
}

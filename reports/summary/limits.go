package summary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// notEvidenced counts the rules of a profile that met records which do not say what they should.
func notEvidenced(j *policy.Evaluation) (n int64) {
	for i := range j.Controls {
		if j.Controls[i].Verdict == policy.NotEvidenced {
			n++
		}
	}
	for i := range j.Tunnels.Controls {
		if j.Tunnels.Controls[i].Verdict == policy.NotEvidenced {
			n++
		}
	}
	return n
}

// limitsOf says once each what no record of a kind can say, the most traffic first.
func limitsOf(r *model.Report) []string {
	const most = 8
	sessions := map[string]int64{}
	var says []string
	for _, j := range r.Evaluations {
		for i := range j.Undecided {
			for _, s := range j.Undecided[i].Says {
				if _, known := sessions[s]; !known {
					says = append(says, s)
				}
				sessions[s] = max(sessions[s], j.Undecided[i].Traffic.Sessions)
			}
		}
	}
	slices.SortStableFunc(says, func(a, b string) int { return cmp.Compare(sessions[b], sessions[a]) })
	var out []string
	for _, s := range says[:min(len(says), most)] {
		out = append(out, wording.Clip(sentence(plain.Text(s)), mostProse)+".")
	}
	if more := len(says) - most; more > 0 {
		out = append(out, wording.Count(int64(more), "further limit")+" of the records, in controls.csv.")
	}
	return out
}

// sentence begins with a capital, but for the name of zERT.
func sentence(s string) string {
	if strings.HasPrefix(s, "zERT") {
		return s
	}
	return wording.UpperFirst(s)
}

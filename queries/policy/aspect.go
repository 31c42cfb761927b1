package policy

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// aspectOf numbers the aspects: it is the index of the first rule with the
// protocol and attribute of rule i.
func aspectOf(steps []*step, i int) int {
	return slices.IndexFunc(steps, func(s *step) bool {
		return s.proto == steps[i].proto && s.rule.Attribute == steps[i].rule.Attribute
	})
}

// rankClean comes after all verdicts: a rule that looked and did not match
// says nothing while another one matched.
var rankClean = len(Verdicts)

// readAspects sums up the rules on each attribute.
func (j *evaluator) readAspects(ctx context.Context, r *Evaluation, steps []*step) error {
	at := map[int]int{}
	err := j.each(ctx, statement("aspects", nil), func(rows *sql.Rows) error {
		var no, rank int
		var t Tally
		if err := rows.Scan(append([]any{&no, &rank}, t.dst()...)...); err != nil {
			return err
		}
		if _, ok := at[no]; !ok {
			at[no] = len(r.Aspects)
			r.Aspects = append(r.Aspects, Aspect{steps[no].proto.name, steps[no].rule.Attribute, map[Verdict]Tally{}})
		}
		v := NotAssessed
		if rank < rankClean {
			v = Verdicts[rank]
		}
		r.Aspects[at[no]].Verdicts[v] = t
		return nil
	})
	if err != nil {
		return fmt.Errorf("aspects: %w", err)
	}
	return nil
}

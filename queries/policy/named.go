package policy

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// An exception may name a finding by its ID, which is a digest of rule, place and suite. Digests are taken here of all
// traffic that met a rule, only where there is such an exception.

// named reports whether an exception names a finding.
func (x *Exceptions) named() bool {
	return slices.ContainsFunc(x.List, func(e *Exception) bool { return isFindingID(e.ID) })
}

// storeNamed adds to zertify_accept what exceptions accept that name a finding.
func (j *evaluator) storeNamed(ctx context.Context, steps []*step) error {
	if !j.opt.Exceptions.named() {
		return nil
	}
	byID := map[string][]int{}
	for no, e := range j.opt.Exceptions.List {
		byID[e.ID] = append(byID[e.ID], no)
	}
	var rows []expr
	err := j.each(ctx, statement("places_met", nil), func(r *sql.Rows) error {
		var rule int
		var id int64
		var f Finding
		var t Tunnel
		if err := r.Scan(&rule, &id, &f.System, &f.Sysplex, &f.Stack, &f.Job, &f.Role, &f.ServerAddr, &f.ServerPort,
			&f.Protection, &f.SuiteID, &t.Phase, &t.Local); err != nil {
			return err
		}
		if j.source.tunnels {
			t.Remote = f.ServerAddr
			f.Tunnel = &t
		}
		for _, no := range byID[f.place().id(j.at, steps[rule].rule.ID)] {
			rows = append(rows, cat("(", rule, ", ", fmt.Sprint(id), ", ", no, ", ",
				sqlBool(j.opt.Exceptions.List[no].expired(j.opt.AsOf)), ")"))
			if a := (acceptance{no, rule}); !slices.Contains(j.accepting, a) {
				j.accepting = append(j.accepting, a)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("exceptions by finding: %w", err)
	}
	for batch := range slices.Chunk(rows, 1000) {
		if err := j.exec(ctx, "exceptions", cat(insertAccept, "VALUES ", join(batch, ", ", ""))); err != nil {
			return err
		}
	}
	return nil
}

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

// placesMet are the places at which rules matched, with what Finding.ID is made of.
var placesMet = fmt.Sprintf(`
SELECT DISTINCT h.rule_no, t.id, coalesce(t.system, ''), coalesce(t.sysplex, ''), coalesce(t.stack, ''),
  coalesce(t.job, ''), coalesce(t.role, ''), coalesce(t.server_addr, ''), coalesce(t.server_port, 0),
  coalesce(t.protection, ''), coalesce(t.suite_id, 0), coalesce(t.tunnel_phase, 0), coalesce(t.tunnel_local, '')
FROM (
  SELECT h.rule_no, t.id FROM zertify_hit AS h JOIN zertify_traffic AS t ON t.era = h.era AND t.kind_id = h.id
  WHERE h.code = %[1]d
  UNION ALL
  SELECT rule_no, id FROM zertify_session_hit WHERE code = %[1]d
) AS h JOIN zertify_traffic AS t ON t.id = h.id
ORDER BY h.rule_no, t.id`, codeMatch)

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
	err := j.each(ctx, cat(placesMet), func(r *sql.Rows) error {
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
		if err := j.exec(ctx, "exceptions", cat("INSERT INTO zertify_accept VALUES ", join(batch, ", ", ""))); err != nil {
			return err
		}
	}
	return nil
}

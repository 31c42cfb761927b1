package policy

import (
	"context"
	"fmt"
)

// What a port carries makes a finding about unprotected traffic weigh more, by
// one stated rule: where v_port gives the server's port a weight of heavyPort or
// more, and says that it carries credentials or data, a fail or a warn is one
// severity above its rule's, critical at most; within a severity the heavier
// port comes first. The same weight makes the checks on cleartext fail.
//
// The meanings are looked up per group of sessions, of which there are as many
// as places, never per session.

// heavyPort is the least weight, of 1 to 5, that raises a severity.
const heavyPort = 4

// portTable holds the ports that weigh, with what is said of them.
const portTable = "zertify_port"

// weighPorts makes portTable, empty where the database has no v_port.
func (j *evaluator) weighPorts(ctx context.Context) error {
	if err := j.exec(ctx, portTable,
		cat(createTemp, portTable, " (port BIGINT, weight INTEGER, says VARCHAR)")); err != nil {
		return err
	}
	there, err := j.exists(ctx, "v_port")
	if err != nil || !there {
		return err
	}
	return j.exec(ctx, portTable,
		cat("INSERT INTO ", portTable, " SELECT p.port, p.weight, 'port ' || p.port || ' ' || p.meaning || ': ' || ",
			"CASE p.carries WHEN 'both' THEN 'credentials and data' ELSE p.carries END FROM v_port AS p ",
			"WHERE p.weight >= ", heavyPort, " AND p.carries IN ('credentials', 'data', 'both') ",
			"AND p.port IN (SELECT t.server_port FROM zertify_traffic AS t WHERE t.protection = 'NONE')"))
}

// portJoin finds the weight of a match, under the alias p, where it says that
// traffic is unprotected and nothing softens it. h, t and r are the hit, its
// traffic and its rule.
var portJoin = fmt.Sprintf(
	` LEFT JOIN %s AS p ON p.port = t.server_port AND r.speaks_of_protection AND t.protection = 'NONE'
    AND r.verdict_rank <= %d AND NOT h.note AND NOT coalesce(t.is_artefact, FALSE)`, portTable, rankWarn)

// Severity is the rule's, or what the port has raised it to.
func (f *Finding) Severity() string {
	if f.Raised != "" {
		return f.Raised
	}
	return f.Rule.Severity
}

// Weight says why the finding weighs more than its rule; "" when it does not.
func (f *Finding) Weight() string {
	switch {
	case f.Raised != "":
		return "severity raised from " + f.Rule.Severity + ": " + f.Port
	case f.Port != "":
		return f.Port
	}
	return ""
}

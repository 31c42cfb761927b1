package policy

import (
	"context"
	"slices"

	"github.com/zertify/zertify/queries/sqltext"
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

// weighPorts makes zertify_port, empty where the database has no v_port.
func (j *evaluator) weighPorts(ctx context.Context) error {
	if err := j.exec(ctx, "ports", statement("port_table", nil)); err != nil {
		return err
	}
	there, err := j.exists(ctx, "v_port")
	if err != nil || !there {
		return err
	}
	return j.exec(ctx, "ports", statement("ports", sqltext.Names{"heavy_port": heavyPort}))
}

// Severity returns the severity of the rule, or the higher one to which the port raised it.
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

// carried names what travels unencrypted, by what v_port says a port carries.
var carried = map[string]string{"credentials": "logon", "data": "data", "both": "logon and data"}

// Title is the heading of the finding: that of its rule, with the service where unprotected traffic is found on a
// port that v_port knows. A rule about ports says what the port at hand carries, as in
// "Unencrypted logon: Telnet and TN3270 on port 23".
func (f *Finding) Title() string {
	if f.Service == "" {
		return f.Rule.Title
	}
	if what := carried[f.Carries]; what != "" && f.Rule.compares("server_port") {
		return "Unencrypted " + what + ": " + f.Service
	}
	return f.Rule.Title + ": " + f.Service
}

func (r *Rule) compares(attribute string) bool {
	return slices.ContainsFunc(r.clauses, func(c clause) bool { return c.attribute == attribute })
}

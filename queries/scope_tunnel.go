package queries

import (
	"fmt"
	"slices"
)

// A tunnel has ends and no server, client or job. Where a scope asks for those, the
// tunnels in it are those that its sessions go through.

// partsOfSession are the parts of a scope that a session tells and a tunnel does not.
var partsOfSession = append([]string{"job", "user", "server", "client", "port", "role", "protocol"}, filterNames()...)

// LimitsTunnels reports whether the scope names something that only a session
// tells, so that tunnels are limited to those its sessions are known to go through.
func (s *Scope) LimitsTunnels() bool {
	return !s.Empty() &&
		slices.ContainsFunc(s.named(), func(name string) bool { return slices.Contains(partsOfSession, name) })
}

// ReadsTunnels reports whether a query reads a view of tunnels.
func ReadsTunnels(q *Query) bool {
	return slices.ContainsFunc(q.Uses, func(view string) bool { return slices.Contains(tunnelViews, view) })
}

var tunnelViews = []string{"v_tunnel", "v_tunnel_history", "v_ike_tunnel", "v_ip_tunnel", "v_ike_exchange"}

// tunnelRecords are the views of the records that tunnel is made of. They keep to
// the same tunnels once it is settled which those are.
var tunnelRecords = []string{"v_ike_tunnel", "v_ip_tunnel"}

const ofCarried = "(file_id, record_no, coalesce(tunnel_id, '')) IN (SELECT file_id, record_no, coalesce(tunnel_id, " +
	"'') FROM tunnel)"

// sessionTunnels is the table of the sessions and their tunnels. What view files make after
// it reads the tunnels in scope.
const sessionTunnels = "session_tunnel"

// tunnelStatements find the sessions in scope under IPSec, and keep the tunnels that they go through.
var tunnelStatements = []string{"scope_riders", "scope_tunnels"}

// tunnels limits the tunnels to those that carry sessions in scope, where the scope
// asks for more than a tunnel tells. soFar are the statements run already.
func (i *scopeInstall) tunnels(soFar []scopedStatement) error {
	if !i.scope.LimitsTunnels() {
		return nil
	}
	for _, name := range tunnelStatements {
		if err := i.exec(statements.Text(name, nil)); err != nil {
			return fmt.Errorf("tunnels: %w", err)
		}
	}
	i.further = map[string]string{}
	for _, name := range tunnelRecords {
		i.further[name] = ofCarried
	}
	for _, s := range soFar {
		if i.further[s.makes] != "" {
			if err := i.statement(s.text); err != nil {
				return fmt.Errorf("queries/%s:%d: %w", s.file, s.line, err)
			}
		}
	}
	return nil
}

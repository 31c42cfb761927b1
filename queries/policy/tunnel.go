package policy

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// tunnelKeys are what tunnels are grouped by beside trafficKeys. Sessions have
// the columns too, without a value.
var tunnelKeys = []struct{ name, typ string }{
	{"tunnel_id", "VARCHAR"}, {"tunnel_phase", "INTEGER"}, {"tunnel_local", "VARCHAR"}, {"tunnel_policy", "VARCHAR"},
	{"tunnel_source", "VARCHAR"},
}

func (j *evaluator) tunnelColumns() string {
	var b strings.Builder
	for _, k := range tunnelKeys {
		value := "NULL"
		if j.source.tunnels {
			value = k.name
		}
		fmt.Fprintf(&b, "CAST(%s AS %s) AS %s, ", value, k.typ, k.name)
	}
	return b.String()
}

// tunnelView adds to the observations of v_tunnel the columns that sessions
// have. A tunnel has two ends and no server: the remote end stands where
// exceptions have a server, the local one where they have a client. Its day is
// that of its record, or the one it started on where only a capture tells of it. What a
// text says of a tunnel counts where it has a suite: a line of a log reports an event, and
// the labels of phase 2 are only inferred.
const tunnelView = `
SELECT sysplex, system, stack, CAST(NULL AS VARCHAR) AS job, CAST(NULL AS VARCHAR) AS user_id,
	CAST(NULL AS VARCHAR) AS role,
  remote_endpoint AS server_addr, CAST(NULL AS INTEGER) AS server_port, local_endpoint AS client_addr,
  CASE phase WHEN 1 THEN 'IKE' ELSE 'IPSEC' END AS protection, nullif(suite_id, 0) AS suite_id,
  CAST(NULL AS VARCHAR) AS handshake_status, CAST(NULL AS BOOLEAN) AS intra_host_bypass,
	CAST(NULL AS BOOLEAN) AS remote_is_local,
  CAST(NULL AS DECIMAL(9, 3)) AS record_level, FALSE AS is_artefact, CAST(NULL AS BIGINT) AS change_no,
	0 AS connections, 0 AS bytes_in, 0 AS bytes_out,
  at_local AS first_local, at_local AS last_local, start_utc AS first_utc, start_utc AS last_utc, file_id, record_no,
  tunnel_id, phase AS tunnel_phase, local_endpoint AS tunnel_local, coalesce(policy_rule,
	policy_action) AS tunnel_policy, source AS tunnel_source
FROM v_tunnel
WHERE source NOT IN ('text', 'log') OR suite_id > 0`

// tunnelLayers are the layers a tunnel can have.
var tunnelLayers = []string{"ike", "ipsec"}

// leaveSessionsOut skips the steps that cannot speak of a tunnel: those on
// other layers, on the session, or on the database as a whole.
func leaveSessionsOut(steps []*step) {
	for _, s := range steps {
		ofSession := slices.ContainsFunc(s.rule.clauses, func(c clause) bool {
			a := attributeByName[c.attribute]
			return a.home == homeSession || a.home == homeDataset
		})
		ofLayer := slices.ContainsFunc(s.proto.layers, func(l string) bool { return slices.Contains(tunnelLayers, l) })
		if ofSession || !ofLayer || !s.unit || s.proto.name == "dataset" {
			s.outside = true
			s.skip = "does not speak of tunnels"
		}
	}
}

// evaluateTunnels evaluates the tunnels by each profile and adds what comes of it to
// the evaluations.
func (j *evaluator) evaluateTunnels(ctx context.Context, profiles []*Profile, out []*Evaluation) error {
	there, err := j.exists(ctx, "v_tunnel")
	if err != nil || !there {
		return err
	}
	if err := j.exec(ctx, "tunnels", cat(createView, "zertify_tunnel AS", tunnelView)); err != nil {
		return err
	}
	t := &evaluator{conn: j.conn, opt: j.opt, source: source{view: "zertify_tunnel", records: "1", tunnels: true}}
	if err := t.prepare(ctx, profiles); err != nil {
		return err
	}
	if t.total.Sessions == 0 {
		return nil
	}
	if err := t.checkForecast(); err != nil {
		return err
	}
	for i, p := range profiles {
		r, err := t.profile(ctx, p, t.steps[i])
		if err != nil {
			return fmt.Errorf("profile %s: %w", p.ID, err)
		}
		out[i].addTunnels(r, t.steps[i], j.total.Sessions == 0)
	}
	return nil
}

// addTunnels takes over an evaluation of tunnels.
func (r *Evaluation) addTunnels(t *Evaluation, steps []*step, alone bool) {
	part := &r.Tunnels
	part.Overall, part.Verdicts = t.Overall, map[Verdict]int64{}
	for v, n := range t.Verdicts {
		part.Verdicts[v] = n.Sessions
		part.Total += n.Sessions
	}
	for i, c := range t.Controls {
		if !steps[i].outside {
			part.Controls = append(part.Controls,
				TunnelControl{c.Rule, c.Verdict, c.Looked.Sessions, c.Matched.Sessions, c.Accepted.Sessions,
					c.NotKnown.Sessions, c.Undecided.Sessions, c.InForce, strings.Replace(c.Reason, "sessions", "tunnels", 1)})
		}
	}
	part.Findings, part.FindingsTotal, part.FindingsTaken = t.Findings, t.Total, t.TotalAccepted
	if r.AsOf.IsZero() {
		r.AsOf = t.AsOf
	}
	r.Overall = r.overallWith(t, alone)
	r.joinForecast(t.Forecast)
}

// overallWith returns the overall verdict once tunnels have been evaluated too.
// Where there is nothing else it is theirs. Beside sessions a tunnel that no
// rule speaks of has no say: a profile need not be about tunnels at all.
func (r *Evaluation) overallWith(t *Evaluation, alone bool) Verdict {
	if alone && r.Overall == NotEvidenced {
		return t.Overall
	}
	overall := r.Overall
	for v := range t.Verdicts {
		if v != NotAssessed && v.Worse(overall) {
			overall = v
		}
	}
	return overall
}

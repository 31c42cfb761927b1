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
	if err := j.exec(ctx, "tunnels", statement("tunnel", nil)); err != nil {
		return err
	}
	t := &evaluator{conn: j.conn, relations: j.relations, opt: j.opt,
		source: source{view: "zertify_tunnel", records: "1", tunnels: true}}
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

package policy

import (
	"encoding/csv"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The reference evaluates one session group after the other, rule by rule and
// unit by unit, from the notes' wording and without SQL. It is slow and
// obvious on purpose.

type reference struct {
	w        *world
	opt      Options
	asOf     time.Time
	profiles []*Profile
	rules    map[time.Time]string // of rulesOn
	certDay  time.Time            // days of certificates count from here; asOf but for a forecast
	forecast bool                 // all are evaluated against the rules of asOf, whatever Options say
	tunnels  bool                 // the population are tunnels
}

// group is the sessions that the aggregation puts together.
type group struct {
	values          // of the first session
	tally  Tally    // but for its sessions
	within []any    // the sessions that have records in it
	said   *opinion // what the profile at hand says of it
	peers  map[string]bool
	latest time.Time // latest start, local

	latestUTC time.Time // the same in UTC, unless noUTC
	noUTC     bool
	last      time.Time
	zero      truth  // bytes_total eq 0, the one such clause of our profiles
	whole     string // what all states of the same connections have in common; "" for a connection that did not change
	day       time.Time
	id        string
}

// unitRef is a layer, or a certificate when role is set.
type unitRef struct {
	layer, role string
	all         values // of suite, layer and certificate, with what follows
	raw         values // the same as the records have it
	inferred    values // what only an inferred fact says
	note        bool
}

// refFinding is what of a Finding must agree, apart from the amount.
type refFinding struct {
	Rule, Layer, Role, Verdict, Group string
	Severity, Port                    string
	Accepted                          bool
}

type refResult struct {
	controls map[string][5]Tally // looked, matched, not known, accepted, beyond what any record can say
	verdicts map[Verdict]Tally
	aspects  map[string]map[Verdict]Tally
	findings map[refFinding][2]int64 // sessions, interval records
	overall  Verdict
}

// An opinion is what a profile says of one group.
type opinion struct {
	worst    Verdict
	aspects  map[string]Verdict
	controls map[string][5]bool // as those of a refResult
}

func timeOf(v values, names ...string) (time.Time, bool) {
	for _, name := range names {
		if t, ok := v[name].(time.Time); ok {
			return t, true
		}
	}
	return time.Time{}, false
}

func groupID(v values) string {
	var b strings.Builder
	for _, name := range []string{"system", "sysplex", "stack", "job", "role", "server_addr", "server_port", "protection",
		"suite_id"} {
		text := ""
		if x, ok := v[name]; ok {
			text = fmt.Sprint(x)
		} else if name == "server_port" || name == "suite_id" {
			text = "0"
		}
		b.WriteString(text + "|")
	}
	return b.String()
}

// groups follows the grouping of the specification: endpoint, suite, and
// everything else a rule or an exception can see.
func (ref *reference) groups() []*group {
	byKey := map[string]*group{}
	var order []string
	for _, s := range ref.population() {
		day := ref.asOf
		if end, ok := timeOf(s, "last_local", "first_local", "last_utc"); ok && ref.opt.PerSession {
			day = end.Truncate(24 * time.Hour)
		}
		zero := unknown
		in, ok1 := s["bytes_in"].(int64)
		out, ok2 := s["bytes_out"].(int64)
		if ok1 && ok2 {
			zero = truthOf(in+out == 0)
		}
		key := groupID(s) +
			fmt.Sprint(s["change_no"], s["tunnel"], s["handshake_status"], s["intra_host_bypass"], s["remote_is_local"],
				s["record_level"], s["is_artefact"], zero) +
			ref.rulesOn(day) + ref.classOf(s)
		g := byKey[key]
		if g == nil {
			g = &group{values: s, peers: map[string]bool{}, zero: zero, day: day, id: groupID(s)}
			if s["change_no"] != nil {
				g.whole = groupID(with(s, values{"protection": "", "suite_id": ""})) +
					fmt.Sprint(s["change_no"], s["remote_is_local"], s["record_level"]) + ref.rulesOn(day) + ref.classOf(s)
			}
			byKey[key] = g
			order = append(order, key)
		}
		n, _ := s["connections"].(int64)
		g.tally = g.tally.plus(Tally{Records: 1, Connections: n, Bytes: in + out})
		session := s["session_no"]
		if ref.tunnels { // one more record of the same tunnel is no tunnel more
			g.tally.Records, session = 1, key
		}
		if !slices.Contains(g.within, session) {
			g.within = append(g.within, session)
		}
		if start, ok := timeOf(s, "first_local", "last_local"); ok && start.After(g.latest) {
			g.latest = start
		}
		if start, ok := timeOf(s, "first_utc"); !ok {
			g.noUTC = true
		} else if start.After(g.latestUTC) {
			g.latestUTC = start
		}
		if end, ok := timeOf(s, "last_local", "first_local"); ok && end.After(g.last) {
			g.last = end
		}
	}
	var out []*group
	for _, key := range order {
		out = append(out, byKey[key])
	}
	return out
}

// population lists the sessions, or the tunnels with what a session has in
// their place.
func (ref *reference) population() []values {
	if !ref.tunnels {
		return ref.w.sessions
	}
	var out []values
	for _, t := range ref.w.tunnels {
		s := values{"protection": "IPSEC", "role": "", "job": "", "user_id": "", "client_addr": t["local_endpoint"],
			"server_addr": t["remote_endpoint"],
			"bytes_in":    int64(0), "bytes_out": int64(0), "is_artefact": false,
			"tunnel": fmt.Sprint(t["tunnel_id"], t["phase"], t["policy_rule"], t["source"])}
		if t["phase"] == int64(1) {
			s["protection"] = "IKE"
		}
		for to, from := range map[string]string{"system": "system", "sysplex": "sysplex", "stack": "stack",
			"suite_id": "suite_id"} {
			if x, ok := t[from]; ok {
				s[to] = x
			}
		}
		for from, to := range map[string][2]string{"at_local": {"first_local", "last_local"},
			"start_utc": {"first_utc", "last_utc"}} {
			if x, ok := t[from]; ok {
				s[to[0]], s[to[1]] = x, x
			}
		}
		out = append(out, s)
	}
	return out
}

// rulesOn tells days apart on which different rules hold.
func (ref *reference) rulesOn(day time.Time) string {
	if !ref.opt.PerSession {
		return ""
	}
	if text, ok := ref.rules[day]; ok {
		return text
	}
	var b strings.Builder
	for _, p := range ref.profiles {
		for i := range p.Rules {
			fmt.Fprint(&b, p.Rules[i].inForce(day))
		}
	}
	ref.rules[day] = b.String()
	return b.String()
}

// tagsOf goes through the lines of the scope file and returns the tags of a
// session: those of every line of which one end lies in the network, if it has
// one, and the server's port in the range, if it has one.
func (ref *reference) tagsOf(s values) []string {
	var out []string
	if ref.opt.Tags == nil {
		return nil
	}
	for _, tag := range ref.opt.Tags.List {
		near := !tag.Network.IsValid()
		for _, end := range []string{"server_addr", "client_addr"} {
			if text, ok := s[end].(string); ok && tag.Network.IsValid() {
				addr, err := netip.ParseAddr(text)
				near = near || err == nil && tag.Network.Contains(addr)
			}
		}
		port, hasPort := s["server_port"].(int64)
		if near && (tag.PortLow == 0 || hasPort && port >= int64(tag.PortLow) && port <= int64(tag.PortHigh)) {
			out = append(out, tag.Name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// compareTags compares the scope of a session. Where there is a scope file all
// is declared: a session without a tag is in no scope, which is not the same as
// an unknown one.
func (ref *reference) compareTags(c clause, g *group) truth {
	tags := ref.tagsOf(g.values)
	in := slices.ContainsFunc(c.args, func(want string) bool { return slices.Contains(tags, want) })
	return truthOf(map[string]bool{"present": true, "absent": false, "eq": in, "in": in, "ne": !in, "not_in": !in}[c.op])
}

// fixed reports whether an attribute has one value for all traffic.
func (ref *reference) fixed(a *attribute) bool {
	return a.constant() && (a.name != "scope" || ref.opt.Tags == nil)
}

// lacksScope reports whether a rule cannot be assessed because nobody declared
// the scope of anything.
func (ref *reference) lacksScope(r *Rule) bool {
	return ref.opt.Tags == nil && ref.opt.Supplied["scope"] == "" && slices.ContainsFunc(r.clauses, func(c clause) bool {
		return c.attribute == "scope" && c.op != "present" && c.op != "absent"
	})
}

// weigh raises the severity of a finding on unprotected traffic to a port that
// carries credentials or data and weighs 4 or 5.
func (ref *reference) weigh(f *refFinding, g *group) {
	port, ok := g.values["server_port"].(int64)
	if !ok || g.values["protection"] != "NONE" {
		return
	}
	for _, p := range ref.w.ports {
		if p["port"] != port || p["weight"].(int64) < 4 || p["carries"] == "none" {
			continue
		}
		carries := p["carries"].(string)
		if carries == "both" {
			carries = "credentials and data"
		}
		f.Port = fmt.Sprintf("port %d %s: %s", port, p["meaning"], carries)
		f.Severity = map[string]string{"info": "low", "low": "medium", "medium": "high", "high": "critical",
			"critical": "critical"}[f.Severity]
	}
}

// classOf tells sessions apart that exceptions by client or user, or tags, tell
// apart.
func (ref *reference) classOf(s values) string {
	var b strings.Builder
	fmt.Fprint(&b, ref.tagsOf(s))
	for i, e := range ref.opt.Exceptions.List {
		if e.Client.IsValid() {
			addr, _ := s["client_addr"].(string)
			fmt.Fprint(&b, i, inPrefix(e.Client, addr))
		}
		if e.User != "" {
			fmt.Fprint(&b, i, e.globs[3].MatchString(s["user_id"].(string)))
		}
	}
	return b.String()
}

// units lists what the layers of the session's protection and of its suite
// say, and the certificates.
func (ref *reference) units(g *group) []unitRef {
	id, hasSuite := g.values["suite_id"].(int64)
	var suite values
	var layers []string
	if hasSuite {
		suite = ref.w.suites[id]
		layers = slices.Collect(keysOf(ref.w.layers[id]))
	}
	for part := range strings.SplitSeq(g.values["protection"].(string), "+") {
		if layer := strings.ToLower(part); layer != "none" && !slices.Contains(layers, layer) {
			layers = append(layers, layer)
		}
	}
	var out []unitRef
	for _, layer := range layers {
		facts := with(suite, ref.w.layers[id][layer])
		out = append(out, unitRef{layer: layer, all: facts})
		certs := 0
		for _, c := range ref.w.certs[id] {
			if hasSuite && c.layer == layer {
				out = append(out, unitRef{layer: layer, role: c.role, all: with(facts, c.values)})
				certs++
			}
		}
		kex, _ := suite["tls_kex"].(string)
		if layer == "tls" && certs == 0 && !slices.Contains(kexWithoutCertificate, kex) {
			out = append(out, unitRef{layer: layer, role: "server", all: facts})
		}
	}
	markNotes(out)
	for i := range out {
		out[i].learn(g)
	}
	return out
}

// learn puts what follows in place of what the record does not say.
func (u *unitRef) learn(g *group) {
	u.raw, u.inferred = u.all, values{}
	u.all = with(u.raw, nil)
	for _, l := range referenceLimits() {
		name, value := l["attribute"], l["value"]
		known := u.all
		if l["basis"] == "inferred" {
			known = u.inferred
		}
		if value != "" && u.raw[name] == nil && known[name] == nil && holdsAt(l, g, u) {
			known[name] = value
		}
	}
}

// markNotes finds the strongest confidential protection; what is not part of
// it becomes a note.
func markNotes(units []unitRef) {
	groupOf := func(layer string) string { return strings.Replace(layer, "ike", "ipsec", 1) }
	best, bestBits, bestFull := "", int64(-1), false
	for _, layer := range []string{"tls", "ssh", "ipsec"} {
		i := slices.IndexFunc(units, func(u unitRef) bool { return u.layer == layer && u.role == "" })
		if i < 0 {
			continue
		}
		u := units[i].all
		cipher, _ := u["cipher"].(string)
		if cipher == "" || cipher == "NULL" || cipher == "NONE" || cipher == "AES-GMAC" || layer == "ipsec" &&
			u["ipsec_protocol"] == "AH" {
			continue
		}
		bits, ok := u["session_strength_bits"].(int64)
		if !ok {
			bits = -1
		}
		full := u["strength_incomplete"] == false
		if best == "" || bits > bestBits || bits == bestBits && full && !bestFull {
			best, bestBits, bestFull = layer, bits, full
		}
	}
	for i := range units {
		units[i].note = best != "" && groupOf(units[i].layer) != best
	}
}

// compareRef evaluates one clause; ok tells whether the attribute has meaning.
func (ref *reference) compareRef(c clause, g *group, u *unitRef, verdict Verdict) truth {
	a := attributeByName[c.attribute]
	if c.attribute == "bytes_total" {
		return g.zero
	}
	if c.attribute == "scope" && ref.opt.Tags != nil {
		return ref.compareTags(c, g)
	}
	var v any
	switch a.home {
	case homeSession:
		v = g.values[a.name]
	case homeDataset, homeSupplied:
		v = ref.constant(a)
	default:
		v = u.all[a.name]
		if v == nil && (verdict == Warn || verdict == Info) && c.op != "present" && c.op != "absent" {
			v = u.inferred[a.name]
		}
	}
	switch c.op {
	case "present":
		return truthOf(v != nil)
	case "absent":
		return truthOf(v == nil)
	case "unknown":
		return truthOf(v == "unknown")
	}
	if v == nil {
		return unknown
	}
	if c.op == "before_session" || c.op == "within_days" {
		return ref.compareTime(c, v.(time.Time), g)
	}
	result := compareValue(c, ref.args(c), a.kind, v)
	if a.name != "session_strength_bits" || u.all["strength_incomplete"] == false {
		return result
	}
	// The value is an upper bound.
	switch c.op {
	case "lt", "le":
		if result == no {
			return unknown
		}
		return result
	case "gt", "ge":
		if result == yes && verdict != Fail && verdict != Warn {
			return unknown
		}
		return result
	}
	return unknown
}

func (ref *reference) constant(a *attribute) any {
	switch a.name {
	case "cert_inventory":
		if len(ref.w.certs) > 0 {
			return "present"
		}
		return nil
	case "smf119_tn3270":
		if ref.w.tn3270 {
			return "present"
		}
		return nil
	}
	text, ok := ref.opt.Supplied[a.name]
	if !ok {
		return nil
	}
	v, err := parseValue(a.kind, text)
	if err != nil {
		panic(err)
	}
	return v
}

func (ref *reference) args(c clause) []string {
	if name := c.listName(); name != "" {
		return strings.Split(ref.opt.Supplied[name], "|")
	}
	return c.args
}

func (ref *reference) compareTime(c clause, notAfter time.Time, g *group) truth {
	latest := g.latest
	if !g.noUTC {
		latest = g.latestUTC
	}
	if latest.IsZero() {
		return unknown
	}
	if c.op == "before_session" {
		return truthOf(notAfter.Before(latest))
	}
	var n int
	fmt.Sscan(c.args[0], &n)
	from := ref.certDay
	if ref.opt.PerSession {
		from = g.last.Truncate(24 * time.Hour)
	}
	return truthOf(!notAfter.Before(latest) && notAfter.Before(from.AddDate(0, 0, n+1)))
}

func compareValue(c clause, args []string, k kind, v any) truth {
	text := fmt.Sprint(v)
	listed := slices.Contains(args, text)
	switch c.op {
	case "eq", "in":
		return truthOf(listed)
	case "ne", "not_in":
		return truthOf(!listed)
	}
	order := strings.Compare(text, args[0])
	if k != kindDay {
		var x, y float64
		fmt.Sscan(text, &x)
		fmt.Sscan(args[0], &y)
		order = int(max(-1, min(1, (x-y)*1e6)))
	}
	return truthOf(c.op == "lt" && order < 0 || c.op == "le" && order <= 0 || c.op == "gt" && order > 0 || c.op == "ge" &&
		order >= 0)
}

// meaningful says whether an attribute means anything for a unit (README,
// "Attributes that do not apply").
func meaningful(name string, u *unitRef) bool {
	kex, _ := u.all["tls_kex"].(string)
	curve := kex == "" || strings.HasPrefix(kex, "EC") || strings.HasPrefix(kex, "TLS13")
	ah := u.all["ipsec_protocol"] == "AH"
	sshKex, _ := u.all["ssh_kex"].(string)
	switch name {
	case "tls_group", "tls_group_bits":
		return u.all[name] != nil || curve
	case "tls_dh_bits":
		return u.all[name] != nil || kex == "" || strings.HasPrefix(kex, "DH")
	case "ssh_gex_bits":
		return u.all[name] != nil || sshKex == "" || strings.HasPrefix(sshKex, "diffie-hellman-group-exchange-")
	case "ike_exchange_mode":
		return u.all["ike_version"] != "2"
	case "ipsec_cipher", "ipsec_cipher_bits":
		return !ah
	case "cipher", "cipher_bits", "cipher_strength_bits":
		return u.layer != "ipsec" || !ah
	case "sig_hash":
		return u.layer != "ipsec"
	case "cert_sig_padding":
		alg, _ := u.all["cert_sig_alg"].(string)
		return u.all[name] != nil || alg == "" || strings.HasPrefix(alg, "RSA")
	case "kex_strength_bits", "pq_kex":
		return u.layer != "ipsec" || u.all["ipsec_pfs_group"] != int64(0)
	}
	return true
}

// evaluate returns the truth of a rule at a unit, and whether it applies there.
func (ref *reference) evaluate(r *Rule, g *group, u *unitRef) (result truth, applies bool) {
	name, _, _ := strings.Cut(r.AppliesTo, "/")
	if u != nil {
		switch {
		case name == "x509" && u.role == "", name != "x509" && u.role != "":
			return no, false
		case slices.Contains([]string{"tls", "ssh", "ike"}, name) && u.layer != name,
			name == "tn3270" && u.layer != "tls",
			strings.HasPrefix(name, "ipsec") && u.layer != "ipsec":
			return no, false
		case name == "ipsec-esp" && u.all["ipsec_protocol"] == "AH":
			return no, false
		case !meaningful(r.Attribute, u):
			return no, false
		}
	}
	result = yes
	for i, c := range r.clauses {
		t := ref.compareRef(c, g, u, r.Verdict)
		if u != nil && i > 0 && attributeByName[c.attribute].home <= homeCert && c.op != "absent" && c.op != "present" &&
			!meaningful(c.attribute, u) {
			t = no
		}
		if t == no {
			return no, true
		}
		if t == unknown {
			result = unknown
		}
	}
	return result, true
}

// missing reports whether the rule needs something nobody supplied, or what
// was supplied rules it out before any traffic is looked at.
func (ref *reference) missing(r *Rule) bool {
	for _, c := range r.clauses {
		a := attributeByName[c.attribute]
		if !ref.fixed(a) {
			if name := c.listName(); name != "" && ref.opt.Supplied[name] == "" {
				return true
			}
			continue
		}
		if !ref.onlyConstants(r) && ref.compareRef(c, nil, nil, r.Verdict) == no {
			return true
		}
		if c.op != "present" && c.op != "absent" && ref.constant(a) == nil {
			return true
		}
	}
	return false
}

// looksAtUnits reports whether a rule is about layers or certificates.
func looksAtUnits(r *Rule) bool {
	name, _, _ := strings.Cut(r.AppliesTo, "/")
	if !slices.Contains([]string{"session", "dataset", "tn3270"}, name) {
		return true
	}
	return slices.ContainsFunc(r.clauses, func(c clause) bool { return attributeByName[c.attribute].home <= homeCert })
}

func (ref *reference) onlyConstants(r *Rule) bool {
	return !slices.ContainsFunc(r.clauses, func(c clause) bool { return !ref.fixed(attributeByName[c.attribute]) })
}

func moreSpecific(special, general *Rule) bool {
	if special.Attribute != general.Attribute || len(special.clauses) <= len(general.clauses) ||
		looksAtUnits(special) != looksAtUnits(general) ||
		strings.HasPrefix(special.AppliesTo, "x509") != strings.HasPrefix(general.AppliesTo, "x509") {
		return false
	}
	for _, c := range general.clauses {
		if !slices.ContainsFunc(special.clauses,
			func(d clause) bool { return cmp.Equal(c, d, cmp.AllowUnexported(clause{})) }) {
			return false
		}
	}
	return true
}

func (ref *reference) verdicts(p *Profile) refResult {
	res := refResult{map[string][5]Tally{}, map[Verdict]Tally{}, map[string]map[Verdict]Tally{},
		map[refFinding][2]int64{}, Pass}
	groups := ref.groups()
	all := wholes(groups)
	for _, g := range groups {
		g.said = ref.evaluateGroup(p, g, &res)
	}
	for _, whole := range all {
		res.count(whole, whole[0].tally)
	}
	for _, session := range sessionsOf(groups) {
		res.count(session, Tally{Sessions: 1})
	}
	if !ref.tunnels {
		ref.evaluateDataset(p, &res)
	}
	for v := range res.verdicts {
		if v.Worse(res.overall) {
			res.overall = v
		}
	}
	return res
}

func (ref *reference) evaluateDataset(p *Profile, res *refResult) {
	var total Tally
	for _, t := range res.verdicts {
		total = total.plus(t)
	}
	for i := range p.Rules {
		r := &p.Rules[i]
		if !ref.onlyConstants(r) || looksAtUnits(r) || ref.missing(r) || !r.inForce(ref.asOf) {
			continue
		}
		c := [5]Tally{total}
		if result, _ := ref.evaluate(r, nil, nil); result == yes {
			c[1] = total
			if r.Verdict.Worse(res.overall) {
				res.overall = r.Verdict
			}
			if r.Verdict != Pass {
				res.findings[refFinding{Rule: r.ID, Verdict: string(r.Verdict), Severity: r.Severity}] = [2]int64{}
			}
		}
		res.controls[r.ID] = c
	}
}

// sessionsOf lists, session by session, the groups that have records of it.
func sessionsOf(groups []*group) map[any][]*group {
	out := map[any][]*group{}
	for _, g := range groups {
		for _, session := range g.within {
			out[session] = append(out[session], g)
		}
	}
	return out
}

// wholes puts the states of the same connections together. Each connection has
// every state once: there are as many as records in all, divided by the states.
func wholes(groups []*group) [][]*group {
	var out [][]*group
	at := map[string]int{}
	for _, g := range groups {
		i, known := at[g.whole]
		if g.whole == "" || !known {
			i = len(out)
			out = append(out, nil)
			at[g.whole] = i
		}
		out[i] = append(out[i], g)
	}
	for _, whole := range out {
		var sum Tally
		states := map[string]bool{}
		for _, g := range whole {
			sum = sum.plus(g.tally)
			states[fmt.Sprint(g.values["protection"], g.values["suite_id"], g.values["intra_host_bypass"])] = true
		}
		if len(whole) > 1 {
			sum.Records /= int64(len(states))
		}
		for _, g := range whole {
			g.tally = sum
		}
	}
	return out
}

// gravity is the reference's own order of verdicts, written by hand so that a slip in that of the package shows here:
// what fails, what is doubtful, what nobody knows, what no rule speaks of, what is worth knowing, what is good.
var gravity = map[Verdict]int{"fail": 6, "warn": 5, "not-evidenced": 4, "not-assessed": 3, "info": 2, "pass": 1}

func graver(v, than Verdict) bool { return gravity[v] > gravity[than] }

// count adds to every sum what one session, or the records of one group or of the
// same connections, come to: by the worst that was said of any of their groups.
func (res *refResult) count(groups []*group, tally Tally) {
	var worst Verdict
	aspects := map[string]Verdict{}
	controls := map[string][5]bool{}
	notAccepted := map[string]bool{} // rules that matched where no exception is
	for i, g := range groups {
		if i == 0 || graver(g.said.worst, worst) {
			worst = g.said.worst
		}
		for name, v := range g.said.aspects {
			before, there := aspects[name]
			if !there || before == NotAssessed || v != NotAssessed && graver(v, before) {
				aspects[name] = v
			}
		}
		for id, now := range g.said.controls {
			c := controls[id]
			controls[id] = [5]bool{true, c[1] || now[1], c[2] || now[2], c[3] || now[3] && now[1], c[4] || now[4]}
			notAccepted[id] = notAccepted[id] || now[1] && !now[3]
		}
	}
	res.verdicts[worst] = res.verdicts[worst].plus(tally)
	for name, v := range aspects {
		if res.aspects[name] == nil {
			res.aspects[name] = map[Verdict]Tally{}
		}
		res.aspects[name][v] = res.aspects[name][v].plus(tally)
	}
	for id, said := range controls {
		c := res.controls[id]
		for i, yes := range [5]bool{said[0], said[1], said[2] && !said[1], said[3] && !notAccepted[id],
			said[4] && !said[2] && !said[1]} {
			if yes {
				c[i] = c[i].plus(tally)
			}
		}
		res.controls[id] = c
	}
}

// evaluateGroup returns the worst verdict of a group, that of each attribute, and
// which rules looked at it, matched, did not know or were accepted.
func (ref *reference) evaluateGroup(p *Profile, g *group, res *refResult) *opinion {
	units := ref.units(g)
	if ref.forecast {
		g.day = ref.asOf
	}
	aspects, controls := map[string]Verdict{}, map[string][5]bool{}
	for i := range p.Rules {
		r := &p.Rules[i]
		if !r.inForce(g.day) || ref.missing(r) || ref.onlyConstants(r) && !looksAtUnits(r) || ref.tunnels &&
			!speaksOfTunnels(r) {
			continue
		}
		targets := []*unitRef{nil}
		if looksAtUnits(r) {
			targets = targets[:0]
			for n := range units {
				targets = append(targets, &units[n])
			}
		}
		v, looked, ok := ref.evaluateRule(p, r, g, targets, controls, res)
		if looked {
			name, _, _ := strings.Cut(r.AppliesTo, "/")
			said, before := aspects[name+" "+r.Attribute]
			switch {
			case !before && !ok:
				aspects[name+" "+r.Attribute] = NotAssessed
			case ok && (!before || said == NotAssessed || graver(v, said)):
				aspects[name+" "+r.Attribute] = v
			}
		}
	}
	return &opinion{ref.sessionVerdict(p, g, units), aspects, controls}
}

// speaksOfTunnels reports whether a rule is about layers that tunnels have and
// about nothing else.
func speaksOfTunnels(r *Rule) bool {
	name, _, _ := strings.Cut(r.AppliesTo, "/")
	if !slices.Contains([]string{"ike", "ipsec", "ipsec-esp", "any", "x509"}, name) {
		return false
	}
	return !slices.ContainsFunc(r.clauses, func(c clause) bool {
		h := attributeByName[c.attribute].home
		return h == homeSession || h == homeDataset
	})
}

// evaluateRule records what one rule says of a group and returns its verdict, if
// it has one.
func (ref *reference) evaluateRule(p *Profile, r *Rule, g *group, targets []*unitRef, controls map[string][5]bool,
	res *refResult) (verdict Verdict, heeded, assessed bool) {
	var looked, matched, notKnown, beyond bool
	accepted := ref.accepts(r, g)
	say := func(v Verdict) {
		if !assessed || graver(v, verdict) {
			verdict, assessed = v, true
		}
	}
	for _, u := range targets {
		result, applies := ref.evaluate(r, g, u)
		if !applies {
			continue
		}
		looked = true
		note := u != nil && u.note
		heeded = heeded || !note
		switch {
		case result == unknown:
			if ref.beyondRecords(r, g, u) {
				beyond = true
			} else {
				notKnown = true
			}
			if !note {
				say(NotEvidenced)
			}
		case result == yes && !ref.replaced(p, r, g, u):
			artefact := g.values["is_artefact"] == true &&
				slices.ContainsFunc(r.clauses, func(c clause) bool { return c.attribute == "protection" })
			v := r.Verdict
			if artefact && (v == Fail || v == Warn) {
				v = Info
			}
			matched = matched || !note && !artefact
			if !note && !accepted {
				say(v)
			}
			if r.Verdict != Pass {
				f := refFinding{Rule: r.ID, Verdict: string(v), Severity: r.Severity, Group: g.id, Accepted: accepted}
				aboutClear := slices.ContainsFunc(r.clauses, func(c clause) bool { return c.attribute == "protection" })
				if note {
					f.Verdict = string(Info)
				} else if aboutClear && !artefact && (v == Fail || v == Warn) {
					ref.weigh(&f, g)
				}
				if u != nil {
					f.Layer, f.Role = u.layer, u.role
				}
				n := res.findings[f]
				res.findings[f] = [2]int64{n[0] + int64(len(g.within)), n[1] + g.tally.Records}
			}
		}
	}
	if looked {
		c := controls[r.ID]
		controls[r.ID] = [5]bool{true, c[1] || matched, c[2] || notKnown, c[3] || accepted, c[4] || beyond}
	}
	return verdict, heeded, assessed
}

func (ref *reference) replaced(p *Profile, r *Rule, g *group, u *unitRef) bool {
	for i := range p.Rules {
		o := &p.Rules[i]
		if !moreSpecific(o, r) || !o.inForce(g.day) || ref.missing(o) {
			continue
		}
		if result, applies := ref.evaluate(o, g, u); applies && result == yes {
			return true
		}
	}
	return false
}

func (ref *reference) accepts(r *Rule, g *group) bool {
	columns := []string{"system", "stack", "job", "user_id", "server_addr", "server_port", "client_addr"}
	row := make([]any, len(columns))
	for i, name := range columns {
		row[i] = g.values[name]
	}
	return slices.ContainsFunc(ref.opt.Exceptions.List, func(e *Exception) bool {
		return e.ID == r.ID && !ref.asOf.After(e.Expires) && e.matchesRow(columns, row)
	})
}

// compareWith checks an evaluation against the reference.
func (ref *reference) compareWith(t *testing.T, res refResult, j *Evaluation) {
	t.Helper()
	id := j.Profile.ID
	if d := cmp.Diff(res.verdicts, j.Verdicts); d != "" {
		t.Errorf("%s: verdicts (-reference +sql):\n%s", id, d)
	}
	want := res.overall
	if tunnels := j.Tunnels.Overall; tunnels != "" && tunnels.Worse(want) {
		want = tunnels
	}
	if want != j.Overall {
		t.Errorf("%s: overall is %s, reference %s", id, j.Overall, want)
	}
	res.compareAspects(t, j)
	for _, c := range j.Controls {
		want := res.controls[c.Rule.ID]
		if got := [5]Tally{c.Looked, c.Matched, c.NotKnown, c.Accepted, c.Undecided}; got != want {
			t.Errorf("%s: %s (%s %s): looked, matched, not known, accepted, undecided\n got %v\nwant %v", id, c.Rule.ID,
				c.Rule.Attribute,
				c.Rule.Condition, got, want)
		}
		if lacks := ref.lacksScope(c.Rule); c.InForce && lacks != strings.HasPrefix(c.Reason, "scope not declared") {
			t.Errorf("%s: %s: reason %q; lacks a scope by the reference: %t", id, c.Rule.ID, c.Reason, lacks)
		}
	}
	got := map[refFinding][2]int64{}
	for _, f := range j.Findings {
		key := refFinding{Rule: f.Rule.ID, Layer: f.Layer, Role: f.CertRole, Verdict: string(f.Verdict),
			Severity: f.Severity(), Port: f.Port, Accepted: f.Accepted != ""}
		if f.Sessions > 0 {
			key.Group = groupID(findingValues(f))
		}
		got[key] = [2]int64{got[key][0] + f.Sessions, got[key][1] + f.Records}
	}
	if !maps.Equal(res.findings, got) {
		d := cmp.Diff(res.findings, got)
		t.Errorf("%s: findings (-reference +sql):\n%.4000s", id, d)
	}
	if j.Total != int64(len(j.Findings)) {
		t.Errorf("%s: total %d, listed %d", id, j.Total, len(j.Findings))
	}
}

func (res refResult) compareAspects(t *testing.T, j *Evaluation) {
	t.Helper()
	got := map[string]map[Verdict]Tally{}
	for _, a := range j.Aspects {
		got[a.Protocol+" "+a.Attribute] = a.Verdicts
	}
	if d := cmp.Diff(res.aspects, got); d != "" {
		t.Errorf("%s: aspects (-reference +sql):\n%.4000s", j.Profile.ID, d)
	}
}

// compareTunnels checks the part of an evaluation on tunnels.
func (res refResult) compareTunnels(t *testing.T, j *Evaluation) {
	t.Helper()
	id := j.Profile.ID
	verdicts := map[Verdict]int64{}
	for v, n := range res.verdicts {
		verdicts[v] = n.Sessions
	}
	if d := cmp.Diff(verdicts, j.Tunnels.Verdicts); d != "" {
		t.Errorf("%s: tunnels (-reference +sql):\n%s", id, d)
	}
	if res.overall != j.Tunnels.Overall {
		t.Errorf("%s: tunnels overall: %s, reference %s", id, j.Tunnels.Overall, res.overall)
	}
	seen := map[string]bool{}
	for _, c := range j.Tunnels.Controls {
		seen[c.Rule.ID] = true
		want := res.controls[c.Rule.ID]
		if got := [5]int64{c.Looked, c.Matched, c.NotKnown, c.Accepted, c.Undecided}; got != [5]int64{want[0].Sessions,
			want[1].Sessions, want[2].Sessions, want[3].Sessions, want[4].Sessions} {
			t.Errorf("%s: tunnels: %s: looked, matched, not known, accepted\n got %v\nwant %v", id, c.Rule.ID, got, want)
		}
	}
	for rule := range res.controls {
		if !seen[rule] {
			t.Errorf("%s: rule %s can speak of tunnels and did not", id, rule)
		}
	}
	var findings, found int64
	for _, n := range res.findings {
		findings += n[0]
	}
	for _, f := range j.Tunnels.Findings {
		found++
		if f.Tunnel == nil || f.Tunnel.Phase < 1 || len(f.Evidence) == 0 || f.Evidence[0].FileID != 9 || f.Sessions != 0 {
			t.Errorf("%s: finding %+v does not name its tunnel and record", id, f)
		}
	}
	if findings != found || found != j.Tunnels.FindingsTotal {
		t.Errorf("%s: %d findings on tunnels of %d, reference %d", id, found, j.Tunnels.FindingsTotal, findings)
	}
}

// compareForecast checks each day of a forecast against an evaluation of that
// day by the reference.
func (ref *reference) compareForecast(t *testing.T, j *Evaluation) {
	t.Helper()
	for n, day := range j.Forecast.Days {
		later := *ref
		later.asOf, later.forecast = day, true
		want := later.verdicts(j.Profile)
		if !ref.tunnels {
			if d := cmp.Diff(want.verdicts, j.Forecast.Verdicts[n]); d != "" {
				t.Errorf("%s on %s: verdicts (-reference +sql):\n%s", j.Profile.ID, day.Format(time.DateOnly), d)
			}
		}
		for _, row := range j.Forecast.Rows {
			if row.Tunnels != ref.tunnels {
				continue
			}
			c := want.controls[row.Rule.ID]
			if got, left := row.At[n].Matched.Sessions, c[1].Sessions-c[3].Sessions; got != left {
				t.Errorf("%s on %s: %s matched %d, reference %d", j.Profile.ID, day.Format(time.DateOnly), row.Rule.ID, got, left)
			}
			if row.At[n].fails() && (row.FirstFail.IsZero() || row.FirstFail.After(day)) {
				t.Errorf("%s: %s fails on %s, first day given is %s", j.Profile.ID, row.Rule.ID, day, row.FirstFail)
			}
		}
	}
}

func findingValues(f Finding) values {
	return values{"system": f.System, "sysplex": f.Sysplex, "stack": f.Stack, "job": f.Job, "role": f.Role,
		"server_addr": f.ServerAddr,
		"server_port": f.ServerPort, "protection": f.Protection, "suite_id": f.SuiteID}
}

// sessionVerdict is the README's "When a session passes", word by word, for one
// unit after the other. Everything said of a session is collected, and the
// gravest counts.
func (ref *reference) sessionVerdict(p *Profile, g *group, units []unitRef) (worst Verdict) {
	said := map[Verdict]bool{}
	targets := []*unitRef{nil}
	for n := range units {
		if !units[n].note {
			targets = append(targets, &units[n])
		}
	}
	for _, u := range targets {
		topics := map[string][]*Rule{}
		for i := range p.Rules {
			r := &p.Rules[i]
			if !r.inForce(g.day) || ref.missing(r) || ref.onlyConstants(r) && !looksAtUnits(r) ||
				ref.tunnels && !speaksOfTunnels(r) || looksAtUnits(r) != (u != nil) {
				continue
			}
			if _, applies := ref.evaluate(r, g, u); applies {
				topics[r.AppliesTo] = append(topics[r.AppliesTo], r)
			}
		}
		for _, rules := range topics {
			ref.topicVerdicts(p, rules, g, u, said)
		}
	}
	for v := range said {
		if worst == "" || graver(v, worst) {
			worst = v
		}
	}
	if worst == "" {
		return NotAssessed
	}
	return worst
}

// topicVerdicts notes what the rules of one applies_to say of one unit.
func (ref *reference) topicVerdicts(p *Profile, rules []*Rule, g *group, u *unitRef, said map[Verdict]bool) {
	var lists, named, open, excused bool
	for _, r := range rules {
		result, _ := ref.evaluate(r, g, u)
		canHarm := r.Verdict == Fail || r.Verdict == Warn
		lists = lists || r.Verdict == Pass && !ref.aboutOthers(r, g, u)
		switch {
		case result == yes:
			named = true
			if ref.replaced(p, r, g, u) || ref.accepts(r, g) {
				continue
			}
			v := r.Verdict
			speaksOfClear := slices.ContainsFunc(r.clauses, func(c clause) bool { return c.attribute == "protection" })
			if canHarm && speaksOfClear && g.values["is_artefact"] == true {
				v = Info
			}
			said[v] = true
		case result == unknown && ref.beyondRecords(r, g, u):
			excused = excused || slices.ContainsFunc(rules, func(o *Rule) bool {
				return o.Verdict == Pass && o.Attribute == r.Attribute
			})
		case result == unknown:
			open = open || r.Verdict == Pass
			if canHarm {
				said[NotEvidenced] = true
			}
		}
	}
	switch {
	case !lists || named:
	case open:
		said[NotEvidenced] = true
	case !excused:
		said[NotAssessed] = true
	}
}

// aboutOthers reports whether a rule passes sessions of some port, scope and so
// on, of which this is none.
func (ref *reference) aboutOthers(r *Rule, g *group, u *unitRef) bool {
	return slices.ContainsFunc(r.clauses[1:], func(c clause) bool {
		ofSession := attributeByName[c.attribute].home == homeSession || c.attribute == "scope" && ref.opt.Tags != nil
		return ofSession && c.attribute != r.Attribute && ref.compareRef(c, g, u, r.Verdict) == no
	})
}

// beyondRecords reports whether a rule is open at a unit for no other reason
// than that no record of its kind could hold what it asks for.
func (ref *reference) beyondRecords(r *Rule, g *group, u *unitRef) bool {
	if u == nil {
		return false
	}
	for _, c := range r.clauses {
		if ref.compareRef(c, g, u, r.Verdict) == unknown && !ref.cannotHold(c.attribute, g, u) {
			return false
		}
	}
	return true
}

// cannotHold looks an attribute up in limits.csv.
func (ref *reference) cannotHold(attribute string, g *group, u *unitRef) bool {
	return slices.ContainsFunc(referenceLimits(), func(l map[string]string) bool {
		return l["attribute"] == attribute && l["value"] == "" && holdsAt(l, g, u)
	})
}

// holdsAt compares a line of limits.csv with a unit, cell by cell.
func holdsAt(l map[string]string, g *group, u *unitRef) bool {
	source, _ := u.all["source"].(string)
	if l["layer"] != u.layer || l["source"] != "" && !slices.Contains(strings.Split(l["source"], "|"), source) {
		return false
	}
	level, known := g.values["record_level"]
	for column, beyond := range map[string]func(a, b float64) bool{
		"level_from":  func(have, bound float64) bool { return have < bound },
		"level_until": func(have, bound float64) bool { return have > bound },
	} {
		if l[column] == "" {
			continue
		}
		var have, bound float64
		fmt.Sscan(fmt.Sprint(level), &have)
		fmt.Sscan(l[column], &bound)
		if !known || beyond(have, bound) {
			return false
		}
	}
	for part := range strings.SplitSeq(l["when"], " ; ") {
		if part != "" && !circumstance(part, u) {
			return false
		}
	}
	return true
}

// circumstance evaluates "attribute eq value", "attribute in value|value" or
// "attribute present".
func circumstance(text string, u *unitRef) bool {
	words := strings.SplitN(text, " ", 3)
	have := u.raw[words[0]]
	if words[1] == "present" {
		return have != nil
	}
	return have != nil && slices.Contains(strings.Split(words[2], "|"), fmt.Sprint(have))
}

// referenceLimits reads limits.csv without the package's own reader.
var referenceLimits = sync.OnceValue(func() []map[string]string {
	_, text, _ := strings.Cut(string(limitsFile), "\n")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		l := map[string]string{}
		for i, cell := range row {
			l[rows[0][i]] = cell
		}
		out = append(out, l)
	}
	return out
})

// plus adds up two counts of different traffic.
func (t Tally) plus(o Tally) Tally {
	return Tally{t.Sessions + o.Sessions, t.Records + o.Records, t.Connections + o.Connections, t.Bytes + o.Bytes}
}

// kexWithoutCertificate are TLS key exchanges in which no server certificate takes part.
var kexWithoutCertificate = []string{"PSK", "DHE-PSK", "ECDHE-PSK", "DH-ANON", "DH-ANON-EXPORT", "ECDH-ANON", "KRB5",
	"KRB5-EXPORT", "SRP", "ECJPAKE", "ECCPWD", "NULL"}

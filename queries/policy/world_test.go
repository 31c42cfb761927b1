package policy

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
)

type certificate struct {
	layer, role string
	values
}

// A world is the contents of a database, as Go sees it.
type world struct {
	suites   map[int64]values
	layers   map[int64]map[string]values
	certs    map[int64][]certificate
	sessions []values
	tunnels  []values
	ports    []values // of v_port
	tn3270   bool
}

func newWorld() *world {
	return &world{suites: map[int64]values{}, layers: map[int64]map[string]values{}, certs: map[int64][]certificate{}}
}

var sessionTypes = map[string]string{
	"sysplex": "VARCHAR", "system": "VARCHAR", "stack": "VARCHAR", "job": "VARCHAR", "user_id": "VARCHAR",
	"role":        "VARCHAR",
	"server_addr": "VARCHAR", "server_port": "INTEGER", "client_addr": "VARCHAR", "protection": "VARCHAR",
	"suite_id":    "BIGINT",
	"connections": "BIGINT", "bytes_in": "BIGINT", "bytes_out": "BIGINT", "first_local": "TIMESTAMP",
	"last_local": "TIMESTAMP", "first_utc": "TIMESTAMP", "last_utc": "TIMESTAMP",
	"is_artefact": "BOOLEAN", "change_no": "BIGINT", "session_no": "BIGINT", "file_id": "INTEGER", "record_no": "BIGINT",
	"handshake_status":  "VARCHAR",
	"intra_host_bypass": "BOOLEAN", "remote_is_local": "BOOLEAN", "record_level": "DECIMAL(3,1)",
}

var tunnelTypes = map[string]string{
	"sysplex": "VARCHAR", "system": "VARCHAR", "stack": "VARCHAR", "source": "VARCHAR", "phase": "INTEGER",
	"tunnel_id":   "VARCHAR",
	"policy_rule": "VARCHAR", "policy_action": "VARCHAR", "local_endpoint": "VARCHAR", "remote_endpoint": "VARCHAR",
	"suite_id":  "BIGINT",
	"start_utc": "TIMESTAMP", "at_local": "TIMESTAMP", "file_id": "BIGINT", "record_no": "BIGINT",
}

// homeTypes are the columns a table has for the attributes of one home.
func homeTypes(h home, more ...string) map[string]string {
	types := map[string]string{}
	for _, name := range more {
		types[name] = "VARCHAR"
	}
	types["suite_id"] = "BIGINT"
	for _, a := range attributes {
		if a.home == h {
			types[a.name] = sqlTypes[a.kind]
		}
	}
	return types
}

// open loads the world into tables named like the views.
func (w *world) open(t testing.TB) *sql.DB {
	t.Helper()
	db := openMemory(t)
	w.load(t, db)
	return db
}

func openMemory(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func (w *world) load(t testing.TB, db *sql.DB) {
	t.Helper()
	var suites, layers, certs []values
	for _, id := range slices.Sorted(keysOf(w.suites)) {
		suites = append(suites, with(w.suites[id], values{"suite_id": id}))
		for _, layer := range slices.Sorted(keysOf(w.layers[id])) {
			layers = append(layers, with(w.layers[id][layer], values{"suite_id": id, "layer": layer}))
		}
		for _, c := range w.certs[id] {
			certs = append(certs, with(c.values, values{"suite_id": id, "layer": c.layer, "role": c.role}))
		}
	}
	insertRows(t, db, "suite", homeTypes(homeSuite, "candidates"), suites)
	insertRows(t, db, "suite_layer", homeTypes(homeLayer, "layer", "unknown_codes"), layers)
	insertRows(t, db, "suite_cert", homeTypes(homeCert, "layer", "role"), certs)
	w.numberSessions()
	insertRows(t, db, "v_session", sessionTypes, w.sessions)
	insertRows(t, db, "v_tunnel", tunnelTypes, w.tunnels)
	insertRows(t, db, "v_port",
		map[string]string{"port": "INTEGER", "meaning": "VARCHAR", "carries": "VARCHAR", "weight": "INTEGER"}, w.ports)
	counts := []values{{"smf_type": int64(30), "smf_subtype": int64(20)}}
	if w.tn3270 {
		counts = append(counts, values{"smf_type": int64(119), "smf_subtype": int64(21)})
	}
	insertRows(t, db, "input_record_count", map[string]string{"smf_type": "INTEGER", "smf_subtype": "INTEGER"}, counts)
}

// numberSessions makes each record a session of its own, and connections that
// changed alike one, where a test does not say.
func (w *world) numberSessions() {
	for i, s := range w.sessions {
		if s["session_no"] == nil {
			s["session_no"] = int64(1e9) + int64(i)
			if no, changed := s["change_no"].(int64); changed {
				s["session_no"] = -no
			}
		}
	}
}

func keysOf[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func with(a, b values) values {
	out := values{}
	for _, m := range []values{a, b} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

func insertRows(t testing.TB, db *sql.DB, table string, types map[string]string, rows []values) {
	t.Helper()
	names := sortedKeys(types)
	defs := make([]string, len(names))
	for i, name := range names {
		defs[i] = name + " " + types[name]
	}
	exec := func(text string) {
		if _, err := db.Exec(text); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
	}
	exec("CREATE TABLE " + table + " (" + strings.Join(defs, ", ") + ")")
	for batch := range slices.Chunk(rows, 500) {
		lines := make([]string, len(batch))
		for i, row := range batch {
			cells := make([]string, len(names))
			for k := range row {
				if !slices.Contains(names, k) {
					t.Fatalf("%s has no column %s", table, k)
				}
			}
			for n, name := range names {
				cells[n] = literal(row[name])
			}
			lines[i] = "(" + strings.Join(cells, ", ") + ")"
		}
		exec("INSERT INTO " + table + " VALUES " + strings.Join(lines, ", "))
	}
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case time.Time:
		return "TIMESTAMP '" + v.Format("2006-01-02 15:04:05") + "'"
	}
	return fmt.Sprint(v)
}

// ownProfiles loads all our profiles.
func ownProfiles(t testing.TB) []*Profile {
	t.Helper()
	ids, err := Profiles(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var out []*Profile
	for _, id := range ids {
		p, err := LoadProfile(Embedded(), id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

// vocabulary collects, per attribute, the values rules compare it with and,
// for numbers, their neighbours.
func vocabulary(profiles []*Profile) map[string][]any {
	words := map[string][]any{}
	add := func(name string, v any) {
		if !slices.Contains(words[name], v) {
			words[name] = append(words[name], v)
		}
	}
	for _, p := range profiles {
		for _, r := range p.Rules {
			for _, c := range r.clauses {
				a := attributeByName[c.attribute]
				if c.listName() != "" || timed(c.op) {
					continue
				}
				for _, arg := range c.args {
					v, err := parseValue(a.kind, arg)
					if err != nil {
						panic(err)
					}
					add(a.name, v)
					if n, ok := v.(int64); ok {
						add(a.name, n-1)
						add(a.name, n+1)
					}
				}
			}
		}
	}
	for _, a := range attributes {
		switch {
		case a.kind == kindFlag:
			words[a.name] = []any{true, false}
		case len(a.values) > 0:
			for _, v := range a.values {
				add(a.name, v)
			}
		case a.kind == kindText:
			add(a.name, "SOMETHING-ELSE")
		case a.kind == kindNumber && len(words[a.name]) == 0:
			add(a.name, int64(7))
		}
	}
	for _, name := range []string{"tls_provider", "strength_gaps"} { // as the limits compare them
		for _, v := range []string{"IBM System SSL", "ZERTJSSE", "kex", "kex+auth", "kex+auth+hash"} {
			add(name, v)
		}
	}
	words["record_level"] = []any{"2.3", "2.4", "2.5", "3.1", "3.2"}
	words["cert_not_after"] = nil
	for _, day := range []string{"2026-10-01", "2026-11-19", "2026-11-20", "2026-11-21", "2026-12-20", "2026-12-21",
		"2026-12-22", "2027-02-18", "2027-02-19", "2030-01-01"} {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			panic(err)
		}
		words["cert_not_after"] = append(words["cert_not_after"], at)
	}
	return words
}

// A dice throws random worlds. The seed is fixed: the same world every time.
type dice struct {
	*rand.Rand
	words map[string][]any
	rules []*Rule
}

// satisfy makes the clauses of random rules true that compare an attribute v
// may have, so that conditions of several clauses are met often enough.
func (d *dice) satisfy(v values, h home, want func(string) bool) {
	for range 2 {
		for _, c := range d.ruleOn(h, want).clauses {
			a := attributeByName[c.attribute]
			if a.home == h && want(a.name) && (c.op == "eq" || c.op == "in") && c.listName() == "" && a.name != "bytes_total" {
				x, err := parseValue(a.kind, c.args[d.IntN(len(c.args))])
				if err != nil {
					panic(err)
				}
				v[a.name] = x
			}
		}
	}
}

// ruleOn picks a random rule, if need be again, so that it speaks of an attribute of
// home h that passes want. Few rules are about one protocol.
func (d *dice) ruleOn(h home, want func(string) bool) *Rule {
	var r *Rule
	for range 20 {
		r = d.rules[d.IntN(len(d.rules))]
		if a := attributeByName[r.Attribute]; a.home == h && want(a.name) {
			break
		}
	}
	return r
}

// fill returns each attribute of home h that passes want a value, or NULL one
// time in six.
func (d *dice) fill(h home, want func(string) bool) values {
	v := values{}
	for _, a := range attributes {
		if a.home == h && want(a.name) && d.IntN(6) > 0 && len(d.words[a.name]) > 0 {
			v[a.name] = d.words[a.name][d.IntN(len(d.words[a.name]))]
		}
	}
	d.satisfy(v, h, want)
	return v
}

// protections lists the protections with the layers they have.
var protectionLayers = map[string][]string{
	"TLS": {"tls"}, "SSH": {"ssh"}, "IPSEC": {"ipsec"}, "TLS+IPSEC": {"tls", "ipsec", "ike"},
	"SSH+IPSEC": {"ssh", "ipsec", "ike"}, "NONE": nil,
}

// samplePorts has every way to weigh and not to weigh.
var samplePorts = []values{
	{"port": int64(21), "meaning": "FTP control", "carries": "credentials", "weight": int64(5)},
	{"port": int64(23), "meaning": "Telnet", "carries": "both", "weight": int64(4)},
	{"port": int64(25), "meaning": "mail", "carries": "data", "weight": int64(3)},
	{"port": int64(446), "meaning": "DRDA", "carries": "data", "weight": int64(5)},
	{"port": int64(512), "meaning": "nothing of note", "carries": "none", "weight": int64(5)},
}

func randomWorld(profiles []*Profile, suites, sessions int) *world {
	d := &dice{Rand: rand.New(rand.NewPCG(1, 2)), words: vocabulary(profiles)}
	for _, p := range profiles {
		for i := range p.Rules {
			d.rules = append(d.rules, &p.Rules[i])
		}
	}
	w := newWorld()
	w.ports = samplePorts
	names := sortedKeys(protectionLayers)
	protection := map[int64]string{}
	for i := range suites {
		id := int64(i)*7919 - 1000
		protection[id] = names[d.IntN(len(names))]
		d.suite(w, id, protectionLayers[protection[id]])
	}
	ids := slices.Sorted(keysOf(w.suites))
	for i := range sessions {
		id := ids[i%len(ids)]
		w.sessions = append(w.sessions, d.session(i, id, protection[id]))
		if next := ids[(i*7+3)%len(ids)]; i%20 == 0 && id != next && protection[id]+protection[next] != "NONENONE" {
			w.sessions = d.change(w.sessions, next, protection[next])
		}
	}
	for i := range sessions / 4 {
		w.tunnels = append(w.tunnels, d.tunnel(i, ids))
	}
	w.mixSessions()
	return w
}

// mixSessions makes most records part of sessions that others belong to as well,
// whatever these are like: no session of real data is as mixed.
func (w *world) mixSessions() {
	d := rand.New(rand.NewPCG(3, 4))
	for i := range w.sessions {
		if d.IntN(3) > 0 {
			w.sessions[i] = with(w.sessions[i], values{"session_no": int64(d.IntN(len(w.sessions) / 2))})
		}
	}
}

// tunnel is one observation; some are of a tunnel seen before.
func (d *dice) tunnel(i int, ids []int64) values {
	at := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(d.IntN(20*24*3600)) * time.Second)
	v := values{
		"system": []string{"SYSA", "SYSB"}[d.IntN(2)], "sysplex": "PLEX1", "stack": "TCPIP",
		"source": []string{"smf119", "nmi"}[d.IntN(2)],
		"phase":  int64(1 + d.IntN(2)), "tunnel_id": fmt.Sprintf("K%d", d.IntN(50)), "policy_rule": "Rule~1",
		"local_endpoint":  "10.0.0.1",
		"remote_endpoint": fmt.Sprintf("10.%d.0.1", d.IntN(3)), "suite_id": ids[d.IntN(min(len(ids), 300))],
		"start_utc": at, "at_local": at.Add(time.Hour), "file_id": int64(9), "record_no": int64(i + 1),
	}
	for _, name := range []string{"suite_id", "start_utc", "tunnel_id"} {
		if d.IntN(10) == 0 {
			delete(v, name)
		}
	}
	return v
}

func (d *dice) suite(w *world, id int64, layers []string) {
	w.suites[id] = d.fill(homeSuite, func(name string) bool {
		return slices.Contains(layers, attributeByName[name].protocol())
	})
	if d.IntN(4) == 0 {
		w.suites[id]["candidates"] = "AES 256?"
	}
	if d.IntN(6) > 0 {
		w.suites[id]["source"] = recordKinds[d.IntN(3)]
	}
	w.layers[id] = map[string]values{}
	for _, layer := range layers {
		if d.IntN(12) == 0 {
			continue // a protection that no suite describes
		}
		w.layers[id][layer] = d.fill(homeLayer, func(string) bool { return true })
		for _, role := range []string{"server", "client"} {
			if d.IntN(3) == 0 {
				w.certs[id] = append(w.certs[id], certificate{layer, role, d.fill(homeCert, func(string) bool { return true })})
			}
		}
	}
}

// change makes the last session one state of a connection, and adds the other;
// sometimes of two connections that went through the same.
func (d *dice) change(sessions []values, id int64, protection string) []values {
	one := with(sessions[len(sessions)-1], values{"change_no": id*1000 + int64(len(sessions))})
	other := with(one,
		values{"protection": protection, "suite_id": id, "is_artefact": protection == "NONE" && d.IntN(3) == 0,
			"connections": int64(0), "bytes_out": int64(50)})
	if protection == "NONE" {
		delete(other, "suite_id")
	}
	sessions = append(sessions[:len(sessions)-1], one, other)
	if d.IntN(2) == 0 {
		sessions = append(sessions, one, other)
	}
	return sessions
}

func (d *dice) session(i int, id int64, protection string) values {
	start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(d.IntN(20*24*3600)) * time.Second)
	s := d.fill(homeSession, func(name string) bool { return name != "bytes_total" && name != "protection" })
	s = with(s, values{
		"protection": protection, "suite_id": id, "system": []string{"SYSA", "SYSB"}[d.IntN(2)], "sysplex": "PLEX1",
		"stack": "TCPIP", "job": []string{"FTPD1", "TN3270", "CICS_1"}[d.IntN(3)],
		"user_id":     []string{"IBMUSER", "FTP01", "FTP02"}[d.IntN(3)],
		"server_addr": fmt.Sprintf("10.%d.0.1", d.IntN(3)), "client_addr": fmt.Sprintf("192.168.%d.%d", d.IntN(2), d.IntN(5)),
		"connections": int64(d.IntN(4)), "bytes_in": int64(d.IntN(2) * 100), "bytes_out": int64(d.IntN(2) * 50),
		"first_local": start, "last_local": start.Add(time.Duration(d.IntN(4000)) * time.Second),
		"is_artefact": protection == "NONE" && d.IntN(3) == 0, "file_id": int64(1 + i%3), "record_no": int64(i + 1),
	})
	if protection == "NONE" {
		delete(s, "suite_id")
	}
	if s["client_addr"] == "192.168.0.4" {
		s["client_addr"] = "2001:db8::4"
	}
	if i%2 == 0 {
		s["first_utc"], s["last_utc"] = start.Add(5*time.Hour), s["last_local"].(time.Time).Add(5*time.Hour)
	}
	for _, name := range []string{"bytes_in", "last_local", "first_local", "client_addr"} {
		if d.IntN(20) == 0 && !(name == "first_local" && s["last_local"] == nil) {
			delete(s, name)
		}
	}
	return s
}

package browse

import (
	"fmt"
	"slices"
	"strings"
)

// A list is one table a person can walk through: what is grouped by what, and the columns there are to choose from.
type list struct {
	id, title, doc string
	from           string // the relation, with its own condition
	columns        []column
	filters        []string // columns of the relation that filters go by; nil: the list has none
	sort           string   // column it is sorted by at first, descending with "-" before it
	next           string   // the list a row leads to, limited to the row by its keys
	nextTitle      string
}

// A column is one column of a list: a key, by which rows are grouped, or an expression over the group.
type column struct {
	name, title string
	group       string // heading in the chooser of columns
	expr        string // SQL over the relation
	kind        kind
	key         string // parameter that limits the next list to this value; "" for none
	grouped     bool   // a key of the rows
	hidden      bool   // not shown unless chosen
	long        bool   // a text without a bound of its own
}

// keyColumns are the columns of the traffic that the filters by place go by.
var keyColumns = map[string]string{"sysplex": "sysplex", "system": "system", "stack": "stack", "job": "job",
	"user": "user_id", "role": "role", "server": "server_addr", "port": "server_port", "client": "client_addr"}

// columnOf is the column of a filter by place; "" for any other filter.
func columnOf(filter string) string { return keyColumns[filter] }

// without is the condition that a record says nothing for a filter.
func (l *list) without(filter string) (string, error) {
	name := columnOf(filter)
	if name == "" || !slices.Contains(l.filters, name) {
		return "", fmt.Errorf("%s %q: the name of a filter such as job or user", paramNone, filter)
	}
	return "coalesce(CAST(" + name + " AS VARCHAR), '') = ''", nil
}

// kind says how a value is shown.
type kind uint8

const (
	isText kind = iota
	isCount
	isBytes
	isTime
	isPlain // numbers that are names: ports, groups
)

func (l *list) column(name string) *column {
	i := slices.IndexFunc(l.columns, func(c column) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return &l.columns[i]
}

// noColumn says that the list has no such column.
func (l *list) noColumn(name string) error {
	var known []string
	for _, c := range l.columns {
		known = append(known, c.name)
	}
	return fmt.Errorf("column %q is not one of this list%s", name, didYouMean(name, known))
}

// shown are the columns chosen, or those of the list in its own order.
func (l *list) shown(chosen []string) []column {
	var out []column
	for _, c := range l.columns {
		if len(chosen) == 0 && !c.hidden || slices.Contains(chosen, c.name) {
			out = append(out, c)
		}
	}
	return out
}

// statement is the SQL of the list under the conditions, without order and limit: the columns asked for and the keys.
func (l *list) statement(cols []column, conditions []string) string {
	var b strings.Builder
	b.WriteString("SELECT ")
	var keys []string
	for i, c := range l.selected(cols) {
		if i > 0 {
			b.WriteString(",\n       ")
		}
		b.WriteString(c.expr)
		if c.expr != c.name {
			b.WriteString(" AS " + c.name)
		}
		if c.grouped {
			keys = append(keys, c.name)
		}
	}
	b.WriteString("\nFROM " + l.from)
	if len(conditions) > 0 {
		b.WriteString("\nWHERE " + strings.Join(conditions, "\n  AND "))
	}
	if len(keys) > 0 {
		b.WriteString("\nGROUP BY " + strings.Join(keys, ", "))
	}
	return b.String()
}

// selected are the columns asked for and, behind them, the keys that are not among them: a row must lead on whatever
// is shown of it.
func (l *list) selected(cols []column) []column {
	out := slices.Clone(cols)
	for _, c := range l.columns {
		if c.grouped && !slices.ContainsFunc(out, func(o column) bool { return o.name == c.name }) {
			out = append(out, c)
		}
	}
	return out
}

// terms are the order of the list: the column chosen, then all keys, which tell the rows apart.
func (l *list) terms(name string, descending bool) []term {
	out := []term{{l.column(name).sorted(), descending}}
	for _, c := range l.columns {
		if c.grouped && c.name != name {
			out = append(out, term{c.name, false})
		}
	}
	return out
}

// sorted is what the rows are sorted by for a column: its value, or the beginning of a text that may be of any length.
func (c *column) sorted() string {
	if c.long {
		return fmt.Sprintf("left(%s, %d)", c.name, maxSorted)
	}
	return c.name
}

// ordered sorts a statement of the list. It stands around it, because inside a name may be that of a column of the
// relation too, with another meaning.
func (l *list) ordered(statement, name string, descending bool) string {
	return "FROM (\n" + statement + "\n)\nORDER BY " + orderOf(l.terms(name, descending), false)
}

func (c column) Numeric() bool { return c.kind == isCount || c.kind == isBytes || c.kind == isPlain }

// trafficColumns are the columns of v_traffic that filters go by.
var trafficColumns = []string{"sysplex", "system", "stack", "job", "user_id", "role", "server_addr", "server_port",
	"client_addr", "protection", "day", "suite_id", "file_id"}

// keyed makes the keys of a list.
func keyed(group string, columns ...column) []column {
	for i := range columns {
		columns[i].grouped = true
		columns[i].group = group
		if columns[i].expr == "" {
			columns[i].expr = columns[i].name
		}
	}
	return columns
}

// where are the columns that say on which system a row was seen.
func where() []column {
	return keyed("Place", column{name: "sysplex", title: "Sysplex", key: "sysplex", hidden: true},
		column{name: "system", title: "System", key: "system"}, column{name: "stack", title: "Stack", key: "stack"})
}

// protections are the protections that columns count apart, by the word in the column's name.
var protections = []struct{ name, title, is string }{
	{"clear", "Clear", "protection = 'NONE'"},
	{"tls", "TLS", "protection = 'TLS'"},
	{"ssh", "SSH", "protection = 'SSH'"},
	{"ipsec", "IPSec", "protection = 'IPSEC'"},
	{"several", "Several", "protection <> 'NONE' AND contains(protection, '+')"},
}

// quantities are what columns count by protection: "clear_bytes" and so on. The word behind the name of the protection
// tells their titles apart.
var quantities = []struct{ name, of, word, group string }{
	{"connections", "connections", "", "Connections by protection"},
	{"partial", "partial_connections", ", partial", "Partial connections by protection"},
	{"bytes", "bytes", ", bytes", "Bytes by protection"},
	{"segments", "segments", ", segments", "Segments by protection"},
}

// measures are what is counted over the traffic of a row: sessions, connections, bytes and segments, in all and by
// protection. Only those that tell most are shown at first.
func measures() []column {
	out := totalColumns()
	for _, q := range quantities {
		for _, p := range protections {
			name := p.name + "_" + q.name
			out = append(out, column{name: name, title: p.title + q.word, group: q.group,
				expr:   "capped(sum(" + q.of + ") FILTER (WHERE " + p.is + "))",
				kind:   kindOf(q.name),
				hidden: q.name != "connections" && name != "clear_bytes"})
		}
	}
	return append(out,
		column{name: "protections", title: "Protections", group: "Totals", hidden: true, long: true,
			expr: "string_agg(DISTINCT protection, ', ' ORDER BY protection)"},
		column{name: "first_seen", title: "First seen", group: "Seen, local time", expr: "min(first_local)", kind: isTime,
			hidden: true},
		column{name: "last_seen", title: "Last seen", group: "Seen, local time", expr: "max(last_local)", kind: isTime})
}

func kindOf(quantity string) kind {
	if strings.HasPrefix(quantity, "bytes") {
		return isBytes
	}
	return isCount
}

// totalColumns are what is counted whatever the protection.
func totalColumns() []column {
	out := []column{
		{name: "sessions", title: "Sessions", group: "Totals", expr: "count(DISTINCT session_no)", kind: isCount},
		{name: "interval_records", title: "Interval records", group: "Totals", expr: "CAST(sum(interval_records) AS BIGINT)",
			kind: isCount, hidden: true},
	}
	for _, c := range []struct {
		name, title string
		shown       bool
	}{
		{"connections", "Connections", true},
		{"partial_connections", "Partial connections", false},
		{"bytes", "Bytes", true},
		{"bytes_in", "Bytes in", false},
		{"bytes_out", "Bytes out", false},
		{"segments", "Segments", false},
		{"segments_in", "Segments in", false},
		{"segments_out", "Segments out", false},
		{"failed_handshakes", "Failed handshakes", false},
	} {
		out = append(out, column{name: c.name, title: c.title, group: "Totals", expr: "capped(sum(" + c.name + "))",
			kind: kindOf(c.name), hidden: !c.shown})
	}
	return out
}

// users are the users of the sockets of a row, where they are no key of it.
func users(hidden bool) column {
	return column{name: "users", title: "User", group: "Place", long: true, hidden: hidden,
		expr: "string_agg(DISTINCT user_id, ', ' ORDER BY user_id)"}
}

// lists are the tables there are, in the order of the navigation.
var lists = []*list{
	{
		id: "servers", title: "TCP servers",
		doc:  "Servers on the systems read: one row per address, port and job.",
		from: "(FROM v_traffic WHERE role = 'server')", filters: trafficColumns, sort: "-clear_bytes",
		next: "ends", nextTitle: "clients",
		columns: slices.Concat(where(), keyed("Place",
			column{name: "job", title: "Job", key: "job"},
			column{name: "server_addr", title: "Address", key: "server"},
			column{name: "server_port", title: "Port", kind: isPlain, key: "port"}), []column{users(false)}, measures()),
	},
	{
		id: "clients", title: "TCP clients",
		doc:  "Jobs on the systems read that went to servers elsewhere: one row per job, user and server.",
		from: "(FROM v_traffic WHERE role = 'client')", filters: trafficColumns, sort: "-clear_bytes",
		next: "sessions", nextTitle: "sessions",
		columns: slices.Concat(where(), keyed("Place",
			column{name: "job", title: "Job", key: "job"},
			column{name: "user_id", title: "User", key: "user"},
			column{name: "server_addr", title: "Server", key: "server"},
			column{name: "server_port", title: "Port", kind: isPlain, key: "port"}), measures()),
	},
	{
		id: "peers", title: "EE peers",
		doc:  "Enterprise Extender: one row per pair of addresses and port. Each port is a priority of its own.",
		from: "(FROM v_traffic WHERE role = 'peer')", filters: trafficColumns, sort: "-bytes",
		next: "sessions", nextTitle: "sessions",
		columns: slices.Concat(where(), keyed("Place",
			column{name: "server_addr", title: "Local address", key: "server"},
			column{name: "client_addr", title: "Peer", key: "client"},
			column{name: "server_port", title: "Port", kind: isPlain, key: "port"}), []column{users(true)}, measures()),
	},
	{
		id: "ends", title: "Servers and their clients",
		doc:  "Who spoke to whom: one row per server, client and user.",
		from: "v_traffic", filters: trafficColumns, sort: "-clear_bytes",
		next: "sessions", nextTitle: "sessions",
		columns: slices.Concat(where(), keyed("Place",
			column{name: "job", title: "Job", key: "job"},
			column{name: "role", title: "This system is", key: "role", hidden: true},
			column{name: "server_addr", title: "Server", key: "server"},
			column{name: "server_port", title: "Port", kind: isPlain, key: "port"},
			column{name: "client_addr", title: "Client", key: "client"},
			column{name: "user_id", title: "User", key: "user"}), measures()),
	},
	sessionList,
	tunnelList,
	certificateList,
	inputList,
}

// sessionList shows security sessions with their cryptography: one row per session and protection it showed.
var sessionList = &list{
	id: "sessions", title: "Security sessions",
	doc: "What zERT calls a security session: all that went between two ends under the same protection. One row each, " +
		"however many interval records tell of it.",
	from: "(FROM v_traffic AS t LEFT JOIN suite AS s ON s.suite_id = t.suite_id " +
		"SELECT t.*, s.* EXCLUDE (suite_id, protection, source))",
	filters: trafficColumns, sort: "-last_seen",
	columns: slices.Concat(where(), keyed("Place",
		column{name: "session_no", title: "Session", key: "session", kind: isPlain, hidden: true},
		column{name: "job", title: "Job"},
		column{name: "user_id", title: "User", hidden: true},
		column{name: "server_addr", title: "Server"},
		column{name: "server_port", title: "Port", kind: isPlain},
		column{name: "client_addr", title: "Client"},
		column{name: "protection", title: "Protection"},
		column{name: "suite_id", title: "Suite id", hidden: true}), crypto(
		"Version", "coalesce(tls_version, ssh_version, 'IKEv' || ike_version)",
		"Cipher suite", "tls_suite_label",
		"Key exchange", "coalesce(tls_kex, ssh_kex)",
		"Cipher", "coalesce(tls_cipher, ssh_cipher, ipsec_cipher, ike_cipher)",
		"MAC", "coalesce(tls_mac, ssh_mac, ipsec_auth, ike_integ)",
		"Cipher bits", "coalesce(tls_cipher_bits, ssh_cipher_bits, ipsec_cipher_bits, ike_cipher_bits)",
		"Encrypt-then-MAC", "coalesce(tls_etm, ssh_etm)",
		"Told by", "coalesce(tls_source, ssh_source)",
	), []column{
		{name: "interval_records", title: "Interval records", group: "Totals", kind: isCount,
			expr: "CAST(sum(interval_records) AS BIGINT)"},
		{name: "connections", title: "Connections", group: "Totals", expr: "capped(sum(connections))", kind: isCount},
		{name: "partial_connections", title: "Partial connections", group: "Totals",
			expr: "capped(sum(partial_connections))", kind: isCount, hidden: true},
		{name: "bytes", title: "Bytes", group: "Totals", expr: "capped(sum(bytes))", kind: isBytes},
		{name: "segments", title: "Segments", group: "Totals", expr: "capped(sum(segments))", kind: isCount, hidden: true},
		{name: "first_seen", title: "First seen", group: "Seen, local time", expr: "min(first_local)", kind: isTime},
		{name: "last_seen", title: "Last seen", group: "Seen, local time", expr: "max(last_local)", kind: isTime},
	}),
	next: sessionPage, nextTitle: "session",
}

// crypto are columns of what a suite says, given as titles and expressions in turn; the first five are shown at first.
func crypto(pairs ...string) (out []column) {
	for i := 0; i+1 < len(pairs); i += 2 {
		name := strings.ReplaceAll(strings.ToLower(pairs[i]), " ", "_")
		out = append(out, column{name: strings.ReplaceAll(name, "-", "_"), title: pairs[i], group: "Cryptography",
			expr: "any_value(" + pairs[i+1] + ")", kind: isText, hidden: i >= 10})
	}
	return out
}

var tunnelList = &list{
	id: "tunnels", title: "Tunnels",
	doc: "IPSec tunnels by their ends: one row per life of a tunnel, from its first record to its last, with the " +
		"algorithms of all its generations.",
	from: "v_tunnel_history", filters: []string{"sysplex", "system", "stack"}, sort: "-last_seen",
	columns: slices.Concat(where(), []column{
		{name: "tunnel_id", title: "Tunnel", group: "Tunnel", expr: "tunnel_id", grouped: true},
		{name: "life", title: "Life", group: "Tunnel", expr: "life", grouped: true, kind: isPlain},
		{name: "phase", title: "Phase", group: "Tunnel", expr: "phase", grouped: true, kind: isPlain},
		{name: "local_endpoint", title: "Local end", group: "Tunnel", expr: "local_endpoint", grouped: true,
			key: paramLocal},
		{name: "remote_endpoint", title: "Remote end", group: "Tunnel", expr: "remote_endpoint", grouped: true,
			key: paramRemote},
		{name: "remote_identity", title: "Remote identity", group: "Tunnel", hidden: true, long: true,
			expr: "any_value(remote_identity)"},
		{name: "policy_rule", title: "Policy rule", group: "Tunnel", expr: "any_value(policy_rule)", hidden: true},
		{name: "algorithms", title: "Algorithms", group: "Protection", expr: "any_value(algorithms)", long: true},
		{name: "downgrade", title: "Downgrade", group: "Protection", expr: "any_value(downgrade)"},
		{name: "fips_mode", title: "FIPS", group: "Protection", expr: "any_value(fips_mode)"},
		{name: "ike_version", title: "IKE", group: "Protection", expr: "any_value(ike_version)", kind: isPlain},
		{name: "generation", title: "Generation", group: "Protection", expr: "max(generation)", kind: isPlain},
		{name: "last_state", title: "State", group: "Seen, local time", expr: "any_value(last_state)"},
		{name: "sources", title: "Seen by", group: "Seen, local time", expr: "any_value(sources)"},
		{name: "first_seen", title: "First seen", group: "Seen, local time", expr: "min(first_local)", kind: isTime},
		{name: "last_seen", title: "Last seen", group: "Seen, local time", expr: "max(last_local)", kind: isTime},
	}),
	next: pairPage, nextTitle: "over time",
}

// certificateList leads to sessions by the serial number alone: without one, nothing tells the certificate from others
// with such a key.
var certificateList = &list{
	id: "certificates", title: "Certificates", doc: "Certificates that sessions showed, the next to expire first.",
	from: "v_certificate", sort: "not_after",
	columns: []column{
		{name: "certificate", title: "Certificate", group: "Certificate", expr: "certificate", grouped: true},
		{name: "layer", title: "Layer", group: "Certificate", expr: "layer", grouped: true},
		{name: "role", title: "Side", group: "Certificate", expr: "role", grouped: true},
		{name: "issuer", title: "Issuer", group: "Certificate", hidden: true, long: true,
			expr: "any_value(issuer)"},
		{name: "serial", title: "Serial", group: "Certificate", expr: "any_value(serial)", key: "serial"},
		{name: "not_after", title: "Ends (UTC)", group: "Certificate", expr: "min(not_after_utc)", kind: isTime},
		{name: "key_type", title: "Key", group: "Key and signature", expr: "any_value(key_type)"},
		{name: "key_bits", title: "Bits", group: "Key and signature", expr: "any_value(key_bits)", kind: isPlain},
		{name: "sig_alg", title: "Signature", group: "Key and signature", expr: "any_value(sig_alg)"},
		{name: "sessions", title: "Sessions", group: "Use", expr: "CAST(sum(sessions) AS BIGINT)", kind: isCount},
		{name: "connections", title: "Connections", group: "Use", expr: "capped(sum(connections))", kind: isCount},
		{name: "jobs", title: "Jobs", group: "Use", long: true,
			expr: "string_agg(DISTINCT job_list, ', ')"},
		{name: "servers", title: "Servers", group: "Use", hidden: true, long: true,
			expr: "string_agg(DISTINCT server_list, ', ')"},
		{name: "last_seen", title: "Last seen", group: "Use", expr: "max(last_local)", kind: isTime},
	},
	next: "sessions", nextTitle: "sessions",
}

var inputList = &list{
	id: "inputs", title: "History",
	doc: "What was loaded, in that order, what became of its records, and what was pruned " +
		"since.",
	from: "(SELECT i.*, f.stopped FROM v_import AS i JOIN v_input_file AS f ON f.file_id = i.file_id)", sort: "file_id",
	next: recordPage, nextTitle: "records",
	columns: []column{
		{name: "file_id", title: "Number", group: "Input", expr: "file_id", grouped: true, kind: isPlain,
			key: paramInput},
		{name: "loaded", title: "Loaded (UTC)", group: "Input", expr: "any_value(loaded_utc)", kind: isTime},
		{name: "path", title: "Path", group: "Input", expr: "any_value(path)", long: true},
		{name: "container", title: "Opened from", group: "Input", hidden: true, long: true,
			expr: "any_value(container)"},
		{name: "framing", title: "Framing", group: "Input", expr: "any_value(framing)"},
		{name: "records", title: "Records", group: "Records", expr: "any_value(records)", kind: isCount},
		{name: "decoded", title: "Decoded", group: "Records", expr: "any_value(records_decoded)", kind: isCount},
		{name: "skipped", title: "Skipped", group: "Records", expr: "any_value(records_skipped)", kind: isCount},
		{name: "rejected", title: "Rejected", group: "Records", expr: "any_value(records_rejected)", kind: isCount},
		{name: "copies", title: "Copies", group: "Records", expr: "any_value(records_duplicate)", kind: isCount},
		{name: "issues", title: "Issues", group: "Records", expr: "any_value(issues)", kind: isCount},
		{name: "pruned", title: "Rows pruned", group: "Pruned since", expr: "any_value(rows_pruned)", kind: isCount},
		{name: "pruned_before", title: "Older than", group: "Pruned since", expr: "any_value(pruned_before_local)",
			kind: isTime, hidden: true},
		{name: "first_seen", title: "First record", group: "Input", expr: "min(first_time_local)", kind: isTime},
		{name: "last_seen", title: "Last record", group: "Input", expr: "max(last_time_local)", kind: isTime},
		{name: "stopped", title: "Not read to its end", group: "Input", expr: "any_value(stopped)"},
		{name: "sha256", title: "SHA-256", group: "Input", expr: "any_value(sha256)", hidden: true},
	},
}

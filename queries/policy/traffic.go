package policy

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
)

// refShift packs a record's place into one number, file_id × refShift +
// record_no, which a min or max carries through an aggregation at no cost.
// There is room for 16 million files of 10¹² records each.
const refShift = 1 << 40

// trafficKeys are the columns the sessions are grouped by, with the type each is
// read as.
var trafficKeys = []struct{ name, typ string }{
	{"system", "VARCHAR"}, {"sysplex", "VARCHAR"}, {"stack", "VARCHAR"}, {"job", "VARCHAR"}, {"role", "VARCHAR"},
	{"server_addr", "VARCHAR"}, {"server_port", "BIGINT"}, {"protection", "VARCHAR"}, {"suite_id", "BIGINT"},
	{"handshake_status", "VARCHAR"}, {"intra_host_bypass", "BOOLEAN"}, {"remote_is_local", "BOOLEAN"},
	{"record_level", "DECIMAL(9,3)"}, {"is_artefact", "BOOLEAN"}, {"change_no", "BIGINT"},
}

// stateKeys are those of trafficKeys in which the states of a connection that
// changed its protection may differ.
var stateKeys = []string{"protection", "suite_id", "handshake_status", "intra_host_bypass", "is_artefact"}

// A source is the view the traffic is read from, under the alias s.
type source struct {
	view, records string // records is the aggregate that counts interval records
	tunnels       bool   // the view holds tunnels
}

// sources are tried in order. v_traffic is v_session added up per day and
// place, far fewer rows with the same columns. What a rule asks of one session
// is then asked of a day's: a certificate counts as expired from the day after
// its end, and bytes_total is the sum of like sessions of a day. Where UTC is not
// known of all sessions of a group, their local times stand for it.
var sources = []source{{view: "v_traffic", records: "CAST(sum(s.interval_records) AS BIGINT)"},
	{view: "v_session", records: "count(*)"}}

// findSource picks the first view that is there; the last one is reported
// missing when it is used.
func (j *evaluator) findSource(ctx context.Context) error {
	for _, j.source = range sources {
		there, err := j.exists(ctx, j.source.view)
		if there || err != nil {
			return err
		}
	}
	return nil
}

func (j *evaluator) exists(ctx context.Context, table string) (there bool, err error) {
	if j.relations == nil {
		j.relations, err = sqltext.Relations(ctx, j.conn)
	}
	return j.relations[table], err
}

// aggregate makes zertify_traffic: the interval records grouped by endpoint, suite
// and whatever else a rule or an exception can see, once.
//
// Which sessions and clients a group has stands beside it in zertify_session,
// over hashes of the group and of the address: narrow numbers instead of every
// key, which is several times as fast. A collision of 64-bit hashes would
// miscount one of them.
func (j *evaluator) aggregate(ctx context.Context) error {
	keys, names := j.keyExprs(), j.keyNames()
	from := cat(" FROM ", j.source.view, " AS s", j.classJoin("client_addr"), j.classJoin("user_id"), j.tagJoin())
	named := make([]expr, len(keys))
	for i := range keys {
		named[i] = cat(keys[i], " AS ", names[i])
	}
	place := hashOf(join(keys, ", ", ""))
	ref := cat("CAST(s.file_id AS UBIGINT) * ", refShift, " + CAST(s.record_no AS UBIGINT)")
	groups := cat("SELECT ", join(named, ", ", ""), ", ", j.source.records,
		" AS records, sum(s.connections) AS connections, ",
		"sum(coalesce(s.bytes_in, 0)) + sum(coalesce(s.bytes_out, 0)) AS bytes, ",
		"min(coalesce(s.first_local, s.last_local)) AS first_local, max(coalesce(s.last_local, s.first_local)) AS "+
			"last_local, ",
		ofAll("min", "s.first_utc"), " AS first_utc, ", ofAll("max", "s.last_utc"), " AS last_utc, ",
		ofAll("max", "s.first_utc"), " AS latest_utc, max(coalesce(s.first_local, s.last_local)) AS latest_local, ",
		fmt.Sprintf(smallest, ref.text, j.opt.EvidencePerFinding), " AS refs, max(", ref, ") AS last_ref",
		from, " GROUP BY ", ordinals(len(keys)))
	err := j.exec(ctx, "group "+j.source.view, cat(createTemp, "zertify_session AS SELECT DISTINCT ", place,
		" AS place, ", j.sessionExpr(place), " AS session_no, CASE WHEN s.client_addr IS NOT NULL THEN ",
		hashOf(cat("s.client_addr")), " END AS client", from))
	if err != nil {
		return err
	}
	order := strings.Join(names, " NULLS FIRST, ") + " NULLS FIRST"
	err = j.exec(ctx, "group "+j.source.view,
		cat(createTemp, "zertify_traffic AS SELECT row_number() OVER (ORDER BY ", order, ") AS id, ",
			"dense_rank() OVER (ORDER BY suite_id NULLS FIRST, protection NULLS FIRST, record_level NULLS FIRST) AS kind_id, ", typedKeys(), j.extraKeys(),
			j.tunnelColumns(),
			"h.place, sessions, records, ", capped("coalesce(connections, 0)"), " AS connections, ", capped("bytes"),
			" AS bytes, peers, ",
			"CAST(first_local AS TIMESTAMP) AS first_local, CAST(last_local AS TIMESTAMP) AS last_local, ",
			"CAST(first_utc AS TIMESTAMP) AS first_utc, CAST(last_utc AS TIMESTAMP) AS last_utc, CAST(coalesce(latest_utc, "+
				"latest_local) AS TIMESTAMP) AS latest_start, ",
			"CAST(NULL AS BIGINT) AS whole_id, refs, last_ref FROM (SELECT *, ", hashOf(cat(strings.Join(names, ", "))),
			" AS place FROM (", groups, ") AS g) AS h ",
			"JOIN (", statement("group_counts", nil), ") AS p ON p.place = h.place"))
	if err != nil {
		return err
	}
	if err := j.joinStates(ctx); err != nil {
		return err
	}
	return j.share(ctx)
}

// sessionExpr tells sessions apart; a tunnel is what one group is about.
func (j *evaluator) sessionExpr(place expr) expr {
	if j.source.tunnels {
		return place
	}
	return cat("s.session_no")
}

// joinStates finds the rows of zertify_traffic that are states of the same
// connections: they agree in everything but what tells states apart. Each gets
// the smallest of their ids as whole_id, and the amounts of the whole; whatever
// adds traffic up counts a whole once. Other rows have no whole_id. A connection
// has each of its states in one row, so that there are as many connections as
// rows of v_session for each state.
func (j *evaluator) joinStates(ctx context.Context) error {
	shared := slices.DeleteFunc(j.keyNames(), func(name string) bool {
		return slices.Contains(stateKeys, name) ||
			slices.ContainsFunc(j.byteColumns(), func(b string) bool { return b == name })
	})
	same := make([]string, len(shared))
	for i, name := range shared {
		same[i] = "w." + name + " IS NOT DISTINCT FROM t." + name
	}
	keys := strings.Join(shared, ", ")
	states := "count(DISTINCT " + fmt.Sprintf(hash, "suite_id, protection, intra_host_bypass") + ")"
	wholes := "SELECT " + keys + ", min(id) AS whole_id, CAST(sum(records) / " + states + " AS BIGINT) AS records, " +
		capped("sum(connections)") + " AS connections, " + capped("sum(bytes)") + " AS bytes " +
		"FROM zertify_traffic WHERE change_no IS NOT NULL GROUP BY " + keys + " HAVING count(*) > 1"
	for _, s := range []struct{ what, text string }{
		{"connections that changed",
			createTemp + "zertify_state AS SELECT t.id, w.whole_id, w.records, w.connections, w.bytes FROM zertify_traffic AS " +
				"t JOIN (" + wholes +
				") AS w ON w.change_no = t.change_no AND " + strings.Join(same, " AND ")},
		{"their states", statement("state_amounts", nil).text},
	} {
		if err := j.exec(ctx, s.what, cat(s.text)); err != nil {
			return err
		}
	}
	return nil
}

// share makes zertify_share: what the counts of sessions, records, connections
// and bytes are taken from.
func (j *evaluator) share(ctx context.Context) error {
	return j.exec(ctx, "sessions across groups", statement("share", nil))
}

// capped is a number that is not NULL as a BIGINT: counters of strangers add up to
// more than one holds, and what is beyond is said as the largest.
func capped(number string) string {
	return "CAST(least(" + number + ", 9223372036854775807) AS BIGINT)"
}

// ofAll is the least or greatest value of a group in which every row has one.
func ofAll(fn, column string) string {
	return fmt.Sprintf("CASE WHEN count(%[2]s) = count(*) THEN %[1]s(%[2]s) END", fn, column)
}

func hashOf(e expr) expr { return expr{fmt.Sprintf(hash, e.text), e.args} }

// keyExprs are the columns to group by, in the order of keyNames.
func (j *evaluator) keyExprs() []expr {
	var keys []expr
	for _, k := range trafficKeys {
		keys = append(keys, cat("s."+k.name))
	}
	for _, cl := range j.byteClauses {
		keys = append(keys, compare("(CAST(s.bytes_in AS DECIMAL(38, 0)) + s.bytes_out)", kindNumber, cl))
	}
	keys = append(keys, j.eraExpr(), cat(j.classExpr("client_addr")), cat(j.classExpr("user_id")), cat(j.tagExpr()))
	if j.source.tunnels {
		for _, k := range tunnelKeys {
			keys = append(keys, cat("s."+k.name))
		}
	}
	return keys
}

// ordinals are the numbers 1 to n, as GROUP BY takes them.
func ordinals(n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strconv.Itoa(i + 1)
	}
	return strings.Join(parts, ", ")
}

func (j *evaluator) keyNames() []string {
	var names []string
	for _, k := range trafficKeys {
		names = append(names, k.name)
	}
	names = append(names, j.byteColumns()...)
	names = append(names, "era", "client_class", "user_class", scopeAttribute)
	if j.source.tunnels {
		for _, k := range tunnelKeys {
			names = append(names, k.name)
		}
	}
	return names
}

// byteColumns hold what the comparisons of bytes_total came to.
func (j *evaluator) byteColumns() []string {
	names := make([]string, len(j.byteClauses))
	for i := range names {
		names[i] = "b" + strconv.Itoa(i)
	}
	return names
}

func typedKeys() string {
	var b strings.Builder
	for _, k := range trafficKeys {
		fmt.Fprintf(&b, "CAST(%s AS %s) AS %s, ", k.name, k.typ, k.name)
	}
	return b.String()
}

func (j *evaluator) extraKeys() string {
	names := j.keyNames()[len(trafficKeys):]
	if j.source.tunnels {
		names = names[:len(names)-len(tunnelKeys)]
	}
	return strings.Join(names, ", ") + ", "
}

// eraExpr numbers the stretches of time between changes of rules; 0 when all
// sessions are evaluated against the rules of one day.
func (j *evaluator) eraExpr() expr {
	if len(j.eras) < 2 {
		return cat("0")
	}
	parts := []any{"CASE"}
	for i, start := range j.eras[1:] {
		parts = append(parts, " WHEN coalesce(s.last_local, s.first_local, s.last_utc) < ",
			bind(kindMoment, start.Format(time.DateTime)), " THEN ", i)
	}
	return cat(append(parts, " ELSE ", len(j.eras)-1, " END")...)
}

// findEras sets the days from which rules change within the data, for
// Options.PerSession. The first era starts with the data.
func (j *evaluator) findEras(ctx context.Context, profiles []*Profile) error {
	var first, last sql.NullTime
	row := j.conn.QueryRowContext(ctx, statement("time_range", sqltext.Names{"view": j.source.view}).text)
	if err := row.Scan(&first, &last); err != nil {
		return fmt.Errorf("time range of %s: %w", j.source.view, err)
	}
	if !first.Valid {
		return nil
	}
	j.eras = []time.Time{dayOf(first.Time)}
	for _, day := range ruleChanges(profiles) {
		if day.After(j.eras[0]) && !day.After(dayOf(last.Time)) {
			j.eras = append(j.eras, day)
		}
	}
	return nil
}

// ruleChanges lists the days on which a rule begins or has just ended.
func ruleChanges(profiles []*Profile) []time.Time {
	var days []time.Time
	for _, p := range profiles {
		for _, r := range p.Rules {
			if !r.From.IsZero() {
				days = append(days, r.From)
			}
			if !r.To.IsZero() {
				days = append(days, r.To.AddDate(0, 0, 1))
			}
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return slices.CompactFunc(days, time.Time.Equal)
}

// dayOf is the day a moment falls on.
func dayOf(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// units makes zertify_unit: one row per layer (role empty) and per certificate of
// each kind of traffic, where a kind is a suite together with a protection and
// the level of the records.
func (j *evaluator) units(ctx context.Context) error {
	limits := j.limitColumns()
	units := statement("units", sqltext.Names{"columns": j.unitColumns(), "limits": limits.text})
	units.args = limits.args
	for _, s := range []struct {
		what string
		text expr
	}{
		{"kinds of traffic", statement("kinds", nil)},
		{"traffic by kind", statement("kind_totals", nil)},
		{"layers", statement("layers", nil)},
		{"units", units},
	} {
		if err := j.exec(ctx, s.what, s.text); err != nil {
			return err
		}
	}
	return nil
}

// limitColumns puts values that follow in place of those that the record does
// not hold, and adds what it cannot hold and what is only inferred.
func (j *evaluator) limitColumns() expr {
	wanted := j.wanted()
	var replace, add []expr
	for _, name := range sortedKeys(j.limits) {
		on := j.limits[name]
		if !wanted[name] {
			continue
		}
		if len(on.follows) > 0 {
			replace = append(replace, cat("coalesce(u.", name, ", ", valueThatFollows(on.follows), ") AS ", name))
		}
		if len(on.cannot) > 0 {
			add = append(add, cat(", ", anyHolds(on.cannot), " AS ", limitColumn(name)))
		}
		if len(on.inferred) > 0 {
			add = append(add, cat(", CAST(", valueThatFollows(on.inferred), " AS VARCHAR) AS ", inferredColumn(name)))
		}
	}
	columns := join(add, "", "")
	if len(replace) > 0 {
		columns = cat(" REPLACE (", join(replace, ", ", ""), ")", columns)
	}
	return columns
}

// wanted are the attributes that some rule, guard or limit reads.
func (j *evaluator) wanted() map[string]bool {
	want := map[string]bool{"session_strength_bits": true, "strength_incomplete": true, "cipher": true,
		"ipsec_protocol": true, "evidence_source": true, "source": true}
	for _, steps := range j.steps {
		for _, s := range steps {
			want[s.rule.Attribute] = true
			for _, c := range s.rule.clauses {
				want[c.attribute] = true
			}
		}
	}
	for name, on := range j.limits {
		if !want[name] {
			continue
		}
		for _, l := range slices.Concat(on.cannot, on.follows, on.inferred) {
			for _, c := range l.when {
				want[c.attribute] = true
			}
		}
	}
	for _, a := range attributes {
		if want[a.name] {
			for _, n := range a.needs {
				want[n] = true
			}
		}
	}
	return want
}

// unitColumns selects the wanted attributes.
func (j *evaluator) unitColumns() string {
	want := j.wanted()
	prefix := map[home]string{homeSuite: "s.", homeLayer: "y.", homeCert: "c."}
	var columns []string
	for _, a := range attributes {
		if p := prefix[a.home]; p != "" && want[a.name] {
			columns = append(columns, "CAST("+p+a.name+" AS "+sqlTypes[a.kind]+") AS "+a.name)
		}
	}
	return strings.Join(columns, ", ")
}

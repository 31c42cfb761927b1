package reports

import (
	"slices"
	"strings"
)

// Sums of 64-bit counters are 128 bits wide in the engine; the cap brings them
// back without an overflow that a hostile counter could cause.
const (
	sumConnections = `CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT)`
	sumBytes       = `CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT)`
)

// trafficSource is what to add up: v_traffic, which holds the sessions of
// v_session already added up per day, or in its place v_session itself.
func trafficSource(c *collector) string {
	if c.has("v_traffic") {
		return "v_traffic"
	}
	return "(SELECT *, CAST(1 AS BIGINT) AS sessions FROM v_session) AS session"
}

func trafficSQL(from string) string {
	return `
SELECT CAST(protection AS VARCHAR),
       CAST(source AS VARCHAR),
       ` + sumSessions("TRUE") + `,
       ` + sumConnections + `,
       ` + sumBytes + `,
       ` + sumSessions("is_artefact") + `,
       ` + sumSessions("role IS NULL") + `,
       ` + sumSessions("first_utc IS NULL") + `,
       ` + sqlSpans + `,
       count(*) OVER ()
FROM   ` + from + `
GROUP  BY protection, source
ORDER  BY protection NULLS LAST, source NULLS LAST`
}

const sqlClear = `
SELECT CAST(clear_kind AS VARCHAR),
       CAST(coalesce(sum(sessions), 0) AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes), 0), 9223372036854775807) AS BIGINT),
       count(*) OVER ()
FROM   v_cleartext
GROUP  BY clear_kind
ORDER  BY 4 DESC, 1`

func scanClear(c *ClearTally) []any {
	return []any{into(&c.Kind), into(&c.Sessions), into(&c.Connections), into(&c.Bytes)}
}

func sumSessions(filter string) string {
	return `CAST(coalesce(sum(sessions) FILTER (WHERE ` + filter + `), 0) AS BIGINT)`
}

// peerSQL groups traffic of one role by its end point: the server's address and
// port, the client's address, the Enterprise Extender peer's address. The rows
// with the most cleartext come first.
func peerSQL(from, role string) string {
	addr, port, other := "server_addr", "server_port", "client_addr"
	if role != "server" {
		addr, port, other = "client_addr", "CAST(NULL AS INTEGER)", "server_addr"
	}
	conn := func(filter string) string {
		return `CAST(least(coalesce(sum(connections) FILTER (WHERE ` + filter + `), 0), 9223372036854775807) AS BIGINT)`
	}
	return `
SELECT *, count(*) OVER ()
FROM  (SELECT CAST(sysplex AS VARCHAR) AS sysplex,
              CAST(system AS VARCHAR) AS system,
              CAST(stack AS VARCHAR) AS stack,
              CAST(job AS VARCHAR) AS job,
              CAST(` + addr + ` AS VARCHAR) AS addr,
              CAST(` + port + ` AS BIGINT) AS port,
              count(DISTINCT ` + other + `) AS peers,
              ` + sumSessions("TRUE") + ` AS sessions,
              ` + sumConnections + ` AS connections,
              ` + sumBytes + ` AS bytes,
              ` + conn(`protection = 'NONE'`) + ` AS clear,
              ` + conn(`protection = 'TLS'`) + ` AS tls,
              ` + conn(`protection = 'SSH'`) + ` AS ssh,
              ` + conn(`protection = 'IPSEC'`) + ` AS ipsec,
              ` + conn(`protection NOT IN ('NONE', 'TLS', 'SSH', 'IPSEC')`) + ` AS several,
              ` + conn(`protection IS NULL`) + ` AS unknown,
              CAST(least(coalesce(sum(bytes_in) FILTER (WHERE protection = 'NONE'), 0)
                  + coalesce(sum(bytes_out) FILTER (WHERE protection = 'NONE'), 0), 9223372036854775807) AS BIGINT) AS clear_bytes,
              ` + sqlSpans + `
       FROM   ` + from + `
       WHERE  role = '` + role + `'
       GROUP  BY 1, 2, 3, 4, 5, 6) AS peer
ORDER  BY clear DESC, clear_bytes DESC, connections DESC, bytes DESC, sysplex NULLS FIRST, system NULLS FIRST,
          stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST`
}

func scanPeer(p *Peer) []any {
	return append([]any{into(&p.Sysplex), into(&p.System), into(&p.Stack), into(&p.Job), into(&p.Addr), &p.Port,
		into(&p.Peers), into(&p.Sessions), into(&p.Connections), into(&p.Bytes), into(&p.Clear), into(&p.TLS),
		into(&p.SSH), into(&p.IPSec), into(&p.Several), into(&p.Unknown), into(&p.ClearBytes)}, scanSpan(&p.Span)...)
}

// A trafficGroup is the traffic of one protection and source.
type trafficGroup struct {
	protection, source                                string
	sessions, connections, bytes, artefacts, roleless int64
	localTimes                                        int64
	Span
}

func scanGroup(g *trafficGroup) []any {
	return append([]any{into(&g.protection), into(&g.source), into(&g.sessions), into(&g.connections), into(&g.bytes),
		into(&g.artefacts), into(&g.roleless), into(&g.localTimes)}, scanSpan(&g.Span)...)
}

// traffic adds up the groups.
func traffic(groups Section[trafficGroup]) Traffic {
	t := Traffic{Missing: groups.Missing}
	protections := map[string]*ProtectionTally{}
	sources := map[string]*SourceTally{}
	for _, g := range groups.Rows {
		t.Sessions += g.sessions
		t.Connections = addCapped(t.Connections, g.connections)
		t.Bytes = addCapped(t.Bytes, g.bytes)
		t.Artefacts += g.artefacts
		t.NoRole += g.roleless
		t.LocalTimes += g.localTimes
		t.Span = t.Join(g.Span)
		p := entry(protections, g.protection)
		p.Protection = g.protection
		p.Sessions += g.sessions
		p.Connections = addCapped(p.Connections, g.connections)
		p.Bytes = addCapped(p.Bytes, g.bytes)
		s := entry(sources, g.source)
		s.Source, s.Sessions = g.source, s.Sessions+g.sessions
	}
	t.ByProtection = sorted(protections, func(p *ProtectionTally) string { return protectionOrder(p.Protection) })
	t.BySource = sorted(sources, func(s *SourceTally) string { return s.Source })
	return t
}

func entry[V any](m map[string]*V, key string) *V {
	v := m[key]
	if v == nil {
		v = new(V)
		m[key] = v
	}
	return v
}

func sorted[V any](m map[string]*V, key func(*V) string) []V {
	list := make([]V, 0, len(m))
	for _, v := range m {
		list = append(list, *v)
	}
	slices.SortFunc(list, func(a, b V) int { return strings.Compare(key(&a), key(&b)) })
	return list
}

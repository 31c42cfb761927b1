package collect

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
)

// Sums of 64-bit counters are 128 bits wide in the engine; the cap brings them
// back without an overflow that a hostile counter could cause.
const (
	sumConnections = `CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT)`
	sumBytes       = `CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT)`
)

// trafficSource is what to add up: v_traffic, which holds the sessions of
// v_session already added up per day, or in its place v_session itself.
func trafficSource(c *scan.Reader) string {
	if c.Has("v_traffic") {
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
       ` + scan.SQLSpans + `,
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

func scanClear(c *model.ClearTally) []any {
	return []any{scan.Into(&c.Kind), scan.Into(&c.Sessions), scan.Into(&c.Connections), scan.Into(&c.Bytes)}
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
              ` + scan.SQLSpans + `
       FROM   ` + from + `
       WHERE  role = '` + role + `'
       GROUP  BY 1, 2, 3, 4, 5, 6) AS peer
ORDER  BY clear DESC, clear_bytes DESC, connections DESC, bytes DESC, sysplex NULLS FIRST, system NULLS FIRST,
          stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST`
}

func scanPeer(p *model.Peer) []any {
	return append([]any{scan.Into(&p.Sysplex), scan.Into(&p.System), scan.Into(&p.Stack), scan.Into(&p.Job),
		scan.Into(&p.Addr), &p.Port,
		scan.Into(&p.Peers), scan.Into(&p.Sessions), scan.Into(&p.Connections), scan.Into(&p.Bytes), scan.Into(&p.Clear),
		scan.Into(&p.TLS),
		scan.Into(&p.SSH), scan.Into(&p.IPSec), scan.Into(&p.Several), scan.Into(&p.Unknown), scan.Into(&p.ClearBytes)},
		scan.Span(&p.Span)...)
}

// A trafficGroup is the traffic of one protection and source.
type trafficGroup struct {
	protection, source                                string
	sessions, connections, bytes, artefacts, roleless int64
	localTimes                                        int64
	model.Span
}

func scanGroup(g *trafficGroup) []any {
	return append([]any{scan.Into(&g.protection), scan.Into(&g.source), scan.Into(&g.sessions), scan.Into(&g.connections),
		scan.Into(&g.bytes),
		scan.Into(&g.artefacts), scan.Into(&g.roleless), scan.Into(&g.localTimes)}, scan.Span(&g.Span)...)
}

// traffic adds up the groups.
func traffic(groups model.Section[trafficGroup]) model.Traffic {
	t := model.Traffic{Missing: groups.Missing}
	protections := map[string]*model.ProtectionTally{}
	sources := map[string]*model.SourceTally{}
	for _, g := range groups.Rows {
		t.Sessions += g.sessions
		t.Connections = model.AddCapped(t.Connections, g.connections)
		t.Bytes = model.AddCapped(t.Bytes, g.bytes)
		t.Artefacts += g.artefacts
		t.NoRole += g.roleless
		t.LocalTimes += g.localTimes
		t.Span = t.Join(g.Span)
		p := entry(protections, g.protection)
		p.Protection = g.protection
		p.Sessions += g.sessions
		p.Connections = model.AddCapped(p.Connections, g.connections)
		p.Bytes = model.AddCapped(p.Bytes, g.bytes)
		s := entry(sources, g.source)
		s.Source, s.Sessions = g.source, s.Sessions+g.sessions
	}
	t.ByProtection = sorted(protections,
		func(p *model.ProtectionTally) string { return model.ProtectionOrder(p.Protection) })
	t.BySource = sorted(sources, func(s *model.SourceTally) string { return s.Source })
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

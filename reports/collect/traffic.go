package collect

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
)

// trafficSource is what to add up: v_traffic, which holds the sessions of
// v_session already added up per day, or in its place v_session itself.
func trafficSource(c *scan.Reader) string {
	if c.Has("v_traffic") {
		return "v_traffic"
	}
	return "(SELECT *, CAST(1 AS BIGINT) AS sessions FROM v_session) AS session"
}

func scanClear(c *model.ClearTally) []any {
	return []any{scan.Into(&c.Kind), scan.Into(&c.Sessions), scan.Into(&c.Connections), scan.Into(&c.Bytes)}
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

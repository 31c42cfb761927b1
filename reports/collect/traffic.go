package collect

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
)

// trafficSource is what to add up: v_traffic, which holds the interval records of
// v_session already added up per day, or in its place v_session itself.
func trafficSource(c *scan.Reader) string {
	if c.Has("v_traffic") {
		return "v_traffic"
	}
	return "(SELECT *, CAST(1 AS BIGINT) AS interval_records FROM v_session) AS session"
}

func scanClear(c *model.ClearTally) []any {
	return []any{scan.Into(&c.Kind), scan.Into(&c.Sessions), scan.Into(&c.Records), scan.Into(&c.Connections),
		scan.Into(&c.Bytes)}
}

func scanPeer(p *model.Peer) []any {
	return append([]any{scan.Into(&p.Sysplex), scan.Into(&p.System), scan.Into(&p.Stack), scan.Into(&p.Job),
		scan.Into(&p.Addr), &p.Port,
		scan.Into(&p.Peers), scan.Into(&p.Sessions), scan.Into(&p.Records), scan.Into(&p.Connections), scan.Into(&p.Bytes),
		scan.Into(&p.Clear),
		scan.Into(&p.TLS),
		scan.Into(&p.SSH), scan.Into(&p.IPSec), scan.Into(&p.Several), scan.Into(&p.Unknown), scan.Into(&p.ClearBytes)},
		scan.Span(&p.Span)...)
}

// A trafficGroup is the traffic of one protection, of one source, or all of it.
type trafficGroup struct {
	ofProtection, ofSource bool
	protection, source     string
	model.Uses
	artefacts, roleless, localTimes int64
	model.Span
}

func scanGroup(g *trafficGroup) []any {
	return slices.Concat([]any{scan.Into(&g.ofProtection), scan.Into(&g.ofSource), scan.Into(&g.protection),
		scan.Into(&g.source)}, scan.Uses(&g.Uses),
		[]any{scan.Into(&g.artefacts), scan.Into(&g.roleless), scan.Into(&g.localTimes)}, scan.Span(&g.Span))
}

// traffic sorts the groups out.
func traffic(groups model.Section[trafficGroup]) model.Traffic {
	t := model.Traffic{Missing: groups.Missing}
	for _, g := range groups.Rows {
		switch {
		case g.ofProtection:
			t.ByProtection = append(t.ByProtection,
				model.ProtectionTally{Protection: g.protection, Sessions: g.Sessions, Records: g.Records,
					Connections: g.Connections, Bytes: g.Bytes})
		case g.ofSource:
			t.BySource = append(t.BySource, model.SourceTally{Source: g.source, Sessions: g.Sessions, Records: g.Records})
		default:
			t.Sessions, t.Records, t.Connections, t.Bytes = g.Sessions, g.Records, g.Connections, g.Bytes
			t.Artefacts, t.NoRole, t.LocalTimes, t.Span = g.artefacts, g.roleless, g.localTimes, g.Span
		}
	}
	slices.SortFunc(t.ByProtection, func(a, b model.ProtectionTally) int {
		return strings.Compare(model.ProtectionOrder(a.Protection), model.ProtectionOrder(b.Protection))
	})
	return t
}

package collect

import (
	"math"
	"slices"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
)

// readOverview reads what the page draws and drills into. Every statement adds up
// once, over the smallest table that holds what it asks.
func readOverview(c *scan.Reader, limit int) (o model.Overview) {
	o.Timeline = scan.ReadView(c, "v_traffic", statements.Get("timeline", nil), scanDay, limit)
	o.Protocols = scan.ReadView(c, "v_endpoint", statements.Get("protocols", nil), scanProtocol, limit)
	o.Strengths = scan.ReadView(c, "v_endpoint", statements.Get("strengths", nil), scanStrength, limit)
	o.Suites = scan.ReadView(c, "v_endpoint", statements.Get("suites", nil), scanSuite, limit)
	o.Expiry = scan.ReadView(c, "v_certificate", statements.Get("expiry", nil), scanExpiry, limit)
	o.WeakLinks = scan.ReadView(c, "v_endpoint", statements.Get("weak_links", scan.Names{"weak_bits": model.WeakBits}),
		scanLink, min(limit, peerLimit))
	for _, p := range []struct {
		role string
		to   *model.Section[model.PathRow]
	}{{"server", &o.ServerPaths}, {"client", &o.ClientPaths}, {"peer", &o.PeerPaths}} {
		names := scan.Names{"role": p.role, "ends": model.PathEnds, "rows": model.PathRows}
		*p.to = scan.ReadView(c, "v_endpoint", statements.Get("paths", names), scanPath, min(limit, peerLimit))
	}
	o.Tunnels = scan.ReadView(c, "v_tunnel_history", statements.Get("tunnels", nil), scanTunnel, limit)
	o.TunnelSessions = scan.ReadView(c, "v_session_tunnel", statements.Get("tunnel_sessions", nil), scanTunnelSession,
		min(limit, peerLimit))
	o.FIPS = scan.ReadView(c, "v_tunnel_history", statements.Get("fips", nil), scanFIPS, math.MaxInt32)
	return o
}

func scanDay(d *model.DayRow) []any {
	return append([]any{scan.UTC(&d.Day.Time), scan.Into(&d.Sysplex), scan.Into(&d.System), scan.Into(&d.Stack),
		scan.Into(&d.Protection)},
		scan.Uses(&d.Uses)...)
}

func scanProtocol(p *model.ProtocolRow) []any {
	return append([]any{scan.Into(&p.Layer), scan.Into(&p.Version)}, scan.Uses(&p.Uses)...)
}

func scanStrength(s *model.StrengthRow) []any {
	return append([]any{scan.Into(&s.Layer), &s.Bits, scan.Into(&s.Incomplete)}, scan.Uses(&s.Uses)...)
}

func scanSuite(s *model.SuiteRow) []any {
	return append([]any{scan.Into(&s.Layer), scan.Into(&s.Version), scan.Into(&s.Suite), scan.Into(&s.Cipher),
		&s.CipherBits, scan.Into(&s.MAC),
		scan.Into(&s.KeyExchange),
		scan.Into(&s.Auth), &s.Bits, scan.Into(&s.Incomplete), scan.Into(&s.FIPS), scan.Into(&s.Servers)},
		slices.Concat(scan.Span(&s.Span),
			[]any{scan.Record(&s.FileID, &s.RecordNo)}, scan.Uses(&s.Uses))...)
}

func scanExpiry(e *model.ExpiryRow) []any {
	return []any{scan.UTC(&e.Month.Time), scan.Into(&e.Certificates), scan.Into(&e.Sessions), scan.Into(&e.Records)}
}

func scanLink(l *model.LinkRow) []any {
	return slices.Concat(
		[]any{scan.Into(&l.System), scan.Into(&l.Stack), scan.Into(&l.Job), scan.Into(&l.Role), scan.Into(&l.Client),
			scan.Into(&l.Server), &l.Port,
			scan.Into(&l.ClearConnections), scan.Into(&l.ClearBytes), scan.Into(&l.WeakConnections), scan.Into(&l.WeakBytes),
			&l.Bits},
		scan.Span(&l.Span),
		[]any{scan.Record(&l.FileID, &l.RecordNo)})
}

func scanPath(p *model.PathRow) []any {
	return append([]any{scan.Into(&p.Sysplex), scan.Into(&p.System), scan.Into(&p.Stack), scan.Into(&p.Job),
		scan.Into(&p.Addr), &p.Port,
		scan.Into(&p.Other), &p.OtherPort,
		scan.Into(&p.Protection), scan.Into(&p.SuiteID), scan.Into(&p.Algorithms), scan.Into(&p.Subjects),
		scan.Into(&p.Issuers),
		scan.Into(&p.Serials)},
		slices.Concat(scan.Span(&p.Span),
			[]any{scan.Record(&p.FileID, &p.RecordNo)}, scan.Uses(&p.Uses))...)
}

func scanTunnel(t *model.TunnelRow) []any {
	return slices.Concat(
		[]any{scan.Into(&t.Sysplex), scan.Into(&t.System), scan.Into(&t.Stack), scan.Into(&t.Phase), scan.Into(&t.ID),
			scan.Into(&t.Keying), scan.Into(&t.Local),
			scan.Into(&t.Remote), scan.Into(&t.Identity), scan.Into(&t.Rule), scan.Into(&t.Action), scan.Into(&t.Event),
			scan.Into(&t.State), scan.Into(&t.FIPS),
			scan.Into(&t.Algorithms), scan.Into(&t.Downgrade), scan.Into(&t.Inferred), scan.Into(&t.Sources),
			scan.Into(&t.Observations), &t.Refreshes},
		scan.Span(&t.Span),
		[]any{scan.UTC(&t.Expire), scan.Into(&t.FileID), scan.Into(&t.RecordNo)})
}

func scanTunnelSession(s *model.TunnelSessionRow) []any {
	return slices.Concat(
		[]any{scan.Into(&s.System), scan.Into(&s.Stack), scan.Into(&s.IKETunnel), scan.Into(&s.IPTunnel), scan.Into(&s.Job),
			scan.Into(&s.Server), &s.Port,
			scan.Into(&s.Client), scan.Into(&s.Connections), scan.Into(&s.Bytes)}, scan.Span(&s.Span),
		[]any{scan.Record(&s.FileID, &s.RecordNo)})
}

func scanFIPS(f *model.FIPSRow) []any {
	return append([]any{scan.Into(&f.Of), scan.Into(&f.Mode), scan.Into(&f.Level), scan.Into(&f.Tunnels)},
		scan.Uses(&f.Uses)...)
}

func scanCrypto(u *model.CryptoUse) []any {
	return slices.Concat(
		[]any{scan.Into(&u.Layer), scan.Into(&u.Version), scan.Into(&u.Suite), scan.Into(&u.Cipher), &u.CipherBits,
			scan.Into(&u.MAC),
			scan.Into(&u.KeyExchange),
			scan.Into(&u.Auth), scan.Into(&u.PRF), &u.CipherStrength, &u.KexStrength, &u.AuthStrength,
			scan.Into(&u.Sessions), scan.Into(&u.Records), scan.Into(&u.Connections), scan.Into(&u.Bytes),
			scan.Into(&u.Tunnels)},
		scan.Span(&u.Span), []any{scan.Into(&u.FileID), scan.Into(&u.RecordNo)})
}

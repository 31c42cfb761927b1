package collect

import (
	"math"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
	"github.com/zertify/zertify/reports/wording"
)

// readOverview reads what the page draws and drills into. Every statement adds up
// once, over the smallest table that holds what it asks.
func readOverview(c *scan.Reader, limit int) (o model.Overview) {
	o.Timeline = scan.ReadView(c, "v_traffic", sqlTimeline, scanDay, limit)
	o.Protocols = scan.ReadView(c, "v_endpoint", sqlProtocols, scanProtocol, limit)
	o.Strengths = scan.ReadView(c, "v_endpoint", sqlStrengths, scanStrength, limit)
	o.Suites = scan.ReadView(c, "v_endpoint", sqlSuites, scanSuite, limit)
	o.Expiry = scan.ReadView(c, "v_certificate", sqlExpiry, scanExpiry, limit)
	o.WeakLinks = scan.ReadView(c, "v_endpoint", sqlWeakLinks, scanLink, min(limit, peerLimit))
	for _, p := range []struct {
		role string
		to   *model.Section[model.PathRow]
	}{{"server", &o.ServerPaths}, {"client", &o.ClientPaths}, {"peer", &o.PeerPaths}} {
		*p.to = scan.ReadView(c, "v_endpoint", pathSQL(p.role), scanPath, min(limit, peerLimit))
	}
	o.Tunnels = scan.ReadView(c, "v_tunnel_history", sqlTunnels, scanTunnel, limit)
	o.TunnelSessions = scan.ReadView(c, "v_session_tunnel", sqlTunnelSessions, scanTunnelSession, min(limit, peerLimit))
	o.FIPS = scan.ReadView(c, "v_tunnel_history", sqlFIPS, scanFIPS, math.MaxInt32)
	return o
}

const sqlTimeline = `
SELECT CAST(day AS TIMESTAMP),
       CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(protection AS VARCHAR),
       ` + sumUses + `,
       count(*) OVER ()
FROM   v_traffic
GROUP  BY day, sysplex, system, stack, protection
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, day NULLS FIRST, protection NULLS LAST`

// sumUses selects the three counts every overview has.
const sumUses = `CAST(coalesce(sum(sessions), 0) AS BIGINT),
       ` + sumConnections + `,
       ` + sumBytes

// byLayer is the traffic of v_endpoint per suite and protection, and each layer
// the suite has. Traffic without protection has the layer none.
var byLayer = `
WITH used AS (
    SELECT protection, suite_id,
           sum(sessions) AS sessions, sum(connections) AS connections, sum(bytes_in) AS bytes_in,
	sum(bytes_out) AS bytes_out
    FROM   v_endpoint
    GROUP  BY protection, suite_id
), layered AS (
    SELECT u.sessions, u.connections, u.bytes_in, u.bytes_out,
           coalesce(l.layer, CASE u.protection WHEN 'NONE' THEN 'none' END) AS layer,
           CASE l.layer
               WHEN 'tls' THEN s.tls_version
               WHEN 'ssh' THEN s.ssh_version
               WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR)
               WHEN 'ipsec' THEN s.ipsec_protocol
           END AS version,
           l.session_strength_bits AS bits,
           coalesce(l.strength_incomplete, l.layer IS NOT NULL) AS incomplete,
           l.fips_mode, l.fips_level
    FROM   used AS u
    LEFT JOIN suite_layer AS l ON l.suite_id = ` + suiteInUse("u") + `
    LEFT JOIN suite AS s ON s.suite_id = l.suite_id
)`

var sqlProtocols = byLayer + `
SELECT CAST(layer AS VARCHAR),
       CAST(version AS VARCHAR),
       ` + sumUses + `,
       count(*) OVER ()
FROM   layered
GROUP  BY layer, version
ORDER  BY CASE layer WHEN 'none' THEN 0 WHEN 'tls' THEN 1 WHEN 'ssh' THEN 2 WHEN 'ike' THEN 3 WHEN 'ipsec' THEN 4 ELSE 5 END, layer, version NULLS LAST`

var sqlStrengths = byLayer + `
SELECT CAST(layer AS VARCHAR),
       CAST(bits AS BIGINT),
       incomplete,
       ` + sumUses + `,
       count(*) OVER ()
FROM   layered
GROUP  BY layer, bits, incomplete
ORDER  BY CASE layer WHEN 'none' THEN 0 WHEN 'tls' THEN 1 WHEN 'ssh' THEN 2 WHEN 'ike' THEN 3 WHEN 'ipsec' THEN 4 ELSE 5 END, layer, bits NULLS LAST, incomplete`

var sqlFIPS = byLayer + `, mode AS (
    SELECT layer AS of, fips_mode AS mode, fips_level AS level, CAST(0 AS BIGINT) AS tunnels, sessions, connections, bytes_in, bytes_out
    FROM   layered
    WHERE  layer <> 'none'
    UNION ALL
    SELECT 'tunnel, phase ' || CAST(phase AS VARCHAR), fips_mode, NULL, CAST(1 AS BIGINT), 0, 0, 0, 0
    FROM   v_tunnel_history
)
SELECT CAST(of AS VARCHAR),
       CAST(mode AS VARCHAR),
       CAST(level AS VARCHAR),
       CAST(sum(tunnels) AS BIGINT),
       ` + sumUses + `,
       count(*) OVER ()
FROM   mode
GROUP  BY of, mode, level
ORDER  BY of NULLS LAST, mode NULLS LAST, level NULLS LAST`

// Distinct sets of algorithms. The columns mean the same for every layer; what a
// layer has no such thing for is NULL.
const sqlSuites = `
WITH used AS (
    SELECT suite_id,
           sum(sessions) AS sessions, sum(connections) AS connections, sum(bytes_in) AS bytes_in,
	sum(bytes_out) AS bytes_out,
           count(DISTINCT coalesce(server_addr, '') || ' ' || coalesce(CAST(server_port AS VARCHAR), '')) AS servers,
           ` + scan.SQLSpans + `,
           ` + firstRecord + ` AS first_record
    FROM   v_endpoint
    WHERE  protection <> 'NONE'
    GROUP  BY suite_id
)
SELECT CAST(l.layer AS VARCHAR) AS layer,
       CAST(CASE l.layer WHEN 'tls' THEN s.tls_version WHEN 'ssh' THEN s.ssh_version
                WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR) WHEN 'ipsec' THEN s.ipsec_protocol END AS VARCHAR) AS version,
       CAST(l.suite AS VARCHAR) AS suite,
       CAST(l.cipher AS VARCHAR) AS cipher,
       CAST(l.cipher_bits AS BIGINT) AS cipher_bits,
       CAST(l.mac AS VARCHAR) AS mac,
       CAST(CASE l.layer WHEN 'tls' THEN s.tls_kex WHEN 'ssh' THEN s.ssh_kex WHEN 'ike' THEN 'group ' || CAST(s.ike_dh_group AS VARCHAR)
                WHEN 'ipsec' THEN CASE s.ipsec_pfs_group WHEN 0 THEN 'no PFS' ELSE 'PFS group ' || CAST(s.ipsec_pfs_group AS VARCHAR) END END AS VARCHAR) AS kex,
       CAST(CASE l.layer WHEN 'tls' THEN l.sig_hash WHEN 'ssh' THEN coalesce(s.ssh_hostkey_alg, s.ssh_hostkey_type)
                WHEN 'ike' THEN s.ike_auth_method WHEN 'ipsec' THEN s.ipsec_keying END AS VARCHAR) AS auth,
       CAST(l.session_strength_bits AS BIGINT) AS bits,
       coalesce(l.strength_incomplete, true) AS incomplete,
       CAST(coalesce(l.fips_level, l.fips_mode) AS VARCHAR) AS fips,
       CAST(max(u.servers) AS BIGINT),
       ` + scan.SQLSpans + `,
       CAST(min(u.first_record) AS BIGINT),
       ` + sumUses + `,
       count(*) OVER ()
FROM   used AS u
JOIN   suite_layer AS l ON l.suite_id = u.suite_id
JOIN   suite AS s ON s.suite_id = u.suite_id
GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
ORDER  BY layer, coalesce(sum(connections), 0) DESC, coalesce(sum(sessions), 0) DESC, version NULLS LAST, suite NULLS LAST, cipher NULLS LAST,
          cipher_bits NULLS LAST, mac NULLS LAST, kex NULLS LAST, auth NULLS LAST, bits NULLS LAST, incomplete, fips NULLS LAST`

// suiteInUse is the suite of traffic that has protection; NULL for other traffic.
// Said in one expression and not as a second condition of a join: for a condition
// on the left side alone the engine gives up hashing and compares every pair,
// which costs twenty times as much on millions of rows.
func suiteInUse(of string) string {
	return "CASE WHEN " + of + ".protection <> 'NONE' THEN " + of + ".suite_id END"
}

const sqlExpiry = `
SELECT CAST(date_trunc('month', not_after_utc) AS TIMESTAMP) AS month,
       count(*),
       CAST(least(coalesce(sum(sessions), 0), 9223372036854775807) AS BIGINT),
       count(*) OVER ()
FROM   v_certificate
GROUP  BY 1
ORDER  BY month NULLS LAST`

// suiteStrength is how strong the protection of a suite is as a whole: an
// attacker of IPSec may choose between IKE and the tunnel, one of TLS within a
// tunnel has to break both. NULL: not known.
const suiteStrength = `
    SELECT suite_id,
           nullif(greatest(coalesce(max(CASE WHEN layer IN ('tls', 'ssh') THEN session_strength_bits END), -1),
                           coalesce(min(CASE WHEN layer IN ('ike', 'ipsec') THEN session_strength_bits END), -1)),
	-1) AS bits
    FROM   suite_layer
    GROUP  BY suite_id`

// Links from traffic that names both ends. Cleartext that may be an artefact of
// older releases is left out.
var sqlWeakLinks = `
WITH strength_of AS (` + suiteStrength + `
), weak AS (
    SELECT t.*, t.protection = 'NONE' AS is_clear, s.bits
    FROM   v_traffic AS t
    LEFT JOIN strength_of AS s ON s.suite_id = ` + suiteInUse("t") + `
    WHERE  (t.protection = 'NONE' AND NOT coalesce(t.is_artefact, false))
       OR  s.bits < ` + wording.Digits(model.WeakBits) + `
)
SELECT CAST(system AS VARCHAR) AS system,
       CAST(stack AS VARCHAR) AS stack,
       CAST(job AS VARCHAR) AS job,
       CAST(role AS VARCHAR) AS role,
       CAST(client_addr AS VARCHAR) AS client_addr,
       CAST(server_addr AS VARCHAR) AS server_addr,
       CAST(server_port AS BIGINT) AS server_port,
       ` + cappedSum("CASE WHEN is_clear THEN connections END") + ` AS clear,
       ` + cappedSum(
	"CASE WHEN is_clear THEN coalesce(bytes_in, 0) + CAST(coalesce(bytes_out, 0) AS DECIMAL(38, 0)) END") +
	` AS clear_bytes,
       ` + cappedSum("CASE WHEN NOT is_clear THEN connections END") + ` AS weak,
       ` + cappedSum(
	"CASE WHEN NOT is_clear THEN coalesce(bytes_in, 0) + CAST(coalesce(bytes_out, 0) AS DECIMAL(38, 0)) END") +
	` AS weak_bytes,
       CAST(min(bits) AS BIGINT),
       ` + scan.SQLSpans + `,
       ` + firstRecord + `,
       count(*) OVER ()
FROM   weak
GROUP  BY 1, 2, 3, 4, 5, 6, 7
ORDER  BY clear DESC, weak DESC, clear_bytes DESC, weak_bytes DESC, system NULLS FIRST, stack NULLS FIRST, job NULLS FIRST, role NULLS FIRST,
          client_addr NULLS FIRST, server_addr NULLS FIRST, server_port NULLS FIRST`

// cappedSum adds up without an overflow; nothing to add is 0.
func cappedSum(of string) string {
	return `CAST(least(coalesce(sum(` + of + `), 0), 9223372036854775807) AS BIGINT)`
}

// firstRecord is the first record in the order of the input, packed into one
// number so that file and record come from the same row; scan.Record takes it apart.
const firstRecord = `CAST(min(CAST(file_id AS BIGINT) * 1099511627776 + record_no) AS BIGINT)`

// pathSQL lists the security sessions of the end points with the most
// cleartext, then the most connections: who, with whom, how, whose certificate.
// The end points are ranked over the small table, and only theirs are added up
// over the large one.
func pathSQL(role string) string {
	addr, port, other, otherPort := "server_addr", "server_port", "client_addr", "CAST(NULL AS INTEGER)"
	ranked, rankedPort := addr, port
	if role != "server" {
		addr, port, other, otherPort = "client_addr", "CAST(NULL AS INTEGER)", "server_addr", "server_port"
		ranked, rankedPort = "CAST(NULL AS VARCHAR)", port // the small table does not tell clients apart
	}
	return `
WITH top AS (
    SELECT sysplex, system, stack, job, ` + ranked + ` AS addr, ` + rankedPort + ` AS port,
           sum(CASE WHEN protection = 'NONE' THEN connections ELSE 0 END) AS clear, sum(connections) AS connections
    FROM   v_endpoint
    WHERE  role = '` + role + `'
    GROUP  BY 1, 2, 3, 4, 5, 6
    ORDER  BY clear DESC NULLS LAST, connections DESC NULLS LAST, sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST
    LIMIT  ` + wording.Digits(model.PathEnds) + `
), part AS (
    SELECT t.sysplex, t.system, t.stack, t.job, t.` + addr + ` AS addr, ` + qualified(port) + ` AS port, t.` + other +
		` AS other, ` + qualified(otherPort) + ` AS other_port,
           t.protection, t.suite_id, t.zert_dn_id,
           ` + cappedSum("t.sessions") + ` AS sessions,
           ` + cappedSum("t.connections") + ` AS connections,
           CAST(least(coalesce(sum(t.bytes_in), 0) + coalesce(sum(t.bytes_out), 0), 9223372036854775807) AS BIGINT) AS bytes,
           ` + scan.SQLSpans + `,
           ` + firstRecord + ` AS first_record
    FROM   v_traffic AS t
    JOIN   top AS p ON t.sysplex IS NOT DISTINCT FROM p.sysplex AND t.system IS NOT DISTINCT FROM p.system
           AND t.stack IS NOT DISTINCT FROM p.stack AND t.job IS NOT DISTINCT FROM p.job` + pathJoin(role) + `
    WHERE  t.role = '` + role + `'
    GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
), numbered AS (
    SELECT *,
           sum(CASE protection WHEN 'NONE' THEN connections ELSE 0 END) OVER (PARTITION BY sysplex, system, stack, job, addr, port) AS place_clear,
           sum(connections) OVER (PARTITION BY sysplex, system, stack, job, addr, port) AS place_connections,
           row_number() OVER (PARTITION BY sysplex, system, stack, job, addr, port
               ORDER BY CASE protection WHEN 'NONE' THEN 0 ELSE 1 END, connections DESC, bytes DESC, other NULLS FIRST, other_port NULLS FIRST, protection NULLS LAST, suite_id NULLS FIRST, zert_dn_id NULLS FIRST) AS place_row
    FROM   part
), named AS (
    SELECT zert_dn_id,
           string_agg(DISTINCT CASE WHEN dn_type % 2 = 1 THEN dn END, ' | ' ORDER BY CASE WHEN dn_type % 2 = 1 THEN dn END) AS subjects,
           string_agg(DISTINCT CASE WHEN dn_type % 2 = 0 THEN dn END, ' | ' ORDER BY CASE WHEN dn_type % 2 = 0 THEN dn END) AS issuers
    FROM   v_zert_dn_content
    WHERE  zert_dn_id IN (SELECT zert_dn_id FROM numbered WHERE place_row <= ` + wording.Digits(model.PathRows) + `)
    GROUP  BY zert_dn_id
), serial AS (
    SELECT suite_id, string_agg(DISTINCT cert_serial, ' | ' ORDER BY cert_serial) AS serials
    FROM   suite_cert
    GROUP  BY suite_id
), algorithm AS (
    SELECT l.suite_id,
           string_agg(concat_ws(' ', CASE l.layer WHEN 'tls' THEN s.tls_version WHEN 'ssh' THEN s.ssh_version WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR) WHEN 'ipsec' THEN s.ipsec_protocol END,
               coalesce(l.suite, nullif(concat_ws(' ', l.cipher, CAST(l.cipher_bits AS VARCHAR), l.mac), ''))), '; ' ORDER BY l.layer) AS algorithms
    FROM   suite_layer AS l
    JOIN   suite AS s ON s.suite_id = l.suite_id
    GROUP  BY l.suite_id
)
SELECT CAST(n.sysplex AS VARCHAR),
       CAST(n.system AS VARCHAR),
       CAST(n.stack AS VARCHAR),
       CAST(n.job AS VARCHAR),
       CAST(n.addr AS VARCHAR),
       CAST(n.port AS BIGINT),
       CAST(n.other AS VARCHAR),
       CAST(n.other_port AS BIGINT),
       CAST(n.protection AS VARCHAR),
       CAST(n.suite_id AS BIGINT),
       CAST(a.algorithms AS VARCHAR),
       CAST(d.subjects AS VARCHAR),
       CAST(d.issuers AS VARCHAR),
       CAST(c.serials AS VARCHAR),
       ` + scan.SQLSpan + `,
       n.first_record,
       n.sessions,
       n.connections,
       n.bytes,
       count(*) OVER ()
FROM   numbered AS n
LEFT JOIN named AS d ON d.zert_dn_id = n.zert_dn_id
LEFT JOIN serial AS c ON c.suite_id = n.suite_id
LEFT JOIN algorithm AS a ON a.suite_id = ` + suiteInUse("n") + `
WHERE  n.place_row <= ` + wording.Digits(model.PathRows) + `
ORDER  BY n.place_clear DESC NULLS LAST, n.place_connections DESC NULLS LAST, n.sysplex NULLS FIRST, n.system NULLS FIRST, n.stack NULLS FIRST,
          n.job NULLS FIRST, n.addr NULLS FIRST, n.port NULLS FIRST, n.place_row`
}

// qualified names a column of the traffic; a constant stays as it is.
func qualified(column string) string {
	if strings.HasPrefix(column, "CAST") {
		return column
	}
	return "t." + column
}

func pathJoin(role string) string {
	if role != "server" {
		return ""
	}
	return `
           AND t.server_addr IS NOT DISTINCT FROM p.addr AND t.server_port IS NOT DISTINCT FROM p.port`
}

const sqlTunnels = `
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(phase AS BIGINT),
       CAST(tunnel_id AS VARCHAR),
       CAST(keying AS VARCHAR),
       CAST(local_endpoint AS VARCHAR),
       CAST(remote_endpoint AS VARCHAR),
       CAST(remote_identity AS VARCHAR),
       CAST(policy_rule AS VARCHAR),
       CAST(policy_action AS VARCHAR),
       CAST(last_event AS VARCHAR),
       CAST(last_state AS VARCHAR),
       CAST(fips_mode AS VARCHAR),
       CAST(algorithms AS VARCHAR),
       CAST(downgrade AS VARCHAR),
       is_inferred,
       CAST(observations AS BIGINT),
       CAST(refreshes AS BIGINT),
       ` + scan.SQLSpan + `,
       CAST(expire_utc AS TIMESTAMP),
       CAST(file_id AS BIGINT),
       CAST(record_no AS BIGINT),
       count(*) OVER ()
FROM   v_tunnel_history
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, remote_endpoint NULLS FIRST, local_endpoint NULLS FIRST, phase, tunnel_id, file_id, record_no`

const sqlTunnelSessions = `
SELECT CAST(system AS VARCHAR) AS system,
       CAST(stack AS VARCHAR) AS stack,
       CAST(ike_tunnel AS VARCHAR) AS ike_tunnel,
       CAST(ipsec_tunnel AS VARCHAR) AS ipsec_tunnel,
       CAST(job AS VARCHAR) AS job,
       CAST(server_addr AS VARCHAR) AS server_addr,
       CAST(server_port AS BIGINT) AS server_port,
       CAST(client_addr AS VARCHAR) AS client_addr,
       count(*) AS connections,
       ` + sumBytes + `,
       ` + scan.SQLSpans + `,
       ` + firstRecord + `,
       count(*) OVER ()
FROM   v_session_tunnel
GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER  BY system NULLS FIRST, stack NULLS FIRST, ike_tunnel NULLS LAST, ipsec_tunnel NULLS LAST, connections DESC, job NULLS FIRST,
          server_addr NULLS FIRST, server_port NULLS FIRST, client_addr NULLS FIRST`

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
	return []any{scan.UTC(&e.Month.Time), scan.Into(&e.Certificates), scan.Into(&e.Sessions)}
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
		scan.Into(&p.Protection), &p.SuiteID, scan.Into(&p.Algorithms), scan.Into(&p.Subjects), scan.Into(&p.Issuers),
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
			scan.Into(&t.Algorithms), scan.Into(&t.Downgrade), scan.Into(&t.Inferred), scan.Into(&t.Observations), &t.Refreshes},
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

// sqlCrypto adds up the use of each suite, from traffic and from tunnels, and
// cuts suites into their layers.
const sqlCrypto = `
WITH used AS (
  SELECT suite_id, CAST(sum(sessions) AS BIGINT) AS sessions, CAST(sum(connections) AS HUGEINT) AS connections,
	CAST(sum(bytes) AS HUGEINT) AS bytes,
         0 AS tunnels, ` + scan.SQLSpans + `, min(CAST(file_id AS HUGEINT) * 1099511627776 + record_no) AS place
  FROM   v_traffic
  WHERE  suite_id IS NOT NULL AND suite_id <> 0
  GROUP  BY suite_id
  UNION ALL
  SELECT suite_id, 0, 0, 0, count(*), min(at_local), max(at_local),
         CASE WHEN count(start_utc) = count(*) THEN min(start_utc) END, CASE WHEN count(start_utc) = count(*) THEN max(start_utc) END, min(CAST(file_id AS HUGEINT) * 1099511627776 + record_no)
  FROM   v_tunnel
  WHERE  suite_id IS NOT NULL AND suite_id <> 0
  GROUP  BY suite_id
), layer AS (
  SELECT suite_id, 'tls' AS layer, tls_version AS version, tls_suite_label AS suite, tls_cipher AS cipher, tls_cipher_bits AS cipher_bits, tls_mac AS mac,
         tls_kex AS kex, NULL AS auth, NULL AS prf
  FROM   suite WHERE tls_version IS NOT NULL OR tls_cipher IS NOT NULL OR tls_suite_label IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ssh', ssh_version, NULL, ssh_cipher, ssh_cipher_bits, ssh_mac, ssh_kex, ssh_hostkey_alg, NULL
  FROM   suite WHERE ssh_version IS NOT NULL OR ssh_cipher IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ike', 'IKEv' || ike_version, NULL, ike_cipher, ike_cipher_bits, ike_integ, 'group ' || ike_dh_group, ike_auth_method, ike_prf
  FROM   suite WHERE ike_version IS NOT NULL OR ike_cipher IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ipsec', ipsec_protocol, NULL, ipsec_cipher, ipsec_cipher_bits, ipsec_auth, 'group ' || nullif(ipsec_pfs_group, 0), NULL, NULL
  FROM   suite WHERE ipsec_protocol IS NOT NULL OR ipsec_cipher IS NOT NULL
), added AS (
  SELECT l.layer, l.version, l.suite, l.cipher, CAST(l.cipher_bits AS BIGINT) AS cipher_bits, l.mac, l.kex, l.auth, l.prf,
         CAST(least(sum(u.sessions), 9223372036854775807) AS BIGINT) AS sessions,
         CAST(least(coalesce(sum(u.connections), 0), 9223372036854775807) AS BIGINT) AS connections,
         CAST(least(coalesce(sum(u.bytes), 0), 9223372036854775807) AS BIGINT) AS bytes, CAST(sum(u.tunnels) AS BIGINT) AS tunnels,
         ` + scan.SQLSpans + `, min(u.place) AS place
  FROM   layer AS l JOIN used AS u ON u.suite_id = l.suite_id
  GROUP  BY l.layer, l.version, l.suite, l.cipher, l.cipher_bits, l.mac, l.kex, l.auth, l.prf
)
SELECT layer, CAST(version AS VARCHAR), suite, cipher, cipher_bits, mac, kex, auth, prf, sessions, connections, bytes, tunnels, first_local, last_local, first_utc, last_utc,
       CAST(place // 1099511627776 AS BIGINT), CAST(place % 1099511627776 AS BIGINT), count(*) OVER ()
FROM   added
ORDER  BY layer, version NULLS FIRST, suite NULLS FIRST, cipher NULLS FIRST, cipher_bits NULLS FIRST, mac NULLS FIRST, kex NULLS FIRST, auth NULLS FIRST, prf NULLS FIRST`

func scanCrypto(u *model.CryptoUse) []any {
	return slices.Concat(
		[]any{scan.Into(&u.Layer), scan.Into(&u.Version), scan.Into(&u.Suite), scan.Into(&u.Cipher), &u.CipherBits,
			scan.Into(&u.MAC),
			scan.Into(&u.KeyExchange),
			scan.Into(&u.Auth), scan.Into(&u.PRF), scan.Into(&u.Sessions), scan.Into(&u.Connections), scan.Into(&u.Bytes),
			scan.Into(&u.Tunnels)},
		scan.Span(&u.Span), []any{scan.Into(&u.FileID), scan.Into(&u.RecordNo)})
}

package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A merge is an attribute made of two: the code of each standing in a record,
// what comes of it, and how a suite is made that has the codes on its two
// sides. Standings are weak, unknown and good, worst first.
type merge struct {
	name    string
	columns [2]string // of the record
	codes   [3]string
	tokens  [3]string
	answer  string // column or expression of the suite
	section func(id int, columns string) string
}

func section(table, part, always string) func(int, string) string {
	return func(id int, columns string) string {
		return fmt.Sprintf(`INSERT INTO %[1]s BY NAME SELECT %[3]d AS %[1]s_id, %[4]s, %[5]s;
			INSERT INTO suite_part BY NAME SELECT %[3]d AS suite_id, 'zert_detail' AS source, %[3]d AS %[2]s;`, table, part, id,
			always, columns)
	}
}

var (
	sshSection   = section("zert_detail_ssh", "ssh_id", "2 AS ssh_version")
	ipsecSection = section("zert_detail_ipsec", "ipsec_id", "2 AS ike_major_version, 2 AS ipsec_tunnel_type")
	tunnelOne    = section("ike_tunnel", "ipsec_id", "2 AS ike_major_version")
	certSection  = section("zert_detail_ipsec", "ipsec_id",
		"2 AS ike_major_version, 2 AS ipsec_tunnel_type, 2 AS ike_local_cert_key_type, 2 AS ike_remote_cert_key_type, 14 "+
			"AS ike_dh_group, 4 AS ike_encryption")
)

// siteNames make codes good for both directions: all that is documented is
// weak.
const siteNames = `INSERT INTO code (enum, code, value, name, token, bits, basis) VALUES
	('sym_enc_alg', '0x0013', 19, 'AES GCM 256', '', 0, 'site'), ('msg_auth_alg', '0x0006', 6, 'HMAC-SHA2-256', '', 0, 'site')`

var merges = []merge{
	{"SSH cipher", [2]string{"ssh_in_encryption", "ssh_out_encryption"}, [3]string{"4", "0", "19"},
		[3]string{"3DES", "-", "AES-GCM"}, "ssh_cipher", sshSection},
	{"SSH cipher, code without a name", [2]string{"ssh_in_encryption", "ssh_out_encryption"}, [3]string{"1", "200", "19"},
		[3]string{"NONE", "-", "AES-GCM"}, "ssh_cipher", sshSection},
	{"SSH cipher, candidate", [2]string{"ssh_in_encryption", "ssh_out_encryption"}, [3]string{"2", "12", "19"},
		[3]string{"DES", "-", "AES-GCM"}, "ssh_cipher", sshSection},
	{"SSH cipher bits", [2]string{"ssh_in_encryption", "ssh_out_encryption"}, [3]string{"4", "0", "19"},
		[3]string{"168", "-", "256"}, "ssh_cipher_bits", sshSection},
	{"SSH MAC", [2]string{"ssh_in_mac", "ssh_out_mac"}, [3]string{"3", "0", "6"},
		[3]string{"HMAC-MD5", "-", "HMAC-SHA2-256"}, "ssh_mac", sshSection},
	{"SSH encrypt-then-MAC", [2]string{"ssh_etm_in", "ssh_etm_out"}, [3]string{"false", "NULL", "true"},
		[3]string{"false", "-", "true"}, "ssh_etm", sshSection},
	{"IKE authentication", [2]string{"ike_local_auth_method", "ike_remote_auth_method"}, [3]string{"3", "0", "2"},
		[3]string{"PRESHARED", "-", "RSA"}, "ike_auth_method", ipsecSection},
	{"IKE authentication, none", [2]string{"ike_local_auth_method", "ike_remote_auth_method"}, [3]string{"1", "7", "5"},
		[3]string{"NONE", "-", "ECDSA-384"}, "ike_auth_method", ipsecSection},
	{"phase 1 authentication", [2]string{"local_auth_method", "peer_auth_method"}, [3]string{"3", "9", "4"},
		[3]string{"PRESHARED", "-", "ECDSA-256"}, "ike_auth_method", tunnelOne},
	{"IKE certificate hash", [2]string{"ike_local_cert_digest", "ike_remote_cert_digest"}, [3]string{"4", "0", "6"},
		[3]string{"SHA1", "-", "SHA256"},
		"(SELECT sig_hash FROM suite_layer AS y WHERE y.suite_id = s.suite_id AND y.layer = 'ike')", certSection},
	{"IKE certificate key", [2]string{"ike_local_cert_key_bits", "ike_remote_cert_key_bits"},
		[3]string{"1024", "0", "2048"}, [3]string{"80", "-", "112"},
		"(SELECT CASE WHEN NOT strength_incomplete OR session_strength_bits < 112 THEN session_strength_bits END FROM " +
			"suite_layer AS y WHERE y.suite_id = s.suite_id AND y.layer = 'ike')",
		func(id int, columns string) string {
			return certSection(id, columns+", 6 AS ike_local_cert_digest, 6 AS ike_remote_cert_digest")
		}},
}

// TestWeakBeforeUnknownBeforeGood: neither silence nor a good value hides a
// weak one, and a good one does not hide silence, on either side.
func TestWeakBeforeUnknownBeforeGood(t *testing.T) {
	t.Parallel()
	var inserts []string
	id := 0
	type pair struct{ merge, a, b int }
	pairs := map[int]pair{}
	for n, m := range merges {
		for a := range m.codes {
			for b := range m.codes {
				id++
				pairs[id] = pair{n, a, b}
				inserts = append(inserts,
					m.section(id, fmt.Sprintf("%s AS %s, %s AS %s", m.codes[a], m.columns[0], m.codes[b], m.columns[1])))
			}
		}
	}
	db := viewsDB(t, append(inserts, siteNames)...)
	for id, p := range pairs {
		m := merges[p.merge]
		got := ask(t, db, fmt.Sprintf("SELECT %s FROM suite AS s WHERE suite_id = %d", m.answer, id))
		if want := m.tokens[min(p.a, p.b)]; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %s %s beside %s %s: got %v, want %s", m.name, m.columns[0], m.codes[p.a], m.columns[1], m.codes[p.b],
				got, want)
		}
	}
}

// TestEachMACGoesWithItsOwnCipher: "none or AEAD" is what it is beside the
// cipher of its direction, not beside the one that is kept.
func TestEachMACGoesWithItsOwnCipher(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, siteNames,
		// AES-GCM; 3DES with HMAC-SHA2-256
		sshSection(1, "19 AS ssh_in_encryption, 1 AS ssh_in_mac, 4 AS ssh_out_encryption, 6 AS ssh_out_mac"),
		// AES-GCM; 3DES without MAC
		sshSection(2, "19 AS ssh_in_encryption, 1 AS ssh_in_mac, 4 AS ssh_out_encryption, 1 AS ssh_out_mac"),
		sshSection(3, "0 AS ssh_in_encryption, 1 AS ssh_in_mac, 19 AS ssh_out_encryption, 1 AS ssh_out_mac"),
		sshSection(4, "19 AS ssh_in_encryption, 1 AS ssh_in_mac, 19 AS ssh_out_encryption, 1 AS ssh_out_mac"))
	wantRows(t, db, "SELECT suite_id, ssh_cipher, ssh_mac FROM suite WHERE suite_id > 0 ORDER BY 1",
		"1 3DES HMAC-SHA2-256", "2 3DES NONE", "3 - -", "4 AES-GCM AEAD")
}

// TestPhaseOneMACIsNotThatOfItsPRF: a good PRF does not stand for an integrity
// algorithm that is not known; a weak one does.
func TestPhaseOneMACIsNotThatOfItsPRF(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ipsecSection(1, "0 AS ike_mac, 2 AS ike_prf"), ipsecSection(2, "0 AS ike_mac, 6 AS ike_prf"),
		ipsecSection(3, "3 AS ike_mac, 2 AS ike_prf"))
	wantRows(t, db, "SELECT suite_id, mac FROM suite_layer WHERE layer = 'ike' AND suite_id > 0 ORDER BY 1", "1 -",
		"2 HMAC-MD5", "3 HMAC-MD5")
}

// TestOneEndsCertificateIsNotBothEnds: a figure that rests on one end alone is
// an upper bound.
func TestOneEndsCertificateIsNotBothEnds(t *testing.T) {
	t.Parallel()
	const one = "14 AS ike_dh_group, 4 AS ike_encryption, 2 AS ike_local_auth_method, 2 AS ike_remote_auth_method, 2 AS " +
		"ike_local_cert_key_type, 2048 AS ike_local_cert_key_bits, 6 AS ike_local_cert_digest"
	db := viewsDB(t, ipsecSection(1, one),
		ipsecSection(2, one+", 2 AS ike_remote_cert_key_type, 2048 AS ike_remote_cert_key_bits, 6 AS ike_remote_cert_digest"))
	wantRows(t, db, "SELECT suite_id, session_strength_bits, strength_incomplete, sig_hash FROM suite_layer WHERE layer "+
		"= 'ike' AND suite_id > 0 ORDER BY 1",
		"1 112 true -", "2 112 false SHA256")
}

// TestEveryRankedItemKeepsTheOrder asks rank_of and weaker themselves for all
// pairs of what is ranked.
func TestEveryRankedItemKeepsTheOrder(t *testing.T) {
	t.Parallel()
	db := viewsDB(t)
	wantRows(t, db, `
WITH item AS (
	SELECT kind, item, rank_of(item, coalesce(bits, 128), is_weak) AS rank, CASE WHEN is_weak THEN 0 ELSE 2 END AS standing
		FROM strength WHERE kind IN ('cipher', 'mac', 'hash', 'ike-auth')
	UNION ALL
	SELECT DISTINCT kind, NULL, rank_of(NULL, NULL, NULL), 1 FROM strength WHERE kind IN ('cipher', 'mac', 'hash',
		'ike-auth')
)
SELECT a.kind, a.item, b.item
FROM item AS a JOIN item AS b ON b.kind = a.kind AND b.standing > a.standing
WHERE weaker(a.item, a.rank, b.item, b.rank) IS DISTINCT FROM a.item OR weaker(b.item, b.rank, a.item,
	a.rank) IS DISTINCT FROM a.item
ORDER BY ALL`)
	wantRows(t, db, "SELECT kind, count(*) > 3, bool_or(is_weak) AND NOT bool_and(is_weak) FROM strength WHERE kind IN "+
		"('cipher', 'mac', 'hash', 'ike-auth') GROUP BY kind ORDER BY kind",
		"cipher true true", "hash true true", "ike-auth true true", "mac true true")
}

// TestEveryNamedAlgorithmIsRanked: a token without a rank would be taken for good whatever it is. Left out are ciphers,
// whose strength is the size of their key, and group exchange, whose strength is the size of the group negotiated.
func TestEveryNamedAlgorithmIsRanked(t *testing.T) {
	t.Parallel()
	db := viewsDB(t)
	for _, missing := range ask(t, db, `
SELECT DISTINCT c.enum, c.token, k.kind
FROM code AS c
JOIN (VALUES ('msg_auth_alg', 'mac'), ('auth_alg', 'mac'), ('ike_auth_method', 'ike-auth'),
    ('nmi_ike_auth_method', 'ike-auth'), ('cert_digest_alg', 'hash'), ('dh_group', 'dh'), ('nmi_dh_group', 'dh'),
    ('ssh_kex_method', 'ssh-kex')) AS k (enum, kind) ON k.enum = c.enum
LEFT JOIN strength AS s ON s.kind = k.kind AND s.item = c.token
WHERE c.token <> '' AND s.item IS NULL AND (c.enum, c.token) <> ('cert_digest_alg', 'NONE')
  AND c.token NOT LIKE 'diffie-hellman-group-exchange-%'`) {
		t.Errorf("enum, token, kind: %s: no strength; add ('kind', 'token', bits) to views/05_strength.sql", missing)
	}
}

// sides are how two columns of one attribute are told apart.
var sides = regexp.MustCompile(`(^|_)(in|out|local|remote|peer)(_|$)`)

// TestEveryPairOfColumnsHasItsMerge: a structure that gets another attribute of
// two sides asks for a row in merges.
func TestEveryPairOfColumnsHasItsMerge(t *testing.T) {
	t.Parallel()
	notMerged := regexp.MustCompile(
		`endpoint|identity|nat|napt|serial|not_after|time_type|enc_method|cert_key_type|cert_sig_method|udp_port|bytes|packets|addr|port`)
	db := viewsDB(t)
	seen := map[string][]string{}
	for _, row := range ask(t, db, `SELECT table_name, column_name FROM duckdb_columns() WHERE table_name IN
		('zert_detail_tls', 'zert_detail_ssh', 'zert_detail_ipsec', 'zert_summary_tls', 'zert_summary_ssh',
			'zert_summary_ipsec', 'ike_tunnel') ORDER BY ALL`) {
		_, column, _ := strings.Cut(row, " ")
		if key := sides.ReplaceAllString(column, "$1*$3"); key != column && !slices.Contains(seen[key], column) {
			seen[key] = append(seen[key], column)
		}
	}
	for key, columns := range seen {
		if len(columns) < 2 || notMerged.MatchString(key) {
			continue
		}
		if !slices.ContainsFunc(merges, func(m merge) bool {
			return slices.Contains(columns, m.columns[0]) && slices.Contains(columns, m.columns[1])
		}) {
			t.Errorf("%v have two sides and no row in merges", columns)
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %d pairs were looked at", len(seen))
	}
}

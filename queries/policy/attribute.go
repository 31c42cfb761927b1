package policy

import (
	"slices"
	"strings"
)

// home says where an attribute's value is found, and so how often a rule on it
// has to be evaluated: per distinct suite, per endpoint, or once.
type home uint8

const (
	homeSuite    home = iota // a column of suite, of one protocol
	homeLayer                // a column of suite_layer, generic over protocols
	homeCert                 // a column of suite_cert
	homeSession              // a column of v_session
	homeDataset              // a fact about the whole database
	homeSupplied             // nowhere in the records; the operator gives it
)

// kind is the type of an attribute's value.
type kind uint8

const (
	kindText kind = iota
	kindNumber
	kindDecimal
	kindFlag
	kindMoment // a point in time, UTC
	kindDay
	kindList // of texts, separated by |
)

// sqlTypes are the types the columns are read as, whatever a view gives.
var sqlTypes = map[kind]string{
	kindText:    "VARCHAR",
	kindNumber:  "BIGINT",
	kindDecimal: "DECIMAL(9,3)",
	kindFlag:    "BOOLEAN",
	kindMoment:  "TIMESTAMP",
	kindDay:     "DATE",
}

// An attribute is something a rule can speak of.
type attribute struct {
	name string
	home home
	kind kind
	// values closes the set of values a rule may compare with. It is given
	// where a value outside the set can only be a slip.
	values []string
	// guard is a condition over a unit (alias u) that is never NULL. Where it
	// is false the attribute has no meaning, and its absence says nothing: an
	// IKEv2 tunnel has no exchange mode to report.
	guard string
	needs []string            // attributes the guard reads
	spell func(string) string // turns the ways to write a value into the one of the views; nil: there is one way
}

const (
	notAH      = "u.ipsec_protocol IS DISTINCT FROM 'AH'"
	notAHLayer = "(u.layer <> 'ipsec' OR " + notAH + ")"
	ownKex     = "(u.layer <> 'ipsec' OR u.ipsec_pfs_group IS DISTINCT FROM 0)"
)

var (
	ipsecProtocol = []string{"ipsec_protocol"}
	tlsKex        = []string{"tls_kex"}
	tlsVersions   = []string{"SSL2", "SSL3", "TLS1.0", "TLS1.1", "TLS1.2", "TLS1.3"}
	handshake     = []string{"OK", "FAILED"}
	evidenceFrom  = []string{"OBSERVATION", "PROVIDER"}
	fipsLevels    = []string{"OFF", "ON-80", "LEVEL1", "LEVEL2", "LEVEL3"}
	onOff         = []string{"on", "off"}

	// recordKinds are the kinds of record that a suite is read from
	recordKinds = []string{"zert_detail", "zert_summary", "ftp_client_transfer", "ftp_server_transfer",
		"ftp_login_failure", "tcp_connection", "ike_tunnel", "ip_tunnel", "nmsec_ike_tunnel", "nmsec_ip_tunnel",
		"text_ike_tunnel"}
)

// scopeAttribute is supplied for all traffic, or per session by Options.Tags.
const scopeAttribute = "scope"

// attributes lists everything a rule may name. Token vocabularies: see README.
var attributes = []attribute{
	{name: "source", home: homeSuite, values: recordKinds}, // of no protocol: limits and cases name it, rules do not

	{name: "tls_version", home: homeSuite, values: tlsVersions},
	{name: "tls_cipher", home: homeSuite},
	{name: "tls_cipher_bits", home: homeSuite, kind: kindNumber},
	{name: "tls_mac", home: homeSuite},
	{name: "tls_kex", home: homeSuite},
	{name: "tls_group", home: homeSuite, needs: tlsKex,
		guard: "(u.tls_group IS NOT NULL OR u.tls_kex IS NULL OR u.tls_kex LIKE 'EC%' OR u.tls_kex LIKE 'TLS13%')"},
	{name: "tls_group_bits", home: homeSuite, kind: kindNumber, needs: tlsKex,
		guard: "(u.tls_group_bits IS NOT NULL OR u.tls_kex IS NULL OR u.tls_kex LIKE 'EC%' OR u.tls_kex LIKE 'TLS13%')"},
	{name: "tls_dh_bits", home: homeSuite, kind: kindNumber, needs: tlsKex,
		guard: "(u.tls_dh_bits IS NOT NULL OR u.tls_kex IS NULL OR u.tls_kex LIKE 'DH%')"},
	{name: "tls_sig_hash", home: homeSuite},
	{name: "tls_etm", home: homeSuite, kind: kindFlag},
	{name: "tls_suite", home: homeSuite},
	{name: "tls_fips_level", home: homeSuite, values: fipsLevels},
	{name: "tls_source", home: homeSuite, values: evidenceFrom},
	{name: "tls_provider", home: homeSuite},
	{name: "tls_handshake_status", home: homeSuite, values: handshake},

	{name: "ssh_version", home: homeSuite, values: []string{"SSH1", "SSH2"}},
	{name: "ssh_cipher", home: homeSuite},
	{name: "ssh_cipher_bits", home: homeSuite, kind: kindNumber},
	{name: "ssh_mac", home: homeSuite},
	{name: "ssh_kex", home: homeSuite},
	{name: "ssh_hostkey_alg", home: homeSuite},
	{name: "ssh_hostkey_type", home: homeSuite},
	{name: "ssh_hostkey_bits", home: homeSuite, kind: kindNumber},
	{name: "ssh_gex_bits", home: homeSuite, kind: kindNumber, needs: []string{"ssh_kex"},
		guard: "(u.ssh_gex_bits IS NOT NULL OR u.ssh_kex IS NULL OR u.ssh_kex LIKE 'diffie-hellman-group-exchange-%')"},
	{name: "ssh_auth_method", home: homeSuite},
	{name: "ssh_etm", home: homeSuite, kind: kindFlag},
	{name: "ssh_fips_level", home: homeSuite, values: fipsLevels},
	{name: "ssh_source", home: homeSuite, values: evidenceFrom},
	{name: "ssh_handshake_status", home: homeSuite, values: handshake},

	{name: "ike_version", home: homeSuite, values: []string{"1", "2"}},
	{name: "ike_exchange_mode", home: homeSuite, values: []string{"MAIN", "AGGRESSIVE"}, needs: []string{"ike_version"},
		guard: "u.ike_version IS DISTINCT FROM '2'"},
	{name: "ike_auth_method", home: homeSuite},
	{name: "ike_cipher", home: homeSuite},
	{name: "ike_cipher_bits", home: homeSuite, kind: kindNumber},
	{name: "ike_integ", home: homeSuite},
	{name: "ike_prf", home: homeSuite},
	{name: "ike_dh_group", home: homeSuite, kind: kindNumber},
	{name: "ike_lifetime_s", home: homeSuite, kind: kindNumber},
	{name: "ike_fips_mode", home: homeSuite, values: onOff},
	{name: "ike_additional_kex", home: homeSuite},
	{name: "ike_ppk", home: homeSuite, kind: kindFlag},

	{name: "ipsec_protocol", home: homeSuite, values: []string{"ESP", "AH"}},
	{name: "ipsec_cipher", home: homeSuite, needs: ipsecProtocol, guard: notAH},
	{name: "ipsec_cipher_bits", home: homeSuite, kind: kindNumber, needs: ipsecProtocol, guard: notAH},
	{name: "ipsec_auth", home: homeSuite},
	{name: "ipsec_pfs_group", home: homeSuite, kind: kindNumber},
	{name: "ipsec_lifetime_s", home: homeSuite, kind: kindNumber},
	{name: "ipsec_lifesize_bytes", home: homeSuite, kind: kindNumber},
	{name: "ipsec_keying", home: homeSuite, values: []string{"MANUAL", "DYNAMIC"}},
	{name: "ipsec_encap_mode", home: homeSuite},
	{name: "ipsec_fips_mode", home: homeSuite, values: onOff},

	{name: "cipher", home: homeLayer, needs: ipsecProtocol, guard: notAHLayer},
	{name: "cipher_bits", home: homeLayer, kind: kindNumber, needs: ipsecProtocol, guard: notAHLayer},
	{name: "mac", home: homeLayer},
	{name: "sig_hash", home: homeLayer, guard: "u.layer <> 'ipsec'"},
	{name: "kex_strength_bits", home: homeLayer, kind: kindNumber, needs: []string{"ipsec_pfs_group"}, guard: ownKex},
	{name: "cipher_strength_bits", home: homeLayer, kind: kindNumber, needs: ipsecProtocol, guard: notAHLayer},
	{name: "session_strength_bits", home: homeLayer, kind: kindNumber, needs: []string{"strength_incomplete"}},
	{name: "strength_incomplete", home: homeLayer, kind: kindFlag},
	{name: "strength_gaps", home: homeLayer},
	{name: "fips_mode", home: homeLayer, values: onOff},
	{name: "fips_level", home: homeLayer, values: fipsLevels},
	{name: "evidence_source", home: homeLayer, values: evidenceFrom},
	{name: "code_point", home: homeLayer, values: []string{"unknown"}},
	{name: "pq_kex", home: homeLayer, needs: []string{"ipsec_pfs_group"}, guard: ownKex},

	{name: "cert_key_type", home: homeCert},
	{name: "cert_key_bits", home: homeCert, kind: kindNumber},
	{name: "cert_sig_alg", home: homeCert},
	{name: "cert_sig_hash", home: homeCert},
	{name: "cert_key_strength_bits", home: homeCert, kind: kindNumber},
	{name: "cert_not_after", home: homeCert, kind: kindMoment},
	{name: "cert_serial", home: homeCert, spell: spellSerial},
	{name: "cert_issuer", home: homeCert},
	{name: "cert_sig_padding", home: homeCert, needs: []string{"cert_sig_alg"},
		guard: "(u.cert_sig_padding IS NOT NULL OR u.cert_sig_alg IS NULL OR u.cert_sig_alg LIKE 'RSA%')"},

	{name: "protection", home: homeSession},
	{name: "role", home: homeSession, values: []string{"server", "client", "peer"}},
	{name: "server_port", home: homeSession, kind: kindNumber},
	{name: "handshake_status", home: homeSession, values: handshake},
	{name: "intra_host_bypass", home: homeSession, kind: kindFlag},
	{name: "remote_is_local", home: homeSession, kind: kindFlag},
	{name: "record_level", home: homeSession, kind: kindDecimal},
	{name: "bytes_total", home: homeSession, kind: kindNumber},

	{name: "smf119_tn3270", home: homeDataset},
	{name: "cert_inventory", home: homeDataset},

	{name: scopeAttribute, home: homeSupplied},
	{name: "protection_need", home: homeSupplied},
	{name: "module_validation", home: homeSupplied},
	{name: "acquisition_date", home: homeSupplied, kind: kindDay},
	{name: "inventory_review_age_days", home: homeSupplied, kind: kindNumber},
	{name: "suite", home: homeSupplied},
	{name: "approved_ca_list", home: homeSupplied, kind: kindList},
}

// spellSerial takes serial numbers as certificate tools print them: 1F:00:A2, 1f00a2 or 0x1f00a2.
func spellSerial(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, ":", ""))
	return "0x" + strings.TrimPrefix(s, "0x")
}

var attributeByName = func() map[string]*attribute {
	m := make(map[string]*attribute, len(attributes))
	for i := range attributes {
		m[attributes[i].name] = &attributes[i]
	}
	return m
}()

func attributeNames() []string {
	names := make([]string, len(attributes))
	for i := range attributes {
		names[i] = attributes[i].name
	}
	return names
}

// ofUnit reports whether the value belongs to a layer or certificate of a suite.
func (a *attribute) ofUnit() bool { return a.home <= homeCert }

// constant reports whether the value is the same for all traffic.
func (a *attribute) constant() bool { return a.home == homeDataset || a.home == homeSupplied }

// protocol is the prefix of a suite attribute: tls, ssh, ike or ipsec.
func (a *attribute) protocol() string {
	for _, p := range []string{"tls", "ssh", "ike", "ipsec"} {
		if a.home == homeSuite && len(a.name) > len(p) && a.name[:len(p)+1] == p+"_" {
			return p
		}
	}
	return ""
}

// A protocol is the first part of applies_to.
type protocol struct {
	name   string
	homes  []home
	suites []string // prefixes of suite attributes a rule may name
	layers []string // units the rule looks at; none for session and dataset
}

var allLayers = []string{"tls", "ssh", "ike", "ipsec"}

// protocols is the closed list of applies_to prefixes.
var protocols = []protocol{
	{"tls", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"tls"}, []string{"tls"}},
	{"ssh", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"ssh"}, []string{"ssh"}},
	{"ike", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"ike", "ipsec"}, []string{"ike"}},
	{"ipsec", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"ike", "ipsec"}, []string{"ipsec"}},
	{"ipsec-esp", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"ike", "ipsec"}, []string{"ipsec"}},
	{"any", []home{homeLayer, homeSession, homeSupplied}, nil, allLayers},
	{"x509", []home{homeCert, homeLayer, homeSession, homeSupplied}, nil, allLayers},
	{"session", []home{homeSession, homeSupplied}, nil, nil},
	{"tn3270", []home{homeSuite, homeLayer, homeSession, homeSupplied}, []string{"tls"}, []string{"tls"}},
	{"dataset", []home{homeLayer, homeDataset, homeSupplied}, nil, allLayers},
}

func protocolNamed(name string) *protocol {
	i := slices.IndexFunc(protocols, func(p protocol) bool { return p.name == name })
	if i < 0 {
		return nil
	}
	return &protocols[i]
}

package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ID names a finding by what it is about: its rule, the place (server, port and job, or the ends of the tunnel) and
// the suite, as in F-0f3c5a7d91b2e684. Behind the digits stand the layer and the certificate, where the rule is about
// one, as in F-0f3c5a7d91b2e684-tls-server. No date, count or number of a row has a part in it, so that a finding
// that persists has the same ID in next month's report.
func (f *Finding) ID() string {
	id := f.place().id(f.Profile, f.Rule.ID)
	for _, part := range []string{f.Layer, f.CertRole} {
		if part != "" {
			id += "-" + part
		}
	}
	return id
}

// A findingPlace is where a finding is, as far as its ID goes.
type findingPlace struct {
	system, sysplex, stack, job, role string
	serverAddr                        string
	serverPort                        int
	protection                        string
	suite                             int64
	tunnelPhase                       int
	tunnelLocal                       string
}

// place leaves out of a tunnel its number, because stacks number their tunnels anew, and the system, because captures
// name none: one is known only where a record of the same tunnel tells.
func (f *Finding) place() findingPlace {
	if t := f.Tunnel; t != nil {
		return findingPlace{suite: f.SuiteID, serverAddr: t.Remote, tunnelLocal: t.Local, tunnelPhase: t.Phase}
	}
	return findingPlace{f.System, f.Sysplex, f.Stack, f.Job, f.Role, f.ServerAddr, f.ServerPort, f.Protection, f.SuiteID,
		0, ""}
}

// id returns the ID without layer and certificate.
func (p findingPlace) id(profile, rule string) string {
	text := strings.Join([]string{profile, rule, p.sysplex, p.system, p.stack, p.job, p.role, p.serverAddr,
		strconv.Itoa(p.serverPort), p.protection, strconv.FormatInt(p.suite, 10), strconv.Itoa(p.tunnelPhase),
		p.tunnelLocal}, "\x00")
	return markedID("F-", text)
}

// markedID returns a mark and the beginning of the digest of a text, long enough for a chance of one in thirty million
// that two of a million findings share it.
func markedID(mark, text string) string {
	h := sha256.Sum256([]byte(text))
	return mark + hex.EncodeToString(h[:8])
}

var (
	// findingID admits the ids of findings, with layer and certificate, and of rows of checks.
	findingID = regexp.MustCompile(`^[FQ]-[0-9a-f]{16}(-[a-z]+)*$`)
	suiteID   = regexp.MustCompile(`^S-[0-9a-f]{16}$`)
)

// findingIDLength is how long the id of a finding is without layer and certificate.
const findingIDLength = len("F-0123456789abcdef")

func isFindingID(id string) bool { return findingID.MatchString(id) }

// stable are the columns of checks that say what a row is about. Those that count, measure or date it are not among
// them, nor is what changes while the matter stays the same, as the number that a stack gives a tunnel.
var stable = strings.Fields(`sysplex system stack job role user_id server_addr server_port client_addr peer_addr
	local_addr local_endpoint remote_endpoint remote_identity phase layer cert_role certificate_role subject issuer serial
	cert_serial key_type key_bits sig_alg cert_key_type cert_key_bits cert_sig_alg cipher cipher_bits mac tls_version
	tls_suite tls_kex tls_cipher tls_cipher_bits tls_mac ssh_version ssh_kex ssh_cipher ssh_cipher_bits ssh_mac
	ssh_hostkey_type ssh_hostkey_bits ssh_auth_method ike_version ike_auth_method ike_cipher ike_cipher_bits ike_integ
	ike_prf ike_dh_group ipsec_protocol ipsec_cipher ipsec_cipher_bits ipsec_auth ipsec_pfs_group ipsec_keying
	protection source what mark enum code value suite_id`)

// RowID names a row of a check as Finding.ID does a finding, as in Q-5b1e77aa03c9d4f2.
func RowID(query string, columns []string, row []any) string {
	text := []string{query, ""}
	tunnel := slices.Contains(columns, "local_endpoint") && slices.Contains(columns, "remote_endpoint")
	for i, column := range columns[:min(len(columns), len(row))] {
		switch {
		case row[i] == nil:
		case column == "resource" && !tunnel: // a tunnel's is the number that the stack gave it
			text[1] = fmt.Sprint(row[i])
		case slices.Contains(stable, column):
			text = append(text, column, fmt.Sprint(row[i]))
		}
	}
	return markedID("Q-", strings.Join(text, "\x00"))
}

// Package exchange writes a report in the formats of other programs: SARIF, OSCAL, JUnit
// XML and a CycloneDX CBOM, one file each. Identifiers are made from names, so that the
// same report is the same document.
package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// Documents for other programs want identifiers that are unique and, with us, the
// same for the same input: they are made from names, never from chance or a clock.

// uuidSpace is the name space of all UUIDs in our documents.
var uuidSpace = uuid.NewSHA1(uuid.NameSpaceURL, []byte(homeURI))

// reportDigest stands for the inputs, the rules and the day of a report.
func reportDigest(r *model.Report) string {
	h := sha256.New()
	word := func(s string) { h.Write([]byte(s)); h.Write([]byte{0}) }
	for _, s := range []string{r.Tool.Version, r.Tool.LayoutHash, r.Scope, r.AsOf.UTC().Format(wording.UTCLayout)} {
		word(s)
	}
	for _, f := range r.Files.Rows {
		word(f.SHA256)
	}
	for _, j := range r.Evaluations {
		word(j.Profile.ID + " " + j.Profile.Edition)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// uuidOf makes the UUID of a part of a report.
func uuidOf(r *model.Report, part ...string) string {
	return uuid.NewSHA1(uuidSpace, []byte(strings.Join(append([]string{reportDigest(r)}, part...), "\x00"))).String()
}

// stable are the columns of checks that say what a row is about. Those that count, measure or date it are not among
// them, nor is what changes while the matter stays the same, as the number that a stack gives a tunnel.
var stable = strings.Fields(`sysplex system stack job role user_id server_addr server_port client_addr peer_addr
	local_addr local_endpoint remote_endpoint remote_identity phase layer cert_role certificate_role subject issuer serial
	cert_serial key_type key_bits sig_alg cert_key_type cert_key_bits cert_sig_alg cipher cipher_bits mac tls_version
	tls_suite tls_kex tls_cipher tls_cipher_bits tls_mac ssh_version ssh_kex ssh_cipher ssh_cipher_bits ssh_mac
	ssh_hostkey_type ssh_hostkey_bits ssh_auth_method ike_version ike_auth_method ike_cipher ike_cipher_bits ike_integ
	ike_prf ike_dh_group ipsec_protocol ipsec_cipher ipsec_cipher_bits ipsec_auth ipsec_pfs_group ipsec_keying
	protection source what mark enum code value`)

// rowID names a row of a check as policy.Finding.ID does a finding.
func rowID(o *queries.Outcome, row []any) string {
	parts := []string{o.Query.ID, ""}
	tunnel := slices.Contains(o.Columns, "local_endpoint") && slices.Contains(o.Columns, "remote_endpoint")
	if !tunnel { // a tunnel's resource is the number that the stack gave it
		parts[1] = rowText(row[1])
	}
	for i, column := range o.Columns[:min(len(o.Columns), len(row))] {
		if i >= queryHead && slices.Contains(stable, column) {
			parts = append(parts, column, rowText(row[i]))
		}
	}
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return "Q-" + hex.EncodeToString(h[:8])
}

// Programs and grep want the digits of a number together; ours for people are in groups of three.
var grouped = regexp.MustCompile(`([0-9])\x{202f}([0-9])`)

// ungrouped returns text of ours with digits in one group, and plain blanks before units.
func ungrouped(s string) string {
	return strings.ReplaceAll(grouped.ReplaceAllString(s, "$1$2"), "\u202f", " ")
}

func count(n int64, noun string) string { return ungrouped(wording.Count(n, noun)) }

func countOf(n, of int64, noun string) string { return ungrouped(wording.CountOf(n, of, noun)) }

// homeURI is where the program comes from.
const homeURI = "https://github.com/zertify/zertify"

// placeText names the end point a finding is about, in the field's order.
func placeText(f *policy.Finding) string {
	var parts []string
	for _, s := range []string{f.Sysplex, f.System, f.Stack, f.Job} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	text := strings.Join(parts, "/")
	if t := f.Tunnel; t != nil {
		return strings.TrimSpace(text + " tunnel " + t.ID + " phase " + wording.Digits(int64(t.Phase)) + " to " + t.Remote)
	}
	if f.ServerAddr != "" {
		var port *int64
		if n := int64(f.ServerPort); n != 0 {
			port = &n
		}
		text = strings.TrimSpace(text + " " + wording.Endpoint(f.ServerAddr, port))
	}
	return text
}

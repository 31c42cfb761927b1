package queries

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
)

// A SecurityFilter chooses sessions by what protects them: by one or several columns of the tables that hold each
// distinct suite once. It works on any relation with a column suite_id, and never chooses a session that has no suite.
type SecurityFilter struct {
	Name  string // as in a URL or a flag: tls-version
	Title string // as on a page: TLS version
	Group string // TLS, SSH, IPSec, or Any protocol
	Help  string // what a value may be

	table   string
	columns []string // any of them may match
	term    func(column, value string) (string, error)
}

// SecurityFilters lists the filters, those of a group together.
func SecurityFilters() []SecurityFilter { return securityFilters }

const (
	textHelp   = "a name; * and ? stand for any text"
	numberHelp = "a number, or <2048, >=128, 1024..2047"
)

var securityFilters = []SecurityFilter{
	{"cipher", "Cipher", "Any protocol", textHelp, "suite_layer", []string{"cipher"}, textTerm},
	{"cipher-bits", "Cipher key, bits", "Any protocol", numberHelp, "suite_layer", []string{"cipher_bits"}, numberTerm},
	{"mac", "Message authentication", "Any protocol", textHelp, "suite_layer", []string{"mac"}, textTerm},
	{"strength", "Strength, bits", "Any protocol", numberHelp, "suite_layer", []string{"session_strength_bits"},
		numberTerm},
	{"fips", "FIPS mode", "Any protocol", "on or off", "suite_layer", []string{"fips_mode"}, textTerm},
	{"told-by", "Source of the attributes", "Any protocol", "such as PROVIDER or OBSERVED", "suite_layer",
		[]string{"evidence_source"}, textTerm},
	{"tls-version", "TLS version", "TLS", "such as TLS1.2, or TLS1.0..TLS1.1", "suite", []string{"tls_version"},
		versionTerm},
	{"suite", "TLS cipher suite", "TLS", "a name, or four hexadecimal digits", "suite_layer",
		[]string{"suite", "code_point"}, textTerm},
	{"kex", "Key exchange", "TLS", textHelp, "suite", []string{"tls_kex", "ssh_kex"}, textTerm},
	{"group", "Key exchange group", "TLS", textHelp, "suite", []string{"tls_group"}, textTerm},
	{"etm", "TLS Encrypt-then-MAC", "TLS", "true or false", "suite", []string{"tls_etm"}, boolTerm},
	{"key-type", "Key type", "Certificate", "such as RSA or ECDSA", "suite_cert", []string{"cert_key_type"}, textTerm},
	{"key-bits", "Key size, bits", "Certificate", numberHelp, "suite_cert", []string{"cert_key_bits"}, numberTerm},
	{"signature", "Signature", "Certificate", textHelp, "suite_cert", []string{"cert_sig_alg"}, textTerm},
	{"serial", "Serial number", "Certificate", "as a report prints it", "suite_cert", []string{"cert_serial"}, textTerm},
	{"ssh-version", "SSH version", "SSH", "SSH1 or SSH2", "suite", []string{"ssh_version"}, textTerm},
	{"host-key", "SSH host key", "SSH", textHelp, "suite", []string{"ssh_hostkey_type", "ssh_hostkey_alg"}, textTerm},
	{"ssh-auth", "SSH user authentication", "SSH", textHelp, "suite", []string{"ssh_auth_method"}, textTerm},
	{"ike-version", "IKE version", "IPSec", "1 or 2", "suite", []string{"ike_version"}, textTerm},
	{"ike-auth", "IKE peer authentication", "IPSec", textHelp, "suite", []string{"ike_auth_method"}, textTerm},
	{"dh-group", "Diffie-Hellman group", "IPSec", numberHelp, "suite", []string{"ike_dh_group", "ipsec_pfs_group"},
		numberTerm},
}

// Condition returns the condition under which a row of a relation with suite_id is chosen.
func (f *SecurityFilter) Condition(value string) (string, error) {
	if value = strings.TrimSpace(value); value == "" {
		return "", fmt.Errorf("%s: no value; give %s", f.Title, f.Help)
	}
	terms := make([]string, len(f.columns))
	for i, column := range f.columns {
		term, err := f.term(column, value)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.Title, err)
		}
		terms[i] = term
	}
	return "suite_id IN (SELECT suite_id FROM " + f.table + " WHERE " + strings.Join(terms, " OR ") + ")", nil
}

// Values is the statement that lists what a database holds for the filter, the most common value first.
func (f *SecurityFilter) Values() string {
	column := "CAST(" + f.columns[0] + " AS VARCHAR)"
	return "SELECT " + column + " FROM " + f.table + " WHERE " + f.columns[0] + " IS NOT NULL GROUP BY 1 " +
		"ORDER BY count(*) DESC, 1 LIMIT 200"
}

func textTerm(column, value string) (string, error) {
	return "CAST(" + column + " AS VARCHAR) ILIKE " + sqltext.Literal(likePattern(value)) + " ESCAPE '\\'", nil
}

func boolTerm(column, value string) (string, error) {
	truth, err := strconv.ParseBool(value)
	if err != nil {
		return "", fmt.Errorf("%q is neither true nor false", value)
	}
	return column + " = " + strconv.FormatBool(truth), nil
}

// numberForm is a number, a comparison or a range.
var numberForm = regexp.MustCompile(`^(<=|>=|<|>|)\s*([0-9]{1,9})(?:\.\.([0-9]{1,9}))?$`)

func numberTerm(column, value string) (string, error) {
	m := numberForm.FindStringSubmatch(value)
	if m == nil || m[1] != "" && m[3] != "" {
		return "", fmt.Errorf("%q is not %s", value, numberHelp)
	}
	switch {
	case m[3] != "":
		return column + " BETWEEN " + m[2] + " AND " + m[3], nil
	case m[1] != "":
		return column + " " + m[1] + " " + m[2], nil
	}
	return column + " = " + m[2], nil
}

// tlsVersions in the order of their age, as the views name them.
var tlsVersions = []string{"SSL2", "SSL3", "TLS1.0", "TLS1.1", "TLS1.2", "TLS1.3"}

func versionTerm(column, value string) (string, error) {
	low, high, isRange := strings.Cut(strings.ToUpper(value), "..")
	if !isRange {
		return textTerm(column, value)
	}
	from, to := slices.Index(tlsVersions, low), slices.Index(tlsVersions, high)
	if from < 0 || to < from {
		return "", fmt.Errorf("%q is not a range of versions; write for example TLS1.0..TLS1.1", value)
	}
	literals := make([]string, 0, to-from+1)
	for _, v := range tlsVersions[from : to+1] {
		literals = append(literals, sqltext.Literal(v))
	}
	return "upper(" + column + ") IN (" + strings.Join(literals, ", ") + ")", nil
}

package wording

import (
	"cmp"
	"strings"
)

// Attribute turns the name of an attribute or column into words: "cert_key_bits" is
// "certificate key (bits)".
func Attribute(name string) string {
	if whole, ok := attributeNames[name]; ok {
		return whole
	}
	name, isLocal := strings.CutSuffix(name, "_local")
	words := strings.Split(name, "_")
	for i, w := range words {
		words[i] = cmp.Or(attributeWords[w], w)
	}
	if isLocal {
		words = append(words, "(local)")
	}
	return strings.Join(words, " ")
}

// attributeNames are attributes whose name does not read as words.
var attributeNames = map[string]string{
	"cert_not_after":        "end of the certificate",
	"code_point":            "algorithm code",
	"evidence_source":       "way in which it is known",
	"intra_host_bypass":     "encryption skipped within the host",
	"record_level":          "release of the record",
	"remote_is_local":       "partner on the same host",
	"session_strength_bits": "strength of the session (bits)",
	"smf_local":             "time of the record (local)",
	"user_id":               "user",
}

// attributeWords replace parts of attribute names by what people say.
var attributeWords = map[string]string{
	"tls": "TLS", "ssh": "SSH", "ike": "IKE", "ipsec": "IPSec", "mac": "MAC", "dh": "DH", "pfs": "PFS", "fips": "FIPS",
	"prf": "PRF", "tn3270": "TN3270", "smf119": "SMF 119", "utc": "(UTC)",
	"kex": "key exchange", "etm": "encrypt-then-MAC", "sig": "signature", "cert": "certificate", "gex": "group exchange",
	"hostkey": "host key", "auth": "authentication", "integ": "integrity", "pq": "post-quantum",
	"ppk": "post-quantum pre-shared key", "addr": "address", "alg": "algorithm", "encap": "encapsulation",
	"bits": "(bits)", "s": "(seconds)", "seconds": "(seconds)",
}

// RecordSource names a kind of record, as its source is called in the views.
func RecordSource(source string) string { return cmp.Or(recordSources[source], source) }

var recordSources = map[string]string{
	"zert_summary": "zERT summaries (subtype 12)", "zert_detail": "zERT details (subtype 11)",
	"tcp": "TCP records", "ip_security": "IP security records", "ftp": "FTP records", "tn3270": "TN3270 records",
	"ssh": "SSH records", "ike": "IKE records", "ipsec": "IPSec records",
}

// Layer names a layer of protection.
func Layer(layer string) string { return cmp.Or(layers[layer], layer) }

var layers = map[string]string{"none": "none recognised", "tls": "TLS", "ssh": "SSH", "ike": "IKE", "ipsec": "IPSec",
	"": "not said"}

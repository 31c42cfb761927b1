package page

import (
	"cmp"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// ruleTitle heads what belongs to a rule: its title, written by a person.
func ruleTitle(r *policy.Rule) string { return cmp.Or(r.Title, conditionText(r)) }

// findingTitle is the title of a finding's rule, with the service on its port where that is known.
func findingTitle(f *policy.Finding) string {
	if f.Rule.Title == "" {
		return conditionText(f.Rule)
	}
	return f.Title()
}

// conditionText says a rule's condition in words: "TLS version is SSL2 or SSL3".
func conditionText(r *policy.Rule) string {
	var parts []string
	for i, clause := range strings.Split(r.Condition, " ; ") {
		attribute := r.Attribute
		if i > 0 {
			attribute, clause, _ = strings.Cut(clause, " ")
		}
		parts = append(parts, attributeText(attribute)+" "+clauseText(clause))
	}
	return wording.UpperFirst(strings.TrimSpace(strings.Join(parts, " and ")))
}

// attributeText turns a column name into words.
func attributeText(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words {
		if known, ok := attributeWords[w]; ok {
			words[i] = known
		}
	}
	return strings.Join(words, " ")
}

// attributeWords replace parts of attribute names by what people say.
var attributeWords = map[string]string{
	"tls": "TLS", "ssh": "SSH", "ike": "IKE", "ipsec": "IPSec", "mac": "MAC", "kex": "key exchange", "dh": "DH",
	"pfs":  "PFS",
	"fips": "FIPS", "etm": "encrypt-then-MAC", "prf": "PRF", "sig": "signature", "cert": "certificate",
	"gex":     "group exchange",
	"hostkey": "host key", "auth": "authentication", "integ": "integrity", "pq": "post-quantum",
	"ppk":  "post-quantum pre-shared key",
	"addr": "address", "alg": "algorithm", "smf119": "SMF 119", "tn3270": "TN3270", "encap": "encapsulation",
	"bits": "(bits)", "s": "(seconds)",
}

func clauseText(clause string) string {
	op, args, _ := strings.Cut(clause, " ")
	words, ok := operators[op]
	if !ok {
		return clause
	}
	if args == "" {
		return words
	}
	if op == "within_days" {
		return words + " " + args + " days"
	}
	return words + " " + either(strings.Split(args, "|"))
}

// operators put the grammar's comparisons into words.
var operators = map[string]string{
	"eq": "is", "ne": "is not", "in": "is", "not_in": "is not", "lt": "is below", "le": "is at most", "gt": "is above",
	"ge": "is at least", "present": "is present", "absent": "is absent", "unknown": "has no known name",
	"before_session": "is before the session", "within_days": "is within",
}

func either(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

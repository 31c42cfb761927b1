package page

import (
	"cmp"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// ruleTitle heads what belongs to a rule: its title, written by a person.
func ruleTitle(r *policy.Rule) string { return cmp.Or(r.Title, conditionText(r)) }

// conditionText says a rule's condition in words: "TLS version is SSL2 or SSL3".
func conditionText(r *policy.Rule) string {
	var parts []string
	for i, clause := range strings.Split(r.Condition, " ; ") {
		attribute := r.Attribute
		if i > 0 {
			attribute, clause, _ = strings.Cut(clause, " ")
		}
		parts = append(parts,
			cmp.Or(clausePhrases[attribute+" "+clause], wording.Attribute(attribute)+" "+clauseText(clause)))
	}
	return wording.UpperFirst(strings.TrimSpace(strings.Join(parts, " and ")))
}

// clausePhrases say conditions whose words would not read as a sentence.
var clausePhrases = map[string]string{
	"protection eq NONE":        "no protection is recognised",
	"remote_is_local eq false":  "the partner is on another host",
	"remote_is_local eq true":   "the partner is on the same host",
	"intra_host_bypass eq true": "encryption was skipped within the host",
	"tls_etm eq false":          "encrypt-then-MAC is not used in TLS",
	"ssh_etm eq false":          "encrypt-then-MAC is not used in SSH",
	"code_point unknown":        "a code has no known name",
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
	"before_session": "is before the session", "within_days": "is in no more than",
}

func either(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

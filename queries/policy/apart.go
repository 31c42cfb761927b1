package policy

import (
	"strconv"
	"strings"
	"time"
)

// An apartField is something that findings of one ID may differ in, because exceptions and rules ask for it. say puts
// a value into words; "" where the record does not say.
type apartField struct {
	name string
	say  func(j *evaluator, value string) string
}

// apartFields are in the order in which findings.sql joins their values.
var apartFields = []apartField{
	{"record_level", func(_ *evaluator, v string) string {
		return orElse(v, "records of an unknown release", "records of z/OS "+v)
	}},
	{"handshake_status", func(_ *evaluator, v string) string {
		return orElse(v, "state of the handshake not said", "handshake "+strings.ToLower(v))
	}},
	{"intra_host_bypass", yesNoOr("encryption skipped within the host", "encryption not skipped within the host",
		"not said whether encryption was skipped within the host")},
	{"remote_is_local", yesNoOr("partner on the same host", "partner on another host", "not said where the partner is")},
	{"change_no", yesNoOr("connections that changed their protection", "connections that kept their protection", "")},
	{"scope", func(_ *evaluator, v string) string {
		return orElse(v, "no tag", "tagged "+strings.Join(strings.Fields(v), " and "))
	}},
	{"client_class", classText("clients")},
	{"user_class", classText("users")},
	{"era", func(j *evaluator, v string) string {
		n, err := strconv.Atoi(v)
		if err != nil || n >= len(j.eras) {
			return ""
		}
		return "by the rules in force from " + j.eras[n].Format(time.DateOnly)
	}},
}

func orElse(value, without, with string) string {
	if value == "" {
		return without
	}
	return with
}

func yesNoOr(yes, no, unknown string) func(*evaluator, string) string {
	return func(_ *evaluator, v string) string {
		return map[string]string{"true": yes, "false": no, "": unknown}[v]
	}
}

// classText says a group of clients or users that the lines of exceptions tell from others.
func classText(noun string) func(*evaluator, string) string {
	return func(_ *evaluator, v string) string {
		return orElse(strings.TrimLeft(v, "0"), noun+" that no exception names", noun+" that exceptions name, group "+v)
	}
}

// tellApart says of findings with the same ID what they differ in. Two groups of traffic at one place may break one
// rule with the same value: what a record of an older release leaves out, or an exception asks for, keeps them apart.
// groups are their values of apartFields, between bars.
func (j *evaluator) tellApart(findings []Finding, groups []string) {
	same := map[string][]int{}
	for i := range findings {
		id := findings[i].ID()
		same[id] = append(same[id], i)
	}
	for _, list := range same {
		if len(list) > 1 {
			j.tellListApart(findings, groups, list)
		}
	}
}

func (j *evaluator) tellListApart(findings []Finding, groups []string, list []int) {
	values := make([][]string, len(list))
	for i, at := range list {
		values[i] = strings.Split(groups[at], "|")
	}
	for field, f := range apartFields {
		if !differIn(values, field) {
			continue
		}
		for i, at := range list {
			if text := f.say(j, values[i][field]); text != "" {
				findings[at].Apart = strings.TrimPrefix(findings[at].Apart+", "+text, ", ")
			}
		}
	}
}

// differIn reports whether rows have more than one value in a field.
func differIn(rows [][]string, field int) bool {
	for _, row := range rows {
		if len(row) != len(apartFields) {
			return false
		}
		if row[field] != rows[0][field] {
			return true
		}
	}
	return false
}

package model

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// ObservedText says in words what a finding saw: the value, and what its rule compares
// beside it. What the title or the place says already is left out.
func ObservedText(f *policy.Finding) string { return sayParts(observedParts(f)) }

// SeenText says in words what a finding saw, in which layer of IPSec and in whose certificate, and what tells it from
// others of the same ID.
func SeenText(f *policy.Finding) string {
	seen := ObservedText(f)
	if seen == "" && f.Protection == "NONE" {
		seen = "no recognised protection"
	}
	text := InLayer(layerOf(f), f.Title(), strings.Join(inCertificate(f.CertRole, seen), "; "))
	if f.Apart != "" {
		text = strings.TrimPrefix(text+"; "+f.Apart, "; ")
	}
	return text
}

// InLayer puts the name of a layer before what was seen in it, so that the same in both layers of IPSec can be told
// apart; where the title begins with the layer, that is plain already.
func InLayer(layer, title, seen string) string {
	name := wording.Layer(layer)
	if layer != "ike" && layer != "ipsec" || strings.HasPrefix(title, name) {
		return seen
	}
	return strings.TrimSuffix(name+": "+seen, ": ")
}

// inCertificate puts before what was seen whose certificate it was seen in.
func inCertificate(role string, seen ...string) []string {
	if role != "" {
		seen = append([]string{role + " certificate"}, seen...)
	}
	return slices.DeleteFunc(seen, func(s string) bool { return s == "" })
}

// Seen says in words what the findings of a thing saw, each value once: rules that compare
// the same fields, in another order or one of them alone, saw the same. Whose certificate it
// is about comes first.
func (t *Thing) Seen() []string {
	var list [][]seenPart
	for _, f := range t.Findings {
		if parts := observedParts(f); len(parts) > 0 {
			list = addSeen(list, parts)
		}
	}
	var out []string
	last := ""
	for _, parts := range list {
		if name := parts[0].name; len(parts) == 1 && name != "" && name == last {
			out[len(out)-1] += " and " + parts[0].value
			continue
		}
		out = append(out, sayParts(parts))
		last = ""
		if len(parts) == 1 {
			last = parts[0].name
		}
	}
	return inCertificate(t.CertRole, out...)
}

// A seenPart is a value in words, with the name of what it is a value of where it would say nothing alone.
type seenPart struct{ name, value string }

// addSeen adds what a finding saw, unless another of the list says as much; what says less than it is replaced.
func addSeen(list [][]seenPart, parts []seenPart) [][]seenPart {
	for _, known := range list {
		if holdsValues(known, parts) {
			return list
		}
	}
	list = slices.DeleteFunc(list, func(known []seenPart) bool { return holdsValues(parts, known) })
	return append(list, parts)
}

// holdsValues reports whether all values of some parts are among those of others.
func holdsValues(all, some []seenPart) bool {
	return !slices.ContainsFunc(some, func(x seenPart) bool {
		return !slices.ContainsFunc(all, func(y seenPart) bool { return y.value == x.value })
	})
}

// sayParts writes parts as one text; several values of one name follow it.
func sayParts(parts []seenPart) string {
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i > 0 && p.name != "" && p.name == parts[i-1].name:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
			fallthrough
		default:
			if p.name != "" {
				b.WriteString(p.name + ": ")
			}
		}
		b.WriteString(p.value)
	}
	return b.String()
}

func observedParts(f *policy.Finding) []seenPart {
	value, rest, _ := strings.Cut(f.Observed, " ; ")
	var parts, kinds []seenPart
	if part := valuePart(f.Rule.Attribute, value); part.value != "" {
		parts = append(parts, part)
	}
	for _, clause := range strings.Split(rest, " ; ") {
		name, value, _ := strings.Cut(clause, " ")
		switch {
		case slices.Contains([]string{"", "server_port", "remote_is_local"}, name):
		case name == "scope":
			for _, tag := range strings.Fields(value) {
				parts = append(parts, seenPart{"scope", tag})
			}
		case clauseTexts[clause] != "":
			parts = append(parts, seenPart{"", clauseTexts[clause]})
		case strings.HasSuffix(f.Rule.Attribute, "_bits") && kindOfKey(name):
			kinds = append(kinds, seenPart{"", value})
		default:
			parts = append(parts, seenPart{wording.Attribute(strings.TrimSuffix(name, "_bits")), bareValue(name, value)})
		}
	}
	return append(kinds, parts...)
}

// clauseTexts say comparisons whose words would not read as a fact.
var clauseTexts = map[string]string{"bytes_total 0": "no data flowed"}

// kindOfKey reports whether a field names what a number of bits belongs to, so that it is said before it.
func kindOfKey(name string) bool {
	return name == "cert_key_type" || name == "cipher" || strings.HasSuffix(name, "_cipher")
}

// valuePart says the value of an attribute, with the attribute's name where the value alone
// would say nothing.
func valuePart(attribute, value string) seenPart {
	if attribute == "protection" && value == "NONE" {
		return seenPart{}
	}
	text := bareValue(attribute, value)
	switch value {
	case "none", "NONE", "false", "true", "on", "off", "present", "absent":
		return seenPart{wording.Attribute(attribute), text}
	}
	if attribute == "record_level" {
		return seenPart{"", "record of z/OS " + text}
	}
	if text == value && isDigits(value) {
		return seenPart{wording.Attribute(attribute), text}
	}
	return seenPart{"", text}
}

// bareValue says a value with its unit.
func bareValue(attribute, value string) string {
	switch value {
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	switch {
	case strings.HasSuffix(attribute, "_bits"):
		return strings.Replace(value, "<= ", "at most ", 1) + " bits"
	case strings.HasSuffix(attribute, "_s"):
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return wording.Duration(n)
		}
	case strings.HasSuffix(attribute, "_bytes"):
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return wording.Size(n)
		}
	}
	return value
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

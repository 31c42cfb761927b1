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
func ObservedText(f *policy.Finding) string {
	value, rest, _ := strings.Cut(f.Observed, " ; ")
	parts := []string{valueText(f.Rule.Attribute, value)}
	for _, clause := range strings.Split(rest, " ; ") {
		name, value, _ := strings.Cut(clause, " ")
		switch name {
		case "", "server_port", "remote_is_local":
		case "scope":
			parts = append(parts, "scope: "+value)
		default:
			parts = append(parts, wording.Attribute(strings.TrimSuffix(name, "_bits"))+": "+bareValue(name, value))
		}
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// valueText says the value of an attribute, with the attribute's name where the value alone
// would say nothing.
func valueText(attribute, value string) string {
	if attribute == "protection" && value == "NONE" {
		return ""
	}
	text := bareValue(attribute, value)
	switch value {
	case "none", "NONE", "false", "true", "on", "off", "present", "absent":
		return wording.Attribute(attribute) + ": " + text
	}
	if text == value && isDigits(value) {
		return wording.Attribute(attribute) + ": " + text
	}
	return text
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

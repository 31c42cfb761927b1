// Package exchange writes a report in the formats of other programs: SARIF, OSCAL, JUnit
// XML and a CycloneDX CBOM, one file each. Identifiers are made from names, so that the
// same report is the same document.
package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/google/uuid"

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

package smf

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A printout is a listing or log of z/OS that is sent in place of a dump, because it
// speaks of one or because it is what came out of a job.
type printout struct {
	what string
	line *regexp.Regexp // found in it and hardly anywhere else
	try  string
}

const idListing = "E-LISTING"

// printouts are in the order they are looked for: the log of a job may hold the
// report of its program. Headings as the z/OS MVS System Management Facilities,
// the Communications Server IP System Administrator's Commands and IP Diagnosis Guide, and
// the JES2 manuals print them.
var printouts = []printout{
	{"the listing (SYSPRINT) of an SMF dump job (IFASMFDP or IFASMFDL)",
		regexp.MustCompile(`SUMMARY ACTIVITY REPORT|\bIFA(?:010|020|8\d\d)[IAE] `),
		"send the data set that the job wrote, which its OUTDD statement names; " + tryAgain},
	{"the output of the z/OS UNIX command ipsec",
		regexp.MustCompile(`\bCS V\d+R\d+ ipsec +(?:Stack|NSS Client) Name:`),
		tryText},
	{"the output of NETSTAT",
		regexp.MustCompile(`\b(?:MVS TCP/IP|EZZ2\d{3}I) +NETSTAT CS V\d+R\d+ `), tryRecords},
	{"the output of pasearch", regexp.MustCompile(`\bTCP/IP pasearch CS V\d+R\d+ `), tryRecords},
	{"messages of the IKE daemon in a file of syslogd",
		regexp.MustCompile(`\bIKE: (?:Message instance \d+: )?EZD\d{4}[IEWA] `),
		tryText},
	{"what IPCS CTRACE prints of the packet trace of TCP/IP (SYSTCPDA)",
		regexp.MustCompile(`COMPONENT TRACE [A-Z]+ FORMAT(?s:.{0,500}?)\bCOMP\(SYSTCPDA\)|` +
			`\b(?:PACKET|DATA) +[0-9A-F]{8} +\d\d:\d\d:\d\d\.\d{6} +(?:Packet|Data) Trace\b`), tryTrace},
	{"what IPCS CTRACE prints of a component trace", regexp.MustCompile(`\bCOMPONENT TRACE [A-Z]+ FORMAT\b`), tryTrace},
	{"a system log (SYSLOG or OPERLOG)",
		regexp.MustCompile(`[A-Z][A-Z ]{0,2} ?[0-9A-F]{7} [A-Z0-9@#$]{1,8} +\d{5,7} \d\d:\d\d:\d\d\.\d\d `), tryRecords},
	{"the log of a job (JESMSGLG)", regexp.MustCompile(`J E S ?[23] +J O B +L O G`),
		"send the data set that the job wrote; " + tryAgain},
}

const tryText = "it is read as text and not as records: leave the framing to the program; lines behind the prefixes of a " +
	"console or another log are not read: type ipsec -k display, into a file, or take the file that syslogd wrote"

const tryTrace = tryCapture + "; " + tryFTP

const tryRecords = "it holds no SMF records; give the dump of type 119; " + tryAgain +
	"; or, of IPSec tunnels, what this prints: ipsec -k display"

// listingType119 is the row of a summary activity report on records of type 119:
// read and, as the last number, written.
var listingType119 = regexp.MustCompile(`(?m)\b119 +([\d,]+) +[\d.]+ ?%(?: +[\d.,]+)* +([\d,]+)(?:\s|$)`)

// listed recognises a listing in ASCII, UTF-8 or EBCDIC.
func listed(w window) finding {
	text, in := listingText(w.b[:min(len(w.b), sampled)])
	if text == "" {
		return finding{}
	}
	for _, l := range printouts {
		if !l.line.MatchString(text) {
			continue
		}
		message := "this is " + l.what + in + ", not the records themselves"
		if m := listingType119.FindStringSubmatch(text); m != nil {
			message += fmt.Sprintf("; by its count the job wrote %s records of type 119", m[2])
		}
		return finding{id: idListing, message: message, try: l.try}
	}
	return finding{}
}

// listingText returns what is written in b, "" when it is not text, and how it is
// written where that is worth saying.
func listingText(b []byte) (text, in string) {
	if printable(b) {
		return string(b), ""
	}
	letters := 0
	for _, c := range b {
		if r := charmap.CodePage1047.DecodeByte(c); r < utf8.RuneSelf && (r >= ' ' && r < 0x7F || r == '\n') || c == 0x15 {
			letters++
		}
	}
	if len(b) == 0 || letters*100 < len(b)*95 {
		return "", ""
	}
	out, err := charmap.CodePage1047.NewDecoder().String(string(b))
	if err != nil {
		return "", ""
	}
	return strings.ReplaceAll(out, "\u0085", "\n"), " in EBCDIC"
}

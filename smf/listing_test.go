package smf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// The listings here are invented; headings are those the manuals print.
var listingSamples = map[string]struct{ text, want string }{
	"dump job": {`IFA010I SMF DUMP PARAMETERS
IFA010I END(2400) -- DEFAULT
 OUTDD(DUMPOUT,TYPE(119))
                                           SUMMARY ACTIVITY REPORT
      START DATE-TIME  11/03/2026-00:00:00                         END DATE-TIME  11/03/2026-23:59:59
      RECORD       RECORDS         PERCENT      AVG. RECORD   MIN. RECORD   MAX. RECORD       RECORDS
        TYPE          READ        OF TOTAL           LENGTH        LENGTH        LENGTH       WRITTEN
           2             0            .00 %             .00             0             0             1
          30           119           1.60 %        1,148.20           480         1,570             0
         119        12,400          98.36 %          812.44           130         2,912        12,345
       TOTAL        12,519            100 %          810.98            18         2,912        12,347
`, "dump job (IFASMFDP or IFASMFDL), not the records themselves; by its count the job wrote 12,345 records of type 119"},
	"dump job without the type": {"      SUMMARY ACTIVITY REPORT\n          30           119           1.60 %        " +
		"1,148.20           480         1,570             0\n",
		"dump job (IFASMFDP or IFASMFDL), not the records themselves"},
	"job log": {"                   J E S 2  J O B  L O G  --  S Y S T E M  S Y S A  --  N O D E  N 1\n\n12.00.00 " +
		"JOB01234 ---- TUESDAY,   03 NOV 2026 ----\n",
		"the log of a job"},
	"ipsec": {"ipsec -k display\n\nCS V2R5 ipsec  Stack Name: TCPIPA  Mon Mar  9 08:56:03 " +
		"2026\nPrimary:  IKE tunnel      Function: Display            Format:   Detail\n", "z/OS UNIX command ipsec"},
	"netstat": {"MVS TCP/IP NETSTAT CS V2R5       TCPIP Name: TCPIPA          20:30:49\nUser Id  Conn    " +
		" State\n", "the output of NETSTAT"},
	"netstat of the console": {"D TCPIP,,N,CONN\nEZZ2500I NETSTAT CS V2R5 TCPIPA 123\nUSER ID  CONN     LOCAL SOCKET\n",
		"the output of NETSTAT"},
	"pasearch": {"TCP/IP pasearch CS V2R5                   Image Name: TCPIPA\n  Date:                 " +
		"11/03/2026\n", "the output of pasearch"},
	"IKE daemon": {"Mar  9 08:54:58 zosa IKE: Message instance 0: EZD0967I IKE release CS V2R5\nMar  9 " +
		"08:54:58 zosa IKE: EZD1061I IKE connecting to PAGENT\n", "messages of the IKE daemon"},
	"packet trace": {"COMPONENT TRACE SHORT " +
		"FORMAT\nSYSNAME(SYSA)\nCOMP(SYSTCPDA)SUBNAME((TCPIPA))\nDSNAME('HLQ.CTRACE1')\n" +
		"**** 2026/11/03\n", "what IPCS CTRACE prints of the packet trace of TCP/IP (SYSTCPDA)"},
	"packets alone": {"   3 SYSA     PACKET   00000004 23:39:11.873541 Packet Trace\n  To Interface    : OSA1\n",
		"what IPCS CTRACE prints of the packet trace of TCP/IP (SYSTCPDA)"},
	"event trace": {"COMPONENT TRACE FULL FORMAT\nSYSNAME(SYSA)\nCOMP(SYSTCPIP)SUBNAME((TCPIPA))\n",
		"what IPCS CTRACE prints of a component trace"},
	"system log": {"N 4000000 SYSA     26307 23:00:00.05 STC00012 00000090  EZZ4340I INITIALIZATION COMPLETE " +
		"FOR INTERFACE OSA1\n", "a system log"},
	"system log, long year": {"NC0000000 SYSA     2026307 23:00:00.05 OPER1    00000290  D TCPIP,,N,CONN\n",
		"a system log"},
}

func TestReaderNamesListings(t *testing.T) {
	t.Parallel()
	for name, c := range listingSamples {
		fill := strings.Repeat("                    more of the same, line after line, as listings are\n", 40)
		for form, b := range map[string][]byte{
			"ASCII":            []byte(c.text + fill),
			"CR LF":            []byte(strings.ReplaceAll(c.text+fill, "\n", "\r\n")),
			"with a BOM":       []byte("\ufeff" + c.text + fill),
			"EBCDIC":           inEBCDIC(t, c.text+fill, "\u0085"),
			"EBCDIC, 133 wide": wide(t, c.text+fill),
		} {
			_, err := NewReader("in", strings.NewReader(string(b)), Options{}).Next()
			var not *NotSMF
			if !errors.As(err, &not) || not.ID != idListing {
				t.Errorf("%s, %s: %v, want %s", name, form, err, idListing)
				continue
			}
			want := c.want
			if strings.Contains(form, "EBCDIC") {
				want = strings.Replace(want, ", not the records", " in EBCDIC, not the records", 1)
			}
			if msg := not.Error(); !strings.Contains(msg, want) {
				t.Errorf("%s, %s: %s\nwant %s", name, form, msg, want)
			}
			if counted := strings.Contains(not.Message, "by its count"); counted != strings.Contains(want, "by its count") {
				t.Errorf("%s, %s: a count of records: %t", name, form, counted)
			}
		}
	}
}

// TestTextIsNotAListing: what speaks of listings, or looks a little like one.
func TestTextIsNotAListing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"The summary activity report of the dump job counts records by type.\n",
		"use the ipsec command; its heading has the release, such as CS V2R5\n",
		"Mar  9 08:54:58 zosa sshd[77]: FOTS2307 connection closed\n",
		"2026307 23:00:00.05 N 4000000\n",
	} {
		_, err := NewReader("in", strings.NewReader(strings.Repeat(text, 30)), Options{}).Next()
		var not *NotSMF
		if !errors.As(err, &not) || not.ID != "E-TEXT" {
			t.Errorf("%q: %v, want E-TEXT", text, err)
		}
	}
}

func inEBCDIC(t *testing.T, text, end string) []byte {
	t.Helper()
	b, err := charmap.CodePage1047.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "\n", end)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wide is print output as its data set holds it: lines of 133 bytes, no line ends.
func wide(t *testing.T, text string) (out []byte) {
	t.Helper()
	for _, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		out = append(out, inEBCDIC(t, fmt.Sprintf(" %-132.132s", l), "")...)
	}
	return out
}

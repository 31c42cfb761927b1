package ipsectext

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"github.com/zertify/zertify/schema/wire"
)

func page(t testing.TB) *wire.CodePage {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	return cp
}

// A reading is everything that a Reader and Content say of a text, in words.
type reading struct {
	entries, values, odd []string
	lines                int64
	span                 int64
}

// read reads a text to its end and holds the account of lines and bytes: every one is decoded, skipped or rejected.
func read(t testing.TB, text []byte, opt Options) reading {
	t.Helper()
	opt.CodePage = page(t)
	r := NewReader("in", bytes.NewReader(text), opt)
	var out reading
	next := int64(1)
	note := func(notes []Note) {
		for _, n := range notes {
			out.odd = append(out.odd, fmt.Sprintf("%s %d", n.Kind, n.Line))
		}
	}
	for {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e.Record != next || e.Lines < 1 || e.Span < 1 {
			t.Fatalf("entry at line %d of %d lines and %d bytes, want line %d", e.Record, e.Lines, e.Span, next)
		}
		next += int64(e.Lines)
		out.span += e.Span
		out.entries = append(out.entries, fmt.Sprintf("%s %d+%d", e.Kind, e.Record, e.Lines))
		note(e.Notes)
		c := opt.facts().Content(e)
		for i := range c.Values {
			v := &c.Values[i]
			out.values = append(out.values, fmt.Sprintf("%d %s=%s %s", v.Line, v.Label, v.Printed, v.Column()))
		}
		for _, o := range c.Odd {
			out.odd = append(out.odd, fmt.Sprintf("%s %d", o.Kind, o.Line))
		}
	}
	note(r.Notes())
	for k := Heading; k <= Rejected; k++ {
		out.lines += r.Lines(k)
	}
	for _, m := range marks {
		text = bytes.TrimPrefix(text, []byte(m.bytes))
	}
	if out.lines != next-1 || out.span != int64(len(text)) {
		t.Fatalf("%d lines of %d and %d bytes of %d are accounted for", out.lines, next-1, out.span, len(text))
	}
	return out
}

// Two tunnels, typed from the sample of the IP Configuration Guide with invented names.
const (
	heading = `CS V2R1 ipsec  Stack Name: TCPIPA  Mon Mar  9 08:56:03 2026
Primary:  IKE tunnel      Function: Display            Format:   Detail
Source:   IKED            Scope:    Current            TotAvail: n/a
`
	stars = "***********************************************************************\n"
	first = `TunnelID:                     K1
Generation:                   1
IKEVersion:                   1.0
RemoteEndPoint:               198.51.100.7
RemoteID:                     CN=gw: 7,O=Lighthouse
State:                        DONE
EncryptionAlgorithm:          DES-CBC
KeyLength:                    n/a
InitiatorCookie:              0x5D1C0A7F22B94E61
Lifesize:                     2K
Lifetime:                     480m
LifetimeExpires:              2026/03/09 16:55:02
AllowNat:                     No
`
	second = "TunnelID:                     K4\nGeneration:                   3\n"
	report = heading + "\n" + first + stars + second + stars + "\n2 entries selected\n"
)

func TestReportIsReadLabelByLabel(t *testing.T) {
	t.Parallel()
	got := read(t, []byte("$ ipsec -k display\n"+report), Options{})
	want := reading{
		entries: []string{"ignored lines 1+1", "heading 2+4", "entry 6+14", "entry 20+3", "ignored lines 23+1",
			"heading 24+1"},
		values: []string{
			"2 Stack Name=TCPIPA stack_name", "3 Primary=IKE tunnel report_kind", "3 Function=Display report_function",
			"3 Format=Detail report_format", "4 Source=IKED answered_by", "4 Scope=Current report_scope",
			"4 TotAvail=n/a total_available", "6 TunnelID=K1 tunnel_id", "7 Generation=1 generation",
			"8 IKEVersion=1.0 ike_version", "9 RemoteEndPoint=198.51.100.7 remote_endpoint",
			"10 RemoteID=CN=gw: 7,O=Lighthouse remote_identity", "11 State=DONE state",
			"12 EncryptionAlgorithm=DES-CBC encr_alg", "13 KeyLength=n/a encr_key_bits",
			"14 InitiatorCookie=0x5D1C0A7F22B94E61 initiator_cookie", "15 Lifesize=2K life_bytes",
			"16 Lifetime=480m life_seconds", "17 LifetimeExpires=2026/03/09 16:55:02 expire_local",
			"18 AllowNat=No is_nat_allowed", "20 TunnelID=K4 tunnel_id", "21 Generation=3 generation",
			"24 entries selected=2 entries_selected",
		},
		lines: 24, span: got.span,
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(reading{})); d != "" {
		t.Error(d)
	}
}

// ebcdic writes a text as z/OS does, with an end of line.
func ebcdic(t *testing.T, text string, end byte) []byte {
	t.Helper()
	out, err := charmap.CodePage1047.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	nl, _ := charmap.CodePage1047.NewEncoder().String("\n")
	return bytes.ReplaceAll([]byte(out), []byte(nl), []byte{end})
}

// utf16Text writes a text in UTF-16, as Windows does.
func utf16Text(text string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, c := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, c)
	}
	return out
}

// padded fills lines up with blanks to 80 characters.
func padded(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		fmt.Fprintf(&b, "%-80s\n", strings.TrimSuffix(line, "\n"))
	}
	return b.String()
}

// TestFormsOfTextSayTheSame: however a report is written down, the same labels and values come out of it.
func TestFormsOfTextSayTheSame(t *testing.T) {
	t.Parallel()
	want := read(t, []byte(report), Options{})
	for name, text := range map[string][]byte{
		"CR LF":              []byte(strings.ReplaceAll(report, "\n", "\r\n")),
		"padded":             []byte(padded(report)),
		"without last end":   []byte(strings.TrimSuffix(report, "\n")),
		"byte order mark":    []byte("\xef\xbb\xbf" + report),
		"UTF-16, mark":       utf16Text("\ufeff"+report, binary.LittleEndian),
		"UTF-16, CR LF":      utf16Text(strings.ReplaceAll(report, "\n", "\r\n"), binary.LittleEndian),
		"UTF-16, big-endian": utf16Text("\ufeff"+strings.TrimSuffix(report, "\n"), binary.BigEndian),
		"EBCDIC":             ebcdic(t, report, 0x15),
		"EBCDIC, line feeds": ebcdic(t, report, 0x25),
		"EBCDIC, padded":     ebcdic(t, padded(report), 0x15),
		"EBCDIC, cards":      ebcdic(t, strings.ReplaceAll(padded(report), "\n", ""), 0x15),
		"blanks lost": []byte(strings.NewReplacer("Stack Name: TCPIPA  Mon", "Stack Name: TCPIPA Mon",
			"Primary:  IKE tunnel      Function: Display            Format:   Detail",
			"Primary: IKE tunnel Function: Display Format: Detail").Replace(report)),
	} {
		got := read(t, text, Options{})
		if !Sniff(text, page(t)) || !Holds(text, page(t)) {
			t.Errorf("%s: not recognised", name)
		}
		if d := cmp.Diff(want.values, got.values); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if len(got.odd) > 0 {
			t.Errorf("%s: %v", name, got.odd)
		}
	}
}

// TestLinesOfUTF16EndAtCharacters: the bytes of an end of line between two characters end none.
func TestLinesOfUTF16EndAtCharacters(t *testing.T) {
	t.Parallel()
	text := heading + "TunnelID: K1\nRemoteID: a\u0100\u0a41\u0100b\U0001F600\n" + stars + "1 entries selected\n"
	want := read(t, []byte(text), Options{})
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		got := read(t, utf16Text("\ufeff"+text, order), Options{})
		if d := cmp.Diff(want.values, got.values); d != "" || got.lines != want.lines || len(got.odd) > 0 {
			t.Errorf("%v: %d lines, want %d; %v %s", order, got.lines, want.lines, got.odd, d)
		}
	}
}

func TestReportsThatAreNotWhole(t *testing.T) {
	t.Parallel()
	const selected = "\n2 entries selected\n"
	for name, c := range map[string]struct {
		text    string
		entries string
		odd     string
	}{
		"cut in a record": {heading + first + stars + "TunnelID:   K4\nGenera",
			"heading 1+3, entry 4+14, lines rejected 18+2", "report-cut 19"},
		"cut behind a record": {heading + first + stars, "heading 1+3, entry 4+14", "report-cut 17"},
		"another one begins":  {heading + first + stars + report, "", "report-cut 18"},
		"console": {heading + first + stars + "Maximum number of output lines (17) has been reached.\n", "",
			"report-cut 18"},
		"too few": {heading + first + stars + selected, "", "report-count 19"},
		"no separator": {heading + first + second + selected, "heading 1+3, entry 4+13, entry 17+3, heading 20+1",
			""},
		"closed, no separator": {heading + first + stars + second + selected, "", ""},
		"wide": {strings.Replace(report, "Detail", "Wide  ", 1), "heading 1+4, entry 5+14, entry 19+3, ignored lines 22+1, " +
			"heading 23+1", ""},
		"wide, in columns": {strings.Replace(heading, "Detail", "Wide  ", 1) + "\nTunnelID Generation\nK1       1\n" +
			"1 entries selected\n", "heading 1+4, lines rejected 5+2, heading 7+1", "report-layout 5"},
		"cascade": {strings.Replace(report, "Display          ", "Display (cascade)", 1), "heading 1+4, " +
			"lines rejected 5+17, ignored lines 22+1, heading 23+1", "report-layout 3"},
		"heading in another language": {strings.NewReplacer("Primary", "Prim\u00e4r", "Function", "Funktion", "Source",
			"Quelle",
			"Format:", "Form:", "Scope", "Umfang").Replace(report), "heading 1+4, lines rejected 5+17, ignored lines 22+1, " +
			"heading 23+1", "report-labels 3, line-rejected 2"},
		"control": {"CS V2R1 ipsec  Stack Name: TCPIPA  Mon Mar  9 08:56:03 2026\nPrimary:  IKE tunnel  " +
			"Function: Refresh\nK1 x\n", "heading 1+2, ignored lines 3+1", "report-control 2"},
		"broken line": {heading + "TunnelID:  K1\nRemoteID:   CN=gw7,\nO=Lighthouse\n" + stars + "1 entries selected\n",
			"heading 1+3, entry 4+4, heading 8+1", "line-rejected 6"},
		"other language": {heading + strings.NewReplacer("TunnelID", "TunnelKennung", "Generation", "Folge").Replace(second) +
			stars + "1 entries selected\n", "heading 1+5, ignored lines 6+1, heading 7+1", "report-labels 6, report-count 7"},
		"cut identity": {heading + "TunnelID: K1\nRemoteID: abcd...\n" + stars + "1 entries selected\n", "", "cut-value 5"},
		"two in one file": {report + strings.ReplaceAll(report, "TCPIPA", "TCPIPB"), "heading 1+4, entry 5+14, " +
			"entry 19+3, ignored lines 22+1, heading 23+1, heading 24+4, entry 28+14, entry 42+3, ignored lines 45+1, " +
			"heading 46+1", ""},
		"two at a time": {heading + interleaved(first, first) + stars + stars + "1 entries selected\n",
			"heading 1+3, entry 4+1, entry 5+26, ignored lines 31+1, heading 32+1",
			"report-mixed 4, report-mixed 7, report-count 32"},
		"no first line": {"prompt\n" + first + stars + second, "ignored lines 1+2, lines rejected 3+12, " +
			"ignored lines 15+2, lines rejected 17+1", "report-cut 3, report-cut 17"},
		"tabs": {strings.ReplaceAll(report, ":  ", ":\t"), "heading 1+4, entry 5+14, entry 19+3, ignored lines 22+1, " +
			"heading 23+1", ""},
		"pages": {"\f1" + strings.Replace(report, stars, stars+"\f", 1), "heading 1+4, entry 5+14, entry 19+3, " +
			"ignored lines 22+1, heading 23+1", ""},
		"unknown unit":   {heading + "TunnelID: K1\nLifetime: 8h\n" + stars + "1 entries selected\n", "", "bad-value 5"},
		"unknown label":  {heading + "TunnelID: K1\nQuantum: 8h\n" + stars + "1 entries selected\n", "", ""},
		"unknown report": {strings.Replace(report, "IKE tunnel", "Interface ", 1), "", ""},
	} {
		got := read(t, []byte(c.text), Options{})
		if entries := strings.Join(got.entries, ", "); c.entries != "" && entries != c.entries {
			t.Errorf("%s: %s, want %s", name, entries, c.entries)
		}
		if odd := strings.Join(got.odd, ", "); odd != c.odd {
			t.Errorf("%s: %q, want %q", name, odd, c.odd)
		}
	}
}

// interleaved mixes the lines of two texts.
func interleaved(a, b string) string {
	var out strings.Builder
	with := strings.SplitAfter(b, "\n")
	for i, line := range strings.SplitAfter(a, "\n") {
		out.WriteString(line + with[i])
	}
	return out.String()
}

// TestWideIsOnlyInferred: that a report in wide format means what one in detail does is not in print anywhere.
func TestWideIsOnlyInferred(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{"Detail": "documented", "Wide  ": "inferred"} {
		r := NewReader("in", strings.NewReader(strings.Replace(report, "Detail", format, 1)), Options{CodePage: page(t)})
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			if e.Kind != Record {
				continue
			}
			c := Shipped().Content(e)
			for i := range c.Values {
				if v := &c.Values[i]; v.Basis() != want {
					t.Errorf("%s: %s is %s", format, v.Label, v.Basis())
				}
			}
		}
	}
}

const short = `CS V2R1 ipsec  Stack Name: TCPIPA  Mon Mar  9 08:56:03 2026
Primary:  Filter          Function: Display            Format:   Short
Source:   Stack Profile   Scope:    Current            TotAvail: 2
Logging:  On      Predecap: Off   DVIPSec: No

FilterName |FilterNameExtension
           |GroupName
           |Type|State
Gold~7     |1
           |n/a
           |Dynamic|Active
Gold~8     |2
           |n/a
           |Generic
1 entries selected
`

func TestShortFormat(t *testing.T) {
	t.Parallel()
	got := read(t, []byte(short), Options{})
	want := []string{"9 FilterName=Gold~7 filter_name", "9 FilterNameExtension=1 filter_name_extension",
		"10 GroupName=n/a group_name", "11 Type=Dynamic type", "11 State=Active state",
		"15 entries selected=1 entries_selected"}
	if d := cmp.Diff(want, got.values[len(got.values)-len(want):]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"line-rejected 14", "report-count 15"}, got.odd); d != "" {
		t.Error(d)
	}
}

// TestCopiesOfReports: what mails, printers, editors and consoles make of a report holds the same values as the report.
func TestCopiesOfReports(t *testing.T) {
	t.Parallel()
	values := func(text string) (out []string) {
		r := NewReader("in", strings.NewReader(text), Options{CodePage: page(t)})
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			c := Shipped().Content(e)
			if e.Kind == Rejected || !c.Fits || len(c.Odd) > 0 {
				t.Errorf("%s of line %d: %v", e.Kind, e.Record, c.Odd)
			}
			for i := range c.Values {
				out = append(out, c.Values[i].Label+"="+understood(&c.Values[i]))
			}
		}
		return out
	}
	lines := strings.SplitAfter(strings.TrimSuffix(report, "\n"), "\n")
	each := func(change func(no int, line string) string) string {
		var b strings.Builder
		for i, line := range lines {
			b.WriteString(change(i, line))
		}
		return b.String()
	}
	padded := func(width int) string {
		return each(func(_ int, line string) string { return fmt.Sprintf("%-*s", width, strings.TrimRight(line, "\n")) })
	}
	want := values(report)
	for name, text := range map[string]string{
		"quoted":         "Hello,\n\n" + each(func(_ int, line string) string { return "> " + line }) + "\nRegards\n",
		"quoted twice":   each(func(_ int, line string) string { return strings.TrimRight(">> "+line, " \n") + "\n" }),
		"numbered":       each(func(i int, line string) string { return fmt.Sprintf("%6d  %s", i+1, line) }),
		"of a job's log": each(func(i int, line string) string { return fmt.Sprintf("10.14.%02d STC00123  %s", i%60, line) }),
		"found by grep":  each(func(_ int, line string) string { return "/tmp/k.txt:" + line }),
		"tabs":           strings.ReplaceAll(report, ": ", ":\t"),
		"no blanks":      each(func(i int, line string) string { return squeezed(i, line) }),
		"web page":       strings.ReplaceAll(report, "  ", "\u00a0 "),
		"old Macintosh":  strings.ReplaceAll(report, "\n", "\r"),
		"pages": each(func(i int, line string) string {
			if i%9 == 7 {
				return "\fReports of ZOSA    Page 2\n\n" + line
			}
			return line
		}),
		"job's pages": each(func(i int, line string) string {
			if i%9 == 7 {
				return "1       JES2 JOB LOG -- PAGE  2\n0\n " + line
			}
			return " " + line
		}),
		"lines of 121": padded(121),
		"lines of 133": string(ebcdic(t, padded(133), 0x15)),
	} {
		if d := cmp.Diff(want, values(text)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// squeezed leaves no blank behind a colon in a record.
func squeezed(no int, line string) string {
	if no < headingLines {
		return line
	}
	label, value, _ := strings.Cut(line, ": ")
	if value == "" {
		return line
	}
	return label + ":" + strings.TrimLeft(value, " ")
}

// TestMarginIsNotWhatALineQuotes: a log whose lines begin with their dates has no margin, whatever its lines quote.
func TestMarginIsNotWhatALineQuotes(t *testing.T) {
	t.Parallel()
	const quote = "Mar  9 08:55:07 zosa sshd[1]: > "
	const deleted = "IKE version 2.0 Security Association 2 for tunnel K4 deleted\n"
	for _, said := range []string{"Mar  9 08:55:07 zosa IKE: EZD1776I " + deleted, heading} {
		r := NewReader("in", strings.NewReader(quote+said), Options{CodePage: page(t)})
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			if e.Kind != Ignored {
				t.Errorf("%s of line %d: %s", e.Kind, e.Record, e.Data)
			}
		}
	}
}

// TestCascadeIsSetAside: below a tunnel of phase 1 stands one of phase 2, in a report that says so or does not.
func TestCascadeIsSetAside(t *testing.T) {
	t.Parallel()
	for _, function := range []string{"Display          ", "Display (cascade)"} {
		text := strings.Replace(report, "Function: Display            ", "Function: "+function+"  ", 1)
		text = strings.Replace(text, stars, stars+"TunnelID: Y2\nGeneration: 1\n"+stars, 1)
		r := NewReader("in", strings.NewReader(text), Options{CodePage: page(t)})
		lines, said := 0, ""
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			c := Shipped().Content(e)
			lines += e.Lines
			for _, n := range e.Notes {
				said += n.Message
			}
			if !c.Fits {
				said += c.Odd[len(c.Odd)-1].Message
			}
			for i := range c.Values {
				if c.Fits && c.Values[i].Text == "Y2" {
					t.Errorf("%s: Y2 was taken for an IKE tunnel", function)
				}
			}
		}
		const typed = "type: ipsec -k display -r detail, then ipsec -y"
		if want := strings.Count(text, "\n"); lines != want || !strings.Contains(said, typed) {
			t.Errorf("%s: %d lines of %d, %q", function, lines, want, said)
		}
	}
}

// log is lines in the forms before and since V2R2, with what syslogd's options and other programs add.
const log = `Dec 31 23:59:58 mvs046 IKE: EZD1061I IKE connecting to PAGENT
<30>Dec 31 23:59:59 mvs046/IKED  IKED  IKE[7]: Message instance 14: EZD1776I IKE version 2.0 Security Association 2 for tunnel K4  deleted
Jan  1 00:00:00 mvs046 IKE: 00000007 Message instance 31: EZD1779I IKE version 2.0 Security Association 2 for tunnel Y9 has the following attributes - encapsulation : TUNNEL encryption : AES-CBC-256
 integrity : HMAC-SHA2-256-128 lifetime : 14400 lifesize : 512000 VpnLife : 604800 PFS : 14
Jan  1 00:00:01 mvs046 sshd[1]: somebody typed IKE: EZD1776I IKE version 2.0 Security Association 2 for tunnel K4 deleted
Jan  1 00:00:02 mvs046 IKE: EZD1776I something else
Jan  1 00:00:03 mvs046 IKE: EZD2099I a message that nobody knows
Jan  1 00:00:04 mvs046 TRMD.TCPIPA: EZD0812I Tunnel deleted: 03/09/2026 07:55:07.91 vpnaction= ESP tunnelID= Y2 AHSPI= 0 ESPSPI= 9
`

func TestLogOfTheDaemon(t *testing.T) {
	t.Parallel()
	r := NewReader("in", strings.NewReader(log),
		Options{CodePage: page(t), Year: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)})
	var got []string
	for {
		e, err := r.Next()
		if err != nil {
			break
		}
		c := Shipped().Content(e)
		line := fmt.Sprintf("%s %d+%d", e.Kind, e.Record, e.Lines)
		if e.Kind == Message {
			line += fmt.Sprintf(" %s %s %s %s %s %d %t", e.Log.At.Format(time.DateTime), e.Log.Host, e.Log.Program, e.Log.ID,
				e.Log.Event, e.Log.Instance, c.Fits)
		}
		for i := range c.Values {
			line += " " + c.Values[i].Column() + "=" + c.Values[i].Printed
		}
		got = append(got, line)
	}
	want := []string{
		"message 1+1 2025-12-31 23:59:58 mvs046 IKE EZD1061I other 0 true",
		"message 2+1 2025-12-31 23:59:59 mvs046 IKE[7] EZD1776I deleted 14 true ike_version=2.0 generation=2 tunnel_id=K4",
		"message 3+2 2026-01-01 00:00:00 mvs046 IKE EZD1779I activated 31 true ike_version=2.0 generation=2 tunnel_id=Y9 " +
			"encap_mode=TUNNEL encr_alg=AES-CBC-256 auth_alg=HMAC-SHA2-256-128 life_seconds=14400 life_bytes=512000 " +
			"vpn_life_seconds=604800 dh_group=14",
		"ignored lines 5+1",
		"message 6+1 2026-01-01 00:00:02 mvs046 IKE EZD1776I deleted 0 false",
		"message 7+1 2026-01-01 00:00:03 mvs046 IKE EZD2099I other 0 true",
		"message 8+1 2026-01-01 00:00:04 mvs046 TRMD.TCPIPA EZD0812I removed 0 true =03/09/2026 07:55:07.91 vpn_action=ESP " +
			"tunnel_id=Y2 ah_spi=0 esp_spi=9",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestLinesOfForwardingSyslogs: dates with year and zone, and the header of RFC 5424. A zone that stands there counts,
// whatever the user says.
func TestLinesOfForwardingSyslogs(t *testing.T) {
	t.Parallel()
	const text = "IKE version 2.0 Security Association 2 for tunnel K4 deleted\n"
	for line, want := range map[string]string{
		"2026-03-09T08:54:58.123456+01:00 zosa IKE: EZD1776I ":                     "2026-03-09 08:54:58 zosa 3600",
		"<30>2026-03-09T08:54:58Z zosa IKE[7]: Message instance 3: EZD1776I ":      "2026-03-09 08:54:58 zosa 0",
		"<30>1 2026-03-09T08:54:58.003-05:00 zosa.example IKE 7 - - EZD1776I ":     "2026-03-09 08:54:58 zosa.example -18000",
		"1 2026-03-09T08:54:58Z zosa TRMD.TCPIPA - - [a b=\"c\"] EZD1776I ":        "2026-03-09 08:54:58 zosa 0",
		"2026-03-09T08:54:58 zosa IKE: EZD1776I ":                                  "2026-03-09 08:54:58 zosa -",
		"<30>1 2026-03-09T08:54:58Z zosa sshd 7 - - IKE: EZD1776I ":                "",
		"2026-13-09T08:54:58Z zosa IKE: EZD1776I ":                                 "0001-01-01 00:00:00 zosa -",
		"2026-03-09T08:54:58Z EZD1776I ":                                           "",
		"2026-03-09T08:54:58." + strings.Repeat("1", 99) + "Z zosa IKE: EZD1776I ": "",
		"2026-03-09T08:54:58Zzosa IKE: EZD1776I ":                                  "",
		"1 zosa IKE: EZD1776I ":                                                    "",
		"<30> Mar  9 08:54:58 zosa IKE: EZD1776I ":                                 "2026-03-09 08:54:58 zosa -",
		"<30>Mar  9 08:54:58 zosa IKE: EZD1776I ":                                  "2026-03-09 08:54:58 zosa -",
	} {
		r := NewReader("in", strings.NewReader(line+text), Options{CodePage: page(t), Year: time.Date(2026, 12, 1, 0, 0, 0, 0,
			time.UTC)})
		var got string
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			if e.Kind == Message {
				offset := "-"
				if e.Log.Zone != nil {
					_, seconds := e.Log.At.In(e.Log.Zone).Zone()
					offset = strconv.Itoa(seconds)
				}
				got = fmt.Sprintf("%s %s %s", e.Log.At.Format(time.DateTime), e.Log.Host, offset)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestYearsOfALog: a year goes up where a date lies far back; lines of a month may be late, and none is later than the
// log.
func TestYearsOfALog(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ end, dates, want string }{
		{"2027-01-03", "Nov 30, Dec 31, Jan  1, Dec 31, Jan  2", "2026-11-30 2026-12-31 2027-01-01 2026-12-31 2027-01-02"},
		{"2027-06-02", "Jun 30, Jan  3, Jun  1", "2026-06-30 2027-01-03 2027-06-01"},
		{"2026-12-01", "Feb  1, Oct 25, Oct 24, Dec  1", "2026-02-01 2026-10-25 2026-10-24 2026-12-01"},
		{"2026-12-01", "Jan  1, Dec 31, Jan  2", "2026-01-01 2025-12-31 2026-01-02"},
		{"2026-12-01", "Jan 10, Feb 29, Mar  1", "2026-01-10 2026-03-01 2026-03-01"},
		// It is longer than a year, or was copied later: nobody knows of which years its lines are.
		{"2026-12-01", "Feb  1, Oct  1, Feb  1, Mar  1", "2026-02-01 2026-10-01 - -"},
		{"2026-12-01", "Nov 30, Jan  1", "2026-11-30 -"},
	} {
		end, err := time.Parse(time.DateOnly, c.end)
		if err != nil {
			t.Fatal(err)
		}
		y, dates, want := years{end: end}, c.dates, c.want
		var got []string
		for _, d := range strings.Split(dates, ", ") {
			at := y.date(d + " 10:00:00")
			got = append(got, at.Format(time.DateOnly))
			if at.IsZero() {
				got[len(got)-1] = "-"
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", dates, s, want)
		}
		if n := int64(strings.Count(want+" ", "- ")); y.beyond != n {
			t.Errorf("%s: %d lines beyond, want %d", dates, y.beyond, n)
		}
	}
}

// TestYearOfALog: the year follows from when the log was written, and is not known without.
func TestYearOfALog(t *testing.T) {
	t.Parallel()
	for end, want := range map[string]string{"2026-03-09": "2026-03-09", "2026-03-01": "2025-03-09", "": "0001-01-01"} {
		at, _ := time.Parse(time.DateOnly, end)
		y := years{end: at}
		if got := y.date("Mar  9 08:54:58").Format(time.DateOnly); got != want {
			t.Errorf("%s: %s, want %s", end, got, want)
		}
	}
	y := years{end: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}
	if got := y.date("Feb 29 00:00:00").Format(time.DateOnly); got != "2024-02-29" {
		t.Error(got)
	}
}

func TestSniffLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	other := strings.Repeat("Jan  1 00:00:01 mvs046 sshd[1]: Accepted publickey\n", 6)
	for name, c := range map[string]struct {
		text         string
		sniff, holds bool
	}{
		"nothing":   {"", false, false},
		"prose":     {"We typed CS V2R1 ipsec and saw EZD1779I.\n", false, false},
		"syslogd":   {other, true, false},
		"with ours": {other + log, true, true},
		"NETSTAT":   {"MVS TCP/IP NETSTAT CS V2R4       TCPIP Name: TCPIP           16:40:39\n", false, false},
		"bytes": {"CS V2R1 ipsec  Stack Name: A  Mon Mar  9 08:56:03 2026\n" + strings.Repeat("\x00\xff", 90), false,
			false},
		"cut head":   {first + stars, true, true},
		"some YAML":  {strings.Repeat("State: b\nScope: c\nType: d\n", 9), false, false},
		"two lines":  {"Jan  1 00:00:01 a b: c\nJan  1 00:00:01 a b: c\n", false, false},
		"not a date": {strings.Repeat("Jan  x 00:00:01 a b: c\n", 9), false, false},
	} {
		if got := Sniff([]byte(c.text), page(t)); got != c.sniff {
			t.Errorf("%s: Sniff says %t", name, got)
		}
		if got := Holds([]byte(c.text), page(t)); got != c.holds {
			t.Errorf("%s: Holds says %t", name, got)
		}
	}
}

// TestHostileText: lines without end, thousands of lines of one record, and text that looks like everything cost no
// more than their length.
func TestHostileText(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 3*maxLine)
	for name, text := range map[string]string{
		"line":     heading + "TunnelID: K1\nRemoteID: " + long + "\n" + stars,
		"last":     long,
		"record":   heading + "TunnelID: K1\n" + strings.Repeat("Generation: 1\n", 3*maxLines),
		"message":  strings.Split(log, "\n")[0] + "\n" + strings.Repeat("and so on\n", 3*maxLines),
		"headings": strings.Repeat(heading, 100),
		"names":    strings.Split(short, "FilterName")[0] + strings.Repeat("a|b\n|c\n", 500),
		"colons":   heading + strings.Repeat(":::::\n", 100),
		"UTF-16": string(utf16Text(heading+"TunnelID: K1\nRemoteID: "+long+"\U0001F600\n"+stars, binary.LittleEndian)) +
			"x",
		"halves": "\xff\xfe" + strings.Repeat("\xd8", 5*maxLine) + "\n\x00\x00\xdc",
		"cells":  strings.Replace(short, "Dynamic|Active", strings.Repeat("|", 1000), 1),
	} {
		r := NewReader("in", strings.NewReader(text), Options{CodePage: page(t)})
		for {
			e, err := r.Next()
			if err != nil {
				break
			}
			if len(e.Data) > maxData+maxLine+1 || e.Kind != Ignored && e.Lines > maxLines {
				t.Errorf("%s: an entry of %d lines, %d bytes", name, e.Lines, len(e.Data))
			}
		}
		read(t, []byte(text), Options{}) // the account
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{report, short, log, heading + first, "\xef\xbb\xbf" + heading, first + stars + second,
		string(utf16Text(report, binary.LittleEndian)), "\xfe\xff" + string(utf16Text(log, binary.BigEndian)),
		"<30>1 2026-03-09T08:54:58.003-05:00 zosa IKE 7 - - EZD1776I IKE version 2.0 Security Association 2 for tunnel K4 " +
			"deleted\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		cp := page(t)
		read(t, text, Options{Year: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)})
		Sniff(text, cp)
		r := NewReader("in", bytes.NewReader(text), Options{CodePage: cp})
		rows := Rows{Zone: time.UTC}
		for {
			e, err := r.Next()
			if err != nil {
				return
			}
			if c := Shipped().Content(e); c.Fits && e.Kind != Ignored && e.Kind != Rejected {
				rows.Of(e, &c, noRows)
			}
		}
	})
}

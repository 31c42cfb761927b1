package policy

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/zertify/zertify/queries"
)

const exceptionHead = "id,system,stack,job,user,server,port,client,owner,reason,expires\n"

func exceptionsOf(t testing.TB, lines ...string) *Exceptions {
	t.Helper()
	x, err := loadExceptionText(exceptionHead + strings.Join(lines, "\n") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func loadExceptionText(text string) (*Exceptions, error) {
	return LoadExceptions(fstest.MapFS{"dir/x.csv": {Data: []byte(text)}}, "dir/x.csv")
}

func TestLoadExceptionsRefuses(t *testing.T) {
	t.Parallel()
	const good = "A-1,SYSA,,,,10.0.0.0/8,21-23,,Owner,Reason,2026-12-31"
	if _, err := loadExceptionText(exceptionHead + good); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ old, new, want string }{
		{"A-1,", ",", "id is empty; it is mandatory"},
		{"Owner", "", "owner is empty; it is mandatory"},
		{"Reason", "", "reason is empty; it is mandatory"},
		{"2026-12-31", "", "expires is empty; it is mandatory"},
		{"2026-12-31", "never", `expires: "never" is not a date`},
		{"Owner", "<owner>", "owner is still the placeholder <owner>; fill it in"},
		{"Reason", "<reason>", "reason is still the placeholder"},
		{"2026-12-31", "<last day>", "expires is still the placeholder"},
		{"A-1,", "A 1,", `id "A 1"`},
		{"10.0.0.0/8", "10.0.0.300", `server: "10.0.0.300" is neither an address nor a network`},
		{"10.0.0.0/8", "10.1.0.0/8", `server: "10.1.0.0/8" has bits behind its length; did you mean 10.0.0.0/8?`},
		{"21-23", "23-21", `port: "23-21" is neither a port nor a range`},
		{"21-23", "0", `port: "0" is neither`},
		{"21-23", "65536", `port: "65536" is neither`},
		{"21-23,", "21-23,host.example", `client: "host.example" is neither`},
		{"2026-12-31", "2026-12-31\n" + good, "x.csv:3: line 2 has the same id and pattern"},
	} {
		_, err := loadExceptionText(exceptionHead + strings.Replace(good, tc.old, tc.new, 1))
		if err == nil || !strings.HasPrefix(err.Error(), "x.csv:") || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s → %s: got %v, want x.csv:… %s", tc.old, tc.new, err, tc.want)
		}
	}
}

// TestExceptionsOfASpreadsheet: a French or German Excel saves semicolons.
func TestExceptionsOfASpreadsheet(t *testing.T) {
	t.Parallel()
	x, err := loadExceptionText("\ufeff" + strings.ReplaceAll(exceptionHead, ",", ";") +
		"A-1;SYSA;;;;10.0.0.0/8;21-23;;Owner;Reason, with a comma;2026-12-31\r\n")
	if err != nil || len(x.List) != 1 || x.List[0].Reason != "Reason, with a comma" || x.List[0].PortHigh != 23 {
		t.Errorf("%+v, %v", x, err)
	}
}

func TestExceptionsCheckNamesUnknownIDs(t *testing.T) {
	t.Parallel()
	x := exceptionsOf(t, "BASE-TLS-001,,,,,,,,O,R,2026-12-31", "BASE-TLS-20,,,,,,,,O,R,2026-12-31")
	known := map[string]string{"BASE-TLS-001": "baseline", "BASE-TLS-002": "baseline", "tls-version-floor": "query"}
	err := x.Check(known)
	if err == nil || err.Error() != `x.csv:3: no rule or query has the id "BASE-TLS-20"; did you mean "BASE-TLS-001"?` {
		t.Errorf("got %v", err)
	}
	for line, want := range map[string]string{
		"baseline/BASE-TLS-001": "", "query/tls-version-floor": "", "F-0123456789abcdef-tls": "",
		"nist/BASE-TLS-001": "x.csv:2: BASE-TLS-001 is of baseline, not of nist",
	} {
		err := exceptionsOf(t, line+",,,,,,,,O,R,2026-12-31").Check(known)
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && got != want {
			t.Errorf("%s: got %v, want %q", line, err, want)
		}
	}
}

// An id may be copied from any format.
func TestExceptionsTakeIDsAsFormatsPrintThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"BASE-TLS-002":                      "BASE-TLS-002",
		"baseline/BASE-TLS-002":             "BASE-TLS-002", // SARIF
		"BASE-TLS-002: TLS 1.0 negotiated":  "BASE-TLS-002", // JUnit, OSCAL
		"query/tls-version-floor":           "tls-version-floor",
		"tls-version-floor: TLS sessions b": "tls-version-floor",
		"F-0123456789abcdef":                "F-0123456789abcdef",
		"F-0123456789abcdef-tls-server":     "F-0123456789abcdef",
		"Q-0123456789abcdef":                "Q-0123456789abcdef",
	} {
		if x := exceptionsOf(t, `"`+text+`",,,,,,,,O,R,2026-12-31`); x.List[0].ID != want {
			t.Errorf("%s: got %s, want %s", text, x.List[0].ID, want)
		}
	}
	head := strings.Replace(exceptionHead, ",owner", ",suite,owner", 1)
	x, err := loadExceptionText(head + "A-1,,,,,,,,S-fffffffffffffffe,O,R,2026-12-31\n")
	if err != nil || x.List[0].Suite != -2 || x.List[0].anywhere() {
		t.Errorf("suite: %+v, %v", x, err)
	}
	for line, want := range map[string]string{
		"A-1,,,,,,,,7881200983747389379,O,R,2026-12-31": "is not the id of a suite",
		"S-0123456789abcdef,,,,,,,,,O,R,2026-12-31":     "that is a suite; name it in a column suite",
		"F-0123456789abcdef,SYSA,,,,,,,,O,R,2026-12-31": "the id of a finding names its place",
	} {
		_, err := loadExceptionText(head + line + "\n")
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && (want == "" || !strings.Contains(got, want)) {
			t.Errorf("%s: got %v, want %q", line, err, want)
		}
	}
}

func TestAcceptMatchesQueryRows(t *testing.T) {
	t.Parallel()
	columns := []string{"status", "resource", "reason", "file_id", "record_no", "system", "stack", "job", "user_id",
		"server_addr", "server_port", "client_addr"}
	row := []any{"fail", "r", "why", int64(1), int64(2), "SYSA", "TCPIP1", "CICS_1", "FTP01", "::ffff:10.1.2.3", int32(21),
		"192.168.1.9"}
	for line, want := range map[string]bool{
		"q,,,,,,,,O,R,2026-12-31":     true,
		"other,,,,,,,,O,R,2026-12-31": false,
		"q,,,,,,,,O,R,2026-11-21":     true,
		"q,,,,,,,,O,R,2026-11-20":     false,
		"q,SYSA,TCPIP?,CICS*,FTP0?,10.1.0.0/16,20-22,192.168.1.9,O,R,2027-01-01": true,
		"q,SYSB,,,,,,,O,R,2026-12-31":                                            false,
		"q,SYS,,,,,,,O,R,2026-12-31":                                             false,
		"q,,,CICS-1,,,,,O,R,2026-12-31":                                          false,
		"q,,,CICS?1?,,,,,O,R,2026-12-31":                                         false,
		"q,,,,,::ffff:10.1.0.0/112,,,O,R,2026-12-31":                             true,
		"q,,,,,10.2.0.0/16,,,O,R,2026-12-31":                                     false,
		"q,,,,,,22,,O,R,2026-12-31":                                              false,
		"q,,,,,,,192.168.1.8,O,R,2026-12-31":                                     false,
	} {
		x := exceptionsOf(t, line)
		got := x.Accept(day("2026-11-21"))(&queries.Query{ID: "q"}, columns, row)
		if (got != "") != want {
			t.Errorf("%s: got %q, want a match: %t", line, got, want)
		}
		if want && (got[:8] != "x.csv:2," || x.List[0].Findings != 1) {
			t.Errorf("%s: got %q with %d findings", line, got, x.List[0].Findings)
		}
	}
	// A part whose column the query lacks does not match, not even as *.
	x := exceptionsOf(t, "q,*,,,,,,,O,R,2026-12-31", "q,,,,,10.0.0.0/8,,,O,R,2026-12-31", "q,,,,,,1-65535,,O,R,2026-12-31")
	if got := x.Accept(day("2026-11-21"))(&queries.Query{ID: "q"}, columns[:5], row[:5]); got != "" {
		t.Errorf("got %q without the columns", got)
	}
}

func TestUnusedLeavesOutWhatMatchedOrLapsed(t *testing.T) {
	t.Parallel()
	x := exceptionsOf(t, "q,,,,,,,,O,R,2026-12-31", "q,SYSA,,,,,,,O,R,2020-12-31", "p,,,,,,,,O,R,2026-12-31")
	x.Accept(day("2026-11-21"))(&queries.Query{ID: "q"}, []string{"system"}, []any{"SYSA"})
	var got []int
	for _, e := range x.Unused() {
		got = append(got, e.Line)
	}
	// The first accepts and ends the search, so the second was not needed.
	if d := cmp.Diff([]int{3, 4}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestSuggestedExceptionsAreRefusedUntilFilledIn goes the whole way: evaluate,
// suggest, fill in, evaluate again with nothing left open.
func TestSuggestedExceptionsAreRefusedUntilFilledIn(t *testing.T) {
	t.Parallel()
	w := ikeWorld()
	w.suites[1] = values{"tls_version": "TLS1.0"}
	w.sessions = []values{session(nil), session(values{"job": "=EVIL,\"x", "record_no": int64(2)}),
		session(values{"job": "FTPD1", "record_no": int64(3), "client_addr": "192.168.0.7"})}
	rules := []string{ikeGroup2, "A-9,tls/version,tls_version,eq TLS1.0,fail,high" + rest}
	j := evaluateOne(t, w, Options{}, rules...)
	var s Suggestions
	for i := range j.Findings {
		s.AddFinding(&j.Findings[i])
	}
	for i := range j.Tunnels.Findings {
		s.AddFinding(&j.Tunnels.Findings[i])
	}
	s.AddRow("tls-version-floor", []string{"status", "system", "server_addr", "server_port", "client_addr"},
		[]any{"fail", "SYSA", "10.0.0.1", int32(21), nil})
	var b strings.Builder
	if _, err := s.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	want := exceptionHead + `A-9,SYSA,TCPIP,FTPD1,,10.0.0.1,21,,<owner>,<reason>,"<last day, YYYY-MM-DD>"
A-9,SYSA,TCPIP,"?EVIL,""x",,10.0.0.1,21,,<owner>,<reason>,"<last day, YYYY-MM-DD>"
A-1,SYSA,TCPIP,,,10.9.9.9,,10.0.0.1,<owner>,<reason>,"<last day, YYYY-MM-DD>"
tls-version-floor,SYSA,,,,10.0.0.1,21,,<owner>,<reason>,"<last day, YYYY-MM-DD>"
`
	if d := cmp.Diff(want, b.String()); d != "" || s.Len() != 4 {
		t.Fatalf("%d lines (-want +got):\n%s", s.Len(), d)
	}
	if _, err := loadExceptionText(b.String()); err == nil ||
		!strings.Contains(err.Error(), "x.csv:2: owner is still the placeholder") {
		t.Fatalf("got %v", err)
	}
	filled := strings.NewReplacer("<owner>", "A. Owner", "<reason>", "Known", `"<last day, YYYY-MM-DD>"`,
		"2027-12-31").Replace(b.String())
	x, err := loadExceptionText(filled)
	if err != nil {
		t.Fatal(err)
	}
	j = evaluateOne(t, w, Options{Exceptions: x}, rules...)
	if j.Overall == Fail || j.TotalAccepted != j.Total || j.Tunnels.FindingsTaken != j.Tunnels.FindingsTotal {
		t.Errorf("got %s, %d of %d and %d of %d accepted", j.Overall, j.TotalAccepted, j.Total, j.Tunnels.FindingsTaken,
			j.Tunnels.FindingsTotal)
	}
}

func TestExceptionsThatMatchTooMuchAreTold(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0"}, nil)
	w.sessions = nil
	for i := range 12 {
		w.sessions = append(w.sessions, session(values{"server_port": int64(2000 + i), "record_no": int64(i + 1)}))
	}
	rules := []string{"A-1,tls/version,tls_version,eq TLS1.0,fail,high" + rest,
		"A-2,dataset/recording,smf119_tn3270,absent,warn,low" + rest}
	for _, tc := range []struct{ line, want string }{
		{"A-1,,,,,,,,O,R,2027-12-31", "it names no place, so it accepts every finding of A-1, also those to come"},
		{"A-1,SYS*,,,,,,,O,R,2027-12-31", "it accepts all 12 findings of A-1"},
		{"A-1,,,,,,2000-2010,,O,R,2027-12-31", ""},
		{"A-2,,,,,,,,O,R,2027-12-31", ""},
		{"A-1,SYSB,,,,,,,O,R,2027-12-31", ""},
		{"A-1,,,,,,,,O,R,2020-12-31", ""},
	} {
		x := exceptionsOf(t, tc.line)
		evaluateOne(t, w, Options{Exceptions: x}, rules...)
		if got := x.List[0].TooMuch(); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.line, got, tc.want)
		}
	}
}

func FuzzLoadExceptions(f *testing.F) {
	f.Add(sampleExceptions)
	f.Fuzz(func(t *testing.T, text string) {
		x, err := loadExceptionText(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x.csv:") {
				t.Errorf("error %q does not name file and line", err)
			}
			return
		}
		x.Accept(day("2026-11-21"))(&queries.Query{ID: "q"}, []string{"system"}, []any{"SYSA"})
	})
}

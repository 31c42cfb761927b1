package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries/policy"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// render returns every file of every format by name.
func render(t *testing.T, r *Report) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, format := range Formats {
		for _, file := range format.Files(r) {
			var b bytes.Buffer
			if err := file.Write(&b); err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			if out[file.Name] != nil {
				t.Fatalf("%s is written twice", file.Name)
			}
			out[file.Name] = b.Bytes()
		}
	}
	return out
}

func TestFormatsMatchTheirGoldens(t *testing.T) {
	t.Parallel()
	for name, got := range render(t, sampleReport()) {
		got = withoutParts.ReplaceAll(got, []byte("$1…$2"))
		golden := filepath.Join("testdata", "golden", filepath.FromSlash(name))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s differs (-want +got); -update rewrites it:\n%s", name, diff)
		}
	}
}

// withoutParts are the style sheet, the script and their digests, which have
// files of their own.
var withoutParts = regexp.MustCompile(`(?s)(<style>|<script>|&#39;sha256-).*?(</style>|</script>|&#39;)`)

func TestSameReportGivesSameBytes(t *testing.T) {
	t.Parallel()
	first := render(t, sampleReport())
	for range 5 {
		if diff := cmp.Diff(first, render(t, sampleReport())); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestEmptyReportSaysThatNothingWasRead(t *testing.T) {
	t.Parallel()
	files := render(t, &Report{Tool: Tool{Name: "zertify"}})
	page := string(files["report.html"])
	for _, want := range []string{"Nothing was read", "No profile was applied.", "No query was run.",
		"No issue was found in the input."} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if bytes.Contains(files["report.json"], []byte(": null")) {
		t.Errorf("an empty list became null:\n%s", files["report.json"])
	}
}

func TestPageAsksForNothingFromOutside(t *testing.T) {
	t.Parallel()
	page := string(pageOf(t, sampleReport()))
	_, rest, _ := strings.Cut(page, "<style>")
	style, _, ok := strings.Cut(rest, "</style>")
	if !ok {
		t.Fatal("no style sheet in the page")
	}
	if !strings.Contains(page, "style-src &#39;"+pageDigest(style)+"&#39;") {
		t.Error("the policy does not name the digest of the style sheet in the page")
	}
	_, rest, _ = strings.Cut(page, "<script>")
	script, _, ok := strings.Cut(rest, "</script>")
	if !ok {
		t.Fatal("no script in the page")
	}
	if !strings.Contains(page, "script-src &#39;"+pageDigest(script)+"&#39;;") {
		t.Error("the policy does not name the digest of the script in the page")
	}
	page = strings.Replace(page, "<script>"+script, "", 1)
	if !strings.Contains(page, `content="default-src &#39;none&#39;;`) {
		t.Error("the policy does not forbid everything first")
	}
	for _, bad := range []string{"<script", "<link", "<img", "src=", "url(", "@import", "http://", "https://", "style=",
		"javascript:", "ZgotmplZ"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if strings.Contains(strings.ToLower(page), "compliant") {
		t.Error("the page says compliant")
	}
}

// pageDigest is a digest as it stands in an attribute of the page.
func pageDigest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;")
}

func TestPageIsWellBuilt(t *testing.T) {
	t.Parallel()
	page := string(pageOf(t, sampleReport()))
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]] {
			t.Errorf("id %q is there twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !ids[m[1]] {
			t.Errorf("%q leads nowhere", m[1])
		}
	}
	for _, tag := range []string{"table", "details", "section", "dl", "div", "bdi", "span", "figure", "svg", "ul", "ol",
		"li"} {
		opened := len(regexp.MustCompile(`<`+tag+`[ >]`).FindAllString(page, -1))
		if closed := strings.Count(page, "</"+tag+">"); opened != closed {
			t.Errorf("%d <%s> but %d </%s>", opened, tag, closed, tag)
		}
	}
	for _, want := range []string{"12 of 3\u202f700 sessions, 1 place",
		"zertify dump &#39;in/sysa october.smf.gz&#39; --record 7",
		"3 of 9\u202f214 records could not be decoded and were rejected",
		`<span class="badge v-fail">fail</span> <bdi>nist</bdi>`, "inferred", "BASE-IPSEC-003"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// hostile are texts that try to leave their place.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, `=cmd|' /C calc'!A1`, `@SUM(A1)`,
	"\t=1", "\r\n=1", "-1+1",
	"\x00\x1b[2J\x7f\u0085", "\u202Eexe.gpj\u2066", "\xff\xfe\xe2\x82", `--></style></title></textarea><svg/onload=x>`,
	`{{.}}`, `\u003c/script>`,
	"javascript:alert(1)", strings.Repeat("长", 3000), "a|b`c`*d*_e_[f](g)", "../../../etc/passwd", "https://evil.example/",
}

// markup lists the distinct element and attribute names of a page.
func markup(page []byte) []string {
	set := map[string]bool{}
	for _, tag := range regexp.MustCompile(`<([a-zA-Z/!][^\s>]*)([^>]*)>`).FindAllSubmatch(page, -1) {
		set["<"+string(tag[1])] = true
		for _, attr := range regexp.MustCompile(`([a-zA-Z-]+)="[^"]*"`).FindAllSubmatch(tag[2], -1) {
			set[string(tag[1])+" "+string(attr[1])] = true
		}
	}
	var names []string
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	clean := markup(render(t, sampleReport())["report.html"])
	// Every text has to meet every hostile string: shift where the turn begins.
	for shift := range hostile {
		turned := slices.Concat(hostile[shift:], hostile[:shift])
		r := sampleReport()
		poison(r, turned)
		for name, data := range render(t, r) {
			checkHostile(t, name, data, clean)
		}
	}
}

// poison puts hostile texts into every text of the report, each one in turn.
func poison(r *Report, texts []string) {
	n := 0
	next := func() string { n++; return texts[n%len(texts)] }
	replaceTexts(reflect.ValueOf(r), next)
}

func replaceTexts(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			replaceTexts(v.Elem(), next)
		}
	case reflect.Interface:
		if _, ok := v.Interface().(string); ok {
			v.Set(reflect.ValueOf(next()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				replaceTexts(v.Field(i), next)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			replaceTexts(v.Index(i), next)
		}
	case reflect.String:
		if v.Type() != reflect.TypeFor[policy.Verdict]() {
			v.SetString(next())
		}
	}
}

func checkHostile(t *testing.T, name string, data []byte, clean []string) {
	t.Helper()
	if !utf8.Valid(data) {
		t.Errorf("%s is not UTF-8", name)
	}
	switch filepath.Ext(name) {
	case ".html":
		checkHostilePage(t, data, clean)
	case ".csv":
		checkHostileCSV(t, name, data)
	case ".xml":
		if err := xml.Unmarshal(data, new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	case ".json", ".sarif":
		if !json.Valid(data) || bytes.ContainsAny(data, "<>") {
			t.Errorf("%s is not safe JSON", name)
		}
	}
	if strings.Contains(name, "..") || strings.HasPrefix(name, "/") {
		t.Errorf("file name %q leaves the folder", name)
	}
}

func checkHostilePage(t *testing.T, page []byte, clean []string) {
	t.Helper()
	for _, name := range markup(page) {
		if !slices.Contains(clean, name) {
			t.Errorf("hostile text became markup: %s", name)
		}
	}
	for _, r := range string(page) {
		if r < 0x20 && r != '\n' || r == 0x7f || r == 0x202e || r == 0x85 {
			t.Fatalf("the page has the character %U", r)
		}
	}
}

// plainNumber is what no spreadsheet takes for a formula.
var plainNumber = regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?$`)

func checkHostileCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, field := range row {
			if field != "" && strings.ContainsRune("=+-@\t\r\n", rune(field[0])) && !plainNumber.MatchString(field) {
				t.Errorf("%s: a spreadsheet would run %q", name, field)
			}
		}
	}
}

func TestPageStaysSmallHoweverMuchWasFound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	r := sampleReport()
	long := strings.Repeat("\"<&long ", 5000)
	base := r.Evaluations[0]
	for i := range 40_000 {
		f := base.Findings[i%3]
		f.ServerAddr, f.ServerPort, f.Observed = fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), i%65535+1, long
		rule := *f.Rule
		rule.ID = fmt.Sprintf("R-%03d", i%300)
		rule.Rationale = long
		f.Rule = &rule
		base.Findings = append(base.Findings, f)
	}
	base.Total = int64(len(base.Findings))
	for i := range 50_000 {
		r.Issues.Rows = append(r.Issues.Rows, Issue{FileID: 1, RecordNo: ptr(int64(i)), Kind: "short", Message: long})
		r.Certificates.Rows = append(r.Certificates.Rows,
			Certificate{Subject: long, Issuer: long, Serial: long, FileID: 1, RecordNo: int64(i)})
		r.Servers.Rows = append(r.Servers.Rows, Peer{Addr: long, Job: long})
		r.Outcomes[0].Rows = append(r.Outcomes[0].Rows,
			[]any{"fail", long, long, int64(1), int64(i), int64(1), int64(1), at(1, 1, 1)})
	}
	r.Issues.Total, r.Certificates.Total = int64(len(r.Issues.Rows)), int64(len(r.Certificates.Rows))
	r.Outcomes[0].Total = int64(len(r.Outcomes[0].Rows))
	var b bytes.Buffer
	if err := writeHTML(&b, r, MaxHTML); err != nil {
		t.Fatal(err)
	}
	if b.Len() > MaxHTML {
		t.Errorf("the page has %d bytes, at most %d wanted", b.Len(), MaxHTML)
	}
	for _, want := range []string{"more in findings.csv", "more in input_issue.csv", "more in certificates.csv",
		"more in queries/tls-version-floor.csv"} {
		if !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestPageSaysWhatIsNotAvailable(t *testing.T) {
	t.Parallel()
	missing := "not available: the database has no view v_certificate"
	page := string(pageOf(t, &Report{Certificates: Section[Certificate]{Missing: missing}}))
	if !strings.Contains(page, "Not available: the database has no view v_certificate.") {
		t.Error("the page does not say so")
	}
}

// Texts are clipped one by one: a list of profiles that are all asked for is whole.
func TestCoverNamesEveryProfile(t *testing.T) {
	t.Parallel()
	r := sampleReport()
	for i := range 20 {
		j := *r.Evaluations[0]
		j.Profile = &policy.Profile{ID: fmt.Sprintf("p-%d", i), Title: fmt.Sprintf("Profile %d", i),
			Edition: "publication of a long name, third revision, with its annexes"}
		r.Evaluations = append(r.Evaluations, &j)
	}
	p := newPage(r, pageLimits)
	for _, f := range p.Cover.Facts {
		if f.Name == "Profiles" && strings.Count(f.Text, "with its annexes)") != 20 {
			t.Errorf("not all 20: %s", f.Text)
		}
	}
}

func TestLimitsEndAtTheSmallest(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := writeHTML(&b, sampleReport(), 1); err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		t.Error("no page was written")
	}
}

func TestWriteDirLeavesWholeFilesOnly(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	paths, err := WriteDir(dir, sampleReport(), Formats)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"report.html", "report.json", "findings.csv", "queries/ssh-version-1.csv"} {
		if !slices.Contains(paths, filepath.Join(dir, filepath.FromSlash(want))) {
			t.Errorf("%s is not among %q", want, paths)
		}
	}
	failing := Format{Name: "bad", Files: func(*Report) []File {
		return []File{{"bad.txt", func(w io.Writer) error { w.Write([]byte("half")); return fmt.Errorf("disk full") }}}
	}}
	if _, err := WriteDir(dir, sampleReport(), []Format{failing}); err == nil ||
		!strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "bad*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	outside := Format{Name: "out", Files: func(*Report) []File { return []File{{Name: "../x"}} }}
	if _, err := WriteDir(dir, sampleReport(), []Format{outside}); err == nil ||
		!strings.Contains(err.Error(), "outside the folder") {
		t.Errorf("got %v", err)
	}
}

func TestLookupNamesTheFormatsThereAre(t *testing.T) {
	t.Parallel()
	if f, err := Lookup("csv"); err != nil || f.Name != "csv" {
		t.Errorf("got %v, %v", f.Name, err)
	}
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	want := `report format "pdf" is not known; try ` + strings.Join(names, ", ")
	if _, err := Lookup("pdf"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSharesNeverRoundToNothingOrAll(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		n, of int64
		want  string
	}{
		{1, 3000, "<\u202f0.1\u202f%"}, {2999, 3000, ">\u202f99.9\u202f%"}, {0, 0, "0\u202f%"}, {3, 3, "100\u202f%"},
		{1, 3, "33.3\u202f%"},
	} {
		if got := share(test.n, test.of).Text; got != test.want {
			t.Errorf("%d of %d: got %q, want %q", test.n, test.of, got, test.want)
		}
	}
}

func TestRuleTitlesReadAsSentences(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ attribute, condition, want string }{
		{"tls_version", "in SSL2|SSL3", "TLS version is SSL2 or SSL3"},
		{"protection", "eq NONE ; server_port in 20|21|23", "Protection is NONE and server port is 20, 21 or 23"},
		{"cert_not_after", "within_days 30", "Certificate not after is within 30 days"},
		{"cert_not_after", "before_session", "Certificate not after is before the session"},
		{"code_point", "unknown", "Code point has no known name"},
		{"x", "", "X"},
	} {
		if got := ruleTitle(&policy.Rule{Attribute: test.attribute, Condition: test.condition}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestBarShowsSmallPartsAndAddsUp(t *testing.T) {
	t.Parallel()
	b := bar{Label: "x"}
	b.add(1, "a", "fail")
	b.add(0, "b", "warn")
	b.add(9_000_000_000_000_000_000, "c", "pass")
	b = b.laidOut("session")
	if len(b.Parts) != 2 || b.Parts[0].W != minPart || b.Parts[1].X != minPart || b.Parts[1].W != barWidth-minPart {
		t.Errorf("got %+v", b.Parts)
	}
	if b := (bar{Label: "x"}).laidOut("session"); b.Alt != "x: no sessions" {
		t.Errorf("got %q", b.Alt)
	}
}

func TestRemediationsAreWellFormed(t *testing.T) {
	t.Parallel()
	m, err := remediations()
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range m {
		if !strings.Contains(key, "/") || text == "" {
			t.Errorf("%q: %q", key, text)
		}
	}
	for _, test := range []struct{ appliesTo, layer, protection, want string }{
		{"tls/version", "", "TLS", m["tls/version"]},
		{"tls/unheard-of", "", "TLS", m["tls/*"]},
		{"any/mac", "ike", "IPSEC", m["ike/*"]},
		{"any/mac", "", "SSH", m["ssh/mac"]},
		{"any/cipher", "", "TLS+IPSEC", m["tls/cipher"] + " " + m["ipsec/cipher"]},
		{"dataset/module", "", "", ""},
	} {
		f := &policy.Finding{Rule: &policy.Rule{AppliesTo: test.appliesTo}, Layer: test.layer, Protection: test.protection}
		if got := remediation(f); got != test.want {
			t.Errorf("%s in %q %q: got %q, want %q", test.appliesTo, test.layer, test.protection, got, test.want)
		}
	}
}

package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func pageOf(t *testing.T, r *model.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeHTML(&b, r, MaxHTML); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPageAsksForNothingFromOutside(t *testing.T) {
	t.Parallel()
	page := string(pageOf(t, sample.Report()))
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
	for _, bad := range []string{"<script", "<link", "<img", " src=", "url(", "@import", "http://", "https://", " style=",
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
	page := string(pageOf(t, sample.Report()))
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
	for _, want := range []string{"12 of 3\u202f700 sessions, 1 end point",
		"zertify dump &#39;in/sysa october.smf.gz&#39; --record 7",
		"3 of 9\u202f214 records could not be decoded and were rejected",
		"high: baseline, nist", "inferred", "TN3270 on SYSA, port 992", "IPSec without forward secrecy"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestPageStaysSmallHoweverMuchWasFound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	r := sample.Report()
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
		r.Issues.Rows = append(r.Issues.Rows,
			model.Issue{FileID: 1, RecordNo: sample.Ptr(int64(i)), Kind: "short", Message: long})
		r.Certificates.Rows = append(r.Certificates.Rows,
			model.Certificate{Subject: long, Issuer: long, Serial: long, FileID: 1, RecordNo: int64(i)})
		r.Servers.Rows = append(r.Servers.Rows, model.Peer{Addr: long, Job: long})
		r.Outcomes[0].Rows = append(r.Outcomes[0].Rows,
			[]any{"fail", long, long, int64(1), int64(i), int64(1), int64(1), sample.At(1, 1, 1)})
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
	for _, want := range []string{"further end points in findings.csv", "more in input_issue.csv",
		"more in certificates.csv", "more in queries/check-tls-version-floor.csv"} {
		if !bytes.Contains(b.Bytes(), []byte(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestPageSaysWhatIsNotAvailable(t *testing.T) {
	t.Parallel()
	missing := "not available: the database has no view v_certificate"
	page := string(pageOf(t, &model.Report{Certificates: model.Section[model.Certificate]{Missing: missing}}))
	if !strings.Contains(page, "Not available: the database has no view v_certificate.") {
		t.Error("the page does not say so")
	}
}

// Texts are clipped one by one: a list of profiles that are all asked for is whole.
func TestCoverNamesEveryProfile(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	for i := range 20 {
		j := *r.Evaluations[0]
		j.Profile = &policy.Profile{ID: fmt.Sprintf("p-%d", i), Title: fmt.Sprintf("Profile %d", i),
			Edition: "publication of a long name, third revision, with its annexes"}
		r.Evaluations = append(r.Evaluations, &j)
	}
	p := newPage(r, r.ByServer(), pageLimits)
	for _, f := range p.Cover.Facts {
		if f.Name == "Profiles" && strings.Count(f.Text, "with its annexes)") != 20 {
			t.Errorf("not all 20: %s", f.Text)
		}
	}
}

func TestLimitsEndAtTheSmallest(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := writeHTML(&b, sample.Report(), 1); err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		t.Error("no page was written")
	}
}

var update = flag.Bool("update", false, "rewrite the goldens")

// sectionStart is where a section of the page begins, with its name.
var sectionStart = regexp.MustCompile(`(?m)^<section aria-labelledby="([a-z-]+)"[^>]*>\n<h2 `)

// sectionsOf cuts a page into its sections, the cover first. Tables are numbered anew in
// each, so that a table more in one section changes no other.
func sectionsOf(page []byte) map[string]string {
	page = withoutInlined.ReplaceAll(page, []byte("$1…$2"))
	sections := map[string]string{}
	name, from := "cover", 0
	add := func(to int) { sections[name] = numberedAnew(string(page[from:to])) }
	for _, m := range sectionStart.FindAllSubmatchIndex(page, -1) {
		add(m[0])
		name, from = string(page[m[2]:m[3]]), m[0]
	}
	add(len(page))
	return sections
}

// withoutInlined are the style sheet, the script and their digests, which have files of
// their own.
var withoutInlined = regexp.MustCompile(`(?s)(<style>|<script>|&#39;sha256-).*?(</style>|</script>|&#39;)`)

var tableID = regexp.MustCompile(`"t[0-9]+"`)

func numberedAnew(section string) string {
	numbers := map[string]string{}
	return tableID.ReplaceAllStringFunc(section, func(id string) string {
		if numbers[id] == "" {
			numbers[id] = fmt.Sprintf(`"t%d"`, len(numbers)+1)
		}
		return numbers[id]
	})
}

func TestSectionsMatchTheirGoldens(t *testing.T) {
	t.Parallel()
	golden := func(name string) string { return filepath.Join("testdata", "golden", name+".html") }
	sections := sectionsOf(pageOf(t, sample.Report()))
	for name, got := range sections {
		if *update {
			if err := os.WriteFile(golden(name), []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden(name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("section %s differs (-want +got); -update rewrites it:\n%s", name, diff)
		}
	}
	files, err := filepath.Glob(golden("*"))
	if err != nil || len(files) != len(sections) {
		t.Errorf("%d goldens for %d sections, %v", len(files), len(sections), err)
	}
}

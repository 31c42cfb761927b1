package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// The official schemas of the formats made for other programs. Those that
// testdata/schemas does not hold come with the module that writes the format.

// compileSchema compiles a schema file; the files it refers to lie beside it.
func compileSchema(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.UseLoader(offlineLoader{filepath.Dir(path)})
	s, err := c.Compile("file:///schemas/" + filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// offlineLoader finds schemas in a folder by the last part of their address.
type offlineLoader struct{ dir string }

func (l offlineLoader) Load(url string) (any, error) {
	name := url[strings.LastIndexByte(url, '/')+1:]
	for _, try := range []string{name, strings.Replace(name, ".schema.json", ".schemax.json", 1)} {
		b, err := os.ReadFile(filepath.Join(l.dir, try))
		if err == nil {
			return jsonschema.UnmarshalJSON(bytes.NewReader(b))
		}
		if !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	return nil, os.ErrNotExist
}

// moduleDir returns where the source of a module lies.
func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("where is %s: %v", module, err)
	}
	return strings.TrimSpace(string(out))
}

// reportsToCheck are the reports whose documents must satisfy the schemas: a
// believable one, an empty one, and one with hostile text in every column.
func reportsToCheck() map[string]*model.Report {
	all := map[string]*model.Report{"sample": sample.Report(), "empty": {Tool: model.Tool{Name: "zertify"}}}
	for shift := range sample.Hostile {
		r := sample.Report()
		sample.Poison(r, slices.Concat(sample.Hostile[shift:], sample.Hostile[:shift]))
		all[fmt.Sprint("hostile ", shift)] = r
	}
	return all
}

// document renders one file of the report.
func document(t *testing.T, r *model.Report, name string) []byte {
	t.Helper()
	for _, format := range EverywhereFormats() {
		for _, file := range format.Files(r) {
			if file.Name != name {
				continue
			}
			var b bytes.Buffer
			if err := file.Write(&b); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
	}
	t.Fatalf("no format writes %s", name)
	return nil
}

func TestDocumentsSatisfyTheirSchemas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, schema string }{
		{"report.sarif", "testdata/schemas/sarif-schema-2.1.0.json"},
		{"oscal-assessment-results.json", "testdata/schemas/oscal-ar-1.1.2.schema.json"},
		{"oscal-assessment-plan.json", "testdata/schemas/oscal-ap-1.1.2.schema.json"},
		{"cbom.cdx.json", filepath.Join(moduleDir(t, "github.com/CycloneDX/cyclonedx-go"), "schema", "bom-1.6.schema.json")},
		{"report.json", "../docs/report.schema.json"},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			schema := compileSchema(t, c.schema)
			for name, r := range reportsToCheck() {
				doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document(t, r, c.file)))
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if err := schema.Validate(doc); err != nil {
					t.Errorf("%s report: %v", name, err)
				}
			}
			if err := schema.Validate(map[string]any{"no": "such document"}); err == nil {
				t.Error("the schema takes anything")
			}
		})
	}
}

// The schema takes crypto properties on a component of any type.
func TestCBOMComponentsAreCryptographicAssets(t *testing.T) {
	t.Parallel()
	var doc struct {
		SpecVersion string
		Components  []struct {
			Ref  string `json:"bom-ref"`
			Type string
		}
	}
	if err := json.Unmarshal(document(t, sample.Report(), "cbom.cdx.json"), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.SpecVersion != "1.6" || len(doc.Components) == 0 {
		t.Errorf("version %q, %d components", doc.SpecVersion, len(doc.Components))
	}
	for _, c := range doc.Components {
		if c.Type != "cryptographic-asset" {
			t.Errorf("%s is of type %s", c.Ref, c.Type)
		}
	}
}

// Tunnels are no sessions, but what was found on them is in every document.
func TestTunnelsAreInEveryDocument(t *testing.T) {
	t.Parallel()
	for file, parts := range map[string][]string{
		"report.json":         {`"tunnel_id": "K7"`},
		"tunnel_findings.csv": {"K7,1,10.1.2.3,192.0.2.7"},
		"report.html":         {"tunnel K7"},
		"report.sarif":        {"PLEX1/SYSA/TCPIP tunnel K7 phase 1 to 192.0.2.7"},
		"junit.xml":           {`name="profile baseline, tunnels"`},
		"oscal-assessment-results.json": {"Baseline, 2026-11, IKE and IP tunnels",
			"Condition mac in HMAC-SHA1|HMAC-SHA1-96. Met by 1 of 2 tunnels",
			"PLEX1/SYSA/TCPIP tunnel K7 phase 1 to 192.0.2.7: IKE: HMAC-SHA1-96"},
		"cbom.cdx.json": {"protocol/ike/IKEv2"}, // seen in tunnels alone
	} {
		doc := string(document(t, sample.Report(), file))
		for _, part := range parts {
			if !strings.Contains(doc, part) {
				t.Errorf("%s lacks %q", file, part)
			}
		}
	}
}

// What is undecided for one tunnel is not satisfied for all.
func TestOSCALDecidesTunnelsByThemselves(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	states := func() string {
		var doc struct {
			Results struct {
				Results []struct {
					Title    string
					Findings []struct {
						Title  string
						Target struct{ Status struct{ State string } }
					}
				}
			} `json:"assessment-results"`
		}
		var out []string
		if err := json.Unmarshal(document(t, r, "oscal-assessment-results.json"), &doc); err != nil {
			t.Fatal(err)
		}
		for _, res := range doc.Results.Results {
			for _, f := range res.Findings {
				if strings.HasSuffix(res.Title, "tunnels") {
					id, _, _ := strings.Cut(f.Title, ":")
					out = append(out, id+" "+f.Target.Status.State)
				}
			}
		}
		return strings.Join(out, "; ")
	}
	control := &r.Evaluations[0].Tunnels.Controls[0]
	for _, c := range []struct {
		matched, accepted, notKnown int64
		want                        string
	}{
		{1, 0, 1, "BASE-ANY-006 not-satisfied"},
		{1, 1, 0, "BASE-ANY-006 satisfied"},
		{0, 0, 1, ""},
		{0, 0, 0, "BASE-ANY-006 satisfied"},
	} {
		control.Matched, control.Accepted, control.NotKnown = c.matched, c.accepted, c.notKnown
		if got := states(); got != c.want {
			t.Errorf("matched %d, accepted %d, not known %d: got %q, want %q", c.matched, c.accepted, c.notKnown, got, c.want)
		}
	}
	control.InForce = false
	if got := states(); got != "" {
		t.Errorf("a rule that is not in force: got %q", got)
	}
}

// JUnit XML has no standard; the schema is that of the build server that reads it
// most (the xUnit plugin of Jenkins).
func TestJUnitSatisfiesItsSchema(t *testing.T) {
	t.Parallel()
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("xmllint is needed: install libxml2-utils")
		}
		t.Skip("xmllint is not installed (libxml2-utils)")
	}
	for name, r := range reportsToCheck() {
		path := filepath.Join(t.TempDir(), "junit.xml")
		if err := os.WriteFile(path, document(t, r, "junit.xml"), 0o666); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(lint, "--noout", "--nonet", "--schema", "testdata/schemas/junit-10.xsd",
			path).CombinedOutput(); err != nil {
			t.Errorf("%s report: %s", name, out)
		}
	}
}

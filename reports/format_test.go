package reports

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// render returns every file of every format by name.
func render(t *testing.T, r *model.Report) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, format := range EverywhereFormats() {
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

// The table of formats in README.md of this folder has a row for each.
func TestFormatsAreInTheReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats {
		if !strings.Contains(string(readme), "\n| `"+format.Name+"` | ") {
			t.Errorf("reports/README.md has no row for format %s; add it to the table | format | files |", format.Name)
		}
	}
}

func TestFormatsMatchTheirGoldens(t *testing.T) {
	t.Parallel()
	for name, got := range render(t, sample.Report()) {
		if name == "report.html" { // package page has a golden for each section
			continue
		}
		if strings.HasSuffix(name, ".xlsx") {
			name, got = name+".txt", cellsOf(t, got)
		}
		if strings.HasSuffix(name, ".html") {
			got = styleSheet.ReplaceAll(got, []byte("$1$2"))
		}
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

// styleSheet is the style sheet of a page and its digest in the page's policy. The sheet has files of its own.
var styleSheet = regexp.MustCompile(`(?s)(<style>|&#39;sha256-).*?(</style>|&#39;)`)

// A page whose policy names another digest than that of its style sheet is shown without style.
func TestPagesAllowTheirStyleSheet(t *testing.T) {
	t.Parallel()
	n := 0
	for name, page := range render(t, sample.Report()) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		n++
		_, rest, _ := strings.Cut(string(page), "<style>")
		sheet, _, closed := strings.Cut(rest, "</style>")
		sum := sha256.Sum256([]byte(sheet))
		digest := base64.StdEncoding.EncodeToString(sum[:])
		if !closed || !strings.Contains(html.UnescapeString(string(page)), "style-src 'sha256-"+digest+"'") {
			t.Errorf("%s: the policy does not allow the style sheet", name)
		}
	}
	if n < 2 {
		t.Errorf("%d pages", n)
	}
}

// cellsOf returns a workbook as text: sheets, and their cells with tabs between them.
func cellsOf(t *testing.T, file []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b bytes.Buffer
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s\n", sheet)
		for _, row := range rows {
			fmt.Fprintln(&b, strings.Join(row, "\t"))
		}
	}
	return b.Bytes()
}

// Our numbers hold narrow spaces, which plain text shows as a code point.
func TestOurOwnNumbersAreNotShownAsCaptured(t *testing.T) {
	t.Parallel()
	for name, data := range render(t, sample.Report()) {
		if strings.HasSuffix(name, ".xlsx") {
			data = cellsOf(t, data)
		}
		if at := bytes.Index(data, []byte("202F⟩")); at >= 0 {
			t.Errorf("%s: %q", name, data[max(0, at-60):at])
		}
	}
}

func TestSameReportGivesSameBytes(t *testing.T) {
	t.Parallel()
	first := render(t, sample.Report())
	for range 5 {
		if diff := cmp.Diff(first, render(t, sample.Report())); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestEmptyReportSaysThatNothingWasRead(t *testing.T) {
	t.Parallel()
	files := render(t, &model.Report{Tool: model.Tool{Name: "zertify"}})
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
	clean := markup(render(t, sample.Report())["report.html"])
	// Every text has to meet every hostile string: shift where the turn begins.
	for shift := range sample.Hostile {
		turned := slices.Concat(sample.Hostile[shift:], sample.Hostile[:shift])
		r := sample.Report()
		sample.Poison(r, turned)
		for name, data := range render(t, r) {
			checkHostile(t, name, data, clean)
		}
	}
}

func checkHostile(t *testing.T, name string, data []byte, clean []string) {
	t.Helper()
	if !utf8.Valid(data) && filepath.Ext(name) != ".xlsx" {
		t.Errorf("%s is not UTF-8", name)
	}
	switch filepath.Ext(name) {
	case ".xlsx":
		checkHostileWorkbook(t, data)
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

// checkHostileWorkbook wants well-formed parts without formulas, and no link that leaves
// the workbook.
func checkHostileWorkbook(t *testing.T, data []byte) {
	t.Helper()
	file, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, member := range file.File {
		r, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", member.Name, err)
			}
			start, ok := token.(xml.StartElement)
			if ok && start.Name.Local == "f" {
				t.Fatalf("%s holds a formula", member.Name)
			}
			for _, a := range start.Attr {
				if a.Name.Local == "TargetMode" && a.Value == "External" {
					t.Fatalf("%s leads outside: %v", member.Name, start.Attr)
				}
			}
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// plainNumber is what no spreadsheet takes for a formula.
var plainNumber = regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?$`)

func checkHostileCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
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

func TestWriteDirLeavesWholeFilesOnly(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out")
	paths, err := WriteDir(dir, sample.Report(), EverywhereFormats())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"report.html", "report.json", "findings.csv", "queries/check-tls-version-floor.csv"} {
		if !slices.Contains(paths, filepath.Join(dir, filepath.FromSlash(want))) {
			t.Errorf("%s is not among %q", want, paths)
		}
	}
	failing := Format{Name: "bad", Files: func(*model.Report) []File {
		return []File{{"bad.txt", func(w io.Writer) error { w.Write([]byte("half")); return fmt.Errorf("disk full") }}}
	}}
	if _, err := WriteDir(dir, sample.Report(), []Format{failing}); err == nil ||
		!strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "bad*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	outside := Format{Name: "out", Files: func(*model.Report) []File { return []File{{Name: "../x"}} }}
	if _, err := WriteDir(dir, sample.Report(), []Format{outside}); err == nil ||
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
	want := `report format "docx" is not known; try ` + strings.Join(names, ", ")
	if _, err := Lookup("docx"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

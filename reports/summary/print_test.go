package summary

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/print"
	"github.com/zertify/zertify/reports/sample"
)

// printed returns the text of each page of the summary in print.
func printed(t *testing.T, r *model.Report) []string {
	t.Helper()
	var b bytes.Buffer
	if err := print.PDF(&b, r.AsOf, func(w io.Writer) error { return Write(w, r) }); err != nil {
		t.Fatal(err)
	}
	doc, err := pdf.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	pages := make([]string, doc.NumPage())
	for i := range pages {
		if pages[i], err = doc.Page(i + 1).GetPlainText(nil); err != nil {
			t.Fatalf("page %d: %v", i+1, err)
		}
	}
	return pages
}

// TestBrowserPrintsFewPages: whatever was found, with texts of any length, a person can read and sign it.
func TestBrowserPrintsFewPages(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a browser takes seconds; runs in make test and make browser-test")
	}
	if _, err := print.Find(); err != nil {
		t.Skip("no browser to print with: ", err)
	}
	for name, c := range map[string]struct {
		report *model.Report
		most   int
	}{"sample": {sample.Report(), 4}, "full": {full(), MaxPages}} {
		pages := printed(t, c.report)
		t.Logf("%s: %d pages", name, len(pages))
		if len(pages) > c.most {
			t.Errorf("%s: %d pages, want at most %d", name, len(pages), c.most)
		}
		last := strings.Join(strings.Fields(pages[len(pages)-1]), " ")
		for _, want := range []string{"Signature", "Name and function", "16 digits"} {
			if !strings.Contains(last, want) {
				t.Errorf("%s: the last page does not say %q: %.300q", name, want, last)
			}
		}
	}
}

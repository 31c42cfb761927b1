package print

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// fake makes a browser of a shell script, and the only one there is.
func fake(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	path := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, path)
	t.Setenv("TMPDIR", t.TempDir())
}

func page(w io.Writer) error {
	_, err := io.WriteString(w, "<p>x")
	return err
}

// pdfAt is the part of a script that finds the file to be written and the page.
const pdfAt = `for a; do case "$a" in --print-to-pdf=*) out="${a#*=}";; file://*) page="${a#file://}";; esac; done
`

// TestPDFHasTheDayOfTheReport: the time of printing is not in the file, which is otherwise as the browser wrote it.
func TestPDFHasTheDayOfTheReport(t *testing.T) {
	fake(t, pdfAt+`exec >"$out"
printf "%%PDF-1.4 /CreationDate (D:20261130223137+00'00')\n/ModDate (D:20261130223137-05'30') "
cat "$page"`)
	var b bytes.Buffer
	if err := PDF(&b, time.Date(2026, 12, 1, 5, 0, 0, 0, time.UTC), page); err != nil {
		t.Fatal(err)
	}
	const want = "%PDF-1.4 /CreationDate (D:20261201000000+00'00')\n/ModDate (D:20261201000000+00'00') <p>x"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestPDFSaysWhyItCouldNotPrint, and leaves nothing behind.
func TestPDFSaysWhyItCouldNotPrint(t *testing.T) {
	for script, want := range map[string]string{
		"exit 0":                         "wrote no PDF",
		"echo one; echo two >&2; exit 7": "could not print: exit status 7: two",
		pdfAt + `echo x >"$out"`:         "something else than a PDF",
	} {
		fake(t, script)
		var b bytes.Buffer
		err := PDF(&b, time.Time{}, page)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), Variable) || b.Len() > 0 {
			t.Errorf("%s: got %v, %d bytes, want %s", script, err, b.Len(), want)
		}
		if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*")); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
}

// TestPDFKeepsTheErrorOfThePage: nothing is printed of a page that could not be written.
func TestPDFKeepsTheErrorOfThePage(t *testing.T) {
	fake(t, "exit 0")
	full := errors.New("disk full")
	if err := PDF(io.Discard, time.Time{}, func(io.Writer) error { return full }); !errors.Is(err, full) {
		t.Error(err)
	}
}

// TestFindSaysWhatToInstall where there is no browser, and which one was named where there is none of that name.
func TestFindSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(Variable, "no-such-browser")
	if _, err := Find(); err == nil || !strings.Contains(err.Error(), "ZERTIFY_BROWSER names no-such-browser") {
		t.Error(err)
	}
	t.Setenv(Variable, "")
	if path, err := Find(); err != nil && !errors.Is(err, ErrNone) || err == nil && !filepath.IsAbs(path) {
		t.Error(path, err)
	}
}

func TestUsualPlaces(t *testing.T) {
	t.Parallel()
	env := func(name string) string {
		return map[string]string{"ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`}[name]
	}
	for system, want := range map[string]string{
		"windows": `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
		"darwin":  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"linux":   "/snap/bin/chromium",
	} {
		if !slices.Contains(usualPlaces(system, env), want) {
			t.Errorf("%s: %s is not among %q", system, want, usualPlaces(system, env))
		}
	}
	if got := len(usualPlaces("windows", env)); got != 6 {
		t.Errorf("%d places, want 6: a folder that is not known has none", got)
	}
}

func TestFileURL(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{"/tmp/a b/x.html": "file:///tmp/a%20b/x.html",
		"C:/Users/x.html": "file:///C:/Users/x.html"} {
		if got := fileURL(path); got != want {
			t.Errorf("fileURL(%q) = %q, want %q", path, got, want)
		}
	}
}

package reports

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// A File is one file of a format, named relative to the report folder with
// forward slashes.
type File struct {
	Name  string
	Write func(io.Writer) error
}

// A Format renders a Report as one file or several. OnRequest formats are written
// only when they are named.
type Format struct {
	Name, Doc string
	Files     func(*Report) []File
	OnRequest bool
}

// Formats are the report formats, in the order help shows them.
var Formats = []Format{
	{Name: "html", Doc: "one self-contained page for reading, printing and signing; the browser prints it as PDF",
		Files: htmlFiles},
	{Name: "csv", Doc: "every table of the page as a CSV file, without its limits", Files: csvFiles},
	{Name: "json", Doc: "the whole report as one JSON document, for programs; its schema is docs/report.schema.json",
		Files: jsonFiles},
	{Name: "cbom", Doc: "CycloneDX 1.6 cryptography bill of materials: protocols, suites, algorithms, certificates",
		Files: cbomFiles, OnRequest: true},
	{Name: "oscal", Doc: "NIST OSCAL 1.1.2 assessment results: a result per profile and one for its tunnels, for " +
		"governance tools", Files: oscalFiles, OnRequest: true},
	{Name: "sarif", Doc: "SARIF 2.1.0: every finding as a result, for code-scanning dashboards", Files: sarifFiles,
		OnRequest: true},
	{Name: "junit", Doc: "JUnit XML: every rule as a test case, for build servers", Files: junitFiles, OnRequest: true},
}

// DefaultNames are the formats written when none is named.
func DefaultNames() []string {
	var names []string
	for _, f := range Formats {
		if !f.OnRequest {
			names = append(names, f.Name)
		}
	}
	return names
}

// Lookup finds a format by name.
func Lookup(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("report format %q is not known; try %s", name, strings.Join(names, ", "))
}

// WriteDir writes the report in the given formats below dir, which it makes
// when needed, and returns the paths written, in the order of the formats. A file
// appears whole or not at all. Formats only read the report, so that they are
// written beside each other; with several errors the first format's is returned.
func WriteDir(dir string, r *Report, formats []Format) ([]string, error) {
	type result struct {
		paths []string
		err   error
	}
	results := make([]result, len(formats))
	var all sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0)) // a document may take a hundred megabytes while it is made
	for i, format := range formats {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			results[i].paths, results[i].err = writeFormat(dir, r, format)
		})
	}
	all.Wait()
	var written []string
	var err error
	for _, res := range results {
		written, err = append(written, res.paths...), cmp.Or(err, res.err)
	}
	return written, err
}

func writeFormat(dir string, r *Report, format Format) (written []string, err error) {
	for _, file := range format.Files(r) {
		path, err := writeFile(dir, file)
		if err != nil {
			return written, fmt.Errorf("writing the %s report: %w", format.Name, err)
		}
		written = append(written, path)
	}
	return written, nil
}

func writeFile(dir string, file File) (path string, err error) {
	name := filepath.FromSlash(file.Name)
	if !filepath.IsLocal(name) {
		return "", fmt.Errorf("%q would lie outside the report folder", file.Name)
	}
	path = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return "", err
	}
	tmp := path + ".part"
	f, err := os.Create(tmp)
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp)
		}
	}()
	if err := fill(f, file.Write); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return path, os.Rename(tmp, path)
}

func fill(f *os.File, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 256<<10)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

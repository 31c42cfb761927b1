// Package reports is the register of report formats and writes a report into a folder.
// Package model says what a report is, collect reads it, and each format has a package
// that renders it: page, tables, exchange.
package reports

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/zertify/zertify/reports/exchange"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/print"
	"github.com/zertify/zertify/reports/summary"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/workbook"
)

// A File is one file of a format, named relative to the report folder with
// forward slashes.
type File struct {
	Name  string
	Write func(io.Writer) error
}

// A Format renders a Report as one file or several, which are written in their order. OnRequest formats are written
// only when they are named.
type Format struct {
	Name, Doc string
	Files     func(*model.Report) []File
	OnRequest bool
	Omits     func(*model.Report) string // what the files have no room for, "" for nothing; nil if they have for all
	Ready     func() error               // why the files cannot be written on this machine; nil if they can on any
	All       *Format                    // the same with what it leaves out by intent; nil if that is nothing
}

// Formats are the report formats, in the order help shows them.
var Formats = []Format{
	{Name: "html", Doc: "one self-contained page for reading, printing and signing; the browser prints it as PDF",
		Files: oneFile("report.html", page.Write)},
	{Name: "summary", Doc: "the short form for signing: one page of HTML that prints to at most 12 sheets of A4",
		Files: oneFile("report-summary.html", summary.Write)},
	{Name: "xlsx", Doc: "one Excel workbook: a summary, and findings, servers, certificates and the rest as sheets",
		Files: oneFile("report.xlsx", workbook.Write)},
	{Name: "csv", Doc: "every table of the page as a CSV file for spreadsheets, without its limits; index.csv says what " +
		"each holds", Files: appendixFiles},
	{Name: "json", Doc: "the whole report as one JSON document, for programs; its schema is docs/report.schema.json",
		Files: oneFile("report.json", tables.WriteReport)},
	{Name: "cbom", Doc: "CycloneDX 1.6 cryptography bill of materials: protocols, suites, algorithms, certificates",
		Files: oneFile("cbom.cdx.json", exchange.WriteCBOM), OnRequest: true},
	{Name: "oscal", Doc: "NIST OSCAL 1.1.2 assessment results: a result per profile and one for its tunnels, for " +
		"governance tools", Files: oscalFiles, OnRequest: true},
	{Name: "sarif", Doc: "SARIF 2.1.0: what failed and what is not evidenced as results, for code-scanning dashboards",
		Files: oneFile("report.sarif", exchange.WriteSARIF), OnRequest: true, Omits: exchange.SARIFOmits,
		All: &Format{Name: "sarif", Files: oneFile("report.sarif", exchange.WriteSARIFAll), OnRequest: true,
			Omits: exchange.SARIFAllOmits}},
	{Name: "pdf", Doc: "page and summary printed with the Chromium, Chrome or Edge of this machine; " + print.Variable +
		" names another", Files: pdfFiles, OnRequest: true, Ready: haveBrowser},
	{Name: "junit", Doc: "JUnit XML: every rule as a test case, for build servers",
		Files: oneFile("junit.xml", exchange.WriteJUnit), OnRequest: true},
}

// oneFile makes the files of a format that writes one.
func oneFile(name string, write func(io.Writer, *model.Report) error) func(*model.Report) []File {
	return func(r *model.Report) []File {
		return []File{{name, func(w io.Writer) error { return write(w, r) }}}
	}
}

// oscalFiles are the results and the plan that they import.
func oscalFiles(r *model.Report) []File {
	results, plan := oneFile("oscal-assessment-results.json", exchange.WriteOSCAL),
		oneFile(exchange.OSCALPlanFile, exchange.WriteOSCALPlan)
	return append(results(r), plan(r)...)
}

// pdfFiles are the pages in print.
func pdfFiles(r *model.Report) []File {
	printed := func(name string, page func(io.Writer, *model.Report) error) File {
		return File{name, func(w io.Writer) error {
			return print.PDF(w, r.AsOf, func(w io.Writer) error { return page(w, r) })
		}}
	}
	return []File{printed("report-summary.pdf", summary.Write), printed("report.pdf", page.Write)}
}

func haveBrowser() error {
	_, err := print.Find()
	return err
}

// EverywhereFormats are those that need nothing of the machine.
func EverywhereFormats() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return f.Ready != nil })
}

// appendixFiles are the appendix tables as files.
func appendixFiles(r *model.Report) []File {
	var files []File
	for _, f := range tables.Appendix(r) {
		files = append(files, File(f))
	}
	return files
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

// WriteDir writes the report in the given formats into a folder, in the place of an
// earlier one, and returns the paths written, in the order of the formats.
func WriteDir(dir string, r *model.Report, formats []Format) ([]string, error) {
	set, err := new(outfile.Guard).OpenSet(dir, SetKind)
	if err != nil {
		return nil, err
	}
	paths, err := WriteSet(set, r, formats)
	if err != nil {
		return nil, errors.Join(err, set.Discard())
	}
	return paths, set.Commit()
}

// SetKind is what the manifest of a report's folder calls it.
const SetKind = "report"

// WriteSet adds the report in the given formats to a set of files, and returns the paths
// they will have, in the order of the formats. Formats only read the report, so that they
// are written beside each other; with several errors the first format's is returned.
func WriteSet(set *outfile.Set, r *model.Report, formats []Format) ([]string, error) {
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
			results[i].paths, results[i].err = writeFormat(set, r, format)
		})
	}
	all.Wait()
	var paths []string
	var err error
	for _, res := range results {
		paths, err = append(paths, res.paths...), cmp.Or(err, res.err)
	}
	return paths, err
}

func writeFormat(set *outfile.Set, r *model.Report, format Format) (paths []string, err error) {
	for _, file := range format.Files(r) {
		if err := set.Write(file.Name, file.Write); err != nil {
			return paths, fmt.Errorf("writing the %s report: %w", format.Name, err)
		}
		paths = append(paths, set.Path(file.Name))
	}
	return paths, nil
}

package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	// The driver registers itself under the name "duckdb".
	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// loadOptions are the flags about reading input, shared by ingest and run.
type loadOptions struct {
	db                     string
	framing, codePage      string
	codes, layout          string
	jobs                   int
	strict, again, salvage bool
	mixed                  bool
	nmi                    nmiFlags
	parts                  bool
	report                 string // folder of the report, which is not an input
}

func (o *loadOptions) addFlags(cmd *cobra.Command) {
	addReadFlags(cmd, &o.framing, &o.codePage, &o.codes, &o.salvage)
	addLayoutFlag(cmd, &o.layout)
	o.nmi.addFraming(cmd)
	o.nmi.addCapturedAt(cmd)
	f := cmd.Flags()
	f.IntVar(&o.jobs, "jobs", 0, "number of workers that decode; 0 is one per processor")
	f.BoolVar(&o.strict, "strict", false, "stop at the first record that is rejected")
	f.BoolVar(&o.again, "again", false, "load inputs again that were loaded before, and replace them")
	f.BoolVar(&o.mixed, "allow-mixed", false,
		"allow copies made by anonymize and originals in one database")
	addParts(cmd, &o.parts)
}

func addParts(cmd *cobra.Command, parts *bool) {
	cmd.Flags().BoolVar(parts, "parts", false,
		"read the inputs as one: they are the parts of a transfer, in order")
}

// addReadFlags adds the flags that say how bytes become records and names.
func addReadFlags(cmd *cobra.Command, framing, codePage, codes *string, salvage *bool) {
	f := cmd.Flags()
	f.StringVar(framing, "framing", "auto", "how records are framed: "+strings.Join(smf.FramingNames(), ", "))
	f.StringVar(codePage, "code-page", "1047", "EBCDIC code page of text: "+strings.Join(wire.CodePageNames(), ", "))
	f.StringVar(codes, "codes", "", "CSV `file` of code names from your own manuals: enum,code,name[,token,bits]")
	f.BoolVar(salvage, "salvage", false, "infer where records end in a file that has lost their lengths")
	addMaxOutput(cmd)
	complete(cmd, "framing", smf.FramingNames())
	complete(cmd, "code-page", wire.CodePageNames())
}

// complete offers the values of a flag to shells.
func complete(cmd *cobra.Command, flag string, values []string) {
	// The only error is a flag that does not exist, which the tests would meet.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// smfOptions turns flags into the reader's options.
func smfOptions(framing string, salvage bool) (smf.Options, error) {
	f, err := smf.ParseFraming(framing)
	if err != nil {
		return smf.Options{}, fmt.Errorf("--framing: %w", err)
	}
	return smf.Options{Framing: f, Salvage: salvage}, nil
}

// ingestOptions checks the flags and inputs and returns what ingest.Run takes.
func (o *loadOptions) ingestOptions(e *env, args []string) (ingest.Options, error) {
	var opt ingest.Options
	if err := needDB(o.db); err != nil {
		return opt, err
	}
	inputs, found, err := expandInputs(args, o.db, o.report)
	if err != nil {
		return opt, err
	}
	if slices.ContainsFunc(inputs, func(in string) bool { return outfile.SameFile(in, o.db) }) {
		return opt, fmt.Errorf("%s is both the database and an input; give --db another name", o.db)
	}
	if o.parts && slices.Contains(inputs, "-") {
		return opt, errPartsStdin
	}
	reading, err := smfOptions(o.framing, o.salvage)
	if err != nil {
		return opt, err
	}
	messages, err := o.nmi.options()
	if err != nil {
		return opt, err
	}
	captured, err := o.nmi.captured()
	if err != nil {
		return opt, err
	}
	codes, err := readCodes(o.codes)
	if err != nil {
		return opt, err
	}
	overlay, err := readOverlay(o.layout)
	if err != nil {
		return opt, err
	}
	if o.jobs < 0 {
		return opt, fmt.Errorf("--jobs %d: must be 0 or more", o.jobs)
	}
	if _, err := wire.NewCodePage(o.codePage); err != nil {
		return opt, fmt.Errorf("--code-page: %w", err)
	}
	return ingest.Options{
		DB: o.db, Inputs: inputs, Found: found, Parts: o.parts, Stdin: e.stdin, Container: e.opening,
		SMF: reading, NMI: messages,
		Discover: o.nmi.given(), Captured: captured, CodePage: o.codePage, Jobs: o.jobs,
		Strict: o.strict, Again: o.again, Mixed: o.mixed, Codes: codes, Overlay: overlay, Version: toolVersion(),
		Views: &views, Progress: &ingest.Progress{},
	}, nil
}

// load reads the inputs into the database, shows progress, installs the views and
// says what was odd about each input.
func (o *loadOptions) load(ctx context.Context, e *env, args []string) (*ingest.Summary, error) {
	opt, err := o.ingestOptions(e, args)
	if err != nil {
		return nil, err
	}
	if err := outfile.MkdirAll(filepath.Dir(o.db)); err != nil {
		return nil, fmt.Errorf("make the folder of the database: %w", err)
	}
	stop := e.showProgress(opt)
	sum, err := ingest.Run(ctx, opt, e.log)
	stop()
	if sum != nil && err == nil && o.report != "" && nothingRead(sum) {
		return sum, &exit{exitIncomplete, errors.New(e.explainNothing(sum.Files))}
	}
	if sum != nil {
		e.explainInputs(sum, o.layout)
	}
	if err != nil {
		return sum, explainLoadSpace(&opt, err)
	}
	watched, stop := e.watch(ctx)
	err = views.Renew(watched, o.db)
	stop()
	var rejected *ingest.RejectedError
	if errors.As(err, &rejected) {
		return sum, &exit{exitIncomplete, err}
	}
	return sum, explainLoadSpace(&opt, err)
}

// views are what every command that reads a database reads.
var views = ingest.Views{Version: queries.ViewsVersion(), Make: queries.InstallIn, Template: template}

// template is a new database; go generate makes it.
//
//go:generate go test -tags duckdb_arrow -run "TestTemplateIsCurrent|TestMadeListIsWhole" . -update
//go:embed template.zst
var template []byte

// viewTimeout is how long a command that has loaded inputs waits to read them when
// another program got hold of the database meanwhile.
const viewTimeout = time.Minute

// explainInputs tells what a user should know about each input. overlay is the
// folder that --layout names.
func (e *env) explainInputs(sum *ingest.Summary, overlay string) {
	e.explainUnread(sum.Files)
	for i := range sum.Files {
		e.explainInput(&sum.Files[i], overlay)
	}
	e.explainParts(sum.Files)
	e.tellLeft(sum.Left)
}

// explainInput tells what a user should know about one input of which something
// was read.
func (e *env) explainInput(f *ingest.FileSummary, overlay string) {
	if f.Err == nil && f.Stopped != nil {
		e.log.Warn(stopWarning(f.Path, f.Stopped))
	}
	switch {
	case unread(f):
		return
	case f.Err != nil:
		e.log.Warn(namedError(f.Path, f.Err))
		return
	case f.Known:
		text := fmt.Sprintf("%s: loaded before (sha256 %s); nothing was added; --again replaces it", f.Path,
			shortDigest(f.SHA256))
		if overlay != "" {
			text += fmt.Sprintf(", and only then is it read with the layouts in %s", overlay)
		}
		e.log.Info(text)
		return
	}
	if f.Form == layout.NMsec {
		e.explainCapture(f, overlay)
	}
	if f.Framing == smf.None.String() {
		e.log.Warn(fmt.Sprintf(
			"%s: salvaged: where its %s end is inferred, because their lengths are lost; compare the counts with the listing "+
				"of the dump job, and a few records with those on z/OS",
			f.Path, plural(f.Records, unitOf(f))))
	}
	if f.Rejected > 0 {
		e.log.Warn(fmt.Sprintf("%s: %s rejected; table input_issue says which and why", f.Path,
			plural(f.Rejected, unitOf(f))))
	}
	if f.Duplicates > 0 {
		e.log.Info(fmt.Sprintf("%s: %s of records read before; they are not counted twice", f.Path, copies(f.Duplicates)))
	}
	if text := f.NothingToAudit(); text != "" {
		e.log.Warn(f.Path + ": " + text)
	}
}

// tellLeft names what was left out beside the dumps.
func (e *env) tellLeft(left container.Left) {
	if text := leftOut(left); text != "" {
		e.log.Info("left out: " + text)
	}
}

// maxListed bounds the files that leftOut names.
const maxListed = 8

// leftOut counts files that lie beside dumps and are none, and names some; it is
// empty when there are none.
func leftOut(left container.Left) string {
	if left.Total == 0 {
		return ""
	}
	names := left.Names[:min(len(left.Names), maxListed)]
	if more := left.Total - int64(len(names)); more > 0 {
		names = append(slices.Clone(names), fmt.Sprintf("and %s more", commas(more)))
	}
	return fmt.Sprintf("%s beside the dumps: %s", plural(left.Total, "file"), plain.Text(strings.Join(names, ", ")))
}

// stopWarning says that only a part of an input was read.
func stopWarning(path string, s *ingest.Stop) string {
	text := fmt.Sprintf("%s: not read to its end: reading stopped %s", path, s)
	if s.Try != "" {
		text += "; " + s.Try
	}
	return text
}

// unitOf is what the input is made of.
func unitOf(f *ingest.FileSummary) string {
	if f.Form == layout.NMsec {
		return "message"
	}
	return "record"
}

// explainCapture says what is uncertain about an NMI capture.
func (e *env) explainCapture(f *ingest.FileSummary, overlay string) {
	how := ""
	if overlay != "" {
		how = " --layout " + shellWord(overlay)
	}
	switch {
	case f.FramingDoubt == nmsec.Disputed:
		e.log.Warn(fmt.Sprintf(
			"%s: read with framing %s of the site's overlay, but discovery reads this capture differently; compare: zertify "+
				"dump %s%s --framing-report", f.Path, f.Framing, filename.Quote(f.Path), how))
	case f.FramingDoubt == nmsec.Unconfirmed:
		e.log.Warn(fmt.Sprintf(
			"%s: read with framing %s, which nobody has confirmed; check it with: zertify dump %s%s --framing-report", f.Path,
			f.Framing, filename.Quote(f.Path), how))
	case f.Framing == ingest.Carved:
		e.log.Warn(fmt.Sprintf(
			"%s: the structures were found by their own form, without the messages around them; what they rest on is marked "+
				"is_carved, and nothing says which stack they are of", f.Path))
	}
}

var errPartsStdin = errors.New(
	"--parts joins files, and standard input is one stream already; without --parts: cat PART... | zertify ingest -")

// explainParts says where inputs break off inside a record and the next do not
// begin with one: a transfer cut into pieces, most likely.
func (e *env) explainParts(files []ingest.FileSummary) {
	for len(files) > 0 {
		n := 1
		for n < len(files) && files[n-1].CutOff && files[n].Headless {
			n++
		}
		if n > 1 {
			var words []string
			for _, f := range files[:n] {
				words = append(words, filename.Quote(f.Path))
			}
			e.log.Warn(fmt.Sprintf(
				"%s ends inside a record and %s does not begin with one; if they are parts of one transfer, load them together, "+
					"in order, into a new database: zertify ingest --parts %s --db NEW.duckdb", files[0].Path, files[1].Path,
				plain.List(words, " ")))
		}
		files = files[n:]
	}
}

func copies(n int64) string {
	if n == 1 {
		return "1 copy"
	}
	return commas(n) + " copies"
}

func shortDigest(sum string) string { return sum[:min(12, len(sum))] }

// namedError returns an error's text with the input's name in front, unless the
// text has it already.
func namedError(path string, err error) string {
	text := err.Error()
	if strings.Contains(text, path) {
		return text
	}
	return path + ": " + text
}

// nothingToEvaluate reports that no input, new or known, held a type 119 record or an
// NMI message.
func nothingToEvaluate(sum *ingest.Summary) bool {
	return !slices.ContainsFunc(sum.Files, func(f ingest.FileSummary) bool {
		return f.Known || f.Records119 > 0 || f.Form == layout.NMsec && f.Records > 0
	})
}

// openDB opens a database for reading, with leave for COPY to write the given files.
// Every command that reads figures opens it here, so that none reads stale ones.
func openDB(ctx context.Context, path string, files ...string) (*sql.DB, error) {
	if err := needFile(path); err != nil {
		return nil, err
	}
	return views.Open(ctx, path, files...)
}

// once makes a function that runs f the first time only.
func once(f func()) func() {
	var o sync.Once
	return func() { o.Do(f) }
}

// plainPath makes a path fit to be shown.
func plainPath(s string) string { return plain.Text(s) }

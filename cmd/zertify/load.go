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
	"github.com/zertify/zertify/ingest/notice"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema"
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
	text                   textFlags
	parts                  bool
	report                 string // folder of the report, which is not an input
}

func (o *loadOptions) addFlags(cmd *cobra.Command) {
	addReadFlags(cmd, &o.framing, &o.codePage, &o.codes, &o.salvage)
	addLayoutFlag(cmd, &o.layout)
	o.nmi.addFraming(cmd)
	o.nmi.addCapturedAt(cmd)
	o.text.add(cmd)
	f := cmd.Flags()
	f.IntVar(&o.jobs, "jobs", 0, "`number` of workers that decode; 0 is one per processor")
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

// usualCodePage is that of most texts of z/OS.
const usualCodePage = "1047"

// addReadFlags adds the flags that say how bytes become records and names.
func addReadFlags(cmd *cobra.Command, framing, codePage, codes *string, salvage *bool) {
	f := cmd.Flags()
	f.StringVar(framing, "framing", "auto", "`framing` of the records: "+strings.Join(smf.FramingNames(), ", "))
	f.StringVar(codePage, "code-page", usualCodePage,
		"EBCDIC code `page` of text: "+strings.Join(wire.CodePageNames(), ", "))
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
	opt := ingest.Options{
		DB: o.db, Parts: o.parts, Stdin: e.stdin, Container: e.opening,
		Discover: o.nmi.given(), CodePage: o.codePage, Jobs: o.jobs, Strict: o.strict, Again: o.again, Mixed: o.mixed,
		Version: toolVersion(), Views: &views, Progress: &ingest.Progress{},
	}
	if err := needDB(o.db); err != nil {
		return opt, err
	}
	if err := o.inputs(&opt, args); err != nil {
		return opt, err
	}
	if err := o.readers(&opt); err != nil {
		return opt, err
	}
	if o.jobs < 0 {
		return opt, fmt.Errorf("--jobs %d: must be 0 or more", o.jobs)
	}
	if _, err := wire.NewCodePage(o.codePage); err != nil {
		return opt, fmt.Errorf("--code-page: %w", err)
	}
	return opt, nil
}

// inputs finds the inputs that the arguments mean.
func (o *loadOptions) inputs(opt *ingest.Options, args []string) (err error) {
	if opt.Inputs, opt.Found, err = expandInputs(args, o.db, o.report); err != nil {
		return err
	}
	if slices.ContainsFunc(opt.Inputs, func(in string) bool { return outfile.SameFile(in, o.db) }) {
		return fmt.Errorf("%s is both the database and an input; give --db another name", o.db)
	}
	if o.parts && slices.Contains(opt.Inputs, "-") {
		return errPartsStdin
	}
	return nil
}

// readers sets how records, messages and texts are read, and reads the files that say so.
func (o *loadOptions) readers(opt *ingest.Options) (err error) {
	if opt.SMF, err = smfOptions(o.framing, o.salvage); err != nil {
		return err
	}
	if opt.NMI, err = o.nmi.options(); err != nil {
		return err
	}
	if opt.Captured, err = o.nmi.captured(); err != nil {
		return err
	}
	if opt.Text, err = o.text.options(); err != nil {
		return err
	}
	if opt.Codes, err = readCodes(o.codes); err != nil {
		return err
	}
	opt.Overlay, err = readOverlay(o.layout)
	return err
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
	if sum != nil && err == nil && o.report != "" && notice.NothingRead(sum) {
		return sum, e.endNothing(ctx, sum)
	}
	if sum != nil {
		e.tell(ctx, notice.Of(sum, o.layout))
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
var views = ingest.Views{Version: queries.ViewsVersion(), Make: makeViews, Template: template}

// makeViews makes the tables and, unless they are there, the views, and puts the sentences on all.
func makeViews(ctx context.Context, tx *sql.Tx, defined bool) error {
	if err := queries.InstallIn(ctx, tx, defined); err != nil {
		return err
	}
	if !defined {
		if _, err := tx.ExecContext(ctx, schema.ViewComments()); err != nil {
			return err
		}
	}
	return queries.Describe(ctx, tx)
}

// template is a new database; go generate makes it.
//
//go:generate go test -tags duckdb_arrow -run "TestTemplateIsCurrent|TestMadeListIsWhole" . -update
//go:embed template.zst
var template []byte

// viewTimeout is how long a command that has loaded inputs waits to read them when
// another program got hold of the database meanwhile.
const viewTimeout = time.Minute

// tell logs notices in order.
func (e *env) tell(ctx context.Context, notices []notice.Notice) {
	for _, n := range notices {
		e.log.Log(ctx, n.Level, n.Text)
	}
}

// endNothing tells why nothing was read of any input, and returns the error that ends the run.
func (e *env) endNothing(ctx context.Context, sum *ingest.Summary) error {
	why := notice.Nothing(sum)
	e.tell(ctx, why[:len(why)-1])
	return &exit{exitIncomplete, errors.New(why[len(why)-1].Text)}
}

var errPartsStdin = errors.New(
	"--parts joins files, and standard input is one stream already; without --parts: cat PART... | zertify ingest -")

// openDB opens a database for reading, with leave for COPY to write the given files.
// Every command that reads figures opens it here, so that none reads stale ones.
func openDB(ctx context.Context, path string, files ...string) (*sql.DB, error) {
	if err := needFile(path); err != nil {
		return nil, err
	}
	return views.Open(ctx, path, files...)
}

// openDB is openDB that shows how far the making of views is, where they are stale.
func (e *env) openDB(ctx context.Context, path string, files ...string) (*sql.DB, error) {
	watched, stop := e.watch(ctx)
	defer stop()
	return openDB(watched, path, files...)
}

// once makes a function that runs f the first time only.
func once(f func()) func() {
	var o sync.Once
	return func() { o.Do(f) }
}

// plainPath makes a path fit to be shown.
func plainPath(s string) string { return plain.Text(s) }

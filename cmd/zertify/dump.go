package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

type dumpOptions struct {
	record            int64
	stats             bool
	format            string
	framing, codePage string
	codes, layout     string
	salvage           bool
	nmi               nmiFlags
	framingReport     bool
	output            string
}

// dumpFormats are the forms dump writes.
var dumpFormats = []string{"text", "json"}

func newDumpCmd(e *env) *cobra.Command {
	var opt dumpOptions
	cmd := &cobra.Command{
		Use:   "dump INPUT",
		Short: "Show the bytes of a record with their meaning, or what a file holds",
		Long: `Shows one record byte by byte: offset, bytes, field, value and meaning, section by
section. Records of other types are shown with their header and as hex. With --stats it
shows what a file holds instead, layer by layer, and what would make it usable when it
is not.

Of a captured stream of the IPSec NMI it shows a message: header and records as the
framing has them, and each section. With --framing-report it tells instead how the
framing was found and how sure that is; -o writes it as CSV, for --nmi-framing.

INPUT is a file, - for standard input, or ARCHIVE!MEMBER as the reports name it.`,
		Example: "  zertify dump demo.smf --record 7\n  zertify dump demo.smf --stats\n  zertify dump demo.smf --record 7 " +
			"-f json\n  zertify dump demo.nmi --framing-report -o framing.csv",
		Args: needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDump(cmd.Context(), e, args[0], &opt, cmd.Flags().Changed("record"))
		},
	}
	f := cmd.Flags()
	f.Int64Var(&opt.record, "record", 1, "number of the record, from 1, as the database and the reports give it")
	f.BoolVar(&opt.stats, "stats", false, "show what the file holds instead of a record")
	f.StringVarP(&opt.format, "format", "f", "text", "text or json")
	complete(cmd, "format", dumpFormats)
	f.BoolVar(&opt.framingReport, "framing-report", false, "show how the framing of an NMI capture was found")
	addOutput(cmd, &opt.output, writesFile, "", "`file` that --framing-report writes the framing to, as CSV")
	addReadFlags(cmd, &opt.framing, &opt.codePage, &opt.codes, &opt.salvage)
	addLayoutFlag(cmd, &opt.layout)
	opt.nmi.addFraming(cmd)
	return cmd
}

func needOneInput(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s given, need one: %s INPUT", plural(int64(len(args)), "input"), cmd.CommandPath())
	}
	return nil
}

func runDump(ctx context.Context, e *env, arg string, opt *dumpOptions, chosen bool) error {
	if !slices.Contains(dumpFormats, opt.format) {
		return fmt.Errorf("--format %q is not known; try text or json", opt.format)
	}
	switch {
	case opt.stats && chosen:
		return errors.New("--stats and --record exclude each other; give one")
	case opt.framingReport && (opt.stats || chosen):
		return errors.New("--framing-report excludes --stats and --record; give one")
	case opt.output != "" && !opt.framingReport:
		return errors.New("-o is for the framing that --framing-report finds; to keep a dump, send it to a file with >")
	}
	if opt.record < 1 {
		return fmt.Errorf("--record %d: records are numbered from 1", opt.record)
	}
	src, err := findSource(arg)
	if err != nil {
		return err
	}
	how := reading{}
	if how.smf, err = smfOptions(opt.framing, opt.salvage); err != nil {
		return err
	}
	overlay, err := readOverlay(opt.layout)
	if err != nil {
		return err
	}
	if how.nmi, err = opt.nmi.optionsWith(overlay); err != nil {
		return err
	}
	if opt.framingReport {
		return runFramingReport(ctx, e, src, how, opt)
	}
	cp, err := wire.NewCodePage(opt.codePage)
	if err != nil {
		return fmt.Errorf("--code-page: %w", err)
	}
	if opt.stats {
		return runStats(ctx, e, src, how, cp, opt.format)
	}
	codes, err := readCodes(opt.codes)
	if err != nil {
		return err
	}
	f := &recordFinder{want: opt.record, how: how, dumper: newRecordDumper(cp, codes)}
	f.dumper.lay(overlay)
	if err := f.find(ctx, e, src); err != nil {
		return err
	}
	if err := e.writeDump(f.found, opt.format); err != nil {
		return err
	}
	if !chosen {
		e.log.Info(fmt.Sprintf("this is the first record; another with --record N, an overview with: zertify dump --stats %s",
			shellWord(arg)))
	}
	return incomplete(f.found.rejected())
}

// A dumped thing writes itself as text.
type texter interface{ writeText(w io.Writer) error }

// A dumped record knows whether it could be read.
type dumped interface {
	texter
	rejected() bool
}

func (e *env) writeDump(v texter, format string) error {
	return outfile.Buffered(e.stdout, func(w io.Writer) error {
		if format != "json" {
			return v.writeText(w)
		}
		return reports.WriteJSON(w, v)
	})
}

// recordFinder looks for a record in the first input of a source that holds SMF
// records or NMI messages.
type recordFinder struct {
	want   int64
	how    reading
	dumper *recordDumper

	found dumped
	seen  int64 // records in the input looked at
	in    string
	last  error // what was no record after the last one seen
	err   error // why the inputs so far could not be read
}

func (f *recordFinder) find(ctx context.Context, e *env, src source) error {
	err := src.walk(ctx, e, func(m *container.Member) error { return f.member(ctx, m) })
	switch {
	case err != nil:
		return err
	case f.found != nil:
		return nil
	case f.in == "" && f.err != nil:
		return f.err
	case f.in == "":
		return fmt.Errorf("%s: no SMF record and no NMI message inside; see: zertify dump --stats %s", src.name(),
			shellWord(src.path))
	case f.last != nil:
		return fmt.Errorf("%s has %s, --record %d is beyond; after record %d came: %w", f.in, plural(f.seen, "record"),
			f.want, f.seen, f.last)
	}
	return fmt.Errorf("%s has %s; --record %d is beyond", f.in, plural(f.seen, "record"), f.want)
}

// member reads an input until the record wanted has come.
func (f *recordFinder) member(ctx context.Context, m *container.Member) error {
	if m.Err != nil {
		f.err = errors.Join(f.err, m.Err)
		return nil
	}
	in, form := openForm(m.Reader, f.how)
	next := f.records(m.Name, in)
	if form == layout.NMsec {
		next = f.messages(m.Name, in)
	}
	for ctx.Err() == nil {
		no, show, err := next()
		switch {
		case isFault(err):
			f.last = err
		case errors.Is(err, io.EOF):
			return f.ended(m)
		case err != nil:
			f.err = errors.Join(f.err, err)
			return nil
		case no == f.want:
			f.in, f.found = m.Name, show()
			return errEnough
		default:
			f.seen, f.last = no, nil
		}
	}
	return ctx.Err()
}

// A step gives the number of the next record and how to show it.
type step func() (no int64, show func() dumped, err error)

func (f *recordFinder) records(name string, in io.Reader) step {
	r := smf.NewReader(name, in, f.how.smf)
	return func() (int64, func() dumped, error) {
		rec, err := r.Next()
		if err != nil {
			return 0, nil, err
		}
		return rec.Pos.Record, func() dumped { framing, _ := r.Framing(); return f.dumper.dump(rec, framing) }, nil
	}
}

func (f *recordFinder) messages(name string, in io.Reader) step {
	r := nmsec.NewReader(name, in, f.how.nmi)
	return func() (int64, func() dumped, error) {
		m, err := r.Next()
		if err != nil {
			return 0, nil, err
		}
		return m.Pos.Record, func() dumped { framing, basis := r.Framing(); return f.dumper.message(m, framing, basis) }, nil
	}
}

// isFault reports whether reading can go on after an error.
func isFault(err error) bool {
	var record *smf.Fault
	var message *nmsec.Fault
	return errors.As(err, &record) || errors.As(err, &message)
}

// openForm tells what an input is and gives all its bytes.
func openForm(r io.Reader, how reading) (io.Reader, string) {
	b := bufio.NewReaderSize(r, ingest.SniffBytes)
	head, _ := b.Peek(ingest.SniffBytes) // an error comes again when the input is read
	return b, ingest.FormOf(head, how.smf, how.nmi)
}

// ended settles that the record is not in this input. Only one that holds
// records counts; a text file beside the dump in an archive does not.
func (f *recordFinder) ended(m *container.Member) error {
	if f.seen == 0 {
		if f.last != nil {
			f.err = errors.Join(f.err, f.last)
		}
		return nil
	}
	f.in = m.Name
	return errEnough
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/inputs"
	"github.com/zertify/zertify/ingest/inspect"
	"github.com/zertify/zertify/ingest/notice"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/schema/wire"
)

type dumpOptions struct {
	record            int64
	stats             bool
	format            string
	framing, codePage string
	codes, layout     string
	salvage           bool
	nmi               nmiFlags
	text              textFlags
	framingReport     bool
	output            string
}

// dumpFormats are the forms dump writes.
var dumpFormats = []string{"text", "json"}

func newDumpCmd(e *env) *cobra.Command {
	var opt dumpOptions
	cmd := &cobra.Command{
		Use:   "dump INPUT",
		Short: "Show the bytes of a record with their meaning, or what is in a file",
		Long: `Shows one record byte by byte, section by section: offset, bytes, field, value and
meaning. Of records without a layout it shows the header, and the rest as hex. With
--stats it shows what is in the file instead, layer by layer, and what to do if it cannot
be read.

Of a captured stream of the IPSec NMI it shows a message: its header and records as the
framing describes them, and each section. With --framing-report it says instead how the
framing was found and how sure that is; -o writes the framing as CSV, for --nmi-framing.

Of a report of ipsec, or a log of the IKE daemon, it shows the entry in which a line lies,
label by label, and how the meaning of each is known; --record is the number of the line.

INPUT is a file, - for standard input, or ARCHIVE!MEMBER as the reports name it.`,
		Example: "  zertify dump demo.smf --record 7\n  zertify dump demo.smf --stats\n  zertify dump demo.smf --record 7 " +
			"-f json\n  zertify dump demo.nmi --framing-report -o framing.csv",
		Args: needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDump(cmd.Context(), e, args[0], &opt, cmd.Flags().Changed("record"))
		},
	}
	f := cmd.Flags()
	f.Int64Var(&opt.record, "record", 1, "`number` of the record, from 1, as in the database and the reports")
	f.BoolVar(&opt.stats, "stats", false, "show what is in the file instead of a record")
	f.StringVarP(&opt.format, "format", "f", "text", "`format` of the output: text or json")
	complete(cmd, "format", dumpFormats)
	f.BoolVar(&opt.framingReport, "framing-report", false, "show how the framing of an NMI capture was found")
	addOutput(cmd, &opt.output, writesFile, "", "`file` that --framing-report writes the framing to, as CSV")
	addReadFlags(cmd, &opt.framing, &opt.codePage, &opt.codes, &opt.salvage)
	addLayoutFlag(cmd, &opt.layout)
	opt.nmi.addFraming(cmd)
	opt.text.add(cmd)
	return cmd
}

func needOneInput(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s given, need one: %s INPUT", plural(int64(len(args)), "input"), cmd.CommandPath())
	}
	return nil
}

// check refuses flags that do not go together. chosen reports that --record was given.
func (o *dumpOptions) check(chosen bool) error {
	if !slices.Contains(dumpFormats, o.format) {
		return fmt.Errorf("--format %q is not known; try text or json", o.format)
	}
	switch {
	case o.stats && chosen:
		return errors.New("--stats and --record cannot be combined; give one of them")
	case o.framingReport && (o.stats || chosen):
		return errors.New("--framing-report cannot be combined with --stats or --record; give one of them")
	case o.output != "" && !o.framingReport:
		return errors.New("-o is for the framing that --framing-report finds; to keep a dump, redirect it to a file with >")
	case o.record < 1:
		return fmt.Errorf("--record %d: records are numbered from 1", o.record)
	}
	return nil
}

func runDump(ctx context.Context, e *env, arg string, opt *dumpOptions, chosen bool) error {
	if err := opt.check(chosen); err != nil {
		return err
	}
	src, err := findInput(arg)
	if err != nil {
		return err
	}
	how, err := opt.inspect()
	switch {
	case err != nil:
		return err
	case opt.framingReport:
		return dumpFraming(ctx, e, src, how.NMI, opt)
	case opt.stats:
		return dumpStats(ctx, e, src, how, opt.format)
	}
	found, err := findRecord(ctx, e, src, opt.record, how)
	if err != nil {
		return err
	}
	if err := e.writeDump(found, opt.format); err != nil {
		return err
	}
	if !chosen {
		e.log.Info(fmt.Sprintf("this is the first record; another with --record N, an overview with: zertify dump --stats %s",
			shellWord(arg)))
	}
	return incomplete(found.Rejected())
}

// inspect turns the flags about reading into options.
func (o *dumpOptions) inspect() (out inspect.Options, err error) {
	if out.SMF, err = smfOptions(o.framing, o.salvage); err != nil {
		return out, err
	}
	if out.Overlay, err = readOverlay(o.layout); err != nil {
		return out, err
	}
	if out.NMI, err = o.nmi.optionsWith(out.Overlay); err != nil {
		return out, err
	}
	if out.Text, err = o.text.options(); err != nil {
		return out, err
	}
	if out.CodePage, err = wire.NewCodePage(o.codePage); err != nil {
		return out, fmt.Errorf("--code-page: %w", err)
	}
	out.Codes, err = readCodes(o.codes)
	return out, err
}

// writeDump writes what was found as text or as JSON.
func (e *env) writeDump(v interface{ WriteText(io.Writer) error }, format string) error {
	return outfile.Buffered(e.stdout, func(w io.Writer) error {
		if format != "json" {
			return v.WriteText(w)
		}
		return tables.WriteJSON(w, v)
	})
}

// findRecord looks for a record in an input and those inside it.
func findRecord(ctx context.Context, e *env, src inputs.Input, want int64, how inspect.Options) (inspect.Dump, error) {
	f := inspect.NewFinder(want, how)
	err := e.walk(ctx, src, func(m *container.Member) error {
		done, err := f.Member(ctx, m)
		if done {
			err = inputs.ErrEnough
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	found, err := f.Found()
	var beyond *inspect.BeyondError
	switch {
	case errors.Is(err, inspect.ErrNoRecord):
		return nil, fmt.Errorf("%s: %w; see: zertify dump --stats %s", src.Name(), err, shellWord(src.Path))
	case errors.As(err, &beyond) && beyond.After != nil:
		return nil, fmt.Errorf("%s has %s and no record %d; after record %d: %w", beyond.Input,
			plural(beyond.Records, "record"), want, beyond.Records, beyond.After)
	case errors.As(err, &beyond):
		return nil, fmt.Errorf("%s has %s and no record %d", beyond.Input, plural(beyond.Records, "record"), want)
	}
	return found, err
}

// dumpStats shows what is in an input and those inside it.
func dumpStats(ctx context.Context, e *env, src inputs.Input, how inspect.Options, format string) error {
	c := inspect.NewCounter(src.Name(), how)
	src.Left = &c.Left
	if err := e.walk(ctx, src, func(m *container.Member) error { return c.Add(ctx, m) }); err != nil {
		return err
	}
	file := c.File()
	e.tell(ctx, notice.Left(c.Left))
	if err := e.writeDump(file, format); err != nil {
		return err
	}
	return incomplete(file.Incomplete())
}

// dumpFraming reports on the first NMI capture of an input.
func dumpFraming(ctx context.Context, e *env, src inputs.Input, how nmsec.Options, opt *dumpOptions) error {
	var report *inspect.FramingReport
	var failed error
	err := e.walk(ctx, src, func(m *container.Member) (err error) {
		if m.Err != nil {
			failed = errors.Join(failed, m.Err)
			return nil
		}
		if report, err = inspect.ReportFraming(m, how); err != nil {
			failed = errors.Join(failed, err)
			return nil
		}
		return inputs.ErrEnough
	})
	switch {
	case err != nil:
		return err
	case report == nil && failed != nil:
		return failed
	case report == nil:
		return fmt.Errorf("%s: nothing to look at", src.Name())
	}
	if err := e.writeDump(report, opt.format); err != nil {
		return err
	}
	if opt.output != "" && report.Found() != nil {
		if err := e.writeFile(opt.output, report.Found().WriteCSV); err != nil {
			return err
		}
	}
	return incomplete(report.Found() == nil)
}

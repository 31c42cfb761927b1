package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
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

INPUT is a file, - for standard input, or ARCHIVE!MEMBER as the reports name it.`,
		Example: "  zertify dump demo.smf --record 7\n  zertify dump demo.smf --stats\n  zertify dump demo.smf --record 7 -f json",
		Args:    needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDump(cmd.Context(), e, args[0], &opt, cmd.Flags().Changed("record"))
		},
	}
	f := cmd.Flags()
	f.Int64Var(&opt.record, "record", 1, "number of the record, from 1, as the database and the reports give it")
	f.BoolVar(&opt.stats, "stats", false, "show what the file holds instead of a record")
	f.StringVarP(&opt.format, "format", "f", "text", "text or json")
	complete(cmd, "format", dumpFormats)
	addReadFlags(cmd, &opt.framing, &opt.codePage, &opt.codes, &opt.salvage)
	addLayoutFlag(cmd, &opt.layout)
	return cmd
}

func needOneInput(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%d inputs given, need one: zertify %s INPUT", len(args), cmd.Name())
	}
	return nil
}

func runDump(ctx context.Context, e *env, arg string, opt *dumpOptions, chosen bool) error {
	if !slices.Contains(dumpFormats, opt.format) {
		return fmt.Errorf("--format %q is not known; try text or json", opt.format)
	}
	if opt.stats && chosen {
		return errors.New("--stats and --record exclude each other; give one")
	}
	if opt.record < 1 {
		return fmt.Errorf("--record %d: records are numbered from 1", opt.record)
	}
	src, err := findSource(arg)
	if err != nil {
		return err
	}
	reading, err := smfOptions(opt.framing, opt.salvage)
	if err != nil {
		return err
	}
	cp, err := wire.NewCodePage(opt.codePage)
	if err != nil {
		return fmt.Errorf("--code-page: %w", err)
	}
	if opt.stats {
		return runStats(ctx, e, src, reading, cp, opt.format)
	}
	codes, err := readCodes(opt.codes)
	if err != nil {
		return err
	}
	overlay, err := readOverlay(opt.layout)
	if err != nil {
		return err
	}
	f := &recordFinder{want: opt.record, reading: reading, dumper: newRecordDumper(cp, codes)}
	f.dumper.lay(overlay)
	if err := f.find(ctx, e, src); err != nil {
		return err
	}
	if err := e.writeDump(f.found, opt.format); err != nil {
		return err
	}
	if !chosen {
		e.log.Info(fmt.Sprintf("this is the first record; another with --record N, an overview with: zertify dump --stats %s", shellWord(arg)))
	}
	return incomplete(f.found.Disposition == setAside)
}

// A dumped thing writes itself as text.
type texter interface{ writeText(w io.Writer) error }

func (e *env) writeDump(v texter, format string) error {
	return buffered(e.stdout, func(w io.Writer) error {
		if format != "json" {
			return v.writeText(w)
		}
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		return enc.Encode(v)
	})
}

// recordFinder looks for a record in the first input of a source that holds SMF
// records.
type recordFinder struct {
	want    int64
	reading smf.Options
	dumper  *recordDumper

	found *recordDump
	seen  int64 // records in the input looked at
	in    string
	last  *smf.Fault
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
		return fmt.Errorf("%s: no SMF record inside; see: zertify dump --stats %s", src.name(), shellWord(src.path))
	case f.last != nil:
		return fmt.Errorf("%s has %s, --record %d is beyond; after record %d came: %w", f.in, plural(f.seen, "record"), f.want, f.seen, f.last)
	}
	return fmt.Errorf("%s has %s; --record %d is beyond", f.in, plural(f.seen, "record"), f.want)
}

// member reads an input until the record wanted has come.
func (f *recordFinder) member(ctx context.Context, m *container.Member) error {
	if m.Err != nil {
		f.err = errors.Join(f.err, m.Err)
		return nil
	}
	r := smf.NewReader(m.Name, m.Reader, f.reading)
	for ctx.Err() == nil {
		rec, err := r.Next()
		var fault *smf.Fault
		switch {
		case errors.As(err, &fault):
			f.last = fault
		case errors.Is(err, io.EOF):
			return f.ended(m)
		case err != nil:
			f.err = errors.Join(f.err, err)
			return nil
		case rec.Pos.Record == f.want:
			f.in = m.Name
			framing, _ := r.Framing()
			f.found = f.dumper.dump(rec, framing)
			return errEnough
		default:
			f.seen, f.last = rec.Pos.Record, nil
		}
	}
	return ctx.Err()
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

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/inputs"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/header"
	"github.com/zertify/zertify/schema/layout"
)

func newLayoutCmd(e *env) *cobra.Command {
	return parent(&cobra.Command{
		Use:   "layout",
		Short: "Compare the layouts with your site's mapping headers, and complete them",
		Long: `Every z/OS system has the mapping headers of its own release (ezasmf.h, ezbnmsec.h).
layout check compares the layouts of this program with them. layout import makes an
overlay from them: a folder of layouts that ingest, run and dump read with --layout.

Headers may be in EBCDIC or UTF-8, with or without sequence numbers. Give the headers
that they include as well; system headers are not needed. Sizes are those of the 31-bit
compiler, or with --lp64 those of 64-bit mode; a note says where the two differ. A field
whose size is not defined, such as a __far pointer, is refused.`,
		Example: "  zertify layout check --header tunnel.h\n  zertify layout import --header tunnel.h -o overlay",
	}, newLayoutCheckCmd(e), newLayoutImportCmd(e))
}

// headerOptions say which headers are read, and how.
type headerOptions struct {
	files []string
	lp64  bool
}

// addFlags adds --header and --lp64.
func (o *headerOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.files, "header", nil, "mapping header, a `file` in C; may be repeated")
	cmd.Flags().BoolVar(&o.lp64, "lp64", false, "sizes of 64-bit mode, in which long and pointers have 8 bytes")
}

// also takes arguments as headers: a shell that expands a pattern behind --header
// leaves the further files there.
func (o *headerOptions) also(args []string) *headerOptions {
	o.files = append(o.files, args...)
	return o
}

func newLayoutCheckCmd(e *env) *cobra.Command {
	var (
		in  headerOptions
		out rowOptions
	)
	cmd := &cobra.Command{
		Use:   "check --header FILE...",
		Short: "Compare the layouts with mapping headers",
		Long: `Works out where each field of the header's structures lies and compares it, by its name,
with the layouts of this program; #define and enum constants are compared with the code
tables.

Each row says: agrees, differs (in offset, bit or length), header only, or ours only.
Counts for each structure go to standard error.

Exit codes: 0 nothing differs; 1 something differs; 3 a header cannot be read.`,
		Example: "  zertify layout check --header tunnel.h\n  zertify layout check --header tunnel.h -f json",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runLayoutCheck(cmd.Context(), e, in.also(args), &out)
		},
	}
	in.addFlags(cmd)
	out.addFlags(cmd)
	return cmd
}

func runLayoutCheck(ctx context.Context, e *env, in *headerOptions, out *rowOptions) error {
	h, err := e.readHeaders(ctx, in)
	if err != nil {
		return err
	}
	rows := header.Compare(h, layout.Must())
	s := newSheet("kind", "verdict", "structure", "header_structure", "name", "ours", "header", "detail", "basis", "where")
	for _, r := range rows {
		s.add(r.Kind, string(r.Verdict), r.Ours, r.Theirs, r.Name, r.OursAt, r.HereAt, r.Detail, r.Basis, r.Where)
	}
	if err := out.writeSheet(e, s); err != nil {
		return err
	}
	e.sumUp(rows)
	if slices.ContainsFunc(rows, func(r header.Row) bool { return r.Verdict == header.Differs }) {
		return &exit{code: exitFailed}
	}
	return nil
}

// sumUp says how many fields of each structure agree.
func (e *env) sumUp(rows []header.Row) {
	sums, total := header.Summarise(rows)
	total.Name = "in all"
	for _, s := range append(sums, total) {
		e.log.Info(fmt.Sprintf("%s: %d agree, %d differ, %d in the header only, %d in ours only", plainPath(s.Name),
			s.Of[header.Agrees], s.Of[header.Differs], s.Of[header.HeaderOnly], s.Of[header.OursOnly]))
	}
	if total.Of[header.Agrees]+total.Of[header.Differs] == 0 {
		e.log.Warn("no field or code of the header has a name that the layouts know: is it a mapping of SMF 119 or the " +
			"IPSec NMI?")
	}
}

func newLayoutImportCmd(e *env) *cobra.Command {
	var (
		in  headerOptions
		dir string
	)
	cmd := &cobra.Command{
		Use:   "import --header FILE... -o FOLDER",
		Short: "Make an overlay from mapping headers",
		Long: `Writes a folder with layouts of those structures in the header that this program knows
only in part or not at all, with the header's codes, and with rows that say which section
of which record each structure describes, where that can be told. From a header of the
IPSec NMI it also writes how captured streams are framed. README.md in the folder says how
to complete it by hand.

Give the folder to ingest, run or dump with --layout.`,
		Example: "  zertify layout import --header tunnel.h -o site",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runLayoutImport(cmd.Context(), e, in.also(args), dir)
		},
	}
	in.addFlags(cmd)
	addOutput(cmd, &dir, writesFolder, "", "`folder` to write")
	return cmd
}

func runLayoutImport(ctx context.Context, e *env, in *headerOptions, dir string) error {
	if dir == "" {
		return errors.New("no folder to write; give -o FOLDER")
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 && !e.guard.Force {
		return fmt.Errorf("%s is not empty; give another folder, or --force to replace the files of the same names", dir)
	}
	h, err := e.readHeaders(ctx, in)
	if err != nil {
		return err
	}
	draft := header.Draw(h, layout.Must(), "mapping header "+baseNames(in.files))
	if err := e.writeDraft(dir, draft); err != nil {
		return err
	}
	for _, n := range draft.Notes {
		e.log.Warn(plain.Text(n))
	}
	if err := e.printf("%s: %s written\n", plainPath(dir), plural(int64(len(draft.Files)), "file")); err != nil {
		return err
	}
	for _, b := range draft.Bound {
		if err := e.printf("bound  %s\n", plainPath(b)); err != nil {
			return err
		}
	}
	for _, f := range draft.Free {
		if err := e.printf("free   %s: say in %s which section it lays out\n", plainPath(f),
			plainPath(filepath.Join(dir, "records.csv"))); err != nil {
			return err
		}
	}
	if draft.Files[layout.NMIFraming] != "" {
		if err := e.printf("framed captured NMI streams, by %s: which field has which role was told by its name\n",
			plainPath(filepath.Join(dir, layout.NMIFraming))); err != nil {
			return err
		}
	}
	_, err = readOverlay(dir)
	return err
}

func baseNames(files []string) string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Base(f))
	}
	return strings.Join(out, ", ")
}

func (e *env) writeDraft(dir string, d *header.Draft) error {
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		text, path := d.Files[name], filepath.Join(dir, filepath.FromSlash(name))
		if err := outfile.MkdirAll(filepath.Dir(path)); err != nil {
			return err
		}
		if err := e.guard.Write(path, writeText(text)); err != nil {
			return err
		}
	}
	return nil
}

// maxHeader is more than a header can have; the reader of headers has a bound of
// its own.
const maxHeader = 64 << 20

// readHeaders parses the headers and says what was assumed.
func (e *env) readHeaders(ctx context.Context, in *headerOptions) (*header.Header, error) {
	if len(in.files) == 0 {
		return nil, errors.New("no header; give --header FILE")
	}
	var files []header.File
	for _, name := range in.files {
		data, err := e.readAtMost(name, maxHeader)
		if err != nil {
			return nil, fmt.Errorf("--header: %w", err)
		}
		files = append(files, header.File{Name: cmp.Or(map[string]string{"-": inputs.StdinName}[name], name), Data: data})
	}
	h, err := header.Parse(ctx, files, header.Options{LP64: in.lp64})
	if err != nil {
		return nil, err
	}
	for _, n := range h.Notes {
		e.log.Info(plain.Text(n))
	}
	return h, nil
}

func (e *env) readAtMost(name string, limit int64) ([]byte, error) {
	r := e.stdin
	if name != "-" {
		f, err := openFile(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		r = f
	}
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		err = fmt.Errorf("%s has more than %s", name, plural(int64(limit), "byte"))
	}
	return b, err
}

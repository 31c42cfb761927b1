package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/ingest/inputs"
	"github.com/zertify/zertify/ingest/verify"
	"github.com/zertify/zertify/reports/outfile"
)

type verifyOptions struct {
	db           string
	parts, renew bool
	reports      []string // folders
	sealed       string   // digest of the manifest of the only one
	everyRecord  bool
	out          rowOptions
}

func newVerifyCmd(e *env) *cobra.Command {
	var opt verifyOptions
	cmd := &cobra.Command{
		Use:   "verify [INPUT|FOLDER...]",
		Short: "Check that a database's evidence adds up, and that inputs are the ones loaded",
		Long: `Checks that the counts of every input add up to its records and bytes, that the tables
hold the very rows they were filled with, as many as there were records decoded, and that
the database was made with this program's layouts.

Inputs that are given are read, and their SHA-256 is compared with the evidence. Those that
agree are then decoded again, as the evidence says they were read: a sample of some 20,000
records of each, the same each time, or all when there are fewer, when --every-record is
given, or when a table does not hold what it was filled with. Each row of theirs is compared
with the database, value for value; what differs is named by table, record and column.
Reports of ipsec and logs are not decoded again.

The folder of a report or an export is compared with its manifest; this needs no database.
Every file must be as it was written, and there must be no others: what was changed, is
missing or was added is named. The manifest says what belongs together, not who wrote it.
To prove that too, note its SHA-256, which this command prints, beside the signature, and
give it with --manifest-sha256 later.

Exit code 1 means that something does not agree; 2 that an input was not read to its end
when it was loaded.`,
		Example: "  zertify verify --db audit.duckdb\n  zertify verify --db audit.duckdb demo.smf\n  zertify verify " +
			"--report zertify-report",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runVerify(cmd.Context(), e, args, &opt)
		},
	}
	addDB(cmd, &opt.db)
	addParts(cmd, &opt.parts)
	cmd.Flags().StringArrayVar(&opt.reports, "report", nil,
		"`folder` of a report or an export to compare with its manifest; may be repeated")
	cmd.Flags().StringVar(&opt.sealed, "manifest-sha256", "",
		"with one folder: SHA-256 that its manifest must have, in `hex`, the first 16 digits at least")
	cmd.Flags().BoolVar(&opt.everyRecord, "every-record", false, "decode all records of the inputs again, not a sample")
	cmd.Flags().BoolVar(&opt.renew, "renew", false, "first make again what is derived from the records")
	opt.out.addFlags(cmd)
	return cmd
}

// A verification makes a row of each check.
type verification struct {
	s       *sheet
	failed  bool
	stopped bool // an input was not read to its end, or not compared
}

func (v *verification) add(c *verify.Check) {
	v.failed = v.failed || c.Result == verify.Fail
	v.stopped = v.stopped || c.Result == verify.Cut || c.Result == verify.Open
	v.s.add(c.What, c.Subject, string(c.Result), c.Detail+verifyHint(c))
}

// verifyHint words what would put right what a check found.
func verifyHint(c *verify.Check) string {
	switch c.Hint {
	case verify.MakeViews:
		return "; any command that reads the database makes them again: zertify history --db " + shellWord(c.Subject)
	case verify.Renew:
		return "; make it again: zertify verify --renew --db " + shellWord(c.Subject)
	case verify.LoadAgain:
		input := "INPUT"
		if c.Input != "" {
			input = shellWord(c.Input)
		}
		return "; load the inputs again, into a new file: zertify ingest " + input + " --db NEW.duckdb"
	case verify.LoadInput:
		return "; load it with: zertify ingest"
	}
	return ""
}

func runVerify(ctx context.Context, e *env, args []string, opt *verifyOptions) error {
	folders, files := splitFolders(args)
	folders = append(folders, opt.reports...)
	if err := opt.checkSealed(folders); err != nil {
		return err
	}
	if err := needSomething(opt.db, folders, files); err != nil {
		return err
	}
	walks, err := verifyWalks(files, opt.db, opt.parts)
	if err != nil {
		return err
	}
	ctx, stop := e.watch(ctx)
	defer stop()
	v := &verification{s: newSheet("check", "subject", "result", "detail")}
	if opt.db != "" {
		if err := v.database(ctx, e, opt, walks); err != nil {
			return err
		}
	}
	for _, dir := range folders {
		if err := v.folder(ctx, dir, opt.sealed); err != nil {
			return err
		}
	}
	stop()
	if err := opt.out.writeSheet(e, v.s); err != nil {
		return err
	}
	if v.failed {
		return &exit{exitFailed, errors.New("not everything agrees; see the rows with result fail")}
	}
	return incomplete(v.stopped)
}

// leastSealed is how much of a digest tells manifests apart: nobody makes another one with 64 bits in common.
const leastSealed = 16

// checkSealed reports why a digest cannot be that of the manifest of the folders.
func (o *verifyOptions) checkSealed(folders []string) error {
	if o.sealed == "" {
		return nil
	}
	o.sealed = strings.ToLower(strings.ReplaceAll(o.sealed, " ", ""))
	switch {
	case len(folders) != 1:
		return fmt.Errorf("--manifest-sha256 is the digest of one manifest; %s given",
			plural(int64(len(folders)), "folder"))
	case len(o.sealed) < leastSealed || len(o.sealed) > 64 || strings.Trim(o.sealed, "0123456789abcdef") != "":
		return fmt.Errorf("--manifest-sha256 %q: want %d to 64 hexadecimal digits", o.sealed, leastSealed)
	}
	return nil
}

// folder compares a folder with its manifest, and that with its digest.
func (v *verification) folder(ctx context.Context, dir, sealed string) error {
	err := verify.Folder(ctx, dir, sealed, v.add)
	if _, statErr := os.Stat(dir); errors.Is(statErr, fs.ErrNotExist) {
		return missing(dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return noManifest(dir)
	}
	return err
}

// noManifest says that a folder cannot be that of a report.
func noManifest(dir string) error {
	return fmt.Errorf("%s has no %s, so it is not the folder of a report that was written to its end", dir,
		outfile.ManifestName)
}

// splitFolders parts folders with a manifest, which a report or an export has, from inputs.
func splitFolders(args []string) (folders, files []string) {
	for _, arg := range args {
		if outfile.IsSet(arg) {
			folders = append(folders, arg)
		} else {
			files = append(files, arg)
		}
	}
	return folders, files
}

// needSomething refuses to verify nothing.
func needSomething(db string, folders, files []string) error {
	if db != "" || len(folders) > 0 && len(files) == 0 {
		return nil
	}
	if i := slices.IndexFunc(files, isFolder); i >= 0 {
		return fmt.Errorf("%w; to verify inputs give --db FILE too", noManifest(files[i]))
	}
	return needDB(db)
}

// database checks a database, and the inputs against it.
func (v *verification) database(ctx context.Context, e *env, opt *verifyOptions, walks []walk) error {
	if err := needFile(opt.db); err != nil {
		return err
	}
	if opt.renew {
		if err := views.Remake(ctx, opt.db); err != nil {
			return err
		}
	}
	db, err := ingest.OpenReadOnly(ctx, opt.db) // refuses other layouts, and leaves all as it is
	if err != nil {
		return err
	}
	defer db.Close()
	if err := verify.Database(ctx, db, opt.db, &views, v.add); err != nil {
		return err
	}
	if len(walks) == 0 {
		return nil
	}
	again, err := ingest.OpenRecheck(ctx, opt.db)
	if err != nil {
		return err
	}
	defer again.Close()
	whole := opt.everyRecord || v.failed
	for _, w := range walks {
		if err := v.input(ctx, e, db, again, w, whole); err != nil {
			return err
		}
	}
	return nil
}

// input checks the inputs inside a file: first whether they are those that were loaded, then what was loaded of them.
func (v *verification) input(ctx context.Context, e *env, db *sql.DB, again *ingest.Recheck, w walk, whole bool) error {
	var ids []uint32
	err := w.visit(ctx, e, func(m *container.Member) error {
		id, err := verify.Input(ctx, db, m, v.add)
		ids = append(ids, id)
		return err
	})
	if err != nil || !slices.ContainsFunc(ids, func(id uint32) bool { return id > 0 }) {
		return err
	}
	if w.once {
		v.add(&verify.Check{What: "decoded again", Subject: w.name, Result: verify.Open,
			Detail: "it cannot be read twice; give a file"})
		return nil
	}
	return w.visit(ctx, e, func(m *container.Member) error {
		if len(ids) == 0 {
			return nil // it has grown meanwhile
		}
		id := ids[0]
		if ids = ids[1:]; id == 0 || m.Err != nil {
			return nil
		}
		return verify.Again(ctx, again, id, m, whole, v.add)
	})
}

// A walk visits the inputs inside a file, or inside several put together.
type walk struct {
	name  string
	once  bool // a stream, of which nothing is left after the first time
	visit func(context.Context, *env, func(*container.Member) error) error
}

// verifyWalks returns the files named: one each, or one put together from all.
func verifyWalks(args []string, db string, parts bool) ([]walk, error) {
	files, found, err := expandInputs(args, db)
	if err != nil {
		return nil, err
	}
	if parts && len(files) > 0 {
		if slices.Contains(files, "-") {
			return nil, errPartsStdin
		}
		return []walk{walkParts(files)}, nil
	}
	var out []walk
	for _, file := range files {
		if found[file] && infile.Special(file) != "" {
			continue // ingest leaves it out, too
		}
		out = append(out, walkFile(file, found[file]))
	}
	return out, nil
}

// walkFile passes by what ingest leaves out, too.
func walkFile(file string, found bool) walk {
	visit := func(ctx context.Context, e *env, visit func(*container.Member) error) error {
		return e.walk(ctx, inputs.Input{Path: file}, func(m *container.Member) error {
			if ingest.Beside(m, found) {
				return nil
			}
			return visit(m)
		})
	}
	return walk{plainPath(file), !isRegular(file), visit}
}

func walkParts(files []string) walk {
	visit := func(ctx context.Context, e *env, visit func(*container.Member) error) error {
		p, err := ingest.OpenParts(files, nil)
		if err != nil {
			return err
		}
		_, err = container.Walk(ctx, ingest.PartsName(files), p, e.opening, visit)
		return errors.Join(err, p.Close())
	}
	return walk{plainPath(ingest.PartsName(files)), false, visit}
}

// isRegular reports whether a path leads to a file that can be read again.
func isRegular(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular()
}

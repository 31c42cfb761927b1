package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/plain"
)

type upgradeOptions struct {
	db   string
	dry  bool
	rows rowOptions
}

func newUpgradeCmd(e *env) *cobra.Command {
	var opt upgradeOptions
	cmd := &cobra.Command{
		Use:   "upgrade",
		Short: "Bring a database of an earlier version to this version's format",
		Long: `Brings a database that an earlier version made to the format of this one, so that nothing
has to be loaded again. A copy of the file is made first, beside it, under a name that
ends in .bak; it is kept, and nobody else can read it. Each step happens as a whole or
not at all; an upgrade that was stopped goes on when it is run again.

What an earlier version did not record stays unknown: the rows say of which inputs, and
checks ask for review of them. Loading those again (ingest --again) closes the gap.
New names and sentences need no upgrade: the next command that reads the database takes
them over.

The rows say what was done; --dry-run only says it.`,
		Example: "  zertify upgrade --db audit.duckdb --dry-run\n  zertify upgrade --db audit.duckdb",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runUpgrade(cmd.Context(), e, &opt) },
	}
	addDB(cmd, &opt.db)
	cmd.Flags().BoolVar(&opt.dry, "dry-run", false, "say what would be done and change nothing")
	opt.rows.addFlags(cmd)
	return cmd
}

func runUpgrade(ctx context.Context, e *env, opt *upgradeOptions) error {
	if err := opt.rows.settleSheet(e); err != nil {
		return err
	}
	if err := needFile(opt.db); err != nil {
		return err
	}
	done, err := ingest.Upgrade(ctx,
		ingest.UpgradeOptions{DB: opt.db, Version: toolVersion(), Views: &views, DryRun: opt.dry})
	if short := ingest.ShortOfSpace(err); short != nil && done != nil && done.Backup != "" {
		return fmt.Errorf("%w; %s holds the database as it was: free some space, and run this again", short, done.Backup)
	}
	if err != nil {
		return err
	}
	if err := opt.rows.writeSheet(e, upgradeSheet(opt, done)); err != nil {
		return err
	}
	e.log.Info(opt.summary(done))
	if len(done.Inputs) > 0 {
		e.log.Warn(loadAgain(opt.db, done.Inputs))
	}
	return nil
}

// upgradeSheet lists the copy, the steps and what is not recorded.
func upgradeSheet(opt *upgradeOptions, done *ingest.Upgraded) *sheet {
	s := newSheet("what", "subject", "from_format", "to_format", "detail")
	if done.Backup != "" {
		s.add("copy", done.Backup, done.From, nil, "the database as it was")
	}
	for _, step := range done.Steps {
		s.add("step", step.Name, step.From, step.To, step.Does)
	}
	for _, in := range done.Inputs {
		s.add("not recorded", in.Path, nil, nil, strings.Join(in.What, " "))
	}
	return s
}

func (o *upgradeOptions) summary(done *ingest.Upgraded) string {
	switch {
	case done.From == done.To:
		return fmt.Sprintf("%s has format %d, which is this version's; nothing was changed", o.db, done.To)
	case o.dry:
		return fmt.Sprintf("%s would go from format %d to %d; nothing was changed", o.db, done.From, done.To)
	}
	return fmt.Sprintf("%s went from format %d to %d; %s holds it as it was, and can be removed when the reports are as "+
		"they should be", o.db, done.From, done.To, done.Backup)
}

// loadAgain says how to get what earlier versions did not record.
func loadAgain(db string, inputs []ingest.Unrecorded) string {
	var paths []string
	for _, in := range inputs {
		paths = append(paths, filename.Quote(in.Path))
	}
	return fmt.Sprintf("the version that loaded %s did not record all that this one does; to have it, load them again: "+
		"zertify ingest --again %s --db %s", plural(int64(len(inputs)), "input"), plain.List(paths, " "), shellWord(db))
}

// explainFormat says how to bring a database to this version's format when an earlier one
// is why a command failed.
func explainFormat(err error) error {
	var format *ingest.FormatError
	if !errors.As(err, &format) || format.Newer() {
		return err
	}
	return fmt.Errorf("%w; bring it to that, with a copy kept: zertify upgrade --db %s", err, shellWord(format.Path))
}

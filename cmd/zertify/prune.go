package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
)

type pruneOptions struct {
	db, before string
	keep       int
	dry        bool
	rows       rowOptions
}

func newPruneCmd(e *env) *cobra.Command {
	var opt pruneOptions
	cmd := &cobra.Command{
		Use:   "prune",
		Short: "Remove old records from a database, and keep the evidence of them",
		Long: `Removes the records from before a day. What counts is the local time that a record carries,
of a summary the start of its interval, and of a record without a time that of the newest
record of its input. --keep counts back from the newest record, or from today if that is
earlier.

The evidence stays: inputs, counts and issues remain, and table input_pruned says how many
rows were removed. The views are made again. Either all of this happens or nothing does.
The space is reused by later loads.

The output says what was removed, by table and input; with --dry-run nothing is.`,
		Example: "  zertify prune --db audit.duckdb --keep 400\n  zertify prune --db audit.duckdb --before 2026-10-02 " +
			"--dry-run",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPrune(cmd.Context(), e, &opt, cmd.Flags().Changed("keep"))
		},
	}
	addDB(cmd, &opt.db)
	f := cmd.Flags()
	f.StringVar(&opt.before, "before", "", "remove what is older than this `day`")
	f.IntVar(&opt.keep, "keep", 0, "remove what is older than this many `days`")
	f.BoolVar(&opt.dry, "dry-run", false, "show what would be removed, and change nothing")
	opt.rows.addFlags(cmd)
	return cmd
}

func runPrune(ctx context.Context, e *env, opt *pruneOptions, keeps bool) error {
	if keeps == (opt.before != "") {
		return errors.New("give either --before DAY, such as --before 2026-01-31, or --keep DAYS")
	}
	if keeps && opt.keep < 1 {
		return fmt.Errorf("--keep %d: must be 1 or more", opt.keep)
	}
	if err := opt.rows.settleSheet(e); err != nil {
		return err
	}
	if err := needFile(opt.db); err != nil {
		return err
	}
	before, gone, err := opt.prune(ctx)
	if err != nil {
		return err
	}
	if err := opt.rows.writeSheet(e, prunedSheet(gone)); err != nil {
		return err
	}
	e.log.Info(opt.summary(before, gone))
	return nil
}

// prune does the work, or only looks.
func (o *pruneOptions) prune(ctx context.Context) (before time.Time, gone []ingest.Pruned, err error) {
	open := ingest.OpenToChange
	if o.dry {
		open = ingest.OpenReadOnly // of records alone, which are never stale
	}
	db, err := open(ctx, o.db)
	if err != nil {
		return before, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if before, err = o.date(ctx, db); err != nil {
		return before, nil, err
	}
	if o.dry {
		gone, err = ingest.Old(ctx, db, before)
	} else {
		gone, err = ingest.Prune(ctx, db, before, &views)
	}
	return before, gone, err
}

// date returns the day before which everything goes.
func (o *pruneOptions) date(ctx context.Context, db *sql.DB) (time.Time, error) {
	if o.before != "" {
		t, err := time.Parse(time.DateOnly, o.before)
		if err != nil {
			return t, fmt.Errorf("--before %q is not a day; write it like 2026-01-31", o.before)
		}
		return t, nil
	}
	newest, err := ingest.Newest(ctx, db)
	if err != nil {
		return newest, err
	}
	// A record with a wrong date in the future must not empty the database.
	if now := time.Now(); newest.IsZero() || now.Before(newest) {
		newest = now
	}
	return keptFrom(newest, o.keep), nil
}

// keptFrom returns the first of the days that are kept, of which last is the last.
func keptFrom(last time.Time, days int) time.Time {
	y, m, d := last.Date()
	return time.Date(y, m, d-days+1, 0, 0, 0, 0, time.UTC)
}

func prunedSheet(gone []ingest.Pruned) *sheet {
	s := newSheet("table", "path", "rows", "first_time_local", "last_time_local")
	for _, p := range gone {
		s.add(p.Table, p.Path, p.Rows, localOrNil(p.First), localOrNil(p.Last))
	}
	return s
}

// localOrNil writes a time that carries no zone.
func localOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format("2006-01-02T15:04:05")
}

func (o *pruneOptions) summary(before time.Time, gone []ingest.Pruned) string {
	var rows int64
	inputs := map[int64]bool{}
	for _, p := range gone {
		rows += p.Rows
		inputs[p.FileID] = true
	}
	what := fmt.Sprintf("older than %s, of %s", before.Format(time.DateOnly), plural(int64(len(inputs)), "input"))
	if o.dry {
		return fmt.Sprintf("%s would go: %s; nothing was changed", plural(rows, "row"), what)
	}
	return fmt.Sprintf("%s pruned: %s; the evidence of what was read stays (zertify history)", plural(rows, "row"), what)
}

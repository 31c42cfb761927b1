package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/notice"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/plain"
)

// runDB is the database of a run, inside the report's folder unless --db says
// otherwise.
const runDB = "audit.duckdb"

func newRunCmd(e *env) *cobra.Command {
	var (
		load      loadOptions
		audit     auditOptions
		allInputs bool
	)
	cmd := &cobra.Command{
		Use:   "run INPUT...",
		Short: "Read dumps, evaluate them and write the report: the main job",
		Long: `Reads the inputs into a database, evaluates the traffic against the profiles, runs the
checks and writes the report. Five closing lines say what was read, what was rejected,
the verdicts, the worst finding and where the report is.

INPUT is a file, a folder, a pattern, or - for standard input. Containers (gzip, zip,
TERSE …) are opened in place. Dumps of SMF records and captured streams of the IPSec NMI
are told apart by their first bytes.

The report covers the inputs named and no others. Unless told of a database, a run makes
a new one in the folder of the report, ` + runDB + `. Once the report is complete, this
replaces the database of an earlier run, but never one into which anything else was loaded.
With --db, ZERTIFY_DB or db in zertify.toml the inputs are added to that database; other
inputs in it are named, and stay out of the report unless --all-inputs is given.

If nothing can be read, there is no report and no new database.`,
		Example: "  zertify run demo.smf\n  zertify run demo.smf --profile baseline,nist --as-of 2026-12-31 -o report\n" +
			"  zertify run demo.smf --diff-db september.duckdb -o report2\n  zertify run demo.smf --db audit.duckdb " +
			"--all-inputs -o report3",
		Args: needInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if load.db == "" {
				return runFresh(cmd.Context(), e, &load, &audit, args)
			}
			return runInto(cmd.Context(), e, &load, &audit, args, allInputs)
		},
	}
	addDB(cmd, &load.db)
	cmd.Flags().BoolVar(&allInputs, "all-inputs", false,
		"with --db: report on all inputs of the database, not only on those named")
	load.addFlags(cmd)
	audit.addFlags(cmd)
	return cmd
}

// runInto adds the inputs to a database and reports on them.
func runInto(ctx context.Context, e *env, load *loadOptions, audit *auditOptions, args []string, allInputs bool) error {
	plan, err := audit.plan(e)
	if err != nil {
		return err
	}
	if err := errors.Join(plan.settleEarlier(load.db), plan.checkFolder(e, load.db)); err != nil {
		return err
	}
	_, statErr := os.Stat(load.db)
	load.report = audit.dir
	sum, err := load.load(ctx, e, args)
	if sum != nil && notice.NothingRead(sum) && errors.Is(statErr, os.ErrNotExist) {
		err = errors.Join(err, ingest.RemoveDatabase(load.db))
	}
	if err != nil {
		return err
	}
	if err := plan.limitTo(ctx, e, load.db, sum, allInputs); err != nil {
		return err
	}
	return plan.runAfter(ctx, e, load.db, sum)
}

// runAfter evaluates what a load has read.
func (p *auditPlan) runAfter(ctx context.Context, e *env, db string, sum *ingest.Summary) error {
	p.opt.inputLost, p.opt.noRecords = sum.Rejected(), notice.NothingToEvaluate(sum)
	return p.run(ingest.WithLockTimeoutOf(ctx, viewTimeout), e, db)
}

// runFresh reads the inputs into a new database, which takes its place in the
// report's folder when the report can be written. Until then an earlier run's
// results stay as they are.
func runFresh(ctx context.Context, e *env, load *loadOptions, audit *auditOptions, args []string) (err error) {
	plan, err := audit.plan(e)
	if err != nil {
		return err
	}
	plan.shown = filepath.Join(audit.dir, runDB)
	if plan.set, err = e.guard.OpenSet(audit.dir, reports.SetKind, databaseFiles(runDB)...); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, plan.set.Discard()) }()
	if err := mayReplace(ctx, plan.shown); err != nil {
		return err
	}
	load.db, load.report = plan.set.StagedDatabase(runDB), audit.dir
	if err := plan.settleEarlier(load.db); err != nil {
		return err
	}
	sum, err := load.load(ctx, e, args)
	if err != nil {
		return err
	}
	if err := markRun(ctx, load.db); err != nil {
		return err
	}
	return plan.runAfter(ctx, e, load.db, sum)
}

// mayReplace refuses to put a run's database in the place of one that holds what
// this or another program was told to keep.
func mayReplace(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	made, err := ingest.MadeByRun(ctx, path)
	var used *ingest.InUseError
	switch {
	case errors.As(err, &used):
		return err
	case err != nil || !made:
		return fmt.Errorf(
			"%s holds more than a run put there, and stays as it is; give another folder: -o FOLDER, or add to it: --db %s",
			path, shellWord(path))
	}
	return nil
}

func markRun(ctx context.Context, path string) error {
	db, err := ingest.OpenToChange(ingest.WithLockTimeoutOf(ctx, viewTimeout), path)
	if err != nil {
		return err
	}
	return errors.Join(ingest.MarkRun(ctx, db), db.Close())
}

// limitTo limits the report to the inputs of this run, and names what else the
// database holds. Limits by --input are left to whoever gave them.
func (p *auditPlan) limitTo(ctx context.Context, e *env, path string, sum *ingest.Summary, allInputs bool) error {
	if len(p.opt.scope.scope.Inputs) > 0 {
		return nil
	}
	db, err := openDB(ingest.WithLockTimeoutOf(ctx, viewTimeout), path)
	if err != nil {
		return err
	}
	mine, others, err := splitInputs(ctx, db, sum)
	if err = errors.Join(err, db.Close()); err != nil || len(others) == 0 {
		return err
	}
	text := fmt.Sprintf("adds to %s, which holds %s: %s", path, plural(int64(len(others)), "other input"),
		plain.List(others, ", "))
	all := len(mine) + len(others)
	if allInputs {
		e.log.Info(fmt.Sprintf("%s; the report covers all %d", text, all))
		return nil
	}
	e.log.Info(fmt.Sprintf("%s; the report covers only the inputs of this run; --all-inputs covers all %d", text, all))
	p.opt.scope.scope.Inputs = mine
	if p.earlier != nil {
		p.earlier[1].scope.Inputs = mine // the newer side; the earlier period is in other inputs
	}
	return nil
}

// splitInputs lists the numbers of the inputs of a load and the names of the other
// ones in a database. An input that was loaded before is known by its digest.
func splitInputs(ctx context.Context, db *sql.DB, sum *ingest.Summary) (mine, others []string, err error) {
	rows, err := db.QueryContext(ctx,
		"SELECT CAST(file_id AS VARCHAR), path, coalesce(sha256, '') FROM input_file ORDER BY file_id")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, path, digest string
		if err := rows.Scan(&id, &path, &digest); err != nil {
			return nil, nil, err
		}
		named := slices.ContainsFunc(sum.Files, func(f ingest.FileSummary) bool {
			return f.SHA256 == digest && digest != "" && f.Err == nil || f.Path == path && !f.Known
		})
		if named {
			mine = append(mine, id)
		} else {
			others = append(others, strings.TrimSpace(plainPath(path)))
		}
	}
	return mine, others, rows.Err()
}

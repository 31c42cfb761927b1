package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
)

// runDB is the database of a run, inside the report's folder unless --db says
// otherwise.
const runDB = "audit.duckdb"

func newRunCmd(e *env) *cobra.Command {
	var (
		load  loadOptions
		audit auditOptions
	)
	cmd := &cobra.Command{
		Use:   "run INPUT...",
		Short: "Read dumps, judge them and write the report: the main job",
		Long: `Reads the inputs into a database, judges the traffic by the profiles, asks the canned
questions and writes the report; then five lines say what was read, what was set aside,
the verdicts, the worst finding and where the report is.

INPUT is a file, a folder, a pattern, or - for standard input. Containers (gzip, zip,
TERSE …) are opened in place. Dumps of SMF records and captured streams of the IPSec NMI
are told apart by their first bytes.`,
		Example: "  zertify run demo.smf\n  zertify run demo.smf --profile baseline,nist --as-of 2026-12-31 -o report\n" +
			"  zertify run demo.smf --diff-db september.duckdb -o report2",
		Args: needInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAll(cmd.Context(), e, &load, &audit, args)
		},
	}
	addDB(cmd, &load.db)
	load.addFlags(cmd)
	audit.addFlags(cmd)
	return cmd
}

func runAll(ctx context.Context, e *env, load *loadOptions, audit *auditOptions, args []string) error {
	plan, err := audit.plan(e)
	if err != nil {
		return err
	}
	if load.db == "" {
		load.db = filepath.Join(audit.dir, runDB)
	}
	if err := plan.settleEarlier(load.db); err != nil {
		return err
	}
	load.report = audit.dir
	sum, err := load.load(ctx, e, args)
	if err != nil {
		return err
	}
	audit.inputLost, audit.noRecords = sum.SetAside(), nothingToJudge(sum)
	return plan.run(ingest.WithPatienceOf(ctx, viewPatience), e, load.db)
}

package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/notice"
)

func newIngestCmd(e *env) *cobra.Command {
	var opt loadOptions
	cmd := &cobra.Command{
		Use:   "ingest INPUT...",
		Short: "Read dumps into a database",
		Long: `Loads each input into the database, with evidence of what was read. An input is loaded
whole or not at all; one that was loaded before is not loaded again.

INPUT is a file, a folder, a pattern, or - for standard input. Containers (gzip, zip,
TERSE …) are opened in place. Dumps of SMF records and captured streams of the IPSec NMI
are told apart by their first bytes. Inputs may overlap, and come from several systems in
any order: a record that is in more than one of them counts once.

A transfer that was split into several files is one input: give --parts and name the files
in order. If they are loaded one by one, the record at each cut is lost.`,
		Example: "  zertify ingest demo.smf --db audit.duckdb\n  zertify ingest --salvage --framing auto demo.smf --db " +
			"other.duckdb\n" +
			"  zertify ingest --parts dump.001 dump.002 --db whole.duckdb\n  zertify ingest demo.nmi --captured-at " +
			"2026-11-02T12:00 --db audit.duckdb",
		Args: needInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runIngest(cmd.Context(), e, &opt, args)
		},
	}
	addDB(cmd, &opt.db)
	opt.addFlags(cmd)
	return cmd
}

// needInputs asks for at least one input and says what that is.
func needInputs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &exit{exitError,
			fmt.Errorf("no input; give a file, a folder, a pattern, or - for standard input: %s INPUT", cmd.CommandPath())}
	}
	return nil
}

func runIngest(ctx context.Context, e *env, opt *loadOptions, args []string) error {
	sum, err := opt.load(ctx, e, args)
	if err != nil {
		return err
	}
	for i := range sum.Files {
		if err := e.printf("%s\n", notice.Loaded(&sum.Files[i])); err != nil {
			return err
		}
	}
	if !notice.NothingToEvaluate(sum) {
		e.log.Info("to evaluate what is there: zertify audit --db " + shellWord(opt.db))
	}
	return incomplete(sum.Rejected() || notice.NothingToEvaluate(sum))
}

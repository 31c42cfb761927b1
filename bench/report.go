package main

import (
	"context"
	"database/sql"
	"path/filepath"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/collect"
	"github.com/zertify/zertify/reports/model"
)

// views makes the joined views and the tables that findings are read from.
func views(dir string) error {
	db, err := sql.Open("duckdb", filepath.Join(dir, "bench.duckdb"))
	if err != nil {
		return err
	}
	defer db.Close()
	return queries.Install(context.Background(), db)
}

// evaluate evaluates every profile and every check.
func evaluate(dir string) error {
	_, _, err := evaluated(dir)
	return err
}

func evaluated(dir string) ([]*policy.Evaluation, []queries.Outcome, error) {
	ctx := context.Background()
	db, err := ingest.OpenReadOnly(ctx, filepath.Join(dir, "bench.duckdb"))
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	js, err := evaluateAll(ctx, db)
	if err != nil {
		return nil, nil, err
	}
	outcomes, err := askAll(ctx, db)
	return js, outcomes, err
}

// evaluateAll evaluates against every profile of ours.
func evaluateAll(ctx context.Context, db *sql.DB) ([]*policy.Evaluation, error) {
	ids, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, err
	}
	var profiles []*policy.Profile
	for _, id := range ids {
		p, err := policy.LoadProfile(policy.Embedded(), id)
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, p)
	}
	return policy.Evaluate(ctx, db, profiles, policy.Options{})
}

// askAll runs every check that an audit runs.
func askAll(ctx context.Context, db *sql.DB) ([]queries.Outcome, error) {
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	return queries.Run(ctx, db, queries.ForAudit(qs), queries.RunOptions{Limit: 1000})
}

// report evaluates and writes every format.
func report(dir string) error {
	js, outcomes, err := evaluated(dir)
	if err != nil {
		return err
	}
	ctx := context.Background()
	path := filepath.Join(dir, "bench.duckdb")
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	r, err := collect.Report(ctx, db,
		collect.Inputs{Tool: model.Tool{Name: "zertify", Version: "bench"}, Database: path, Evaluations: js,
			Outcomes: outcomes})
	if err != nil {
		return err
	}
	_, err = reports.WriteDir(filepath.Join(dir, "report"), r, reports.EverywhereFormats())
	return err
}

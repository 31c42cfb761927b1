package main

import (
	"context"
	"database/sql"
	"path/filepath"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports"
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

// judge evaluates every profile and every canned question.
func judge(dir string) error {
	_, _, err := judged(dir)
	return err
}

func judged(dir string) ([]*policy.Judgement, []queries.Outcome, error) {
	ctx := context.Background()
	db, err := ingest.OpenReadOnly(ctx, filepath.Join(dir, "bench.duckdb"))
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	js, err := judgeAll(ctx, db)
	if err != nil {
		return nil, nil, err
	}
	outcomes, err := askAll(ctx, db)
	return js, outcomes, err
}

// judgeAll judges by every profile of ours.
func judgeAll(ctx context.Context, db *sql.DB) ([]*policy.Judgement, error) {
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
	return policy.Judge(ctx, db, profiles, policy.Options{})
}

// askAll asks every canned question that an audit asks.
func askAll(ctx context.Context, db *sql.DB) ([]queries.Outcome, error) {
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	return queries.Run(ctx, db, queries.ForAudit(qs), queries.RunOptions{Limit: 1000})
}

// report judges and writes every format.
func report(dir string) error {
	js, outcomes, err := judged(dir)
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
	r, err := reports.Collect(ctx, db, reports.Inputs{Tool: reports.Tool{Name: "zertify", Version: "bench"}, Database: path, Judgements: js, Outcomes: outcomes})
	if err != nil {
		return err
	}
	_, err = reports.WriteDir(filepath.Join(dir, "report"), r, reports.Formats)
	return err
}

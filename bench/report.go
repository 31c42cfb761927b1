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
	ids, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return nil, nil, err
	}
	var profiles []*policy.Profile
	for _, id := range ids {
		p, err := policy.LoadProfile(policy.Embedded(), id)
		if err != nil {
			return nil, nil, err
		}
		profiles = append(profiles, p)
	}
	js, err := policy.Judge(ctx, db, profiles, policy.Options{})
	if err != nil {
		return nil, nil, err
	}
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, nil, err
	}
	outcomes, err := queries.Run(ctx, db, qs, queries.RunOptions{Limit: 1000})
	return js, outcomes, err
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

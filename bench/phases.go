package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/smf"
)

// phases run in this order; later ones use what earlier ones left in the folder.
var phases = []struct {
	name, doc string
	run       func(dir string) error
}{
	{"cat", "the command cat, to nowhere; only it is timed", cat},
	{"read", "read the file in pieces of 1 MiB", read},
	{"frame", "find the records", frame},
	{"decode", "records to Arrow", decode},
	{"terse", "restore tersed records, in a benchmark of its own", terse},
	{"ingest", "records to a database file", load},
	{"store", "Arrow batches in memory to a database file; only this is timed", store},
	{"views", "joined views and aggregates", views},
	{"evaluate", "all profiles and all checks", evaluate},
	{"report", "the same and every report format", report},
	{"make-many", "multiply sessions inside a database (not compared)", makeMany},
	{"views-many", "add many sessions up", viewsMany},
	{"serve-demo", "load the sample company and walk through its pages", serveDemo},
	{"serve-many", "walk through the pages of many sessions", serveMany},
	{"evaluate-many", "all profiles and all checks on them, then every report format", evaluateMany},
	{"to-parquet", "write the rows as Parquet (not compared)", toParquet},
	{"parquet-wide", "DuckDB loads v_zert_summary and v_zert_detail from Parquet",
		func(dir string) error { return fromParquet(dir, "wide") }},
	{"nmi", "IKE tunnel responses to Arrow, on one processor (not the dump)", messages},
	{"parquet-narrow", "DuckDB loads the tables from Parquet",
		func(dir string) error { return fromParquet(dir, "narrow") }},
}

func runPhase(name, dir string) error {
	for _, p := range phases {
		if p.name == name {
			return p.run(dir)
		}
	}
	return fmt.Errorf("no phase %q", name)
}

func open(dir string) (*os.File, error) { return os.Open(filepath.Join(dir, "bench.smf")) }

func cat(dir string) error {
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer nowhere.Close()
	cmd := exec.Command("cat", filepath.Join(dir, "bench.smf"))
	cmd.Stdout, cmd.Stderr = nowhere, os.Stderr
	start := time.Now()
	err = cmd.Run()
	timed(time.Since(start))
	return err
}

func read(dir string) error {
	f, err := open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	buf := make([]byte, 1<<20)
	for {
		if _, err := f.Read(buf); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func frame(dir string) error {
	f, err := open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	r := smf.NewReader("bench", f, smf.Options{})
	for {
		if _, err := r.Next(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func decode(dir string) error {
	f, err := open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := ingest.Decode(context.Background(), "bench", f, ingest.Options{}, func(b schema.Batch) error {
		b.Release()
		return nil
	})
	runtime.ReadMemStats(&after)
	if err == nil {
		fmt.Printf(", %.3f allocations a record", float64(after.Mallocs-before.Mallocs)/float64(n))
	}
	return err
}

// store decodes the dump into memory and times the loading of what it got.
func store(dir string) error {
	f, err := open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	ctx := context.Background()
	var batches []schema.Batch
	_, err = ingest.Decode(ctx, "bench", f, ingest.Options{}, func(b schema.Batch) error {
		batches = append(batches, b)
		return nil
	})
	if err != nil {
		return err
	}
	runtime.GC()
	path := filepath.Join(dir, "store.duckdb")
	os.Remove(path)
	took, err := ingest.Store(ctx, path, batches)
	timed(took)
	return err
}

// timed says how long the part of a phase took that counts.
func timed(d time.Duration) { fmt.Printf("%s%d\n", timedPrefix, d) }

const timedPrefix = "timed "

// messages decodes a capture of the IPSec NMI made in memory, and takes processor
// time rather than the clock's.
func messages(string) error {
	runtime.GOMAXPROCS(1)
	b := capture(nmiMessages)
	before := processorTime()
	_, err := ingest.Decode(context.Background(), "bench", bytes.NewReader(b), ingest.Options{Jobs: 1},
		func(b schema.Batch) error {
			b.Release()
			return nil
		})
	fmt.Printf(", %.0f MB/s per core (floor 200)", float64(len(b))/1e6/(processorTime()-before).Seconds())
	return err
}

func load(dir string) error {
	db := filepath.Join(dir, "bench.duckdb")
	os.Remove(db)
	_, err := ingest.Run(context.Background(), ingest.Options{DB: db, Inputs: []string{filepath.Join(dir, "bench.smf")}},
		slog.New(slog.DiscardHandler))
	return err
}

// execAll runs statements on a new database file, or on an existing one, and
// returns the time they took.
func execAll(path string, statements ...string) (time.Duration, error) {
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if err := db.Ping(); err != nil {
		return 0, err
	}
	start := time.Now()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			return 0, fmt.Errorf("%s: %w", s, err)
		}
	}
	return time.Since(start), nil
}

// sources are the relations that each kind of Parquet folder holds.
func sources(kind string) []string {
	if kind == "wide" {
		return []string{"v_zert_summary", "v_zert_detail"}
	}
	var out []string
	for _, t := range schema.Tables() {
		out = append(out, t.Name)
	}
	return out
}

func toParquet(dir string) error {
	for _, kind := range []string{"wide", "narrow"} {
		if err := os.MkdirAll(filepath.Join(dir, kind), 0o755); err != nil {
			return err
		}
		var statements []string
		for _, name := range sources(kind) {
			statements = append(statements,
				fmt.Sprintf("COPY (FROM %s) TO '%s' (FORMAT parquet)", name, filepath.Join(dir, kind, name+".parquet")))
		}
		if _, err := execAll(filepath.Join(dir, "bench.duckdb"), statements...); err != nil {
			return err
		}
	}
	return nil
}

func fromParquet(dir, kind string) error {
	path := filepath.Join(dir, kind+".duckdb")
	os.Remove(path)
	statements := []string{fmt.Sprintf("ATTACH '%s' AS file (STORAGE_VERSION 'v1.2.0')", path)}
	for _, name := range sources(kind) {
		statements = append(statements,
			fmt.Sprintf("CREATE TABLE file.%s AS FROM '%s'", name, filepath.Join(dir, kind, name+".parquet")))
	}
	took, err := execAll("", append(statements, "CHECKPOINT file")...)
	timed(took)
	return err
}

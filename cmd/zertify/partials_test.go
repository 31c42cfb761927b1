package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// deal deals the records of a dump out to files in a folder, shuffled, each file with some
// records of the one before.
func deal(t *testing.T, dir string, dump []byte, files int) (names []string) {
	t.Helper()
	var records [][]byte
	for rest := dump; len(rest) > 0; {
		n := binary.BigEndian.Uint16(rest)
		records, rest = append(records, rest[:n]), rest[n:]
	}
	rand.New(rand.NewPCG(1, uint64(files))).Shuffle(len(records), func(i, j int) {
		records[i], records[j] = records[j], records[i]
	})
	overlap := len(records) / files / 4
	for i := range files {
		from, to := i*len(records)/files, (i+1)*len(records)/files
		names = append(names, fmt.Sprintf("p%d.smf", i))
		put(t, filepath.Join(dir, names[i]), bytes.Join(records[max(0, from-overlap):to], nil))
	}
	return names
}

// TestLoadsTogetherAndApartReportTheSame: what is added up per input and kept from load to
// load is what one load of all inputs adds up, copies among them included. After an input was
// loaded again of which others hold copies, and records were pruned, what is kept of each input
// is what the records there are add up to.
func TestLoadsTogetherAndApartReportTheSame(t *testing.T) {
	t.Parallel()
	dump := filepath.Join(t.TempDir(), "demo.smf")
	zertify(t, exitFailed, "demo", "--month", "bad", "--start", "2026-11-01", "-o", dump)
	data, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	var reports [2][]byte
	var dir string
	for i, loads := range []int{1, 3} {
		dir = t.TempDir()
		for some := range slices.Chunk(deal(t, dir, data, 7), (7+loads-1)/loads) {
			inDir(t, dir, 0, append([]string{"ingest", "--db", "x.duckdb"}, some...)...)
		}
		inDir(t, dir, exitFailed, "audit", "--profile", "nist", "-f", "json", "-o", "report", "--db", "x.duckdb")
		if reports[i], err = os.ReadFile(filepath.Join(dir, "report", "report.json")); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(string(reports[0]), string(reports[1])); d != "" {
		t.Errorf("loaded together (-), apart (+):\n%.4000s", d)
	}
	inDir(t, dir, 0, "ingest", "--again", "p0.smf", "--db", "x.duckdb")
	inDir(t, dir, 0, "prune", "--before", "2026-11-12", "--db", "x.duckdb")
	path := filepath.Join(dir, "x.duckdb")
	kept := contentsOf(t, path)
	if err := views.Remake(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(contentsOf(t, path), kept); d != "" {
		t.Errorf("made anew (-), kept (+):\n%.3000s", d)
	}
}

// contentsOf returns the rows of the tables of partials, in order.
func contentsOf(t *testing.T, path string) map[string][]string {
	t.Helper()
	db, err := views.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables, err := fetch(t.Context(), db,
		"SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'part\\_%' ESCAPE '\\' ORDER BY ALL")
	if err != nil || len(tables.rows) < 3 {
		t.Fatalf("%d tables of partials: %v", len(tables.rows), err)
	}
	out := map[string][]string{}
	for _, row := range tables.rows {
		table := fmt.Sprint(row[0])
		s, err := fetch(t.Context(), db, "SELECT * FROM "+table+" ORDER BY ALL")
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range s.rows {
			out[table] = append(out[table], fmt.Sprint(row...))
		}
	}
	return out
}

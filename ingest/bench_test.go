package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkIngest loads a dump whole; ZERTIFY_DUMP names one to use instead of
// the small built-in one.
func BenchmarkIngest(b *testing.B) {
	path := os.Getenv("ZERTIFY_DUMP")
	if path == "" {
		path = write(b, "bench.smf", vbs(b, 100_000))
	}
	st, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(st.Size())
	for b.Loop() {
		load(b, Options{Inputs: []string{path}, DB: filepath.Join(b.TempDir(), "b.duckdb")})
	}
}

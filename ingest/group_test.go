package ingest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// smallDumps writes n dumps of two records each, all of them different.
func smallDumps(t testing.TB, n int) []string {
	t.Helper()
	dir := t.TempDir()
	var out []string
	var records [][]byte
	must((fixture.Company{Records: 2 * n, Seed: 1}).Each(func(rec []byte) error {
		records = append(records, slices.Clone(rec))
		return nil
	}))
	for i := range n {
		name := filepath.Join(dir, fmt.Sprintf("%05d.smf", i))
		must(os.WriteFile(name, frame(t, smf.WriterOptions{Framing: smf.RDW}, records[2*i:2*i+2]...), 0o600))
		out = append(out, name)
	}
	return out
}

// countStatements runs a load and returns how many statements of the engine's it took.
func countStatements(t *testing.T, opt Options) (int, *Summary) {
	t.Helper()
	opt.defaults(MachineMemory())
	r, err := openRun(t.Context(), &opt, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer r.close()
	if err := r.all(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r.l.statements, r.sum
}

// TestSmallInputsShareStatements: what the engine is asked to do does not grow with the
// number of small inputs, whether they are new, known, or loaded again.
func TestSmallInputsShareStatements(t *testing.T) {
	t.Parallel()
	const most = 60 // of a transaction: an INSERT for each table that has rows, and the rest
	inputs := smallDumps(t, 400)
	path := filepath.Join(t.TempDir(), "t.duckdb")
	n, sum := countStatements(t, Options{DB: path, Inputs: inputs})
	if n > most || len(sum.Files) != len(inputs) {
		t.Errorf("%d statements for %d inputs", n, len(sum.Files))
	}
	if n, sum = countStatements(t, Options{DB: path, Inputs: inputs}); n > 0 || !sum.Files[399].Known {
		t.Errorf("%d statements for inputs that are known", n)
	}
	// To load again is to take out, which is a statement or two for each of a hundred tables.
	if n, sum = countStatements(t, Options{DB: path, Inputs: inputs, Again: true}); n > most+250 || sum.Files[399].Known {
		t.Errorf("%d statements to load %d inputs again", n, len(inputs))
	}
}

// loadApart loads inputs; if they are to be apart, each with tools and in a transaction of its own.
func loadApart(t *testing.T, opt Options, apart bool) *Summary {
	t.Helper()
	opt.defaults(MachineMemory())
	r, err := openRun(t.Context(), &opt, slog.New(slog.DiscardHandler))
	must(err)
	defer r.close()
	for _, in := range opt.Inputs {
		must(r.input(t.Context(), in))
		if apart {
			must(r.commit(t.Context()))
			r.small = nil
		}
	}
	must(r.commit(t.Context()))
	return r.sum
}

// TestInputsTogetherAreAsAlone loads a mixture, and loads it again, in as few transactions
// as it takes and in one for each input: the tables are the same, and so is what is said of
// each input.
func TestInputsTogetherAreAsAlone(t *testing.T) {
	t.Parallel()
	small := smallDumps(t, 13)
	dir := t.TempDir()
	put := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		must(os.WriteFile(path, b, 0o600))
		return path
	}
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		must(err)
		return b
	}
	large := vbs(t, 700)
	if len(large) <= smallInput {
		t.Fatalf("an input of %d bytes is no large one", len(large))
	}
	overlap := slices.Concat(read(small[3]), read(small[4]), read(small[4]))
	bad := read(small[5])
	bad[len(bad)-1], bad[40] = 0xFF, 0x7F
	// One content with a value that makes no sense, in two inputs: it is odd about both.
	odd := func(port int) []byte {
		rec := detail(fixture.Values{"local_port": port}, fixture.Section("zert_detail_tls", fixture.Values{}), nil)
		return frame(t, smf.WriterOptions{Framing: smf.RDW}, patched(rec, sectionAt(rec, 4)+100, 2))
	}
	inputs := slices.Concat(small[:8], []string{
		put("odd", odd(1)), put("odd too", odd(2)), put("same", read(small[2])), put("overlap", overlap), put("empty", nil),
		put("empty too", nil),
		put("junk", []byte{1, 2, 3}), put("junk too", []byte{1, 2, 3}), filepath.Join(dir, "missing"), put("bad", bad),
		put("cut", overlap[:len(overlap)-9]), put("large", large), put("whole.gz", gzipped(t, read(small[9]))),
		put("messages", sampleCapture(t)), put("cut.gz", gzipped(t, read(small[10]))[:300]),
		put("overlaps large", large[:len(large)/3]), put("copy", copyOf(t, read(small[12]))),
		put("many.zip", zipOf(map[string][]byte{"a": read(small[11]),
			"b": read(small[11]), "c": []byte("no dump at all\n")})),
	}, small[8:])
	var want []string
	for _, apart := range []bool{true, false} {
		path := filepath.Join(dir, fmt.Sprintf("%t.duckdb", apart))
		var got []string
		for _, again := range []bool{false, true} {
			opt := Options{DB: path, Inputs: inputs, Again: again, NMI: nmsec.Options{Framing: candidate(t)},
				Now: time.Unix(1e9, 0)}
			for _, f := range loadApart(t, opt, apart).Files {
				got = append(got, fmt.Sprintf("%+v %v", f, f.Err))
			}
			got = append(got, tableContents(t, path)...)
		}
		if want == nil {
			want = got
		}
		if text := cmp.Diff(want, got); text != "" {
			t.Errorf("apart (-) is not as together (+):\n%s", text)
		}
	}
}

// TestIssuesDoNotDependOnWorkers: a value in a content that many records share is odd about the first of them, once,
// whichever worker comes upon it, and in whatever order.
func TestIssuesDoNotDependOnWorkers(t *testing.T) {
	t.Parallel()
	rec := detail(fixture.Values{"local_port": 1}, fixture.Section("zert_detail_tls", fixture.Values{}), nil)
	tls := sectionAt(rec, 4)
	var records [][]byte
	for n := range 2 * unitBytes / len(rec) { // each of another time, or they were copies of each other
		odd := patched(rec, 6, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
		records = append(records, patched(patched(odd, tls+100, 2), tls+90, byte(n%7)))
	}
	input := write(t, "odd.smf", frame(t, smf.WriterOptions{Framing: smf.RDW}, records...))
	var want string
	for _, jobs := range []int{1, 4} {
		_, db := load(t, Options{DB: filepath.Join(t.TempDir(), "t.duckdb"), Inputs: []string{input}, Jobs: jobs})
		var got string
		var n int
		must(db.QueryRow(`SELECT count(*), string_agg(concat_ws(' ', record_no, start_byte, "offset", field, kind, message),
			chr(10) ORDER BY record_no, field) FROM input_issue`).Scan(&n, &got))
		if n != 7 {
			t.Errorf("%d workers: %d issues for 7 contents", jobs, n)
		}
		if want == "" {
			want = got
		}
		if text := cmp.Diff(want, got); text != "" {
			t.Errorf("one worker (-) and %d (+):\n%s", jobs, text)
		}
	}
}

// copyOf marks the records of a dump as anonymize does.
func copyOf(t *testing.T, b []byte) []byte {
	t.Helper()
	var records [][]byte
	for r := smf.NewReader("", bytes.NewReader(b), smf.Options{}); ; {
		rec, err := r.Next()
		if err == io.EOF {
			return frame(t, smf.WriterOptions{Framing: smf.RDW}, records...)
		}
		must(err)
		data := slices.Clone(rec.Data)
		rec.MarkCopy(data)
		records = append(records, data)
	}
}

// tableContents says what the tables hold of each input.
func tableContents(t *testing.T, path string) (out []string) {
	t.Helper()
	db, err := OpenReadOnly(t.Context(), path)
	must(err)
	defer db.Close()
	tables, err := digestTables(t.Context(), db)
	must(err)
	for _, table := range tables {
		rows, err := db.Query(table.contents("true") + " ORDER BY ALL")
		must(err)
		for rows.Next() {
			var id sql.NullInt64
			var n int64
			var hash uint64
			must(rows.Scan(&id, &n, &hash))
			out = append(out, fmt.Sprint(table.name, " ", id.Int64, " ", n, " ", hash))
		}
		must(rows.Err(), rows.Close())
	}
	return out
}

// TestStrictKeepsWhatCameBefore: the inputs before the one with the bad record are loaded,
// though they share a transaction.
func TestStrictKeepsWhatCameBefore(t *testing.T) {
	t.Parallel()
	inputs := smallDumps(t, 5)
	b, err := os.ReadFile(inputs[3])
	must(err)
	b[36] = 0x7F // where the identification section is
	must(os.WriteFile(inputs[3], b, 0o600))
	path := filepath.Join(t.TempDir(), "t.duckdb")
	sum, err := Run(t.Context(), Options{DB: path, Inputs: inputs, Strict: true}, slog.New(slog.DiscardHandler))
	var fault *wire.Error
	if !errors.As(err, &fault) || len(sum.Files) != 3 {
		t.Errorf("%v, %d inputs", err, len(sum.Files))
	}
	db, err := OpenReadOnly(t.Context(), path)
	must(err)
	defer db.Close()
	if n := number(t, db, "SELECT count(*) FROM input_file"); n != 3 {
		t.Errorf("%d inputs are in the database", n)
	}
}

// TestStoppedInputsAreNotListed: what a run that is stopped has not committed is neither in
// the database nor among its results.
func TestStoppedInputsAreNotListed(t *testing.T) {
	t.Parallel()
	opt := Options{DB: filepath.Join(t.TempDir(), "t.duckdb"), Inputs: smallDumps(t, 10)}
	ctx, cancel := context.WithCancel(t.Context())
	opt.Stdin = readerFunc(func([]byte) (int, error) { cancel(); return 0, context.Canceled })
	opt.Inputs = append(opt.Inputs, "-")
	sum, err := Run(ctx, opt, slog.New(slog.DiscardHandler))
	if !errors.Is(err, context.Canceled) || len(sum.Files) != 0 {
		t.Errorf("%v, %d inputs", err, len(sum.Files))
	}
	db, err := OpenReadOnly(t.Context(), opt.DB)
	must(err)
	defer db.Close()
	if n := number(t, db, "SELECT count(*) FROM input_file"); n != 0 {
		t.Errorf("%d inputs are in the database", n)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

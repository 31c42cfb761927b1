package ingest

import (
	"compress/gzip"
	"errors"
	"slices"
	"time"

	"bytes"
	"context"
	"database/sql"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// dump makes a dump of the sample company in memory.
func dump(t testing.TB, records int, opt smf.WriterOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	w := smf.NewWriter(&b, opt)
	if err := (fixture.Company{Records: records, Seed: 1}).Each(w.Write); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func vbs(t testing.TB, records int) []byte {
	return dump(t, records, smf.WriterOptions{Framing: smf.RDW, Span: true, BlockSize: smf.HalfTrack})
}

// write puts bytes into a file of the test's folder.
func write(t testing.TB, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return p
}

// load loads inputs and opens the database. A new one is a copy of one without inputs, unless the
// site's codes are to be
// in it from the beginning: to make it takes longer than most loads.
func load(t testing.TB, opt Options) (*Summary, *sql.DB) {
	t.Helper()
	if opt.DB == "" {
		opt.DB = filepath.Join(t.TempDir(), "t.duckdb")
	}
	if _, err := os.Lstat(opt.DB); errors.Is(err, fs.ErrNotExist) && opt.Codes == nil {
		must(os.WriteFile(opt.DB, empty(), 0o600))
	}
	sum, err := Run(context.Background(), opt, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	db, err := OpenReadOnly(context.Background(), opt.DB)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return sum, db
}

// number asks for one number.
func number(t testing.TB, db *sql.DB, query string) int64 {
	t.Helper()
	var n int64
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// TestEveryByteIsAccountedFor loads the sample company and adds up.
func TestEveryByteIsAccountedFor(t *testing.T) {
	b := vbs(t, 3000)
	sum, db := load(t, Options{Inputs: []string{write(t, "a.smf", b)}})
	f := sum.Files[0]
	if f.Err != nil || f.Records != 3000 && f.Records != 3001 || f.Rejected != 0 || f.Decoded == 0 || f.Skipped == 0 {
		t.Errorf("summary %+v", f)
	}
	if got := number(t, db,
		"SELECT bytes_decoded + bytes_skipped + bytes_rejected FROM input_file"); got != int64(len(b)) {
		t.Errorf("bytes add up to %d, the file has %d", got, len(b))
	}
	var facts []string
	for _, rt := range record.Types {
		facts = append(facts, "SELECT file_id FROM "+rt.Table)
	}
	for _, q := range []string{
		"SELECT count(*) - (SELECT records_decoded FROM input_file) FROM (" + strings.Join(facts, " UNION ALL ") + ")",
		"SELECT sum(records) - (SELECT records FROM input_file) FROM input_record_count",
		"SELECT count(*) FROM v_zert_summary ANTI JOIN zert_session USING (zert_session_id)",
		"SELECT count(*) FROM (SELECT zert_session_id FROM zert_session GROUP BY 1 HAVING count(*) > 1)",
		"SELECT count(*) FROM input_issue",
		"SELECT count(*) FROM input_duplicate",
		"SELECT count(*) FROM v_zert_summary WHERE suite_id <> 0 AND suite_id NOT IN (SELECT suite_id FROM suite_part)",
		// a code without a name; 'unknown' itself is the name of 0,
		"SELECT count(*) FROM v_zert_summary WHERE tls_version_name LIKE 'unknown (%'",
	} {
		if n := number(t, db, q); n != 0 {
			t.Errorf("%d, want 0, from %s", n, q)
		}
	}
}

// TestOverlappingDumpsCountOnce loads two dumps that share a day, and one of
// them twice.
func TestOverlappingDumpsCountOnce(t *testing.T) {
	var first, second bytes.Buffer
	a, b := smf.NewWriter(&first, smf.WriterOptions{Framing: smf.RDW}),
		smf.NewWriter(&second, smf.WriterOptions{Framing: smf.RDW})
	n := 0
	err := (fixture.Company{Records: 3000, Seed: 1}).Each(func(rec []byte) error {
		n++
		if n <= 2000 {
			if err := a.Write(rec); err != nil {
				return err
			}
		}
		if n > 1500 || n == 1 {
			return b.Write(rec)
		}
		return nil
	})
	if err := errors.Join(err, a.Close(), b.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "t.duckdb")
	one, two := write(t, "one", first.Bytes()), write(t, "two", second.Bytes())
	sum, db := load(t, Options{DB: path, Inputs: []string{one, two, one}})
	if !sum.Files[2].Known {
		t.Errorf("the same file was loaded twice: %+v", sum.Files[2])
	}
	distinct := number(t, db,
		"SELECT count(DISTINCT record_hash) FROM (SELECT record_hash FROM zert_summary UNION ALL SELECT record_hash FROM "+
			"zert_detail)")
	kept := number(t, db,
		`SELECT count(*) FROM (SELECT file_id, record_no FROM zert_summary UNION ALL SELECT file_id, record_no
			FROM zert_detail)
		ANTI JOIN input_duplicate USING (file_id, record_no)`)
	if dup := sum.Files[1].Duplicates; dup < 400 || kept != distinct {
		t.Errorf("%d copies found, %d records kept, %d distinct", dup, kept, distinct)
	}
	db.Close()
	again, db := load(t, Options{DB: path, Inputs: []string{one}, Again: true})
	if again.Files[0].Known || number(t, db, "SELECT count(*) FROM input_file") != 2 {
		t.Errorf("--again did not replace: %+v", again.Files[0])
	}
	if n := number(t, db, "SELECT count(*) FROM zert_session ANTI JOIN input_file USING (file_id)"); n != 0 {
		t.Errorf("%d sessions lead to a file that is gone", n)
	}
}

// TestBadInputsHarmNoOther loads good and bad files together.
func TestBadInputsHarmNoOther(t *testing.T) {
	good := vbs(t, 500)
	dir := t.TempDir()
	files := map[string][]byte{
		"1.smf": good, "2.txt": []byte("this is a text file\nnot a dump\n"), "3.cut": good[:len(good)-7],
		"4.empty": nil, "5.gz": gzipped(t, vbs(t, 600)),
	}
	var inputs []string
	for name, b := range files {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, b, 0o644); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, p)
	}
	slices.Sort(inputs)
	sum, db := load(t, Options{Inputs: append(inputs, filepath.Join(dir, "missing"))})
	if len(sum.Files) != 6 || sum.Files[0].Err != nil || sum.Files[1].Err == nil || sum.Files[2].Rejected != 1 ||
		sum.Files[3].Err == nil || sum.Files[4].Err != nil || sum.Files[5].Err == nil {
		t.Errorf("%+v", sum.Files)
	}
	if n := number(t, db,
		"SELECT count(*) FROM input_file WHERE bytes <> bytes_decoded + bytes_skipped + bytes_rejected OR records <> "+
			"records_decoded + records_skipped + records_rejected"); n != 0 {
		t.Errorf("%d inputs do not add up", n)
	}
	if n := number(t, db, "SELECT count(*) FROM input_issue WHERE kind IN ('truncated', 'not-readable')"); n != 3 {
		t.Errorf("%d issues of the three bad files", n)
	}
}

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestStrictStopsAndLoadsNothing: the input with the bad record is undone.
func TestStrictStopsAndLoadsNothing(t *testing.T) {
	b := dump(t, 300, smf.WriterOptions{Framing: smf.RDW})
	at := bytes.Index(b, []byte{0x5E, 0x77})
	b[at-4+36] = 0x7F // the second triplet's offset
	path := filepath.Join(t.TempDir(), "t.duckdb")
	_, err := Run(context.Background(), Options{DB: path, Inputs: []string{write(t, "bad", b)}, Strict: true},
		slog.New(slog.DiscardHandler))
	if !errors.Is(err, wire.ErrLocator) {
		t.Fatalf("error %v, want one that says the section lies outside", err)
	}
	sum, db := load(t, Options{DB: path, Inputs: []string{write(t, "bad", b)}})
	if sum.Files[0].Rejected != 1 || number(t, db, "SELECT count(*) FROM input_file") != 1 {
		t.Errorf("without strict: %+v", sum.Files[0])
	}
}

// TestStrictStopsAtBytesThatAreNoRecord: what framing rejects counts as well.
func TestStrictStopsAtBytesThatAreNoRecord(t *testing.T) {
	b := dump(t, 300, smf.WriterOptions{Framing: smf.RDW})
	path := filepath.Join(t.TempDir(), "t.duckdb")
	_, err := Run(context.Background(), Options{DB: path, Inputs: []string{write(t, "cut", b[:len(b)-200])}, Strict: true},
		slog.New(slog.DiscardHandler))
	if !errors.Is(err, wire.ErrTruncated) {
		t.Fatalf("error %v, want one that says the file is cut", err)
	}
	_, db := load(t, Options{DB: path, Inputs: []string{write(t, "whole", b)}})
	if n := number(t, db, "SELECT count(*) FROM input_file"); n != 1 {
		t.Errorf("%d inputs loaded, want the whole one alone", n)
	}
}

// TestInterruptLeavesWholeFiles ends the context while the second file is read.
func TestInterruptLeavesWholeFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.duckdb")
	one, two := write(t, "one", vbs(t, 1000)), write(t, "two", vbs(t, 400_000))
	ctx, cancel := context.WithCancel(context.Background())
	prog := &Progress{}
	go func() {
		for prog.Records.Load() < 50_000 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	_, err := Run(ctx, Options{DB: path, Inputs: []string{one, two}, Progress: prog}, slog.New(slog.DiscardHandler))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want that the context was ended", err)
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got, want := number(t, db, "SELECT count(*) FROM zert_summary"),
		number(t, db, "SELECT sum(records) FROM input_record_count WHERE smf_type = 119 AND smf_subtype = 12"); got != want ||
		number(t, db, "SELECT count(*) FROM input_file") != 1 {
		t.Errorf("%d summary rows, evidence says %d", got, want)
	}
}

// TestSiteCodesNameViews: a code that only the site knows gets its name.
func TestSiteCodesNameViews(t *testing.T) {
	code := layout.Code{Enum: "sym_enc_alg", Code: "0x0013", Value: 0x13, Name: "AES GCM 256", Token: "AES-GCM", Bits: 256,
		Basis: "site"}
	_, db := load(t, Options{Inputs: []string{write(t, "a", vbs(t, 1000))}, Codes: []layout.Code{code}})
	if n := number(t, db, "SELECT count(*) FROM v_zert_summary WHERE ipsec_encryption_name = 'AES GCM 256'"); n == 0 {
		t.Error("the site's name is not in the view")
	}
	if n := number(t, db, "SELECT count(*) FROM v_zert_summary WHERE ssh_in_encryption_name LIKE '%?'"); n == 0 {
		t.Error("an inferred name is not marked")
	}
}

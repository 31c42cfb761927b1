package ingest

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// narrowed returns a database whose statements fail on some values: ports in it are below 32,768.
func narrowed(t *testing.T) string {
	t.Helper()
	return emptyDatabase(t, "ALTER TABLE zert_detail ALTER local_port TYPE SMALLINT")
}

// ofPort returns dumps of so many records each, whose last record is of a port.
func ofPort(t *testing.T, n, port int) []byte {
	t.Helper()
	var records [][]byte
	for i := range n {
		values := fixture.Values{"local_port": 443}
		if i == n-1 {
			values["local_port"] = port
		}
		rec := detail(values, fixture.Section("zert_detail_tls", fixture.Values{}), nil)
		records = append(records, patched(rec, 6, binary.BigEndian.AppendUint32(nil, uint32(100*port+i))...))
	}
	return frame(t, smf.WriterOptions{Framing: smf.RDW}, records...)
}

// TestAnInputThatAStatementFailsOnHarmsNoOther loads inputs that share transactions, of which some have a value that
// makes a statement fail. Those are named and rejected, and the tables hold of the others what a load without the bad
// ones makes of them.
func TestAnInputThatAStatementFailsOnHarmsNoOther(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		must(os.WriteFile(path, b, 0o600))
		return path
	}
	bad := ofPort(t, 2, 40000)
	large := ofPort(t, 2*smallInput/len(bad)+20, 50000)
	if len(large) <= smallInput || len(large) > unitBytes {
		t.Fatalf("%d bytes", len(large))
	}
	var good, all []string
	for i := range 5 {
		name := put(fmt.Sprintf("good%d", i), ofPort(t, 2, 100+i))
		good, all = append(good, name), append(all, name)
		switch i {
		case 1:
			all = append(all, put("bad first", bad), put("bad again", bad), put("bad.gz", gzipBytes(ofPort(t, 1, 41000))))
		case 3:
			all = append(all, put("bad large", large), put("bad last", ofPort(t, 1, 42000)))
		}
	}
	more := []string{put("junk", []byte{1, 2, 3}), filepath.Join(dir, "missing"), put("same", ofPort(t, 2, 102)),
		put("cut.gz", gzipBytes(ofPort(t, 30, 103))[:200]), put("messages", sampleCapture(t))}
	good, all = append(good, more...), append(all, more...)
	opt := Options{DB: narrowed(t), Inputs: all, NMI: nmsec.Options{Framing: candidate(t)}, Now: time.Unix(1e9, 0)}
	sum, db := load(t, opt)
	for _, f := range sum.Files {
		isBad := strings.Contains(f.Path, "bad")
		if refused := f.Err != nil && strings.Contains(f.Err.Error(), "does not take its records"); refused != isBad ||
			isBad && (f.RejectedBytes != f.Bytes || f.Records != 0 || f.Bytes == 0) {
			t.Errorf("%s: %v; %d of %d bytes rejected", f.Path, f.Err, f.RejectedBytes, f.Bytes)
		}
	}
	if len(sum.Files) != len(all) || !sum.Rejected() {
		t.Errorf("%d inputs listed", len(sum.Files))
	}
	if n := number(t, db, `SELECT count(*) FROM input_file JOIN input_issue USING (file_id) WHERE NOT is_complete AND
		bytes = bytes_rejected AND kind = 'not-loaded' AND stopped LIKE '%load table zert_detail%'`); n != 4 {
		t.Errorf("%d inputs are noted as refused, want 4: one stands for two of the same bytes", n)
	}
	must(db.Close())
	alone := Options{DB: narrowed(t), Inputs: good, NMI: opt.NMI, Now: opt.Now}
	_, db = load(t, alone)
	must(db.Close())
	if got, want := byPath(t, opt.DB, good), byPath(t, alone.DB, good); !slices.Equal(got, want) {
		t.Errorf("with the bad inputs\n%s\nwithout them\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// byPath says how many rows the tables hold of each of some inputs.
func byPath(t *testing.T, path string, inputs []string) (out []string) {
	t.Helper()
	db, err := OpenReadOnly(t.Context(), path)
	must(err)
	defer db.Close()
	for _, table := range []string{"zert_detail", "zert_detail_tls", "input_issue", "input_record_count"} {
		rows, err := db.Query(`SELECT path, count(*), (SELECT count(*) FROM input_file WHERE path = f.path) FROM ` + table +
			` JOIN input_file AS f USING (file_id) GROUP BY path ORDER BY path`)
		must(err)
		for rows.Next() {
			var name string
			var n, files int
			must(rows.Scan(&name, &n, &files))
			if slices.Contains(inputs, name) {
				out = append(out, fmt.Sprint(table, " ", filepath.Base(name), " ", n, " ", files))
			}
		}
		must(rows.Err(), rows.Close())
	}
	return out
}

// TestAnEarlierLoadStaysWhenItsReplacementFails: what is loaded again and fails takes nothing away.
func TestAnEarlierLoadStaysWhenItsReplacementFails(t *testing.T) {
	t.Parallel()
	path := emptyDatabase(t)
	opt := Options{DB: path, Inputs: []string{write(t, "a", ofPort(t, 2, 40000)), write(t, "b", ofPort(t, 2, 100))}}
	_, db := load(t, opt)
	must(db.Close())
	change(t, path, "ALTER TABLE zert_detail RENAME TO kept")
	change(t, path, `CREATE TABLE zert_detail AS SELECT * REPLACE
		(CAST(local_port % 20000 AS SMALLINT) AS local_port) FROM kept`)
	opt.Again = true
	sum, db := load(t, opt)
	n, first, second := number(t, db, "SELECT count(*) FROM zert_detail"), sum.Files[0].Err, sum.Files[1].Err
	if n != 4 || first == nil || second != nil {
		t.Errorf("%d records, %v, %v", n, first, second)
	}
}

// TestStrictStopsAtAStatementThatFails: the inputs before are loaded.
func TestStrictStopsAtAStatementThatFails(t *testing.T) {
	t.Parallel()
	opt := Options{DB: narrowed(t), Strict: true}
	for i, port := range []int{1, 2, 40000, 3} {
		opt.Inputs = append(opt.Inputs, write(t, fmt.Sprint(i), ofPort(t, 2, port)))
	}
	_, err := Run(t.Context(), opt, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "does not take its records") {
		t.Errorf("got %v", err)
	}
	db, err := OpenReadOnly(t.Context(), opt.DB)
	must(err)
	defer db.Close()
	if n := number(t, db, "SELECT count(*) FROM input_file"); n != 2 {
		t.Errorf("%d inputs are loaded, want 2", n)
	}
}

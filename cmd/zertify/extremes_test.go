package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/smf"
)

// numeric are the formats that hold a number.
var numeric = []string{"uint", "bits", "tod", "tod_span", "unix", "hundredths"}

// A sectionPlace is where a section of a structure begins in a record or message.
type sectionPlace struct {
	structure string
	off, size int
}

// extremes returns copies of data: for each numeric field one with all its bits set,
// one with none, and those with all but the first one and two; and one of each in which all fields
// that are no codes have them so.
func extremes(data []byte, places []sectionPlace) [][]byte {
	all := [4][]byte{slices.Clone(data), slices.Clone(data), slices.Clone(data), slices.Clone(data)}
	var out [][]byte
	for _, p := range places {
		for i := range layout.Must().Structure(p.structure).Fields {
			f := &layout.Must().Structure(p.structure).Fields[i]
			if !slices.Contains(numeric, f.Format) || f.Length < 0 || f.End() > p.size {
				continue
			}
			for k, with := range []fillWith{{0xFF, 0xFF}, {0, 0}, {0x7F, 0xFF}, {0x3F, 0xFF}} {
				one := slices.Clone(data)
				with.fill(one[p.off:], f)
				out = append(out, fromClient(one, places, len(out)))
				if f.Enum == "" && f.Column != "" {
					with.fill(all[k][p.off:], f)
				}
			}
		}
	}
	return append(out, all[:]...)
}

// fromClient returns data another client, so that each record is a session of its own.
func fromClient(data []byte, places []sectionPlace, n int) []byte {
	for _, p := range places {
		for _, f := range layout.Must().Structure(p.structure).Fields {
			if f.Column == "client_addr" || f.Column == "remote_addr" {
				data[p.off+f.Offset+2], data[p.off+f.Offset+3] = byte(n>>8), byte(n)
			}
		}
	}
	return data
}

// fillWith is what a field is filled with: its first byte and the others.
type fillWith struct{ first, rest byte }

func (w fillWith) fill(s []byte, f *layout.Field) {
	if f.Bit < 0 {
		s[f.Offset] = w.first
		copy(s[f.Offset+1:f.End()], bytes.Repeat([]byte{w.rest}, f.Length-1))
		return
	}
	for bit := f.Bit; bit < f.Bit+f.Length; bit++ {
		mask, with := byte(0x80)>>(bit%8), w.rest
		if bit == f.Bit {
			with = w.first & 0x80 >> (bit % 8)
		}
		s[f.Offset+bit/8] = s[f.Offset+bit/8]&^mask | with&mask
	}
}

// extremeDump has every numeric field of every record type at its greatest and its
// smallest value, in records that have every combination of sections the sample
// company writes.
func extremeDump(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := smf.NewWriter(&out, smf.WriterOptions{})
	seen, pool := map[string]bool{}, map[string][]byte{}
	add := func(rec []byte) error {
		if len(rec) < 28 {
			return nil
		}
		rt := record.TypeOf(uint16(rec[5]), uint16(rec[22])<<8|uint16(rec[23]))
		var loc smf.Located
		if rt == nil || smf.Locate(&smf.Record{Data: rec}, rt, &loc) != nil {
			return nil
		}
		key, places := rt.Table, []sectionPlace{}
		for i, s := range loc.Sections[1:] {
			if s == nil || rt.Locators[i+1].Split != "" {
				continue
			}
			name := rt.Locators[i+1].Kind.String()
			key += " " + name
			if len(s) > len(pool[name]) {
				pool[name] = slices.Clone(s)
			}
			places = append(places, sectionPlace{name, cap(rec) - cap(s), len(s)})
		}
		if seen[key] {
			return nil
		}
		seen[key], seen[rt.Table] = true, true
		for _, r := range extremes(rec, places) {
			if err := w.Write(r); err != nil {
				return err
			}
		}
		return nil
	}
	err := fixture.Company{Records: 6000, Seed: 3,
		Bad: true}.Each(func(rec []byte) error { return add(slices.Clip(slices.Clone(rec))) })
	for _, rt := range record.Types {
		if rt.Source == layout.SMF119 && !seen[rt.Table] {
			err = errors.Join(err, add(slices.Clip(recordOf(rt, pool))))
		}
		if rt.Source == layout.SMF119 && !seen[rt.Table] {
			t.Errorf("no record of %s", rt.Table)
		}
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// recordOf builds a record with every section of its type, as the sample company
// writes them in other records where it does.
func recordOf(rt *record.Type, pool map[string][]byte) []byte {
	var sections [][]byte
	for _, l := range rt.Locators[1:] {
		s := pool[l.Kind.String()]
		if s == nil && l.Split == "" {
			s = fixture.Section(l.Kind.String(), fixture.Values{})
		}
		if len(s) == 0 {
			s = nil
		}
		sections = append(sections, s)
	}
	return fixture.Record(fixture.Header(int(rt.Subtype), time.Date(2026, 10, 2, 8, 0, 0, 0, time.UTC), "SYSA"),
		sections...)
}

// extremeCapture is the same of the messages that the sample company's stack answers.
func extremeCapture(t *testing.T) []byte {
	t.Helper()
	b, err := fixture.Company{Records: 6000, Seed: 3, Bad: true}.Capture(fixture.NMIFramings[0])
	if err != nil {
		t.Fatal(err)
	}
	out := slices.Clone(b)
	r := nmsec.NewReader("", bytes.NewReader(b), nmsec.Options{})
	for {
		m, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		var places []sectionPlace
		for i := range m.Records {
			places = append(places, sectionsOf(t, m, &m.Records[i])...)
		}
		for _, message := range extremes(m.Data, places) {
			out = append(out, message...)
		}
	}
}

func sectionsOf(t *testing.T, m *message.Message, rec *message.Record) (out []sectionPlace) {
	t.Helper()
	var loc nmsec.Located
	if err := nmsec.Locate(m, rec, 0, &loc); err != nil {
		t.Fatal(err)
	}
	for i, s := range loc.Sections {
		for _, sec := range rec.Sections {
			if i > 0 && len(s) > 0 && &s[0] == &sec.Data[0] {
				out = append(out, sectionPlace{loc.Type.Locators[i].Kind.String(), sec.Off, len(s)})
			}
		}
	}
	return out
}

// TestExtremeValuesHarmNothing loads every number at its bounds: the views, the
// checks, the profiles and every format are made, and later loads work.
func TestExtremeValuesHarmNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump, capture, path := filepath.Join(dir, "extreme.smf"), filepath.Join(dir, "extreme.nmi"),
		filepath.Join(dir, "x.duckdb")
	for name, b := range map[string][]byte{dump: extremeDump(t), capture: extremeCapture(t)} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	zertify(t, exitError, "ingest", dump, capture, "--db", path)
	db, err := ingest.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var large int
	if err := db.QueryRow("SELECT count(*) FROM v_session WHERE bytes_in >= 2305843009213693952").Scan(
		&large); err != nil || large < 5 {
		t.Errorf("%d sessions of 2^61 bytes, want several whose sum is out of bounds (%v)", large, err)
	}
	everyView(t, db)
	everyCheck(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var formats []string
	for _, f := range reports.EverywhereFormats() {
		formats = append(formats, f.Name)
	}
	out := filepath.Join(dir, "out")
	zertify(t, exitError, "audit", "--db", path, "-o", out, "--profile", "all", "--format", strings.Join(formats, ","),
		"--forecast", "2030-01-01", "--as-of", "2026-12-01")
	if b, err := os.ReadFile(filepath.Join(out, "report.json")); err != nil || !json.Valid(b) {
		t.Errorf("report.json: %v, %d bytes", err, len(b))
	}
	later := filepath.Join(dir, "later.smf")
	zertify(t, exitFailed, "demo", "-o", later)
	zertify(t, exitError, "ingest", later, "--db", path)
	everyChangeIsSeen(t, path)
	damageIsNamed(t, path)
}

func everyView(t *testing.T, db *sql.DB) {
	t.Helper()
	for _, kind := range []string{"views", "tables"} {
		rows, err := db.Query("SELECT " + kind[:len(kind)-1] + "_name FROM duckdb_" + kind +
			"() WHERE NOT internal ORDER BY 1")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		if err := rows.Err(); err != nil || len(names) < 10 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			// A hash over all columns makes the engine compute each of them.
			if _, err := db.Exec(fmt.Sprintf("SELECT bit_xor(hash(COLUMNS(*))) FROM %s", name)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func everyCheck(t *testing.T, db *sql.DB) {
	t.Helper()
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := queries.Run(t.Context(), db, qs, queries.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range outcomes {
		if o := &outcomes[i]; o.Err != nil {
			t.Errorf("%s: %v", o.Query.ID, o.Err)
		}
	}
}

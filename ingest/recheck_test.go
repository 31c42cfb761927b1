package ingest

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/smf"
)

// again decodes the bytes of input id of a database again and returns what differs, and how much was compared.
func again(t *testing.T, path string, id uint32, input []byte, most int64) (diffs []string, out *Rechecked) {
	t.Helper()
	c, err := OpenRecheck(t.Context(), path)
	must(err)
	defer c.Close()
	return c.again(t, id, input, most)
}

func (c *Recheck) again(t *testing.T, id uint32, input []byte, most int64) (diffs []string, out *Rechecked) {
	t.Helper()
	c.most = most
	out, err := c.Input(t.Context(), id, &container.Member{Name: "t.smf", Reader: bytes.NewReader(input)}, most == 0,
		func(d *Difference) {
			text := fmt.Sprintf("%s %d", d.Table, d.Record)
			switch {
			case d.Missing:
				text += " missing"
			case d.Extra:
				text += " extra"
			}
			for _, v := range d.Values {
				text += " " + v.Column
				if v.Found == nil || v.Expected == nil {
					text += " NULL"
				}
			}
			diffs = append(diffs, text)
		})
	must(err)
	return diffs, out
}

// TestRecheckTellsWhatWasChanged changes rows of the second of two inputs; neither counts nor digests are asked.
func TestRecheckTellsWhatWasChanged(t *testing.T) {
	t.Parallel()
	first, second := write(t, "a.smf", vbs(t, 80)), write(t, "b.smf", vbs(t, 90))
	input, err := os.ReadFile(second)
	must(err)
	path := emptyDatabase(t)
	_, db := load(t, Options{DB: path, Inputs: []string{first, second}})
	must(db.Close())
	if got, out := again(t, path, 2, input, 0); got != nil || out.Records != out.Of || out.Rows <= out.Records {
		t.Errorf("before a change: %q, %+v", got, out)
	}
	change(t, path, `CREATE TEMP TABLE nos AS SELECT record_no, row_number() OVER (ORDER BY record_no) AS n
			FROM zert_summary WHERE file_id = 2;
		CREATE TEMP MACRO nth(k) AS (SELECT record_no FROM nos WHERE n = k);
		UPDATE zert_summary SET end_in_bytes = end_in_bytes + 1 WHERE file_id = 2 AND record_no = nth(1);
		UPDATE zert_summary SET end_in_bytes = NULL WHERE file_id = 2 AND record_no = nth(2);
		DELETE FROM zert_summary WHERE file_id = 2 AND record_no = nth(3);
		INSERT INTO zert_summary SELECT * FROM zert_summary WHERE file_id = 2 AND record_no = nth(4);
		INSERT INTO zert_summary SELECT * REPLACE (9999 AS record_no) FROM zert_summary WHERE file_id = 2
			AND record_no = nth(5);
		DELETE FROM zert_summary WHERE file_id = 1;
		INSERT INTO zert_dn SELECT * REPLACE (7 AS zert_dn_id, 2 AS file_id, 8888 AS record_no) FROM zert_dn LIMIT 1;
		UPDATE zert_summary_tls SET tls_version = 99 WHERE zert_summary_tls_id = (SELECT min(zert_summary_tls_id) FROM
			zert_summary_tls);
		DELETE FROM zert_summary_tls WHERE zert_summary_tls_id = (SELECT max(zert_summary_tls_id) FROM zert_summary_tls)`)
	got, _ := again(t, path, 2, input, 0)
	for i, d := range got {
		table, rest, _ := strings.Cut(d, " ")
		no, what, _ := strings.Cut(rest, " ")
		if no != "9999" && no != "8888" {
			no = "N"
		}
		got[i] = strings.Join([]string{table, no, what}, " ")
	}
	want := []string{"zert_summary N end_in_bytes", "zert_summary N end_in_bytes NULL", "zert_summary N missing",
		"zert_summary N extra", "zert_summary 9999 extra", "zert_dn 8888 extra"}
	for _, w := range append(want, "zert_summary_tls N tls_version", "zert_summary_tls N missing") {
		if !slices.Contains(got, w) {
			t.Errorf("%s is not told", w)
		}
	}
	if len(got) != len(want)+2 {
		t.Errorf("got %q", got)
	}
}

// withoutLengths returns the records of a dump one behind the other.
func withoutLengths(dump []byte) (out []byte) {
	for r := smf.NewReader("", bytes.NewReader(dump), smf.Options{}); ; {
		rec, err := r.Next()
		if err == io.EOF {
			return out
		}
		must(err)
		out = append(out, rec.Data[4:]...)
	}
}

// TestRecheckReadsAsTheLoadDid: options of the load, rows that were pruned, and inputs of which nothing was read make
// no difference.
func TestRecheckReadsAsTheLoadDid(t *testing.T) {
	t.Parallel()
	dump, capture := vbs(t, 60), sampleCapture(t)
	bare := withoutLengths(dump)
	path := emptyDatabase(t)
	cases := []struct {
		name  string
		input []byte
		opt   Options
		after string
	}{
		{"code page", dump, Options{CodePage: "037"}, ""},
		{"framing", vbs(t, 61), Options{SMF: smf.Options{Framing: smf.RDW}}, ""},
		{"salvaged", bare, Options{SMF: smf.Options{Salvage: true}}, ""},
		{"messages", capture, Options{NMI: nmsec.Options{Framing: candidate(t)}, Captured: time.Unix(1e9, 0)}, ""},
		{"nothing", []byte("no dump at all, but text"), Options{}, ""},
		{"pruned", vbs(t, 62), Options{}, "INSERT INTO input_pruned (file_id) VALUES (6); DELETE FROM zert_summary " +
			"WHERE file_id = 6 AND record_no < 30; DELETE FROM zert_dn WHERE file_id = 6"},
		{"an earlier version", vbs(t, 63), Options{}, "UPDATE input_file SET code_page = NULL, framing_asked = NULL, " +
			"salvage_asked = NULL WHERE file_id = 7"},
	}
	for _, c := range cases {
		c.opt.DB, c.opt.Inputs = path, []string{write(t, "a.smf", c.input)}
		_, db := load(t, c.opt)
		must(db.Close())
		if c.after != "" {
			change(t, path, c.after)
		}
	}
	check, err := OpenRecheck(t.Context(), path)
	must(err)
	defer check.Close()
	for id, c := range cases {
		got, out := check.again(t, uint32(id+1), c.input, 0)
		if len(got) > 0 || out.Unreadable != "" || out.Assumed != (c.name == "an earlier version") ||
			c.name != "nothing" && out.Records == 0 {
			t.Errorf("%s: got %q, %+v", c.name, got, out)
		}
	}
}

// TestRecheckTakesASample: the same records each time, neither more nor others than SQL picks.
func TestRecheckTakesASample(t *testing.T) {
	t.Parallel()
	input := vbs(t, 300)
	path := emptyDatabase(t)
	_, db := load(t, Options{DB: path, Inputs: []string{write(t, "a.smf", input)}})
	must(db.Close())
	got, out := again(t, path, 1, input, 60)
	if len(got) > 0 || out.Records < 20 || out.Records > 120 {
		t.Errorf("got %q, %+v", got, out)
	}
	if _, twice := again(t, path, 1, input, 60); *twice != *out {
		t.Errorf("first %+v, then %+v", out, twice)
	}
	engine, err := sql.Open("duckdb", "")
	must(err)
	defer engine.Close()
	s := takeSample(&recorded{records: 1_000_000, sha256: strings.Repeat("f7", 32)}, recheckRecords)
	var want, have []int64
	for no := int64(1 << 40); no < 1<<40+2000; no++ {
		if s.has(no) {
			want = append(want, no)
		}
	}
	rows, err := engine.Query("SELECT record_no FROM range(1099511627776, 1099511629776) AS r(record_no) WHERE " +
		s.where())
	must(err)
	defer rows.Close()
	for rows.Next() {
		var no int64
		must(rows.Scan(&no))
		have = append(have, no)
	}
	if diff := cmp.Diff(want, have); diff != "" || len(want) < 20 || len(want) > 80 {
		t.Errorf("%d records; -Go +SQL: %s", len(want), diff)
	}
}

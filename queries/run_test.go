package queries

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/progress"
)

func findings(rows string) string {
	return "SELECT * FROM (VALUES " + rows + ") AS r (status, resource, reason, file_id, record_no) ORDER BY ALL"
}

func TestRunSettlesTheStatus(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	for _, tc := range []struct {
		name, population, findings string
		want                       Status
		total                      int64
		err                        string
	}{
		{"nothing to look at", "SELECT 0", findings("('x','','',1,1)") + " LIMIT 0", NoEvidence, 0, ""},
		{"an empty sum", "SELECT sum(1) WHERE false", findings("('x','','',1,1)") + " LIMIT 0", NoEvidence, 0, ""},
		{"nothing found", "SELECT 5", findings("('x','','',1,1)") + " LIMIT 0", Pass, 0, ""},
		{"a wide sum", "SELECT sum(1) FROM range(7)", findings("('info','','',1,1)"), Pass, 1, ""},
		{"only review", "SELECT 5", findings("('review','','',1,1),('info','','',1,2)"), Review, 2, ""},
		{"one fail", "SELECT 5", findings("('review','','',1,1),('fail','','',1,2),('info','','',1,3)"), Fail, 3, ""},
		{"rows out of nothing", "SELECT 0", findings("('fail','','',1,2)"), Error, 1, "the two statements disagree"},
		{"an unknown status", "SELECT 5", findings("('bad','','',1,2)"), Error, 0, "row 1: status bad"},
		{"a NULL status", "SELECT 5", findings("(NULL,'','',1,2)"), Error, 0, "row 1: status <nil>"},
		{"columns in another order", "SELECT 5", "SELECT 1 AS resource, 'fail' AS status", Error, 0,
			"columns are resource, status"},
		{"a population of text", "SELECT 'many'", findings("('fail','','',1,2)"), Error, 0, "population: gave many"},
		{"broken SQL", "SELECT 5", "SELECT FROM nowhere", Error, 0, "findings: "},
	} {
		// The second query must run whatever becomes of the first.
		qs := []Query{
			{ID: "q", Population: tc.population, Findings: tc.findings},
			{ID: "next", Population: "SELECT 1", Findings: findings("('fail','','',1,2)")},
		}
		out, err := Run(t.Context(), db, qs, RunOptions{})
		if err != nil || len(out) != 2 || out[1].Status != Fail {
			t.Fatalf("%s: got %+v, %v", tc.name, out, err)
		}
		o := out[0]
		if o.Status != tc.want || o.Total != tc.total {
			t.Errorf("%s: got %s with %d rows (%v), want %s with %d", tc.name, o.Status, o.Total, o.Err, tc.want, tc.total)
		}
		if (tc.err == "") != (o.Err == nil) || o.Err != nil && !strings.Contains(o.Err.Error(), tc.err) {
			t.Errorf("%s: got error %v, want %q", tc.name, o.Err, tc.err)
		}
	}
}

func TestRunBindsParametersByNameAndType(t *testing.T) {
	t.Parallel()
	q := Query{
		ID: "q",
		Params: []Param{{Name: "zulu", Type: "INTEGER", Default: "9"},
			{Name: "alpha", Type: "VARCHAR", Default: "'; DROP"}, {Name: "day", Type: "DATE", Default: "2026-01-31"}},
		Population: "SELECT 1 WHERE 10 > $zulu",
		Findings: `SELECT 'info' AS status, $alpha AS resource, typeof($zulu) || $zulu AS reason, 1 AS file_id,
			2 AS record_no,
			'$day' AS literal, $day + INTERVAL 1 DAY AS tomorrow, $zulu * 2 AS twice ORDER BY 1`,
	}
	out, err := Run(t.Context(), openMemory(t), []Query{q},
		RunOptions{Params: map[string]map[string]string{"q": {"zulu": "7"}}})
	if err != nil || out[0].Err != nil {
		t.Fatal(err, out)
	}
	got := make([]string, len(out[0].Rows[0]))
	for i, v := range out[0].Rows[0] {
		got[i] = cellText(v)
	}
	want := []string{"info", "'; DROP", "INTEGER7", "1", "2", "$day", "2026-02-01 00:00:00", "14"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]string{"zulu": "7", "alpha": "'; DROP", "day": "2026-01-31"}, out[0].Params); d != "" {
		t.Errorf("params (-want +got):\n%s", d)
	}
}

func TestRunRefusesWrongParameters(t *testing.T) {
	t.Parallel()
	qs := []Query{{ID: "tls", Params: []Param{{Name: "floor", Type: "INTEGER", Default: "1"}}}}
	for _, tc := range []struct{ id, name, value, want string }{
		{"tls", "floor", "x", `query tls: parameter floor: "x" is not a whole number`},
		{"tls", "flor", "1", `query tls: no parameter "flor"; did you mean "floor"?`},
		{"tlss", "floor", "1", `no query "tlss"; did you mean "tls"?`},
	} {
		_, err := Run(t.Context(), openMemory(t), qs,
			RunOptions{Params: map[string]map[string]string{tc.id: {tc.name: tc.value}}})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("got %v, want %s", err, tc.want)
		}
	}
}

func TestRunLimitsRowsButCountsAll(t *testing.T) {
	t.Parallel()
	qs := []Query{{ID: "q", Population: "SELECT 1",
		Findings: "SELECT 'fail' AS status, i AS resource, '' AS reason, 1 AS file_id, i AS record_no FROM range(5000) AS " +
			"r (i) ORDER BY i"}}
	accept := func(_ *Query, _ []string, row []any) string {
		if row[1].(int64) < 4999 {
			return "known"
		}
		return ""
	}
	out, err := Run(t.Context(), openMemory(t), qs, RunOptions{Limit: 2, Accept: accept})
	if err != nil {
		t.Fatal(err)
	}
	o := out[0]
	if len(o.Rows) != 2 || o.Total != 5000 || o.TotalAccepted != 4999 || o.Status != Fail {
		t.Errorf("got %d rows, %d in all, %d accepted, %s", len(o.Rows), o.Total, o.TotalAccepted, o.Status)
	}
	if d := cmp.Diff([]string{"known", "known"}, o.Accepted); d != "" {
		t.Error(d)
	}
}

func TestRunSortsByColumnsAsked(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	q := Query{ID: "q", Population: "SELECT 5",
		Findings: findings("('info','b','x',1,1),('info','a','y',1,2),('info','c',NULL,1,3),('info','d','x',1,4)")}
	for keys, want := range map[string]string{
		"":                  "a b c d",
		"resource":          "a b c d",
		"-record_no":        "d c a b",
		"reason,-record_no": "d b a c", // what has no value comes last
		"-reason,resource":  "a b d c",
	} {
		var sort []string
		if keys != "" {
			sort = strings.Split(keys, ",")
		}
		out, err := Run(context.Background(), db, []Query{q}, RunOptions{Sort: sort})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
		var got []string
		for _, row := range out[0].Rows {
			got = append(got, row[1].(string))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("by %q: got %v, want %s", keys, got, want)
		}
	}
	out, err := Run(context.Background(), db, []Query{q}, RunOptions{Sort: []string{"-recrd_no"}})
	if column := new(ColumnError); err != nil || !errors.As(out[0].Err, &column) || column.Name != "recrd_no" {
		t.Errorf("got %v, %v", err, out[0].Err)
	}
}

// Queries run beside each other, but come in order, begin once each and ask about one row at a time.
func TestRunKeepsOrderAndAsksOneAtATime(t *testing.T) {
	t.Parallel()
	qs := make([]Query, 40)
	for i := range qs {
		qs[i] = Query{ID: fmt.Sprintf("q%02d", i), Population: "SELECT 3",
			Findings: findings("('fail','" + strconv.Itoa(i) + "','',1,1), ('fail','" + strconv.Itoa(i) + "','',1,2)")}
	}
	var mu sync.Mutex
	begun := map[string]int{}
	ctx := progress.With(t.Context(), func(s progress.Step) {
		mu.Lock()
		defer mu.Unlock()
		begun[s.Name]++
	})
	db := openMemory(t)
	db.SetMaxOpenConns(4)
	asked := map[string]int{} // without a lock: the race detector sees two at a time
	out, err := Run(ctx, db, qs, RunOptions{Accept: func(q *Query, _ []string, _ []any) string {
		asked[q.ID]++
		return ""
	}})
	if err != nil || len(out) != len(qs) {
		t.Fatalf("%d outcomes, %v", len(out), err)
	}
	for i, o := range out {
		id := qs[i].ID
		if o.Query.ID != id || o.Err != nil || o.Rows[0][1] != strconv.Itoa(i) || begun[id] != 1 || asked[id] != 2 {
			t.Errorf("%d: %s with %v (%v), begun %d times, asked %d times", i, o.Query.ID, o.Rows, o.Err, begun[id], asked[id])
		}
	}
}

func TestRunStopsWhenCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	qs := []Query{
		{ID: "a", Population: "SELECT 1", Findings: findings("('fail','','',1,2)")},
		{ID: "b", Population: "SELECT 1", Findings: findings("('fail','','',1,2)")},
	}
	accept := func(*Query, []string, []any) string { cancel(); return "" }
	out, err := Run(ctx, openMemory(t), qs, RunOptions{Accept: accept})
	if !errors.Is(err, context.Canceled) || len(out) > 1 {
		t.Errorf("got %d outcomes and %v, want context.Canceled before the second", len(out), err)
	}
}

func TestInstallRunsFilesByNumberAndTwice(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	fsys := fstest.MapFS{
		"views/9_first.sql": {Data: []byte(
			"CREATE OR REPLACE TABLE a AS SELECT 1 AS x;\nCREATE OR REPLACE VIEW b AS SELECT x + 1 AS x FROM a;\n")},
		"views/10_second.sql": {Data: []byte("-- joined\nCREATE OR REPLACE VIEW c AS SELECT x + 1 AS x FROM b;")},
		"views/README.md":     {Data: []byte("not SQL")},
	}
	for range 2 {
		if err := install(t.Context(), db, fsys); err != nil {
			t.Fatal(err)
		}
	}
	var x int
	if err := db.QueryRow("SELECT x FROM c").Scan(&x); err != nil || x != 3 {
		t.Errorf("got %d, %v; want 3", x, err)
	}
}

func TestInstallLeavesNothingBehindOnError(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	err := install(t.Context(), db, fstest.MapFS{
		"views/1_a.sql": {Data: []byte("CREATE TABLE a (x INT);")},
		"views/2_b.sql": {Data: []byte("\nCREATE TABLE b (x INT);\n\nSELECT nothing;\n")},
	})
	if err == nil || !strings.Contains(err.Error(), "queries/views/2_b.sql:4:") {
		t.Errorf("got %v, want file and line", err)
	}
	if err := db.QueryRow("SELECT x FROM a").Scan(new(int)); err == nil ||
		!strings.Contains(err.Error(), "does not exist") {
		t.Errorf("got %v, want no table a", err)
	}
	if err := install(t.Context(), db, fstest.MapFS{"views/a.sql": {}}); err == nil ||
		!strings.Contains(err.Error(), "views/a.sql") {
		t.Errorf("got %v, want a file without number refused", err)
	}
}

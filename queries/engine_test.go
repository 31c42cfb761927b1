package queries

import (
	"fmt"
	"testing"
)

// The views and reports count rows with window functions over parts that may be
// empty. Engines before 1.5.6 now and then ended such a statement with an
// internal error and would not answer on that database again (duckdb issues
// 22846 and 25713); 1.5.5 did so about once in four hundred runs of this one.
func TestEngineCountsOverNothingEveryTime(t *testing.T) {
	db := openMemory(t)
	exec(t, db, "SET threads = 8")
	for _, where := range []string{"", "WHERE x < 0"} {
		statement := fmt.Sprintf(`
WITH one AS (SELECT i AS x FROM range(1) AS t(i)),
     part AS (SELECT * FROM one WHERE x >= 5000 UNION ALL
              SELECT * FROM one WHERE NOT EXISTS (SELECT 1 FROM one WHERE x >= 5000))
SELECT x, count(*) OVER () FROM part %s ORDER BY x LIMIT 5`, where)
		for run := range 2000 {
			if _, err := db.Exec(statement); err != nil {
				t.Fatalf("run %d of %s: %v", run, statement, err)
			}
		}
	}
}

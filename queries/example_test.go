package queries_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing/fstest"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries"
)

// Loads a check from a folder and runs it on a database.
func ExampleRun() {
	folder := fstest.MapFS{"inventory/busy-servers.sql": {Data: []byte(`-- id: busy-servers
-- title: Servers with more connections than expected
-- severity: low
-- param: at_most BIGINT '1000' connections that are expected
-- uses: v_server
-- refs: site standard 7
--
-- Why: A server that is suddenly busy is worth a look.

-- name: population
SELECT count(*) FROM v_server AS v;

-- name: findings
SELECT 'review' AS status, v.endpoint AS resource, v.connections || ' connections' AS reason, v.file_id, v.record_no
FROM v_server AS v
WHERE v.connections > $at_most
ORDER BY resource, v.file_id, v.record_no;
`)}}
	checks, err := queries.Load(folder)
	if err != nil {
		fmt.Println(err)
		return
	}

	db, err := sql.Open("duckdb", "") // in memory; a real one comes from ingest.OpenReadOnly
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE VIEW v_server AS
		FROM (VALUES ('SYSA:21', 40, 1, 7), ('SYSA:23', 900, 1, 9)) AS v (endpoint, connections, file_id, record_no)`); err != nil {
		fmt.Println(err)
		return
	}
	params := map[string]map[string]string{"busy-servers": {"at_most": "500"}}
	out, err := queries.Run(context.Background(), db, checks, queries.RunOptions{Params: params})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out[0].Status, "of", out[0].Population, "looked at:", out[0].Rows[0][1], out[0].Rows[0][2])
	// Output: review of 2 looked at: SYSA:23 900 connections
}

package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/smf"
)

// TestMendedFactsRenewADatabase: a database that a version with other names and sentences
// made has this one's when it is read, and keeps what its site added.
func TestMendedFactsRenewADatabase(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	site := layout.Code{Enum: "ip_proto", Code: "250", Value: 250, Name: "Ours", Basis: "site"}
	_, db := load(t, Options{DB: path, Inputs: []string{write(t, "a.smf", dump(t, 20, smf.WriterOptions{}))},
		Codes: []layout.Code{site}})
	v := &Views{Version: "1", Make: func(context.Context, *sql.Tx, bool) error { return nil }}
	must(db.Close())
	must(v.Renew(t.Context(), path))
	for _, s := range []string{
		"UPDATE code SET name = 'Tyop' WHERE enum = 'ip_proto' AND basis <> 'site'",
		"ALTER TABLE tls_suite DROP COLUMN source", "DELETE FROM tls_suite",
		"COMMENT ON TABLE zert_detail IS 'Tyop'", "COMMENT ON COLUMN input_file.bytes IS 'Tyop'",
		"CREATE OR REPLACE VIEW v_zert_detail AS SELECT 'Tyop' AS name",
		"CREATE TABLE tunnel_life AS SELECT 1 AS n", "CREATE VIEW suite_layer AS SELECT 1 AS n",
		"CREATE TABLE mine AS SELECT 1 AS n", "CREATE VIEW v_mine AS SELECT name FROM code",
		"UPDATE database_info SET value = 'other' WHERE key IN ('views_version', 'views_defined', 'facts_hash')",
	} {
		change(t, path, s)
	}
	db, err := v.Open(t.Context(), path)
	must(err)
	defer db.Close()
	for query, want := range map[string]string{
		"SELECT count(*) FROM code WHERE name = 'Tyop'":                                                         "0",
		"SELECT name FROM code WHERE basis = 'site'":                                                            "Ours",
		"SELECT count(source) > 0 FROM tls_suite":                                                               "true",
		"SELECT count(*) FROM duckdb_tables() WHERE comment = 'Tyop'":                                           "0",
		"SELECT count(*) FROM duckdb_columns() WHERE comment = 'Tyop'":                                          "0",
		"SELECT count(*) FROM duckdb_columns() WHERE table_name = 'v_zert_detail' AND column_name = 'job_name'": "1",
		"SELECT sql LIKE '%Ours%' FROM duckdb_views() WHERE view_name = 'v_zert_detail'":                        "true",
		"SELECT count(*) FROM duckdb_tables() WHERE table_name = 'tunnel_life'":                                 "0",
		"SELECT count(*) FROM duckdb_views() WHERE view_name = 'suite_layer'":                                   "0",
		"SELECT n FROM mine":                                       "1",
		"SELECT name FROM v_mine WHERE name = 'Ours'":              "Ours",
		"SELECT value FROM database_info WHERE key = 'facts_hash'": schema.FactsHash,
	} {
		var got string
		if err := db.QueryRowContext(t.Context(), query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", query, got, err, want)
		}
	}
	must(CheckContents(t.Context(), db, func(c *Contents) {
		if !c.Agrees() {
			t.Errorf("table %s: %d rows, want %d", c.Table, c.Rows, c.Want)
		}
	}))
}

// TestMendedFactsRenameSiteValues: fields of an overlay show the names of codes; those go
// with the facts, too, and verify finds no other change.
func TestMendedFactsRenameSiteValues(t *testing.T) {
	t.Parallel()
	overlay, err := layout.ReadOverlay(fstest.MapFS{
		"smf119/ours.csv": {Data: []byte("# title: Ours\n# ref: site.h:1\n" +
			"field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\n" +
			"XWay,0,,1,uint,way,ip_proto,,,,,site,How.\nXRest,1,,*,hex,rest,,,,,,site,More.\n")},
		"records.csv": {Data: []byte("source,type,subtype,table,locator,structure,need,split,place,suite,ipv6,since,doc\n" +
			"smf119,119,75,,3,ours,,,,,,,\n")},
	}, layout.Must())
	must(err)
	path := filepath.Join(t.TempDir(), "t.duckdb")
	_, db := load(t, Options{DB: path, Inputs: []string{write(t, "a.smf", dump(t, 20, smf.WriterOptions{}))},
		Overlay: overlay})
	must(db.Close())
	for i, name := range []string{"'Tyop'", "NULL", "'gone'"} {
		change(t, path, fmt.Sprintf("INSERT INTO site_field (file_id, record_no, structure, field, value_text, value_name) "+
			"VALUES (1, %d, 'ours', 'XWay', '%d', %s)", i, []int{6, 17, 999}[i], name))
	}
	v := &Views{Version: "1", Make: func(context.Context, *sql.Tx, bool) error { return nil }}
	must(v.Renew(t.Context(), path))
	if db, err = v.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var got string
	must(db.QueryRowContext(t.Context(), "SELECT string_agg(coalesce(way_name, '-'), ' ' ORDER BY record_no) "+
		"FROM v_site_ours").Scan(&got))
	if want := "TCP UDP -"; got != want {
		t.Errorf("names of the site's fields: %s, want %s", got, want)
	}
	must(CheckContents(t.Context(), db, func(c *Contents) {
		if !c.Agrees() {
			t.Errorf("table %s: %d rows, want %d", c.Table, c.Rows, c.Want)
		}
	}))
}

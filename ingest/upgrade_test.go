package ingest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/zertify/zertify/schema"
)

// noViews are views of which there are none.
var noViews = &Views{Version: "1", Make: func(context.Context, *sql.Tx, bool) error { return nil }}

// empty is a database without inputs, which takes a second to make.
var empty = sync.OnceValue(func() []byte {
	dir, err := os.MkdirTemp("", "")
	must(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.duckdb")
	must(makeEmpty(context.Background(), &Options{DB: path, Version: "v0.9"}))
	file, err := os.ReadFile(path)
	must(err)
	return file
})

// emptyDatabase makes a database without inputs, and changes it.
func emptyDatabase(t *testing.T, changes ...string) string {
	t.Helper()
	path := write(t, "t.duckdb", empty())
	for _, s := range changes {
		change(t, path, s)
	}
	return path
}

// toFormat6 to toFormat3 turn this program's format into the sixth to the third.
const (
	toFormat6 = "UPDATE database_info SET value = '6' WHERE key = 'format'; " +
		"ALTER TABLE ssh_client_transfer DROP COLUMN ssh_s3_hex; ALTER TABLE ssh_client_transfer DROP COLUMN ssh_s4_hex; " +
		"ALTER TABLE ssh_client_transfer DROP COLUMN ssh_s5_hex; ALTER TABLE ssh_client_transfer DROP COLUMN target_path"
	toFormat5 = toFormat6 + "; " +
		"UPDATE database_info SET value = '5' WHERE key = 'format'; ALTER TABLE input_file DROP COLUMN code_page; " +
		"ALTER TABLE input_file DROP COLUMN framing_asked; ALTER TABLE input_file DROP COLUMN salvage_asked"
	toFormat4 = toFormat5 + "; UPDATE database_info SET value = '4' WHERE key = 'format'; DROP TABLE text_entry; " +
		"DROP TABLE text_value; DROP TABLE text_ike_tunnel; DROP TABLE text_ike"
	toFormat3 = toFormat4 + "; ALTER TABLE input_file DROP COLUMN not_recorded; " +
		"DELETE FROM database_info WHERE key = 'format'"
)

// TestFormatIsThatOfTheTables: a change of columns or of decoding needs a migration, which
// states both as they are after it. See CONTRIBUTING.md.
func TestFormatIsThatOfTheTables(t *testing.T) {
	t.Parallel()
	last := migrations()[len(migrations())-1]
	if !strings.Contains(last.sql, "\n-- layouts: "+schema.LayoutHash+"\n") {
		t.Errorf("columns or decoding have changed, and ingest/migrate has no migration for databases loaded before; "+
			"its last file must say: -- layouts: %s", schema.LayoutHash)
	}
	db, err := OpenReadOnly(t.Context(), emptyDatabase(t))
	must(err)
	defer db.Close()
	if got, err := columnsDigest(t.Context(), db); err != nil || got != last.after {
		t.Errorf("columns of recorded tables have changed, and ingest/migrate has no migration for databases loaded before; "+
			"its last file must say: -- after: %s (%v)", got, err)
	}
}

func TestMigrationsFollowEachOther(t *testing.T) {
	t.Parallel()
	const good = "-- from: 1\n-- to: 2\n-- before: a\n-- after: b\n-- does: this\n"
	for name, c := range map[string]struct{ first, second, want string }{
		"good":   {good, "-- from: 2\n-- to: 3\n-- before: b\n-- after: c\n-- does: that\n", ""},
		"gap":    {good, "-- from: 3\n-- to: 4\n-- before: b\n-- after: c\n-- does: that\n", "begins with format 3"},
		"shape":  {good, "-- from: 2\n-- to: 3\n-- before: x\n-- after: c\n-- does: that\n", "columns x"},
		"jump":   {good, "-- from: 2\n-- to: 4\n-- before: b\n-- after: c\n-- does: that\n", "to is from and 1"},
		"silent": {good, "-- from: 2\n-- to: 3\n-- before: b\n-- after: c\n", "does are required"},
		"number": {good, "-- from: two\n-- to: 3\n-- before: b\n-- after: c\n-- does: that\n", `"two"`},
	} {
		_, err := readMigrations(fstest.MapFS{"migrate/0001_a.sql": {Data: []byte(c.first)},
			"migrate/0002_b.sql": {Data: []byte(c.second)}})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestUpgradeRefuses: what cannot be upgraded stays as it is, without a copy.
func TestUpgradeRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes []string
		want    string
	}{
		"newer": {[]string{"UPDATE database_info SET value = '99' WHERE key = 'format'"},
			"was made by zertify v0.9 in format 99, and this program knows formats up to"},
		"unknown columns": {[]string{toFormat3, "ALTER TABLE input_file ADD COLUMN mine INTEGER"},
			"whose record layouts differ"},
		"other layouts": {[]string{"UPDATE database_info SET value = 'x' WHERE key = 'layout_hash'"},
			"whose record layouts differ"},
		"damaged format": {[]string{"UPDATE database_info SET value = 'x' WHERE key = 'format'"}, "was not made by zertify"},
		"not ours":       {[]string{"DROP TABLE database_info"}, "zertify did not make it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := emptyDatabase(t, c.changes...)
			_, err := Upgrade(t.Context(), UpgradeOptions{DB: path, Version: "v1", Views: noViews})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
			db, err := OpenReadOnly(t.Context(), path)
			if err == nil {
				db.Close()
				t.Error("the database was opened")
			}
			if found, _ := filepath.Glob(path + "*bak"); len(found) > 0 {
				t.Errorf("left %v", found)
			}
		})
	}
}

func TestUpgradeNeedsRoom(t *testing.T) {
	t.Parallel()
	u := &upgrade{opt: UpgradeOptions{DB: "/data/a.duckdb"}}
	for _, c := range []struct {
		size, free int64
		want       string
	}{
		{50e6, 100e6, ""}, {50e6, -1, ""},
		{50e6, 99e6, "an upgrade of /data/a.duckdb needs 100 MB for a copy and for what is made anew, and 99 MB are free " +
			"on the file system of /data; free some, or upgrade a copy of it elsewhere"},
	} {
		u.free = func(string) int64 { return c.free }
		var got string
		if err := u.needRoom(c.size); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%d of %d bytes: %q, want %q", c.size, c.free, got, c.want)
		}
	}
	path := emptyDatabase(t, toFormat3)
	u = &upgrade{opt: UpgradeOptions{DB: path}, free: func(string) int64 { return 1 }}
	if _, err := u.backUp(&Upgraded{From: 3}); err == nil {
		t.Error("a copy was made without room")
	}
	if found, _ := filepath.Glob(path + "*bak"); len(found) > 0 {
		t.Errorf("left %v", found)
	}
}

// TestMigrationThatFailsChangesNothing: a step is undone as a whole, whatever stops it.
func TestMigrationThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	path := emptyDatabase(t, toFormat6)
	db, err := openAny(t.Context(), path, readWrite, nil)
	must(err)
	defer db.Close()
	before, err := columnsDigest(t.Context(), db)
	must(err)
	whole := *migrations()[len(migrations())-1]
	for name, broken := range map[string]migration{
		"statement": {name: "x", before: before, after: whole.after, sql: whole.sql + "; SELECT * FROM nowhere"},
		"after":     {name: "x", before: before, after: "other", sql: whole.sql},
		"before":    {name: "x", before: "other", after: whole.after, sql: whole.sql},
	} {
		err := broken.run(t.Context(), db, "v1")
		if err == nil || !strings.HasPrefix(err.Error(), "migration x: ") {
			t.Errorf("%s: %v", name, err)
		}
		if now, err := columnsDigest(t.Context(), db); err != nil || now != before {
			t.Errorf("%s: columns have changed: %v", name, err)
		}
	}
	must(whole.run(t.Context(), db, "v1"))
	if form, err := formOf(t.Context(), db); err != nil || form.format != Format() || form.version != "v1" {
		t.Errorf("%+v, %v", form, err)
	}
}

// TestUpgradeHidesNoLoss: a row that was lost before the upgrade is missing after it, too.
func TestUpgradeHidesNoLoss(t *testing.T) {
	t.Parallel()
	path := emptyDatabase(t, toFormat3,
		"INSERT INTO input_file (file_id, path, records, bytes_unread) VALUES (1, 'a', 1, 0), (2, 'b', 1, 0)")
	db, err := openAny(t.Context(), path, readWrite, nil)
	must(err)
	must(inTransaction(t.Context(), db, func(tx *sql.Tx) error { return enterNew(t.Context(), tx) }))
	must(db.Close())
	change(t, path, "UPDATE input_file SET records = 2 WHERE file_id = 2")
	_, err = Upgrade(t.Context(), UpgradeOptions{DB: path, Version: "v1", Views: noViews})
	must(err)
	db, err = OpenReadOnly(t.Context(), path)
	must(err)
	defer db.Close()
	var bad []string
	must(CheckContents(t.Context(), db, func(c *Contents) {
		if c.Table == "input_file" && !c.Agrees() {
			bad = append(bad, c.Path)
		}
	}))
	if len(bad) != 1 || bad[0] != "b" {
		t.Errorf("tables that lost something: %v", bad)
	}
}

// TestUpgradeOfAFileThatChanges: what another program writes between the copy and the
// upgrade stops it.
func TestUpgradeOfAFileThatChanges(t *testing.T) {
	t.Parallel()
	path := emptyDatabase(t, toFormat3)
	u := &upgrade{opt: UpgradeOptions{DB: path, Version: "v1"}, free: freeSpace}
	found, err := u.look(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	before, err := u.backUp(found)
	if err != nil {
		t.Fatal(err)
	}
	change(t, path, "CREATE TABLE theirs AS SELECT 1 AS n")
	err = u.migrate(t.Context(), found, before)
	if err == nil || !strings.Contains(err.Error(), "was written to by another program") {
		t.Error(err)
	}
	var format *FormatError
	if _, err := OpenReadOnly(t.Context(), path); !errors.As(err, &format) || format.Newer() || format.Format != 3 {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(found.Backup); err != nil {
		t.Error(err)
	}
}

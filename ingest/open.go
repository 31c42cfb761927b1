package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/schema"
)

// offline keeps the engine from fetching anything.
var offline = []string{"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false"}

// sealed keeps statements away from files and networks, and the settings as they
// are.
var sealed = []string{"SET enable_external_access = false", "SET lock_configuration = true"}

// connect opens an in-memory database and attaches the file to it.
func connect(ctx context.Context, path string) (db *sql.DB, conn *sql.Conn, err error) {
	err = whenFree(ctx, func() (err error) {
		db, conn, err = connectOnce(ctx, path)
		return err
	})
	return db, conn, err
}

func connectOnce(ctx context.Context, path string) (*sql.DB, *sql.Conn, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	statements := append(append([]string(nil), settings...),
		"SET temp_directory = "+literal(path+".tmp"),
		fmt.Sprintf("ATTACH %s AS file (STORAGE_VERSION 'latest')", literal(path)))
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return nil, nil, errors.Join(openError(path, err), conn.Close(), db.Close())
		}
	}
	return db, conn, nil
}

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// forScopes suits the views of a scope, which have no statistics; see
// queries/scope_install.go.
const forScopes = "SET asof_loop_join_threshold = 0"

// OpenReadOnly opens a database for queries: nothing in it can be changed, and
// statements can reach no file and no network.
func OpenReadOnly(ctx context.Context, path string) (*sql.DB, error) {
	return OpenForCopy(ctx, path)
}

// OpenForCopy is OpenReadOnly with leave for COPY to write the given files.
func OpenForCopy(ctx context.Context, path string, files ...string) (*sql.DB, error) {
	statements := append(slices.Clone(offline), forScopes)
	if len(files) > 0 {
		list := make([]string, len(files))
		for i, f := range files {
			list[i] = literal(f)
		}
		statements = append(statements, "SET allowed_paths = ["+strings.Join(list, ", ")+"]")
	}
	return open(ctx, path, "?access_mode=READ_ONLY", append(statements, sealed...))
}

// OpenToChange opens a database for statements of our own that change it.
func OpenToChange(ctx context.Context, path string) (*sql.DB, error) {
	return open(ctx, path, "", offline)
}

// open opens a database that exists, as soon as it is free.
func open(ctx context.Context, path, mode string, statements []string) (db *sql.DB, err error) {
	err = whenFree(ctx, func() (err error) {
		db, err = openOnce(ctx, path, mode, statements)
		return err
	})
	return db, err
}

func openOnce(ctx context.Context, path, mode string, statements []string) (*sql.DB, error) {
	db, err := sql.Open("duckdb", path+mode)
	if err != nil {
		return nil, openError(path, err)
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, errors.Join(openError(path, err), db.Close())
		}
	}
	if err := checkLayouts(ctx, db, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// checkLayouts refuses a database that was made from other layout tables: its
// columns may mean something else.
func checkLayouts(ctx context.Context, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, path string) error {
	var hash, version string
	err := db.QueryRowContext(ctx, `SELECT
		max(value) FILTER (key = 'layout_hash'), max(value) FILTER (key = 'tool_version') FROM database_info`).Scan(&hash, &version)
	if err != nil {
		return fmt.Errorf("%s was not made by zertify: %w", path, err)
	}
	if hash != schema.LayoutHash {
		return fmt.Errorf("%s was made by zertify %s with other record layouts; load the dumps again into a new file", path, version)
	}
	return nil
}

package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/zertify/zertify/queries/sqltext"
)

// runKey is the entry of database_info that a run leaves in a database of its own:
// what the inputs were when it was done. While they are the same, the next run may
// replace the file; once anything was added by another command, it may not.
const runKey = "run_inputs"

// inputsNow is a digest of which inputs a database holds.
func inputsNow() string { return "(" + statements.Text("run_inputs", nil) + "\n)" }

// InputsDigest returns a digest of which inputs a database holds, whenever they were
// loaded.
func InputsDigest(ctx context.Context, db *sql.DB) (digest string, err error) {
	err = db.QueryRowContext(ctx, statements.Text("inputs_digest", nil)).Scan(&digest)
	return digest, err
}

// ContentsDigest returns a digest of what the tables hold of the inputs, as it was entered when they were filled;
// pruning changes it. That the tables still hold it is for CheckContents to say.
func ContentsDigest(ctx context.Context, db *sql.DB) (digest string, err error) {
	err = db.QueryRowContext(ctx, statements.Text("contents_digest", sqltext.Names{"modulus": modulus})).Scan(&digest)
	return digest, err
}

// MarkRun notes in a database that a run has made it, with the inputs it has now.
func MarkRun(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx,
		"INSERT OR REPLACE INTO database_info (key, value) VALUES ('"+runKey+"', "+inputsNow()+")"); err != nil {
		return fmt.Errorf("mark the database: %w", err)
	}
	return nil
}

// MadeByRun reports whether a file is a database that a run made and nothing was
// added to since. The program that made it may have been of another version.
func MadeByRun(ctx context.Context, path string) (made bool, err error) {
	err = whenFree(ctx, func() error {
		made, err = madeByRun(ctx, path)
		return err
	})
	return made, err
}

func madeByRun(ctx context.Context, path string) (made bool, err error) {
	db, spill, err := openFile(path, readOnly)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, s := range slices.Concat(memoryBounds(ctx, spill), offline, sealed) {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return false, openError(path, err)
		}
	}
	err = db.QueryRowContext(ctx,
		"SELECT count(*) > 0 FROM database_info WHERE key = '"+runKey+"' AND value = "+inputsNow()).Scan(&made)
	if err != nil && ctx.Err() == nil {
		return false, nil // it has no such tables: it is another program's
	}
	return made, err
}

// RemoveDatabase removes a database file and what the engine keeps beside it. It is
// no error that there is none.
func RemoveDatabase(path string) error {
	var errs []error
	for _, name := range []string{path, path + ".wal"} {
		if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

package ingest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/zertify/zertify/schema"
)

// Views are the tables and views that are made from the loaded rows, and what a database
// holds of the program's facts.
//
// They are made in a transaction of their own, after those of the inputs. Inside a
// load's transaction the engine would plan their joins for empty tables, because its
// statistics know no row that is not committed. So each transaction that changes
// what they are made from takes away the mark that they are current, and the
// transaction that makes them sets it. Without the mark nothing reads them; Open
// makes them anew first.
type Views struct {
	Version  string // of the statements that Make runs
	Template []byte // a new database that has them; see MakeTemplate. None or a stale one costs time only

	// Make makes the tables, and unless the transaction's database has them
	// already as this version defines them, the views and macros too.
	Make func(ctx context.Context, tx *sql.Tx, defined bool) error
}

// viewsKey is the entry of database_info that says which version of the views was
// made from the rows as they are. None is there while the views are stale.
const viewsKey = "views_version"

// definedKey is the entry of database_info that says by which version the views, which
// hold no rows, are defined. It stays when rows change, and goes with codes of the site's.
const definedKey = "views_defined"

// undefinedViews is the statement that has the views defined anew when they are made.
const undefinedViews = "DELETE FROM database_info WHERE key = '" + definedKey + "'"

// staleViews is the statement that marks the views as stale. It belongs into the
// transaction that changes what they are made from.
const staleViews = "DELETE FROM %sdatabase_info WHERE key = '" + viewsKey + "'"

// viewsPatience is how long to wait for a database whose views must be made: another
// program may hold it to do the same.
const viewsPatience = time.Minute

// Open opens a database for reading, and lets COPY write the given files and no others.
// Views that are stale are made first.
func (v *Views) Open(ctx context.Context, path string, files ...string) (*sql.DB, error) {
	db, err := OpenForCopy(ctx, path, files...)
	if err != nil {
		return nil, err
	}
	current, err := v.Current(ctx, db)
	if err == nil && current {
		return db, nil
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	var rejected *RejectedError // that the database says, too
	if err := v.Renew(ctx, path); err != nil && !errors.As(err, &rejected) {
		return nil, fmt.Errorf("%s: its figures are older than its inputs, because a load was interrupted, or another "+
			"version of zertify made them with other names and rules; they cannot be made anew: %w", path, err)
	}
	return OpenForCopy(ctx, path, files...)
}

// Current reports whether the views were made by this version and from the rows that
// the database holds.
func (v *Views) Current(ctx context.Context, db rower) (current bool, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) > 0 FROM database_info WHERE key = '"+viewsKey+"' AND value = ?",
		v.definition()).Scan(&current)
	return current, err
}

// definition identifies all that Make and renewFacts make.
func (v *Views) definition() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s", v.Version, schema.FactsHash, v.textVersion()))
	return hex.EncodeToString(sum[:])
}

// Renew makes the views of a database unless they are current.
func (v *Views) Renew(ctx context.Context, path string) error { return v.renew(ctx, path, false) }

// Remake makes the views of a database in any case: rows of theirs may be damaged.
func (v *Views) Remake(ctx context.Context, path string) error { return v.renew(ctx, path, true) }

func (v *Views) renew(ctx context.Context, path string, anyway bool) (err error) {
	db, err := OpenToChange(WithLockTimeoutOf(ctx, viewsPatience), path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if current, err := v.Current(ctx, db); err != nil || current && !anyway {
		return err
	}
	err = inTransaction(ctx, db, func(tx *sql.Tx) error {
		if anyway { // what is kept from load to load is made anew with the definitions
			if _, err := tx.ExecContext(ctx, undefinedViews); err != nil {
				return err
			}
		}
		return v.makeIn(ctx, tx)
	})
	if causedByValues(err) {
		return (&rejecting{v, db, err}).run(ctx)
	}
	return err
}

// makeIn makes the views and marks them as current, in a transaction of the caller's.
func (v *Views) makeIn(ctx context.Context, tx *sql.Tx) error {
	var defined bool
	if err := tx.QueryRowContext(ctx, "SELECT count(*) > 0 FROM database_info WHERE key = '"+definedKey+"' AND value = ?",
		v.definition()).Scan(&defined); err != nil {
		return err
	}
	if !defined {
		if err := renewFacts(ctx, tx); err != nil {
			return err
		}
	}
	if err := v.Make(ctx, tx, defined); err != nil {
		return err
	}
	if err := enterNew(ctx, tx); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx,
		"INSERT OR REPLACE INTO database_info (key, value) VALUES ('"+viewsKey+"', $1), ('"+definedKey+"', $1)",
		v.definition())
	return err
}

// inTransaction runs f in a transaction, which is undone when f fails.
func inTransaction(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// The engine may have ended the transaction by itself, as it does when the context ends.
		if rb := tx.Rollback(); !errors.Is(rb, sql.ErrTxDone) {
			err = errors.Join(err, rb)
		}
		return err
	}
	return tx.Commit()
}

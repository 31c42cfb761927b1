package verify

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema/progress"
)

// Input reads an input to its end and compares its digest with those of the inputs that were loaded. It returns the
// number of the one in the database, 0 when there is none. An input that cannot be read fails the check; the error is
// for a database that cannot be read, or the end of the context.
func Input(ctx context.Context, db *sql.DB, m *container.Member, report func(*Check)) (id uint32, err error) {
	r := reporter(report)
	if m.Err != nil {
		r.fail("digest", m.Name, m.Err.Error(), NoHint)
		return 0, nil
	}
	progress.Begin(ctx, progress.Step{Doing: "reading an input", Name: m.Name})
	h := sha256.New()
	if _, err := io.Copy(h, m.Reader); err != nil {
		r.fail("digest", m.Name, err.Error(), NoHint)
		return 0, ctx.Err()
	}
	return r.digest(ctx, db, m.Name, hex.EncodeToString(h.Sum(nil)))
}

// digest looks an input up, first by what it is and then by what it is called.
func (r reporter) digest(ctx context.Context, db *sql.DB, name, sum string) (uint32, error) {
	var id uint32
	var path, was string
	err := db.QueryRowContext(ctx,
		`SELECT file_id, path, sha256 FROM input_file ORDER BY sha256 = ? DESC, path = ? DESC, file_id LIMIT 1`, sum,
		name).Scan(&id, &path, &was)
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return 0, err
	case err == nil && was == sum:
		r.check(true, "digest", name, strings.TrimSpace(sum+" "+loadedAs(name, path)))
		return id, nil
	case err == nil && path == name:
		r.fail("digest", name, fmt.Sprintf("changed since it was loaded: %s now, %s then", sum, was), NoHint)
	default:
		r.fail("digest", name, sum+" is not in this database", LoadInput)
	}
	return 0, nil
}

// loadedAs names an input that was called otherwise when it was loaded.
func loadedAs(name, path string) string {
	if name == path {
		return ""
	}
	return "loaded as " + path
}

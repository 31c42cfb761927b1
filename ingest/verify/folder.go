package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/outfile"
)

// Folder checks the files of a folder against its manifest, and the database in it, if the manifest names one, against
// the inputs that the files were made of. sealed is the beginning of the digest that the manifest
// must have, in lower-case
// hex; "" for any. The error is for a folder that cannot be read, or the end of the context.
func Folder(ctx context.Context, dir, sealed string, report func(*Check)) error {
	r := reporter(report)
	m, files, err := outfile.Verify(dir)
	switch {
	case errors.Is(err, outfile.ErrBroken):
		r.fail("manifest", filepath.Join(dir, outfile.ManifestName),
			"cannot be read; write the files again into another folder", NoHint)
		return nil
	case err != nil:
		return err
	}
	if sealed != "" {
		r.sealed(dir, sealed)
	}
	for _, f := range files {
		r.check(f.OK, m.Kind+" file", filepath.Join(dir, f.Name), f.Detail)
	}
	if m.Database != nil {
		r.databaseOf(ctx, m, filepath.Join(dir, m.Database.Name))
	}
	return ctx.Err()
}

// sealed checks the manifest itself, which somebody may have written anew with the files.
func (r reporter) sealed(dir, want string) {
	path := filepath.Join(dir, outfile.ManifestName)
	s, err := outfile.ReadSource("", path)
	switch {
	case err != nil:
		r.fail("signed manifest", path, err.Error(), NoHint)
	case !strings.HasPrefix(s.SHA256, want):
		r.fail("signed manifest", path,
			fmt.Sprintf("another one: its SHA-256 is %s and does not begin with %s", s.SHA256, want), NoHint)
	default:
		r.check(true, "signed manifest", path, "the one with that SHA-256")
	}
}

// databaseOf checks that a database still holds what the files of a manifest were made of.
func (r reporter) databaseOf(ctx context.Context, m *outfile.Manifest, path string) {
	what := m.Kind + " database"
	now, err := databaseNow(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.fail(what, path, "missing", NoHint)
	case err != nil:
		r.fail(what, path, err.Error(), NoHint)
	case now.Inputs != m.Database.Inputs:
		r.fail(what, path, fmt.Sprintf("holds other inputs than the %s was made of", m.Kind), NoHint)
	case m.Database.Contents != "" && now.Contents != m.Database.Contents:
		r.fail(what, path, fmt.Sprintf("holds other rows of the inputs than the %s was made of", m.Kind), NoHint)
	default:
		r.check(true, what, path, "holds the inputs that the files are about")
	}
}

// databaseNow returns the digests of a database, which is left as it is.
func databaseNow(ctx context.Context, path string) (now outfile.Database, err error) {
	if _, err := os.Stat(path); err != nil { // the engine has an error of its own for it
		return now, err
	}
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		return now, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if now.Inputs, err = ingest.InputsDigest(ctx, db); err != nil {
		return now, err
	}
	now.Contents, err = ingest.ContentsDigest(ctx, db)
	return now, err
}

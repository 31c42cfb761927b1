package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/outfile"
)

// Folder checks the files of a folder against its manifest, and the database in it, if the manifest names one, against
// the inputs that the files were made of. The error is for a folder that cannot be read, or the end of the context.
func Folder(ctx context.Context, dir string, report func(*Check)) error {
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
	for _, f := range files {
		r.check(f.OK, m.Kind+" file", filepath.Join(dir, f.Name), f.Detail)
	}
	if m.Database != nil {
		r.databaseOf(ctx, m, filepath.Join(dir, m.Database.Name))
	}
	return ctx.Err()
}

// databaseOf checks that a database still holds the inputs that the files of a manifest were made of.
func (r reporter) databaseOf(ctx context.Context, m *outfile.Manifest, path string) {
	what := m.Kind + " database"
	inputs, err := inputsDigest(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.fail(what, path, "missing", NoHint)
	case err != nil:
		r.fail(what, path, err.Error(), NoHint)
	case inputs != m.Database.Inputs:
		r.fail(what, path, fmt.Sprintf("holds other inputs than the %s was made of", m.Kind), NoHint)
	default:
		r.check(true, what, path, "holds the inputs that the files are about")
	}
}

// inputsDigest returns the digest of the inputs of a database, which is left as it is.
func inputsDigest(ctx context.Context, path string) (digest string, err error) {
	if _, err := os.Stat(path); err != nil { // the engine has an error of its own for it
		return "", err
	}
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		return "", err
	}
	digest, err = ingest.InputsDigest(ctx, db)
	return digest, errors.Join(err, db.Close())
}

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/outfile"
)

// splitSets parts folders with a manifest, which a report or an export has, from inputs.
func splitSets(args []string) (sets, inputs []string) {
	for _, arg := range args {
		if outfile.IsSet(arg) {
			sets = append(sets, arg)
		} else {
			inputs = append(inputs, arg)
		}
	}
	return sets, inputs
}

// set checks the files of a folder against its manifest, and the database in it against
// the inputs that the files were made of.
func (v *verification) set(ctx context.Context, dir string) error {
	m, checks, err := outfile.Verify(dir)
	switch {
	case errors.Is(err, outfile.ErrBroken):
		v.check(false, "manifest", filepath.Join(dir, outfile.ManifestName),
			"cannot be read; write the files again into another folder")
		return nil
	case err != nil:
		return err
	}
	for _, c := range checks {
		v.check(c.OK, m.Kind+" file", filepath.Join(dir, c.Name), c.Detail)
	}
	if m.Database == nil {
		return nil
	}
	path := filepath.Join(dir, m.Database.Name)
	inputs, err := inputsDigest(ctx, path)
	switch {
	case err != nil:
		v.check(false, m.Kind+" database", path, err.Error())
	case inputs != m.Database.Inputs:
		v.check(false, m.Kind+" database", path, fmt.Sprintf("holds other inputs than the %s was made of", m.Kind))
	default:
		v.check(true, m.Kind+" database", path, "holds the inputs that the files are about")
	}
	return ctx.Err()
}

// inputsDigest is the digest of the inputs of a database that is only looked at.
func inputsDigest(ctx context.Context, path string) (digest string, err error) {
	if err := needFile(path); err != nil {
		return "", err
	}
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		return "", err
	}
	digest, err = ingest.InputsDigest(ctx, db)
	return digest, errors.Join(err, db.Close())
}

// needSomething refuses to verify nothing.
func needSomething(db string, sets, inputs []string) error {
	if db != "" || len(sets) > 0 && len(inputs) == 0 {
		return nil
	}
	if i := slices.IndexFunc(inputs, isFolder); i >= 0 {
		return fmt.Errorf(
			"%s has no %s, so it is not the folder of a report that was written to its end; to verify inputs give --db FILE too",
			inputs[i], outfile.ManifestName)
	}
	return needDB(db)
}

package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema"
)

// UpgradeOptions say which database to bring to this program's format.
type UpgradeOptions struct {
	DB      string
	Version string // of the program
	Views   *Views // made anew at the end
	DryRun  bool   // look only
}

// An Upgraded says what an upgrade did, or would do.
type Upgraded struct {
	From, To int           // formats; alike when there was nothing to do
	Backup   string        // copy of the database as it was; "" when there was nothing to do
	Steps    []UpgradeStep // in order
	Inputs   []Unrecorded
}

// An UpgradeStep is one migration.
type UpgradeStep struct {
	Name     string
	From, To int
	Does     string
}

// An Unrecorded input was loaded by a version that did not record all that this one does.
type Unrecorded struct {
	Path string
	What []string // columns of input_file and kinds of issues
}

// Upgrade brings a database to this program's format. A copy of it is made first and kept.
// Each migration is one transaction, so that an upgrade that is stopped goes on where it
// was. What it did is returned with an error, too.
func Upgrade(ctx context.Context, opt UpgradeOptions) (*Upgraded, error) {
	u := &upgrade{opt: opt, free: freeSpace}
	found, err := u.look(ctx)
	if err != nil || opt.DryRun || found.From == found.To {
		return found, err
	}
	before, err := u.backUp(found)
	if err != nil {
		return found, err
	}
	if err := u.migrate(ctx, found, before); err != nil {
		return found, err
	}
	var rejected *RejectedError // that the database says, too
	if err := opt.Views.Renew(ctx, opt.DB); err != nil && !errors.As(err, &rejected) {
		return found, fmt.Errorf("%s has format %d now; its views are made when it is read next: %w", opt.DB, found.To, err)
	}
	return found, nil
}

type upgrade struct {
	opt  UpgradeOptions
	free func(folder string) int64 // bytes; -1 when it is not known
}

// look opens a database and finds what is to be done.
func (u *upgrade) look(ctx context.Context) (found *Upgraded, err error) {
	mode := readWrite // what a log beside it holds becomes part of the file
	if u.opt.DryRun {
		mode = readOnly
	}
	db, err := openAny(ctx, u.opt.DB, mode, offline)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	form, err := u.formIn(ctx, db)
	if err != nil {
		return nil, err
	}
	found = &Upgraded{From: form.format, To: Format()}
	for _, m := range migrations() {
		if m.from >= form.format {
			found.Steps = append(found.Steps, UpgradeStep{m.name, m.from, m.to, m.does})
		}
	}
	if found.From == found.To {
		found.Inputs, err = unrecorded(ctx, db)
		return found, err
	}
	if mode == readWrite {
		_, err = db.ExecContext(ctx, "CHECKPOINT")
	}
	return found, err
}

// formIn returns the form of a database that can be brought to this program's.
func (u *upgrade) formIn(ctx context.Context, db *sql.DB) (*form, error) {
	form, err := formOf(ctx, db)
	switch {
	case err != nil:
		return nil, unreadableForm(ctx, db, u.opt.DB, err)
	case form.format > Format():
		return nil, &FormatError{Path: u.opt.DB, Version: form.version, Format: form.format}
	case form.format == 0, form.format == Format() && form.layouts != schema.LayoutHash:
		return nil, otherLayouts(ctx, db, u.opt.DB, form.version)
	}
	return form, nil
}

// backUp copies the database to a file beside it that nobody else can read, and returns
// what the file was like.
func (u *upgrade) backUp(found *Upgraded) (os.FileInfo, error) {
	path := u.opt.DB
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := u.needRoom(before.Size()); err != nil {
		return nil, err
	}
	name := backupName(path, found.From)
	err = new(outfile.Guard).Write(name, func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, f)
		return errors.Join(err, f.Close())
	})
	if err != nil {
		return nil, fmt.Errorf("back up %s: %w", path, err)
	}
	found.Backup = name
	return before, nil
}

// backupName returns the name for a copy of a database in a format: one that is free.
func backupName(path string, format int) string {
	name := fmt.Sprintf("%s.format%d.bak", path, format)
	for n := 2; exists(name); n++ {
		name = fmt.Sprintf("%s.format%d.%d.bak", path, format, n)
	}
	return name
}

// needRoom refuses an upgrade that the file system has no room for: the copy, and as much
// again, because what is made anew stands beside the old until that is given up.
func (u *upgrade) needRoom(size int64) error {
	folder := filepath.Dir(u.opt.DB)
	free, need := u.free(folder), 2*size
	if free < 0 || free >= need {
		return nil
	}
	return fmt.Errorf("an upgrade of %s needs %d MB for a copy and for what is made anew, and %d MB are free on the file "+
		"system of %s; free some, or upgrade a copy of it elsewhere", u.opt.DB, need/1e6, free/1e6, folder)
}

// migrate runs what is to be done, in the very database that was copied: no other program
// may have written to it meanwhile.
func (u *upgrade) migrate(ctx context.Context, found *Upgraded, before os.FileInfo) (err error) {
	db, err := openAny(ctx, u.opt.DB, readWrite, offline)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	now, err := os.Stat(u.opt.DB)
	if err != nil {
		return err
	}
	if !now.ModTime().Equal(before.ModTime()) || now.Size() != before.Size() {
		return fmt.Errorf("%s was written to by another program while %s was copied from it; try again", u.opt.DB,
			found.Backup)
	}
	for _, m := range migrations() {
		if m.from < found.From {
			continue
		}
		if err := m.run(ctx, db, u.opt.Version); err != nil {
			return fmt.Errorf("%s: %w; the database is in format %d, and %s holds it as it was", u.opt.DB, err, m.from,
				found.Backup)
		}
	}
	found.Inputs, err = unrecorded(ctx, db)
	return err
}

// unrecorded lists the inputs of which not all was recorded.
func unrecorded(ctx context.Context, db querier) ([]Unrecorded, error) {
	rows, err := db.QueryContext(ctx,
		"SELECT path, not_recorded FROM input_file WHERE not_recorded IS NOT NULL ORDER BY file_id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Unrecorded
	for rows.Next() {
		var path, what string
		if err := rows.Scan(&path, &what); err != nil {
			return nil, err
		}
		out = append(out, Unrecorded{path, strings.Fields(what)})
	}
	return out, rows.Err()
}

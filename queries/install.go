package queries

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/schema/progress"
)

//go:embed ports.csv call_home.csv views reduce cleartext tls ssh ipsec certificates inventory coverage
var embedded embed.FS

// Embedded holds our own queries, <area>/<id>.sql, and views, views/*.sql and reduce/*.sql.
func Embedded() fs.FS { return embedded }

// ViewsVersion identifies the statements and facts that Install makes views from.
func ViewsVersion() string {
	h := sha256.New()
	files := []string{commentsFile}
	for _, f := range factTables {
		files = append(files, f.file)
	}
	views, err := viewFiles(embedded)
	if err != nil {
		panic(err) // of files that are part of the program
	}
	for _, name := range append(files, views...) {
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(text), text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// viewFile is the name of a file of views: its number says when it runs.
var viewFile = regexp.MustCompile(`^(\d+)_[a-z0-9_]+\.sql$`)

// Install creates the joined views in db, from our views/*.sql and reduce/*.sql, in the
// order of the numbers the file names begin with. It can be run again: the files replace
// what they create. Everything happens in one transaction.
func Install(ctx context.Context, db *sql.DB) error {
	return install(ctx, db, embedded)
}

// InstallIn is Install inside a transaction of the caller's. In a database where
// the views are defined as ViewsVersion says, only the tables are made again, those of
// partials (part_…) for the inputs alone that are not in part_input.
func InstallIn(ctx context.Context, tx *sql.Tx, defined bool) error {
	return installIn(ctx, tx, embedded, defined)
}

func install(ctx context.Context, db *sql.DB, fsys fs.FS) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("install views: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, rollback(tx))
		}
	}()
	if err := installIn(ctx, tx, fsys, false); err != nil {
		return err
	}
	return tx.Commit()
}

func installIn(ctx context.Context, tx *sql.Tx, fsys fs.FS, defined bool) error {
	files, err := viewFiles(fsys)
	if err != nil {
		return err
	}
	var parts *partials
	if defined {
		parts, err = stalePartials(ctx, tx)
	} else {
		err = installFacts(ctx, tx, fsys)
	}
	if err != nil {
		return err
	}
	for i, name := range files {
		progress.Begin(ctx, progress.Step{Doing: "making", N: i + 1, Total: len(files), Of: "groups of views",
			Name: viewGroup(name)})
		if err := runFile(ctx, tx, fsys, name, parts); err != nil {
			return err
		}
	}
	return nil
}

// rollback ignores that the engine may have ended the transaction by itself,
// as it does when the context is cancelled.
func rollback(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// madeBy names what a statement makes, for messages; nothing when it makes nothing.
func madeBy(statement string) string {
	m := created.FindStringSubmatch(statement)
	if m == nil {
		return ""
	}
	return strings.ToLower(m[2]) + " " + m[3] + ": "
}

func viewFiles(fsys fs.FS) ([]string, error) {
	var all []string
	for _, folder := range []string{"views", "reduce"} {
		names, err := fs.Glob(fsys, folder+"/*.sql")
		if err != nil {
			return nil, err
		}
		all = append(all, names...)
	}
	var err error
	order := make(map[string]int, len(all))
	for _, name := range all {
		m := viewFile.FindStringSubmatch(path.Base(name))
		if m == nil {
			return nil, fmt.Errorf("%s: view files are named NN_name.sql, where NN says when they run", name)
		}
		if order[name], err = strconv.Atoi(m[1]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return order[a] - order[b] })
	return all, nil
}

// viewGroup is what a file of views is called without its number.
func viewGroup(name string) string {
	_, group, _ := strings.Cut(strings.TrimSuffix(name, ".sql"), "_")
	return strings.ReplaceAll(group, "_", " ")
}

// runFile runs the statements of a file of views. Where all is defined and parts are given,
// it leaves out those that only define, and renews partials.
func runFile(ctx context.Context, tx *sql.Tx, fsys fs.FS, name string, parts *partials) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	for _, s := range splitStatements(string(text)) {
		if err := runStatement(ctx, tx, s.text, parts); err != nil {
			return fmt.Errorf("queries/%s:%d: %s%w", name, s.line, madeBy(s.text), err)
		}
	}
	return nil
}

func runStatement(ctx context.Context, tx *sql.Tx, text string, parts *partials) error {
	m := created.FindStringSubmatch(text)
	switch {
	case parts == nil || m == nil || m[2] == "TABLE" && !strings.HasPrefix(m[3], partPrefix):
		_, err := tx.ExecContext(ctx, text)
		return err
	case m[2] == "TABLE":
		return parts.renew(ctx, tx, m[3], strings.TrimPrefix(m[4], " AS"))
	}
	return nil
}

package ingest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/hint"
)

// offline keeps the engine from fetching anything, and its files such that older engines open them.
var offline = []string{"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false",
	wholeCheckpoints}

// wholeCheckpoints has checkpoints write all metadata. DuckDB before 1.4 cannot open a file in
// which a checkpoint left those of tables without changes where they were.
const wholeCheckpoints = "SET experimental_metadata_reuse = false"

// sealed keeps statements away from files and networks, and the settings as they
// are.
var sealed = []string{"SET enable_external_access = false", "SET lock_configuration = true"}

// connect opens an in-memory database and attaches the file to it. A new file is made
// from the template of the views, if they have one.
func connect(ctx context.Context, path string, views *Views) (db *sql.DB, conn *sql.Conn, err error) {
	if err := removeHalfMade(path); err != nil {
		return nil, nil, err
	}
	err = whenFree(ctx, func() (err error) {
		views.lay(path)
		db, conn, err = connectOnce(ctx, path)
		return err
	})
	return db, conn, err
}

func connectOnce(ctx context.Context, path string) (*sql.DB, *sql.Conn, error) {
	db, spill, err := openEngine(path, nil)
	if err != nil {
		return nil, nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	memory := memoryOf(ctx)
	statements := slices.Concat(settings, []string{engineLimit(memory.whileDecoding())}, spillSettings(spill, memory),
		[]string{attachToLoad(path)})
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return nil, nil, errors.Join(openError(path, err), conn.Close(), db.Close())
		}
	}
	if err := removeSpills(path, spill); err != nil {
		return nil, nil, errors.Join(err, conn.Close(), db.Close())
	}
	return db, conn, nil
}

// storageVersion is the form of new database files: the oldest one that all DuckDBs from
// 1.2 on read, so that other programs, whose engine is often not the newest, can open
// them. Newer forms made the files no smaller and the loading no faster. The views
// must hold nothing that only newer engines understand; a test in queries watches that.
const storageVersion = "v1.2.0"

// attachToLoad is the statement that attaches the file of a load. A file that exists
// keeps its form: the engine refuses to go back to an older one.
func attachToLoad(path string) string {
	name := sqltext.Literal(engineName(path))
	if st, err := os.Stat(path); err == nil && st.Size() > 0 {
		return fmt.Sprintf("ATTACH %s AS file", name)
	}
	return fmt.Sprintf("ATTACH %s AS file (STORAGE_VERSION '%s')", name, storageVersion)
}

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
		threads := min(threadsFor(path, memoryOf(ctx).alone()), int(memoryOf(ctx).alone()/memoryPerCopy))
		statements = append(statements, setThreads(max(1, threads)))
		list := make([]string, len(files))
		for i, f := range files {
			list[i] = sqltext.Literal(f)
		}
		statements = append(statements, "SET allowed_paths = ["+strings.Join(list, ", ")+"]")
	}
	return open(ctx, path, readOnly, append(statements, sealed...))
}

// OpenToChange opens a database for statements of our own that change it.
func OpenToChange(ctx context.Context, path string) (*sql.DB, error) {
	return open(ctx, path, readWrite, offline)
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
	db, spill, err := openSet(ctx, path, mode, statements)
	if err != nil {
		return nil, err
	}
	err = checkLayouts(ctx, db, path)
	if err == nil && mode == readWrite {
		err = removeSpills(path, spill)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openAny opens a database of any format, as soon as it is free.
func openAny(ctx context.Context, path, mode string, statements []string) (db *sql.DB, err error) {
	err = whenFree(ctx, func() (err error) {
		db, _, err = openSet(ctx, path, mode, statements)
		return err
	})
	return db, err
}

// openSet opens a database with the settings for what it holds, and returns the folder for
// what does not fit into memory, too.
func openSet(ctx context.Context, path, mode string, statements []string) (*sql.DB, string, error) {
	db, spill, err := openFile(path, mode)
	if err != nil {
		return nil, "", err
	}
	bounds := append([]string{setThreads(threadsFor(path, memoryOf(ctx).alone()))}, memoryBounds(ctx, spill)...)
	for _, s := range append(bounds, statements...) {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, "", errors.Join(openError(path, err), db.Close())
		}
	}
	return db, spill, nil
}

// Modes of the engine's in which a file is opened.
const (
	readOnly  = "READ_ONLY"
	readWrite = "READ_WRITE"
)

// openFile opens a database file in a mode, and returns the folder for what does not fit
// into memory, too. The driver takes what it opens for a URL, in which a percent sign, a
// question mark or a hash are no part of a name; so the file is attached to an empty
// database and put in use on each connection.
func openFile(path, mode string) (*sql.DB, string, error) {
	statements := []string{fmt.Sprintf("ATTACH %s AS file (TYPE duckdb, %s)", sqltext.Literal(engineName(path)), mode),
		"USE file"}
	var one sync.Mutex
	return openEngine(path, func(conn driver.ExecerContext) error {
		one.Lock()
		defer one.Unlock()
		for _, s := range statements {
			if _, err := conn.ExecContext(context.Background(), s, nil); err != nil {
				return err
			}
		}
		statements = statements[len(statements)-1:] // it is attached once for all connections
		return nil
	})
}

// engineName is a path as the engine must be given it: a name alone could begin like a
// protocol, or like an option.
func engineName(path string) string {
	if filepath.VolumeName(path) != "" || path != "" && os.IsPathSeparator(path[0]) {
		return path // also, on Windows, one that says the drive or the folder alone
	}
	return "." + string(filepath.Separator) + path
}

// bytesPerThread is how much of a database file is worth a thread of the engine. Where the
// parts of a statement depend on each other, a thread that has none to do asks for one again
// and again. Over the two million records that fill some 155 MB a second thread costs a
// quarter to a third more processor time, and a load and its views are done no sooner.
const bytesPerThread = 256 << 20

// memoryPerThread is how much memory of the engine a thread must find: each keeps blocks of its own of what it
// joins and groups. Two threads that share 190 MB fail on 700,000 users, one does not.
const memoryPerThread Memory = 100 << 20

// memoryPerCopy is how much memory of the engine a thread must find that writes Parquet: it keeps a block of
// every column that it reads, beside the row group that it writes. Two threads that share 240 MB fail on a view
// of two hundred columns.
const memoryPerCopy Memory = 250 << 20

// threadsFor returns with how many threads to work on a database file, with so much memory for the engine.
func threadsFor(path string, engine Memory) int {
	st, err := os.Stat(path)
	if err != nil {
		return 1 // opening it will say why
	}
	n := min(1+st.Size()/bytesPerThread, int64(runtime.GOMAXPROCS(0)), int64(engine/memoryPerThread))
	return int(max(1, n))
}

// rower is a database or a connection to one.
type rower interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// checkLayouts refuses a database of another format, or one that was made from other
// layouts: its columns may mean something else.
func checkLayouts(ctx context.Context, db rower, path string) error {
	form, err := formOf(ctx, db)
	switch {
	case err != nil:
		return unreadableForm(ctx, db, path, err)
	case form.format > 0 && form.format != Format():
		return &FormatError{Path: path, Version: form.version, Format: form.format}
	case form.format == 0, form.layouts != schema.LayoutHash:
		return otherLayouts(ctx, db, path, form.version)
	}
	return nil
}

// unreadableForm says why a database does not say how it was made.
func unreadableForm(ctx context.Context, db rower, path string, err error) error {
	var engine *duckdb.Error
	if errors.As(err, &engine) && engine.Type == duckdb.ErrorTypeCatalog {
		return unknownDatabase(ctx, db, path)
	}
	return fmt.Errorf("%s was not made by zertify: %w", path, err)
}

// otherLayouts says that a database must be made again, because what its columns mean is
// not known.
func otherLayouts(ctx context.Context, db rower, path, version string) error {
	return fmt.Errorf(
		"%s was made by zertify %s, whose record layouts differ from this program's; load its inputs again, into a new "+
			"file: zertify ingest %s%s NEW.duckdb", path, version, inputsOf(ctx, db), hint.Words("{db}"))
}

// unknownDatabase says what is wrong with a database that does not say what it is.
func unknownDatabase(ctx context.Context, db rower, path string) error {
	var n int
	err := db.QueryRowContext(ctx, statements.Text("anything", nil)).Scan(&n)
	if err == nil && n == 0 {
		why := hint.Words("a load into it was stopped before it began; give the inputs again, with this {db}")
		return fmt.Errorf("%s holds nothing: %s", path, why)
	}
	return errors.Join(err, notOurs(path))
}

func notOurs(path string) error {
	return fmt.Errorf("%s is a database, but zertify did not make it; give %s a new file name", path, hint.Words("{db}"))
}

// inputsOf names what a database was loaded from, as far as it says so: its
// tables are of a form that this program may not know.
func inputsOf(ctx context.Context, db rower) string {
	const named = 20
	var paths sql.NullString
	var more int64
	err := db.QueryRowContext(ctx, statements.Text("named_inputs", sqltext.Names{"most": named})).Scan(&paths, &more)
	switch {
	case err != nil || !paths.Valid:
		return "INPUT... "
	case more > 0:
		return fmt.Sprintf("%s (and %d more) ", paths.String, more)
	}
	return paths.String + " "
}

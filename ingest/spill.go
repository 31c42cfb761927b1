package ingest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries/sqltext"
)

// An engine is a database of DuckDB with a folder of its own for what it has no
// memory for. The engine would make that folder readable for everybody and give it
// one name for all programs that have the file open.
type engine struct {
	*duckdb.Connector
	spill string
}

// spillMark stands between the name of a database and the number that makes the name
// of its folder unique.
const spillMark = ".tmp-"

// spillFiles is how the names of the files begin that the engine puts there.
const spillFiles = "duckdb_temp_"

// openEngine opens a database in memory, with init run on each connection; path is the
// file that it is about. Closing the database removes the folder.
func openEngine(path string, init func(driver.ExecerContext) error) (*sql.DB, string, error) {
	c, err := duckdb.NewConnector("", init)
	if err != nil {
		return nil, "", openError(path, err)
	}
	spill, err := makeSpill(path)
	if err != nil {
		return nil, "", errors.Join(err, c.Close())
	}
	return sql.OpenDB(&engine{c, spill}), spill, nil
}

// Close closes the database and removes the folder.
func (e *engine) Close() error { return errors.Join(e.Connector.Close(), os.RemoveAll(e.spill)) }

// makeSpill makes a folder beside a database that nobody else can look into, or among
// the system's temporary files where the folder of the database cannot be written.
func makeSpill(path string) (string, error) {
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	pattern := filepath.Base(path) + spillMark + "*" // the last star is the number's, whatever the name holds
	spill, err := os.MkdirTemp(dir, pattern)
	if err != nil {
		spill, err = os.MkdirTemp("", pattern)
	}
	if err != nil {
		return "", fmt.Errorf("no folder can be made for what does not fit into memory, neither beside %s nor in %s: %w; "+
			"set TMPDIR to a folder that you may write into", path, os.TempDir(), bare(err))
	}
	return spill, nil
}

// bare returns what the system said, without the name of what it was about.
func bare(err error) error {
	var file *fs.PathError
	if errors.As(err, &file) {
		return file.Err
	}
	return err
}

// spillSettings are the statements that have the engine use the folder.
func spillSettings(spill string, m Memory) []string {
	return []string{"SET temp_directory = " + sqltext.Literal(spill),
		fmt.Sprintf("SET max_temp_directory_size = '%dKiB'", m.spilled()>>10)}
}

// memoryBounds are the statements that bound an engine which has the program's memory to
// itself, as much as the context allows.
func memoryBounds(ctx context.Context, spill string) []string {
	memory := memoryOf(ctx)
	return append([]string{engineLimit(memory.alone())}, spillSettings(spill, memory)...)
}

// removeSpills removes the folders that programs have left which were killed. The
// caller has the database open for changing, so that no other program is at work on
// it; mine is its own folder. What holds anything but the engine's files stays.
func removeSpills(path, mine string) error {
	dir, base := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), base+spillMark)
		left := filepath.Join(dir, e.Name())
		if ok && e.IsDir() && strings.Trim(number, "0123456789") == "" && e.Name() != filepath.Base(mine) &&
			onlySpilled(left) {
			errs = append(errs, os.RemoveAll(left))
		}
	}
	return errors.Join(errs...)
}

// onlySpilled reports whether a folder holds nothing but files of the engine.
func onlySpilled(dir string) bool {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), spillFiles) {
			return false
		}
	}
	return err == nil
}

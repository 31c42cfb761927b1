package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// OpenEmpty returns a database in memory that has every table and label view and
// not one row, for describing what a loaded one holds.
func OpenEmpty(ctx context.Context) (*sql.DB, error) {
	db, spill, err := openEngine(filepath.Join(os.TempDir(), "empty.duckdb"), nil)
	if err != nil {
		return nil, err
	}
	set := layout.Must()
	steps := slices.Concat(memoryBounds(ctx, spill), offline,
		[]string{evidenceDDL, digestDDL, overlayDDL, schema.DDL()}, codeStatements(set, nil))
	for _, s := range append(steps, schema.Views(set.Codes)) {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return nil, errors.Join(fmt.Errorf("prepare an empty database: %w", err), db.Close())
		}
	}
	return db, nil
}

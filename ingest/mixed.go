package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/zertify/zertify/schema/layout"
)

// anonymized is the kind of the issue that an input is a copy made by anonymize. It
// is what a database knows its copies by.
const anonymized = "anonymized-copy"

// ErrMixed is the reason why a copy is not loaded beside originals, nor an original
// beside copies.
var ErrMixed = errors.New("a copy and originals do not go together")

// refuseMixed refuses an input with records of type 119 that is a copy made by
// anonymize when the database has an original, and the other way round: names in the
// copy stand for other names, so that all of it would look like new systems and peers.
// Captures of the NMI carry no mark and go with either.
func (f *fileRun) refuseMixed(ctx context.Context) error {
	r, ok := f.scan.src.(*records)
	if f.opt.Mixed || !ok || r.copies+r.originals == 0 {
		return nil
	}
	isCopy := r.copies > 0
	f.known.kinds[isCopy] = true
	if !f.known.kinds[!isCopy] {
		return nil
	}
	var n int64
	var paths string
	err := f.query(ctx, `SELECT count(*), coalesce(string_agg(path, ', ' ORDER BY file_id) FILTER (place <= 3), '') FROM (
		SELECT file_id, path, row_number() OVER (ORDER BY file_id) AS place
		FROM file.main.input_file
		WHERE file_id <> ? AND form = '`+layout.SMF119+
		`' AND records_119 > 0 AND ? <> (file_id IN (SELECT file_id FROM file.main.input_issue WHERE kind = '`+anonymized+`'))
	)`, f.id, isCopy).Scan(&n, &paths)
	switch {
	case err != nil:
		return ofDatabase(err)
	case n == 0:
		return nil
	}
	what, others := "is an original, and the database holds copies made by zertify anonymize", "copies"
	if isCopy {
		what, others = "is a copy made by zertify anonymize, and the database holds originals", "originals"
	}
	list := paths
	if more := n - int64(len(strings.Split(paths, ", "))); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf(
		"%s (%s): %w; nothing of it was loaded; give it a database of its own, --db NEW.duckdb, or load it beside the %s "+
			"with --allow-mixed", what, list, ErrMixed, others)
}

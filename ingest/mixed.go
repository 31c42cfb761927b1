package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// anonymized is the kind of the issue that an input is a copy made by anonymize. It
// is what a database knows its copies by.
const anonymized = "anonymized-copy"

// ErrMixed is the reason why a copy is not loaded beside originals, nor an original
// beside copies.
var ErrMixed = errors.New("a copy and originals do not go together")

// marks counts what can carry the mark of a copy by whether it does.
type marks struct{ copies, originals int64 }

// note returns the issue that an input is a copy, when it is; what says what carries
// which mark.
func (m marks) note(what string) []issue {
	if m.copies == 0 {
		return nil
	}
	return []issue{{record: -1, start: -1, off: -1, kind: anonymized,
		message: fmt.Sprintf("a copy made by zertify anonymize: %d of %d %s", m.copies, m.copies+m.originals, what)}}
}

// isCopy is a condition in SQL on input_file: true for copies, false for originals, NULL
// for inputs that hold nothing that could carry a mark.
var isCopy = sync.OnceValue(func() string {
	var captured []string
	for _, t := range markedTables() {
		captured = append(captured, "SELECT file_id FROM file.main."+t)
	}
	return fmt.Sprintf("CASE WHEN file_id IN (SELECT file_id FROM file.main.input_issue WHERE kind = '%s') THEN true "+
		"WHEN records_119 > 0 OR form = '%s' AND file_id IN (%s) OR form = '%s' AND records_decoded > 0 THEN false END",
		anonymized, layout.NMsec, strings.Join(captured, " UNION ALL "), layout.Text)
})

// markedTables lists the tables of messages whose structures can carry a mark.
func markedTables() (tables []string) {
	structures := map[string]bool{}
	for _, role := range message.MarkedRoles() {
		structures[nmsec.StructureOf(role)] = true
	}
	for _, rt := range record.Types {
		for _, l := range rt.Locators {
			if rt.Source == layout.NMsec && structures[l.Kind.String()] {
				tables = append(tables, rt.Table)
			}
		}
	}
	return tables
}

// refuseMixed refuses an input that is a copy made by anonymize when the database has an
// original, and the other way round: names in the copy stand for other names, so that all
// of it would look like new systems and peers.
func (f *fileRun) refuseMixed(ctx context.Context) error {
	m := f.scan.src.marks()
	if f.opt.Mixed || m == (marks{}) {
		return nil
	}
	copied := m.copies > 0
	if !f.known.kinds[!copied] {
		return nil
	}
	if len(f.group.joined()) > 0 { // which the database must know of
		if err := f.commit(ctx); err != nil {
			return err
		}
	}
	var n int64
	var paths string
	err := f.query(ctx, statements.Text("other_kind", sqltext.Names{"is_copy": isCopy()}), f.id, !copied).Scan(&n, &paths)
	switch {
	case err != nil:
		return ofDatabase(err)
	case n == 0:
		return nil
	}
	what, others := "is an original, and the database holds copies made by zertify anonymize", "copies"
	if copied {
		what, others = "is a copy made by zertify anonymize, and the database holds originals", "originals"
	}
	list := paths
	if more := n - int64(len(strings.Split(paths, ", "))); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	try := hint.Words("give it a database of its own, {db} NEW.duckdb, or load it beside the " + others +
		" with {allow-mixed}")
	return fmt.Errorf("%s (%s): %w; nothing of it was loaded; %s", what, list, ErrMixed, try)
}

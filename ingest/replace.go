package ingest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/record"
)

// olds returns the inputs that an input stands in for: the same bytes loaded before, and
// what earlier loads wrote of the same path when not one byte of it could be read. The
// input is here again, and says better what became of it.
func (f *fileRun) olds() []int64 {
	out := slices.Clone(f.known.unread[f.fs.Path])
	if old := f.known.find(f.fs.SHA256); f.fs.SHA256 != nothingRead && old.id > 0 {
		out = append(out, old.id)
	}
	return out
}

// replace removes the earlier loads of the inputs of the group. Contents that their records
// showed first stay: they are the same bytes in the new load.
func (r *run) replace(ctx context.Context) error {
	if len(r.group.replaced) == 0 {
		return nil
	}
	olds := slices.Sorted(maps.Keys(r.group.replaced))
	list := numberList(olds)
	tables := append([]string{"input_file", "input_record_count", "input_issue", "input_pruned"}, recordFollowers...)
	for _, rt := range record.Types {
		tables = append(tables, rt.Table)
	}
	for _, t := range tables {
		if err := r.l.exec(ctx, fmt.Sprintf("DELETE FROM file.main.%s WHERE file_id IN (%s)", t, list)); err != nil {
			return err
		}
	}
	if err := r.replaceInBook(ctx, list); err != nil {
		return err
	}
	var news []int64
	for _, old := range olds {
		news = append(news, int64(r.group.replaced[old]))
	}
	for _, t := range schema.Tables() {
		if schema.IdentityColumn(t.Name) == "" {
			continue
		}
		renumber := statements.Text("renumber", sqltext.Names{"table": t.Name, "old": list, "new": numberList(news)})
		if err := r.l.exec(ctx, renumber); err != nil {
			return err
		}
	}
	return nil
}

// numberList writes numbers with commas between them.
func numberList(n []int64) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(n), " ", ", "), "[]")
}

// replaceInBook takes earlier loads off the book, and the records of other inputs
// that were copies of their records off their list.
func (r *run) replaceInBook(ctx context.Context, list string) (err error) {
	if err := r.l.exec(ctx, "USE file"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.l.exec(ctx, "USE memory")) }()
	if err := r.l.exec(ctx, "DELETE FROM table_digest WHERE file_id IN ("+list+")"); err != nil {
		return err
	}
	book, err := openBook(ctx, r.l.conn)
	if err != nil {
		return err
	}
	return book.remove(ctx, "input_duplicate", "of_file_id IN ("+list+")")
}

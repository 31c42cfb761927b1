package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// copies finds records that are copies of an earlier one: dumps overlap, and are
// joined to others. While an input is read a filter of fixed size remembers which
// hashes came by, in it and in those that the run has read before; a hash that seems to
// come again is a suspect, and the database says afterwards which suspects are copies.
// Most inputs have none.
type copies struct {
	seen     [][8]uint64         // lines of 512 bits; a hash has its bits in one of them
	held     int                 // hashes that came by
	since    uint32              // the first input whose records are in the filter
	suspects map[string][]uint64 // by table
	many     bool                // more suspects than are kept
	n        int
	fetched  uint64 // so that fetching is not optimised away
}

// filterLines is the size of the filter: 16 MiB, at which ten million records bring
// two suspects in a thousand that are none. A hash keeps to one line, as large as a
// line of the processor's cache, because waiting for memory is what a filter costs.
const (
	filterLineBits = 18
	filterLines    = 1 << filterLineBits
	bitsPerHash    = 5
)

// maxSuspects is how many are kept; with more, all records are compared.
const maxSuspects = 50_000

func newCopies() *copies {
	return &copies{seen: make([][8]uint64, filterLines), suspects: map[string][]uint64{}}
}

// filterHolds is how many hashes of earlier inputs the filter goes on with.
const filterHolds = 8 << 20

// next goes on to a transaction whose first input has that number. What came by in the
// inputs before stays in the filter, so that a copy of a record of theirs is a suspect,
// too; until there is so much that the filter is begun anew.
func (c *copies) next(id uint32) {
	if c.held > filterHolds {
		clear(c.seen)
		c.held, c.since = 0, 0
	}
	if c.since == 0 {
		c.since = id
	}
	clear(c.suspects)
	c.many, c.n = false, 0
}

// see takes the hashes of records of one table.
func (c *copies) see(table string, hashes []uint64) {
	c.held += len(hashes)
	for some := range slices.Chunk(hashes, hashesAtATime) {
		c.fetch(some)
		for _, h := range some {
			if c.mark(h) {
				c.suspect(table, h)
			}
		}
	}
}

// hashesAtATime is how many lines of the filter the processor can wait for at once.
const hashesAtATime = 16

// fetch looks at the lines of some hashes, so that they come from memory together.
func (c *copies) fetch(hashes []uint64) {
	bits := uint64(0)
	for _, h := range hashes {
		bits |= c.seen[h>>(64-filterLineBits)][0]
	}
	c.fetched = bits
}

func (c *copies) suspect(table string, h uint64) {
	if c.n++; c.n > maxSuspects {
		c.many = true
		return
	}
	c.suspects[table] = append(c.suspects[table], h)
}

// mark sets the bits of a hash and reports whether all of them were set. It does
// not branch, so that the processor fetches the lines of several hashes at a time.
func (c *copies) mark(h uint64) bool {
	line := &c.seen[h>>(64-filterLineBits)]
	missing := uint64(0)
	for range bitsPerHash {
		word, mask := &line[h>>6&7], uint64(1)<<(h&63)
		missing |= mask &^ *word
		*word |= mask
		h >>= 9
	}
	return missing == 0
}

// copiesPerPass bounds how many record hashes are compared at once, and with it
// the memory that takes.
const copiesPerPass = 1 << 20

// duplicates notes records of the inputs of the group that are copies of an earlier one, in
// the group or in inputs loaded before. Copies agree in the hash of all their bytes and
// in time.
func (r *run) duplicates(ctx context.Context) (err error) {
	overlaps, err := r.overlapsOthers(ctx)
	if err != nil || !overlaps && r.filter.n == 0 {
		return err
	}
	statement := "copies"
	if !overlaps && r.filter.since == r.group.first {
		statement = "copies_within"
	}
	// The rows of the group are not committed, so that the engine takes their table
	// for an empty one and would build its hash table of them, not of the suspects.
	if err := r.l.exec(ctx, "SET disabled_optimizers = 'build_side_probe_side'"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.l.exec(ctx, "RESET disabled_optimizers")) }()
	total := int64(0)
	for _, rt := range record.Types {
		if rt.Source == layout.NMsec && rt != record.MessageType() ||
			rt.Source == layout.Text && rt != record.TypeOfText("entry") {
			continue // copies are of whole messages, and of whole entries
		}
		for _, among := range r.passes(rt, overlaps) {
			n, err := r.l.change(ctx, statements.Text(statement, sqltext.Names{
				"table": rt.Table, "first": r.group.first, "among": among, "time": timeColumn(rt)}))
			if err != nil {
				return fmt.Errorf("look for copies in %s: %w", rt.Table, err)
			}
			total += n
		}
	}
	if total == 0 {
		return nil
	}
	return r.countDuplicates(ctx)
}

// countDuplicates counts the copies of each input of the group.
func (r *run) countDuplicates(ctx context.Context) error {
	rows, err := r.l.conn.QueryContext(ctx,
		"SELECT file_id, count(*) FROM file.main.input_duplicate WHERE file_id >= ? GROUP BY file_id", r.group.first)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, n int64
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		if f := r.group.of(id); f != nil {
			f.fs.Duplicates = n
		}
	}
	return rows.Err()
}

// timeColumn is the time in which copies agree, beside their bytes. Messages have
// none of their own; those of one capture are copies when they agree, those of
// captures at different times are not: that nothing has changed is news.
func timeColumn(rt *record.Type) string {
	switch rt.Source {
	case layout.NMsec:
		return "captured_utc"
	case layout.Text:
		return "made_local"
	}
	return "smf_time_local"
}

// overlapsOthers reports whether an input whose records are not in the filter has some
// of the same time as the inputs of the group.
func (r *run) overlapsOthers(ctx context.Context) (bool, error) {
	since := r.filter.since
	if since <= 1 {
		return false, nil
	}
	var all count // of which only the times count
	var captured []time.Time
	for _, f := range r.group.joined() {
		all.merge(&count{first: f.totals.first, last: f.totals.last})
		if f.fs.Form == layout.NMsec && !f.captured.IsZero() {
			captured = append(captured, f.captured.UTC().Truncate(time.Second))
		}
	}
	where, args := "first_time_local <= ? AND last_time_local >= ?", []any{micros(all.last), micros(all.first)}
	if len(captured) > 0 {
		slices.SortFunc(captured, time.Time.Compare)
		where += " OR captured_utc BETWEEN ? AND ?"
		args = append(args, captured[0], captured[len(captured)-1])
	}
	var n int
	err := r.query(ctx, "SELECT count(*) FROM file.main.input_file WHERE ("+where+") AND file_id < ?",
		append(args, since)...).Scan(&n)
	return n > 0, err
}

// passes returns the conditions that pick the hashes to compare, one per pass.
func (r *run) passes(rt *record.Type, all bool) []string {
	rows := r.l.rows[rt.Table]
	if rows == 0 {
		return nil
	}
	if !all && !r.filter.many {
		suspects := r.filter.suspects[rt.Table]
		if len(suspects) == 0 {
			return nil
		}
		list := make([]string, len(suspects))
		for i, h := range suspects {
			list[i] = fmt.Sprint(h)
		}
		return []string{"IN (SELECT CAST(unnest([" + strings.Join(list, ",") + "]) AS UBIGINT))"}
	}
	n := (rows + copiesPerPass - 1) / copiesPerPass
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("%% %d = %d", n, i))
	}
	return out
}

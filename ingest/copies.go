package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

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

// next goes on to the input of that number. What came by in the inputs before stays in
// the filter, so that a copy of a record of theirs is a suspect, too; until there is so
// much that the filter is begun anew.
func (c *copies) next(id uint32) *copies {
	if c.held > filterHolds {
		clear(c.seen)
		c.held, c.since = 0, 0
	}
	if c.since == 0 {
		c.since = id
	}
	clear(c.suspects)
	c.many, c.n = false, 0
	return c
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

// duplicates notes records of this input that are copies of an earlier one, in
// it or in inputs loaded before. Copies agree in the hash of all their bytes and
// in time.
func (f *fileRun) duplicates(ctx context.Context) (total int64, err error) {
	overlaps, err := f.overlapsOthers(ctx)
	if err != nil || !overlaps && f.copies.n == 0 {
		return 0, err
	}
	query := duplicateQuery
	if !overlaps && f.copies.since == f.id {
		query = duplicateWithinQuery
	}
	// The rows of this input are not committed, so that the engine takes their table
	// for an empty one and would build its hash table of them, not of the suspects.
	if err := f.l.exec(ctx, "SET disabled_optimizers = 'build_side_probe_side'"); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.l.exec(ctx, "RESET disabled_optimizers")) }()
	for _, rt := range record.Types {
		if rt.Source == layout.NMsec && rt != record.MessageType() {
			continue // copies are of whole messages
		}
		for _, among := range f.passes(rt, overlaps) {
			res, err := f.l.conn.ExecContext(ctx, fmt.Sprintf(query, rt.Table, f.id, among, timeColumn(rt)))
			if err != nil {
				return 0, fmt.Errorf("look for copies in %s: %w", rt.Table, err)
			}
			n, err := res.RowsAffected()
			if err != nil {
				return 0, err
			}
			total += n
		}
	}
	return total, nil
}

// timeColumn is the time in which copies agree, beside their bytes. Messages have
// none of their own; those of one capture are copies when they agree, those of
// captures at different times are not: that nothing has changed is news.
func timeColumn(rt *record.Type) string {
	if rt.Source == layout.NMsec {
		return "captured_utc"
	}
	return "smf_time_local"
}

// overlapsOthers reports whether an input whose records are not in the filter has some
// of the same time.
func (f *fileRun) overlapsOthers(ctx context.Context) (bool, error) {
	since := f.copies.since
	if since <= 1 {
		return false, nil
	}
	t := f.totals(0)
	var n int
	if f.scan != nil && f.scan.src.form() == layout.NMsec {
		err := f.query(ctx, "SELECT count(*) FROM file.main.input_file WHERE captured_utc = ? AND file_id < ?",
			f.captured.UTC().Truncate(time.Second), since).Scan(&n)
		return n > 0, err
	}
	err := f.query(ctx, `SELECT count(*) FROM file.main.input_file
		WHERE first_time_local <= ? AND last_time_local >= ? AND file_id < ?`,
		micros(t.last), micros(t.first), since).Scan(&n)
	return n > 0, err
}

// passes returns the conditions that pick the hashes to compare, one per pass.
func (f *fileRun) passes(rt *record.Type, all bool) []string {
	rows := f.l.rows[rt.Table]
	if rows == 0 {
		return nil
	}
	if !all && !f.copies.many {
		suspects := f.copies.suspects[rt.Table]
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

// duplicateQuery finds the copies in table %[1]s of input %[2]d among the hashes
// that meet condition %[3]s; %[4]s is the time in which copies agree.
const duplicateQuery = `INSERT INTO file.main.input_duplicate
	WITH mine AS (SELECT record_hash AS h FROM file.main.%[1]s WHERE file_id = %[2]d AND record_hash %[3]s),
	twice AS (
		SELECT h FROM mine GROUP BY h HAVING count(*) > 1
		UNION
		SELECT record_hash FROM file.main.%[1]s AS o
		WHERE file_id <> %[2]d AND record_hash %[3]s AND %[4]s BETWEEN
			(SELECT min(%[4]s) FROM file.main.%[1]s WHERE file_id = %[2]d) AND
			(SELECT max(%[4]s) FROM file.main.%[1]s WHERE file_id = %[2]d)
		AND EXISTS (SELECT 1 FROM mine WHERE mine.h = o.record_hash)
	),
	copies AS (
		SELECT file_id, record_no, first_value(file_id) OVER w AS of_file, first_value(record_no) OVER w AS of_record
		FROM file.main.%[1]s WHERE record_hash IN (SELECT h FROM twice)
		WINDOW w AS (PARTITION BY record_hash, %[4]s ORDER BY file_id, record_no)
	)
	SELECT file_id, record_no, of_file, of_record FROM copies
	WHERE file_id = %[2]d AND (of_file, of_record) <> (file_id, record_no)
	ORDER BY record_no`

// duplicateWithinQuery is duplicateQuery for an input that overlaps no other: one
// pass over the table.
const duplicateWithinQuery = `INSERT INTO file.main.input_duplicate
	SELECT file_id, record_no, file_id, of_record
	FROM (
		SELECT file_id, record_no, first_value(record_no) OVER (PARTITION BY record_hash, %[4]s
			ORDER BY record_no) AS of_record
		FROM file.main.%[1]s
		WHERE file_id = %[2]d AND record_hash %[3]s
	)
	WHERE of_record <> record_no
	ORDER BY record_no`

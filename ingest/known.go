package ingest

import (
	"context"
	"database/sql"
	"math"
	"slices"
)

// nothingRead is the digest of an input of which not one byte was read.
var nothingRead = newDigest(nil, &Progress{}).sum()

// A knownInputs is what the database says of its inputs, read once: to ask it for each of
// thousands of small ones takes longer than to load those.
type knownInputs struct {
	read     bool
	last     uint32 // greatest number
	byDigest map[string][]loaded
	sizes    map[int64]bool // of inputs with records, those replaced since included
	kinds    map[bool]bool  // whether there are copies made by anonymize (true), and originals (false)
}

// A loaded is an input that is in the database.
type loaded struct {
	id, records int64
	complete    bool // it was read to its end
}

// inputs returns what the database says of its inputs.
func (r *run) inputs(ctx context.Context) (*knownInputs, error) {
	k := &r.known
	if k.read {
		return k, nil
	}
	k.byDigest, k.sizes, k.kinds = map[string][]loaded{}, map[int64]bool{}, map[bool]bool{}
	if !r.empty {
		if err := r.readInputs(ctx, k); err != nil {
			return nil, ofDatabase(err)
		}
	}
	k.read = true
	return k, nil
}

func (r *run) readInputs(ctx context.Context, k *knownInputs) error {
	rows, err := r.l.conn.QueryContext(ctx, `SELECT file_id, sha256, coalesce(records, 0), is_complete, bytes,
		`+isCopy()+`
		FROM file.main.input_file ORDER BY file_id`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l loaded
		var sum sql.NullString
		var bytes sql.NullInt64
		var isCopy sql.NullBool
		if err := rows.Scan(&l.id, &sum, &l.records, &l.complete, &bytes, &isCopy); err != nil {
			return err
		}
		k.add(l, sum.String, bytes.Int64)
		if isCopy.Valid {
			k.kinds[isCopy.Bool] = true
		}
	}
	return rows.Err()
}

func (k *knownInputs) add(l loaded, sum string, bytes int64) {
	k.last = max(k.last, uint32(min(l.id, math.MaxUint32)))
	k.byDigest[sum] = append(k.byDigest[sum], l)
	if l.records > 0 {
		k.sizes[bytes] = true
	}
}

// remove forgets inputs with one of the digests that another one has replaced.
func (k *knownInputs) remove(ids []int64, sums ...string) {
	if len(ids) == 0 {
		return
	}
	for _, sum := range sums {
		k.byDigest[sum] = slices.DeleteFunc(k.byDigest[sum], func(l loaded) bool { return slices.Contains(ids, l.id) })
	}
}

// find returns the first input with a digest; its id is 0 when there is none. Where
// several have it, it has the records of the fullest and is complete when all are.
func (k *knownInputs) find(sum string) (first loaded) {
	for i, l := range k.byDigest[sum] {
		if i == 0 {
			first = l
		}
		first.records, first.complete = max(first.records, l.records), first.complete && l.complete
	}
	return first
}

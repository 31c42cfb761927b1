package ingest

import (
	"context"
	"database/sql"
	"math"
	"slices"

	"github.com/zertify/zertify/queries/sqltext"
)

// nothingRead is the digest of an input of which not one byte was read.
var nothingRead = newDigest(nil, &Progress{}).sum()

// A knownInputs is what the database says of its inputs, read once: to ask it for each of
// thousands of small ones takes longer than to load those.
type knownInputs struct {
	read     bool
	last     uint32 // greatest number
	byDigest map[string][]loaded
	unread   map[string][]int64 // by path, of inputs of which not one byte could be read
	sizes    map[int64]bool     // of inputs with records, those replaced since included
	kinds    map[bool]bool      // whether there are copies made by anonymize (true), and originals (false)
}

// A loaded is an input that is in the database.
type loaded struct {
	id, records int64
	complete    bool // it was read to its end
}

// readInputs reads what the database says of its inputs, once. No transaction may be open
// the first time.
func (r *run) readInputs(ctx context.Context) error {
	k := &r.known
	if k.read {
		return nil
	}
	k.byDigest, k.unread, k.sizes = map[string][]loaded{}, map[string][]int64{}, map[int64]bool{}
	k.kinds = map[bool]bool{}
	if !r.empty {
		if err := k.readFrom(ctx, r.l.conn); err != nil {
			return err
		}
	}
	k.read = true
	return nil
}

func (k *knownInputs) readFrom(ctx context.Context, db querier) error {
	rows, err := db.QueryContext(ctx, statements.Text("known_inputs", sqltext.Names{"is_copy": isCopy()}))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l loaded
		var path, sum string
		var bytes int64
		var isCopy sql.NullBool
		if err := rows.Scan(&l.id, &path, &sum, &l.records, &l.complete, &bytes, &isCopy); err != nil {
			return err
		}
		k.add(l, path, sum, bytes)
		if isCopy.Valid {
			k.kinds[isCopy.Bool] = true
		}
	}
	return rows.Err()
}

func (k *knownInputs) add(l loaded, path, sum string, bytes int64) {
	k.last = max(k.last, uint32(min(l.id, math.MaxUint32)))
	k.byDigest[sum] = append(k.byDigest[sum], l)
	if sum == nothingRead && !l.complete {
		k.unread[path] = append(k.unread[path], l.id)
	}
	if l.records > 0 {
		k.sizes[bytes] = true
	}
}

// replace takes note of an input that was read, and forgets those that it stands in for.
func (k *knownInputs) replace(olds []int64, f *fileRun) {
	fs := f.fs
	for _, sum := range []string{fs.SHA256, nothingRead} {
		k.byDigest[sum] = slices.DeleteFunc(k.byDigest[sum], func(l loaded) bool { return slices.Contains(olds, l.id) })
	}
	delete(k.unread, fs.Path)
	k.add(loaded{int64(f.id), fs.Records, fs.Stopped == nil}, fs.Path, fs.SHA256, fs.Bytes)
	if f.scan == nil {
		return
	}
	if m := f.scan.src.marks(); m != (marks{}) {
		k.kinds[m.copies > 0] = true
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

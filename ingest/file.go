package ingest

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema"
)

// fileRun is the loading of one input.
type fileRun struct {
	*run
	id     uint32
	member *container.Member
	from   origin
	fs     *FileSummary
	counts *counts
	issues *issues
	sum    *digest
	scan   *scan
	totals totals
	joined bool // it is one of the inputs of a transaction
	lost   bool // which was undone

	kept    *container.Member // a small input as it was found; nil once it need not be loaded again
	refused bool              // the database does not take its records; see apart

	captured time.Time // zero when not known
	basis    string    // of captured
}

// load reads one input and has it join a transaction, unless it is known already.
func (f *fileRun) load(ctx context.Context) error {
	if known, err := f.knownFile(ctx); err != nil || known {
		return err
	}
	if err := f.readInputs(ctx); err != nil {
		return ofDatabase(err)
	}
	f.id = f.known.last + 1
	if f.member.Err != nil {
		f.issues.add(issue{record: -1, start: -1, off: -1, kind: "container", message: f.member.Err.Error()})
		f.fs.Err, f.fs.Stopped = f.member.Err, stopOf(f.member.Err, 0)
		f.fs.SHA256 = nothingRead
		f.kept = f.member.Detach(nil)
		return f.join(ctx, nil)
	}
	f.capturedAt()
	f.sum = newDigest(f.member.Reader, f.opt.Progress)
	ahead, whole := f.readAhead()
	in := io.MultiReader(bytes.NewReader(ahead), f.sum)
	f.scan = newScan(f.member.Name, f.id, in, f.sum, f.opt, f.cp, f.captured)
	if whole {
		f.keep(ahead)
		return f.loadSmall(ctx)
	}
	return f.loadLarge(ctx)
}

// loadLarge loads an input in a transaction of its own, while it is read.
func (f *fileRun) loadLarge(ctx context.Context) error {
	if err := f.commit(ctx); err != nil {
		return err
	}
	f.run.small = nil
	f.begin(ctx, f.id)
	err := f.drain(ctx)
	if err == nil {
		// Nothing is decoded any more: the engine may have every processor, and the memory.
		if f.sum.n >= muchRead {
			f.scan.free, f.scan.pages = nil, nil
			debug.FreeOSMemory()
		}
		f.conclude()
		if err = f.mayJoin(ctx); err == nil && !f.fs.Known {
			err = f.join(ctx, nil)
		}
	}
	switch {
	case causedByValues(err) && ctx.Err() == nil:
		return f.refuseLarge(ctx, err)
	case err != nil || f.fs.Known:
		return errors.Join(err, f.rollback())
	}
	return f.commit(ctx)
}

// knownFile looks for an input of the same size before reading a large one in full: if
// there is one, its digest decides, and a plain file need not be decoded at all.
func (f *fileRun) knownFile(ctx context.Context) (bool, error) {
	if f.empty || f.opt.Again || len(f.member.Chain) > 0 || f.from.size <= smallInput || f.from.path == "" {
		return false, nil
	}
	if err := f.readInputs(ctx); err != nil {
		return false, ofDatabase(err)
	}
	if !f.known.sizes[f.from.size] {
		return false, nil
	}
	file, err := os.Open(f.from.path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	d := newDigest(file, &Progress{})
	if _, err := io.Copy(io.Discard, d); err != nil {
		return false, err
	}
	return f.loadedWhole(d), nil
}

// loadedWhole reports whether the same bytes were loaded before and read to their end, and
// notes that they are known.
func (f *fileRun) loadedWhole(d *digest) bool {
	sum := d.sum()
	if old := f.known.find(sum); old.records > 0 && old.complete && !f.opt.Again {
		f.fs.Known, f.fs.SHA256, f.fs.Bytes = true, sum, d.n
	}
	return f.fs.Known
}

func (r *run) query(ctx context.Context, q string, args ...any) *sql.Row {
	return r.l.conn.QueryRowContext(ctx, q, args...)
}

// capturedAt settles when an NMI stream was captured.
func (f *fileRun) capturedAt() {
	switch m := f.member; {
	case !f.opt.Captured.IsZero():
		f.captured, f.basis = f.opt.Captured, "given"
	case len(m.Chain) > 0 && !m.ModTime.IsZero():
		f.captured, f.basis = m.ModTime, "time of the file in its container"
	case !f.from.mod.IsZero():
		f.captured, f.basis = f.from.mod, "time of the file"
	}
}

// drain takes the outcomes in order and loads them.
func (f *fileRun) drain(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := f.scan
	s.turns = f.l.turns
	s.run(ctx, f.opt.Jobs)
	b := schema.NewBuilder()
	var failed error
	for u := range s.queue {
		o := <-u.done
		if failed == nil {
			failed = f.strict(o.first)
		}
		if failed == nil {
			failed = f.take(b, o)
		}
		if failed != nil {
			cancel() // the reader stops; what is queued is drained
		}
		s.recycle(o)
	}
	failed = cmp.Or(failed, f.strict(s.first), ctx.Err())
	if failed == nil {
		failed = b.Flush(f.l.add)
	}
	if err := f.l.flush(); err != nil {
		return ofDatabase(err)
	}
	return failed
}

// strict returns why a record was rejected when that ends the run.
func (f *fileRun) strict(first error) error {
	if f.opt.Strict {
		return first
	}
	return nil
}

// take loads the rows of one outcome.
func (f *fileRun) take(b *schema.Builder, o *outcome) error {
	f.counts.merge(o.counts)
	for _, i := range o.issues {
		f.issues.add(i)
	}
	if err := f.addSite(o.site); err != nil {
		return err
	}
	o.page.Hashes(f.filter.see)
	return b.Add(o.page, f.l.add)
}

// conclude closes the books of an input that was read.
func (f *fileRun) conclude() {
	s := f.scan
	f.counts.merge(s.counts)
	for _, i := range s.issues.rows {
		f.issues.add(i)
	}
	for k, n := range s.issues.seen {
		f.issues.seen[issueKey(k)] = max(f.issues.seen[k], n)
	}
	f.notes()
	if s.end != nil {
		f.unreadable(s)
	}
	f.fs.Stopped = s.stop()
	f.ends()
	f.fs.SHA256, f.fs.Bytes = f.sum.sum(), f.sum.n
}

// mayJoin returns why an input that was read is not loaded, and notes when it is known.
func (f *fileRun) mayJoin(ctx context.Context) error {
	// An input in which nothing could be read is tried again: --salvage or
	// --framing may do better. One that came with a fault is replaced by the same
	// bytes without.
	old := f.known.find(f.fs.SHA256)
	better := f.fs.Stopped == nil && !old.complete
	if f.fs.Known = old.records > 0 && !f.opt.Again && !better; f.fs.Known {
		return nil
	}
	return f.refuseMixed(ctx)
}

// notes passes on what the containers found odd.
func (f *fileRun) notes() {
	for _, n := range f.member.Notes() {
		f.issues.add(issue{record: -1, start: -1, off: -1, kind: "container", message: n})
	}
	for _, piece := range f.pieces {
		f.issues.add(issue{record: -1, start: -1, off: -1, kind: "part", message: piece})
	}
}

// unreadable notes an input in which no record could be found. All its bytes are
// rejected; the rest of it is read for the digest.
func (f *fileRun) unreadable(s *scan) {
	f.fs.Err = cmp.Or(s.sum.err, s.end) // data that broke off look like anything
	f.issues.add(issue{record: -1, start: 0, off: -1, kind: "not-readable", message: f.fs.Err.Error()})
	if _, err := io.Copy(io.Discard, s.sum); err != nil {
		f.issues.add(issue{record: -1, start: s.sum.n, off: -1, kind: "read-error", message: err.Error()})
	}
}

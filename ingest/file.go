package ingest

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// load reads one input and commits it, unless it is known already.
func (r *run) load(ctx context.Context, m *container.Member, from origin, fs *FileSummary) error {
	if known, err := r.knownFile(ctx, m, from, fs); err != nil || known {
		return err
	}
	known, err := r.inputs(ctx)
	if err != nil {
		return err
	}
	id := known.last + 1
	r.l.begin(ctx)
	r.replaced = nil
	keep, err := r.fill(ctx, id, m, from, fs)
	r.empty = false
	if err != nil || !keep {
		return errors.Join(err, r.l.rollback())
	}
	if err := errors.Join(r.markStale(ctx), r.l.commit(ctx)); err != nil {
		return ofDatabase(fmt.Errorf("commit %s: %w", fs.Path, err))
	}
	r.stale = true
	known.remove(r.replaced, fs.SHA256, nothingRead)
	known.add(loaded{int64(id), fs.Records, fs.Stopped == nil}, fs.SHA256, fs.Bytes)
	return nil
}

// markStale marks the views as stale, unless an earlier input of this run did.
func (r *run) markStale(ctx context.Context) error {
	if r.stale {
		return nil
	}
	return r.l.exec(ctx, fmt.Sprintf(staleViews, "file.main."))
}

// knownFile looks for an input of the same size before reading one in full: if
// there is one, its digest decides, and a plain file need not be decoded at all.
func (r *run) knownFile(ctx context.Context, m *container.Member, from origin, fs *FileSummary) (bool, error) {
	if r.empty || r.opt.Again || len(m.Chain) > 0 || from.size < 0 || from.path == "" {
		return false, nil
	}
	known, err := r.inputs(ctx)
	if err != nil || !known.sizes[from.size] {
		return false, err
	}
	f, err := os.Open(from.path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	d := newDigest(f, &Progress{})
	if _, err := io.Copy(io.Discard, d); err != nil {
		return false, err
	}
	if old := known.find(d.sum()); old.records > 0 && old.complete {
		fs.Known, fs.SHA256, fs.Bytes = true, d.sum(), d.n
	}
	return fs.Known, nil
}

func (r *run) query(ctx context.Context, q string, args ...any) *sql.Row {
	return r.l.conn.QueryRowContext(ctx, q, args...)
}

// fill decodes the input into the open transaction, with its evidence. It
// reports false when the input turns out to be known and must be undone.
func (r *run) fill(ctx context.Context, id uint32, m *container.Member, from origin, fs *FileSummary) (keep bool,
	err error) {
	f := &fileRun{run: r, id: id, member: m, from: from, fs: fs, counts: newCounts(), issues: newIssues(),
		copies: r.filter.next(id)}
	if m.Err != nil {
		f.issues.add(issue{record: -1, start: -1, off: -1, kind: "container", message: m.Err.Error()})
		fs.Err, fs.Stopped = m.Err, stopOf(m.Err, 0)
		if err := errors.Join(r.l.flush(), f.replaceUnread(ctx)); err != nil {
			return false, ofDatabase(err)
		}
		return true, f.evidence(ctx, nothingRead, 0)
	}
	f.capturedAt()
	s := newScan(m.Name, f.id, m.Reader, r.opt, r.cp, f.captured)
	s.turns = r.l.turns
	if err := f.drain(ctx, s); err != nil {
		return false, err
	}
	return f.finish(ctx, s)
}

// fileRun is the loading of one input.
type fileRun struct {
	*run
	id     uint32
	member *container.Member
	from   origin
	fs     *FileSummary
	counts *counts
	issues *issues
	copies *copies
	scan   *scan

	captured time.Time // zero when not known
	basis    string    // of captured
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
func (f *fileRun) drain(ctx context.Context, s *scan) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f.scan = s
	s.run(ctx, f.opt.Jobs)
	b := schema.NewBuilder()
	var failed error
	for u := range s.queue {
		o := <-u.done
		if failed == nil {
			failed = f.take(b, o)
		}
		if failed != nil {
			cancel() // the reader stops; what is queued is drained
		}
		s.recycle(o)
	}
	if failed == nil && f.opt.Strict {
		failed = s.first
	}
	if failed == nil {
		failed = ctx.Err()
	}
	if failed == nil {
		failed = b.Flush(f.l.add)
	}
	if err := f.l.flush(); err != nil {
		return ofDatabase(err)
	}
	return failed
}

func (f *fileRun) take(b *schema.Builder, o *outcome) error {
	f.counts.merge(o.counts)
	for _, i := range o.issues {
		f.issues.add(i)
	}
	if f.opt.Strict && o.first != nil {
		return o.first
	}
	if err := f.addSite(o.site); err != nil {
		return err
	}
	o.page.Hashes(f.copies.see)
	return b.Add(o.page, f.l.add)
}

// finish closes the books of an input that was read.
func (f *fileRun) finish(ctx context.Context, s *scan) (keep bool, err error) {
	// Nothing is decoded any more: the engine may have every processor, and the memory.
	if s.sum.n >= muchRead {
		s.free, s.pages = nil, nil
		debug.FreeOSMemory()
	}
	if s.sum.n >= someRead {
		if err := f.l.alone(ctx); err != nil {
			return false, ofDatabase(err)
		}
	}
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
	sum := s.sum.sum()
	old := f.known.find(sum)
	// An input in which nothing could be read is tried again: --salvage or
	// --framing may do better. One that came with a fault is replaced by the same
	// bytes without.
	better := f.fs.Stopped == nil && !old.complete
	if old.records > 0 && !f.opt.Again && !better {
		f.fs.Known, f.fs.SHA256, f.fs.Bytes = true, sum, s.sum.n
		return false, nil
	}
	if old.id > 0 {
		if err := f.replace(ctx, old.id); err != nil {
			return false, ofDatabase(err)
		}
	}
	if err := f.replaceUnread(ctx); err != nil {
		return false, ofDatabase(err)
	}
	if err := f.refuseMixed(ctx); err != nil {
		return false, err
	}
	return true, f.evidence(ctx, sum, s.sum.n)
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

// replaceUnread removes what earlier loads wrote of the same path when not one byte
// of it could be read: the input is here again, and says better what became of it.
func (f *fileRun) replaceUnread(ctx context.Context) error {
	if len(f.known.byDigest[nothingRead]) == 0 {
		return nil
	}
	var old sql.NullInt64
	for {
		err := f.query(ctx,
			"SELECT min(file_id) FROM file.main.input_file WHERE path = ? AND sha256 = ? AND NOT is_complete AND file_id <> ?",
			f.fs.Path, nothingRead, f.id).Scan(&old)
		if err != nil || !old.Valid {
			return err
		}
		if err := f.replace(ctx, old.Int64); err != nil {
			return err
		}
	}
}

// replace removes an earlier load of the same input. Contents that its records
// showed first stay: they are the same bytes in the new load.
func (f *fileRun) replace(ctx context.Context, old int64) error {
	f.replaced = append(f.replaced, old)
	tables := append([]string{"input_file", "input_record_count", "input_issue", "input_pruned"}, recordFollowers...)
	for _, rt := range record.Types {
		tables = append(tables, rt.Table)
	}
	for _, t := range tables {
		if err := f.l.exec(ctx, fmt.Sprintf("DELETE FROM file.main.%s WHERE file_id = %d", t, old)); err != nil {
			return err
		}
	}
	if err := f.replaceInBook(ctx, old); err != nil {
		return err
	}
	for _, t := range schema.Tables() {
		if schema.IdentityColumn(t.Name) == "" {
			continue
		}
		if err := f.l.exec(ctx,
			fmt.Sprintf("UPDATE file.main.%s SET file_id = %d WHERE file_id = %d", t.Name, f.id, old)); err != nil {
			return err
		}
	}
	return nil
}

// replaceInBook takes an earlier load off the book, and the records of other inputs
// that were copies of its records off their list.
func (f *fileRun) replaceInBook(ctx context.Context, old int64) (err error) {
	if err := f.l.exec(ctx, "USE file"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.l.exec(ctx, "USE memory")) }()
	if err := f.l.exec(ctx, fmt.Sprintf("DELETE FROM table_digest WHERE file_id = %d", old)); err != nil {
		return err
	}
	book, err := openBook(ctx, f.l.conn)
	if err != nil {
		return err
	}
	return book.remove(ctx, "input_duplicate", fmt.Sprintf("of_file_id = %d", old))
}

// evidence writes the rows that say what was read.
func (f *fileRun) evidence(ctx context.Context, sum string, bytes int64) error {
	dup, err := f.duplicates(ctx)
	if err != nil {
		return ofDatabase(err)
	}
	t := f.totals(bytes)
	fs := f.fs
	stop := fs.Stopped
	if stop == nil {
		stop = &Stop{At: -1}
	}
	bytes += stop.Left
	fs.SHA256, fs.Bytes, fs.Records, fs.Records119, fs.Duplicates = sum, bytes, t.records, t.records119, dup
	fs.Decoded, fs.Skipped, fs.Rejected, fs.Issues = t.n[decoded], t.n[skipped], t.n[rejected], f.issues.total()
	fs.Types = f.types()
	fs.Rows = map[string]int64{}
	for k, v := range f.l.rows {
		fs.Rows[k] = v
	}
	framing, basis, captured := "", "", [2]any{}
	if f.scan != nil {
		framing, basis = f.scan.src.framing()
		fs.Form = f.scan.src.form()
		if fs.Form == layout.NMsec && !f.captured.IsZero() {
			captured = [2]any{f.captured.UTC().Truncate(time.Second), f.basis}
		}
	}
	fs.Framing, fs.FramingBasis = framing, basis
	steps := []error{
		f.l.run(ctx, `INSERT INTO file.main.input_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
			?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			f.id, fs.Path, sum, bytes, nullIf(f.from.size, -1), fs.Container, framing, basis, micros(t.first), micros(t.last),
			t.records, t.records119,
			t.n[decoded], t.n[skipped], t.n[rejected], t.b[decoded], t.b[skipped], t.b[rejected], dup, f.opt.Version,
			schema.LayoutHash,
			textOrNil(fs.Form), captured[0], captured[1], f.opt.Now.UTC().Truncate(time.Second),
			fs.Stopped == nil, textOrNil(stop.String()), textOrNil(stop.Layer), nullIf(stop.At, -1), stop.Left),
		f.writeCounts(ctx),
		f.writeIssues(ctx),
	}
	if err := errors.Join(steps...); err != nil {
		return ofDatabase(err)
	}
	return nil
}

// totals are the sums over an input.
type totals struct {
	records, records119 int64
	n, b                map[string]int64 // by disposition
	first, last         int64
}

// totals adds up the counts. Bytes that belong to no record and no fault are
// padding and descriptors, which are skipped; an input in which nothing could be
// read is rejected, and so is what a stop left unread.
func (f *fileRun) totals(bytes int64) totals {
	t := totals{n: map[string]int64{}, b: map[string]int64{}}
	all := count{}
	for k, c := range f.counts.m {
		t.n[k.disposition] += c.records
		t.b[k.disposition] += c.bytes
		t.records += c.records
		if k.typ == 119 {
			t.records119 += c.records
		}
		all.merge(c)
	}
	t.first, t.last = all.first, all.last
	rest := bytes - t.b[decoded] - t.b[skipped] - t.b[rejected]
	if f.fs.Err != nil {
		t.b[rejected] += rest
	} else {
		t.b[skipped] += rest
	}
	if f.fs.Stopped != nil {
		t.b[rejected] += f.fs.Stopped.Left
	}
	return t
}

func (f *fileRun) types() []TypeCount {
	sums := map[TypeCount]int64{}
	for k, c := range f.counts.m {
		switch {
		case k.message != "":
			sums[TypeCount{Type: -1, Subtype: -1, Message: k.message}] += c.records
		case k.typ != noType:
			sums[TypeCount{Type: int(k.typ), Subtype: int(k.subtype)}] += c.records
		}
	}
	var out []TypeCount
	for t, n := range sums {
		t.Records = n
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b TypeCount) int {
		return cmp.Or(cmp.Compare(b.Records, a.Records), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Subtype, b.Subtype),
			cmp.Compare(a.Message, b.Message))
	})
	return out
}

func nullIf(n, null int64) any {
	if n == null {
		return nil
	}
	return n
}

func micros(v int64) any {
	if v == 0 {
		return nil
	}
	return time.UnixMicro(v).UTC()
}

func (f *fileRun) writeCounts(ctx context.Context) error {
	keys := make([]countKey, 0, len(f.counts.m))
	for k := range f.counts.m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b countKey) int {
		return cmp.Or(slices.Compare(a.sid[:], b.sid[:]), cmp.Compare(a.typ, b.typ), cmp.Compare(a.subtype, b.subtype),
			cmp.Compare(a.message, b.message), cmp.Compare(a.disposition, b.disposition))
	})
	const insert = "INSERT INTO file.main.input_record_count VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	for _, k := range keys {
		c := f.counts.m[k]
		sid := any(string(f.cp.Text(nil, k.sid[:])))
		if k.typ == noType {
			sid = nil
		}
		if err := f.l.run(ctx, insert, f.id, sid, nullIf(int64(k.typ), noType), nullIf(int64(k.subtype), -1), k.disposition,
			c.records, c.bytes, micros(c.first), micros(c.last), textOrNil(k.message)); err != nil {
			return err
		}
	}
	return nil
}

func (f *fileRun) writeIssues(ctx context.Context) error {
	rows := f.issues.rows
	for k, n := range f.issues.seen {
		if n > issuesPerKind {
			rows = append(rows, issue{record: -1, start: -1, off: -1, structure: k.structure, field: k.field, kind: k.kind,
				message: fmt.Sprintf("%d further ones of this kind are not listed", n-issuesPerKind)})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b issue) int {
		return cmp.Or(cmp.Compare(a.record, b.record), cmp.Compare(a.start, b.start), cmp.Compare(a.kind, b.kind),
			cmp.Compare(a.field, b.field), cmp.Compare(a.message, b.message))
	})
	const insert = "INSERT INTO file.main.input_issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
	for _, i := range rows {
		raw := any(nil)
		if len(i.raw) > 0 {
			raw = fmt.Sprintf("%x", i.raw)
		}
		if err := f.l.run(ctx, insert, f.id, nullIf(i.record, -1), nullIf(i.start, -1), nullIf(i.off, -1),
			textOrNil(i.structure), textOrNil(i.field), i.kind, sound(i.advised()), raw); err != nil {
			return err
		}
	}
	return nil
}

func textOrNil(s string) any {
	if s == "" {
		return nil
	}
	return sound(s)
}

// sound makes text of bytes that need not be text. The engine refuses others, and one bad
// input must not end the load of the rest.
func sound(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

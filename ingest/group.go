package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/smf"
)

// A group is the inputs of one transaction: a large one by itself, or many small ones. A transaction with
// its statements costs the engine ten milliseconds, a small input a tenth of one. An
// input joins when it has been read to its end and is to be loaded, so that none takes others with
// it: what is not loaded has left nothing in the transaction that would have to be undone.
type group struct {
	open     bool             // the transaction has begun
	first    uint32           // lowest number of its inputs
	inputs   []*fileRun       // in order, with those that came meanwhile and did not join
	replaced map[int64]uint32 // inputs in the database, by the number of the one that stands in for them
	bytes    int64            // that its inputs hold in memory, about
}

// smallInput is up to how many bytes an input is small: it is read whole before it is
// decoded. Above it, loading costs more than the transaction.
const smallInput = 256 << 10

// groupInputs and groupBytes bound what waits in memory to be loaded, and what has to be loaded again
// after a run was stopped.
const (
	groupInputs = 1000
	groupBytes  = 16 << 20
)

func (g *group) full() bool { return len(g.inputs) >= groupInputs || g.bytes >= groupBytes }

// joined returns the inputs that are in the transaction.
func (g *group) joined() []*fileRun {
	var out []*fileRun
	for _, f := range g.inputs {
		if f.joined {
			out = append(out, f)
		}
	}
	return out
}

// of returns the input of a number when it is in the transaction, or nil.
func (g *group) of(id int64) *fileRun {
	for _, f := range g.inputs {
		if f.joined && int64(f.id) == id {
			return f
		}
	}
	return nil
}

// name says what is in the transaction, for messages.
func (g *group) name() string {
	all := g.joined()
	if len(all) == 0 {
		return "no input"
	}
	if more := len(all) - 1; more > 0 {
		return fmt.Sprintf("%s and %s", all[0].fs.Path, english.Plural(more, "more input", ""))
	}
	return all[0].fs.Path
}

// smallTools are what small inputs are decoded with, one after the other: to make them
// anew for each takes longer than to decode it.
type smallTools struct {
	ahead   []byte // what is read of an input before it is known whether it is small
	decoder *schema.Decoder
	builder *schema.Builder
	units   chan *unit
	pages   chan *schema.Page
}

// readAhead reads the beginning of an input and reports whether that is all of it. The
// bytes are valid until the next input.
func (f *fileRun) readAhead() (ahead []byte, whole bool) {
	if f.small == nil {
		f.run.small = &smallTools{ahead: make([]byte, smallInput), decoder: schema.NewDecoder(f.cp, smf.Splits),
			builder: schema.NewBuilder(), units: make(chan *unit, 1), pages: make(chan *schema.Page, 1)}
	}
	n, err := io.ReadFull(f.sum, f.small.ahead)
	return f.small.ahead[:n], err != nil
}

// loadSmall decodes a small input and has it join the transaction of others.
func (f *fileRun) loadSmall(ctx context.Context) error {
	if f.sum.err == nil && f.loadedWhole(f.sum) {
		return nil
	}
	s, t := f.scan, f.small
	s.free, s.pages = t.units, t.pages
	t.decoder.Forget()
	outcomes := s.all(ctx, t.decoder)
	defer func() {
		for _, o := range outcomes {
			s.recycle(o)
		}
	}()
	for _, o := range outcomes {
		if err := f.strict(o.first); err != nil {
			return err
		}
	}
	if err := errors.Join(f.strict(s.first), ctx.Err()); err != nil {
		return err
	}
	f.conclude()
	if err := f.mayJoin(ctx); err != nil || f.fs.Known {
		return err
	}
	return f.join(ctx, outcomes)
}

// begin opens a group, in the background; first is the number of its first input.
func (r *run) begin(ctx context.Context, first uint32) {
	r.group.open, r.group.first, r.group.replaced = true, first, map[int64]uint32{}
	r.filter.next(first)
	r.l.begin(ctx)
	r.empty = false
}

// join has an input join the open group, or a new one. outcomes are rows of it that the
// transaction does not hold yet.
func (f *fileRun) join(ctx context.Context, outcomes []*outcome) error {
	olds := f.olds()
	for _, old := range olds {
		if in := f.group.of(old); in != nil && in.fs.Records > 0 { // its rows are on their way
			if err := f.commit(ctx); err != nil {
				return err
			}
		}
	}
	if !f.group.open {
		f.begin(ctx, f.id)
	}
	for _, o := range outcomes {
		if err := f.take(f.small.builder, o); err != nil {
			f.joined, f.group.inputs = true, append(f.group.inputs, f)
			return f.apart(ctx, cmp.Or(f.l.flush(), err))
		}
	}
	f.total()
	for _, old := range olds {
		if in := f.group.of(old); in != nil {
			in.joined = false
		} else {
			f.group.replaced[old] = f.id
		}
	}
	f.known.replace(olds, f)
	f.joined = true
	f.group.inputs = append(f.group.inputs, f)
	f.group.bytes += f.held()
	return nil
}

// held is about how many bytes an input holds until it is committed.
func (f *fileRun) held() int64 {
	n := int64(len(f.counts.m)) * heldPerRow
	for i := range f.issues.rows {
		n += heldPerRow + int64(len(f.issues.rows[i].message)+len(f.issues.rows[i].raw))
	}
	if f.sum != nil {
		n += f.sum.n
	}
	return n
}

// heldPerRow is about what a row of evidence takes, beside its texts.
const heldPerRow = 256

// commit ends the transaction of the open group, if there is one, with the evidence of its
// inputs.
func (r *run) commit(ctx context.Context) error {
	if r.group.open {
		if err := r.end(ctx); err != nil {
			return r.apart(ctx, err)
		}
		r.stale = true
	}
	r.settle()
	return nil
}

// end completes and commits the transaction of the open group.
func (r *run) end(ctx context.Context) error {
	if err := r.complete(ctx); err != nil {
		return err
	}
	if err := errors.Join(r.markStale(ctx), r.l.commit(ctx)); err != nil {
		return fmt.Errorf("commit %s: %w", r.group.name(), err)
	}
	return nil
}

// complete adds to the transaction what is found out about its inputs when their rows are
// in it.
func (r *run) complete(ctx context.Context) error {
	if r.small != nil {
		if err := r.small.builder.Flush(r.l.add); err != nil {
			return cmp.Or(r.l.flush(), err)
		}
	}
	if err := r.l.flush(); err != nil {
		return err
	}
	if r.group.bytes >= someRead {
		if err := r.l.alone(ctx); err != nil {
			return err
		}
	}
	if err := r.replace(ctx); err != nil {
		return err
	}
	if err := r.duplicates(ctx); err != nil {
		return err
	}
	return r.evidence(ctx)
}

// rollback undoes the transaction of the open group.
func (r *run) rollback() error {
	if !r.group.open {
		return nil
	}
	for _, f := range r.group.joined() {
		f.lost = true
	}
	err := r.l.rollback()
	r.settle()
	return err
}

// settle lists the inputs of a group that has ended.
func (r *run) settle() {
	for _, f := range r.group.inputs {
		if !f.lost {
			r.sum.Files = append(r.sum.Files, *f.fs)
		}
	}
	r.group = group{inputs: r.group.inputs[:0]}
}

// markStale marks the views as stale, unless an earlier transaction of this run did.
func (r *run) markStale(ctx context.Context) error {
	if r.stale {
		return nil
	}
	return r.l.exec(ctx, fmt.Sprintf(staleViews, "file.main."))
}

package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A statement of a transaction can fail because of values in one of its inputs. The engine undoes all of it then and
// does not say whose values they were. So the group is taken apart: each half is loaded again in a transaction of its
// own, and what fails by itself is noted as an input that the database does not take. The others are loaded.

// keep keeps a small input, as it was found, until its transaction is committed. ahead is all of it.
func (f *fileRun) keep(ahead []byte) {
	f.kept = f.member.Detach(io.MultiReader(bytes.NewReader(slices.Clone(ahead)), endingWith{f.sum.end}))
}

// endingWith is a reader that has nothing but the reason why there is no more.
type endingWith struct{ err error }

func (e endingWith) Read([]byte) (int, error) { return 0, e.err }

// dependsOn reports whether an input that is not loaded, because it is known, is known from the open group.
func (f *fileRun) dependsOn(g *group) bool {
	return f.fs.Known && g.of(f.known.find(f.fs.SHA256).id) != nil
}

// undone undoes the transaction of the open group, which has failed, and returns its inputs.
func (r *run) undone(ctx context.Context) ([]*fileRun, error) {
	inputs := slices.Clone(r.group.inputs)
	_ = r.l.rollback() // why loading stopped is known
	r.group, r.small, r.known = group{}, nil, knownInputs{}
	// What was set for one statement stays when that fails.
	return inputs, errors.Join(r.l.exec(ctx, "USE memory"), r.l.exec(ctx, "RESET disabled_optimizers"),
		r.readInputs(ctx))
}

// apart loads the inputs of the open group again, whose transaction has failed for why, so that one does not keep the
// others from being loaded.
func (r *run) apart(ctx context.Context, why error) error {
	joined := r.group.joined()
	if !causedByValues(why) || ctx.Err() != nil || len(joined) == 0 || joined[0].refused {
		return ofDatabase(why)
	}
	inputs, err := r.undone(ctx)
	switch {
	case err != nil:
		return ofDatabase(err)
	case len(joined) == 1:
		return r.refuse(ctx, inputs, why)
	}
	half := slices.Index(inputs, joined[len(joined)/2])
	for _, some := range [][]*fileRun{inputs[:half], inputs[half:]} {
		for _, f := range some {
			if err := r.again(ctx, f); err != nil {
				return err
			}
		}
		if err := r.commit(ctx); err != nil {
			return err
		}
	}
	return nil
}

// again loads an input of a group that was undone, or lists it as it stands when it was not loaded.
func (r *run) again(ctx context.Context, f *fileRun) error {
	if f.kept == nil {
		r.group.inputs = append(r.group.inputs, f)
		return nil
	}
	return r.member(ctx, f.kept, f.from)
}

// refuse notes the one of some inputs whose records the database does not take. The others were not in its transaction.
func (r *run) refuse(ctx context.Context, inputs []*fileRun, why error) error {
	for _, f := range inputs {
		if !f.joined {
			if err := r.again(ctx, f); err != nil {
				return err
			}
			continue
		}
		if err := f.refusedFor(ctx, why); err != nil {
			return err
		}
		if err := r.commit(ctx); err != nil { // before others come that may fail, too
			return err
		}
	}
	return r.commit(ctx)
}

// refusedFor notes that the database does not take an input: all its bytes are rejected. An earlier load of it stays.
func (f *fileRun) refusedFor(ctx context.Context, why error) error {
	err := fmt.Errorf("the database does not take its records: %w; nothing of it was loaded; please report this", why)
	if f.opt.Strict {
		return err
	}
	g := &fileRun{run: f.run, from: f.from, counts: newCounts(), issues: newIssues(), refused: true,
		fs: &FileSummary{Path: f.fs.Path, Container: f.fs.Container, SHA256: f.fs.SHA256, Bytes: f.fs.Bytes, Err: err}}
	g.fs.Stopped = &Stop{At: -1, Why: err.Error()}
	if f.known.find(f.fs.SHA256).records > 0 {
		g.group.inputs = append(g.group.inputs, g)
		return nil
	}
	g.id = f.known.last + 1
	g.issues.add(issue{record: -1, start: -1, off: -1, kind: "not-loaded", message: err.Error()})
	return g.join(ctx, nil)
}

// refuseLarge notes a large input whose records the database does not take. What is left of it is read for its size
// and digest.
func (f *fileRun) refuseLarge(ctx context.Context, why error) error {
	if _, err := f.undone(ctx); err != nil {
		return ofDatabase(err)
	}
	_, _ = io.Copy(io.Discard, f.sum) // where reading fails, that is where its bytes end
	f.fs.SHA256, f.fs.Bytes = f.sum.sum(), f.sum.n
	f.joined = true
	return f.refuse(ctx, []*fileRun{f}, why)
}

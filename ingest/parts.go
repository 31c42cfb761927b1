package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/smf"
)

// Parts are files that are one transfer cut into pieces, in order. Reading them
// reads one after the other as if they had never been cut.
type Parts struct {
	paths []string
	sizes []int64
	total int64
	mod   time.Time // of the part written last
	next  int
	file  *os.File
	n     int64         // bytes read of file
	read  *atomic.Int64 // bytes read; may be nil
}

// OpenParts looks at every file, so that a missing one is known before anything
// is read, and opens them one at a time. Only regular files can be parts.
func OpenParts(paths []string, read *atomic.Int64) (*Parts, error) {
	p := &Parts{paths: paths, read: read}
	var faults []error
	for _, path := range paths {
		st, err := os.Stat(path)
		if err == nil && !st.Mode().IsRegular() {
			err = &fs.PathError{Op: "read", Path: path,
				Err: errors.New("is no regular file; pipe the parts together instead: cat PART... | zertify ingest -")}
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		p.sizes = append(p.sizes, st.Size())
		p.total += st.Size()
		if st.ModTime().After(p.mod) {
			p.mod = st.ModTime()
		}
	}
	return p, errors.Join(faults...)
}

// maxNamedParts bounds the names in PartsName; the evidence lists all.
const maxNamedParts = 4

// PartsName names files that are put together, as one input.
func PartsName(paths []string) string {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filename.Escape(path)
	}
	if n := len(names); n > maxNamedParts {
		return fmt.Sprintf("%s + %d parts + %s", names[0], n-2, names[n-1])
	}
	return strings.Join(names, " + ")
}

// Read implements io.Reader.
func (p *Parts) Read(b []byte) (int, error) {
	for {
		if p.file == nil {
			if p.next == len(p.paths) {
				return 0, io.EOF
			}
			f, err := os.Open(p.paths[p.next])
			if err != nil {
				return 0, err
			}
			p.file, p.next, p.n = f, p.next+1, 0
		}
		n, err := p.file.Read(b)
		p.n += int64(n)
		if p.read != nil {
			p.read.Add(int64(n))
		}
		if err != io.EOF {
			return n, err
		}
		if err := errors.Join(p.changed(), p.Close()); err != nil {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
	}
}

// changed reports that the part that was read is not as long as it was when all of
// them were looked at.
func (p *Parts) changed() error {
	i := p.next - 1
	if p.n == p.sizes[i] {
		return nil
	}
	return fmt.Errorf(
		"%s changed while the parts were read: %s at first, %d now; wait until it is complete and read them again",
		filename.Escape(p.paths[i]), english.Plural(int(p.sizes[i]), "byte", ""), p.n)
}

// Close closes the part that is open.
func (p *Parts) Close() error {
	if p.file == nil {
		return nil
	}
	f := p.file
	p.file = nil
	return f.Close()
}

// places says where each part begins in the whole.
func (p *Parts) places() []string {
	var out []string
	start := int64(0)
	for i, path := range p.paths {
		out = append(out,
			fmt.Sprintf("part %d of %d, %s: %s from byte %d on", i+1, len(p.paths), filename.Escape(path),
				english.Plural(int(p.sizes[i]), "byte", ""),
				start))
		start += p.sizes[i]
	}
	return out
}

// parts loads all inputs as the parts of one.
func (r *run) parts(ctx context.Context) error {
	p, err := OpenParts(r.opt.Inputs, &r.opt.Progress.Source)
	if err != nil {
		r.sum.Files = append(r.sum.Files, FileSummary{Path: PartsName(r.opt.Inputs), Err: err})
		return nil
	}
	defer p.Close()
	r.pieces = p.places()
	_, err = container.Walk(ctx, PartsName(r.opt.Inputs), p, r.opt.Container, func(m *container.Member) error {
		return r.member(ctx, m, origin{size: p.total, mod: p.mod})
	})
	return err
}

// ends looks at the issues of an input for signs that it is one part of several, and for what was assumed.
func (f *fileRun) ends() {
	f.fs.Headless = f.fs.Err != nil && f.member.Err == nil
	for _, i := range f.issues.rows {
		switch i.kind {
		case stream.KindTruncated:
			f.fs.CutOff = true
		case smf.KindIncomplete:
			f.fs.CutOff = f.fs.CutOff || i.start >= f.scan.sum.n-2*oneRecord
		case yearAssumed, yearNotKnown:
			f.fs.Assumed = append(f.fs.Assumed, i.message)
		case stream.KindDamaged, smf.KindOrphan:
			f.fs.Headless = f.fs.Headless || i.start < oneRecord
		}
	}
}

// oneRecord is about how long a record can be: damage nearer to an end than that
// may be what a cut left of one.
const oneRecord = 32 << 10

package ingest

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// books is what a scan without a database accounts for.
type books struct {
	records, bytes map[string]int64
	skipped        int64
	end            error
	issues         []issue
}

// scanAll runs reader and workers over b and adds up.
func scanAll(t testing.TB, b []byte, opt Options) books {
	t.Helper()
	opt.defaults(MachineMemory())
	cp, err := wire.NewCodePage(opt.CodePage)
	must(err)
	sum := newDigest(bytes.NewReader(b), opt.Progress)
	s := newScan("t", 1, sum, sum, &opt, cp, time.Time{})
	s.run(context.Background(), opt.Jobs)
	var outcomes []*outcome
	for u := range s.queue {
		outcomes = append(outcomes, <-u.done)
	}
	return s.books(outcomes)
}

// scanEach returns a scanAll for many inputs one after the other. As a load does with small inputs, it decodes them
// with the same tools, which take longer to make than such an input to decode.
func scanEach(t testing.TB, opt Options) func(b []byte) books {
	t.Helper()
	opt.defaults(MachineMemory())
	cp, err := wire.NewCodePage(opt.CodePage)
	must(err)
	d, units, pages := schema.NewDecoder(cp, smf.Splits), make(chan *unit, 1), make(chan *schema.Page, 1)
	return func(b []byte) books {
		sum := newDigest(bytes.NewReader(b), opt.Progress)
		s := newScan("t", 1, sum, sum, &opt, cp, time.Time{})
		s.free, s.pages = units, pages
		d.Forget()
		return s.books(s.all(context.Background(), d))
	}
}

// books adds up what was scanned.
func (s *scan) books(outcomes []*outcome) books {
	all := newCounts()
	k := books{records: map[string]int64{}, bytes: map[string]int64{}}
	for _, o := range outcomes {
		all.merge(o.counts)
		k.issues = append(k.issues, o.issues...)
		s.recycle(o)
	}
	all.merge(s.counts)
	for key, c := range all.m {
		k.records[key.disposition] += c.records
		k.bytes[key.disposition] += c.bytes
	}
	k.skipped, k.end = s.src.skipped(), s.end
	k.issues = append(k.issues, s.issues.rows...)
	return k
}

func (k books) total() int64 {
	return k.bytes[decoded] + k.bytes[skipped] + k.bytes[rejected] + k.skipped
}

// TestTruncationAtEveryByte: whatever is cut off, the rest is read and every
// byte is somewhere.
func TestTruncationAtEveryByte(t *testing.T) {
	t.Parallel()
	b := vbs(t, 7)
	scan := scanEach(t, Options{})
	whole := scan(b)
	for n := range len(b) {
		k := scan(b[:n])
		if k.end != nil {
			// With one record and a piece of the next, more than one framing can fit.
			var not *smf.NotSMF
			var two *smf.AmbiguousError
			if n > 36 || !errors.As(k.end, &not) && !errors.As(k.end, &two) {
				t.Errorf("%d bytes: %v", n, k.end)
			}
			continue
		}
		if k.total() != int64(n) {
			t.Errorf("%d bytes: accounted for %d", n, k.total())
		}
		if k.records[decoded] > whole.records[decoded] {
			t.Errorf("%d bytes: %d records decoded, the whole dump has %d", n, k.records[decoded], whole.records[decoded])
		}
	}
}

// TestFlipOfEveryByte: no damage makes the program fall over or lose a byte.
func TestFlipOfEveryByte(t *testing.T) {
	t.Parallel()
	b := vbs(t, 8)
	scan := scanEach(t, Options{})
	for i := range b {
		for _, x := range []byte{0xFF, 0x01, 0x80} {
			c := bytes.Clone(b)
			c[i] ^= x
			k := scan(c)
			if k.end == nil && k.total() != int64(len(c)) {
				t.Errorf("byte %d ^ %#x: accounted for %d of %d", i, x, k.total(), len(c))
			}
		}
	}
}

// TestEveryFramingGivesTheSameRecords reads one dump in each form it can have.
func TestEveryFramingGivesTheSameRecords(t *testing.T) {
	t.Parallel()
	want := scanAll(t, vbs(t, 900), Options{})
	for _, o := range []smf.WriterOptions{
		{Framing: smf.RDW}, {Framing: smf.BDW, BlockSize: 4096, Span: true},
		{Framing: smf.BDW, BlockSize: smf.HalfTrack, Span: true, Extended: true},
		{Framing: smf.Len4}, {Framing: smf.Block}, {Framing: smf.RDWLE}, {Framing: smf.RDWExclusive}, {Framing: smf.RDWRDW},
	} {
		k := scanAll(t, dump(t, 900, o), Options{})
		if k.end != nil || k.records[decoded] != want.records[decoded] || k.records[skipped] != want.records[skipped] ||
			k.records[rejected] != 0 {
			t.Errorf("%v: %+v, want %+v", o.Framing, k, want)
		}
	}
}

// FuzzScan lets the fuzzer damage a dump.
func FuzzScan(f *testing.F) {
	f.Add(vbs(f, 20))
	f.Add(dump(f, 20, smf.WriterOptions{Framing: smf.BDW, BlockSize: 4096}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if k := scanAll(t, b, Options{Jobs: 1}); k.end == nil && k.total() != int64(len(b)) {
			t.Errorf("accounted for %d of %d bytes", k.total(), len(b))
		}
	})
}

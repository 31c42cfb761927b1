// Package anonymize copies dumps and captures without what identifies people,
// systems and networks. Every length, time, algorithm, port and counter stays, so
// that the copy is read and evaluated as the original is.
//
// What is replaced follows from the layout tables and from Columns: addresses keep
// their common prefixes, names keep their length and the kind of each character,
// and equal values become equal values everywhere. The replacement is a
// permutation keyed with HMAC-SHA-256. Bytes that no layout explains become zeros,
// so that a field nobody has described cannot pass.
//
// Input is taken to be hostile. It is read once, front to back; memory is bounded
// by the largest record or message. The output has the input's length, whatever
// is in it; that of a text has its lines.
package anonymize

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/netip"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// Options say how to replace. CodePage must be set.
type Options struct {
	Key         []byte // of the replacement; the same key gives the same copy
	ShiftDays   int    // added to every date and time, within MaxShift
	KeepSystems bool   // leave SMF system ids and the names of systems, sysplexes and stacks
	CodePage    *wire.CodePage
	SMF         smf.Options
	NMI         nmsec.Options
	Text        ipsectext.Options
	IsNMI       func(head []byte) bool // tells captures by their beginning; nil: there are none
	IsText      func(head []byte) bool // tells reports of ipsec and logs by their beginning; nil: there are none
	Public      []netip.Addr           // addresses everybody knows, which stay
	Problem     func(error)            // told of each piece or record that could not be read
}

// MaxShift bounds Options.ShiftDays: a century, so that no clock overflows.
const MaxShift = 36500

// Summary counts what was done to one input.
type Summary struct {
	Form     string // "SMF", "NMI" or "text"
	Framing  string
	Bytes    int64           // of the input and of the copy
	Records  int64           // SMF records, NMI messages, or lines
	Emptied  int64           // of these: of a type without a layout, all but the header is zeros
	Rejected int64           // of these: the sections could not be found, all but header and triplets is zeros
	Faults   int64           // pieces that are no record, X'FF' in the copy of an SMF dump, zeros in that of a capture
	Changed  int64           // records the copy of which is read differently
	Zeroed   int64           // bytes that no layout explains: zeros now, or blanks where that tells sections apart
	Fields   map[Class]int64 // values replaced
}

// Run copies the input to w. Name is what errors call it. An input that is neither
// form returns the error of its reader, and nothing is written.
func Run(ctx context.Context, name string, in io.Reader, w io.Writer, opt Options) (*Summary, error) {
	if opt.ShiftDays < -MaxShift || opt.ShiftDays > MaxShift {
		return nil, fmt.Errorf("a shift of %d days is not within %d", opt.ShiftDays, MaxShift)
	}
	counted := &counter{r: in}
	head := bufio.NewReaderSize(counted, sniffBytes)
	first, _ := head.Peek(sniffBytes) // an error comes again when the input is read
	a := &anonymizer{
		ctx: ctx, opt: opt, key: newPermuter(opt.Key, opt.CodePage, opt.Public...), set: layout.Must(),
		out: &copyWriter{w: w}, sum: &Summary{Fields: map[Class]int64{}},
	}
	run := a.smf
	switch {
	case opt.IsNMI != nil && opt.IsNMI(first):
		run = a.nmi
	case opt.IsText != nil && opt.IsText(first):
		run = a.texts
	}
	if err := run(name, head); err != nil {
		return a.sum, err
	}
	if a.sum.Bytes = counted.n; a.sum.Form == "text" {
		return a.sum, nil
	}
	return a.sum, a.out.zeros(counted.n)
}

// sniffBytes is how much of an input is looked at to tell what it is.
const sniffBytes = 64 << 10

// anonymizer works on one input.
type anonymizer struct {
	ctx context.Context
	opt Options
	key *permuter
	set *layout.Set
	out *copyWriter
	sum *Summary

	rec, covered []byte      // of the record at hand: its copy, and which bytes sections have taken
	was, is      smf.Located // its sections, and those of its copy
}

// problem tells of something that could not be read and counts it.
func (a *anonymizer) problem(err error, count *int64) {
	*count++
	if a.opt.Problem != nil {
		a.opt.Problem(err)
	}
}

// blank returns n zeros to copy a record into.
func (a *anonymizer) blank(n int) []byte {
	if cap(a.rec) < n {
		a.rec, a.covered = make([]byte, n), make([]byte, n)
	}
	a.rec, a.covered = a.rec[:n], a.covered[:n]
	clear(a.rec)
	clear(a.covered)
	return a.rec
}

// countZeroed compares what was with what is and counts the bytes that went.
func (a *anonymizer) countZeroed(was, is []byte) {
	for i, c := range was {
		if c != 0 && is[i] == 0 {
			a.sum.Zeroed++
		}
	}
}

// counter counts the bytes read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// copyWriter writes pieces at ascending places, with zeros between them.
type copyWriter struct {
	w   io.Writer
	pos int64
}

var noBytes [4096]byte

// zeros writes zeros up to an offset.
func (c *copyWriter) zeros(to int64) error {
	for c.pos < to {
		n, err := c.w.Write(noBytes[:min(int64(len(noBytes)), to-c.pos)])
		c.pos += int64(n)
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *copyWriter) at(start int64, b []byte) error {
	if start < c.pos {
		return fmt.Errorf("byte %d comes after byte %d: the reader went back", start, c.pos)
	}
	if err := c.zeros(start); err != nil {
		return err
	}
	n, err := c.w.Write(b)
	c.pos += int64(n)
	return err
}

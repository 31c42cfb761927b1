package smf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// event is what a call of Next gave, in a form that is easy to compare.
type event struct {
	Kind    string // "" for a record
	Type    uint16
	Subtype uint16
	Start   int64
	Bytes   int64 // span of a record, bytes of a fault
	Len     int   // of a record's data
	Fatal   bool
}

// reading is all that came out of one input.
type reading struct {
	events  []event
	data    [][]byte // of the records
	refused error
	r       *Reader
}

func (g reading) records() (n int) {
	for _, e := range g.events {
		if e.Kind == "" {
			n++
		}
	}
	return n
}

func (g reading) faults() (of []event) {
	for _, e := range g.events {
		if e.Kind != "" {
			of = append(of, e)
		}
	}
	return of
}

// readAll reads src to its end and fails the test when the bytes do not add up,
// something is out of place or the reader does not stop.
func readAll(t testing.TB, src io.Reader, size int64, opt Options) reading {
	t.Helper()
	g := reading{r: NewReader("in", src, opt)}
	var sum, no int64
	for range 2*size + 10 {
		rec, err := g.r.Next()
		var f *stream.Fault
		switch {
		case err == io.EOF:
			checkEnd(t, g, sum, size)
			return g
		case errors.As(err, &f):
			checkFault(t, f, size)
			sum += f.Bytes
			g.events = append(g.events, event{Kind: f.Kind, Start: f.Start, Bytes: f.Bytes, Fatal: f.Fatal})
		case err != nil:
			g.refused = err
			return g
		default:
			no++
			checkRecord(t, rec, no, size)
			sum += rec.Span
			g.events = append(g.events,
				event{Type: rec.Type, Subtype: rec.Subtype, Start: rec.Start, Bytes: rec.Span, Len: len(rec.Data)})
			g.data = append(g.data, bytes.Clone(rec.Data))
		}
	}
	t.Fatalf("no end after %d calls", 2*size+10)
	return g
}

func checkEnd(t testing.TB, g reading, sum, size int64) {
	t.Helper()
	if got := sum + g.r.Skipped(); got != size {
		t.Errorf("records and faults have %d bytes, skipped %d, input has %d", sum, g.r.Skipped(), size)
	}
	if _, err := g.r.Next(); err != io.EOF {
		t.Errorf("Next after the end gives %v", err)
	}
}

func checkFault(t testing.TB, f *stream.Fault, size int64) {
	t.Helper()
	if f.Bytes < 0 || f.Start < 0 || f.Start+f.Bytes > size || f.Rejected != (f.Bytes > 0) {
		t.Errorf("fault out of place: %+v", f)
	}
	if f.Kind == "" || f.File != "in" || f.Err == nil {
		t.Errorf("fault without kind, file or reason: %+v", f)
	}
}

func checkRecord(t testing.TB, rec *Record, no, size int64) {
	t.Helper()
	if rec.Pos.Record != no || rec.File != "in" || rec.Start < 0 || rec.Start+rec.Span > size ||
		rec.Span < int64(len(rec.Data)-4) {
		t.Errorf("record out of place: %+v span %d, %d bytes, input has %d", rec.Pos, rec.Span, len(rec.Data), size)
	}
	if len(rec.Data) < rec.HeaderLen() {
		t.Errorf("record of %d bytes claims a header of %d", len(rec.Data), rec.HeaderLen())
	}
	want := len(rec.Data)
	if want > 0xFFFF {
		want = 0
	}
	if got := int(binary.BigEndian.Uint16(rec.Data)); got != want || rec.Data[2] != 0 || rec.Data[3] != 0 {
		t.Errorf("descriptor word is %x, record has %d bytes", rec.Data[:4], len(rec.Data))
	}
}

func readBytes(t testing.TB, b []byte, opt Options) reading {
	t.Helper()
	return readAll(t, bytes.NewReader(b), int64(len(b)), opt)
}

// rawRecord makes an SMF record of n bytes, 18 without a subtype, by hand: nothing of
// the package takes part. Its data tell records apart.
func rawRecord(kind byte, subtype uint16, n int, seed uint32) []byte {
	b := make([]byte, n)
	binary.BigEndian.PutUint16(b, uint16(n))
	b[4], b[5] = 0x1E, kind
	binary.BigEndian.PutUint32(b[6:], 3_600_000+seed%100_000)
	copy(b[10:], []byte{0x01, 0x26, 0x12, 0x3F, 0xE2, 0xE8, 0xE2, 0xC1}) // 2026-123, SYSA
	if n < subtypeHeader {
		return b
	}
	b[4] = 0x5E
	copy(b[18:], []byte{0xE3, 0xC3, 0xD7, 0x40}) // TCP
	binary.BigEndian.PutUint16(b[22:], subtype)
	for i := subtypeHeader; i < n; i++ {
		seed = seed*1664525 + 1013904223
		b[i] = byte(seed >> 24)
	}
	return b
}

// dump makes a small file's worth of records: dump header, n type 119 of sizes
// that vary, dump trailer.
func dump(n int) [][]byte {
	recs := [][]byte{rawRecord(2, 0, 18, 0)}
	for i := range n {
		recs = append(recs, rawRecord(119, uint16(11+i%2), 60+i*37%400, uint32(i)))
	}
	return append(recs, rawRecord(3, 0, 18, 1))
}

// encode writes records in a framing.
func encode(t testing.TB, recs [][]byte, opt WriterOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, opt)
	for _, rec := range recs {
		if err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sameRecords fails unless the records read are these, byte for byte, with no
// faults.
func sameRecords(t *testing.T, g reading, want [][]byte) {
	t.Helper()
	if g.refused != nil {
		t.Fatal(g.refused)
	}
	if f := g.faults(); len(f) > 0 {
		t.Fatalf("faults: %+v", f)
	}
	if len(g.data) != len(want) {
		t.Fatalf("%d records, want %d", len(g.data), len(want))
	}
	for i := range want {
		if !bytes.Equal(g.data[i], want[i]) {
			t.Fatalf("record %d is\n%x, want\n%x", i+1, g.data[i], want[i])
		}
	}
}

// framings are the ways to write that reading must undo.
var framings = []struct {
	name string
	opt  WriterOptions
	want Framing
}{
	{"RDW", WriterOptions{}, RDW},
	{"VBS", WriterOptions{Span: true, BlockSize: 512}, RDW},
	{"VBS in many segments", WriterOptions{Span: true, BlockSize: 64}, RDW},
	{"BDW", WriterOptions{Framing: BDW, BlockSize: 1024}, BDW},
	{"BDW VBS", WriterOptions{Framing: BDW, Span: true, BlockSize: 300}, BDW},
	{"BDW VBS in many segments", WriterOptions{Framing: BDW, Span: true, BlockSize: 50}, BDW},
	{"extended BDW", WriterOptions{Framing: BDW, BlockSize: 70000, Extended: true}, BDW},
	{"extended BDW VBS", WriterOptions{Framing: BDW, Span: true, BlockSize: 70000, Extended: true}, BDW},
	{"len4", WriterOptions{Framing: Len4}, Len4},
	{"exclusive", WriterOptions{Framing: RDWExclusive}, RDWExclusive},
	{"little-endian", WriterOptions{Framing: RDWLE}, RDWLE},
	{"FTP block mode", WriterOptions{Framing: Block}, Block},
	{"real-time buffers", WriterOptions{Framing: Buffer}, Buffer},
	{"two-byte lengths", WriterOptions{Framing: Len2}, Len2},
	{"Micro Focus", WriterOptions{Framing: MicroFocus}, MicroFocus},
	{"FTP record structure", WriterOptions{Framing: StruR}, StruR},
}

func TestReaderFindsEveryFramingByItself(t *testing.T) {
	t.Parallel()
	for _, f := range framings {
		for _, n := range []int{0, 1, 5, 400, 9000} {
			recs := dump(n)
			b := encode(t, recs, f.opt)
			g := readBytes(t, b, Options{})
			if got, basis := g.r.Framing(); got != f.want {
				t.Errorf("%s: framing %s (%s)", f.name, got, basis)
			}
			sameRecords(t, g, recs)
		}
	}
}

func BenchmarkReader(b *testing.B) {
	var recs [][]byte
	for i := range 20000 {
		recs = append(recs, rawRecord(119, 12, 400, uint32(i)))
	}
	for _, f := range []struct {
		name string
		opt  WriterOptions
	}{{"RDW", WriterOptions{}}, {"VBS", WriterOptions{Span: true}}, {"BDW", WriterOptions{Framing: BDW}},
		{"Len4", WriterOptions{Framing: Len4}}, {"Buffer", WriterOptions{Framing: Buffer}}} {
		in := bytes.Repeat(encode(b, recs, f.opt), 8)
		b.Run(f.name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				r := NewReader("in", bytes.NewReader(in), Options{})
				for {
					if _, err := r.Next(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func TestReaderAcceptsEveryLengthThatSixteenBitsHold(t *testing.T) {
	t.Parallel()
	for _, n := range []int{18, 24, 255, 256, 257, 4096, 32756, 32760, 32767, 32768, 65535} {
		recs := [][]byte{rawRecord(2, 0, 18, 0), rawRecord(119, 11, max(n, 24), 1), rawRecord(119, 12, 24, 2)}
		g := readBytes(t, encode(t, recs, WriterOptions{}), Options{})
		sameRecords(t, g, recs)
		want := int64(0)
		if n > 32767 {
			want = 1
		}
		if got := g.r.Stats().Long; got != want {
			t.Errorf("length %d: %d records called long", n, got)
		}
	}
}

func TestReaderJoinsRecordsLongerThanSixteenBitsHold(t *testing.T) {
	t.Parallel()
	for _, n := range []int{65535, 65536, 200_000, 1_000_000} {
		recs := [][]byte{rawRecord(2, 0, 18, 0), rawRecord(119, 11, 24, 1), rawRecord(119, 12, 24, 2)}
		long := rawRecord(119, 11, n, 3)
		if n > 65535 {
			copy(long, []byte{0, 0, 0, 0}) // no length fits
		}
		recs = append(recs, long, recs[1], long, long)
		for _, f := range []WriterOptions{{Span: true}, {Framing: BDW, Span: true}, {Framing: Len4}} {
			sameRecords(t, readBytes(t, encode(t, recs, f), Options{}), recs)
		}
	}
}

func TestReaderGivesTheSameForEveryWayToDeliverTheInput(t *testing.T) {
	t.Parallel()
	recs := dump(40)
	for _, f := range framings {
		b := encode(t, recs, f.opt)
		want := readBytes(t, b, Options{})
		for _, src := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(b)), iotest.HalfReader(bytes.NewReader(b)),
			iotest.DataErrReader(bytes.NewReader(b)),
		} {
			got := readAll(t, src, int64(len(b)), Options{})
			if !slices.Equal(got.events, want.events) {
				t.Errorf("%s: %T gives other records", f.name, src)
			}
		}
	}
}

func TestReaderReportsAnInputThatCannotBeReadFurther(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk on fire")
	recs := dump(10)
	b := encode(t, recs, WriterOptions{})
	for _, n := range []int{0, 1, 18, 100, len(b)} {
		src := io.MultiReader(bytes.NewReader(b[:n]), iotest.ErrReader(broken))
		r := NewReader("in", src, Options{Framing: RDW})
		var err error
		for err == nil {
			_, err = r.Next()
		}
		var f *stream.Fault
		if !errors.As(err, &f) || f.Kind != stream.KindRead || !f.Fatal || !errors.Is(err, broken) {
			t.Errorf("after %d bytes: %v", n, err)
		}
		if _, err = r.Next(); err != io.EOF {
			t.Errorf("after the fault: %v", err)
		}
	}
}

func TestReaderGivesUpOnAnInputThatGivesNothing(t *testing.T) {
	t.Parallel()
	r := NewReader("in", iotest.TimeoutReader(iotest.OneByteReader(bytes.NewReader(encode(t, dump(2), WriterOptions{})))),
		Options{})
	if _, err := r.Next(); err == nil {
		t.Error("a timeout went unnoticed")
	}
	r = NewReader("in", stuck{}, Options{})
	if _, err := r.Next(); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("%v, want %v", err, io.ErrNoProgress)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// endless repeats b until n bytes are given.
type endless struct {
	b    []byte
	n    int64
	done int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.done == e.n {
		return 0, io.EOF
	}
	p = p[:min(int64(len(p)), e.n-e.done)]
	at := e.done % int64(len(e.b))
	n := copy(p, e.b[at:])
	e.done += int64(n)
	return n, nil
}

func TestReaderCountsBeyondFourGibibytes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("reads more than 4 GiB")
	}
	one := encode(t, [][]byte{rawRecord(119, 12, 32000, 1)}, WriterOptions{})
	unit := bytes.Repeat(one, 100)
	times := int64(5<<30) / int64(len(one))
	r := NewReader("in", &endless{b: unit, n: times * int64(len(one))}, Options{})
	var n, end int64
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		n, end = n+1, rec.Start+rec.Span
	}
	if n != times || end != times*int64(len(one)) {
		t.Errorf("%d records up to byte %d, want %d", n, end, times)
	}
}

func TestReaderKeepsAnEndlessSpannedRecordOutOfMemory(t *testing.T) {
	t.Parallel()
	start := encode(t, [][]byte{rawRecord(119, 12, 400, 1)}, WriterOptions{})
	begin := bytes.Clone(start)
	begin[2] = byte(first)
	segment := append([]byte{0x7F, 0xFF, byte(middle), 0}, make([]byte, 0x7FFF-4)...)
	const total = 256 << 20
	src := io.MultiReader(bytes.NewReader(append(start, begin...)),
		&endless{b: segment, n: total / int64(len(segment)) * int64(len(segment))})
	g := readAll(t, src, int64(len(start)*2)+total/int64(len(segment))*int64(len(segment)), Options{})
	if f := g.faults(); len(f) != 1 || f[0].Kind != stream.KindTruncated {
		t.Errorf("faults %+v", f)
	}
	if n := cap(g.r.joint.data); n > 2*DefaultLimit {
		t.Errorf("%d bytes were kept, the limit is %d", n, DefaultLimit)
	}
	if n := cap(g.r.src.Unread()); n > 2*bufferSize {
		t.Errorf("buffer grew to %d bytes", n)
	}
}

func TestReaderDoesNotAllocatePerRecord(t *testing.T) {
	for _, opt := range []WriterOptions{{}, {Span: true}, {Framing: BDW}, {Framing: BDW, Span: true}, {Framing: Len4}} {
		var recs [][]byte
		for i := range 5000 {
			recs = append(recs, rawRecord(119, 12, 400, uint32(i)))
		}
		b := encode(t, recs, opt)
		r := NewReader("in", &endless{b: b, n: 1 << 40}, Options{})
		next := func() {
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
		}
		for range 5000 {
			next()
		}
		if n := testing.AllocsPerRun(5000, next); n > 0 {
			t.Errorf("%s, span %v: %v allocations per record", opt.Framing, opt.Span, n)
		}
	}
}

func TestReaderCountsWhatItMeets(t *testing.T) {
	t.Parallel()
	var in []byte
	in = append(in, encode(t, dump(30), WriterOptions{Framing: BDW, Span: true, BlockSize: 200})...)
	in = append(in, encode(t, dump(30), WriterOptions{Framing: BDW, Span: true, BlockSize: 200})...)
	in = append(in, make([]byte, 77)...)
	g := readBytes(t, in, Options{})
	s := g.r.Stats()
	if s.DumpHeaders != 2 || s.DumpTrailers != 2 || s.Padding != 77 || s.EndMarks != 0 {
		t.Errorf("stats %+v", s)
	}
	if s.Spanned == 0 || s.Segments < 2*s.Spanned || s.Blocks == 0 || g.r.Skipped() != 4*s.Blocks+77 {
		t.Errorf("stats %+v, skipped %d", s, g.r.Skipped())
	}
}

func TestRecordGivesItsHeader(t *testing.T) {
	t.Parallel()
	r := NewReader("in", bytes.NewReader(encode(t, dump(1), WriterOptions{})), Options{})
	for _, want := range []struct {
		len             int
		header, trailer bool
	}{{18, true, false}, {24, false, false}, {18, false, true}} {
		rec, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if rec.HeaderLen() != want.len || rec.DumpHeader() != want.header || rec.DumpTrailer() != want.trailer {
			t.Errorf("%+v: header of %d", rec, rec.HeaderLen())
		}
		if sid := rec.SID(); sid != [4]byte{0xE2, 0xE8, 0xE2, 0xC1} {
			t.Errorf("system id %x", sid)
		}
		got, ok := rec.Moment()
		at := time.UnixMicro(got).UTC()
		if want := time.Date(2026, 5, 3, 10, 0, 0, 0, time.UTC); !ok || at.Sub(want) > time.Minute || at.Before(want) {
			t.Errorf("moment %v (%v), want about %v", at, ok, want)
		}
	}
}

func TestFramingNamesGoBothWays(t *testing.T) {
	t.Parallel()
	for _, name := range FramingNames() {
		f, err := ParseFraming(strings.ToUpper(name))
		if err != nil || f.String() != name || f.Doc() == "" {
			t.Errorf("%s: %v %q %v", name, f, f.Doc(), err)
		}
	}
	if _, err := ParseFraming("tape"); err == nil || !strings.Contains(err.Error(), "bdw") {
		t.Errorf("error %v does not list the names", err)
	}
	if f := Framing(200); f.String() != "framing(200)" || f.Doc() != "" {
		t.Errorf("unknown framing is %s, %q", f, f.Doc())
	}
}

// TestMessagesSayWhereWhatAndWhatToTry pins the words of one message of each kind.
func TestMessagesSayWhereWhatAndWhatToTry(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"rdw-truncated-record": "in: at byte 18: the file ends inside a record: it needs 24 bytes, " +
			"20 are left, bytes 001800005e770036ee800126123fe2e8; no dump trailer (type 3) was seen; compare the size with " +
			"what the transfer program reported",
		"rdw-truncated-descriptor-word": "in: at byte 18: the file ends inside a descriptor word, only 3 " +
			"bytes of it; no dump trailer (type 3) was seen; compare the size with what the transfer program reported",
		"vbs-file-ends-inside-a-record": "in: at byte 18: the file ends inside a spanned record, after 33 " +
			"bytes of it; no dump trailer (type 3) was seen; compare the size with what the transfer program reported",
		"vbs-last-without-first": "in: at byte 18: last segment of 12 bytes without a first one, " +
			"bytes 000c0200a1a2a3a4a5a6a7a8; the file was probably split or merged by a program that does not know spanned " +
			"records: segments do not follow each other",
		"vbs-first-then-whole": "in: at byte 18: spanned record of which 24 bytes are here has no " +
			"last segment before byte 42, its data begin X'5E770036EE800126123FE2E8E2C1E3C3': segments do not follow each other",
		"rdw-length-2": "in: at byte 24: length smaller than its descriptor word; 24 bytes " +
			"are rejected, how many records they held is not known, first bytes X'000200005E770036EE800126123FE2E8': " +
			"descriptor word makes no sense",
		"bdw-block-too-short-for-its-records": "in: at byte 22: block descriptor at byte 0 says 30 bytes (X'1E'), " +
			"but the records in it add up to 46; nothing is rejected, first bytes X'001800005E770036EE800126123FE2E8': " +
			"descriptor word makes no sense",
		"header-too-short-for-subtype": "in: at byte 24: record of 20 bytes is too short for its header, " +
			"bytes 001400005e770036ee800126123fe2e8: section shorter than its required part",
		"rdw-over-the-limit": "in: at byte 24: record of 40 bytes of input, the limit is 30: " +
			"larger than the limit",
		"salvage-sections-reach-past-the-next-header": "in: at byte 0: sections end 52 bytes into the record, but another " +
			"header is at 40, first bytes 5e770036ee800126123fe2e8e2c1e3c3: section lies outside its record",
		"ambiguous-one-record-and-four-zeros": "in: 2 framings fit (rdw, rdw-exclusive); say which with " +
			"option framing=rdw or " +
			"option framing=rdw-exclusive",
	} {
		v, err := loadVector("testdata/vectors/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		r := NewReader("in", bytes.NewReader(v.Input), v.opt)
		for err == nil {
			_, err = r.Next()
		}
		if err.Error() != want {
			t.Errorf("%s:\n%s, want\n%s", name, err, want)
		}
	}
}

func TestFaultLeadsToItsPlaceAndReason(t *testing.T) {
	t.Parallel()
	v, err := loadVector("testdata/vectors/rdw-truncated-record.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader("in", bytes.NewReader(v.Input), v.opt)
	for err == nil {
		_, err = r.Next()
	}
	var at *wire.Error
	if !errors.Is(err, wire.ErrTruncated) || !errors.As(err, &at) || at.Start != 18 || at.File != "in" {
		t.Errorf("%v at %+v", err, at)
	}
}

// FuzzReader checks that whatever the bytes are, reading ends, nothing panics and
// every byte is accounted for, under every framing and with salvaging.
func FuzzReader(f *testing.F) {
	for _, frame := range framings {
		f.Add(encode(f, dump(4), frame.opt), uint8(Auto), false)
	}
	f.Add(encode(f, dump(4), WriterOptions{Framing: None}), uint8(None), true)
	paths, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		v, err := loadVector(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(v.Input, uint8(v.opt.Framing), v.opt.Salvage)
	}
	f.Fuzz(func(t *testing.T, b []byte, framing uint8, salvage bool) {
		opt := Options{Framing: Framing(framing % uint8(len(framingDocs))), Salvage: salvage, Limit: 4096}
		want := readBytes(t, b, opt)
		got := readAll(t, iotest.HalfReader(bytes.NewReader(b)), int64(len(b)), opt)
		if !slices.Equal(got.events, want.events) {
			t.Errorf("%+v by halves, %+v at once", got.events, want.events)
		}
	})
}

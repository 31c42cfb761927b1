package container

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// written64 is what 7-Zip makes of far with -mm=Deflate64 -mx9.
const written64 = "" +
	"e5dea1720100000050775bdad2964824128944229148240a120a89442291482492a6699aa6699aa669a26f70ee94f7bee47dfdfc05c3d178329dcd17" +
	"cbd546abdb1f8ea7f3e57abbdb1f8ea7f3e57abb3fbe7fff4391582295c9154a955ab3dd1b8c26b3c56a13e0f1783c1e8fc7e3f1783c1e8fc7e3f178" +
	"3c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7" +
	"e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7fb90d78f04011e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1" +
	"783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1783c1e8fc7e3f1def6ceeabfd1a93f01"

// far is content that matches itself from more than 32 KiB away.
func far() []byte {
	once := make([]byte, 60)
	for i := range once {
		once[i] = byte((i*7 + 3) % 251)
	}
	return concat(once, make([]byte, 33000), once[:50], make([]byte, 16000), once, []byte("end"))
}

func inflated64(data []byte) ([]byte, error) { return io.ReadAll(newInflate64(bytes.NewReader(data))) }

func TestInflate64ReadsWhat7ZipWrites(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]io.Reader{
		"at once":        bytes.NewReader(unhex(written64)),
		"byte by byte":   iotest.OneByteReader(bytes.NewReader(unhex(written64))),
		"with data, EOF": iotest.DataErrReader(bytes.NewReader(unhex(written64))),
	} {
		got, err := io.ReadAll(iotest.HalfReader(newInflate64(r)))
		if err != nil || !bytes.Equal(got, far()) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

// encoder64 writes blocks with the fixed codes, token by token: an encoder that can
// be told what to write.
type encoder64 struct {
	out, want []byte
	acc       uint64
	n         uint
}

func (e *encoder64) bits(v uint64, n uint) {
	for e.acc |= v << e.n; ; e.acc >>= 8 {
		if e.n+n < 8 {
			break
		}
		e.out = append(e.out, byte(e.acc))
		if e.n >= 8 {
			e.n -= 8
		} else {
			n -= 8 - e.n
			e.n = 0
		}
	}
	e.n += n
}

// code writes a code, high bit first.
func (e *encoder64) code(v, n uint) {
	for i := range n {
		e.bits(uint64(v>>(n-1-i)&1), 1)
	}
}

func (e *encoder64) symbol(s uint) {
	switch {
	case s < 144:
		e.code(0x30+s, 8)
	case s < 256:
		e.code(0x190+s-144, 9)
	case s < 280:
		e.code(s-256, 7)
	default:
		e.code(0xC0+s-280, 8)
	}
}

func (e *encoder64) literal(b byte) {
	e.symbol(uint(b))
	e.want = append(e.want, b)
}

// match writes length and distance by the last code that can say them.
func (e *encoder64) match(length, back int) {
	extra := func(table []span, v int) (int, uint64, uint) {
		for i := len(table) - 1; ; i-- {
			if s := table[i]; v >= int(s.base) && v-int(s.base) < 1<<s.bits {
				return i, uint64(v) - uint64(s.base), uint(s.bits)
			}
		}
	}
	i, v, n := extra(lengths64, length)
	e.symbol(uint(firstLen + i))
	e.bits(v, n)
	i, v, n = extra(distances64, back)
	e.code(uint(i), 5)
	e.bits(v, n)
	for range length {
		e.want = append(e.want, e.want[len(e.want)-back])
	}
}

func (e *encoder64) stored(data []byte) {
	e.bits(0, 3)
	if e.n > 0 {
		e.bits(0, 8-e.n)
	}
	n := len(data)
	e.out = append(e.out, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
	e.out = append(e.out, data...)
	e.want = append(e.want, data...)
}

func (e *encoder64) finish() []byte {
	e.symbol(endOfBlock)
	e.bits(0, 7)
	return e.out
}

func TestInflate64LongestMatchesAndDistances(t *testing.T) {
	t.Parallel()
	e := &encoder64{}
	e.stored(noise(65535))
	e.stored(noise(10))
	e.bits(1|1<<1, 3)
	e.literal('x')
	for _, m := range [][2]int{
		{3, 1}, {10, 1}, {11, 2}, {257, 4}, {258, 5}, {65538, 65536}, {3, 65536}, {65538, 1}, {40000, 49152}, {40000, 49153},
		{65537, 32768}, {4, 32769}, {200, 65535},
	} {
		e.match(m[0], m[1])
		e.literal(byte(m[0]))
	}
	got, err := inflated64(e.finish())
	if err != nil || !bytes.Equal(got, e.want) {
		t.Errorf("%d bytes, %v; want %d", len(got), err, len(e.want))
	}
}

func TestInflate64RefusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	fixed := func(write func(*encoder64)) []byte {
		e := &encoder64{want: make([]byte, window64)}
		e.bits(1|1<<1, 3)
		write(e)
		return e.finish()
	}
	for name, data := range map[string][]byte{
		"kind of block":           {0x07},
		"stored length":           {0x01, 1, 0, 1, 0},
		"match before the start":  fixed(func(e *encoder64) { e.literal(1); e.match(3, 2) }),
		"farther than the window": fixed(func(e *encoder64) { e.literal(1); e.match(3, 65536) }),
		"length code 286":         fixed(func(e *encoder64) { e.symbol(286) }),
		"no end of block":         unhex("05 e0 ff ff ff ff ff ff ff ff"),
	} {
		if got, err := inflated64(data); id(err) != IDDamaged {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	whole := unhex(written64)
	for n := range whole {
		if got, err := inflated64(whole[:n]); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut at %d: %d bytes, %v", n, len(got), err)
		}
	}
	bad := errors.New("bad sector")
	if _, err := io.ReadAll(newInflate64(io.MultiReader(bytes.NewReader(whole[:99]), iotest.ErrReader(bad)))); !errors.Is(
		err, bad) {
		t.Errorf("got %v", err)
	}
}

func TestInflate64SurvivesFlips(t *testing.T) {
	t.Parallel()
	whole := unhex(written64)
	for i := range whole {
		for bit := range 8 {
			bad := bytes.Clone(whole)
			bad[i] ^= 1 << bit
			_, err := io.Copy(io.Discard, io.LimitReader(newInflate64(bytes.NewReader(bad)), 1<<20))
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && id(err) != IDDamaged {
				t.Errorf("byte %d, bit %d: %v is not explained", i, bit, err)
			}
		}
	}
}

// zip64ed is a zip whose member is far, as 7-Zip compressed it.
func zip64ed() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zipDeflate64,
		func(out io.Writer) (io.WriteCloser, error) { return &precompressed{out: out}, nil })
	must(must(w.CreateHeader(&zip.FileHeader{Name: "m", Method: zipDeflate64})).Write(far()))
	must(0, w.Close())
	return b.Bytes()
}

type precompressed struct{ out io.Writer }

func (p *precompressed) Write(b []byte) (int, error) { return len(b), nil }
func (p *precompressed) Close() error {
	_, err := p.out.Write(unhex(written64))
	return err
}

func FuzzInflate64(f *testing.F) {
	f.Add(unhex(written64))
	f.Add([]byte{0x01, 1, 0, 0xFE, 0xFF, 'x'})
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := io.Copy(io.Discard, io.LimitReader(newInflate64(bytes.NewReader(data)), 4<<20))
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && id(err) != IDDamaged {
			t.Errorf("%v is not explained", err)
		}
	})
}

func BenchmarkInflate64(b *testing.B) {
	e := &encoder64{}
	e.bits(1|1<<1, 3)
	for i := range 50_000 {
		e.literal(byte(i * 31))
		e.match(3+i%20, 1+i%(i+1))
	}
	data := e.finish()
	b.SetBytes(int64(len(e.want)))
	for b.Loop() {
		if _, err := io.Copy(io.Discard, newInflate64(bytes.NewReader(data))); err != nil {
			b.Fatal(err)
		}
	}
}

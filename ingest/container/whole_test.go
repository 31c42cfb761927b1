package container

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz/lzma"
)

// A wholeSample is a small file of one format whose decoder can hand out the content
// record by record, so that a cut can fall exactly behind a record.
type wholeSample struct {
	file, content []byte
	checked       bool // the format has a checksum over its content
}

// wholeRecords are the records of the content.
var wholeRecords = [][]byte{plain[:18], plain[18:60], plain[60:300], plain[300:420]}

// wholeSamples has a sample for every format that is opened. A new format needs one.
var wholeSamples = map[string]func(t testing.TB) wholeSample{
	"gzip": func(t testing.TB) wholeSample {
		return flushed(func(w io.Writer) flusher { return gzip.NewWriter(w) })
	},
	"zstd": func(t testing.TB) wholeSample {
		return flushed(func(w io.Writer) flusher { return must(zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))) })
	},
	"zip": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{zipped(file{"a", content}), content, true}
	},
	"bzip2": func(t testing.TB) wholeSample { return wholeSample{unhex(hetBzip2), []byte("hello"), true} },
	"compress": func(t testing.TB) wholeSample {
		return recordwise(func(b []byte) []byte { return compressed(12, 0, b) })
	},
	"TERSE": func(t testing.TB) wholeSample {
		return wholeSample{terseFile(terseSpack, true, 1000, wholeRecords...), withRDW(wholeRecords...), false}
	},
	"XMIT": func(t testing.TB) wholeSample {
		return wholeSample{xmitSent("SMF.DUMP", 0x9000, "INMCOPY", wholeRecords...), concat(wholeRecords...), false}
	},
	"tar": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{tarred(file{"a", content[:100]}, file{"b", content[100:]}), content, false}
	},
	"AWSTAPE": func(t testing.TB) wholeSample {
		return wholeSample{awsTape("SMF.DUMP", 0, wholeRecords...), concat(wholeRecords...), false}
	},
	"lz4": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{lz4ed(content, lz4.ChecksumOption(true)), content, true}
	},
	"lzip": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{lzipped(content), content, true}
	},
	"lzma": func(t testing.TB) wholeSample {
		return recordwise(func(b []byte) []byte { return lzmaAlone(b, lzma.WriterConfig{DictCap: 1 << 16}) })
	},
	"program": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{concat(programHead, zipped(file{"a", content})), content, false}
	},
	simhName: func(t testing.TB) wholeSample { return tapeSample(simhTape) },
	fakeName: func(t testing.TB) wholeSample { return tapeSample(fakeTape) },
	lengthsName: func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{inRecords("len4", 40, gz(content)), content, false}
	},
	"7z": func(t testing.TB) wholeSample {
		return wholeSample{unhex(solid7z), concat(plain, plain[:900]), true}
	},
	"xz": func(t testing.TB) wholeSample {
		content := concat(wholeRecords...)
		return wholeSample{xzFile(t, 4, 60, content), content, true}
	},
}

// wholeClosed returns a file of a format that is only named; nil for others.
func wholeClosed(name string) []byte {
	switch heads := namedHeads[name]; {
	case len(heads) > 0:
		return heads[0]
	case name == brokenXmitFormat.Name:
		return []byte("\x60\x5cINMR01 and so on")
	case name == splitZipFormat.Name:
		b := zipped(file{"x", plain})
		return b[len(b)-60:] // the table of contents, without the parts before it
	}
	return nil
}

type flusher interface {
	io.WriteCloser
	Flush() error
}

// flushed compresses the records with a flush behind each.
func flushed(open func(io.Writer) flusher) wholeSample {
	var b bytes.Buffer
	w := open(&b)
	for _, r := range wholeRecords {
		must(w.Write(r))
		must(0, w.Flush())
	}
	must(0, w.Close())
	return wholeSample{b.Bytes(), concat(wholeRecords...), true}
}

func tapeSample(image func(...[]byte) []byte) wholeSample {
	return wholeSample{image(labelledTape("SMF.DUMP", wholeRecords...)...), concat(wholeRecords...), false}
}

func recordwise(pack func([]byte) []byte) wholeSample {
	content := concat(wholeRecords...)
	return wholeSample{pack(content), content, false}
}

// TestIncompleteIsNotWhole does to a file of every format what transfers do. Either
// all of the content comes out, or a fault says where reading stopped and how many
// bytes were left.
func TestIncompleteIsNotWhole(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	for _, f := range Formats {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			if b := wholeClosed(f.Name); b != nil {
				v := one(t, "x", bytes.NewReader(b))
				if e, ok := v.err.(*Error); !ok || e.Left != int64(len(b)) {
					t.Errorf("got %v, want a fault that leaves %d bytes", v.err, len(b))
				}
				return
			}
			sample := wholeSamples[f.Name]
			if sample == nil {
				t.Fatalf("no sample of format %s: add one to wholeSamples, or to namedHeads when it is only named", f.Name)
			}
			s := sample(t)
			s.cut(t, f)
			s.flip(t)
			s.append(t, f)
		})
	}
}

// cut ends the file at every byte.
func (s wholeSample) cut(t *testing.T, f Format) {
	boundaries := 0
	for n := 1; n < len(s.file); n++ {
		b := s.file[:n]
		if claims := detectIn(b); claims == nil || claims.Name != f.Name {
			continue
		}
		got, faults := s.read(t, b)
		if bytes.Equal(got, s.content) || faults {
			boundaries += min(1, len(got))
			continue
		}
		if !f.endless {
			t.Errorf("cut at byte %d of %d: %d bytes of %d came out, and no fault", n, len(s.file), len(got), len(s.content))
		}
	}
	if streams := !slices.Contains([]string{"zip", "7z", "program", "bzip2", lengthsName}, f.Name); boundaries == 0 &&
		streams {
		t.Error("no cut left any content: the cases show nothing")
	}
}

// flip changes every byte of a file with a checksum.
func (s wholeSample) flip(t *testing.T) {
	for n := range s.file {
		for _, bits := range []byte{0x01, 0x80, 0xFF} {
			b := bytes.Clone(s.file)
			b[n] ^= bits
			if detectIn(b) == nil {
				continue
			}
			if got, faults := s.read(t, b); s.checked && !faults && !bytes.Equal(got, s.content) {
				t.Errorf("bits %02X of byte %d of %d flipped: %d bytes came out, not the content, and no fault", bits, n,
					len(s.file), len(got))
			}
		}
	}
}

// append puts something behind the file.
func (s wholeSample) append(t *testing.T, f Format) {
	garbage := bytes.Repeat([]byte("what a transfer left behind "), 100)
	if _, faults := s.read(t, concat(s.file, garbage)); !faults {
		t.Error("garbage behind the data: no fault")
	}
	if f.endless {
		return // padding and a second file are data like any other
	}
	for _, padding := range [][]byte{nil, make([]byte, 512), bytes.Repeat([]byte{0x40}, 80), make([]byte, 10240),
		make([]byte, 40000)} {
		if got := detectIn(concat(s.file, padding)); got == nil || got.Name != f.Name {
			continue // seen to be no more than a part of one
		}
		got, faults := s.read(t, concat(s.file, padding))
		if faults || !bytes.Equal(got, s.content) {
			t.Errorf("%d bytes of padding: %d bytes came out, fault %t; want the content", len(padding), len(got), faults)
		}
		got, faults = s.read(t, concat(s.file, padding, s.file))
		if !faults && !bytes.Equal(got, concat(s.content, s.content)) {
			t.Errorf("a second file behind %d bytes of padding: %d bytes came out of %d, and no fault", len(padding), len(got),
				2*len(s.content))
		}
	}
}

// read returns all content of a file, read from memory and as a stream, and whether
// a fault told that there is more.
func (s wholeSample) read(t *testing.T, b []byte) (content []byte, faults bool) {
	t.Helper()
	var seen []string
	for _, in := range []io.Reader{bytes.NewReader(b), onlyReader{bytes.NewReader(b)}} {
		all, _ := walk(t, "x", in, Options{MaxOutput: 1 << 20})
		content, faults = nil, false
		for _, v := range all {
			content = append(content, v.data...)
			faults = faults || len(v.chain) == 0 // taken for a wrong guess: not this format, and not a dump
			if v.err == nil {
				continue
			}
			faults = true
			if e := v.err.(*Error); e.Left <= 0 || e.Left > int64(len(b)) && e.Left > int64(len(v.data)) {
				t.Errorf("%v: %d bytes left of %d", e, e.Left, len(b))
			}
		}
		seen = append(seen, fmt.Sprintf("%x %t", content, faults))
	}
	if seen[0] != seen[1] {
		t.Errorf("as a file and as a stream of %d bytes it is read differently\n%s\n%s", len(b), seen[0], seen[1])
	}
	return content, faults
}

func TestFaultsSayWhereAndHowMuch(t *testing.T) {
	t.Parallel()
	content := concat(wholeRecords...)
	two := zipped(file{"a", content}, file{"b", content})
	descriptor := bytes.Index(two, []byte(zipSplit))
	broken := bytes.Clone(two)
	broken[descriptor+4] ^= 1
	summed := rawZip(0, 0, "x", content)
	for _, at := range []int{14, len(summed) - 22 - 47 + 16} {
		copy(summed[at:], "\x00\x00\x00\x00") // the checksum, in both headers
	}
	for _, c := range []struct {
		name, want string
		left       int64
		file       []byte
	}{
		{"gzip checksum", "x: at byte 82: gzip: gzip: invalid checksum", 1, func() []byte {
			b := gz([]byte(strings.Repeat("0123456789abcdef", 4) + string(noise(64))))
			b[len(b)-8] ^= 1
			return b
		}()},
		{"garbage behind gzip", "x: at byte 59: gzip: 4 bytes after the end of the data were not read", 4,
			append(gz(plain), "rest"...)},
		{"second zip in front", "bytes outside all members of the table of contents", int64(len(two)), concat(two, two)},
		{"rest behind a zip", "10 bytes outside all members", 10, append(bytes.Clone(two), "0123456789"...)},
		{"checksum in the data descriptor", "x!a: at byte 75: zip: zip: checksum error", 1, broken},
		{"checksum of zero", "x!x: ", 1, summed},
		{"second TERSE", "they look like a further input, TERSE", 1024,
			bytes.Repeat(terseFile(tersePack, false, 3, []byte{1, 2, 3}), 2)},
		{"tar without end mark", "without its end mark", 1, tarred(file{"a", make([]byte, 512)})[:1024]},
	} {
		all, _ := walk(t, "x", bytes.NewReader(c.file), Options{})
		i := slices.IndexFunc(all, func(v visited) bool { return v.err != nil })
		if i < 0 {
			t.Errorf("%s: no fault", c.name)
			continue
		}
		if e := all[i].err.(*Error); !strings.Contains(e.Error(), c.want) || e.Left != c.left {
			t.Errorf("%s: got %v, %d left; want %q, %d left", c.name, e, e.Left, c.want, c.left)
		}
	}
}

// TestXzIndexMustAgree takes a block out of a stream: the rest decodes, and only the
// index shows that something is missing.
func TestXzIndexMustAgree(t *testing.T) {
	t.Parallel()
	content := concat(wholeRecords...)
	whole := xzFile(t, 4, 60, content)
	one := xzFile(t, 4, 60, content[:60]) // same first block
	size := bytes.LastIndexByte(one[:len(one)-xzHead-4], 0)
	for size > xzHead && !bytes.Equal(whole[:size], one[:size]) {
		size--
	}
	short := concat(whole[:xzHead], whole[size:])
	v := visitedOf(t, short)
	if v.err == nil || !strings.Contains(v.err.Error(), "index") {
		t.Errorf("a block of %d bytes is missing: %d bytes came out, %v", size-xzHead, len(v.data), v.err)
	}
}

func visitedOf(t *testing.T, b []byte) visited { return one(t, "x", bytes.NewReader(b)) }

func TestZipMembersWithEveryDescriptorAreWhole(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	must(0, w.SetComment("a comment"))
	for _, name := range []string{"d/", "d/a", "empty"} {
		fw := must(w.CreateHeader(
			&zip.FileHeader{Name: name, Method: zip.Deflate, Comment: "c", Extra: []byte{1, 0, 2, 0, 9, 9}}))
		if name == "d/a" {
			must(fw.Write(plain))
		}
	}
	must(0, w.Close())
	for name, f := range map[string][]byte{"directory, comment, extra": b.Bytes(),
		"no descriptor": rawZip(0, 0, "m", plain), "empty": zipped(),
		"split marker": append([]byte(zipOneDisk), rawZip(0, 0, "m", plain)...)} {
		all, _ := walk(t, "x", bytes.NewReader(f), Options{})
		for _, v := range all {
			if v.err != nil && id(v.err) != IDEmpty {
				t.Errorf("%s: %v", name, v.err)
			}
		}
	}
}

// changing is a file that another program writes to while it is read.
type changing struct {
	*os.File
	change func()
	done   bool
}

func (c *changing) Read(p []byte) (int, error) {
	n, err := c.File.Read(p[:min(len(p), 10)])
	if !c.done {
		c.done = true
		c.change()
	}
	return n, err
}

// endless is a file to which another program writes faster than it is read.
type endless struct{ *os.File }

func (e *endless) Read(p []byte) (int, error) {
	st, err := e.Stat()
	if err != nil {
		return 0, err
	}
	if err := os.Truncate(e.Name(), st.Size()+int64(len(p))); err != nil {
		return 0, err
	}
	return e.File.Read(p)
}

func TestFileThatGrowsWithoutEndIsReadToWhereItEnded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "f")
	must(0, os.WriteFile(path, plain, 0o600))
	f := must(os.Open(path))
	defer f.Close()
	v := one(t, "f", &endless{f})
	if !bytes.Equal(v.data, plain) || id(v.err) != IDRead ||
		!strings.Contains(v.err.Error(), "changed while it was read") {
		t.Errorf("%d bytes, %v", len(v.data), v.err)
	}
}

// silent is a pipe whose writer lives and writes nothing.
type silent struct{ ended chan struct{} }

func (s silent) Read([]byte) (int, error) {
	<-s.ended
	return 0, io.EOF
}

func TestInterruptedReadOfASilentPipeEnds(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, stop)
	pipe := silent{make(chan struct{})}
	defer close(pipe.ended)
	_, err := Walk(ctx, "x", pipe, Options{}, func(m *Member) error {
		_, err := io.Copy(io.Discard, m.Reader)
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFilesThatChangeWhileReadAreTold(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(path string) error{
		"shrinks":       func(path string) error { return os.Truncate(path, 12) },
		"grows":         func(path string) error { return os.Truncate(path, int64(len(plain))+5) },
		"is written to": func(path string) error { return os.Chtimes(path, time.Time{}, time.Unix(1, 0)) },
		"is replaced":   os.Remove,
		"stays":         func(string) error { return nil },
	} {
		path := filepath.Join(t.TempDir(), "f")
		must(0, os.WriteFile(path, plain, 0o600))
		f := must(os.Open(path))
		var refused error
		v := one(t, "f", &changing{File: f, change: func() { refused = change(path) }})
		_ = f.Close()
		if refused != nil && runtime.GOOS != "windows" {
			t.Fatalf("%s: %v", name, refused)
		}
		if name == "is replaced" || refused != nil { // what was opened is read to its end; Windows keeps it in place
			name = "stays"
		}
		if len(v.data) > len(plain) {
			t.Errorf("%s: %d bytes are read", name, len(v.data))
		}
		if (v.err != nil) != (name != "stays") || v.err != nil &&
			(id(v.err) != IDRead || !strings.Contains(v.err.Error(), "changed while it was read")) {
			t.Errorf("%s: %d bytes, %v", name, len(v.data), v.err)
		}
	}
}

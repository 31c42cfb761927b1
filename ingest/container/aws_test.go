package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/zlib"
)

// awsImage builds a tape image chunk by chunk.
type awsImage struct {
	out    []byte
	before int
	chunk  int // largest chunk; 0 means a block a chunk
}

func (a *awsImage) put(flags byte, data []byte) {
	a.out = binary.LittleEndian.AppendUint16(a.out, uint16(len(data)))
	a.out = binary.LittleEndian.AppendUint16(a.out, uint16(a.before))
	a.out = append(append(a.out, flags, 0), data...)
	a.before = len(data)
}

func (a *awsImage) mark() { a.put(chunkMark, nil) }

func (a *awsImage) block(method byte, data []byte) {
	if method == chunkZlib {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		must(w.Write(data))
		must(0, w.Close())
		data = b.Bytes()
	}
	size := a.chunk
	if size == 0 {
		size = len(data)
	}
	for flags := byte(chunkFirst); ; flags = 0 {
		n := min(size, len(data))
		if n == len(data) {
			flags |= chunkLast
		}
		a.put(flags|method, data[:n])
		data = data[n:]
		if len(data) == 0 {
			return
		}
	}
}

func label(text string) []byte {
	return toEBCDIC(text + strings.Repeat(" ", labelSize-len(text)))
}

// awsTape is a standard labelled tape with one file of the given blocks.
func awsTape(name string, method byte, blocks ...[]byte) []byte {
	a := &awsImage{}
	a.block(method, label("VOL1VOL001"))
	a.labelled(name, method, blocks...)
	a.mark()
	return a.out
}

func (a *awsImage) labelled(name string, method byte, blocks ...[]byte) {
	a.block(method, label("HDR1"+name))
	a.block(method, label("HDR2V2799832760"+strings.Repeat(" ", 23)+"R"))
	a.mark()
	for _, b := range blocks {
		a.block(method, b)
	}
	a.mark()
	a.block(method, label("EOF1"+name))
	a.block(method, label("EOF2V2799832760"))
	a.mark()
}

func TestTapeFilesAreMembers(t *testing.T) {
	t.Parallel()
	a := &awsImage{chunk: 40}
	a.block(0, label("VOL1VOL001"))
	a.labelled("SMF.ONE", 0, plain, plain[:7])
	a.labelled("SMF.EMPTY", 0)
	a.labelled("SMF.TWO", chunkZlib, plain)
	a.mark()
	all, _ := walk(t, "t.aws", bytes.NewReader(a.out), Options{})
	var got []string
	for _, v := range all {
		got = append(got, fmt.Sprint(v.name, " ", len(v.data), " ", id(v.err)))
	}
	want := fmt.Sprintf("t.aws!SMF.ONE %d |t.aws!SMF.EMPTY 0 |t.aws!SMF.TWO %d ", len(plain)+7, len(plain))
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if l := all[0].chain[0]; l.RecordFormat != "VBS" || l.BlockSize != 27998 || l.RecordLength != 32760 {
		t.Errorf("layer %+v", l)
	}
	if d := all[2].chain[0].Detail; !strings.HasPrefix(d, "compressed (HET)") {
		t.Errorf("layer %q", d)
	}
}

func TestTapeWithoutLabels(t *testing.T) {
	t.Parallel()
	a := &awsImage{}
	a.block(0, plain)
	a.block(0, plain)
	a.mark()
	a.block(0, plain)
	a.mark()
	all, _ := walk(t, "t.aws", bytes.NewReader(a.out), Options{})
	if len(all) != 2 || all[0].name != "t.aws!file1" || all[1].name != "t.aws!file2" ||
		!bytes.Equal(all[0].data, concat(plain, plain)) || !bytes.Equal(all[1].data, plain) {
		t.Errorf("got %+v", all)
	}
}

// hetBzip2 is a block compressed by the bzip2 command: printf hello | bzip2.
const hetBzip2 = "425a68393141592653591931653d00000081000244a000219a68334d07338bb9229c28480c98b29e80"

func TestTapeBzip2Block(t *testing.T) {
	t.Parallel()
	a := &awsImage{}
	a.block(chunkBzip2, unhex(hetBzip2))
	a.mark()
	got := one(t, "t.het", bytes.NewReader(a.out))
	if got.err != nil || string(got.data) != "hello" {
		t.Errorf("got %q, %v", got.data, got.err)
	}
}

// Typed by hand: a block "ABC", a tape mark.
func TestTapeByHand(t *testing.T) {
	t.Parallel()
	got := one(t, "t", bytes.NewReader(unhex("0300 0000 a000 c1c2c3 0000 0300 4000")))
	if got.err != nil || string(got.data) != "\xc1\xc2\xc3" || got.name != "t!file1" {
		t.Errorf("got %+v", got)
	}
}

func TestTapeFaultsAreExplained(t *testing.T) {
	t.Parallel()
	image := func(f func(*awsImage)) []byte {
		a := &awsImage{}
		a.block(0, plain)
		f(a)
		return a.out
	}
	bigBlock := image(func(a *awsImage) { a.chunk = 60000; a.block(0, make([]byte, maxTapeBlock+1)) })
	bigZip := image(func(a *awsImage) { a.chunk = 60000; a.block(chunkZlib, make([]byte, maxTapeBlock+1)) })
	label1 := &awsImage{}
	label1.block(0, label("VOL1VOL001"))
	label1.block(0, plain)
	for name, c := range map[string]struct {
		file []byte
		text string
	}{
		"cut in a block":  {image(func(a *awsImage) { a.block(0, plain) })[:len(plain)+50], "ends inside a block"},
		"cut in a header": {image(func(a *awsImage) { a.block(0, plain) })[:len(plain)+9], "ends inside a block"},
		"two beginnings": {image(func(a *awsImage) { a.put(chunkFirst, plain); a.put(chunkFirst|chunkLast, plain) }),
			"chunk flags A000"},
		"no beginning":    {image(func(a *awsImage) { a.put(chunkLast, plain) }), "chunk flags 2000"},
		"mark in a block": {image(func(a *awsImage) { a.put(chunkFirst, plain); a.mark() }), "chunk flags 4000"},
		"large block":     {bigBlock, "a block of more than"},
		"large expansion": {bigZip, "compressed block of more than"},
		"not zlib":        {image(func(a *awsImage) { a.put(chunkFirst|chunkLast|chunkZlib, plain) }), "zlib block"},
		"not bzip2": {image(func(a *awsImage) { a.put(chunkFirst|chunkLast|chunkBzip2, plain) }),
			"a compressed block"},
		"data among label": {label1.out, "among the labels"},
	} {
		all, _ := walk(t, "x", bytes.NewReader(c.file), Options{})
		err := all[len(all)-1].err
		if id(err) != IDTape || !strings.Contains(err.Error(), c.text) || len(all) != 1 {
			t.Errorf("%s: %v (%d members), want %q", name, err, len(all), c.text)
		}
	}
}

func TestTapeRemarksOnABrokenChain(t *testing.T) {
	t.Parallel()
	a := &awsImage{}
	a.block(0, plain)
	a.block(0, plain)
	a.before = 5
	a.block(0, plain)
	a.mark()
	got := one(t, "x", bytes.NewReader(a.out))
	if got.err != nil || len(got.data) != 3*len(plain) {
		t.Fatalf("%v, %d bytes", got.err, len(got.data))
	}
	all, res := walk(t, "x", bytes.NewReader(a.out), Options{})
	if len(all) != 1 || len(res.Notes) != 1 || !strings.Contains(res.Notes[0].Text, "the one before it has 5 bytes") {
		t.Errorf("notes %q", res.Notes)
	}
}

// What looks like one chunk header is not a tape: the next one has to agree, and what
// is called compressed has to begin as that.
func TestTapeWantsTwoHeadersThatAgree(t *testing.T) {
	t.Parallel()
	bad := &awsImage{}
	bad.put(chunkFirst|chunkLast|chunkZlib, plain)
	bad.mark()
	marks := &awsImage{}
	for range 20 {
		marks.mark()
	}
	for name, file := range map[string][]byte{
		"RDW of 5 and X'81'":       bytes.Repeat([]byte{0, 5, 0, 0, 0x81}, 400),
		"the same, shorter":        bytes.Repeat([]byte{0, 5, 0, 0, 0x81}, 40),
		"RDW of 5 and X'A0'":       bytes.Repeat([]byte{0, 5, 0, 0, 0xA0}, 400),
		"RDW of 6 and X'A000'":     bytes.Repeat([]byte{0, 6, 0, 0, 0xA0, 0}, 400),
		"RDW of 6 and X'8080'":     bytes.Repeat([]byte{0, 6, 0, 0, 0x80, 0x80}, 30_000),
		"called zlib, but is not":  bad.out,
		"tape marks alone":         marks.out,
		"a mark and other records": append([]byte{0, 0, 0, 0, 0x40, 0}, bytes.Repeat([]byte{0, 6, 0, 0, 0xC1, 0xC2}, 400)...),
	} {
		inside := terseFile(terseSpack, true, 80, file[:min(len(file), 80)])
		if got := one(t, "x", bytes.NewReader(file)); got.err != nil || len(got.chain) != 0 || !bytes.Equal(got.data, file) {
			t.Errorf("%s: %d bytes behind %s, %v", name, len(got.data), Chain(got.chain), got.err)
		}
		if got := one(t, "x", bytes.NewReader(inside)); got.err != nil || len(got.chain) != 1 {
			t.Errorf("%s, tersed: behind %s, %v", name, Chain(got.chain), got.err)
		}
	}
}

func TestTapeMayBeginWithMarks(t *testing.T) {
	t.Parallel()
	for name, method := range map[string]byte{"plain": 0, "zlib": chunkZlib} {
		a := &awsImage{}
		a.mark()
		a.mark()
		for range 40 {
			a.block(method, bytes.Repeat(noise(2500), 11))
		}
		a.mark()
		got := one(t, "x", bytes.NewReader(a.out))
		if got.err != nil || len(got.data) != 40*27500 || !strings.HasPrefix(Chain(got.chain), awsName) {
			t.Errorf("%s: %d bytes behind %s, %v", name, len(got.data), Chain(got.chain), got.err)
		}
	}
}

// A block whose zlib header is there and whose data are not is read as it is, with
// a remark.
func TestWrongGuessFallsBackToTheContent(t *testing.T) {
	t.Parallel()
	a := &awsImage{}
	a.put(chunkFirst|chunkLast|chunkZlib, append([]byte{0x78, 0x9C, 0xFF}, plain...))
	a.mark()
	for kind, open := range openings {
		got := one(t, "x", open(a.out))
		if got.err != nil || !bytes.Equal(got.data, a.out) || len(got.notes) != 1 ||
			!strings.Contains(got.notes[0], "begins like AWSTAPE") {
			t.Errorf("%s: %d bytes, %v, notes %q", kind, len(got.data), got.err, got.notes)
		}
	}
}

func FuzzAws(f *testing.F) {
	f.Add(awsTape("A.B", 0, plain[:40], plain[:50]))
	f.Add(awsTape("A.B", chunkZlib, plain[:40]))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !isAws(data) {
			return
		}
		walk(t, "fuzz", bytes.NewReader(data), Options{MaxOutput: 4 << 20, MaxDepth: 1})
	})
}

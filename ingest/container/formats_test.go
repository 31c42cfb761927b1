package container

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz/lzma"
)

// plain is content that no format claims: the start of an SMF dump.
var plain = append(
	[]byte{0x00, 0x12, 0x00, 0x00, 0x1E, 0x02, 0x00, 0x12, 0x34, 0x56, 0x01, 0x26, 0x03, 0x5F, 0xE2, 0xE8, 0xE2, 0xC1},
	bytes.Repeat([]byte{0x00, 0x06, 0x00, 0x00, 0xC1, 0xC2}, 300)...)

var stamp = time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)

func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(s), ""))
	if err != nil {
		panic(err)
	}
	return b
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func gz(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.ModTime = stamp
	must(w.Write(data))
	must(0, w.Close())
	return b.Bytes()
}

func zst(data []byte) []byte {
	w := must(zstd.NewWriter(nil))
	defer w.Close()
	return w.EncodeAll(data, nil)
}

type file struct {
	name string
	data []byte
}

func zipped(files ...file) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		fw := must(w.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: stamp}))
		must(fw.Write(f.data))
	}
	must(0, w.Close())
	return b.Bytes()
}

func tarred(files ...file) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		must(0, w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.data)), Mode: 0o600, ModTime: stamp}))
		must(w.Write(f.data))
	}
	must(0, w.Close())
	return b.Bytes()
}

// compressed is the encoder of compress(1), for tests: greedy, with the table
// cleared behind every clearAt bytes, or never when it is 0.
func compressed(maxBits uint, clearAt int, data []byte) []byte {
	out := []byte{0x1f, 0x9d, 0x80 | byte(maxBits)}
	var group []byte
	var pos uint
	bits, next := uint(lzwMinBits), 257
	flush := func(whole bool) {
		if pos == 0 {
			return
		}
		n := (pos + 7) / 8
		if whole {
			n = bits
		}
		out = append(out, group[:n]...)
		group, pos = nil, 0
	}
	put := func(code int) {
		if group == nil {
			group = make([]byte, bits+3)
		}
		for i := range bits {
			group[(pos+i)/8] |= byte(code>>i&1) << ((pos + i) % 8)
		}
		if pos += bits; pos == bits*8 {
			flush(true)
		}
	}
	var table map[string]int
	fresh := func() {
		table = map[string]int{}
		for i := range 256 {
			table[string([]byte{byte(i)})] = i
		}
	}
	fresh()
	// The decoder is one entry behind, so widths grow by its count.
	known := 256
	var s []byte
	for i, b := range data {
		if clearAt > 0 && i > 0 && i%clearAt == 0 {
			put(table[string(s)])
			if known++; known > 1<<bits-1 && bits < maxBits {
				flush(true)
				bits++
			}
			put(lzwClear)
			flush(true)
			fresh()
			s, bits, next, known = nil, lzwMinBits, 257, 256
		}
		if _, ok := table[string(append(bytes.Clone(s), b))]; ok {
			s = append(s, b)
			continue
		}
		put(table[string(s)])
		if known < 1<<maxBits {
			known++
		}
		if known > 1<<bits-1 && bits < maxBits {
			flush(true)
			bits++
		}
		if next < 1<<maxBits {
			table[string(append(bytes.Clone(s), b))] = next
			next++
		}
		s = []byte{b}
	}
	if len(s) > 0 {
		put(table[string(s)])
	}
	flush(false)
	return out
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// openable lists whole inputs and the one member inside each.
var openable = []struct {
	name  string
	file  []byte
	want  []byte
	chain string
}{
	{"plain", plain, plain, ""},
	{"empty", nil, nil, ""},
	{"one byte", []byte{0}, []byte{0}, ""},
	{"gzip", gz(plain), plain, "gzip"},
	{"gzip of nothing", gz(nil), nil, "gzip"},
	{"gzip members", concat(gz(plain[:20]), gz(nil), gz(plain[20:])), plain, "gzip"},
	{"gzip with padding", append(gz(plain), make([]byte, 700)...), plain, "gzip"},
	{"zstd", zst(plain), plain, "zstd"},
	{"gzip members behind padding",
		concat(gz(plain[:20]), make([]byte, 700), gz(plain[20:]), bytes.Repeat([]byte{0x40}, 80)), plain, "gzip"},
	{"zstd with padding", append(zst(plain), make([]byte, 700)...), plain, "zstd"},
	{"zstd frames behind padding", concat(zst(plain[:50]), make([]byte, 81), zst(plain[50:])), plain, "zstd"},
	{"zstd frames", concat(zst(plain[:50]), zst(plain[50:])), plain, "zstd"},
	{"zstd skippable", concat([]byte{0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3}, zst(plain)), plain, "zstd"},
	// printf hello | bzip2; printf "" | bzip2
	{"bzip2", unhex("425a68393141592653591931653d00000081000244a000219a68334d07338bb9229c28480c98b29e80"), []byte("hello"),
		"bzip2"},
	{"bzip2 with padding", append(unhex(hetBzip2), make([]byte, 39)...), []byte("hello"), "bzip2"},
	{"bzip2 streams behind padding", concat(unhex(hetBzip2), bytes.Repeat([]byte{0x40}, 39), unhex(hetBzip2)),
		[]byte("hellohello"), "bzip2"},
	{"bzip2 of nothing", unhex("425a683917724538509000000000"), nil, "bzip2"},
	// Nine-bit codes, low bits first: 'a' 'b' 257 ("ab") 'a'.
	{"compress by hand", []byte{0x1f, 0x9d, 0x90, 0x61, 0xC4, 0x04, 0x0C, 0x03}, []byte("ababa"), "compress"},
	// 'a' 257, the entry that is just being made: "a" "aa".
	{"compress, entry in the making", []byte{0x1f, 0x9d, 0x90, 0x61, 0x02, 0x02}, []byte("aaa"), "compress"},
	{"compress 16", compressed(16, 0, plain), plain, "compress"},
	{"compress 9", compressed(9, 0, noise(5000)), noise(5000), "compress"},
	{"compress 12", compressed(12, 0, noise(60000)), noise(60000), "compress"},
	{"compress 16 full", compressed(16, 0, noise(200000)), noise(200000), "compress"},
	{"compress cleared", compressed(12, 1700, noise(30000)), noise(30000), "compress"},
	{"lzma", lzmaAlone(plain, lzma.WriterConfig{DictCap: 1 << 16}), plain, "lzma"},
	{"lzma of known size", lzmaAlone(plain, lzma.WriterConfig{DictCap: 1 << 16, Size: int64(len(plain))}), plain, "lzma"},
	{"lzip", lzipped(plain), plain, "lzip"},
	{"lzip members", concat(lzipped(plain[:90]), lzipped(plain[90:])), plain, "lzip"},
	{"lz4", lz4ed(plain), plain, "lz4"},
	{"lz4 frames", concat(lz4ed(plain[:90]), lz4ed(plain[90:])), plain, "lz4"},
	{"lz4, the older form", lz4ed(plain, lz4.LegacyOption(true)), plain, "lz4"},
	{"zip, deflate64", zip64ed(), far(), "zip"},
	{"zip with its mark", append([]byte("PK00"), zipped(file{"x", plain})...), plain, "zip"},
	{"zip behind a program", append(programHead, zipped(file{"x", plain})...), plain, "zip"},
	{"TERSE", terseFile(tersePack, false, 6, plain), plain, "TERSE PACK F LRECL 6 BLKSIZE 27998"},
	{"zip", zipped(file{"d/SMF.bin", plain}), plain, "zip"},
	{"tar", tarred(file{"d/SMF.bin", plain}), plain, "tar"},
	{"tar in gzip", gz(tarred(file{"SMF.bin", plain})), plain, "gzip → tar"},
	{"zip, TERSE, gzip", zipped(file{"a.trs", terseFile(terseSpack, false, 1, gz(plain))}), plain,
		"zip → TERSE SPACK F LRECL 1 BLKSIZE 27998 → gzip"},
	{"zip in zip", zipped(file{"in.zip", zipped(file{"x", plain})}), plain, "zip → zip"},
	{"XMIT, fixed", xmitSent("SMF.DUMP", 0x9000, "INMCOPY", plain[:6], plain[6:]), plain,
		"XMIT SMF.DUMP FB LRECL 80 BLKSIZE 800"},
	{"TERSE in 4-byte lengths", inRecords("len4", 1024, terseFile(tersePack, false, 6, plain)), plain,
		"record lengths four-byte lengths around records of 1,024 bytes → TERSE PACK F LRECL 6 BLKSIZE 27998"},
	{"SIMH tape", simhTape(labelledTape("SMF.DUMP", plain)...), plain,
		"SIMH tape volume VOL001 VBS LRECL 32760 BLKSIZE 27998"},
	{"FAKETAPE", fakeTape(labelledTape("SMF.DUMP", plain)...), plain,
		"FAKETAPE volume VOL001 VBS LRECL 32760 BLKSIZE 27998"},
	{"tape", awsTape("SMF.DUMP", 0, plain), plain, "AWSTAPE volume VOL001 VBS LRECL 32760 BLKSIZE 27998"},
}

// programHead is as much of a Windows program as tells that it is one.
var programHead = append(append([]byte("MZ\x90\x00"), make([]byte, 56)...),
	append([]byte{0x40, 0, 0, 0}, append([]byte("PE\x00\x00"), make([]byte, 600)...)...)...)

// noise returns bytes of a small alphabet without a period.
func noise(n int) []byte {
	out := make([]byte, n)
	x := uint32(119)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = "abcdefgh"[x>>29]
	}
	return out
}

func TestOpensEveryFormatHoweverItArrives(t *testing.T) {
	t.Parallel()
	for _, c := range openable {
		for kind, open := range openings {
			t.Run(c.name+" as "+kind, func(t *testing.T) {
				t.Parallel()
				got := one(t, "in", open(c.file))
				if got.err != nil || !bytes.Equal(got.data, c.want) {
					t.Errorf("got %d bytes (%v), want %d", len(got.data), got.err, len(c.want))
				}
				if Chain(got.chain) != c.chain {
					t.Errorf("chain %q, want %q", Chain(got.chain), c.chain)
				}
				if endless := strings.Contains(c.chain, compressFormat.Name) ||
					strings.Contains(c.name, "older form"); len(got.notes) > 0 != endless {
					t.Errorf("notes %q, want one: %t", got.notes, endless)
				}
			})
		}
	}
}

func TestFormatsDoNotOverlap(t *testing.T) {
	t.Parallel()
	for _, c := range openable {
		var names []string
		for _, f := range Formats {
			head, ahead := c.file[:min(headSize, len(c.file))], c.file[:min(bufferSize, len(c.file))]
			if f.Match != nil && f.Match(head) && (f.sure == nil || f.sure(ahead)) {
				names = append(names, f.Name)
			}
		}
		// The damaged form looks for the eye-catcher anywhere and comes last.
		if len(names) > 1 && names[1] != brokenXmitFormat.Name {
			t.Errorf("%s is claimed by %q", c.name, names)
		}
	}
}

func TestFormatsAreDescribed(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range Formats {
		if f.Name == "" || f.Doc == "" || f.Match == nil && f.tail == nil || f.open == nil || seen[f.Name] {
			t.Errorf("format %+v is incomplete or listed twice", f)
		}
		seen[f.Name] = true
		if f.Match != nil && f.Match(nil) {
			t.Errorf("%s claims an empty input", f.Name)
		}
	}
}

// onDisk says that an archive's table of contents lies on another disk.
func onDisk(n byte, archive []byte) []byte {
	archive[len(archive)-zipEndSize+4] = n
	return archive
}

// zstdBeyond is compressed against a dictionary that has no number: its first match
// lies before the beginning.
var zstdBeyond = func() []byte {
	w := must(zstd.NewWriter(nil, zstd.WithEncoderDictRaw(0, noise(3000))))
	defer w.Close()
	return w.EncodeAll(noise(3000), nil)
}()

func TestDamagedFilesAreExplained(t *testing.T) {
	t.Parallel()
	flipped := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		b[at] ^= 0xFF
		return b
	}
	for _, c := range []struct {
		name, id, text string
		file           []byte
	}{
		{"gzip cut", IDDamaged, "end before they are complete", gz(plain)[:40]},
		{"gzip checksum", IDDamaged, "checksum", flipped(gz(plain), len(gz(plain))-6)},
		{"gzip header only", IDDamaged, "end before", gz(plain)[:5]},
		{"zstd cut", IDDamaged, "end before", zst(plain)[:20]},
		{"bzip2 cut", IDDamaged, "end before", unhex("425a68393141592653591931653d00000081000244a0")},
		{"compress code", IDDamaged, "code 300", []byte{0x1f, 0x9d, 0x90, 0x61, 0x58, 0x02}},
		{"compress first code", IDDamaged, "code 257", []byte{0x1f, 0x9d, 0x90, 0x01, 0x01}},
		{"zip cut", IDDamaged, "table of contents", zipped(file{"x", plain})[:60]},
		{"zip checksum", IDDamaged, "checksum", flipped(rawZip(0, 0, "x", plain), 50)},
		{"empty zip", IDEmpty, "holds no files", zipped()},
		{"tar cut", IDDamaged, "end before", tarred(file{"x", plain})[:700]},
		{"tar with garbage", IDDamaged, "invalid tar header",
			concat(tarred(file{"x", nil})[:512], bytes.Repeat([]byte{9}, 512))},
		{"xz cut short", IDDamaged, "", []byte("\xfd7zXZ\x00\x00\x04")},
		{"split zip, first part", IDClosed, "zip -s 0", append([]byte(zipSplit), zipped(file{"x", plain})[:90]...)},
		{"split zip, parts one behind the other", IDClosed, "zip -s 0", onDisk(1, zipped(file{"x", plain}))},
		{"split zip, last part", IDClosed, "zip -s 0", zipped(file{"x", noise(3000)})[900:]},
		{"split zip, first part of another program", IDDamaged, "option parts", zipped(file{"x", noise(3000)})[:900]},
		{"program", IDClosed, "7z x", programHead},
		{"zstd window", IDLimit, "zstd -d --long=31", unhex("28b52ffd 00a8 010000")},
		{"zstd dictionary", IDClosed, "-D DICTIONARY", unhex("28b52ffd 0158 77 010000")},
		{"zstd against other data", IDClosed, "--patch-from", zstdBeyond},
		{"lz4 cut", IDDamaged, "", []byte("\x04\x22\x4d\x18\x40\x40")},
		{"lzip cut", IDDamaged, "end before", []byte("LZIP\x01\x0c\x00")},
		{"TERSE library", IDTerseLib, "library",
			append([]byte{7, 0, 0, 80, 0x0C, 3, 3, 0x20, 0, 0, 0, 0}, make([]byte, 500)...)},
		{"XMIT moved", IDXmit, "not in its place", append([]byte{0x60}, xmitSent("A", 0x9000, "INMCOPY", plain)...)},
		{"XMIT in ASCII", IDXmit, "not in its place", []byte("\x60\x5cINMR01 and so on")},
	} {
		all, _ := walk(t, "in", bytes.NewReader(c.file), Options{})
		last := all[len(all)-1]
		if id(last.err) != c.id || !strings.Contains(last.err.Error(), c.text) {
			t.Errorf("%s: got %v, want %s with %q", c.name, last.err, c.id, c.text)
		}
	}
}

func TestFaultNamesPathPlaceAndBytes(t *testing.T) {
	t.Parallel()
	inner := terseFile(terseSpack, true, 80, plain[:80])[:30]
	got := one(t, "a.zip", bytes.NewReader(zipped(file{"SMF.trs", inner})))
	want := "a.zip!SMF.trs: record 1 at byte 30: TERSE: damaged: the data end without an end code; " +
		"the file was cut short or transferred in text mode: transfer it again in binary mode"
	if got.err.Error() != want {
		t.Errorf("got  %s\nwant %s", got.err, want)
	}
	got = one(t, "b", bytes.NewReader([]byte("Rar!\x1a\x07\x00")))
	want = "b: rar: compressed with rar, which is not opened here (first bytes 526172211a0700); unpack it first (unrar " +
		"x) and give the files inside"
	if got.err.Error() != want {
		t.Errorf("got  %s\nwant %s", got.err, want)
	}
}

func TestHardenSmallFormats(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	small := plain[:60]
	for name, file := range map[string][]byte{
		"gzip":     gz(small),
		"zstd":     zst(small),
		"zip":      zipped(file{"a", small}, file{"b", small}),
		"bzip2":    unhex(hetBzip2),
		"compress": compressed(12, 0, small),
		"xmit":     xmitSent("A.B", 0x5002, "INMCOPY", small[:30], small[30:]),
		"aws":      awsTape("A.B", 0, small),
		"simh":     simhTape(labelledTape("A.B", small)...),
		"faketape": fakeTape(labelledTape("A.B", small)...),
		"lz4":      lz4ed(small),
		"lzma":     lzmaAlone(small, lzma.WriterConfig{DictCap: 1 << 16}),
		"lzip":     lzipped(small),
		"lengths":  inRecords("len4", 30, gz(small)),
		"het":      awsTape("A.B", chunkZlib, small),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			harden(t, name, file)
		})
	}
}

// rawZip builds a zip by hand, for what the library does not write: methods,
// flags and names of any kind.
func rawZip(method, flags uint16, name string, data []byte) []byte {
	le := binary.LittleEndian
	common := func(b []byte) []byte {
		b = le.AppendUint16(b, 20)
		b = le.AppendUint16(b, flags)
		b = le.AppendUint16(b, method)
		b = le.AppendUint32(b, 0)
		b = le.AppendUint32(b, crc32.ChecksumIEEE(data))
		b = le.AppendUint32(b, uint32(len(data)))
		b = le.AppendUint32(b, uint32(len(data)))
		b = le.AppendUint16(b, uint16(len(name)))
		return le.AppendUint16(b, 0)
	}
	out := common([]byte("PK\x03\x04"))
	out = append(append(out, name...), data...)
	dir := len(out)
	out = common(append(out, "PK\x01\x02\x14\x00"...))
	out = append(out, make([]byte, 14)...) // comment, disk, attributes, offset 0
	out = append(out, name...)
	size := len(out) - dir
	out = append(out, "PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00"...)
	out = le.AppendUint32(out, uint32(size))
	out = le.AppendUint32(out, uint32(dir))
	return append(out, 0, 0)
}

func TestZipMembersThatCannotBeOpenedAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, flags uint16
		text          string
	}{
		{14, 0, "compressed with LZMA"},
		{77, 0, "compressed with method 77"},
		{0, zipEncrypted, "encrypted"},
	} {
		got := one(t, "a.zip", bytes.NewReader(rawZip(c.method, c.flags, "m", plain)))
		if id(got.err) != IDClosed || !strings.Contains(got.err.Error(), c.text) || got.name != "a.zip!m" {
			t.Errorf("%s: got %v", c.text, got.err)
		}
	}
}

func TestZipReadsOtherMethods(t *testing.T) {
	t.Parallel()
	var zs bytes.Buffer
	w := zip.NewWriter(&zs)
	w.RegisterCompressor(zipZstd, func(out io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(out) })
	fw := must(w.CreateHeader(&zip.FileHeader{Name: "m", Method: zipZstd}))
	must(fw.Write(plain))
	must(0, w.Close())
	for name, file := range map[string][]byte{"zstd": zs.Bytes(), "stored": rawZip(0, 0, "m", plain)} {
		got := one(t, "a.zip", bytes.NewReader(file))
		if got.err != nil || !bytes.Equal(got.data, plain) {
			t.Errorf("%s: %v, %d bytes", name, got.err, len(got.data))
		}
	}
}

func TestZipNames(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"SMF.bin":           "z!SMF.bin",
		"Umsatz\x9bn\x84":   "z!Umsatz¢nä",               // code page 437
		"Grün":              "z!Grün",                    // UTF-8, not marked
		"a\x1b[2Jb":         `z!a\x1B[2Jb`,               // no control over the terminal
		"evil\u202Egpj.exe": `z!evil\xE2\x80\xAEgpj.exe`, // no reversed display
		"../../etc/passwd":  "z!../../etc/passwd",        // shown as it is, written elsewhere
	} {
		got := one(t, "z", bytes.NewReader(rawZip(0, 0, raw, plain)))
		if got.name != want {
			t.Errorf("%q: got %q, want %q", raw, got.name, want)
		}
	}
}

func TestOneBadMemberDoesNotHarmTheOthers(t *testing.T) {
	t.Parallel()
	bad := gz(plain)[:30]
	for name, archive := range map[string][]byte{
		"zip": zipped(file{"c", plain}, file{"b", bad}, file{"a", plain}, file{"lib", []byte("Rar!\x1a\x07\x00")}),
		"tar": tarred(file{"a", plain}, file{"b", bad}, file{"c", plain}, file{"lib", []byte("Rar!\x1a\x07\x00")}),
	} {
		all, res := walk(t, "x", bytes.NewReader(archive), Options{})
		var got []string
		for _, v := range all {
			got = append(got, fmt.Sprintf("%s %d %s", v.name, len(v.data), id(v.err)))
		}
		want := fmt.Sprintf("x!a %d |x!b %d %s|x!c %d |x!lib 0 %s", len(plain), len(all[1].data), IDDamaged, len(plain),
			IDClosed)
		if strings.Join(got, "|") != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
		if res.Members != 4 || res.Failed != 1 {
			t.Errorf("%s: result %+v", name, res)
		}
	}
}

// pipeZip is a zip whose only member is marked as a named pipe: cat x | zip z -
func pipeZip(data []byte) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "-", Method: zip.Deflate}
	h.SetMode(fs.ModeNamedPipe | 0o600)
	must(must(w.CreateHeader(h)).Write(data))
	must(0, w.Close())
	return b.Bytes()
}

func TestZipOfAPipeIsRead(t *testing.T) {
	t.Parallel()
	if got := one(t, "x", bytes.NewReader(pipeZip(plain))); got.err != nil || !bytes.Equal(got.data, plain) {
		t.Errorf("%d bytes, %v", len(got.data), got.err)
	}
}

func TestCompanionsAreLeftOutAndCounted(t *testing.T) {
	t.Parallel()
	double := []byte("\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ")
	files := []file{
		{"smf119.smf", plain},
		{"__MACOSX/._smf119.smf", double},
		{".DS_Store", []byte("\x00\x00\x00\x01Bud1\x00")},
		{"d/Thumbs.db", unhex("d0cf11e0a1b11ae1 0000")},
		{"d/Desktop.ini", []byte("[.ShellClassInfo]\r\n")},
		{"d/._empty", nil},
		{"d/._dump.smf", plain}, // a dump that is only named like one
		{"d/thumbs.db.smf", plain},
	}
	for name, archive := range map[string][]byte{"zip": zipped(files...), "tar": tarred(files...)} {
		all, res := walk(t, "x", bytes.NewReader(archive), Options{})
		if len(all) != 3 || res.Members != 3 || res.Failed != 0 || res.Left.Total != 5 || len(res.Left.Names) != 5 {
			t.Errorf("%s: %d members, left %+v", name, len(all), res.Left)
		}
		for _, v := range all {
			if v.err != nil || !bytes.Equal(v.data, plain) {
				t.Errorf("%s: %s: %v", name, v.name, v.err)
			}
		}
	}
	only := one(t, "x", bytes.NewReader(zipped(files[1:5]...)))
	if id(only.err) != IDEmpty || !strings.Contains(only.err.Error(), "4 of the desktop's own") {
		t.Errorf("companions alone: %v", only.err)
	}
}

func TestTarNamesWhatIsNotAFile(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	must(0, w.WriteHeader(&tar.Header{Name: "d/", Typeflag: tar.TypeDir, Mode: 0o700}))
	must(0, w.WriteHeader(&tar.Header{Name: "l", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}))
	must(0, w.Close())
	got := one(t, "x", bytes.NewReader(b.Bytes()))
	if got.name != "x!l" || id(got.err) != IDClosed || !strings.Contains(got.err.Error(), "symbolic link") {
		t.Errorf("got %s: %v", got.name, got.err)
	}
}

func TestModTimeComesFromTheInnermostContainerThatHasOne(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"gzip":          gz(plain),
		"zip":           zipped(file{"x", plain}),
		"tar":           tarred(file{"x", plain}),
		"zstd in a zip": zipped(file{"x", zst(plain)}),
	} {
		_, err := Walk(t.Context(), "x", bytes.NewReader(file), Options{}, func(m *Member) error {
			if !m.ModTime.Equal(stamp) {
				t.Errorf("%s: %v, want %v", name, m.ModTime, stamp)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

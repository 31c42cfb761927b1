package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/charmap"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// A transportRow is one way in which a dump reaches the program, or fails to: one
// row of the matrix that readers must pass. The dump behind each is the same, so
// that a row says only what the way does to it.
type transportRow struct {
	id, what string
	in       func(d *transportDump) []byte
	opt      smf.Options
	want     string // what came out, as transported words it; "whole" is the dump, undamaged
	tests    string // tests elsewhere that say more about the row; each must exist
}

const whole = "whole"

// transportMatrix lists the rows. Letters group them: F framing, H header, K kind of
// record, D damage, L length, W wrapping, X translation, S size.
var transportMatrix = []transportRow{
	{"F1-VB", "blocks with descriptor words", framed(smf.WriterOptions{Framing: smf.BDW}), smf.Options{}, whole,
		"TestVectors"},
	{"F1-VBS2", "blocks, records of two segments", framed(smf.WriterOptions{Framing: smf.BDW, Span: true, BlockSize: 600}),
		smf.Options{}, whole, ""},
	{"F1-VBS3", "blocks, records of three and more segments",
		framed(smf.WriterOptions{Framing: smf.BDW, Span: true, BlockSize: 120}), smf.Options{}, whole, ""},
	{"F1-XBDW", "blocks with extended descriptor words", framed(smf.WriterOptions{Framing: smf.BDW, Extended: true}),
		smf.Options{}, whole, ""},
	{"F2-VB", "record descriptor words", framed(smf.WriterOptions{}), smf.Options{}, whole,
		"TestReaderFindsEveryFramingByItself"},
	{"F2-VBS2", "descriptor words, records of two segments", framed(smf.WriterOptions{Span: true, BlockSize: 600}),
		smf.Options{}, whole, ""},
	{"F2-VBS3", "descriptor words, records of three and more segments",
		framed(smf.WriterOptions{Span: true, BlockSize: 120}), smf.Options{}, whole, ""},
	{"F3", "descriptor words that do not count themselves", framed(smf.WriterOptions{Framing: smf.RDWExclusive}),
		smf.Options{}, whole, ""},
	{"F4", "four-byte lengths of z/OSMF and Zowe", framed(smf.WriterOptions{Framing: smf.Len4}), smf.Options{}, whole, ""},
	{"F5", "little-endian descriptor words", framed(smf.WriterOptions{Framing: smf.RDWLE}), smf.Options{}, whole, ""},
	{"F6", "FTP block mode with its headers", framed(smf.WriterOptions{Framing: smf.Block}), smf.Options{}, whole, ""},
	{"F7", "records inside a second descriptor word", framed(smf.WriterOptions{Framing: smf.RDWRDW}), smf.Options{}, whole,
		""},
	{"F8", "frames of real-time buffers", framed(smf.WriterOptions{Framing: smf.Buffer}), smf.Options{}, whole, ""},
	{"F9", "two-byte lengths", framed(smf.WriterOptions{Framing: smf.Len2}), smf.Options{}, whole, "TestVectors"},
	{"F10", "Micro Focus variable-length file", framed(smf.WriterOptions{Framing: smf.MicroFocus}), smf.Options{}, whole,
		"TestVectors"},
	{"F11", "FTP record structure", framed(smf.WriterOptions{Framing: smf.StruR}), smf.Options{}, whole, "TestVectors"},
	{"F11-RDW", "FTP record structure, descriptor words kept", struWithRDW, smf.Options{}, whole, ""},
	{"F12-1024", "dump in pieces of 1,024 bytes with four-byte lengths", chunks(1024, smf.RDW), smf.Options{}, whole, ""},
	{"F12-4096", "the same, pieces of 4,096 bytes", chunks(4096, smf.BDW), smf.Options{}, whole, ""},

	{"H18-H24", "headers of 18 and 24 bytes, which every dump has", framed(smf.WriterOptions{}), smf.Options{}, whole,
		"TestRecordGivesItsHeader"},
	{"H56", "extended header", with(extendedHeader(0x20)), smf.Options{}, "40 decoded, 6 skipped", "TestVectors"},
	{"H56-bad", "type 126 without a proper extended header", with(extendedHeader(0x1F)), smf.Options{},
		"40 decoded, 6 skipped: malformed-header", "TestVectors"},

	{"K2-K3", "dump header and trailer", framed(smf.WriterOptions{}), smf.Options{}, whole, ""},
	{"K7", "records were lost", with(foreignRecord(7, 0, 40)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"K2-1", "group signature", with(foreignRecord(2, 1, 60)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"K2-2", "interval signature", with(foreignRecord(2, 2, 60)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"K-two", "two dumps one behind the other", func(d *transportDump) []byte { return append(d.plain(), d.plain()...) },
		smf.Options{}, "80 decoded, 10 skipped", ""},
	{"K-order", "systems mixed, records out of order", backwards, smf.Options{}, whole, ""},

	{"D-cut", "file ends inside a record", func(d *transportDump) []byte { b := d.plain(); return b[:len(b)-40] },
		smf.Options{}, "40 decoded, 3 skipped, 1 rejected: truncated",
		"TestTruncationAtEveryByte TestReaderKeepsWhatComesBeforeATruncationAtAnyByte"},
	{"D-zeros", "zero halfwords between records", zerosBetween, smf.Options{}, whole, ""},
	{"D-pad0", "zeros behind the last record", padded(0, 3000), smf.Options{}, whole, ""},
	{"D-pad40", "blanks behind the last record", padded(0x40, 3000), smf.Options{}, whole, ""},
	{"D-pad1A", "Ctrl-Z behind the last record", padded(0x1A, 1), smf.Options{}, whole, ""},
	{"D-null", "records without data between and around the others", nullRecords, smf.Options{}, whole, "TestVectors"},
	{"D-fill0", "each record filled with zeros to 2,047 bytes", filled(2047, 0), smf.Options{}, whole, "TestVectors"},
	{"D-fill40", "each record filled with blanks to 2,048 bytes", filled(2048, 0x40), smf.Options{}, whole, "TestVectors"},
	{"D-fill32760", "each record filled with zeros to 32,760 bytes", filled(32760, 0), smf.Options{}, whole, ""},
	{"D-fill0-gzip", "the same, packed", packed(filled(2047, 0)), smf.Options{}, whole, ""},
	{"D-lines", "CR LF behind each record, lengths kept", behindEach("\r\n", smf.RDW), smf.Options{}, whole,
		"TestVectors"},
	{"D-feeds", "line feed behind each record, lengths kept", behindEach("\n", smf.RDW), smf.Options{}, whole,
		"TestVectors"},
	{"D-rdw0", "descriptor word of length 0 inside", damaged(0, 0), smf.Options{},
		"39 decoded, 5 skipped, 1 rejected: damaged-area", ""},
	{"D-rdw1", "descriptor word of length 1 inside", damaged(0, 1), smf.Options{},
		"39 decoded, 5 skipped, 1 rejected: damaged-area", ""},
	{"D-rdw3", "descriptor word of length 3 inside", damaged(0, 3), smf.Options{},
		"39 decoded, 5 skipped, 1 rejected: damaged-area", ""},
	{"D-bits", "reserved bits of a descriptor word set", damaged(0x80, -1), smf.Options{},
		"39 decoded, 5 skipped, 1 rejected: damaged-area", ""},
	{"D-orphan", "last segment without its first", orphan, smf.Options{},
		"40 decoded, 5 skipped, 1 rejected: orphan-segment", "TestVectors"},
	{"D-mixed", "segments of one record with another record between", interleaved, smf.Options{},
		"40 decoded, 5 skipped, 2 rejected: incomplete-record, orphan-segment", "TestVectors"},

	{"L32756", "longest record by the manual", with(foreignRecord(119, 99, 32756)), smf.Options{}, "40 decoded, 6 skipped",
		"TestReaderAcceptsEveryLengthThatSixteenBitsHold"},
	{"L32760", "record of 32,760 bytes", with(foreignRecord(119, 99, 32760)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"L32767", "record of 32,767 bytes", with(foreignRecord(119, 99, 32767)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"L32768", "record of 32,768 bytes", with(foreignRecord(119, 99, 32768)), smf.Options{}, "40 decoded, 6 skipped", ""},
	{"L65535", "record of 65,535 bytes", with(foreignRecord(119, 99, 65535)), smf.Options{}, "40 decoded, 6 skipped",
		"TestReaderJoinsRecordsLongerThanSixteenBitsHold"},

	{"W-gzip", "gzip", wrapped(gzipBytes), smf.Options{}, whole, "TestOpensEveryFormatHoweverItArrives"},
	{"W-zstd", "zstd", wrapped(zstdBytes), smf.Options{}, whole, ""},
	{"W-zip", "zip", wrapped(zipBytes), smf.Options{}, whole, ""},
	{"W-tar", "tar", wrapped(tarBytes), smf.Options{}, whole, ""},
	{"W-nested", "TERSE in gzip in zip", wrapped(terseVariable, gzipBytes, zipBytes), smf.Options{}, whole,
		"TestDepthIsLimited"},
	{"W-deep", "one wrapping more than is opened", wrapped(gzipBytes, gzipBytes, gzipBytes, gzipBytes), smf.Options{},
		"refused: E-DEPTH", "TestDepthIsLimited"},
	{"W-zip-bad", "zip with a good member and a bad one", oneBadMember, smf.Options{},
		"refused: E-ARC; 40 decoded, 5 skipped", "TestOneBadMemberDoesNotHarmTheOthers TestBadInputsHarmNoOther"},
	{"W-xz", "xz", wrapped(xzBytes), smf.Options{}, whole, "TestXzChecksBlocksAndStreams"},
	{"W-xz-bad", "xz, damaged", func(*transportDump) []byte { return []byte("\xfd7zXZ\x00 and what follows") },
		smf.Options{}, "refused: E-WRAP", "TestXzSurvivesDamage TestXzRefusesHugeDictionaries"},
	{"W-7z-bad", "7z, damaged", func(*transportDump) []byte {
		return []byte("7z\xbc\xaf\x27\x1c and what follows, which is not a header")
	}, smf.Options{}, "refused: E-WRAP", "TestSevenZipReadsWhat7ZipWrites TestSevenZipDamage"},
	{"W-rar", "rar, which is named",
		func(*transportDump) []byte { return []byte("Rar!\x1a\x07\x01\x00 and what follows") }, smf.Options{},
		"refused: E-ARC", "TestNamedFormatsSayWhatToType"},
	{"W-PACK-V", "TERSE PACK of variable records", wrapped(terseVariable), smf.Options{}, whole,
		"TestTerseRoundTrip TestRealTersedFilesRestoreToTheByte"},
	{"W-SPACK-V", "TERSE SPACK of variable records", wrapped(spackVariable), smf.Options{}, whole, "TestTerseRoundTrip"},
	{"W-PACK-F", "TERSE PACK of a dump kept as fixed records", wrapped(terseFixed), smf.Options{}, whole,
		"TestTerseVectors"},
	{"W-terse-tail", "garbage behind the end of TERSE data", wrapped(terseVariable, junkBehind), smf.Options{}, whole,
		"TestTerseRemarksOnWhatItLeaves"},
	{"W-terse-cut", "TERSE data cut short",
		func(d *transportDump) []byte { b := terseVariable(d.plain()); return b[:len(b)/2] }, smf.Options{}, "read-error",
		"TestTerseSurvivesTruncationAndFlips"},
	{"W-bomb", "TERSE data that expand beyond the limit", func(*transportDump) []byte { return terseBomb() },
		smf.Options{}, "refused", "TestTerseBombsEnd TestOutputIsLimitedPerDepth"},
	{"W-XMIT", "TSO TRANSMIT, damaged behind its first record", func(*transportDump) []byte { return xmitHead() },
		smf.Options{}, "refused: E-XMIT", "TestXmitByHand TestXmitOpensEveryFile"},

	{"X-ASCII", "text mode: EBCDIC became ASCII", asASCII, smf.Options{}, "refused: E-ASCII",
		"TestReaderExplainsWhatATransferDidToTheRecords"},
	{"X-UTF8", "text mode: EBCDIC became UTF-8", asUTF8, smf.Options{}, "refused: E-UTF8", ""},
	{"X-lossy", "repaired by a UTF-8 program", lossy, smf.Options{}, "refused: E-UTF8", ""},
	{"X-CRLF", "line feeds became CR LF", crlf, smf.Options{}, "refused: E-CRLF", ""},
	{"X-latin1", "dump with lengths that became UTF-8", asText(charmap.ISO8859_1, utf8Bytes), smf.Options{},
		"refused: E-UTF8", ""},
	{"X-1252", "the same by way of code page 1252", asText(charmap.Windows1252, utf8Bytes), smf.Options{},
		"refused: E-UTF8", ""},
	{"X-UTF16", "PowerShell redirection, byte order mark",
		asText(charmap.ISO8859_1, utf16Bytes(binary.LittleEndian, true)), smf.Options{}, "refused: E-UTF16", ""},
	{"X-UTF16-437", "the same by way of code page 437", asText(charmap.CodePage437, utf16Bytes(binary.LittleEndian, true)),
		smf.Options{}, "refused: E-UTF16", ""},
	{"X-UTF16-bare", "the same without byte order mark", asText(charmap.ISO8859_1, utf16Bytes(binary.LittleEndian, false)),
		smf.Options{}, "refused: E-UTF16", ""},
	{"X-UTF16BE", "big-endian UTF-16", asText(charmap.ISO8859_1, utf16Bytes(binary.BigEndian, false)), smf.Options{},
		"refused: E-UTF16", ""},
	{"X-UTF16-lossy", "UTF-16 of what had been taken for UTF-8",
		func(d *transportDump) []byte { return utf16Bytes(binary.LittleEndian, true)([]rune(string(lossy(d)))) },
		smf.Options{}, "refused: E-UTF16", ""},
	{"F12-rdw", "dump made variable records of 4,096 bytes, as terselib makes them", variable(4096, smf.RDW),
		smf.Options{},
		whole, ""},
	{"F12-rdw-bdw", "the same of a dump with block descriptor words", variable(1000, smf.BDW), smf.Options{}, whole, ""},
	{"X-chunks", "lengths lost, then pieces of 32,760 bytes", chunks(32760, smf.None), smf.Options{}, "refused: E-CHUNKS",
		"TestVectors"},
	{"X-chunks-salvage", "the same, --salvage", chunks(32760, smf.None), smf.Options{Salvage: true}, "salvaged",
		"TestVectors"},
	{"X-lines", "lengths lost, CR LF behind each record", behindEach("\r\n", smf.None), smf.Options{}, "refused: E-NORDW",
		""},
	{"X-lines-salvage", "the same, --salvage", behindEach("\r\n", smf.None), smf.Options{Salvage: true}, "salvaged",
		"TestVectors"},
	{"X-feeds-salvage", "line feeds, --salvage", behindEach("\n", smf.None), smf.Options{Salvage: true}, "salvaged", ""},
	{"X-shifted", "lengths lost and bytes put in, --salvage", shifted, smf.Options{Salvage: true}, "refused: E-SHIFTED",
		"TestVectors"},
	{"X-modec", "FTP compressed mode", compressed, smf.Options{}, "refused: E-MODEC", ""},
	{"X-NORDW", "descriptor words lost", framed(smf.WriterOptions{Framing: smf.None}), smf.Options{}, "refused: E-NORDW",
		""},
	{"X-salvage", "descriptor words lost, --salvage", framed(smf.WriterOptions{Framing: smf.None}),
		smf.Options{Salvage: true}, "salvaged", "TestSalvageFindsRecordsOfMoreThanOneWindow"},

	{"S-empty", "empty file", func(*transportDump) []byte { return nil }, smf.Options{}, "refused: E-EMPTY", ""},
	{"S-one", "file of one record", func(d *transportDump) []byte { return frame(d.t, smf.WriterOptions{}, d.records[0]) },
		smf.Options{}, "0 decoded, 1 skipped", "TestVectors"},
	{"S-4GiB", "file beyond 4 GiB", nil, smf.Options{}, "", "TestReaderCountsBeyondFourGibibytes"},
}

// TestTransportMatrix reads every row as a file and as a pipe, which must agree.
func TestTransportMatrix(t *testing.T) {
	t.Parallel()
	d := newTransportDump(t)
	for _, row := range transportMatrix {
		t.Run(row.id, func(t *testing.T) {
			t.Parallel()
			for _, name := range strings.Fields(row.tests) {
				if !testNames(t)[name] {
					t.Errorf("no test %s", name)
				}
			}
			if row.in == nil {
				return
			}
			in := row.in(d)
			file, pipe := transported(t, bytes.NewReader(in), row.opt),
				transported(t, struct{ io.Reader }{bytes.NewReader(in)}, row.opt)
			if file != pipe {
				t.Errorf("%s: as a file %q, as a pipe %q", row.what, file, pipe)
			}
			row.check(t, file)
		})
	}
}

func (row *transportRow) check(t *testing.T, got string) {
	t.Helper()
	switch want := row.want; {
	case want == whole:
		if got != "40 decoded, 5 skipped" {
			t.Errorf("%s: got %q, want the whole dump", row.what, got)
		}
	case want == "salvaged":
		if !strings.HasPrefix(got, "40 decoded, 5 skipped") {
			t.Errorf("%s: got %q, want the whole dump", row.what, got)
		}
	case strings.HasPrefix(want, "refused") || want == "read-error":
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", row.what, got, want)
		}
	case got != want:
		t.Errorf("%s: got %q, want %q", row.what, got, want)
	}
}

// transported reads r as an input of the program and says what came out: for each
// input inside how many records were decoded, skipped and rejected, with the kinds
// of faults, or why it was refused. All bytes must be accounted for.
func transported(t *testing.T, r io.Reader, opt smf.Options) string {
	t.Helper()
	var parts []string
	_, err := container.Walk(context.Background(), "t", r, container.Options{TempDir: t.TempDir(), MaxOutput: 8 << 20},
		func(m *container.Member) error {
			if m.Err != nil {
				parts = append(parts, "refused: "+m.Err.ID)
				return nil
			}
			parts = append(parts, scanned(t, m, opt))
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(parts)
	slices.Reverse(parts)
	return strings.Join(parts, "; ")
}

func scanned(t *testing.T, m *container.Member, opt smf.Options) string {
	t.Helper()
	o := Options{SMF: opt}
	o.defaults(MachineMemory())
	cp, err := wire.NewCodePage(o.CodePage)
	if err != nil {
		t.Fatal(err)
	}
	in := newDigest(m.Reader, o.Progress)
	s := newScan("t", 1, in, in, &o, cp, time.Time{})
	s.run(context.Background(), 2)
	all, kinds := newCounts(), map[string]bool{}
	for u := range s.queue {
		out := <-u.done
		all.merge(out.counts)
		s.recycle(out)
	}
	all.merge(s.counts)
	for _, i := range s.issues.rows {
		kinds[i.kind] = true
	}
	if s.end != nil {
		var not *smf.NotSMF
		if errors.As(s.end, &not) {
			return "refused: " + not.ID
		}
		return "refused: " + s.end.Error()
	}
	n := map[string]int64{}
	sum := s.src.skipped()
	for k, c := range all.m {
		n[k.disposition] += c.records
		sum += c.bytes
	}
	if sum != s.sum.n {
		t.Errorf("%d of %d bytes accounted for", sum, s.sum.n)
	}
	text := fmt.Sprintf("%d decoded, %d skipped", n[decoded], n[skipped])
	if n[rejected] > 0 {
		text += fmt.Sprintf(", %d rejected", n[rejected])
	}
	if len(kinds) > 0 {
		text += ": " + strings.Join(slices.Sorted(maps.Keys(kinds)), ", ")
	}
	return text
}

// transportDump is the dump behind every row: 40 records that are decoded, of three systems, and
// five that are not.
type transportDump struct {
	t       testing.TB
	records [][]byte
}

func newTransportDump(t testing.TB) *transportDump {
	t.Helper()
	d := &transportDump{t: t}
	zert := 0
	err := fixture.Company{Records: 2000, Seed: 1}.Each(func(rec []byte) error {
		is119 := rec[5] == 119
		if zert == 40 && is119 || !is119 && len(d.records)-zert == 5 && rec[5] != 3 {
			return nil
		}
		if is119 {
			zert++
		}
		d.records = append(d.records, bytes.Clone(rec))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	other := 0
	d.records = slices.DeleteFunc(d.records, func(rec []byte) bool {
		if rec[5] == 119 || rec[5] == 2 || rec[5] == 3 {
			return false
		}
		other++
		return other > 3
	})
	return d
}

func frame(t testing.TB, opt smf.WriterOptions, records ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := smf.NewWriter(&b, opt)
	for _, rec := range records {
		if err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (d *transportDump) plain() []byte { return frame(d.t, smf.WriterOptions{}, d.records...) }

func framed(opt smf.WriterOptions) func(*transportDump) []byte {
	return func(d *transportDump) []byte { return frame(d.t, opt, d.records...) }
}

// with puts one record more into the middle.
func with(rec []byte) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		return frame(d.t, smf.WriterOptions{}, slices.Insert(slices.Clone(d.records), 20, rec)...)
	}
}

// foreignRecord makes a record of a type and subtype with n bytes in all.
func foreignRecord(typ, subtype, n int) []byte {
	rec := make([]byte, n)
	copy(rec[4:], []byte{0x5E, byte(typ), 0x00, 0x36, 0xEE, 0x80, 0x01, 0x26, 0x27, 0x4F, 0xE2, 0xE8, 0xE2, 0xC1, 0xE3,
		0xC3, 0xD7, 0x40})
	binary.BigEndian.PutUint16(rec[22:], uint16(subtype))
	return rec
}

// extendedHeader makes a record of type 1154 with an extended header; n is the length it
// gives of the extension, 32 when it is right.
func extendedHeader(n byte) []byte {
	rec := foreignRecord(126, 1, 60)
	rec[4] = 0x7E
	rec[25], rec[26] = n, 1
	binary.BigEndian.PutUint16(rec[52:], 1154)
	return rec
}

func backwards(d *transportDump) []byte {
	r := slices.Clone(d.records)
	slices.Reverse(r)
	return frame(d.t, smf.WriterOptions{}, r...)
}

func zerosBetween(d *transportDump) []byte {
	var out []byte
	for i, rec := range d.records {
		out = append(out, frame(d.t, smf.WriterOptions{}, rec)...)
		if i%5 == 4 {
			out = append(out, 0, 0)
		}
	}
	return out
}

func padded(with byte, n int) func(*transportDump) []byte {
	return func(d *transportDump) []byte { return append(d.plain(), bytes.Repeat([]byte{with}, n)...) }
}

// at returns where the record of a number begins in the plain dump.
func (d *transportDump) at(n int) int { return len(frame(d.t, smf.WriterOptions{}, d.records[:n]...)) }

// damaged returns the descriptor word of a record in the middle another length, or -1 the same,
// and bits.
func damaged(bits byte, length int) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		b, at := d.plain(), d.at(20)
		if length >= 0 {
			binary.BigEndian.PutUint16(b[at:], uint16(length))
		}
		b[at+2] |= bits
		return b
	}
}

// segment makes a segment of a record: code 1 first, 2 last.
func segment(code byte, data []byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(data)+4))
	return append(append(out, code, 0), data...)
}

func orphan(d *transportDump) []byte {
	return slices.Insert(d.plain(), d.at(20), segment(2, bytes.Repeat([]byte{1}, 100))...)
}

func interleaved(d *transportDump) []byte {
	extra := d.records[20][4:]
	b := slices.Insert(d.plain(), d.at(22), segment(2, extra[100:])...)
	return slices.Insert(b, d.at(21), segment(1, extra[:100])...)
}

// wrapped puts the plain dump into wrappings, the innermost first.
func wrapped(wraps ...func([]byte) []byte) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		b := d.plain()
		for _, w := range wraps {
			b = w(b)
		}
		return b
	}
}

// must drops errors that writing to memory does not make.
func must(errs ...error) {
	if err := errors.Join(errs...); err != nil {
		panic(err)
	}
}

func gzipBytes(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(b)
	must(err, w.Close())
	return out.Bytes()
}

func zstdBytes(b []byte) []byte {
	w, err := zstd.NewWriter(nil)
	must(err)
	return w.EncodeAll(b, nil)
}

func xzBytes(b []byte) []byte {
	var out bytes.Buffer
	w, err := xz.NewWriter(&out)
	must(err)
	_, err = w.Write(b)
	must(err, w.Close())
	return out.Bytes()
}

func zipBytes(b []byte) []byte { return zipOf(map[string][]byte{"dump": b}) }

func zipOf(files map[string][]byte) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		must(err)
		_, err = f.Write(files[name])
		must(err)
	}
	must(w.Close())
	return out.Bytes()
}

func tarBytes(b []byte) []byte {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	must(w.WriteHeader(&tar.Header{Name: "dump", Mode: 0o644, Size: int64(len(b)), Typeflag: tar.TypeReg}))
	_, err := w.Write(b)
	must(err, w.Close())
	return out.Bytes()
}

func oneBadMember(d *transportDump) []byte {
	return zipOf(map[string][]byte{"a": []byte("Rar!\x1a\x07\x01\x00"), "b": d.plain()})
}

// terse writes TERSE data of literals alone, the simplest there are: codes 1 to 256 are
// bytes, 257 ends a record, 0 the data.
func terse(method, variable byte, length int, codes []uint16) []byte {
	out := []byte{method, variable, byte(length >> 8), byte(length), 0x0C, 0, 0x6D, 0x5E, 0, 0, 0, 0}
	for i := 0; i <= len(codes); i += 2 {
		var a, b uint16
		if i < len(codes) {
			a = codes[i]
		}
		if i+1 < len(codes) {
			b = codes[i+1]
		}
		out = append(out, byte(a>>4), byte(a<<4)|byte(b>>8), byte(b))
	}
	return out
}

func terseRecords(method byte, b []byte) []byte {
	var codes []uint16
	for len(b) > 0 {
		n := int(binary.BigEndian.Uint16(b))
		for _, c := range b[4:n] {
			codes = append(codes, uint16(c)+1)
		}
		codes, b = append(codes, 257), b[n:]
	}
	return terse(method, 1, 32756, codes)
}

func terseVariable(b []byte) []byte { return terseRecords(2, b) }
func spackVariable(b []byte) []byte { return terseRecords(5, b) }

func terseFixed(b []byte) []byte {
	var codes []uint16
	for _, c := range b {
		codes = append(codes, uint16(c)+1)
	}
	return terse(2, 0, 80, codes)
}

func junkBehind(b []byte) []byte { return append(b, bytes.Repeat([]byte("2026/10/01 "), 50)...) }

// terseBomb returns 3,839 blanks for every code: entry 4095 of the first table is moved up by
// its use, so that each code names the entry that is longest then.
func terseBomb() []byte {
	codes := make([]uint16, 400_000)
	for i := range codes {
		codes[i] = 4000
	}
	return terse(2, 0, 80, codes)
}

// xmitHead is the first segment of a TRANSMIT file, and nothing that could follow it.
func xmitHead() []byte {
	b := append([]byte{80, 0xE0}, "\xC9\xD5\xD4\xD9\xF0\xF1"...)
	return append(b, bytes.Repeat([]byte{0xFF}, 200)...)
}

// translate maps bytes the way a text transfer does, one to one.
func translate(t testing.TB, b []byte) []rune {
	t.Helper()
	s, err := charmap.CodePage1047.NewDecoder().Bytes(b)
	if err != nil {
		t.Fatal(err)
	}
	return []rune(string(s))
}

func asASCII(d *transportDump) []byte {
	var out []byte
	for _, rec := range d.records {
		for _, r := range translate(d.t, rec[4:]) {
			out = append(out, byte(r))
		}
		out = append(out, '\r', '\n')
	}
	return out
}

func asUTF8(d *transportDump) []byte {
	var out []byte
	for _, rec := range d.records {
		out = append(append(out, string(translate(d.t, rec[4:]))...), '\n')
	}
	return out
}

func lossy(d *transportDump) []byte {
	var out []byte
	for _, c := range d.plain() {
		if c < 0x80 {
			out = append(out, c)
		} else {
			out = append(out, "\uFFFD"...)
		}
	}
	return out
}

func crlf(d *transportDump) []byte {
	for i, rec := range d.records {
		if rec[5] == 119 && i%2 == 0 {
			rec = bytes.Clone(rec)
			rec[len(rec)-3], rec[len(rec)-9] = '\n', '\n'
			d.records[i] = rec
		}
	}
	return bytes.ReplaceAll(d.plain(), []byte("\n"), []byte("\r\n"))
}

// testNames are the tests of this package and of those below and beside it.
func testNames(t testing.TB) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, dir := range []string{".", "container", "../smf"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			text, err := os.ReadFile(dir + "/" + e.Name())
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(text)) {
				if name, ok := strings.CutPrefix(line, "func Test"); ok {
					out["Test"+name[:max(0, strings.IndexByte(name, '('))]] = true
				}
			}
		}
	}
	return out
}

// apart returns each record as a file of its own with a framing.
func (d *transportDump) apart(f smf.Framing) [][]byte {
	var out [][]byte
	for _, rec := range d.records {
		out = append(out, frame(d.t, smf.WriterOptions{Framing: f}, rec))
	}
	return out
}

func struWithRDW(d *transportDump) []byte {
	var out []byte
	for _, rec := range d.apart(smf.RDW) {
		out = append(out, bytes.ReplaceAll(rec, []byte{0xFF}, []byte{0xFF, 0xFF})...)
		out = append(out, 0xFF, 1)
	}
	return append(out, 0xFF, 2)
}

// shifted has lost its lengths and got a byte more in each record.
func shifted(d *transportDump) []byte {
	var out []byte
	for _, rec := range d.apart(smf.None) {
		out = append(append(out, rec...), 0xC1)
	}
	return out
}

// chunks cuts a dump into pieces of one length with four-byte lengths in front.
func chunks(size int, f smf.Framing) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		var out []byte
		for c := range slices.Chunk(frame(d.t, smf.WriterOptions{Framing: f}, d.records...), size) {
			out = append(binary.BigEndian.AppendUint32(out, uint32(len(c))), c...)
		}
		return out
	}
}

// variable cuts a dump into variable records of one length, without a look at its own.
func variable(size int, f smf.Framing) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		var out []byte
		for c := range slices.Chunk(frame(d.t, smf.WriterOptions{Framing: f}, d.records...), size) {
			out = append(binary.BigEndian.AppendUint16(out, uint16(len(c)+4)), 0, 0)
			out = append(out, c...)
		}
		return out
	}
}

func nullRecords(d *transportDump) []byte {
	out := []byte{0, 4, 0, 0}
	for _, rec := range d.apart(smf.RDW) {
		out = append(append(out, rec...), 0, 4, 0, 0, 0, 4, 0, 0)
	}
	return out
}

// filled fills each record up to n bytes.
func filled(n int, with byte) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		var out []byte
		for _, rec := range d.apart(smf.RDW) {
			out = append(append(out, rec...), bytes.Repeat([]byte{with}, n-len(rec))...)
		}
		return out
	}
}

func packed(in func(*transportDump) []byte) func(*transportDump) []byte {
	return func(d *transportDump) []byte { return gzipBytes(in(d)) }
}

func behindEach(end string, f smf.Framing) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		var out []byte
		for _, rec := range d.apart(f) {
			out = append(append(out, rec...), end...)
		}
		return out
	}
}

// asText takes the dump for text in a code page and writes the characters.
func asText(page *charmap.Charmap, write func([]rune) []byte) func(*transportDump) []byte {
	return func(d *transportDump) []byte {
		var out []rune
		for _, c := range d.plain() {
			out = append(out, page.DecodeByte(c))
		}
		return write(out)
	}
}

func utf8Bytes(runes []rune) []byte { return []byte(string(runes)) }

func utf16Bytes(order binary.AppendByteOrder, mark bool) func([]rune) []byte {
	return func(runes []rune) []byte {
		var out []byte
		if mark {
			out = order.AppendUint16(out, 0xFEFF)
		}
		for _, r := range runes {
			out = order.AppendUint16(out, uint16(r))
		}
		return out
	}
}

// compressed writes FTP compressed mode: runs of three bytes and more as repetitions, runs
// of zeros as fillers, everything else as it is.
func compressed(d *transportDump) []byte {
	var out []byte
	for _, rec := range d.records {
		for b := rec[4:]; len(b) > 0; {
			n := 1
			for n < len(b) && n < 63 && b[n] == b[0] {
				n++
			}
			switch {
			case n > 2 && b[0] == 0:
				out = append(out, 0xC0|byte(n))
			case n > 2:
				out = append(out, 0x80|byte(n), b[0])
			default:
				n = 1
				out = append(out, 1, b[0])
			}
			b = b[n:]
		}
		out = append(out, 0, 0x80)
	}
	return append(out, 0, 0x40)
}

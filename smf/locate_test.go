package smf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// detached makes a record of bytes without a reader, its descriptor word put
// right, as framing would deliver it.
func detached(data []byte) *Record {
	rec := &Record{Pos: wire.Pos{File: "in", Record: 1}, Data: bytes.Clone(data)}
	binary.BigEndian.PutUint16(rec.Data, uint16(len(data)))
	rec.readHeader()
	return rec
}

// located locates a record of the given type and holds whatever comes out to the
// promises of Locate.
func located(t testing.TB, rec *Record, rt *record.Type, loc *Located) error {
	t.Helper()
	err := Locate(rec, rt, loc)
	if err != nil {
		checkPlaced(t, rec, err)
		return err
	}
	if len(loc.Sections) != len(rt.Locators) {
		t.Fatalf("%d sections, want one for each of %d locators", len(loc.Sections), len(rt.Locators))
	}
	for i, l := range rt.Locators {
		checkSection(t, rec, l, loc.Sections[i])
	}
	total := 0
	for _, x := range loc.Others {
		checkInside(t, rec, x.Data)
		total += len(x.Data)
	}
	if total > len(rec.Data) {
		t.Fatalf("other sections hold %d bytes, the record has %d", total, len(rec.Data))
	}
	for _, o := range loc.Oddities {
		if o.Off < 0 || o.Off > len(rec.Data) {
			t.Fatalf("oddity %q at +%d, the record has %d bytes", o.Kind, o.Off, len(rec.Data))
		}
	}
	return nil
}

// checkPlaced: every refusal says where in the record; one for missing bytes may
// point just behind the last.
func checkPlaced(t testing.TB, rec *Record, err error) {
	t.Helper()
	var w *wire.Error
	if !errors.As(err, &w) {
		t.Fatalf("%T %v is no *wire.Error", err, err)
	}
	if w.Off < 0 || w.Off > len(rec.Data) || w.Off == len(rec.Data) && !errors.Is(err, wire.ErrShort) {
		t.Fatalf("error at +%d, the record has %d bytes: %v", w.Off, len(rec.Data), err)
	}
	if w.Pos != rec.Pos || w.Struct == "" {
		t.Fatalf("error does not name its record and section: %+v", w)
	}
}

func checkSection(t testing.TB, rec *Record, l record.Locator, s []byte) {
	t.Helper()
	if s == nil {
		if l.Need {
			t.Fatalf("%s is required and missing", l.Kind)
		}
		return
	}
	checkInside(t, rec, s)
	if l.Split == "" && len(s) < l.Min {
		t.Fatalf("%s has %d bytes, need %d", l.Kind, len(s), l.Min)
	}
	if split := Splits[l.Split]; split != nil {
		checkEntries(t, s, split(s))
	}
}

// checkInside: a section is a part of the record's own bytes. Both end their
// capacity in the same place, which tells where the section begins.
func checkInside(t testing.TB, rec *Record, s []byte) {
	t.Helper()
	from := cap(rec.Data) - cap(s)
	if from < 0 || from+len(s) > len(rec.Data) || len(s) > 0 && &rec.Data[from] != &s[0] {
		t.Fatalf("section of %d bytes does not lie inside its record of %d", len(s), len(rec.Data))
	}
}

// checkEntries: the entries of a list are the list, each with room for its head.
func checkEntries(t testing.TB, list []byte, entries [][]byte) {
	t.Helper()
	if !bytes.Equal(bytes.Join(entries, nil), list) {
		t.Fatalf("entries %x are not the list %x", entries, list)
	}
	for _, e := range entries {
		if len(e) < nameHead || int(binary.BigEndian.Uint16(e)) != len(e) {
			t.Fatalf("entry %x does not have the length it says", e)
		}
	}
}

// goodRecords are the vectors whose record can be read.
func goodRecords(t testing.TB) (good []recordVector) {
	for _, v := range loadZertVectors(t) {
		if v.expect == "ok" {
			good = append(good, v)
		}
	}
	return good
}

func TestLocateSurvivesTruncationAtEveryByte(t *testing.T) {
	t.Parallel()
	for _, v := range goodRecords(t) {
		var loc Located
		whole := detached(v.Input)
		rt := record.TypeOf(whole.Type, whole.Subtype)
		end := lastByte(t, whole, rt)
		for n := subtypeHeader; n <= len(v.Input); n++ {
			err := located(t, detached(v.Input[:n]), rt, &loc)
			if n < end && err == nil {
				t.Errorf("%s: %d of %d bytes pass, sections end at %d", v.Name, n, len(v.Input), end)
			}
			if n >= end && err != nil {
				t.Errorf("%s: %d of %d bytes: %v", v.Name, n, len(v.Input), err)
			}
		}
	}
}

// lastByte returns the end of the last section whose triplet gives its size; a list
// may be cut.
func lastByte(t *testing.T, rec *Record, rt *record.Type) (end int) {
	t.Helper()
	var loc Located
	if err := located(t, rec, rt, &loc); err != nil {
		t.Fatal(err)
	}
	spans := [][]byte{}
	for i, l := range rt.Locators {
		if l.Split == "" {
			spans = append(spans, loc.Sections[i])
		} else if s := loc.Sections[i]; s != nil {
			spans = append(spans, s[:0])
		}
	}
	for _, x := range loc.Others {
		spans = append(spans, x.Data)
	}
	end = offTriplets + tripletSize*int(binary.BigEndian.Uint16(rec.Data[offTripletCount:]))
	for _, s := range spans {
		if s != nil {
			end = max(end, cap(rec.Data)-cap(s)+len(s))
		}
	}
	return end
}

func TestLocateSurvivesAFlipOfEveryByte(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	for _, v := range loadZertVectors(t) {
		var loc Located
		rec := detached(v.Input)
		rt := record.TypeOf(119, rec.Subtype)
		for i := range rec.Data {
			for _, flip := range []byte{0x01, 0x80, 0xFF} {
				rec.Data[i] ^= flip
				_ = located(t, rec, rt, &loc) // what it promises was checked
				rec.Data[i] ^= flip
			}
		}
	}
}

// TestDecodeEqualsWalkForEveryFlippedByte damages two records that hold every
// section and reads each damaged one both ways.
func TestDecodeEqualsWalkForEveryFlippedByte(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	for _, v := range goodRecords(t) {
		if v.Name != "detail-all-sections" && v.Name != "summary-tls-3.2" {
			continue
		}
		for i := subtypeHeader; i < len(v.Input); i++ {
			rec := detached(v.Input)
			rec.Data[i] ^= 0xFF
			if g := decodeZertRecord(t, rec); g.err == nil {
				checkAgainstWalk(t, &g)
			}
		}
	}
}

// TestLocateStartsAfresh: what one record had must not show in the next.
func TestLocateStartsAfresh(t *testing.T) {
	t.Parallel()
	var loc Located
	for _, v := range goodRecords(t) {
		rec := detached(v.Input)
		rt := record.TypeOf(rec.Type, rec.Subtype)
		var fresh Located
		if err := errors.Join(located(t, rec, rt, &loc), located(t, rec, rt, &fresh)); err != nil {
			t.Errorf("%s: %v", v.Name, err)
		}
		if len(loc.Others) != len(fresh.Others) || len(loc.Oddities) != len(fresh.Oddities) {
			t.Errorf("%s: used again %d others, %d oddities; fresh %d, %d", v.Name, len(loc.Others), len(loc.Oddities),
				len(fresh.Others), len(fresh.Oddities))
		}
		for i := range fresh.Sections {
			if !bytes.Equal(loc.Sections[i], fresh.Sections[i]) {
				t.Errorf("%s: section %d differs when Located is used again", v.Name, i)
			}
		}
	}
}

// maximalRecord is a summary record padded to n bytes whose first triplet without
// a name points at size bytes at the end of the padding, of which the last cut
// ones were lost.
func maximalRecord(t testing.TB, n, size, cut int) *Record {
	t.Helper()
	const triplets, ident, session = 7, 64, 204
	d := make([]byte, n)
	copy(d, []byte{0, 0, 0, 0, 0x5E, 0x77, 0, 0x36, 0xEE, 0x80, 0x01, 0x26, 0x30, 0x5F, 0xE2, 0xE8, 0xE2, 0xC1, 0x40, 0x40,
		0x40, 0x40, 0, 12, 0, triplets})
	put := func(no, off, length, num int) {
		at := offTriplets + (no-1)*tripletSize
		binary.BigEndian.PutUint32(d[at:], uint32(off))
		binary.BigEndian.PutUint16(d[at+4:], uint16(length))
		binary.BigEndian.PutUint16(d[at+6:], uint16(num))
	}
	body := offTriplets + triplets*tripletSize
	put(1, body, ident, 1)
	put(2, body+ident, session, 1)
	put(7, n+cut-size, size, 1)
	return detached(d)
}

// TestLocateForgivesTheLastBytesOfAMaximalRecord: copying from LRECL 32767 to
// 32760 loses up to seven bytes, nothing else may.
func TestLocateForgivesTheLastBytesOfAMaximalRecord(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		n, size    int
		cut        int
		wantErr    error
		wantOddity string
	}{
		{"maximal record, whole", 32760, 100, 0, nil, "undescribed-bytes"},
		{"maximal record, seven bytes cut", 32760, 100, 7, nil, "cut-section undescribed-bytes"},
		{"maximal record, eight bytes cut", 32760, 100, 8, wire.ErrLocator, ""},
		{"maximal record, section behind its end", 32760, 5, 5, wire.ErrLocator, ""},
		{"smaller record, one byte cut", 32752, 100, 1, wire.ErrLocator, ""},
		{"small record, one byte cut", 500, 100, 1, wire.ErrLocator, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var loc Located
			err := located(t, maximalRecord(t, tc.n, tc.size, tc.cut), record.TypeOf(119, 12), &loc)
			if !errors.Is(err, tc.wantErr) {
				t.Fatalf("got %v, want %v", err, tc.wantErr)
			}
			var kinds []string
			for _, o := range loc.Oddities {
				kinds = append(kinds, o.Kind)
			}
			if got := strings.Join(kinds, " "); got != tc.wantOddity {
				t.Errorf("got oddities %q, want %q", got, tc.wantOddity)
			}
			if err == nil && len(loc.Others[0].Data) != tc.size-tc.cut {
				t.Errorf("got %d bytes, want %d", len(loc.Others[0].Data), tc.size-tc.cut)
			}
		})
	}
}

// TestLocateRefusesTripletsThatShareTheirBytes: a record full of triplets that
// all point at the same bytes must not unfold to many times its size.
func TestLocateRefusesTripletsThatShareTheirBytes(t *testing.T) {
	t.Parallel()
	const n, triplets = 32000, 2000
	d := make([]byte, n)
	copy(d, maximalRecord(t, 500, 10, 0).Data[:offTripletCount])
	binary.BigEndian.PutUint16(d[offTripletCount:], triplets)
	body := offTriplets + triplets*tripletSize
	for no := 9; no <= triplets; no++ {
		at := offTriplets + (no-1)*tripletSize
		binary.BigEndian.PutUint32(d[at:], uint32(body))
		binary.BigEndian.PutUint16(d[at+4:], 1)
		binary.BigEndian.PutUint16(d[at+6:], uint16(n-body))
	}
	var loc Located
	err := Locate(detached(d), record.TypeOf(119, 11), &loc)
	if !errors.Is(err, wire.ErrLocator) || !strings.Contains(err.Error(), "overlap") {
		t.Errorf("got %v, want an error about overlapping sections", err)
	}
	if len(loc.Others) > n {
		t.Errorf("%d sections kept of a record of %d bytes", len(loc.Others), n)
	}
}

// TestSplitNamesTakesAnyBytes: Locate checks lists, yet splitting one must not
// depend on it.
func TestSplitNamesTakesAnyBytes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		list string
		want []string
	}{
		{"empty", "", nil},
		{"shorter than a head", "\x00\x08\x00", nil},
		{"one", "\x00\x05\x00\x01A", []string{"\x00\x05\x00\x01A"}},
		{"two", "\x00\x05\x00\x01A\x00\x04\x00\x02", []string{"\x00\x05\x00\x01A", "\x00\x04\x00\x02"}},
		{"length 0 counts as a head", "\x00\x00\x00\x01\x00\x04\x00\x02", []string{"\x00\x00\x00\x01", "\x00\x04\x00\x02"}},
		{"length past the end", "\xFF\xFF\x00\x01A", []string{"\xFF\xFF\x00\x01A"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := splitNames([]byte(tc.list))
			if len(got) != len(tc.want) {
				t.Fatalf("got %q, want %q", got, tc.want)
			}
			for i := range got {
				if string(got[i]) != tc.want[i] {
					t.Errorf("entry %d: got %q, want %q", i, got[i], tc.want[i])
				}
			}
		})
	}
}

// FuzzLocate locates and decodes any bytes as a record of either type.
func FuzzLocate(f *testing.F) {
	for _, v := range loadZertVectors(f) {
		f.Add(v.Input)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < subtypeHeader || len(data) > 0xFFFF {
			return
		}
		for _, subtype := range []uint16{11, 12} {
			rec := detached(data)
			rec.Type, rec.Subtype = 119, subtype
			var loc Located
			if located(t, rec, record.TypeOf(119, subtype), &loc) != nil {
				continue
			}
			g := decodeZertRecord(t, rec)
			checkAgainstWalk(t, &g)
		}
	})
}

package container

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// Signatures and fixed lengths of the records of an archive (APPNOTE.TXT, section
// 4.3). Members are found through the table of contents at the end, so that an
// archive can hold bytes which no reader looks at: a second archive in front of this
// one, a member that was taken out of the table, whatever was appended.
const (
	zipLocal      = "PK\x03\x04"
	zipLocalSize  = 30
	zipDescriptor = 0x0008 // general purpose flag: sizes and checksum follow the data
)

// zipTrailers are the records behind the members. The length of each is its fixed
// part and the counts that it holds.
var zipTrailers = map[string]struct {
	size    int
	lengths []int // offsets of two-byte counts of the bytes that follow
	long    int   // offset of an eight-byte count; 0 when there is none
}{
	"PK\x01\x02": {46, []int{28, 30, 32}, 0}, // an entry of the table
	"PK\x05\x05": {6, []int{4}, 0},           // its signature
	"PK\x06\x06": {12, nil, 4},               // zip64 end record
	"PK\x06\x07": {20, nil, 0},               // where that is
	zipEnd:       {22, []int{20}, 0},
}

// unclaimed reports the first stretch of the archive that belongs to no member and no
// record, padding apart.
func (z *zipArchive) unclaimed(files []*zip.File) error {
	e := &zipExtent{extent: newExtent(z.in, z.at), z: z}
	if err := e.members(files); err != nil {
		return err
	}
	if err := e.trailers(); err != nil {
		return err
	}
	return e.fault()
}

// A zipExtent goes through an archive in the order of its bytes.
type zipExtent struct {
	extent
	z *zipArchive
}

// head returns up to n bytes at an offset, fewer at the end.
func (e *zipExtent) head(off int64, n int) []byte {
	b := make([]byte, n)
	got, _ := e.z.at.ReadAt(b, off) // a fault shows as a gap
	return b[:got]
}

// members passes local headers, data and descriptors.
func (e *zipExtent) members(files []*zip.File) error {
	type entrySpan struct {
		f     *zip.File
		start int64
	}
	var list []entrySpan
	for _, f := range files {
		if at, err := f.DataOffset(); err == nil { // else it has been visited as a fault
			list = append(list, entrySpan{f, at})
		}
	}
	slices.SortStableFunc(list, func(a, b entrySpan) int { return cmp.Compare(a.start, b.start) })
	if h := string(e.head(0, 4)); h == zipSplit || h == zipOneDisk {
		e.pos = 4
	}
	if len(list) > 0 && isProgram(e.head(0, headSize)) {
		e.pos = e.program(list[0].start)
	}
	var before *zip.File
	for _, p := range list {
		e.descriptor(before, p.start)
		if !e.local(p.start) {
			if err := e.gap(p.start - zipLocalSize - int64(len(p.f.Name))); err != nil {
				return err
			}
		}
		e.pos = max(e.pos, min(p.start+e.z.stored(p.f), e.z.size))
		before = p.f
	}
	e.descriptor(before, e.z.size)
	return nil
}

// program returns where the program ends that an archive lies behind: at its first
// member, unless another archive lies between, whose end record tells.
func (e *zipExtent) program(first int64) int64 {
	const chunk, end = 64 << 10, 22
	for at := int64(0); at < first; at += chunk {
		b := e.head(at, int(min(chunk+end, first-at)))
		for i := bytes.Index(b, []byte(zipEnd)); i >= 0 && i+end <= len(b); {
			if h := b[i:]; allZero(h[4:8]) && bytes.Equal(h[8:10], h[10:12]) && !allZero(h[8:10]) {
				return at + int64(i)
			}
			next := bytes.Index(b[i+1:], []byte(zipEnd))
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	return first
}

// local reports whether a local header lies between the present place and data that
// begin at start.
func (e *zipExtent) local(start int64) bool {
	h := e.head(e.pos, zipLocalSize)
	if len(h) < zipLocalSize || string(h[:4]) != zipLocal {
		return start <= e.pos
	}
	return e.pos+zipLocalSize+int64(binary.LittleEndian.Uint16(h[26:]))+int64(binary.LittleEndian.Uint16(h[28:])) == start
}

// descriptor passes the data descriptor of a member: with or without a signature,
// with sizes of four or eight bytes, whichever leads to another record.
func (e *zipExtent) descriptor(f *zip.File, limit int64) {
	if f == nil || f.Flags&zipDescriptor == 0 {
		return
	}
	for _, n := range []int64{16, 24, 12, 20} {
		h := e.head(e.pos+n, 4)
		_, trailer := zipTrailers[string(h)]
		if e.pos+n <= limit && (string(h) == zipLocal || trailer) {
			e.pos += n
			return
		}
	}
}

// trailers passes the table of contents and the end record, and looks at what
// follows.
func (e *zipExtent) trailers() error {
	for ended := false; !ended; {
		h := e.head(e.pos, 46)
		if len(h) < 4 {
			break
		}
		t, known := zipTrailers[string(h[:4])]
		if !known || len(h) < t.size {
			break
		}
		n := int64(t.size)
		for _, at := range t.lengths {
			n += int64(binary.LittleEndian.Uint16(h[at:]))
		}
		if t.long > 0 {
			n += int64(min(binary.LittleEndian.Uint64(h[t.long:]), uint64(e.z.size)))
		}
		ended = string(h[:4]) == zipEnd
		e.pos += n
	}
	return e.gap(e.z.size)
}

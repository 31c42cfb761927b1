// Package schema turns record sections into table columns. Most of it is
// generated from the CSV facts in package layout: one decoder per structure, the
// record types, table definitions and labels. The hand-written part gathers
// sections into blocks, stores each distinct crypto section once, and hands out
// Arrow batches. Nothing here can fail on input: a section was cut to a checked
// length by the caller, and a value that makes no sense becomes NULL and an issue.
package schema

//go:generate go run ./layoutgen

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// A Kind names a structure; its String is the structure's name.
type Kind uint16

func (k Kind) String() string { return structures[k].name }

// Accepts reports whether section, of a record with that header, is of this
// kind as a whole. Most kinds take every section: where a test doubts some fields
// only, those become NULL instead.
func (k Kind) Accepts(section, header []byte) bool {
	st := structures[k]
	return st.inferred[1] > 0 || st.passes(section, header)
}

// A Locator says what one triplet of a record type points at. Index 0 of a
// record type is the header.
type Locator struct {
	Kind   Kind
	Need   bool   // a record without this section is rejected
	Tested bool   // Kind.Accepts can say no
	Min    int    // bytes a section must have at least
	Split  string // rule that cuts a variable list into entries; "" for none
	Suite  string // crypto layer whose attributes the section holds: tls, ssh, ipsec; "" for none
}

// A RecordType is one type and subtype of record, or one form of the records of
// messages, that is decoded.
type RecordType struct {
	Source        string   // layout.SMF119 or layout.NMsec
	Type, Subtype uint16   // of SMF records
	Messages      []string // of messages: those that hold such records; see layout.Record
	Table         string
	Place         string // rule that puts sections into their places by what they hold; "" when the triplets do
	Locators      []Locator
	ipv6          [3]int // locator, byte and bit of the record's IPv6 flag
}

// Placed reports whether the section that triplet no points at is told by what it
// holds. The identification section is always the first.
func (rt *RecordType) Placed(no int) bool { return rt.Place != "" && no > 1 }

// TypeOf finds the record type of an SMF type and subtype, or gives nil.
func TypeOf(typ, subtype uint16) *RecordType { return smfTypes[[2]uint16{typ, subtype}] }

var smfTypes = func() map[[2]uint16]*RecordType {
	out := map[[2]uint16]*RecordType{}
	for _, rt := range RecordTypes {
		if rt.Source == layout.SMF119 {
			out[[2]uint16{rt.Type, rt.Subtype}] = rt
		}
	}
	return out
}()

// MessageType is the record type that every message itself gives a row of.
func MessageType() *RecordType { return TypeOfMessage("*", 0) }

// TypeOfMessage finds the record type of the records that a message holds, those
// of its cascades when depth is 1, or gives nil.
func TypeOfMessage(name string, depth int) *RecordType {
	if depth > 0 {
		name = fmt.Sprintf("%s/%d", name, depth)
	}
	for _, rt := range RecordTypes {
		if slices.Contains(rt.Messages, name) {
			return rt
		}
	}
	return nil
}

// IPv6 reads the record's own IPv6 flag from its sections, one per locator.
func (rt *RecordType) IPv6(secs [][]byte) bool {
	at := rt.ipv6
	if at[0] < 0 || at[1] >= len(secs[at[0]]) {
		return false
	}
	return secs[at[0]][at[1]]&(0x80>>at[2]) != 0
}

// Key leads from a row back to the bytes.
type Key struct {
	File   uint32 // input_file.file_id
	Record uint64 // 1-based number of the record in its file
	Part   uint64 // of a record of a message: its number in the message, from 1; else 0
	Start  uint64 // byte offset of the record in its file
	Hash   uint64 // hash of the record's bytes, to recognise copies
}

func be16(s []byte) uint16 { return binary.BigEndian.Uint16(s) }
func be32(s []byte) uint32 { return binary.BigEndian.Uint32(s) }
func be64(s []byte) uint64 { return binary.BigEndian.Uint64(s) }

// blockRows is how many sections are decoded together. In trials 256 to 2048
// kept a block in the second-level cache; larger ones halved the speed.
const blockRows = 1024

// internMax and internBytes bound the contents one worker remembers per structure. A
// dump has a few thousand; a hostile one may have a new one per record, and forgetting
// is safe because identities are content hashes.
const (
	internMax   = 1 << 16
	internBytes = 12 << 20
)

// A Decoder turns records into pages. It is not safe for concurrent use; each
// worker has its own.
type Decoder struct {
	cp     *wire.CodePage
	facts  []*factDecoder // by index in RecordTypes
	shared []*sharedDecoder
	suites *suiteDecoder
	index  map[*RecordType]int
	page   *Page
	last   *factDecoder // of the record before; neighbours are often of one type
}

// NewDecoder makes a decoder for text in the given code page. Split names the
// rule functions that cut variable lists into entries.
func NewDecoder(cp *wire.CodePage, split map[string]func([]byte) [][]byte) *Decoder {
	d := &Decoder{cp: cp, index: map[*RecordType]int{}, suites: newSuiteDecoder()}
	for _, st := range structures {
		var sd *sharedDecoder
		if st.interned {
			sd = &sharedDecoder{st: st, known: map[string]int64{}, cp: cp}
		}
		d.shared = append(d.shared, sd)
	}
	for i, rt := range RecordTypes {
		d.index[rt] = i
		d.facts = append(d.facts, newFactDecoder(d, rt))
		for _, l := range rt.Locators {
			if l.Split != "" {
				d.shared[l.Kind].split = split[l.Split]
			}
		}
	}
	d.page = newPage()
	return d
}

// Add takes one located record. secs holds one section per locator of rt, nil
// where the record has none; the bytes must stay valid until Page is called.
func (d *Decoder) Add(rt *RecordType, k Key, secs [][]byte) {
	if d.last == nil || d.last.rt != rt {
		d.last = d.facts[d.index[rt]]
	}
	f := d.last
	f.add(k, secs, rt.IPv6(secs))
	if len(f.keys) == blockRows {
		f.flush(d.page)
	}
}

// AddOther takes a section that has no column of its own: a further occurrence,
// or one behind a locator nobody has described.
func (d *Decoder) AddOther(k Key, locator int, name string, data []byte) {
	d.page.other.add(k, locator, name, data)
}

// Page hands over what was decoded since the last call. The decoder fills the
// given used-up page next; nil makes a new one.
func (d *Decoder) Page(reuse *Page) *Page {
	for _, f := range d.facts {
		f.flush(d.page)
	}
	p := d.page
	if reuse == nil {
		reuse = newPage()
	}
	d.page = reuse
	return p
}

// A factDecoder gathers the records of one type and decodes them in blocks.
type factDecoder struct {
	d      *Decoder
	rt     *RecordType
	keys   []Key
	secs   [][][]byte // by locator
	ipv6   []bool
	ok     []bool          // which sections passed their structure's test
	ids    [][]int64       // by locator, for interned structures
	combos *contentDecoder // nil unless the type is repeating
	parts  [3]int          // locators of the tls, ssh and ipsec layers; -1 when there is none
}

var suiteLayers = [3]string{"tls", "ssh", "ipsec"}

func newFactDecoder(d *Decoder, rt *RecordType) *factDecoder {
	f := &factDecoder{d: d, rt: rt, secs: make([][][]byte, len(rt.Locators)), ids: make([][]int64, len(rt.Locators)),
		combos: newContentDecoder(rt)}
	for i, layer := range suiteLayers {
		f.parts[i] = -1
		for j, l := range rt.Locators {
			if l.Suite == layer {
				f.parts[i] = j
			}
		}
	}
	return f
}

func (f *factDecoder) add(k Key, secs [][]byte, ipv6 bool) {
	f.keys = append(f.keys, k)
	f.ipv6 = append(f.ipv6, ipv6)
	for i := range f.secs {
		f.secs[i] = append(f.secs[i], secs[i])
	}
}

func (f *factDecoder) flush(p *Page) {
	if len(f.keys) == 0 {
		return
	}
	t := p.facts[f.d.index[f.rt]]
	t.key.add(f.keys)
	for i, l := range f.rt.Locators {
		st := structures[l.Kind]
		b := &block{secs: f.secs[i], ipv6: f.ipv6, cp: f.d.cp, ok: f.tested(i), bad: func(j int, field string) {
			p.Issues = append(p.Issues, badValue(f.keys[j], st.name, field, f.secs[i][j]))
		}}
		t.parts[i].decode(b)
		if st.interned {
			f.ids[i] = f.d.shared[l.Kind].intern(p, f.ids[i][:0], f.keys, b)
			if t.combo == nil {
				t.ids[i].put(f.ids[i], f.secs[i])
			}
		}
		if check := checks[st.name]; check != nil {
			check(t.parts[i], b, func(j int, kind, field, message string) {
				p.Issues = append(p.Issues, newIssue(f.keys[j], st.name, field, kind, message, f.secs[i][j]))
			})
		}
	}
	switch {
	case t.combo != nil:
		f.combos.intern(p, t.combo, t.content.grow(len(f.keys)), f)
	case f.hasSuite():
		for i, out := 0, t.suite.grow(len(f.keys)); i < len(out); i++ {
			out[i] = f.d.suites.identity(p, f, i)
		}
	}
	f.keys, f.ipv6 = f.keys[:0], f.ipv6[:0]
	for i := range f.secs {
		f.secs[i] = f.secs[i][:0]
	}
}

// tested runs the test of the structure at a locator over its sections; nil when
// nothing depends on it.
func (f *factDecoder) tested(locator int) []bool {
	st := structures[f.rt.Locators[locator].Kind]
	if st.inferred[1] == 0 {
		return nil
	}
	f.ok = f.ok[:0]
	for i, s := range f.secs[locator] {
		f.ok = append(f.ok, st.passes(s, f.secs[0][i]))
	}
	return f.ok
}

func (f *factDecoder) hasSuite() bool { return f.parts != [3]int{-1, -1, -1} }

// A sharedDecoder stores each distinct content of one structure once.
type sharedDecoder struct {
	st    *structure
	cp    *wire.CodePage
	split func([]byte) [][]byte
	known map[string]int64
	held  int // bytes of the keys of known
	buf   []byte

	// The section before and what is made of it: neighbours are often alike.
	last                 []byte
	lastIPv6, lastProven bool
	lastID               int64
}

// intern appends one identity per section to ids, 0 for an absent section, and
// adds contents not seen by this worker to the page.
func (sd *sharedDecoder) intern(p *Page, ids []int64, keys []Key, b *block) []int64 {
	t := p.shared[sd.st.name]
	for i, s := range b.secs {
		if s == nil {
			ids = append(ids, 0)
			continue
		}
		ipv6, proven := b.ipv6[i], b.proven(i)
		if sd.lastID == 0 || ipv6 != sd.lastIPv6 || proven != sd.lastProven || !sd.st.alike(s, sd.last) {
			sd.buf = sd.st.key(sd.buf, s, ipv6, proven)
			id, ok := sd.known[string(sd.buf)]
			if !ok {
				id = sd.remember(p, t, keys[i], s, ipv6, proven)
			}
			sd.last, sd.lastIPv6, sd.lastProven, sd.lastID = append(sd.last[:0], s...), ipv6, proven, id
		}
		ids = append(ids, sd.lastID)
	}
	return ids
}

func (sd *sharedDecoder) remember(p *Page, t *sharedTable, k Key, s []byte, ipv6, proven bool) int64 {
	if len(sd.known) >= internMax || sd.held > internBytes {
		sd.known, sd.held = map[string]int64{}, 0
	}
	id := contentID(sd.st.name, sd.buf)
	sd.known[string(sd.buf)] = id
	sd.held += len(sd.buf)
	entries := [][]byte{s}
	if sd.split != nil {
		entries = sd.split(s)
	}
	flags := make([]bool, 2*len(entries))
	flags, ok := flags[:len(entries)], flags[len(entries):]
	for i := range flags {
		flags[i], ok[i] = ipv6, proven
	}
	t.add(k, id, len(entries))
	t.part.decode(&block{secs: entries, ipv6: flags, cp: sd.cp, ok: ok, bad: func(i int, field string) {
		p.Issues = append(p.Issues, badValue(k, sd.st.name, field, entries[i]))
	}})
	return id
}

// contentID names a content: the first 63 bits of SHA-256 over the structure's
// name and the identifying bytes, so that files loaded apart agree and nobody can
// easily make two contents share a name. It is never 0.
func contentID(name string, key []byte) int64 {
	h := sha256.New()
	h.Write([]byte(name))
	h.Write([]byte{0})
	h.Write(key)
	var sum [32]byte
	h.Sum(sum[:0])
	return max(1, int64(binary.BigEndian.Uint64(sum[:])>>1))
}

// A suiteDecoder names each distinct combination of crypto sections.
type suiteDecoder struct {
	known map[[4]int64]int64
}

func newSuiteDecoder() *suiteDecoder { return &suiteDecoder{known: map[[4]int64]int64{}} }

// identity names the combination of record i of f, 0 when it has no crypto section,
// and adds one not seen by this worker to the page.
func (sd *suiteDecoder) identity(p *Page, f *factDecoder, i int) int64 {
	combo := [4]int64{3: int64(f.d.index[f.rt])}
	for j, loc := range f.parts {
		if loc >= 0 {
			combo[j] = f.ids[loc][i]
		}
	}
	if combo[0]|combo[1]|combo[2] == 0 {
		return 0
	}
	id, ok := sd.known[combo]
	if ok {
		return id
	}
	if len(sd.known) >= internMax {
		clear(sd.known)
	}
	var key [24]byte
	for j := range 3 {
		binary.BigEndian.PutUint64(key[8*j:], uint64(combo[j]))
	}
	id = contentID(f.rt.Table, key[:])
	sd.known[combo] = id
	p.suites.add(f.keys[i], id, f.rt.Table, combo)
	return id
}

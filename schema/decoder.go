// Package schema turns records into tables. It gathers their sections into blocks
// for the generated decoders of package decoders, stores each distinct crypto
// section once, hands out Arrow batches, and writes the table definitions, label
// views and data dictionary that belong to them. Nothing here can fail on input: a
// section was cut to a checked length by the caller, and a value that makes no
// sense becomes NULL and an issue.
package schema

//go:generate go run ./layoutgen

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// Key leads from a row back to the bytes.
type Key struct {
	File   uint32 // input_file.file_id
	Record uint64 // 1-based number of the record in its file
	Part   uint64 // of a record of a message: its number in the message, from 1; else 0
	Start  uint64 // byte offset of the record in its file
	Hash   uint64 // hash of the record's bytes, to recognise copies
}

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
	facts  []*factDecoder // by index in record.Types
	shared []*sharedDecoder
	suites *suiteDecoder
	index  map[*record.Type]int
	page   *Page
	last   *factDecoder // of the record before; neighbours are often of one type
}

// NewDecoder makes a decoder for text in the given code page. Split names the
// rule functions that cut variable lists into entries.
func NewDecoder(cp *wire.CodePage, split map[string]func([]byte) [][]byte) *Decoder {
	d := &Decoder{cp: cp, index: map[*record.Type]int{}, suites: newSuiteDecoder()}
	for _, st := range decoders.All() {
		var sd *sharedDecoder
		if st.Interned {
			sd = &sharedDecoder{st: st, known: map[string]int64{}, cp: cp}
		}
		d.shared = append(d.shared, sd)
	}
	for i, rt := range record.Types {
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
func (d *Decoder) Add(rt *record.Type, k Key, secs [][]byte) {
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

// Forget has the decoder take every content for one not seen before, as a new decoder
// would: what it notices about contents belongs to one input.
func (d *Decoder) Forget() {
	for _, sd := range d.shared {
		if sd != nil && sd.lastID != 0 {
			clear(sd.known)
			sd.held, sd.lastID = 0, 0
		}
	}
	clear(d.suites.known)
	for _, f := range d.facts {
		if f.combos != nil && f.combos.lastID != 0 {
			clear(f.combos.known)
			f.combos.lastID = 0
		}
	}
}

// A factDecoder gathers the records of one type and decodes them in blocks.
type factDecoder struct {
	d      *Decoder
	rt     *record.Type
	keys   []Key
	secs   [][][]byte // by locator
	ipv6   []bool
	ok     []bool          // which sections passed their structure's test
	ids    [][]int64       // by locator, for interned structures
	combos *contentDecoder // nil unless the type is repeating
	parts  [3]int          // locators of the tls, ssh and ipsec layers; -1 when there is none
}

var suiteLayers = [3]string{"tls", "ssh", "ipsec"}

func newFactDecoder(d *Decoder, rt *record.Type) *factDecoder {
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
		st := decoders.Of(l.Kind)
		b := &columnar.Block{Secs: f.secs[i], IPv6: f.ipv6, CP: f.d.cp, OK: f.tested(i), Bad: func(j int, field string) {
			p.Issues = append(p.Issues, badValue(f.keys[j], st.Name(), field, f.secs[i][j]))
		}}
		t.parts[i].Decode(b)
		if st.Interned {
			f.ids[i] = f.d.shared[l.Kind].intern(p, f.ids[i][:0], f.keys, b)
			if t.combo == nil {
				t.ids[i].put(f.ids[i], f.secs[i])
			}
		}
		if check := checks[l.Kind]; check != nil {
			check(t.parts[i], b, func(j int, kind, field, message string) {
				p.Issues = append(p.Issues, newIssue(f.keys[j], st.Name(), field, kind, message, f.secs[i][j]))
			})
		}
	}
	switch {
	case t.combo != nil:
		f.combos.intern(p, t.combo, t.content.Grow(len(f.keys)), f)
	case f.hasSuite():
		for i, out := 0, t.suite.Grow(len(f.keys)); i < len(out); i++ {
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
	st := decoders.Of(f.rt.Locators[locator].Kind)
	if st.Inferred[1] == 0 {
		return nil
	}
	f.ok = f.ok[:0]
	for i, s := range f.secs[locator] {
		f.ok = append(f.ok, st.Kind.Passes(s, f.secs[0][i]))
	}
	return f.ok
}

func (f *factDecoder) hasSuite() bool { return f.parts != [3]int{-1, -1, -1} }

// A sharedDecoder stores each distinct content of one structure once.
type sharedDecoder struct {
	st    *columnar.Structure
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
func (sd *sharedDecoder) intern(p *Page, ids []int64, keys []Key, b *columnar.Block) []int64 {
	t := p.shared[sd.st.Name()]
	for i, s := range b.Secs {
		if s == nil {
			ids = append(ids, 0)
			continue
		}
		ipv6, proven := b.IPv6[i], b.Proven(i)
		if sd.lastID == 0 || ipv6 != sd.lastIPv6 || proven != sd.lastProven || !sd.st.Alike(s, sd.last) {
			sd.buf = sd.st.Key(sd.buf, s, ipv6, proven)
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
	id := contentID(sd.st.Name(), sd.buf)
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
	t.part.Decode(&columnar.Block{Secs: entries, IPv6: flags, CP: sd.cp, OK: ok, Bad: func(i int, field string) {
		bad := badValue(k, sd.st.Name(), field, entries[i])
		bad.Content = id // other workers come upon it, too
		p.Issues = append(p.Issues, bad)
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

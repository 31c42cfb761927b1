package schema

import (
	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
	"github.com/zertify/zertify/schema/record"
)

// A Page is what one worker decoded from one run of records: rows of the fact
// tables, contents not seen before by that worker, and issues.
type Page struct {
	Issues []Issue

	facts  []*factTable // by index in record.Types
	shared map[string]*sharedTable
	combos []*contentTable // of the repeating record types, in their order
	suites *suiteTable
	other  *otherTable
	tables []pageTable // every one, in a fixed order: facts, shared contents, their combinations, suites, other sections
}

// A pageTable is a table of a page with its columns, which stay the same ones for
// the life of the page.
type pageTable struct {
	rows
	cols []columnar.Column
}

func (t *pageTable) empty() bool { return t.cols[0].Len() == 0 }

func newPage() *Page {
	p := &Page{shared: map[string]*sharedTable{}, suites: &suiteTable{}, other: &otherTable{}}
	for _, rt := range record.Types {
		t := newFactTable(rt)
		p.facts = append(p.facts, t)
		if t.combo != nil {
			p.combos = append(p.combos, t.combo)
		}
	}
	for _, st := range decoders.All() {
		if st.Interned {
			p.shared[st.Name()] = &sharedTable{st: st, part: st.NewShared()}
		}
	}
	for _, t := range p.list() {
		p.tables = append(p.tables, pageTable{t, t.columns()})
	}
	return p
}

// Reset empties the page for reuse. Columns keep their memory.
func (p *Page) Reset() {
	p.Issues = nil
	for i := range p.tables {
		if t := &p.tables[i]; !t.empty() {
			for _, c := range t.cols {
				c.Reset()
			}
		}
	}
}

// rows is one table's part of a page.
type rows interface {
	table() string
	columns() []columnar.Column
	names() []columnar.Def // of the columns, in their order
}

// list returns the tables of the page in their order.
func (p *Page) list() []rows {
	var out []rows
	for _, t := range p.facts {
		out = append(out, t)
	}
	for _, st := range decoders.All() {
		if st.Interned {
			out = append(out, p.shared[st.Name()])
		}
	}
	for _, t := range p.combos {
		out = append(out, t)
	}
	return append(out, p.suites, p.other)
}

// keyCols begin every table: the way back to the bytes.
type keyCols struct {
	file    columnar.Num[uint32]
	record  columnar.Num[uint64]
	section columnar.Num[uint16]
}

var keyDefs = []columnar.Def{
	{Name: "file_id", Doc: "Input the row came from: input_file.file_id."},
	{Name: "record_no", Doc: "Number of the record or message in its input, from 1."},
	{Name: "section_no", Doc: "Occurrence of the section in its record, from 1; of an NMI message, the record in it."},
}

func (c *keyCols) columns() []columnar.Column {
	return []columnar.Column{&c.file, &c.record, &c.section}
}

// part returns the number a row begins with: of a record of a message, its number
// there.
func (k Key) part() uint16 { return uint16(min(max(k.Part, 1), 0xFFFF)) }

// addRun adds n rows of one record, their sections numbered from 1.
func (c *keyCols) addRun(k Key, n int) {
	file, record, section := c.file.Grow(n), c.record.Grow(n), c.section.Grow(n)
	for i := range n {
		file[i], record[i], section[i] = k.File, k.Record, uint16(min(i+1, 0xFFFF))
	}
}

// factKey is the record's place and hash. Of an SMF record there is one row, and
// its number says where it begins, so that rows of SMF records, of which there are
// millions, keep neither.
type factKey struct {
	keyCols
	start columnar.Num[uint64]
	hash  columnar.Num[uint64]
	smf   bool
}

func hashDef() columnar.Def {
	return columnar.Def{Name: "record_hash", Doc: "64-bit hash of the record's bytes, by which copies are recognised."}
}

func (c *factKey) columns() []columnar.Column {
	if c.smf {
		return []columnar.Column{&c.file, &c.record, &c.hash}
	}
	return append(c.keyCols.columns(), &c.start, &c.hash)
}

func (c *factKey) names() []columnar.Def {
	if c.smf {
		return append(keyDefs[:2:2], hashDef())
	}
	return append(keyDefs[:3:3],
		columnar.Def{Name: "start_byte", Unit: "bytes",
			Doc: "Offset in the input at which the record begins, after containers are opened."},
		hashDef())
}

func (c *factKey) add(keys []Key) {
	file, record, hash := c.file.Grow(len(keys)), c.record.Grow(len(keys)), c.hash.Grow(len(keys))
	for i, k := range keys {
		file[i], record[i], hash[i] = k.File, k.Record, k.Hash
	}
	if c.smf {
		return
	}
	section, start := c.section.Grow(len(keys)), c.start.Grow(len(keys))
	for i, k := range keys {
		section[i], start[i] = k.part(), k.Start
	}
}

// idCol holds identities of shared contents; an absent section is NULL.
type idCol struct{ columnar.Num[int64] }

func (c *idCol) put(ids []int64, secs [][]byte) {
	copy(c.Grow(len(ids)), ids)
	for i := range secs {
		if secs[i] == nil {
			c.SetNull(i)
		}
	}
}

// A factTable has one row per record of one type: what varies from record to
// record, and the identities of the rest.
type factTable struct {
	rt    *record.Type
	key   factKey
	parts []columnar.Decoder // by locator
	ids   []*idCol           // by locator; nil when the structure is not interned
	suite idCol

	combo   *contentTable // takes ids and suite instead; nil unless the type is repeating
	content idCol
}

func newFactTable(rt *record.Type) *factTable {
	t := &factTable{rt: rt, key: factKey{smf: rt.Source == "smf119"}}
	if repeating[rt.Table] {
		t.combo = newContentTable(rt)
	}
	for _, l := range rt.Locators {
		st := decoders.Of(l.Kind)
		t.parts = append(t.parts, st.NewFact())
		var id *idCol
		if st.Interned {
			id = &idCol{}
		}
		t.ids = append(t.ids, id)
	}
	return t
}

func (t *factTable) table() string { return t.rt.Table }

func (t *factTable) hasSuite() bool {
	for _, l := range t.rt.Locators {
		if l.Suite != "" {
			return true
		}
	}
	return false
}

func (t *factTable) columns() []columnar.Column {
	out := t.key.columns()
	for i, p := range t.parts {
		out = append(out, p.Columns()...)
		if t.ids[i] != nil && t.combo == nil {
			out = append(out, &t.ids[i].Num)
		}
	}
	if t.combo != nil {
		return append(out, &t.content.Num)
	}
	if t.hasSuite() {
		out = append(out, &t.suite.Num)
	}
	return out
}

var suiteDef = columnar.Def{Name: "suite_id",
	Doc: "Combination of crypto sections: suite.suite_id; 0 when the record has none."}

func idDef(st *columnar.Structure) columnar.Def {
	return columnar.Def{Name: st.Name() + "_id", Doc: "Identity of the content: first 63 bits of SHA-256 over its bytes."}
}

func (t *factTable) names() []columnar.Def {
	out := t.key.names()
	for i, l := range t.rt.Locators {
		st := decoders.Of(l.Kind)
		out = append(out, st.Fact...)
		if t.ids[i] != nil && t.combo == nil {
			out = append(out, idDef(st))
		}
	}
	if t.combo != nil {
		return append(out, contentDef(t.rt))
	}
	if t.hasSuite() {
		out = append(out, suiteDef)
	}
	return out
}

// A sharedTable has one row per distinct content of one structure, or one per
// entry of it for a list, with the record that first showed it.
type sharedTable struct {
	st   *columnar.Structure
	key  keyCols
	id   idCol
	part columnar.Decoder
}

func (t *sharedTable) table() string { return t.st.Name() }
func (t *sharedTable) names() []columnar.Def {
	return append(append(keyDefs[:3:3], idDef(t.st)), t.st.Shared...)
}

func (t *sharedTable) columns() []columnar.Column {
	return append(append(t.key.columns(), &t.id.Num), t.part.Columns()...)
}

func (t *sharedTable) add(k Key, id int64, n int) {
	t.key.addRun(k, n)
	ids := t.id.Grow(n)
	for i := range ids {
		ids[i] = id
	}
}

// A suiteTable has one row per combination of crypto sections.
type suiteTable struct {
	key    keyCols
	id     idCol
	source columnar.Text
	parts  [3]idCol
}

func (t *suiteTable) table() string { return "suite_part" }

func (t *suiteTable) columns() []columnar.Column {
	return append(t.key.columns(), &t.id.Num, &t.source, &t.parts[0].Num, &t.parts[1].Num, &t.parts[2].Num)
}

func (t *suiteTable) names() []columnar.Def {
	return append(keyDefs[:3:3], suiteDef,
		columnar.Def{Name: "source", Doc: "Fact table whose records hold the combination."},
		columnar.Def{Name: "tls_id", Doc: "Identity of the TLS section; NULL when there is none."},
		columnar.Def{Name: "ssh_id", Doc: "Identity of the SSH section; NULL when there is none."},
		columnar.Def{Name: "ipsec_id", Doc: "Identity of the IPSec section; NULL when there is none."})
}

func (t *suiteTable) add(k Key, id int64, source string, combo [4]int64) {
	t.key.addRun(k, 1)
	t.id.Grow(1)[0] = id
	t.source.Str(source)
	for i := range t.parts {
		t.parts[i].Grow(1)[0] = combo[i]
		if combo[i] == 0 {
			t.parts[i].SetNull(0)
		}
	}
}

// An otherTable keeps sections that have no columns of their own.
type otherTable struct {
	key     keyCols
	locator columnar.Num[uint16]
	name    columnar.Text
	bytes   columnar.Text
}

func (t *otherTable) table() string { return "record_section" }

func (t *otherTable) columns() []columnar.Column {
	return append(t.key.columns(), &t.locator, &t.name, &t.bytes)
}

func (t *otherTable) names() []columnar.Def {
	return append(keyDefs[:3:3],
		columnar.Def{Name: "locator", Doc: "Triplet that points at the section, from 1."},
		columnar.Def{Name: "section_name", Doc: "Structure the section has, when it is a further occurrence of a known one."},
		columnar.Def{Name: "section_hex", Doc: "The section's bytes in hex."})
}

func (t *otherTable) add(k Key, locator int, name string, data []byte) {
	t.key.addRun(k, 1)
	t.key.section.Grown()[0] = k.part()
	t.locator.Grow(1)[0] = uint16(locator)
	t.name.Str(name)
	t.bytes.Hex(data)
}

// Hashes calls f with the hashes of the page's records, table by table. They are
// valid during the call.
func (p *Page) Hashes(f func(table string, hashes []uint64)) {
	for _, t := range p.facts {
		if hashes := t.key.hash.Values(); len(hashes) > 0 {
			f(t.table(), hashes)
		}
	}
}

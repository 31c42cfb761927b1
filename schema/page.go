package schema

// A Page is what one worker decoded from one run of records: rows of the fact
// tables, contents not seen before by that worker, and issues.
type Page struct {
	Issues []Issue

	facts  []*factTable // by index in RecordTypes
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
	cols []column
}

func (t *pageTable) empty() bool { return t.cols[0].length() == 0 }

func newPage() *Page {
	p := &Page{shared: map[string]*sharedTable{}, suites: &suiteTable{}, other: &otherTable{}}
	for _, rt := range RecordTypes {
		t := newFactTable(rt)
		p.facts = append(p.facts, t)
		if t.combo != nil {
			p.combos = append(p.combos, t.combo)
		}
	}
	for _, st := range structures {
		if st.interned {
			p.shared[st.name] = &sharedTable{st: st, part: st.newShared()}
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
				c.reset()
			}
		}
	}
}

// rows is one table's part of a page.
type rows interface {
	table() string
	columns() []column
	names() []columnDef // of the columns, in their order
}

// list returns the tables of the page in their order.
func (p *Page) list() []rows {
	var out []rows
	for _, t := range p.facts {
		out = append(out, t)
	}
	for _, st := range structures {
		if st.interned {
			out = append(out, p.shared[st.name])
		}
	}
	for _, t := range p.combos {
		out = append(out, t)
	}
	return append(out, p.suites, p.other)
}

// keyCols begin every table: the way back to the bytes.
type keyCols struct {
	file    numCol[uint32]
	record  numCol[uint64]
	section numCol[uint16]
}

var keyDefs = []columnDef{
	{name: "file_id", doc: "Input the row came from: input_file.file_id."},
	{name: "record_no", doc: "Number of the record or message in its input, from 1."},
	{name: "section_no", doc: "Occurrence of the section in its record, from 1; of an NMI message, the record in it."},
}

func (c *keyCols) columns() []column { return []column{&c.file, &c.record, &c.section} }

// part is the number a row begins with: of a record of a message, its number
// there.
func (k Key) part() uint16 { return uint16(min(max(k.Part, 1), 0xFFFF)) }

// addRun adds n rows of one record, their sections numbered from 1.
func (c *keyCols) addRun(k Key, n int) {
	file, record, section := c.file.grow(n), c.record.grow(n), c.section.grow(n)
	for i := range n {
		file[i], record[i], section[i] = k.File, k.Record, uint16(min(i+1, 0xFFFF))
	}
}

// factKey is the record's place and hash. Of an SMF record there is one row, and
// its number says where it begins, so that rows of SMF records, of which there are
// millions, keep neither.
type factKey struct {
	keyCols
	start numCol[uint64]
	hash  numCol[uint64]
	smf   bool
}

func hashDef() columnDef {
	return columnDef{name: "record_hash", doc: "64-bit hash of the record's bytes, by which copies are recognised."}
}

func (c *factKey) columns() []column {
	if c.smf {
		return []column{&c.file, &c.record, &c.hash}
	}
	return append(c.keyCols.columns(), &c.start, &c.hash)
}

func (c *factKey) names() []columnDef {
	if c.smf {
		return append(keyDefs[:2:2], hashDef())
	}
	return append(keyDefs[:3:3],
		columnDef{name: "start_byte", unit: "bytes",
			doc: "Offset in the input at which the record begins, after containers are opened."},
		hashDef())
}

func (c *factKey) add(keys []Key) {
	file, record, hash := c.file.grow(len(keys)), c.record.grow(len(keys)), c.hash.grow(len(keys))
	for i, k := range keys {
		file[i], record[i], hash[i] = k.File, k.Record, k.Hash
	}
	if c.smf {
		return
	}
	section, start := c.section.grow(len(keys)), c.start.grow(len(keys))
	for i, k := range keys {
		section[i], start[i] = k.part(), k.Start
	}
}

// idCol holds identities of shared contents; an absent section is NULL.
type idCol struct{ numCol[int64] }

func (c *idCol) put(ids []int64, secs [][]byte) {
	copy(c.grow(len(ids)), ids)
	for i := range secs {
		if secs[i] == nil {
			c.setNull(i)
		}
	}
}

// A factTable has one row per record of one type: what varies from record to
// record, and the identities of the rest.
type factTable struct {
	rt    *RecordType
	key   factKey
	parts []decoder // by locator
	ids   []*idCol  // by locator; nil when the structure is not interned
	suite idCol

	combo   *contentTable // takes ids and suite instead; nil unless the type is repeating
	content idCol
}

func newFactTable(rt *RecordType) *factTable {
	t := &factTable{rt: rt, key: factKey{smf: rt.Source == "smf119"}}
	if repeating[rt.Table] {
		t.combo = newContentTable(rt)
	}
	for _, l := range rt.Locators {
		st := structures[l.Kind]
		t.parts = append(t.parts, st.newFact())
		var id *idCol
		if st.interned {
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

func (t *factTable) columns() []column {
	out := t.key.columns()
	for i, p := range t.parts {
		out = append(out, p.columns()...)
		if t.ids[i] != nil && t.combo == nil {
			out = append(out, &t.ids[i].numCol)
		}
	}
	if t.combo != nil {
		return append(out, &t.content.numCol)
	}
	if t.hasSuite() {
		out = append(out, &t.suite.numCol)
	}
	return out
}

var suiteDef = columnDef{name: "suite_id",
	doc: "Combination of crypto sections: suite.suite_id; 0 when the record has none."}

func idDef(st *structure) columnDef {
	return columnDef{name: st.name + "_id", doc: "Identity of the content: first 63 bits of SHA-256 over its bytes."}
}

func (t *factTable) names() []columnDef {
	out := t.key.names()
	for i, l := range t.rt.Locators {
		st := structures[l.Kind]
		out = append(out, st.fact...)
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
	st   *structure
	key  keyCols
	id   idCol
	part decoder
}

func (t *sharedTable) table() string { return t.st.name }
func (t *sharedTable) names() []columnDef {
	return append(append(keyDefs[:3:3], idDef(t.st)), t.st.shared...)
}

func (t *sharedTable) columns() []column {
	return append(append(t.key.columns(), &t.id.numCol), t.part.columns()...)
}

func (t *sharedTable) add(k Key, id int64, n int) {
	t.key.addRun(k, n)
	for i := range t.id.grow(n) {
		t.id.v[t.id.base+i] = id
	}
}

// A suiteTable has one row per combination of crypto sections.
type suiteTable struct {
	key    keyCols
	id     idCol
	source textCol
	parts  [3]idCol
}

func (t *suiteTable) table() string { return "suite_part" }

func (t *suiteTable) columns() []column {
	return append(t.key.columns(), &t.id.numCol, &t.source, &t.parts[0].numCol, &t.parts[1].numCol, &t.parts[2].numCol)
}

func (t *suiteTable) names() []columnDef {
	return append(keyDefs[:3:3], suiteDef,
		columnDef{name: "source", doc: "Fact table whose records hold the combination."},
		columnDef{name: "tls_id", doc: "Identity of the TLS section; NULL when there is none."},
		columnDef{name: "ssh_id", doc: "Identity of the SSH section; NULL when there is none."},
		columnDef{name: "ipsec_id", doc: "Identity of the IPSec section; NULL when there is none."})
}

func (t *suiteTable) add(k Key, id int64, source string, combo [4]int64) {
	t.key.addRun(k, 1)
	t.id.grow(1)[0] = id
	t.source.str(source)
	for i := range t.parts {
		t.parts[i].grow(1)[0] = combo[i]
		if combo[i] == 0 {
			t.parts[i].setNull(0)
		}
	}
}

// An otherTable keeps sections that have no columns of their own.
type otherTable struct {
	key     keyCols
	locator numCol[uint16]
	name    textCol
	bytes   textCol
}

func (t *otherTable) table() string { return "record_section" }

func (t *otherTable) columns() []column {
	return append(t.key.columns(), &t.locator, &t.name, &t.bytes)
}

func (t *otherTable) names() []columnDef {
	return append(keyDefs[:3:3],
		columnDef{name: "locator", doc: "Triplet that points at the section, from 1."},
		columnDef{name: "section_name", doc: "Structure the section has, when it is a further occurrence of a known one."},
		columnDef{name: "section_hex", doc: "The section's bytes in hex."})
}

func (t *otherTable) add(k Key, locator int, name string, data []byte) {
	t.key.addRun(k, 1)
	t.key.section.v[len(t.key.section.v)-1] = k.part()
	t.locator.grow(1)[0] = uint16(locator)
	t.name.str(name)
	t.bytes.hex(data)
}

// Hashes calls f with the hashes of the page's records, table by table. They are
// valid during the call.
func (p *Page) Hashes(f func(table string, hashes []uint64)) {
	for _, t := range p.facts {
		if len(t.key.hash.v) > 0 {
			f(t.table(), t.key.hash.v)
		}
	}
}

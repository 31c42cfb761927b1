package schema

import (
	"encoding/binary"

	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
	"github.com/zertify/zertify/schema/record"
)

// repeating names the fact tables whose records come back every interval with all
// their interned contents alike and only the counters new. Such a row holds one
// identity for the whole combination instead of one per section; the combination is
// a row of <table>_content. With an identity per section half the width of a
// zert_summary row said the same thing over and over.
var repeating = map[string]bool{"zert_summary": true}

// maxContents is how many interned sections a record of a repeating type may have.
const maxContents = 8

// A contentKey holds the identities of the contents of one record, by locator; 0
// for an absent section and for a structure that is not interned.
type contentKey [maxContents]int64

// A contentTable has one row per combination of contents, with the record that
// first showed it.
type contentTable struct {
	rt    *record.Type
	key   keyCols
	id    idCol
	ids   []*idCol // by locator; nil when the structure is not interned
	suite idCol
}

func newContentTable(rt *record.Type) *contentTable {
	t := &contentTable{rt: rt}
	for _, l := range rt.Locators {
		var id *idCol
		if decoders.Of(l.Kind).Interned {
			id = &idCol{}
		}
		t.ids = append(t.ids, id)
	}
	return t
}

func contentName(rt *record.Type) string { return rt.Table + "_content" }

func contentDef(rt *record.Type) columnar.Def {
	return columnar.Def{Name: contentName(rt) + "_id", Doc: "Combination of contents: " + contentName(rt) + "."}
}

func (t *contentTable) table() string { return contentName(t.rt) }

func (t *contentTable) columns() []columnar.Column {
	out := append(t.key.columns(), &t.id.Num)
	for _, id := range t.ids {
		if id != nil {
			out = append(out, &id.Num)
		}
	}
	return append(out, &t.suite.Num)
}

func (t *contentTable) names() []columnar.Def {
	return append(append(keyDefs[:3:3], contentDef(t.rt)), t.parts()...)
}

// parts describes the columns beside the key and the row's own identity.
func (t *contentTable) parts() []columnar.Def {
	var out []columnar.Def
	for i, l := range t.rt.Locators {
		if t.ids[i] != nil {
			out = append(out, idDef(decoders.Of(l.Kind)))
		}
	}
	return append(out, suiteDef)
}

func (t *contentTable) add(k Key, id int64, combo contentKey, suite int64) {
	t.key.addRun(k, 1)
	t.id.Grow(1)[0] = id
	for i, c := range t.ids {
		if c == nil {
			continue
		}
		c.Grow(1)[0] = combo[i]
		if combo[i] == 0 {
			c.SetNull(0)
		}
	}
	t.suite.Grow(1)[0] = suite
}

// A contentDecoder names each distinct combination of contents of one record type.
type contentDecoder struct {
	known  map[contentKey]int64
	last   contentKey // neighbours are often alike
	lastID int64
}

func newContentDecoder(rt *record.Type) *contentDecoder {
	if !repeating[rt.Table] {
		return nil
	}
	if len(rt.Locators) > maxContents {
		panic("schema: " + rt.Table + " has more sections than a combination holds")
	}
	return &contentDecoder{known: map[contentKey]int64{}}
}

// intern fills out with one identity per record of f, and adds combinations not
// seen by this worker to t.
func (cd *contentDecoder) intern(p *Page, t *contentTable, out []int64, f *factDecoder) {
	for i := range out {
		var combo contentKey
		for j, c := range t.ids {
			if c != nil {
				combo[j] = f.ids[j][i]
			}
		}
		if cd.lastID == 0 || combo != cd.last {
			cd.last, cd.lastID = combo, cd.identity(p, t, f, i, combo)
		}
		out[i] = cd.lastID
	}
}

func (cd *contentDecoder) identity(p *Page, t *contentTable, f *factDecoder, i int, combo contentKey) int64 {
	if id, ok := cd.known[combo]; ok {
		return id
	}
	if len(cd.known) >= internMax {
		clear(cd.known)
	}
	var key [8 * maxContents]byte
	for j, id := range combo {
		binary.BigEndian.PutUint64(key[8*j:], uint64(id))
	}
	id := contentID(contentName(f.rt), key[:])
	cd.known[combo] = id
	suite := int64(0)
	if f.hasSuite() {
		suite = f.d.suites.identity(p, f, i)
	}
	t.add(f.keys[i], id, combo, suite)
	return id
}

package schema

import (
	"sync"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/record"
)

// BatchRows is the most rows of a batch that is put together from several pages:
// one DuckDB row group.
const BatchRows = 122880

// batchBytes bounds the text of such a batch. Arrow's text offsets are 32-bit, and
// a hostile input can fill every row with kilobytes of hex.
const batchBytes = 128 << 20

// wholeRows is from how many rows on a page's part of a table becomes a batch as it
// stands. Copying such rows together took a tenth of the time of loading; batches
// of fewer rows cost more at the engine than copying them.
const wholeRows = 512

// sharedMax bounds the identities a builder remembers per table, some 40 bytes each. Few
// dumps have so many; with four times as many one of 700,000 users took 30 MB more, and no less time.
const sharedMax = 1 << 17

// contentRows is the most rows of a batch of contents, whose rows are copied together
// and wide.
const contentRows = 1 << 15

// A Builder makes batches per table of pages, in the order of the records.
type Builder struct {
	tables []*tableBuilder
}

// tableBuilder makes the batches of one table.
type tableBuilder struct {
	name   string
	schema *arrow.Schema
	cols   []columnar.Column // rows copied from pages that had few
	idCol  int               // column that holds the content's identity; -1 for fact tables
	seen   map[int64]struct{}
	spare  chan []columnar.Column // emptied columns of batches that were released
}

// spareBatches is how many sets of columns of a table wait to be filled again.
// Taking memory anew each time costs more in page faults and collection than
// filling it.
const spareBatches = 64

// A Batch is a run of rows of one table, ready to load. The receiver releases it.
type Batch struct {
	Table string
	Rows  arrow.RecordBatch
	Bytes int // that the rows hold, about

	cols  []columnar.Column
	spare chan<- []columnar.Column
}

// Release returns the batch's memory to the builder, which fills it again.
// Neither Rows nor anything cut from it may be used afterwards.
func (b Batch) Release() {
	b.Rows.Release()
	for _, c := range b.cols {
		c.Reset()
	}
	select {
	case b.spare <- b.cols:
	default:
	}
}

// NewBuilder makes an empty builder.
func NewBuilder() *Builder {
	b := &Builder{}
	for i, t := range newPage().tables {
		tb := &tableBuilder{name: t.table(), schema: arrowSchema(t), cols: t.cols, idCol: -1,
			spare: make(chan []columnar.Column, spareBatches)}
		if i >= len(record.Types) && t.table() != "record_section" {
			tb.idCol, tb.seen = 3, map[int64]struct{}{}
		}
		b.tables = append(b.tables, tb)
	}
	return b
}

func arrowSchema(t pageTable) *arrow.Schema {
	names, cols := t.names(), t.cols
	fields := make([]arrow.Field, len(cols))
	for i, c := range cols {
		_, typ := columnar.TypeOf(c)
		fields[i] = arrow.Field{Name: names[i].Name, Type: typ, Nullable: true}
	}
	return arrow.NewSchema(fields, nil)
}

// Add takes over the rows of a page and returns batches to emit as they get ready.
// The page has lost rows to the batches and must be reset. Contents already seen
// are dropped, so that the first record that shows one is the one it leads to.
func (b *Builder) Add(p *Page, emit func(Batch) error) error {
	for i := range p.tables {
		t := &p.tables[i]
		if t.empty() {
			continue
		}
		if err := b.tables[i].add(t.cols, emit); err != nil {
			return err
		}
	}
	return nil
}

// Flush returns what is left to emit.
func (b *Builder) Flush(emit func(Batch) error) error {
	for _, tb := range b.tables {
		if tb.cols[0].Len() > 0 {
			if err := emit(tb.batch(tb.cols)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tb *tableBuilder) add(src []columnar.Column, emit func(Batch) error) error {
	n := src[0].Len()
	if tb.idCol >= 0 {
		return tb.addNew(src, emit)
	}
	if n < wholeRows {
		return tb.addRange(src, 0, n, emit)
	}
	if tb.cols[0].Len() > 0 { // those come first
		if err := emit(tb.batch(tb.cols)); err != nil {
			return err
		}
	}
	return emit(tb.batch(src))
}

// addNew appends the rows of contents not seen before; a list's entries follow
// each other under one identity.
func (tb *tableBuilder) addNew(src []columnar.Column, emit func(Batch) error) error {
	ids := src[tb.idCol].(*columnar.Num[int64]).Values()
	for lo := 0; lo < len(ids); {
		hi := lo + 1
		for hi < len(ids) && ids[hi] == ids[lo] {
			hi++
		}
		if _, seen := tb.seen[ids[lo]]; !seen {
			if len(tb.seen) >= sharedMax && tb.cols[0].Len() == 0 {
				clear(tb.seen) // between batches only: the loader weeds out what earlier batches brought
			}
			tb.seen[ids[lo]] = struct{}{}
			if err := tb.addRange(src, lo, hi, emit); err != nil {
				return err
			}
		}
		lo = hi
	}
	return nil
}

func (tb *tableBuilder) addRange(src []columnar.Column, lo, hi int, emit func(Batch) error) error {
	for i, c := range tb.cols {
		c.AppendRange(src[i], lo, hi)
	}
	if tb.cols[0].Len() < tb.most() && !tb.tooLarge() {
		return nil
	}
	return emit(tb.batch(tb.cols))
}

// most returns how many rows a batch has at most.
func (tb *tableBuilder) most() int {
	if tb.idCol >= 0 {
		return contentRows
	}
	return BatchRows
}

func (tb *tableBuilder) tooLarge() bool {
	for _, c := range tb.cols {
		if t, ok := c.(*columnar.Text); ok && t.Bytes() > batchBytes {
			return true
		}
	}
	return false
}

// batch makes a record batch of the rows in cols, which are empty afterwards.
func (tb *tableBuilder) batch(cols []columnar.Column) Batch {
	own, size := tb.empty(), 0
	arrs := make([]arrow.Array, len(cols))
	for i, c := range own {
		c.Swap(cols[i])
		size += c.Size()
		d := c.Data()
		arrs[i] = array.MakeFromData(d)
		d.Release()
	}
	b := Batch{Table: tb.name, Rows: array.NewRecordBatch(tb.schema, arrs, int64(own[0].Len())), Bytes: size, cols: own,
		spare: tb.spare}
	for _, a := range arrs {
		a.Release()
	}
	return b
}

// empty returns a set of columns without rows.
func (tb *tableBuilder) empty() []columnar.Column {
	select {
	case cols := <-tb.spare:
		return cols
	default:
	}
	cols := make([]columnar.Column, len(tb.cols))
	for i, c := range tb.cols {
		cols[i] = c.Like()
	}
	return cols
}

// ArrowSchemas returns the Arrow schema of each table.
func ArrowSchemas() map[string]*arrow.Schema {
	out := map[string]*arrow.Schema{}
	for _, t := range newPage().tables {
		out[t.table()] = arrowSchema(t)
	}
	return out
}

var identityColumns = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, tb := range NewBuilder().tables {
		if tb.idCol >= 0 {
			out[tb.name] = tb.schema.Field(tb.idCol).Name
		}
	}
	return out
})

// IdentityColumn names the column that identifies a content of an interned
// table, or returns "" for a table of facts.
func IdentityColumn(table string) string { return identityColumns()[table] }

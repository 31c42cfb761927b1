package schema

import (
	"sync"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
)

// BatchRows is the number of rows of a full batch: one DuckDB row group. In
// trials misaligned batches took 1.8 times as long and three times the memory.
const BatchRows = 122880

// batchBytes bounds the text of one batch. Arrow's text offsets are 32-bit, and
// a hostile input can fill every row with kilobytes of hex.
const batchBytes = 128 << 20

// sharedMax bounds the identities a builder remembers per table, 16 bytes each.
const sharedMax = 1 << 20

// A Builder joins pages, in the order of the records, into batches per table.
type Builder struct {
	tables []*tableBuilder
}

// tableBuilder gathers the rows of one table.
type tableBuilder struct {
	name   string
	schema *arrow.Schema
	cols   []column
	idCol  int // column that holds the content's identity; -1 for fact tables
	seen   map[int64]bool
	spare  chan []column // emptied columns of full batches that were released
}

// spareBatches is how many sets of columns of a table wait to be filled again. A
// full batch takes tens of megabytes; taking them anew each time cost more in
// page faults and collection than filling them.
const spareBatches = 2

// A Batch is a run of rows of one table, ready to load. The receiver releases it.
type Batch struct {
	Table string
	Rows  arrow.RecordBatch

	cols  []column
	spare chan<- []column
}

// Release gives the batch's memory back to the builder, which fills it again.
// Neither Rows nor anything cut from it may be used afterwards.
func (b Batch) Release() {
	b.Rows.Release()
	if b.spare == nil {
		return
	}
	for _, c := range b.cols {
		c.reset()
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
		tb := &tableBuilder{name: t.table(), schema: arrowSchema(t), cols: t.cols, idCol: -1, spare: make(chan []column, spareBatches)}
		if i >= len(RecordTypes) && t.table() != "record_section" {
			tb.idCol, tb.seen = 3, map[int64]bool{}
		}
		b.tables = append(b.tables, tb)
	}
	return b
}

func arrowSchema(t pageTable) *arrow.Schema {
	names, cols := t.names(), t.cols
	fields := make([]arrow.Field, len(cols))
	for i, c := range cols {
		_, typ := columnType(c)
		fields[i] = arrow.Field{Name: names[i].name, Type: typ, Nullable: true}
	}
	return arrow.NewSchema(fields, nil)
}

// Add appends a page and gives every full batch to emit. Contents already seen
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

// Flush gives what is left to emit.
func (b *Builder) Flush(emit func(Batch) error) error {
	for _, tb := range b.tables {
		if tb.cols[0].length() > 0 {
			if err := emit(tb.batch()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tb *tableBuilder) add(src []column, emit func(Batch) error) error {
	n := src[0].length()
	if tb.idCol >= 0 {
		return tb.addNew(src, emit)
	}
	for lo := 0; lo < n; {
		hi := min(n, lo+BatchRows-tb.cols[0].length())
		if err := tb.addRange(src, lo, hi, emit); err != nil {
			return err
		}
		lo = hi
	}
	return nil
}

// addNew appends the rows of contents not seen before; a list's entries follow
// each other under one identity.
func (tb *tableBuilder) addNew(src []column, emit func(Batch) error) error {
	ids := src[tb.idCol].(*numCol[int64]).v
	for lo := 0; lo < len(ids); {
		hi := lo + 1
		for hi < len(ids) && ids[hi] == ids[lo] {
			hi++
		}
		if !tb.seen[ids[lo]] {
			if len(tb.seen) >= sharedMax && tb.cols[0].length() == 0 {
				clear(tb.seen) // between batches only: the loader weeds out what earlier batches brought
			}
			tb.seen[ids[lo]] = true
			if err := tb.addRange(src, lo, hi, emit); err != nil {
				return err
			}
		}
		lo = hi
	}
	return nil
}

// likelyFull is from how many rows on a batch is taken for one that gets full, and
// makes room for that. Growing step by step cost a tenth of the time of decoding.
const likelyFull = BatchRows / 8

func (tb *tableBuilder) addRange(src []column, lo, hi int, emit func(Batch) error) error {
	if n := tb.cols[0].length(); n < likelyFull && n+hi-lo >= likelyFull {
		for _, c := range tb.cols {
			c.reserve(BatchRows)
		}
	}
	for i, c := range tb.cols {
		c.appendRange(src[i], lo, hi)
	}
	if tb.cols[0].length() < BatchRows && !tb.tooLarge() {
		return nil
	}
	return emit(tb.batch())
}

func (tb *tableBuilder) tooLarge() bool {
	for _, c := range tb.cols {
		if t, ok := c.(*textCol); ok && len(t.buf) > batchBytes {
			return true
		}
	}
	return false
}

// batch turns the gathered columns into a record batch and begins new columns.
func (tb *tableBuilder) batch() Batch {
	n := tb.cols[0].length()
	arrs := make([]arrow.Array, len(tb.cols))
	for i, c := range tb.cols {
		d := c.data()
		arrs[i] = array.MakeFromData(d)
		d.Release()
	}
	b := Batch{Table: tb.name, Rows: array.NewRecordBatch(tb.schema, arrs, int64(n)), cols: tb.cols}
	for _, a := range arrs {
		a.Release()
	}
	if n == BatchRows { // there will be another like it
		b.spare = tb.spare
	}
	tb.begin(n)
	return b
}

// begin gets columns for the rows after a batch of n.
func (tb *tableBuilder) begin(n int) {
	room := 0
	if n == BatchRows {
		select {
		case tb.cols = <-tb.spare:
			return
		default:
			room = BatchRows
		}
	}
	cols := make([]column, len(tb.cols))
	for i, c := range tb.cols {
		cols[i] = c.cut(room)
	}
	tb.cols = cols
}

// ArrowSchemas gives the Arrow schema of each table.
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
// table, or gives "" for a table of facts.
func IdentityColumn(table string) string { return identityColumns()[table] }

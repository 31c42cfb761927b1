package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// A Recheck decodes inputs of a database again, with what the database says of how they were read, and compares what
// comes out with the rows it holds, value for value. The database is only read: decoded rows go into a transaction of
// a database in memory, which is undone.
type Recheck struct {
	run  *run
	most int64 // records of an input that are decoded again, about, unless all are
}

// A Difference is a row that the database holds otherwise than it is decoded.
type Difference struct {
	Table           string
	Record, Section int64     // of the input; of a content, those that show it
	Missing, Extra  bool      // the database lacks the row; it has one that decoding does not make
	Values          []Changed // unless Missing or Extra
}

// A Changed value is one that a row of the database holds otherwise than it is decoded. NULL is nil.
type Changed struct {
	Column          string
	Found, Expected *string
}

// A Rechecked says what was compared of an input.
type Rechecked struct {
	Records, Of int64  // that were decoded again, and that the input has
	Rows        int64  // that they are decoded into
	Differences int64  // all of them, also those that were not passed on
	Unreadable  string // why the input could not be read as it was; "" when it could
	Skipped     bool   // it is a text, of which the database does not say in which zone its times were read
	Assumed     bool   // how it was read was not recorded; the usual options were taken
}

// maxDifferences bounds those that are passed on of one table.
const maxDifferences = 20

// recheckRecords is about how many records of an input are decoded again, unless all are: enough to meet a change in
// one of ten thousand rows with six chances in seven, and done in a second.
const recheckRecords = 20_000

// OpenRecheck opens a database of this program's format for checks of its inputs.
func OpenRecheck(ctx context.Context, path string) (*Recheck, error) {
	db, spill, err := openEngine(path, nil)
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	memory := memoryOf(ctx)
	statements := slices.Concat(settings, []string{engineLimit(memory.whileDecoding())}, spillSettings(spill, memory),
		[]string{"ATTACH ':memory:' AS file",
			fmt.Sprintf("ATTACH %s AS checked (TYPE duckdb, READ_ONLY)", sqltext.Literal(engineName(path)))})
	if err := execAll(ctx, conn, statements); err != nil {
		return nil, errors.Join(openError(path, err), conn.Close(), db.Close())
	}
	opt := &Options{DB: path}
	opt.defaults(memory)
	r := &run{opt: opt, filter: newCopies(), sum: &Summary{}, db: db, empty: true}
	r.l = newLoader(ctx, conn, func(ctx context.Context) error {
		return execAll(ctx, conn, []string{"USE file", schema.DDL(), "USE memory"})
	})
	return &Recheck{r, recheckRecords}, nil
}

// Close closes the database.
func (c *Recheck) Close() error {
	c.run.close()
	return nil
}

// Input decodes an input again, all of it or a sample of its records, and passes on what is not as in the database.
// id is its number there. The error is for a database that cannot be read, or the end of the context.
func (c *Recheck) Input(ctx context.Context, id uint32, m *container.Member, whole bool,
	report func(*Difference)) (out *Rechecked, err error) {
	in, err := c.recorded(ctx, id)
	if err != nil || in.records == 0 || in.unknown != "" || in.form == layout.Text {
		return &Rechecked{Of: in.records, Unreadable: in.unknown, Assumed: in.assumed, Skipped: in.form == layout.Text}, err
	}
	s := sample{}
	if !whole {
		s = takeSample(in, c.most)
	}
	c.run.opt, c.run.cp = &in.opt, in.cp
	f := &fileRun{run: c.run, id: id, member: m, counts: newCounts(), issues: newIssues(), captured: in.captured.Time,
		fs: &FileSummary{Path: m.Name}}
	f.sum = newDigest(m.Reader, in.opt.Progress)
	f.scan = newScan(m.Name, f.id, f.sum, f.sum, &in.opt, in.cp, f.captured)
	f.scan.keep = s.has
	c.run.begin(ctx, f.id)
	defer func() { err = errors.Join(err, c.run.l.rollback()) }()
	if err := f.drain(ctx); err != nil {
		return nil, err
	}
	out = &Rechecked{Of: in.records, Unreadable: in.readOtherwise(f), Assumed: in.assumed}
	if out.Unreadable != "" {
		return out, nil
	}
	for k, n := range f.counts.m {
		if k.disposition == decoded {
			out.Records += n.records
		}
	}
	return out, c.compare(ctx, in, s, out, report)
}

// A recorded input is what a database says of how an input was read.
type recorded struct {
	id       uint32
	records  int64
	form     string
	framing  string // by which it was read
	asked    string // for which the user asked
	sha256   string
	pruned   bool // rows of it were taken out
	assumed  bool // an earlier version loaded it, which did not record the options
	captured sql.NullTime
	opt      Options
	cp       *wire.CodePage
	unknown  string // why it cannot be read so again; "" when it can
}

// recorded reads what the database says of an input.
func (c *Recheck) recorded(ctx context.Context, id uint32) (*recorded, error) {
	in := &recorded{id: id, opt: *c.run.opt}
	if err := c.run.l.wait(); err != nil {
		return in, err
	}
	var codePage string
	err := c.run.query(ctx, statements.Text("recorded", nil), id).Scan(&in.records, &in.form, &in.framing, &in.sha256,
		&in.captured, &codePage, &in.asked, &in.opt.SMF.Salvage, &in.assumed, &in.pruned)
	if err != nil {
		return in, err
	}
	if in.cp, err = wire.NewCodePage(codePage); err != nil {
		in.unknown = err.Error()
		return in, nil
	}
	if err := in.readAs(); err != nil {
		in.unknown = err.Error()
	}
	return in, nil
}

// carveAsked stands for the wish to find structures without a framing; see framingAsked.
const carveAsked = "carve"

// framingAsked names the framing that the user asked for, for an input of a form.
func (o *Options) framingAsked(form string) string {
	switch {
	case form != layout.NMsec:
		return o.SMF.Framing.String()
	case o.NMI.Carve:
		return carveAsked
	case o.NMI.Framing != nil && !o.NMI.Site:
		return o.NMI.Framing.Name
	}
	return smf.Auto.String()
}

// readAs sets the options as they were when the input was loaded.
func (in *recorded) readAs() (err error) {
	if in.form != layout.NMsec {
		in.opt.SMF.Framing, err = smf.ParseFraming(in.asked)
		return err
	}
	in.opt.NMI.Carve = in.asked == carveAsked
	known, err := framing.All()
	if i := slices.IndexFunc(known, func(f *framing.Framing) bool { return f.Name == in.asked }); i >= 0 {
		in.opt.NMI.Framing = known[i]
	}
	return err
}

// readOtherwise says why an input was not read as it was when it was loaded; "" when it was.
func (in *recorded) readOtherwise(f *fileRun) string {
	if f.scan.sum.err != nil {
		return f.scan.sum.err.Error()
	}
	if name, _ := f.scan.src.framing(); name != in.framing || f.scan.src.form() != in.form {
		return fmt.Sprintf("it was read with framing %s, which is not known here", in.framing)
	}
	return ""
}

// A sample picks records by their number, so that the same input always has the same sample.
type sample struct{ factor, shift, below int64 } // below is 0 when every record is picked

// samplePrime is greater than every remainder that a sample is picked by.
const samplePrime = 1_000_003

// takeSample picks about so many records of an input. Which ones depends on its digest.
func takeSample(in *recorded, most int64) sample {
	if in.records <= most || len(in.sha256) < 16 {
		return sample{}
	}
	factor, _ := strconv.ParseInt(in.sha256[:8], 16, 64) // of what is no digest any sample will do
	shift, _ := strconv.ParseInt(in.sha256[8:16], 16, 64)
	return sample{1 + factor%(samplePrime-1), shift % samplePrime, max(1, samplePrime*most/in.records)}
}

// has reports whether a record is one of the sample.
func (s sample) has(no int64) bool {
	return s.below == 0 || (no%samplePrime*s.factor+s.shift)%samplePrime < s.below
}

// where is the condition on record_no that has tells.
func (s sample) where() string {
	if s.below == 0 {
		return "true"
	}
	return fmt.Sprintf("(CAST(record_no AS BIGINT) %% %d * %d + %d) %% %d < %d", samplePrime, s.factor, s.shift,
		samplePrime,
		s.below)
}

// compare compares each table with what was decoded.
func (c *Recheck) compare(ctx context.Context, in *recorded, s sample, out *Rechecked,
	report func(*Difference)) error {
	for _, t := range schema.Tables() {
		rows := c.run.l.rows[t.Name]
		if out.Rows += rows; rows == 0 && schema.IdentityColumn(t.Name) != "" && s.below != 0 {
			continue // contents that the sample does not show
		}
		n, err := c.compareTable(ctx, differing(in, s, &t), &t, report)
		if err != nil {
			return fmt.Errorf("compare table %s with what is decoded: %w", t.Name, err)
		}
		out.Differences += n
	}
	return nil
}

// compareTable passes on the rows of a query as differing makes it, and returns how many there are.
func (c *Recheck) compareTable(ctx context.Context, query string, t *schema.TableDef,
	report func(*Difference)) (total int64, err error) {
	rows, err := c.run.l.conn.QueryContext(ctx, query)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		d := &Difference{Table: t.Name}
		var found, expected []any
		if err := rows.Scan(&total, &d.Record, &d.Section, &d.Missing, &d.Extra, &found, &expected); err != nil {
			return 0, err
		}
		if !d.Missing && !d.Extra {
			d.Values = changed(compared(t), found, expected)
		}
		report(d)
	}
	return total, rows.Err()
}

// changed lists the columns in which two rows differ.
func changed(columns []string, found, expected []any) (out []Changed) {
	for i, name := range columns {
		f, isText := found[i].(string)
		e, alsoText := expected[i].(string)
		if f == e && isText == alsoText {
			continue
		}
		v := Changed{Column: name}
		if isText {
			v.Found = &f
		}
		if alsoText {
			v.Expected = &e
		}
		out = append(out, v)
	}
	return out
}

// compared names the columns whose values are compared: all but those that a row is found by, and of contents those
// that say which record showed them first.
func compared(t *schema.TableDef) (out []string) {
	keys := []string{"file_id", "record_no", "section_no", schema.IdentityColumn(t.Name)}
	for _, c := range t.Columns {
		if !slices.Contains(keys, c.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// differing is the query for the rows of a table that the database holds otherwise than they are decoded. Rows are
// told by record and section, those of contents by their identity, and several of one key by their order.
func differing(in *recorded, s sample, t *schema.TableDef) string {
	section := "1"
	if slices.ContainsFunc(t.Columns, func(c schema.ColumnDef) bool { return c.Name == "section_no" }) {
		section = "section_no"
	}
	key, held := "record_no", fmt.Sprintf("file_id = %d AND %s", in.id, s.where())
	if id := schema.IdentityColumn(t.Name); id != "" {
		key, held = id, fmt.Sprintf("%s IN (SELECT %[1]s FROM file.main.%s)", id, t.Name)
		if s.below == 0 && !in.pruned {
			held += fmt.Sprintf(" OR file_id = %d", in.id)
		}
	}
	rows := func(database, where string) string {
		return "(SELECT *, " + section + " AS section, row_number() OVER (PARTITION BY " + key + ", " + section +
			" ORDER BY rowid) AS nth FROM " + database + ".main." + t.Name + " WHERE " + where + ")"
	}
	found, expected, differ := "[NULL", "[NULL", "false"
	for i, name := range compared(t) {
		if i == 0 {
			found, expected = "[", "["
		} else {
			found, expected = found+", ", expected+", "
		}
		name = sqltext.Name(name)
		found, expected = found+"CAST(a."+name+" AS VARCHAR)", expected+"CAST(b."+name+" AS VARCHAR)"
		differ += " OR a." + name + " IS DISTINCT FROM b." + name
	}
	missing := "OR a.nth IS NULL"
	if in.pruned {
		missing = "AND a.nth IS NOT NULL"
	}
	return statements.Text("differing", sqltext.Names{"found": found, "expected": expected, "a": rows("checked", held),
		"b": rows("file", "true"), "key": key, "differ": differ, "missing": missing, "most": maxDifferences})
}

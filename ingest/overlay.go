package ingest

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// overlayDDL creates the tables of what a site's own layouts add.
//
//go:embed overlay.sql
var overlayDDL string

// siteTable holds the fields that an overlay lays out.
const siteTable = "site_field"

// siteSchema mirrors the table's columns.
var siteSchema = arrow.NewSchema([]arrow.Field{
	{Name: "file_id", Type: arrow.PrimitiveTypes.Uint32}, {Name: "record_no", Type: arrow.PrimitiveTypes.Uint64},
	{Name: "structure", Type: arrow.BinaryTypes.String}, {Name: "locator", Type: arrow.PrimitiveTypes.Uint16},
	{Name: "section_no", Type: arrow.PrimitiveTypes.Uint16}, {Name: "field", Type: arrow.BinaryTypes.String},
	{Name: "column", Type: arrow.BinaryTypes.String, Nullable: true}, {Name: "offset", Type: arrow.PrimitiveTypes.Int32},
	{Name: "value_text", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "value_number", Type: arrow.PrimitiveTypes.Uint64, Nullable: true},
	{Name: "value_name", Type: arrow.BinaryTypes.String, Nullable: true},
	{Name: "message_record", Type: arrow.PrimitiveTypes.Uint32, Nullable: true},
}, nil)

// StoredOverlay returns the overlay a database was loaded with, or nil.
func StoredOverlay(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}) (*layout.Overlay, error) {
	return storedOverlay(ctx, db, "")
}

func storedOverlay(ctx context.Context, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}, prefix string) (*layout.Overlay, error) {
	rows, err := db.QueryContext(ctx, "SELECT name, content FROM "+prefix+"layout_overlay ORDER BY name")
	if err != nil {
		return nil, nil // made before there were overlays
	}
	defer rows.Close()
	var files []layout.OverlayFile
	for rows.Next() {
		var name, content string
		if err := rows.Scan(&name, &content); err != nil {
			return nil, err
		}
		files = append(files, layout.OverlayFile{Name: name, Content: []byte(content)})
	}
	if err := rows.Err(); err != nil || len(files) == 0 {
		return nil, err
	}
	o, err := layout.ReadOverlay(layout.NewOverlayFS(files), layout.Must())
	if err != nil {
		return nil, fmt.Errorf("the overlay stored in the database: %w", err)
	}
	return o, nil
}

// settleOverlay takes over the overlay stored in the database when none is given,
// and refuses to mix two: rows of both would stand in the same tables.
func settleOverlay(ctx context.Context, conn *sql.Conn, opt *Options) error {
	stored, err := storedOverlay(ctx, conn, "file.main.")
	if err != nil {
		return err
	}
	switch {
	case opt.Overlay == nil:
		opt.Overlay = stored
	case stored != nil && stored.Digest != opt.Overlay.Digest:
		var n int64
		if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM file.main."+siteTable).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%s was loaded with another overlay (sha256 %.12s); load into a new database", opt.DB,
				stored.Digest)
		}
	}
	if opt.Overlay != nil {
		opt.Codes = append(opt.Codes[:len(opt.Codes):len(opt.Codes)], opt.Overlay.Codes...)
	}
	return settleFraming(opt)
}

// settleFraming takes the framing of NMI streams from the overlay, unless one is
// given or the overlay's is refused.
func settleFraming(opt *Options) error {
	if opt.NMI.Framing != nil || opt.NMI.Carve || opt.Discover {
		return nil
	}
	f, err := OverlayFraming(opt.Overlay)
	if f != nil {
		opt.NMI.Framing, opt.NMI.Site = f, true
	}
	return err
}

// OverlayFraming returns the framing of NMI streams that an overlay holds, under the
// name site; nil when it holds none.
func OverlayFraming(o *layout.Overlay) (*framing.Framing, error) {
	if o == nil || !o.HasFile(layout.NMIFraming) {
		return nil, nil
	}
	f, err := framing.Load(layout.NewOverlayFS(o.Files), layout.NMIFraming)
	if err != nil {
		return nil, err
	}
	f.Name = "site"
	return f, nil
}

// keepOverlay stores the overlay and makes the views of its structures. The
// file must be the database in use.
func keepOverlay(ctx context.Context, conn *sql.Conn, o *layout.Overlay) error {
	if err := execAll(ctx, conn, []string{overlayDDL}); err != nil || o == nil {
		return err
	}
	steps := []string{"BEGIN TRANSACTION", "DELETE FROM layout_overlay", forgetKept("layout_overlay"),
		fmt.Sprintf(staleViews, "")}
	for _, f := range o.Files {
		steps = append(steps,
			fmt.Sprintf("INSERT INTO layout_overlay (name, sha256, content) VALUES (%s, %s, %s)", text(f.Name),
				text(f.SHA256), text(string(f.Content))))
	}
	if err := execAll(ctx, conn, slices.Concat(steps, siteViews(o), []string{"COMMIT"})); err != nil {
		return errors.Join(fmt.Errorf("store the overlay: %w", err),
			execAll(context.WithoutCancel(ctx), conn, []string{"ROLLBACK"}))
	}
	return nil
}

// renewOverlay makes the tables of an overlay and what is made of the stored one. One
// that contradicts the facts as they are now leaves its views as they were: what was
// read with it is still what its site says.
func renewOverlay(ctx context.Context, db changer) error {
	if err := execAll(ctx, db, []string{overlayDDL}); err != nil {
		return err
	}
	o, err := StoredOverlay(ctx, db)
	if err != nil || o == nil {
		return nil
	}
	if err := execAll(ctx, db, siteViews(o)); err != nil {
		return fmt.Errorf("make views of the overlay: %w", err)
	}
	return renameSiteValues(ctx, db, o)
}

// renameSiteValues puts the present names of codes in the place of those stored with the fields of an overlay.
func renameSiteValues(ctx context.Context, db changer, o *layout.Overlay) error {
	var rows []string
	names := newSite(o, nil).names
	for _, st := range o.Structures {
		for i := range st.Fields {
			f := &st.Fields[i]
			for _, code := range slices.Sorted(maps.Keys(names[f.Enum])) {
				rows = append(rows,
					fmt.Sprintf("(%s, %s, %s, %s)", text(st.Name), text(f.Name), text(code), text(names[f.Enum][code])))
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	book, err := openBook(ctx, db)
	if err != nil {
		return err
	}
	return book.change(ctx, siteTable, func() error {
		_, err := db.ExecContext(ctx, "UPDATE "+siteTable+" AS s SET value_name = new.name FROM (SELECT f.rowid AS id, "+
			"n.name FROM "+siteTable+" AS f LEFT JOIN (VALUES "+strings.Join(rows, ", ")+") AS n(structure, field, code, name) "+
			"ON f.structure = n.structure AND f.field = n.field AND f.value_text = n.code "+
			"WHERE f.value_name IS DISTINCT FROM n.name) AS new WHERE s.rowid = new.id")
		return err
	})
}

// siteViews are the statements that make the views of an overlay's structures.
func siteViews(o *layout.Overlay) []string {
	var out []string
	seen := map[*layout.Structure]bool{}
	for _, b := range o.Bindings {
		if !seen[b.Structure] {
			seen[b.Structure] = true
			out = append(out, siteView(b.Structure, slices.ContainsFunc(o.Bindings, func(c layout.Binding) bool {
				return c.Structure == b.Structure && c.Source == layout.NMsec
			})))
		}
	}
	return out
}

// maxViewColumns bounds a view; the rows of site_field have all fields.
const maxViewColumns = 500

// siteView shows the fields of a structure side by side, without copies of
// records. One that messages hold names the record in the message, too.
func siteView(st *layout.Structure, inMessages bool) string {
	place := "file_id, record_no, locator, section_no"
	if inMessages {
		place = "file_id, record_no, message_record, locator, section_no"
	}
	var cols []string
	for i := range st.Fields {
		f := &st.Fields[i]
		if f.Column == "" || len(cols) >= maxViewColumns {
			continue
		}
		pick := func(value string) string {
			return fmt.Sprintf("max(%s) FILTER (field = %s)", value, text(f.Name))
		}
		switch f.Format {
		case "uint", "bits", "tod_span":
			cols = append(cols, pick("value_number")+" AS "+sqltext.Name(f.Column))
		case "flag":
			cols = append(cols, pick("value_number")+" = 1 AS "+sqltext.Name(f.Column))
		case "tod", "unix", "hundredths", "cert_time":
			cols = append(cols, "CAST("+pick("value_text")+" AS TIMESTAMP) AS "+sqltext.Name(f.Column))
		default:
			cols = append(cols, pick("value_text")+" AS "+sqltext.Name(f.Column))
		}
		if f.Enum != "" && len(cols) < maxViewColumns {
			cols = append(cols, pick("value_name")+" AS "+sqltext.Name(f.Column+"_name"))
		}
	}
	list := ""
	if len(cols) > 0 {
		list = ",\n\t" + strings.Join(cols, ",\n\t")
	}
	return statements.Text("site_view", sqltext.Names{"view": sqltext.Name("v_site_" + st.Name), "place": place,
		"columns": list, "table": siteTable, "structure": text(st.Name)})
}

// siteRow is one row of site_field, without the file.
type siteRow struct {
	record  uint64
	part    int // of a message: the record, from 1; 0 for SMF records
	binding *layout.Binding
	section int
	field   *layout.Field // nil: what the section has beyond the layout
	offset  int
	text    string
	hasText bool
	number  uint64
	hasNum  bool
	name    string
}

// A site walks the sections that an overlay lays out; nil without one.
type site struct {
	overlay  *layout.Overlay
	bindings map[[2]uint16][]layout.Binding // of SMF records
	names    map[string]map[string]string   // enum → code → name
	cp       *wire.CodePage
}

func newSite(o *layout.Overlay, cp *wire.CodePage) *site {
	if o == nil {
		return nil
	}
	s := &site{overlay: o, bindings: map[[2]uint16][]layout.Binding{}, names: map[string]map[string]string{}, cp: cp}
	for _, b := range o.Bindings {
		if b.Source == layout.SMF119 {
			k := [2]uint16{b.Type, b.Subtype}
			s.bindings[k] = append(s.bindings[k], b)
		}
	}
	for _, c := range append(layout.Must().Codes[:len(layout.Must().Codes):len(layout.Must().Codes)], o.Codes...) {
		if s.names[c.Enum] == nil {
			s.names[c.Enum] = map[string]string{}
		}
		code := c.Code
		if c.Value >= 0 {
			code = fmt.Sprint(c.Value)
		}
		s.names[c.Enum][code] = c.Name
	}
	return s
}

// covers reports whether a record of a type without a layout of ours has one in
// the overlay.
func (s *site) covers(rec *smf.Record) bool {
	return s != nil && rec.HasSubtype && !rec.Malformed && len(s.bindings[[2]uint16{uint16(rec.Type), rec.Subtype}]) > 0
}

// plainType is what a type 119 record has in any case: its header.
func plainType() *record.Type {
	return &record.Type{Locators: record.Types[0].Locators[:1:1]}
}

// unknown walks a record whose type has no layout of ours. One whose triplets do
// not hold adds nothing; it is counted as skipped already.
func (s *site) unknown(rows []siteRow, rec *smf.Record, typ, sub uint16) []siteRow {
	var loc smf.Located
	rt := plainType()
	if smf.Locate(rec, rt, &loc) != nil {
		return rows
	}
	return s.record(rows, rec, rt, &loc, typ, sub)
}

// record walks the sections of one located record.
func (s *site) record(rows []siteRow, rec *smf.Record, rt *record.Type, loc *smf.Located, typ,
	sub uint16) []siteRow {
	if s == nil {
		return rows
	}
	of := s.bindings[[2]uint16{typ, sub}]
	if len(of) == 0 {
		return rows
	}
	ipv6 := len(rt.Locators) > 1 && rt.IPv6(loc.Sections)
	for i := range of {
		for n, sec := range sections(rt, loc, of[i].Locator) {
			rows = s.section(rows, siteRow{record: uint64(rec.Pos.Record), binding: &of[i], section: n}, sec,
				rec.Data[:min(len(rec.Data), standardHeader)], ipv6)
		}
	}
	return rows
}

// message walks the sections of one located record of a message.
func (s *site) message(rows []siteRow, m *message.Message, rec *message.Record, loc *nmsec.Located) []siteRow {
	if s == nil {
		return rows
	}
	for _, b := range MessageBindings(s.overlay, m, rec, loc.Type) {
		for n, sec := range messageSections(loc, b.Locator) {
			rows = s.section(rows, siteRow{record: uint64(m.Pos.Record), part: rec.No + 1, binding: b, section: n}, sec,
				loc.Sections[0], rec.IPv6())
		}
	}
	return rows
}

// MessageBindings lists the bindings of an overlay for a record of a message. rt is
// its type, nil when it has none. Of two bindings for the same section that by the
// number of the message's type holds.
func MessageBindings(o *layout.Overlay, m *message.Message, rec *message.Record, rt *record.Type) []*layout.Binding {
	if o == nil {
		return nil
	}
	var out []*layout.Binding
	add := func(names []string) {
		for i := range o.Bindings {
			b := &o.Bindings[i]
			taken := slices.ContainsFunc(out, func(c *layout.Binding) bool { return c.Locator == b.Locator })
			if b.Source == layout.NMsec && !taken && b.Holds(names) {
				out = append(out, b)
			}
		}
	}
	depth := ""
	if rec.Depth > 0 {
		depth = "/1"
	}
	if m.HasType {
		add([]string{fmt.Sprint(m.Type) + depth})
	}
	if rt != nil {
		add(rt.Messages)
	}
	return out
}

// messageSections are the occurrences of a section of the record of a message.
func messageSections(loc *nmsec.Located, no int) [][]byte {
	var out [][]byte
	name := ""
	if loc.Type != nil && no < len(loc.Sections) {
		name = loc.Type.Locators[no].Kind.String()
		if sec := loc.Sections[no]; sec != nil {
			out = append(out, sec)
		}
	}
	for _, o := range loc.Others {
		if name != "" && nmsec.StructureOf(o.Role) == name || name == "" && o.No == no {
			out = append(out, o.Data)
		}
	}
	return out
}

// sections are the occurrences of the section behind a locator.
func sections(rt *record.Type, loc *smf.Located, no int) [][]byte {
	var out [][]byte
	name := ""
	if no < len(rt.Locators) {
		name = rt.Locators[no].Kind.String()
		if sec := loc.Sections[no]; sec != nil {
			out = append(out, sec)
			if split := smf.Splits[rt.Locators[no].Split]; split != nil {
				out = split(sec)
			}
		}
	}
	for _, o := range loc.Others {
		if name != "" && o.Name == name || name == "" && o.Name == "" && o.Locator == no {
			out = append(out, o.Data)
		}
	}
	return out
}

// section adds a row like r for each field of a section.
func (s *site) section(rows []siteRow, r siteRow, sec, header []byte, ipv6 bool) []siteRow {
	st := r.binding.Structure
	for _, v := range layout.Walk(st, sec, header, ipv6, s.cp) {
		if v.Raw == nil || v.Field.Format == "reserved" {
			continue
		}
		row := r
		row.field, row.offset = v.Field, v.Field.Offset
		s.value(&row, v)
		rows = append(rows, row)
	}
	if extra := layout.Extra(st, sec); extra != nil {
		r.offset, r.text, r.hasText = st.Known(), hex.EncodeToString(extra), true
		rows = append(rows, r)
	}
	return rows
}

// standardHeader is the length of the record header that tests of sections see.
const standardHeader = 24

func (s *site) value(r *siteRow, v layout.Value) {
	switch val := v.V.(type) {
	case uint64:
		r.number, r.hasNum, r.text, r.hasText = val, true, fmt.Sprint(val), true
		r.name = s.names[v.Field.Enum][r.text]
	case bool:
		r.hasNum, r.text, r.hasText = true, "no", true
		if val {
			r.number, r.text = 1, "yes"
		}
	case int64:
		r.hasText = true
		if v.Field.Format == "tod_span" {
			r.number, r.hasNum, r.text = uint64(val), true, fmt.Sprint(val)
			return
		}
		r.text = time.UnixMicro(val).UTC().Format("2006-01-02T15:04:05.999999")
		if !strings.HasSuffix(v.Field.Column, "_local") {
			r.text += "Z"
		}
	case string:
		r.text, r.hasText = val, true
		r.name = s.names[v.Field.Enum][val]
	}
}

// beyond names the bytes of a section that its layout does not reach.
const beyond = "(beyond the layout)"

// addSite loads the rows that one unit gave.
func (f *fileRun) addSite(rows []siteRow) error {
	if len(rows) == 0 {
		return nil
	}
	b := array.NewRecordBuilder(memory.DefaultAllocator, siteSchema)
	defer b.Release()
	for i := range rows {
		r := &rows[i]
		name, column := beyond, ""
		if r.field != nil {
			name, column = r.field.Name, r.field.Column
		}
		b.Field(0).(*array.Uint32Builder).Append(f.id)
		b.Field(1).(*array.Uint64Builder).Append(r.record)
		b.Field(2).(*array.StringBuilder).Append(r.binding.Structure.Name)
		b.Field(3).(*array.Uint16Builder).Append(uint16(r.binding.Locator))
		b.Field(4).(*array.Uint16Builder).Append(uint16(r.section))
		b.Field(5).(*array.StringBuilder).Append(name)
		appendText(b.Field(6), column, column != "")
		b.Field(7).(*array.Int32Builder).Append(int32(r.offset))
		appendText(b.Field(8), r.text, r.hasText)
		if n := b.Field(9).(*array.Uint64Builder); r.hasNum {
			n.Append(r.number)
		} else {
			n.AppendNull()
		}
		appendText(b.Field(10), r.name, r.name != "")
		if n := b.Field(11).(*array.Uint32Builder); r.part > 0 {
			n.Append(uint32(r.part))
		} else {
			n.AppendNull()
		}
	}
	return f.l.add(schema.Batch{Table: siteTable, Rows: b.NewRecordBatch()})
}

func appendText(b array.Builder, s string, set bool) {
	t := b.(*array.StringBuilder)
	if set {
		t.Append(s)
	} else {
		t.AppendNull()
	}
}

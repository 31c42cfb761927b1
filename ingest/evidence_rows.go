package ingest

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// total adds up what was read of an input.
func (f *fileRun) total() {
	fs := f.fs
	f.totals = f.addUp(fs.Bytes)
	t := &f.totals
	if fs.Stopped != nil {
		fs.Bytes += fs.Stopped.Left
	}
	fs.Records, fs.Records119 = t.records, t.records119
	fs.Decoded, fs.Skipped, fs.Rejected, fs.Issues = t.n[decoded], t.n[skipped], t.n[rejected], f.issues.total()
	fs.RejectedBytes, fs.Disputed = t.b[rejected], f.issues.disputed()
	fs.Types = f.types()
	if f.scan != nil {
		fs.Framing, fs.FramingBasis = f.scan.src.framing()
		fs.FramingDoubt = f.scan.src.doubt()
		fs.Form = f.scan.src.form()
	}
}

// evidence writes the rows that say what was read of the inputs of the group.
func (r *run) evidence(ctx context.Context) error {
	all := r.group.joined()
	for _, t := range []struct {
		table string
		rows  func(f *fileRun, add func(...driver.Value) error) error
	}{
		{"input_file", (*fileRun).fileRow}, {"input_record_count", (*fileRun).countRows},
		{"input_issue", (*fileRun).issueRows},
	} {
		if err := r.l.appendTo(ctx, t.table, func(add func(...driver.Value) error) error {
			for _, f := range all {
				if err := t.rows(f, add); err != nil {
					return fmt.Errorf("%s: %w", f.fs.Path, err)
				}
			}
			return nil
		}); err != nil {
			return fmt.Errorf("write table %s: %w", t.table, err)
		}
	}
	return nil
}

// appendTo appends the rows that fill adds to a table. They do not pass through a
// statement, which costs more than a row does.
func (l *loader) appendTo(ctx context.Context, table string, fill func(add func(...driver.Value) error) error) error {
	l.statements++
	return l.conn.Raw(func(dc any) error {
		a, err := duckdb.NewAppender(dc.(driver.Conn), "file", "main", table)
		if err != nil {
			return err
		}
		return errors.Join(fill(a.AppendRow), a.CloseWithCancel(ctx))
	})
}

// fileRow adds the row of an input itself. Nothing goes unrecorded that this version records.
func (f *fileRun) fileRow(add func(...driver.Value) error) error {
	fs, t, stop := f.fs, &f.totals, f.fs.Stopped
	if stop == nil {
		stop = &Stop{At: -1}
	}
	var captured [2]driver.Value
	if fs.Form == layout.NMsec && !f.captured.IsZero() {
		captured = [2]driver.Value{f.captured.UTC().Truncate(time.Second), f.basis}
	}
	return add(f.id, fs.Path, fs.SHA256, fs.Bytes, nullIf(f.from.size, -1), fs.Container, fs.Framing, fs.FramingBasis,
		micros(t.first), micros(t.last), t.records, t.records119, t.n[decoded], t.n[skipped], t.n[rejected], t.b[decoded],
		t.b[skipped], t.b[rejected], fs.Duplicates, f.opt.Version, schema.LayoutHash, textOrNil(fs.Form), captured[0],
		captured[1], f.opt.Now.UTC().Truncate(time.Second), fs.Stopped == nil, textOrNil(stop.String()),
		textOrNil(stop.Layer), nullIf(stop.At, -1), stop.Left, nil, f.opt.CodePage,
		f.opt.framingAsked(fs.Form), f.opt.SMF.Salvage)
}

// totals are the sums over an input.
type totals struct {
	records, records119 int64
	n, b                map[string]int64 // by disposition
	first, last         int64
}

// addUp adds up the counts. Bytes that belong to no record and no fault are
// padding and descriptors, which are skipped; an input in which nothing could be
// read is rejected, and so is what a stop left unread.
func (f *fileRun) addUp(bytes int64) totals {
	t := totals{n: map[string]int64{}, b: map[string]int64{}}
	all := count{}
	for k, c := range f.counts.m {
		t.n[k.disposition] += c.records
		t.b[k.disposition] += c.bytes
		t.records += c.records
		if k.typ == 119 {
			t.records119 += c.records
		}
		all.merge(c)
	}
	t.first, t.last = all.first, all.last
	rest := bytes - t.b[decoded] - t.b[skipped] - t.b[rejected]
	if f.fs.Err != nil {
		t.b[rejected] += rest
	} else {
		t.b[skipped] += rest
	}
	if f.fs.Stopped != nil {
		t.b[rejected] += f.fs.Stopped.Left
	}
	return t
}

func (f *fileRun) types() []TypeCount {
	sums := map[TypeCount]int64{}
	for k, c := range f.counts.m {
		switch {
		case k.message != "":
			sums[TypeCount{Type: -1, Subtype: -1, Message: k.message}] += c.records
		case k.typ != noType:
			sums[TypeCount{Type: int(k.typ), Subtype: int(k.subtype)}] += c.records
		}
	}
	var out []TypeCount
	for t, n := range sums {
		t.Records = n
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b TypeCount) int {
		return cmp.Or(cmp.Compare(b.Records, a.Records), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Subtype, b.Subtype),
			cmp.Compare(a.Message, b.Message))
	})
	return out
}

func nullIf(n, null int64) any {
	if n == null {
		return nil
	}
	return n
}

func micros(v int64) any {
	if v == 0 {
		return nil
	}
	return time.UnixMicro(v).UTC()
}

// countRows adds the rows that count the records of an input.
func (f *fileRun) countRows(add func(...driver.Value) error) error {
	for _, k := range f.counts.sorted() {
		c := f.counts.m[k]
		sid := driver.Value(string(f.cp.Text(nil, k.sid[:])))
		if k.typ == noType {
			sid = nil
		}
		if err := add(f.id, sid, nullIf(int64(k.typ), noType), nullIf(int64(k.subtype), -1), k.disposition,
			c.records, c.bytes, micros(c.first), micros(c.last), textOrNil(k.message)); err != nil {
			return err
		}
	}
	return nil
}

// issueRows adds the rows of what was odd about an input.
func (f *fileRun) issueRows(add func(...driver.Value) error) error {
	rows := f.issues.rows
	for k, n := range f.issues.seen {
		if n > issuesPerKind {
			rows = append(rows, issue{record: -1, start: -1, off: -1, structure: k.structure, field: k.field, kind: k.kind,
				message: fmt.Sprintf("%d further ones of this kind are not listed", n-issuesPerKind)})
		}
	}
	slices.SortStableFunc(rows, func(a, b issue) int {
		return cmp.Or(cmp.Compare(a.record, b.record), cmp.Compare(a.start, b.start), cmp.Compare(a.kind, b.kind),
			cmp.Compare(a.structure, b.structure), cmp.Compare(a.field, b.field), cmp.Compare(a.message, b.message))
	})
	for _, i := range rows {
		raw := driver.Value(nil)
		if len(i.raw) > 0 {
			raw = fmt.Sprintf("%x", i.raw)
		}
		if err := add(f.id, nullIf(i.record, -1), nullIf(i.start, -1), nullIf(i.off, -1),
			textOrNil(i.structure), textOrNil(i.field), i.kind, sound(i.advised()), raw); err != nil {
			return err
		}
	}
	return nil
}

func textOrNil(s string) any {
	if s == "" {
		return nil
	}
	return sound(s)
}

// sound makes text of bytes that need not be text. The engine refuses others, and one bad
// input must not end the load of the rest.
func sound(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

package verify

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/progress"
	"github.com/zertify/zertify/schema/record"
)

// Database checks what a database says of itself and calls report for each comparison. path is what the database is
// called in reports. db must be open for reading only, so that what is stale stays as it was found. The error is for a
// database that cannot be read.
func Database(ctx context.Context, db *sql.DB, path string, views *ingest.Views, report func(*Check)) error {
	d := &database{db: db, path: path, report: report}
	d.report.check(true, "layouts", path, schema.LayoutHash) // a database with other layouts is not opened
	current, err := views.Current(ctx, db)
	if err != nil {
		return err
	}
	d.views(current)
	for _, step := range []struct {
		check func(context.Context) error
		now   bool
	}{{d.sums, true}, {d.counts, true}, {d.rows, true}, {d.contents, current}, {d.stops, true}} {
		if !step.now {
			continue
		}
		if err := step.check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// A database that is being checked.
type database struct {
	db     *sql.DB
	path   string
	report reporter
}

// each runs a check for every row of a query.
func (d *database) each(ctx context.Context, query string, dest []any, do func()) error {
	rows, err := d.db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		do()
	}
	return rows.Err()
}

// views checks that what is derived from the inputs stands for all of them.
func (d *database) views(current bool) {
	if current {
		d.report.check(true, "views", d.path, "made of all inputs, by this version")
		return
	}
	d.report.fail("views", d.path,
		"older than the inputs: a load was interrupted, or another version of zertify made them", MakeViews)
}

// sums checks records and bytes of every input against their parts.
func (d *database) sums(ctx context.Context) error {
	var path string
	var r, rd, rs, ra, b, bd, bs, ba int64
	dst := []any{&path, &r, &rd, &rs, &ra, &b, &bd, &bs, &ba}
	return d.each(ctx, statements.Text("sums", nil), dst, func() {
		d.report.check(r == rd+rs+ra, "records", path, sumDetail(r, rd, rs, ra))
		d.report.check(b == bd+bs+ba, "bytes", path, sumDetail(b, bd, bs, ba))
	})
}

func sumDetail(all, decoded, skipped, rejected int64) string {
	return fmt.Sprintf("%d = %d decoded + %d skipped + %d rejected", all, decoded, skipped, rejected)
}

// counts checks the counts by type against the input's totals.
func (d *database) counts(ctx context.Context) error {
	var path string
	var have, want int64
	return d.each(ctx, statements.Text("counts", nil), []any{&path, &want, &have}, func() {
		d.report.check(have == want, "counts by type", path, fmt.Sprintf("%d counted, %d in the input", have, want))
	})
}

// rows checks the tables against the records decoded.
func (d *database) rows(ctx context.Context) error {
	for i, rt := range record.Types {
		progress.Begin(ctx, progress.Step{Doing: "counting the rows of", N: i + 1, Total: len(record.Types), Of: "tables",
			Name: rt.Table, Even: true})
		if rt.Source == layout.NMsec && rt != record.MessageType() || rt.Source == layout.Text {
			continue // how many records a message holds, only the message says, and lines are counted of texts
		}
		if err := d.rowsOf(ctx, rt); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) rowsOf(ctx context.Context, rt *record.Type) error {
	var path string
	var have, pruned, want int64
	query := statements.Text("rows", sqltext.Names{"table": rt.Table, "counted": countedFor(rt)})
	return d.each(ctx, query, []any{&path, &have, &pruned, &want}, func() {
		d.report.check(have+pruned == want, "rows of "+rt.Table, path, rowsDetail(have, pruned, want))
	})
}

// countedFor picks the counts of what has a row in the table of rt: records that
// were decoded, and every message.
func countedFor(rt *record.Type) string {
	if rt == record.MessageType() {
		return "f.form = '" + layout.NMsec + "' AND c.nmi_message IS NOT NULL"
	}
	return fmt.Sprintf("c.smf_type = %d AND c.smf_subtype = %d AND c.disposition = 'decoded'", rt.Type, rt.Subtype)
}

func rowsDetail(have, pruned, want int64) string {
	rows, records := english.PluralWord(int(have), "row", ""), english.PluralWord(int(want), "record", "")
	s := fmt.Sprintf("%d %s, %d %s decoded", have, rows, want, records)
	if pruned > 0 {
		s = fmt.Sprintf("%d %s and %d pruned, %d %s decoded", have, rows, pruned, want, records)
	}
	return s
}

// contents checks every table against the digest that was taken when it was filled. That of what is derived holds only
// while the views are current.
func (d *database) contents(ctx context.Context) error {
	progress.Begin(ctx, progress.Step{Doing: "comparing the contents of the tables"})
	rows, table, counted := int64(0), "", ""
	done := func() {
		if table != "" {
			d.report.check(true, "content of "+table, d.path, english.Plural(int(rows), "row", "")+counted)
		}
		rows, table, counted = 0, "", ""
	}
	err := ingest.CheckContents(ctx, d.db, func(c *ingest.Contents) {
		if c.Table != table {
			done()
		}
		if !c.Agrees() {
			d.differs(c)
			return
		}
		rows, table = rows+c.Rows, c.Table
		if c.Incomparable {
			counted = "; only counted, because another version of the database engine took the digest"
		}
	})
	done()
	return err
}

// differs reports a table that does not hold what it was filled with, and how to get that.
func (d *database) differs(c *ingest.Contents) {
	found := english.Plural(int(c.Rows), "row", "")
	check := Check{What: "content of " + c.Table, Subject: cmp.Or(c.Path, d.path), Result: Fail, Hint: LoadAgain,
		Input: c.Path, Detail: fmt.Sprintf("%s, %s when it was filled", found, humanize.Comma(c.Want))}
	if c.Changed {
		check.Detail = found + " as when it was filled, but with other values"
	}
	if c.Derived {
		check.Hint, check.Input = Renew, ""
	}
	d.report(&check)
}

// stops names the inputs that were not read to their end.
func (d *database) stops(ctx context.Context) error {
	var path, stopped string
	return d.each(ctx, `SELECT path, coalesce(stopped, '') FROM input_file WHERE is_complete IS NOT TRUE ORDER BY file_id`,
		[]any{&path, &stopped}, func() {
			d.report(&Check{What: "read to its end", Subject: path, Result: Cut, Detail: stopped})
		})
}

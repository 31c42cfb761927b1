package verify

import (
	"context"
	"fmt"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema/progress"
)

// Again decodes an input of a database again, whole or a sample of its records, and compares what comes out with the
// rows that were loaded from it. id is its number in the database. The error is for a database that cannot be read, or
// the end of the context.
func Again(ctx context.Context, again *ingest.Recheck, id uint32, m *container.Member, whole bool,
	report func(*Check)) error {
	r := reporter(report)
	progress.Begin(ctx, progress.Step{Doing: "decoding an input again", Name: m.Name})
	var list []*ingest.Difference
	found, err := again.Input(ctx, id, m, whole, func(d *ingest.Difference) { list = append(list, d) })
	const what = "decoded again"
	switch {
	case err != nil:
		return fmt.Errorf("%s: decode again: %w", m.Name, err)
	case found.Skipped:
		return nil
	case found.Unreadable != "":
		report(&Check{What: what, Subject: m.Name, Result: Open, Detail: found.Unreadable})
		return nil
	case found.Differences == 0:
		r.check(true, what, m.Name, extent(found)+": the same rows, value for value")
		return nil
	}
	bad := Check{What: what, Subject: m.Name, Result: Fail, Hint: LoadAgain, Input: m.Name}
	bad.Detail = extent(found) + "; rows that differ from those in the tables: " + humanize.Comma(found.Differences)
	if found.Assumed {
		bad.Result = Open
		bad.Detail += "; the version that loaded it did not record by which options it was read, and the usual were taken"
	}
	report(&bad)
	for _, d := range list {
		report(&Check{What: what, Subject: m.Name, Result: bad.Result, Detail: difference(d)})
	}
	return nil
}

// extent says how much of an input was decoded again.
func extent(found *ingest.Rechecked) string {
	return fmt.Sprintf("%s of %s decoded into %s", humanize.Comma(found.Records),
		english.Plural(int(found.Of), "record", ""),
		english.Plural(int(found.Rows), "row", ""))
}

// difference says where a row of the database differs from what is decoded.
func difference(d *ingest.Difference) string {
	place := fmt.Sprintf("%s, record %d", d.Table, d.Record)
	if d.Section > 1 {
		place += fmt.Sprintf(", section %d", d.Section)
	}
	switch {
	case d.Missing:
		return place + ": no row, and there should be one"
	case d.Extra:
		return place + ": a row, and there should be none"
	}
	text := place
	for i, v := range d.Values {
		if i == maxValues {
			return text + fmt.Sprintf("; and in %d further columns", len(d.Values)-i)
		}
		text += fmt.Sprintf("; %s: found %s, expected %s", v.Column, value(v.Found), value(v.Expected))
	}
	return text
}

// maxValues bounds the columns of a row that are named, and maxText the characters of a value.
const (
	maxValues = 5
	maxText   = 80
)

// value writes a value of the database, which may be long.
func value(v *string) string {
	if v == nil {
		return "NULL"
	}
	if text := []rune(*v); len(text) > maxText {
		return string(text[:maxText]) + "…"
	}
	return *v
}

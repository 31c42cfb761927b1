package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// day words a day; nothing for no day.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

type verifyOptions struct {
	db           string
	parts, renew bool
	out          rowOptions
}

func newVerifyCmd(e *env) *cobra.Command {
	var opt verifyOptions
	cmd := &cobra.Command{
		Use:   "verify [INPUT|FOLDER...]",
		Short: "Check that a database's evidence adds up, and that inputs are the ones loaded",
		Long: `Checks that the counts of every input add up to its records and bytes, that the tables
hold the very rows that they were filled with, as many as records were decoded, and that
the database was made with this program's layouts. Inputs given are read and their SHA-256 compared with the evidence.
The folder of a report or an export is compared with its manifest, for which no database is
needed: every file must be as it was written, and no other may lie between them. The
manifest says what belongs together, not who wrote it: sign it to prove that, too.
Exit code 1 means that something does not agree; 2 that an input was not read to its end
when it was loaded.`,
		Example: "  zertify verify --db audit.duckdb\n  zertify verify --db audit.duckdb demo.smf\n  zertify verify " +
			"zertify-report",
		RunE: func(cmd *cobra.Command, args []string) error {
			return runVerify(cmd.Context(), e, args, &opt)
		},
	}
	addDB(cmd, &opt.db)
	addParts(cmd, &opt.parts)
	cmd.Flags().BoolVar(&opt.renew, "renew", false, "make what is derived from the records anew first")
	opt.out.addFlags(cmd)
	return cmd
}

// A verification gathers one row per thing checked.
type verification struct {
	s       *sheet
	path    string // of the database
	failed  bool
	current bool // the views are
	stopped bool // an input was not read to its end
}

func (v *verification) check(ok bool, what, subject, detail string) {
	result := "ok"
	if !ok {
		result, v.failed = "fail", true
	}
	v.s.add(what, subject, result, detail)
}

func runVerify(ctx context.Context, e *env, args []string, opt *verifyOptions) error {
	sets, inputs := splitSets(args)
	if err := needSomething(opt.db, sets, inputs); err != nil {
		return err
	}
	walks, err := verifyWalks(inputs, opt.db, opt.parts)
	if err != nil {
		return err
	}
	v := &verification{s: newSheet("check", "subject", "result", "detail"), path: opt.db}
	if opt.db != "" {
		if err := v.database(ctx, e, walks, opt.renew); err != nil {
			return err
		}
	}
	for _, dir := range sets {
		if err := v.set(ctx, dir); err != nil {
			return err
		}
	}
	if err := opt.out.writeSheet(e, v.s); err != nil {
		return err
	}
	if v.failed {
		return &exit{exitFailed, errors.New("something does not agree; the rows with result fail say what")}
	}
	return incomplete(v.stopped)
}

// database checks what a database says of itself, and the inputs against it.
func (v *verification) database(ctx context.Context, e *env, walks []walk, renew bool) error {
	if err := needFile(v.path); err != nil {
		return err
	}
	if renew {
		if err := views.Remake(ctx, v.path); err != nil {
			return err
		}
	}
	db, err := ingest.OpenReadOnly(ctx, v.path) // refuses other layouts, and leaves all as it is
	if err != nil {
		return err
	}
	defer db.Close()
	v.check(true, "layouts", v.path, schema.LayoutHash)
	for _, step := range []func(context.Context, *sql.DB) error{v.views, v.sums, v.counts, v.rows, v.contents, v.stops} {
		if err := step(ctx, db); err != nil {
			return err
		}
	}
	for _, walk := range walks {
		if err := v.input(ctx, e, db, walk); err != nil {
			return err
		}
	}
	return nil
}

// A walk visits the inputs inside a file, or inside several put together.
type walk func(context.Context, *env, func(*container.Member) error) error

// verifyWalks are the inputs named: one each, or one put together from all.
func verifyWalks(args []string, db string, parts bool) ([]walk, error) {
	inputs, found, err := expandInputs(args, db)
	if err != nil {
		return nil, err
	}
	if parts && len(inputs) > 0 {
		if slices.Contains(inputs, "-") {
			return nil, errPartsStdin
		}
		return []walk{walkParts(inputs)}, nil
	}
	var out []walk
	for _, in := range inputs {
		out = append(out, leavingOut(source{path: in}.walk, found[in]))
	}
	return out, nil
}

// leavingOut passes by what ingest leaves out, too.
func leavingOut(inside walk, found bool) walk {
	return func(ctx context.Context, e *env, visit func(*container.Member) error) error {
		return inside(ctx, e, func(m *container.Member) error {
			if ingest.Beside(m, found) {
				return nil
			}
			return visit(m)
		})
	}
}

func walkParts(inputs []string) walk {
	return func(ctx context.Context, e *env, visit func(*container.Member) error) error {
		p, err := ingest.OpenParts(inputs, nil)
		if err != nil {
			return err
		}
		_, err = container.Walk(ctx, ingest.PartsName(inputs), p, e.opening, visit)
		return errors.Join(err, p.Close())
	}
}

// each runs a check for every row of a query.
func (v *verification) each(ctx context.Context, db *sql.DB, query string, dest []any, do func()) error {
	rows, err := db.QueryContext(ctx, query)
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
func (v *verification) views(ctx context.Context, db *sql.DB) error {
	current, err := views.Current(ctx, db)
	if err != nil {
		return err
	}
	v.current = current
	detail := "made of all inputs, by this version"
	if !current {
		detail = "older than the inputs: a load was interrupted, or another version of zertify made them; " +
			"any command that reads the database makes them anew: zertify history --db " + shellWord(v.path)
	}
	v.check(current, "views", v.path, detail)
	return nil
}

// contents checks every table against the digest that was taken when it was filled.
// What is derived is compared only while it is current.
func (v *verification) contents(ctx context.Context, db *sql.DB) error {
	if !v.current {
		return nil
	}
	rows, table, counted := int64(0), "", ""
	done := func() {
		if table != "" {
			v.check(true, "content of "+table, v.path, plural(rows, "row")+counted)
		}
		rows, table, counted = 0, "", ""
	}
	err := ingest.CheckContents(ctx, db, func(c *ingest.Contents) {
		if c.Table != table {
			done()
		}
		if !c.Agrees() {
			v.check(false, "content of "+c.Table, cmp.Or(c.Path, v.path), v.contentsDetail(c))
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

// contentsDetail says what a table should hold and how to get it.
func (v *verification) contentsDetail(c *ingest.Contents) string {
	text := fmt.Sprintf("%s, %s when it was filled", plural(c.Rows, "row"), commas(c.Want))
	if c.Changed {
		text = fmt.Sprintf("%s as when it was filled, but with other values", plural(c.Rows, "row"))
	}
	switch {
	case c.Derived:
		return text + "; make it anew: zertify verify --renew --db " + shellWord(v.path)
	case c.Path != "":
		return text + "; load the inputs again, into a new file: zertify ingest " + shellWord(c.Path) + " --db NEW.duckdb"
	}
	return text + "; load the inputs again, into a new file: zertify ingest INPUT --db NEW.duckdb"
}

// sums checks records and bytes of every input against their parts.
func (v *verification) sums(ctx context.Context, db *sql.DB) error {
	var path string
	var r, rd, rs, ra, b, bd, bs, ba int64
	return v.each(ctx, db,
		`SELECT path, records, records_decoded, records_skipped, records_rejected, bytes, bytes_decoded, bytes_skipped,
			bytes_rejected
		FROM input_file ORDER BY file_id`, []any{&path, &r, &rd, &rs, &ra, &b, &bd, &bs, &ba}, func() {
			v.check(r == rd+rs+ra, "records", path, fmt.Sprintf("%d = %d decoded + %d skipped + %d rejected", r, rd, rs, ra))
			v.check(b == bd+bs+ba, "bytes", path, fmt.Sprintf("%d = %d decoded + %d skipped + %d rejected", b, bd, bs, ba))
		})
}

// stops names the inputs that were not read to their end.
func (v *verification) stops(ctx context.Context, db *sql.DB) error {
	var path, stopped string
	return v.each(ctx, db, `SELECT path, stopped FROM input_file WHERE NOT is_complete ORDER BY file_id`,
		[]any{&path, &stopped}, func() {
			v.stopped = true
			v.s.add("read to its end", path, "no", stopped)
		})
}

// counts checks the counts by type against the input's totals.
func (v *verification) counts(ctx context.Context, db *sql.DB) error {
	var path string
	var have, want int64
	return v.each(ctx, db, `SELECT f.path, f.records, CAST(coalesce(sum(c.records), 0) AS BIGINT)
		FROM input_file AS f LEFT JOIN input_record_count AS c ON c.file_id = f.file_id
		GROUP BY f.file_id, f.path, f.records ORDER BY f.file_id`, []any{&path, &want, &have}, func() {
		v.check(have == want, "counts by type", path, fmt.Sprintf("%d counted, %d in the input", have, want))
	})
}

// rows checks the tables against the records decoded.
func (v *verification) rows(ctx context.Context, db *sql.DB) error {
	for _, rt := range schema.RecordTypes {
		if rt.Source == layout.NMsec && rt != schema.MessageType() {
			continue // how many records a message holds, only the message says
		}
		var path string
		var have, pruned, want int64
		query := fmt.Sprintf(`SELECT f.path,
			(SELECT count(*) FROM %[1]s AS t WHERE t.file_id = f.file_id),
			CAST(coalesce((SELECT sum(p.rows) FROM input_pruned AS p WHERE p.file_id = f.file_id AND p.table_name = '%[1]s'),
				0) AS BIGINT),
			CAST(coalesce((SELECT sum(c.records) FROM input_record_count AS c WHERE c.file_id = f.file_id AND %[2]s),
				0) AS BIGINT)
			FROM input_file AS f ORDER BY f.file_id`, rt.Table, countedFor(rt))
		err := v.each(ctx, db, query, []any{&path, &have, &pruned, &want}, func() {
			v.check(have+pruned == want, "rows of "+rt.Table, path, rowsDetail(have, pruned, want))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// countedFor picks the counts of what has a row in the table of rt: records that
// were decoded, and every message.
func countedFor(rt *schema.RecordType) string {
	if rt == schema.MessageType() {
		return "c.nmi_message IS NOT NULL"
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

// input compares the digests of everything inside an input with the evidence.
func (v *verification) input(ctx context.Context, e *env, db *sql.DB, inside walk) error {
	return inside(ctx, e, func(m *container.Member) error {
		if m.Err != nil {
			v.check(false, "digest", m.Name, m.Err.Error())
			return nil
		}
		h := sha256.New()
		if _, err := io.Copy(h, m.Reader); err != nil {
			v.check(false, "digest", m.Name, err.Error())
			return ctx.Err()
		}
		return v.digest(ctx, db, m.Name, hex.EncodeToString(h.Sum(nil)))
	})
}

// digest looks an input up, first by what it is and then by what it is called.
func (v *verification) digest(ctx context.Context, db *sql.DB, name, sum string) error {
	var path, was string
	err := db.QueryRowContext(ctx,
		`SELECT path, sha256 FROM input_file ORDER BY sha256 = ? DESC, path = ? DESC, file_id LIMIT 1`, sum, name).Scan(&path,
		&was)
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return err
	case err == nil && was == sum:
		v.check(true, "digest", name, strings.TrimSpace(sum+" "+loadedAs(name, path)))
	case err == nil && path == name:
		v.check(false, "digest", name, fmt.Sprintf("changed since it was loaded: %s now, %s then", sum, was))
	default:
		v.check(false, "digest", name, sum+" is not in this database; load it with: zertify ingest")
	}
	return nil
}

func loadedAs(name, path string) string {
	if name == path {
		return ""
	}
	return "loaded as " + path
}

package reports

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"
)

// A collector runs statements until one fails and then does nothing more.
type collector struct {
	ctx context.Context
	db  *sql.DB
	err error
}

// newReader returns a reader of a database.
func newReader(ctx context.Context, db *sql.DB) *collector { return &collector{ctx: ctx, db: db} }

// failed returns the error of the statement that failed, nil when none did.
func (c *collector) failed() error { return c.err }

// readView reads a section from a view that older databases may lack.
func readView[T any](c *collector, view, query string, scan func(*T) []any, limit int) Section[T] {
	if c.err != nil {
		return Section[T]{}
	}
	if known := c.has(view); !known && c.err == nil {
		return Section[T]{Missing: "not available: the database has no view " + view}
	}
	return read(c, query, scan, limit)
}

// has tells whether the database has a table or view of that name.
func (c *collector) has(view string) bool {
	if c.err != nil {
		return false
	}
	var n int
	const known = `SELECT count(*) FROM information_schema.tables WHERE table_name = ?`
	c.err = c.db.QueryRowContext(c.ctx, known, view).Scan(&n)
	return n > 0
}

// read runs a statement whose last column is the number of all rows.
func read[T any](c *collector, query string, scan func(*T) []any, limit int) Section[T] {
	var s Section[T]
	if c.err != nil {
		return s
	}
	rows, err := c.db.QueryContext(c.ctx, fmt.Sprintf("%s\nLIMIT  %d", query, limit))
	if err != nil {
		c.err = err
		return s
	}
	defer rows.Close()
	for rows.Next() {
		var row T
		if err := rows.Scan(append(scan(&row), &s.Total)...); err != nil {
			c.err = err
			return s
		}
		s.Rows = append(s.Rows, row)
	}
	c.err = rows.Err()
	return s
}

// into scans a value and takes NULL as the zero value.
func into[T any](dst *T) sql.Scanner { return &nullable[T]{dst} }

type nullable[T any] struct{ dst *T }

// Scan implements sql.Scanner.
func (n *nullable[T]) Scan(src any) error {
	var v sql.Null[T]
	if err := v.Scan(src); err != nil {
		return err
	}
	*n.dst = v.V
	return nil
}

// intoUTC scans a time, NULL as the zero time.
func intoUTC(dst *time.Time) sql.Scanner { return timeScan{func(t time.Time) { *dst = t }} }

// intoLocal scans a time without zone, NULL as the zero time.
func intoLocal(dst *Local) sql.Scanner { return timeScan{func(t time.Time) { dst.Time = t }} }

type timeScan struct{ set func(time.Time) }

// Scan implements sql.Scanner.
func (s timeScan) Scan(src any) error {
	var v sql.Null[time.Time]
	if err := v.Scan(src); err != nil {
		return err
	}
	if v.Valid {
		s.set(v.V.UTC())
	}
	return nil
}

// hexText scans bytes as lower-case hex, and text as it is.
type hexText struct{ dst *string }

// Scan implements sql.Scanner.
func (h hexText) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*h.dst = ""
	case []byte:
		*h.dst = hex.EncodeToString(v)
	case string:
		*h.dst = v
	default:
		return fmt.Errorf("input_issue.raw is %T, want bytes or hex text", src)
	}
	return nil
}

// packed scans what firstRecord gives; NULL leaves zeros.
type packed struct{ file, record *int64 }

// Scan implements sql.Scanner.
func (p packed) Scan(src any) error {
	var v sql.Null[int64]
	if err := v.Scan(src); err != nil {
		return err
	}
	*p.file, *p.record = v.V>>40, v.V&(1<<40-1)
	return nil
}

func scanUses(u *Uses) []any { return []any{into(&u.Sessions), into(&u.Connections), into(&u.Bytes)} }

// sqlSpans adds up the spans of a group, sqlSpan reads that of a row.
const (
	sqlSpans = `CAST(min(first_local) AS TIMESTAMP) AS first_local,
       CAST(max(last_local) AS TIMESTAMP) AS last_local,
       CAST(CASE WHEN count(first_utc) = count(*) THEN min(first_utc) END AS TIMESTAMP) AS first_utc,
       CAST(CASE WHEN count(last_utc) = count(*) THEN max(last_utc) END AS TIMESTAMP) AS last_utc`
	sqlSpan = `CAST(first_local AS TIMESTAMP),
       CAST(last_local AS TIMESTAMP),
       CAST(first_utc AS TIMESTAMP),
       CAST(last_utc AS TIMESTAMP)`
)

func scanSpan(s *Span) []any {
	return []any{intoLocal(&s.First), intoLocal(&s.Last), intoUTC(&s.FirstUTC), intoUTC(&s.LastUTC)}
}

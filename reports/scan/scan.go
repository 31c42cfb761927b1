// Package scan runs statements and reads their rows into those of the model: NULL
// becomes the zero value, and every statement says how many rows there are beyond its
// limit. A database may lack views that later versions have.
package scan

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/reports/model"
)

// A Reader runs statements until one fails and then does nothing more.
type Reader struct {
	ctx       context.Context
	db        *sql.DB
	err       error
	relations map[string]bool // read when first asked for
}

// New returns a reader of a database.
func New(ctx context.Context, db *sql.DB) *Reader { return &Reader{ctx: ctx, db: db} }

// Err returns the error of the statement that failed, nil when none did.
func (c *Reader) Err() error { return c.err }

// ReadView reads a section from a view that older databases may lack.
func ReadView[T any](c *Reader, view string, query Statement, scan func(*T) []any, limit int) model.Section[T] {
	if c.err != nil {
		return model.Section[T]{}
	}
	if known := c.Has(view); !known && c.err == nil {
		return model.Section[T]{Missing: "not available: the database has no view " + view}
	}
	return Read(c, query, scan, limit)
}

// Has tells whether the database has a table or view of that name.
func (c *Reader) Has(view string) bool {
	if c.err != nil {
		return false
	}
	if c.relations == nil {
		c.relations, c.err = sqltext.Relations(c.ctx, c.db)
	}
	return c.relations[view]
}

// Read runs a statement whose last column is the number of all rows.
func Read[T any](c *Reader, query Statement, scan func(*T) []any, limit int) model.Section[T] {
	var s model.Section[T]
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

// Into scans a value and takes NULL as the zero value.
func Into[T any](dst *T) sql.Scanner { return &nullable[T]{dst} }

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

// UTC scans a time, NULL as the zero time.
func UTC(dst *time.Time) sql.Scanner { return timeScan{func(t time.Time) { *dst = t }} }

// Local scans a time without zone, NULL as the zero time.
func Local(dst *model.Local) sql.Scanner { return timeScan{func(t time.Time) { dst.Time = t }} }

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

// Hex scans bytes as lower-case hex, and text as it is.
func Hex(dst *string) sql.Scanner { return hexText{dst} }

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

// Record scans file and record that a statement packed into one number, so that both
// come from the same row: 2^40 times the file plus the record. NULL leaves zeros.
func Record(file, record *int64) sql.Scanner { return packed{file, record} }

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

// Uses scans the counts of the traffic behind a row.
func Uses(u *model.Uses) []any {
	return []any{Into(&u.Sessions), Into(&u.Records), Into(&u.Connections), Into(&u.Bytes)}
}

// Span scans a time span, in the order of the pieces span and spans.
func Span(s *model.Span) []any {
	return []any{Local(&s.First), Local(&s.Last), UTC(&s.FirstUTC), UTC(&s.LastUTC)}
}

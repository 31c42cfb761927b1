package browse

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/zertify/zertify/queries/sqltext"
)

// A cursor is where a page of a list begins or ends: right after a row, or right before one. It names the row by its
// values in the order of the list, so that the engine goes there without counting, and a bookmark means the same row
// whatever was loaded since. It comes out of an address, so nothing in it is believed.
type cursor struct {
	before bool
	row    int64     // number of the row, from 1, as shown
	values []*string // what the row holds in the columns of the order, as the engine writes it; nil is NULL
}

// maxCursor bounds a cursor in an address, in bytes.
const maxCursor = 6 << 10

// maxSorted bounds, in characters, what texts without a bound of their own are sorted by.
const maxSorted = 200

// String is the cursor as an address has it: base64 of a JSON array of the number and the values.
func (p *cursor) String() string {
	list := []any{p.row}
	for _, v := range p.values {
		list = append(list, v)
	}
	text, _ := json.Marshal(list) // numbers and texts: cannot fail
	return base64.RawURLEncoding.EncodeToString(text)
}

// parseCursor reads a cursor of an address, for an order of so many columns.
func parseCursor(text string, before bool, columns int) (*cursor, error) {
	bad := errors.New("this place in the list cannot be read; begin at the first row")
	packed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(text) > maxCursor {
		return nil, bad
	}
	var list []json.RawMessage
	if err := json.Unmarshal(packed, &list); err != nil || len(list) != columns+1 {
		return nil, bad
	}
	p := &cursor{before: before, values: make([]*string, columns)}
	if err := json.Unmarshal(list[0], &p.row); err != nil || p.row < 1 || p.row > 1<<53 {
		return nil, bad
	}
	for i := range p.values {
		err := json.Unmarshal(list[i+1], &p.values[i])
		if err != nil || p.values[i] != nil && strings.ContainsRune(*p.values[i], 0) {
			return nil, bad
		}
	}
	return p, nil
}

// param is the parameter that carries the cursor.
func (p *cursor) param() string {
	if p.before {
		return paramBefore
	}
	return paramAfter
}

// A term is one column of an order. NULL comes last, whichever way the column goes.
type term struct {
	expr       string
	descending bool
}

// sql is the term in ORDER BY, or turned round: pages before a cursor are read from it towards the first row.
func (t term) sql(turned bool) string {
	out := t.expr
	if t.descending != turned {
		out += " DESC"
	}
	if turned {
		return out + " NULLS FIRST"
	}
	return out + " NULLS LAST"
}

func orderOf(terms []term, turned bool) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.sql(turned)
	}
	return strings.Join(out, ", ")
}

// expressions are what the terms go by, for SELECT.
func expressions(terms []term) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.expr
	}
	return strings.Join(out, ", ")
}

// beyond is the condition that a row lies on the other side of a value than those that come first.
func (t term) beyond(value *string, before bool) string {
	switch {
	case value == nil && before:
		return t.expr + " IS NOT NULL"
	case value == nil:
		return "false"
	}
	sign := " > "
	if t.descending != before {
		sign = " < "
	}
	// The literal has no type of its own and takes that of the column.
	condition := t.expr + sign + sqltext.Literal(*value)
	if before {
		return condition
	}
	return "(" + condition + " OR " + t.expr + " IS NULL)"
}

func (t term) same(value *string) string {
	if value == nil {
		return t.expr + " IS NULL"
	}
	return t.expr + " = " + sqltext.Literal(*value)
}

// condition is what rows beyond the cursor fulfil: they lie beyond in the first column, or are the same in it and lie
// beyond in the next, and so on. The columns tell all rows apart.
func (p *cursor) condition(terms []term) string {
	out := "false"
	for i, t := range slices.Backward(terms) {
		out = fmt.Sprintf("(%s OR %s AND %s)", t.beyond(p.values[i], p.before), t.same(p.values[i]), out)
	}
	return out
}

// totals remembers how many rows lists have under their filters, so that only the first page counts them. What is kept
// does not grow: the database does not change, but the filters asked for may go on for ever.
type totals struct {
	sync.Mutex
	rows map[[sha256.Size]byte]int64
}

const maxTotals = 1000

func (t *totals) of(statement string) (int64, bool) {
	t.Lock()
	defer t.Unlock()
	n, ok := t.rows[sha256.Sum256([]byte(statement))]
	return n, ok
}

func (t *totals) set(statement string, rows int64) {
	t.Lock()
	defer t.Unlock()
	if t.rows == nil || len(t.rows) >= maxTotals {
		t.rows = map[[sha256.Size]byte]int64{}
	}
	t.rows[sha256.Sum256([]byte(statement))] = rows
}

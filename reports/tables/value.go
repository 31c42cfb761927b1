// Package tables writes rows: the appendix tables of a report as CSV, the report as one
// JSON document, and any result as CSV, JSON, NDJSON or Markdown.
//
// Values are what a database driver returns, text is captured: what a spreadsheet would
// run as a formula is disarmed, and JSON shows what cannot be seen as escapes.
package tables

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// A Column is one column of a result. Type is the engine's name for its type,
// such as DATE; "" when it is not known. It settles what a value alone cannot:
// a day, a time of day and an instant all arrive as time.Time.
type Column struct{ Name, Type string }

// A cell is a value ready for any row format.
type cell struct {
	kind cellKind
	text string // what CSV and Markdown show
}

type cellKind uint8

const (
	cellNull   cellKind = iota
	cellNumber          // text is a JSON number
	cellBool            // text is true or false
	cellText            // anything that becomes a JSON string
	cellTime            // a day or a time, or both; text is ISO 8601
	cellTree            // lists, maps and structures; text is JSON
)

// decimal is what drivers offer for exact decimals; its String is a number.
type decimal interface {
	Float64() float64
	String() string
}

// Text returns a value as CSV shows it, without the guard.
func Text(v any, col Column) string { return toCell(v, col).text }

// IsNumber reports whether a value is a number.
func IsNumber(v any) bool { return toCell(v, Column{}).kind == cellNumber }

// Int returns a value that is a whole number of at most 64 bits.
func Int(v any) (int64, bool) {
	c := toCell(v, Column{})
	if c.kind != cellNumber {
		return 0, false
	}
	n, err := strconv.ParseInt(c.text, 10, 64)
	return n, err == nil && wording.Digits(n) == c.text
}

// toCell converts what database/sql and the reports hand over.
func toCell(v any, col Column) cell {
	switch v := v.(type) {
	case nil:
		return cell{}
	case string:
		return cell{cellText, captured(v, col)}
	case int64:
		return int64Cell(v, col)
	case bool:
		return cell{cellBool, strconv.FormatBool(v)}
	case time.Time:
		return cell{cellTime, timeText(v, col)}
	case model.Local:
		return cell{cellTime, v.Format(wording.LocalLayout)}
	case model.Date:
		return cell{cellTime, v.Format(wording.DateLayout)}
	case []byte:
		return cell{cellText, binaryText(v, col)}
	case float64:
		return floatCell(v, 64)
	case float32:
		return floatCell(float64(v), 32)
	case *big.Int:
		return cell{cellNumber, v.String()}
	case decimal:
		return cell{cellNumber, v.String()}
	}
	return reflectCell(v, col)
}

// int64Cell is a number, but for the ids of suites.
func int64Cell(v int64, col Column) cell {
	switch {
	case !strings.HasSuffix(col.Name, "suite_id"):
		return cell{cellNumber, wording.Digits(v)}
	case v == 0:
		return cell{}
	}
	return cell{cellText, wording.SuiteID(v)}
}

// captured is text as it is, but for serial numbers of certificates, which tables of records hold as mere digits.
func captured(s string, col Column) string {
	if strings.HasSuffix(col.Name, "_serial") {
		return wording.Serial(s)
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func reflectCell(v any, col Column) cell {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Int64:
		return int64Cell(rv.Int(), col)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32:
		return cell{cellNumber, wording.Digits(rv.Int())}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return cell{cellNumber, strconv.FormatUint(rv.Uint(), 10)}
	case reflect.String:
		return cell{cellText, captured(rv.String(), col)}
	case reflect.Pointer:
		if rv.IsNil() {
			return cell{}
		}
		if _, ok := v.(json.Marshaler); !ok {
			return toCell(rv.Elem().Interface(), col)
		}
	}
	return cell{cellTree, string(appendTree(nil, v, col))}
}

// timeText follows the contract: UTC, which the name of its column says, with Z,
// and any other time without a zone: it is local, or its zone is not known.
func timeText(t time.Time, col Column) string {
	switch {
	case col.Type == "DATE":
		return t.Format(wording.DateLayout)
	case col.Type == "TIME":
		return t.Format(wording.ClockLayout)
	case col.Type == "TIMETZ", col.Type == "TIME WITH TIME ZONE":
		return t.Format(wording.ClockLayout + "Z07:00")
	case strings.HasSuffix(col.Name, "_local"):
		return t.Format(wording.LocalLayout)
	case col.Type == "TIMESTAMPTZ", col.Type == "TIMESTAMP WITH TIME ZONE", t.Location() != time.UTC, isUTC(col.Name):
		return t.UTC().Format(wording.UTCLayout)
	}
	return t.Format(wording.LocalLayout)
}

// isUTC reports whether a column, or an expression over columns such as
// max(last_utc), is named as UTC and nothing else.
func isUTC(name string) bool {
	return strings.Contains(name, "_utc") && !strings.Contains(name, "_local")
}

// binaryText is lower-case hex, in groups for a UUID.
func binaryText(b []byte, col Column) string {
	h := hex.EncodeToString(b)
	if col.Type == "UUID" && len(b) == 16 {
		return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
	}
	return h
}

// floatCell keeps what JSON has no number for as text.
func floatCell(f float64, bits int) cell {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return cell{cellText, strconv.FormatFloat(f, 'g', -1, bits)}
	}
	form := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		form = 'e'
	}
	return cell{cellNumber, strconv.FormatFloat(f, form, -1, bits)}
}

// appendJSON adds the cell as a JSON value.
func (c cell) appendJSON(dst []byte) []byte {
	switch c.kind {
	case cellNull:
		return append(dst, "null"...)
	case cellText, cellTime:
		return appendString(dst, c.text)
	}
	return append(dst, c.text...)
}

// appendString adds a JSON string with <, > and & escaped, so that it may stand
// inside a page.
func appendString(dst []byte, s string) []byte {
	b, err := json.Marshal(s)
	if err != nil { // a string always marshals
		return append(dst, `""`...)
	}
	return appendVisible(dst, b)
}

// appendTree adds a list, a map or a driver's own structure. Keys of maps are
// sorted, because Go's order would change from run to run.
func appendTree(dst []byte, v any, col Column) []byte {
	if m, ok := v.(json.Marshaler); ok {
		return appendMarshaled(dst, m)
	}
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		return appendList(dst, rv, col)
	case reflect.Map:
		return appendMap(dst, rv, col)
	}
	return appendMarshaled(dst, v)
}

func appendMarshaled(dst []byte, v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		return appendString(dst, fmt.Sprint(v))
	}
	return appendVisible(dst, b)
}

// appendVisible adds JSON text with what controls and directs other text as escapes, which
// mean the same to a program and do nothing to whoever looks at the document.
func appendVisible(dst, text []byte) []byte {
	for len(text) > 0 {
		n := bytes.IndexFunc(text, isUnseen)
		if n < 0 {
			return append(dst, text...)
		}
		r, size := utf8.DecodeRune(text[n:])
		dst = append(dst, text[:n]...)
		for _, unit := range utf16.AppendRune(nil, r) {
			dst = fmt.Appendf(dst, `\u%04x`, unit)
		}
		text = text[n+size:]
	}
	return dst
}

// isUnseen reports whether a character outside ASCII has no form of its own. Inside ASCII
// JSON has no such characters in strings, and the line ends of the document between them.
func isUnseen(r rune) bool { return r >= 0x80 && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) }

// VisibleJSON returns where an encoder of JSON writes whole documents: characters that
// control or direct other text become escapes.
func VisibleJSON(w io.Writer) io.Writer { return visibleJSON{w} }

type visibleJSON struct{ w io.Writer }

// Write implements io.Writer.
func (v visibleJSON) Write(p []byte) (int, error) {
	text := p
	if bytes.ContainsFunc(p, isUnseen) {
		text = appendVisible(make([]byte, 0, len(p)+len(p)/8), p)
	}
	if _, err := v.w.Write(text); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteJSON writes a document with keys in the order of its structures.
func WriteJSON(w io.Writer, doc any) error {
	enc := json.NewEncoder(visibleJSON{w})
	enc.SetIndent("", " ")
	return enc.Encode(doc)
}

func appendList(dst []byte, rv reflect.Value, col Column) []byte {
	col.Type = "" // the type is the list's, not the element's
	dst = append(dst, '[')
	for i := range rv.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = toCell(rv.Index(i).Interface(), col).appendJSON(dst)
	}
	return append(dst, ']')
}

func appendMap(dst []byte, rv reflect.Value, col Column) []byte {
	col.Type = ""
	type pair struct{ key, value []byte }
	var pairs []pair
	for it := rv.MapRange(); it.Next(); {
		key := toCell(it.Key().Interface(), col).text
		value := toCell(it.Value().Interface(), Column{Name: key}).appendJSON(nil)
		pairs = append(pairs, pair{appendString(nil, key), value})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return bytes.Compare(a.key, b.key) })
	dst = append(dst, '{')
	for i, p := range pairs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, p.key...), ':'), p.value...)
	}
	return append(dst, '}')
}

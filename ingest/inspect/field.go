package inspect

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

func (d *Dumper) field(off int, v layout.Value) Field {
	f := v.Field
	out := Field{Offset: off + f.Offset, Hex: hex.EncodeToString(v.Raw), Field: f.Name, Column: f.Column, Doc: f.Doc,
		Bad: v.Bad}
	if f.Bit >= 0 {
		bit := f.Bit
		out.Bit = &bit
	}
	if f.Basis != "documented" {
		out.Basis = f.Basis
	}
	out.Value, out.Meaning = d.value(v)
	switch {
	case v.Bad:
		out.Meaning = "not a legal value of this field"
	case out.Meaning == "" && f.Format != "reserved":
		out.Meaning = f.Doc
	}
	return out
}

// value words a field's value and, for a code, what it means.
func (d *Dumper) value(v layout.Value) (value, meaning string) {
	f := v.Field
	switch val := v.V.(type) {
	case nil:
		if f.Format == "packed_date" {
			return packedDate(v.Raw), ""
		}
		return "", ""
	case bool:
		return map[bool]string{true: "yes", false: "no"}[val], ""
	case int64:
		if f.Format == "tod_span" {
			return fmt.Sprintf("%d %s", val, f.Unit), (time.Duration(val) * time.Microsecond).String()
		}
		return moment(f.Column, val), ""
	case uint64:
		return strings.TrimSpace(fmt.Sprintf("%d %s", val, f.Unit)), d.codeName(codeKey{enum: f.Enum, value: int64(val)})
	case string:
		return plain.Text(val), d.textName(f.Enum, val)
	}
	return plain.Text(fmt.Sprint(v.V)), ""
}

// moment words microseconds since 1970: UTC, or without a zone for the times the
// records give as local.
func moment(column string, micros int64) string {
	if strings.HasSuffix(column, "_local") {
		return localTime(micros)
	}
	return time.UnixMicro(micros).UTC().Format("2006-01-02T15:04:05.999999Z")
}

func localTime(micros int64) string {
	return time.UnixMicro(micros).UTC().Format("2006-01-02T15:04:05.999999")
}

func packedDate(raw []byte) string {
	days, ok := wire.PackedDate(raw)
	if !ok {
		return ""
	}
	return time.Unix(int64(days)*86400, 0).UTC().Format(time.DateOnly)
}

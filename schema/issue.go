package schema

import (
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// An Issue is one value that was not as it should be.
type Issue struct {
	Key
	Structure, Field string
	Kind             string // bad-value, counter-backwards, …
	Off              int    // bytes from the start of the section to the field
	Message          string // the value and what is wrong with it
	Content          int64  // identity of the content that holds the value; 0 when it is the record's own
	Raw              []byte // the section's bytes; valid as long as the caller's input
}

func newIssue(k Key, structure, field, kind, message string, section []byte) Issue {
	i := Issue{Key: k, Structure: structure, Field: field, Kind: kind, Message: message, Raw: section}
	if f := layout.Must().Structure(structure).Field(field); f != nil {
		i.Off = f.Offset
	}
	return i
}

// badWords say what is wrong with a value, by the format of its field. deciding
// holds the bytes of the field that decides how the value is read.
var badWords = map[string]func(value, deciding []byte) string{
	"hundredths": func(v, date []byte) string {
		return fmt.Sprintf("X'%X' (%d) hundredths of a second on X'%X' is not a time of the calendar; stored as NULL", v,
			wire.Uint(v), date)
	},
	"cert_time": func(v, kind []byte) string {
		return fmt.Sprintf("X'%X' is not a time of type X'%X' (%d); stored as NULL", v, kind, wire.Uint(kind))
	},
	"hex": func(v, length []byte) string {
		return fmt.Sprintf("its length is X'%X' (%d), the field has %s; all of them are kept", length,
			wire.Uint(length), english.Plural(len(v), "byte", ""))
	},
}

// badValue says why the bytes of a field are not a value of it.
func badValue(k Key, structure, field string, section []byte) Issue {
	st := layout.Must().Structure(structure)
	f := st.Field(field)
	by, end := st.Field(f.By), f.End()
	if f.Length < 0 {
		end = len(section)
	}
	message := badWords[f.Format](section[f.Offset:end], section[by.Offset:by.End()])
	return newIssue(k, structure, field, "bad-value", message, section)
}

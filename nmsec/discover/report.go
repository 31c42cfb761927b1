package discover

import (
	"fmt"
	"io"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/framing"
)

// Finding is one thing discovery found out.
type Finding struct {
	What     string   // "message length", "section descriptors" …
	Found    string   // where it stands and how it is read; "" when not found
	Evidence string   // what that rests on, with numbers
	Sure     string   // certain, likely, or open
	Others   []string // other readings that give the same content in this capture
}

// Report tells what was found out about the framing of a capture.
type Report struct {
	Framing  *framing.Framing // nil when none was found
	Bytes    int              // bytes of the capture it looked at
	Messages int              // messages in them
	Findings []Finding
	Failure  string // why there is no framing; "" when there is one
}

// mostOthers bounds the list of readings that make no difference.
const mostOthers = 4

// WriteTo prints the report as text.
func (d *Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "Discovery looked at %s, in which it sees %d messages.\n", english.Plural(int(d.Bytes), "byte", ""),
		d.Messages)
	if d.Failure != "" {
		fmt.Fprintf(&b, "No framing: %s.\n", d.Failure)
	}
	for _, f := range d.Findings {
		found := f.Found
		if found == "" {
			found = "none"
		}
		fmt.Fprintf(&b, "\n%s: %s\n  %s: %s\n", f.What, found, f.Sure, f.Evidence)
		for i, o := range f.Others {
			if i == mostOthers {
				fmt.Fprintf(&b, "  and %d more that read the same here\n", len(f.Others)-i)
				break
			}
			fmt.Fprintf(&b, "  reads the same here: %s\n", o)
		}
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

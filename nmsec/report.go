package nmsec

import "io"

// Finding is one thing discovery found out.
type Finding struct {
	What     string   // "message length", "section descriptors" …
	Found    string   // where it stands and how it is read; "" when not found
	Evidence string   // what that rests on, with numbers
	Sure     string   // certain, likely, or open
	Others   []string // other readings that give the same content in this capture
}

// Discovery tells what was found out about the framing of a capture.
type Discovery struct {
	Framing  *Framing // nil when none was found
	Bytes    int      // bytes of the capture it looked at
	Messages int      // messages in them
	Findings []Finding
	Failure  string // why there is no framing; "" when there is one
}

// WriteTo prints the report as text.
func (d *Discovery) WriteTo(w io.Writer) (int64, error) { return 0, nil }

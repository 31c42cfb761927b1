package smf_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/smf"
)

// Reads a dump front to back. A *stream.Fault is a stretch of the input that is not a record; reading goes on behind
// it.
func ExampleReader() {
	var dump bytes.Buffer
	head := fixture.Header(11, time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC), "SYSA")
	data := fixture.Record(head, fixture.Section("smf119_ident", fixture.Values{}),
		fixture.Section("zert_connection", fixture.Values{}))
	if err := smf.WriteRDW(&dump, data); err != nil {
		fmt.Println(err)
	}
	dump.WriteString("\x00\x2a") // a record that was cut off in its descriptor word

	r := smf.NewReader("dump.smf", &dump, smf.Options{})
	for {
		rec, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &fault):
			fmt.Println("fault:", fault.Kind)
		case err != nil:
			fmt.Println(err)
			return
		default:
			var located smf.Located
			err := smf.Locate(rec, record.TypeOf(rec.Type, rec.Subtype), &located)
			fmt.Printf("record %d: type %d subtype %d, %d bytes, located: %v\n",
				rec.Pos.Record, rec.Type, rec.Subtype, len(rec.Data), err)
		}
	}
	// Output:
	// record 1: type 119 subtype 11, 236 bytes, located: <nil>
	// fault: truncated
}

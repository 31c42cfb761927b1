package nmsec_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/fixture"
)

// Reads a capture whose headers nobody described: their layout is found by comparing the messages.
func ExampleReader() {
	tunnel := func(id string) fixture.NMIRecord {
		section := fixture.Section("nmsec_ike_tunnel", fixture.Values{"tunnel_id": id})
		return fixture.NMIRecord{Sections: [][]byte{
			section, make([]byte, 64), fixture.Text("gw.example.com"), fixture.Text("peer.example.com"),
		}}
	}
	capture := fixture.NMIFramings[0].Stream(
		fixture.NMIMessage{Type: fixture.NMIInit, Target: "TCPIP"},
		fixture.NMIMessage{Type: 34, Target: "TCPIP", Records: []fixture.NMIRecord{tunnel("K1"), tunnel("K2")}},
		fixture.NMIMessage{Type: 34, Target: "TCPIP", Records: []fixture.NMIRecord{tunnel("K3"), tunnel("K4"), tunnel("K5")}},
	)

	r := nmsec.NewReader("capture.nmi", bytes.NewReader(capture), nmsec.Options{})
	for {
		m, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("message %d: %d records\n", m.Pos.Record, len(m.Records))
	}
	// Output:
	// message 1: 0 records
	// message 2: 2 records
	// message 3: 3 records
}

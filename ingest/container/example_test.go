package container_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"

	"github.com/zertify/zertify/ingest/container"
)

// Takes the gzip off a transfer and visits what was inside.
func ExampleWalk() {
	var in bytes.Buffer
	z := gzip.NewWriter(&in)
	io.WriteString(z, "bytes of a dump")
	z.Close()

	_, err := container.Walk(context.Background(), "smf.gz", &in, container.Options{}, func(m *container.Member) error {
		if m.Err != nil {
			return m.Err
		}
		inside, err := io.ReadAll(m.Reader)
		fmt.Printf("%s (%s): %s\n", m.Name, container.Chain(m.Chain), inside)
		return err
	})
	fmt.Println(err)
	// Output:
	// smf.gz (gzip): bytes of a dump
	// <nil>
}

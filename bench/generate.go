package main

import (
	"bufio"
	"os"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// generate writes a dump of about n records of the sample company.
func generate(path string, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewWriterSize(f, 1<<20)
	w := smf.NewWriter(b, smf.WriterOptions{Framing: smf.RDW, Span: true, BlockSize: smf.HalfTrack})
	if err := (fixture.Company{Records: n, Seed: 1}).Each(w.Write); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return f.Sync() // or the system writes the dump while the first phases run
}

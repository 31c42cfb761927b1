// Package inspect shows what is in an input without loading it: one record or message byte by byte with its meaning, an
// entry of a text label by label,
// the figures of a whole file, and how the framing of a captured NMI stream was found.
//
// What is gathered is a value. Its fields are named for JSON, and WriteText writes it for people. Inputs come from
// strangers: lists are bounded, every offset lies inside the bytes shown, and text that was captured is written
// through plain.Text.
package inspect

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// Options say how inputs are read and what their bytes mean.
type Options struct {
	SMF      smf.Options
	NMI      nmsec.Options
	Text     ipsectext.Options
	CodePage *wire.CodePage
	Codes    []layout.Code   // names of codes that go before the shipped ones
	Overlay  *layout.Overlay // layouts and codes of a site; nil for none
}

// open tells what an input is, one of ingest.Forms, and returns a reader of all its bytes.
func (o *Options) open(r io.Reader) (io.Reader, string) {
	b := bufio.NewReaderSize(r, ingest.SniffBytes)
	head, _ := b.Peek(ingest.SniffBytes) // an error comes again when the input is read
	return b, ingest.FormOf(head, o.SMF, o.NMI)
}

// isFault reports whether reading can go on after an error.
func isFault(err error) bool {
	var record *stream.Fault
	var message *stream.Fault
	return errors.As(err, &record) || errors.As(err, &message)
}

// errText returns a reader's error without the place, which is shown beside it.
func errText(err error) string {
	var w *wire.Error
	if errors.As(err, &w) {
		return fmt.Sprintf("+%d: %s: %v", w.Off, w.Struct, w.Err)
	}
	return err.Error()
}

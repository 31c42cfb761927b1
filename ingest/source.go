package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// A source reads one form of input. Its own part runs alone and in the order of
// the input; its workers turn records into rows, several at a time.
type source interface {
	form() string                  // one of Forms
	next() (*item, error)          // the next record; *stream.Fault for what is none, io.EOF at the end
	framing() (name, basis string) // how records are told apart, and how that was found
	doubt() nmsec.Doubt            // what speaks against the framing
	skipped() int64                // bytes that belong to no record and no fault
	marks() marks                  // what it read so far, by whether it is of a copy
	cut() *Stop                    // where something is missing without being a fault; nil: nowhere
	notes() []issue                // what the source learned beside the records; complete at the end
	worker(fileID uint32, d *schema.Decoder) worker
}

// A worker decodes the records of its source.
type worker interface {
	decode(r *unitRecord, o *outcome) // takes a record apart and hands it to the decoder
	reset()                           // the decoder has handed over its page
}

// An item is one record or message. It is valid until the next one is read.
type item struct {
	no, start, span int64
	data            []byte
	key             countKey // its disposition is settled later
	at              int64    // local time, microseconds since 1970; only when timed
	timed           bool
	rt              *record.Type     // nil: it is counted and not decoded
	sited           bool             // counted as skipped, and read by the site's layouts
	msg             *message.Message // what a message holds; nil for all others
	lines           int64            // of a text; 0 for records and messages
	text            *ipsectext.Entry
	fate            string  // what becomes of it when rt is nil; "" is skipped
	odd             []issue // what is unusual about it as a whole
}

// Forms names what an input can be, as input_file.form has it.
var Forms = []string{layout.SMF119, layout.NMsec, layout.Text}

// SniffBytes is how much of an input is looked at to tell what it is.
const SniffBytes = 64 << 10

// openSource tells by its first bytes what an input is and opens it.
func openSource(name string, in io.Reader, opt *Options, captured time.Time, cp *wire.CodePage) source {
	b := bufio.NewReaderSize(in, SniffBytes)
	head, _ := b.Peek(SniffBytes) // an error comes again when the input is read
	switch FormOf(head, opt.SMF, opt.NMI) {
	case layout.NMsec:
		return newMessages(name, b, opt.NMI, captured, newSite(opt.Overlay, cp))
	case layout.Text:
		return newTexts(name, b, opt.Text, captured, cp)
	}
	return newRecords(name, b, opt.SMF, newSite(opt.Overlay, cp))
}

// FormOf tells by the first bytes of an input which of Forms it has. Messages are the
// last guess: records come first, then texts, and what the reader of records knows by name. Bytes
// that are none of these count as SMF, whose reader explains best what they may be instead;
// unless the user has said how messages are framed, or wants them carved out. The
// framing of a site only says what its own captures look like.
func FormOf(head []byte, records smf.Options, messages nmsec.Options) string {
	refused := refusal(head, records)
	switch {
	case refused == nil: // also the later parts of a transfer, which begin inside a record
		return layout.SMF119
	case messages.Framing != nil && (!messages.Site || nmsec.Begins(messages.Framing, head)), messages.Carve:
		return layout.NMsec
	case ipsectext.Sniff(head, textPage()):
		return layout.Text
	case !named(refused) && nmsec.Sniff(head):
		return layout.NMsec
	}
	return layout.SMF119
}

// textPage is the code page in which texts are recognised: letters and digits are the same in all.
var textPage = sync.OnceValue(func() *wire.CodePage {
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		panic(err) // it is one of the program's
	}
	return cp
})

// refusal says why no record can be read from the beginning of b; nil when one can.
func refusal(b []byte, opt smf.Options) error {
	r := smf.NewReader("", bytes.NewReader(b), opt)
	for {
		_, err := r.Next()
		var f *stream.Fault
		if !errors.As(err, &f) {
			return err
		}
	}
}

// named reports whether a refusal says what the input is.
func named(refused error) bool {
	var not *smf.NotSMF
	return errors.As(refused, &not) && not.Named()
}

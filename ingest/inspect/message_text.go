package inspect

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// WriteText writes the message for people.
func (m *Message) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	kind := cmp.Or(m.Name, "of unknown kind")
	if m.Carved {
		kind = "structure found without a message around it"
	}
	fmt.Fprintf(b, "%s: message %d, %s, %s at byte %d\n", plain.Text(m.File), m.Message, plain.Text(kind),
		wording.Several(int64(m.Length), "byte"), m.Start)
	if m.NameBasis != "" {
		fmt.Fprintf(b, "kind known from: %s\n", plain.Text(m.NameBasis))
	}
	fmt.Fprintf(b, "framing %s: %s\n", plain.Text(m.Framing), plain.Text(m.FramingBasis))
	if m.Target != "" {
		fmt.Fprintf(b, "target %s\n", plain.Text(m.Target))
	}
	if m.Code != nil {
		fmt.Fprintf(b, "return code %d, %s; reason code %d, %s\n", *m.Code,
			strings.TrimSuffix(m.CodeName+": "+m.CodeMeaning, ": "), *m.Reason,
			strings.TrimSuffix(m.ReasonName+": "+m.Meaning, ": "))
	}
	fmt.Fprintf(b, "%s, %s\n", wording.Several(int64(m.Records), "record"), m.Disposition)
	for _, t := range m.Remarks {
		fmt.Fprintf(b, "note: %s\n", plain.Text(t))
	}
	for i := range m.Parts {
		m.Parts[i].writeText(b)
	}
	return b.Flush()
}

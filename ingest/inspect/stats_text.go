package inspect

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/layout"
)

// WriteText writes the figures so that they can be read out over a telephone:
// short lines, one thing on each.
func (f *File) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	for i := range f.Inputs {
		if i > 0 {
			fmt.Fprintln(b)
		}
		f.Inputs[i].writeText(b)
	}
	if f.More > 0 {
		fmt.Fprintf(b, "\nand %s not listed\n", wording.Several(f.More, "input"))
	}
	return b.Flush()
}

func (s *Input) writeText(b *bufio.Writer) {
	fmt.Fprintln(b, plain.Text(s.Name))
	fmt.Fprintf(b, "  %s\n", plain.Text(s.headline()))
	if p := s.Problem; p != nil {
		p.writeText(b)
	} else {
		fmt.Fprintf(b, "  framing    %s: %s\n", plain.Text(s.Framing), plain.Text(s.FramingBasis))
		s.writeSize(b)
		s.writeReader(b)
		s.writeKinds(b)
		s.writeMessages(b)
		s.writeTexts(b)
		if s.Decodable > 0 || s.Rejected > 0 {
			fmt.Fprintf(b, "  decoding   %s can be decoded, %s must be rejected\n", wording.Grouped(s.Decodable),
				wording.Grouped(s.Rejected))
		}
		for _, name := range slices.Sorted(maps.Keys(s.Unknown)) {
			fmt.Fprintf(b, "  unknown    layout of %s (%s), kept as hex\n", wording.Several(s.Unknown[name], "section"), name)
		}
	}
	s.writeFaults(b)
	for _, n := range s.Notes {
		fmt.Fprintf(b, "  note       %s\n", plain.Text(n))
	}
	if s.Advice != "" {
		fmt.Fprintf(b, "  advice     %s\n", plain.Text(s.Advice))
	}
}

// notReadable says what an input was taken for when nothing in it can be read.
var notReadable = map[string]string{"": "not readable", layout.SMF119: "not readable as SMF records",
	layout.NMsec: "not readable as an IPSec NMI capture", layout.Text: "not readable as text"}

func (s *Input) writeSize(b *bufio.Writer) {
	if s.Form != layout.SMF119 {
		fmt.Fprintf(b, "  size       %s\n", wording.Several(s.Bytes, "byte"))
		return
	}
	fmt.Fprintf(b, "  size       %s, %s of them descriptors and padding\n", wording.Several(s.Bytes, "byte"),
		wording.Grouped(s.SkippedBytes))
}

// headline sums the input up layer by layer.
func (s *Input) headline() string {
	var layers []string
	if s.Layers != "" {
		layers = append(layers, s.Layers)
	}
	if s.Problem != nil {
		return strings.Join(append(layers, notReadable[s.Form]), " → ")
	}
	framing := s.Framing
	if s.Reader["spanned"] > 0 {
		framing += ", spanned (VBS)"
	}
	what := "record"
	switch s.Form {
	case layout.NMsec:
		framing, what = "IPSec NMI capture, framing "+framing, "message"
	case layout.Text:
		framing, what = "text of ipsec or the IKE daemon, "+framing, "line"
	}
	layers = append(layers, framing, wording.Several(s.Records, what))
	head := strings.Join(layers, " → ") + piecesOf(s.Pieces, what)
	if systems := s.systems(); len(systems) > 0 {
		head += ", " + plain.List(systems, ", ")
	}
	return head
}

// piecesOf says how many of the records are none in full.
func piecesOf(n int64, what string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", one of them a piece that is not a whole " + what
	}
	return fmt.Sprintf(", %s of them pieces that are not whole %ss", wording.Grouped(n), what)
}

// systems names the systems that wrote the data, not the one that dumped it.
func (s *Input) systems() []string {
	var out []string
	for _, k := range s.Kinds {
		dumper := k.Subtype == nil && (k.Type == 2 || k.Type == 3)
		if name := k.System; !dumper && name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (p *Problem) writeText(b *bufio.Writer) {
	fmt.Fprintf(b, "  problem    %s\n", plain.Text(strings.TrimPrefix(p.ID+": "+p.Message, ": ")))
	if p.Offset >= 0 {
		fmt.Fprintf(b, "  at byte    %d\n", p.Offset)
	}
	if p.Head != "" {
		fmt.Fprintf(b, "  bytes      %s\n", p.Head)
	}
	if p.Try != "" {
		fmt.Fprintf(b, "  try        %s\n", plain.Text(p.Try))
	}
}

func (s *Input) writeReader(b *bufio.Writer) {
	for _, n := range readerNames {
		if v := s.Reader[n.name]; v > 0 {
			fmt.Fprintf(b, "  found      %s%s\n", wording.Several(v, n.noun), n.rest)
		}
	}
}

func (s *Input) writeKinds(b *bufio.Writer) {
	system := "\x00"
	for _, k := range s.Kinds {
		if k.System != system {
			system = k.System
			fmt.Fprintf(b, "  system %s\n", plain.Text(orBlank(system)))
			fmt.Fprintf(b, "    %9s %12s %7s %7s %7s %7s  %-22s  %s\n", "type", "records", "share", "min", "mean", "max",
				"first, local", "last, local")
		}
		kind := fmt.Sprint(k.Type)
		if k.Subtype != nil {
			kind = fmt.Sprintf("%d-%d", k.Type, *k.Subtype)
		}
		line := fmt.Sprintf("    %9s %12s %6.1f%% %7d %7d %7d  %-22s  %s", kind, wording.Grouped(k.Records), 100*k.Share,
			k.Min,
			k.Mean, k.Max, k.First, k.Last)
		fmt.Fprintln(b, strings.TrimRight(line, " "))
	}
	if s.KindsLeft > 0 {
		fmt.Fprintf(b, "  and %s of further systems and types\n", wording.Several(s.KindsLeft, "record"))
	}
}

func orBlank(s string) string {
	if s == "" {
		return "(blank)"
	}
	return s
}

func (s *Input) writeFaults(b *bufio.Writer) {
	for _, f := range s.Faults {
		where := fmt.Sprintf("byte %d", f.Start)
		if f.Record > 0 {
			where = fmt.Sprintf("record %d, byte %d", f.Record, f.Start)
		}
		fmt.Fprintf(b, "  fault      %s, %s: %s\n", f.Kind, where, plain.Text(f.Message))
	}
	if left := s.FaultsTotal - int64(len(s.Faults)); left > 0 {
		fmt.Fprintf(b, "  fault      and %s more\n", wording.Grouped(left))
	}
}

func (s *Input) writeMessages(b *bufio.Writer) {
	if len(s.Messages) == 0 {
		return
	}
	fmt.Fprintf(b, "    %-26s %-24s %9s %9s %9s %9s\n", "message", "target", "messages", "errors", "records", "cascaded")
	for _, m := range s.Messages {
		fmt.Fprintf(b, "    %-26s %-24s %9s %9s %9s %9s\n", plain.Text(cmp.Or(m.Name, "(unknown)")),
			plain.Text(cmp.Or(m.Target, "-")),
			wording.Grouped(m.Messages), wording.Grouped(m.Errors), wording.Grouped(m.Records), wording.Grouped(m.Cascaded))
	}
}

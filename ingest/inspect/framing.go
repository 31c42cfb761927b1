package inspect

import (
	"errors"
	"io"
	"strings"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/discover"
	"github.com/zertify/zertify/nmsec/framing"
)

// A FramingReport tells how the messages of a capture are framed.
type FramingReport struct {
	File      string           `json:"file"`
	Framing   string           `json:"framing,omitempty"`
	Basis     string           `json:"framing_basis,omitempty"`
	Problem   string           `json:"problem,omitempty"` // why the capture cannot be read
	Bytes     int              `json:"bytes_looked_at"`
	Messages  int              `json:"messages"`
	Findings  []FramingFinding `json:"findings,omitempty"`
	Discovery string           `json:"discovery,omitempty"` // why it found none
	Fields    []FramingField   `json:"fields,omitempty"`

	text    string // of Findings
	framing *framing.Framing
}

// Found returns the framing in use, or nil.
func (r *FramingReport) Found() *framing.Framing { return r.framing }

// A FramingFinding is one thing discovery found out.
type FramingFinding struct {
	What     string   `json:"what"`
	Found    string   `json:"found"`
	Evidence string   `json:"evidence"`
	Sure     string   `json:"sure"`
	Others   []string `json:"reads_the_same,omitempty"`
}

// A FramingField is one field of the framing in use.
type FramingField struct {
	Element string `json:"element"`
	Field   string `json:"field"`
	Offset  *int   `json:"offset"`
	Length  int    `json:"length,omitempty"`
	Value   string `json:"value,omitempty"`
	From    string `json:"counts_from,omitempty"`
	Basis   string `json:"basis"`
}

// ReportFraming reads the beginning of an input and tells how its messages are framed. The error is for what is not an
// NMI capture at all, or cannot be read.
func ReportFraming(m *container.Member, opt nmsec.Options) (*FramingReport, error) {
	r := nmsec.NewReader(m.Name, m.Reader, opt)
	_, err := r.Next()
	out := &FramingReport{File: m.Name}
	var refused *framing.Refusal
	switch {
	case errors.Is(err, framing.ErrNotNMI):
		return nil, err
	case errors.As(err, &refused):
		out.Problem = strings.TrimPrefix(err.Error(), m.Name+": ")
	case err != nil && !isFault(err) && !errors.Is(err, io.EOF):
		return nil, err
	}
	out.framing, out.Basis = r.Framing()
	if out.framing != nil {
		out.Framing = out.framing.Name
		out.describe(out.framing)
	}
	return out, out.discovery(r.Report())
}

func (r *FramingReport) discovery(d *discover.Report) error {
	if d == nil {
		return nil
	}
	r.Bytes, r.Messages, r.Discovery = d.Bytes, d.Messages, d.Failure
	for _, f := range d.Findings {
		r.Findings = append(r.Findings, FramingFinding(f))
	}
	var b strings.Builder
	_, err := d.WriteTo(&b)
	r.text = b.String()
	return err
}

func (r *FramingReport) describe(f *framing.Framing) {
	for _, fd := range f.Fields {
		out := FramingField{Element: fd.Element, Field: fd.Name, Length: fd.Length, Value: fd.Value, From: fd.From,
			Basis: fd.Basis}
		if fd.Offset >= 0 {
			out.Offset = &fd.Offset
		}
		r.Fields = append(r.Fields, out)
	}
}

package anonymize

import (
	"errors"
	"io"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/stream"
)

// nmi copies the messages of an NMI capture.
func (a *anonymizer) nmi(name string, in io.Reader) error {
	r := nmsec.NewReader(name, in, a.opt.NMI)
	a.sum.Form = "NMI"
	for {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		m, err := r.Next()
		f, _ := r.Framing()
		var fault *stream.Fault
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &fault):
			a.problem(fault, &a.sum.Faults)
		case err != nil:
			return err
		default:
			a.sum.Framing = "carved"
			if f != nil {
				a.sum.Framing = f.Name
			}
			a.sum.Records++
			if err := a.out.at(m.Pos.Start, a.message(m, frameOf(f))); err != nil {
				return err
			}
		}
	}
}

// frame is what a framing says about the bytes around sections.
type frame struct {
	header  []framing.Field // of messages
	record  []framing.Field // of record headers
	desc    int             // where the descriptors begin in a record header; -1: there are none
	cascade int             // where the cascade descriptor stands apart from them; -1: it does not
	size    int             // of the cascade descriptor
}

// frameOf takes from a framing the fields that hold bytes.
func frameOf(f *framing.Framing) frame {
	fr := frame{desc: -1, cascade: -1}
	if f == nil {
		return fr
	}
	for _, fd := range f.Fields {
		switch {
		case fd.Element == "record" && fd.Name == "descriptors":
			fr.desc = fd.Offset
		case fd.Element == "record" && fd.Name == "cascade":
			fr.cascade = fd.Offset
		case fd.Element == "cascade":
			fr.size += max(0, fd.Length)
		case fd.Offset < 0 || fd.Length <= 0:
		case fd.Element == "message" && fd.Name != "header":
			fr.header = append(fr.header, fd)
		case fd.Element == "record":
			fr.record = append(fr.record, fd)
		}
	}
	return fr
}

// message returns the copy of a message, valid until the next.
func (a *anonymizer) message(m *message.Message, f frame) []byte {
	out := a.blank(len(m.Data))
	if !m.Carved {
		a.fields(f.header, m.Data[:m.Header], out[:m.Header])
	}
	for i := range m.Records {
		rec := &m.Records[i]
		if !m.Carved {
			a.recordHeader(m, rec, f, out)
		}
		for _, s := range rec.Sections {
			a.messageSection(s, out)
		}
	}
	for _, err := range m.Errs {
		a.problem(err, &a.sum.Rejected)
	}
	a.countZeroed(m.Data, out)
	return out
}

// fields copies the fields of a header: numbers and the identifier stay, a target
// is a name, an echo of the request an identifier, the rest zeros.
func (a *anonymizer) fields(fields []framing.Field, in, out []byte) {
	for _, f := range fields {
		end := f.Offset + f.Length
		if end > len(in) {
			continue
		}
		b := out[f.Offset:end]
		switch {
		case f.Name == "target":
			copy(b, in[f.Offset:end])
			a.text(System, b)
		case f.Name == "correlator":
			copy(b, in[f.Offset:end])
			a.bytes(ID, b, b)
		case f.Format == "uint" || f.Name == "ident":
			copy(b, in[f.Offset:end])
		}
	}
}

// recordHeader copies a record header: its fields, and the descriptors, which
// reach up to the first section or record inside.
func (a *anonymizer) recordHeader(m *message.Message, rec *message.Record, f frame, out []byte) {
	end := rec.Off + len(rec.Data)
	for _, s := range rec.Sections {
		end = min(end, s.Off)
	}
	for i := rec.No + 1; i < len(m.Records) && m.Records[i].Depth > rec.Depth; i++ {
		end = min(end, m.Records[i].Off)
	}
	if end <= rec.Off {
		return
	}
	a.fields(f.record, m.Data[rec.Off:end], out[rec.Off:end])
	if at := rec.Off + f.desc; f.desc >= 0 && at < end {
		copy(out[at:end], m.Data[at:end])
	}
	if at := rec.Off + f.cascade; f.cascade >= 0 && at+f.size <= end {
		copy(out[at:at+f.size], m.Data[at:])
	}
}

// messageSection copies a section of an NMI record, and marks it as that of a copy. Bytes that another section has
// taken stay as that one left them.
func (a *anonymizer) messageSection(s message.Section, out []byte) {
	for i := s.Off; i < s.Off+len(s.Data); i++ {
		if a.covered[i] != 0 {
			a.sum.Changed++
			return
		}
	}
	cover(a.covered, s.Off, s.Off+len(s.Data))
	if st := a.set.Structure(nmsec.StructureOf(s.Role)); st != nil {
		b := out[s.Off : s.Off+len(s.Data)]
		a.section(section{st: st, in: s.Data, out: b, sure: sure(st, s.Data)})
		s.MarkCopy(b)
	}
}

// sure reports whether a section of a capture has the form that its inferred fields
// are read in. The test compares a tunnel's start with the time of an SMF record;
// a message has none, so that the start is left out of it.
func sure(st *layout.Structure, in []byte) bool {
	if st.Accept == "" {
		return true
	}
	b := append([]byte(nil), in...)
	for i := range st.Fields {
		if f := &st.Fields[i]; f.Format == "unix" && f.End() <= len(b) && st.Doubted(f) {
			clear(b[f.Offset:f.End()])
		}
	}
	return layout.Passes(st.Accept, b, nil)
}

package ingest

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/smf"
)

// Beside reports whether a member is not a dump but lies beside one: what a desktop
// adds to folders and archives, and text, such as a README, the job or a list of
// digests; but not a report of ipsec or a log of the IKE daemon. That holds for what
// was found in a folder or an archive; a file that was named is meant. Reader must
// not have been read yet.
func Beside(m *container.Member, found bool) bool {
	return notADump(m, found) != nil
}

// besideIDs are what the SMF reader calls text, which nobody takes for a dump, and
// files too short for one, of which notADump leaves out those that are text.
var besideIDs = []string{"E-TEXT", "E-LISTING", "E-TINY"}

// notADump returns the fault of a member that lies beside dumps, or nil.
func notADump(m *container.Member, found bool) *container.Error {
	if m.Err != nil || !found && !m.InArchive() {
		return nil
	}
	head := m.Head(SniffBytes)
	e := &container.Error{Path: m.Name, Chain: slices.Clone(m.Chain), Offset: -1}
	if container.IsCompanion(m.Name, head) {
		e.ID, e.Found = container.IDEmpty, "a file that macOS or Windows keeps beside others"
		return e
	}
	if ipsectext.Holds(head, textPage()) {
		return nil
	}
	_, err := smf.NewReader("", bytes.NewReader(head), smf.Options{}).Next()
	var not *smf.NotSMF
	if !errors.As(err, &not) || !slices.Contains(besideIDs, not.ID) || not.ID == "E-TINY" && !printable(head) {
		return nil
	}
	e.ID, e.Found, e.Try = not.ID, not.Message, not.Try
	return e
}

// printable reports whether b is text without a control character but those of
// lines.
func printable(b []byte) bool {
	for _, r := range string(b) {
		if r == utf8.RuneError || !unicode.IsPrint(r) && !strings.ContainsRune("\t\r\n\f", r) {
			return false
		}
	}
	return len(b) > 0
}

// leave keeps a member that lies beside dumps until it is known whether there are any; what is put behind its name
// where it is shown.
func (r *run) leave(e *container.Error, what string) {
	r.sum.Left.Add(e.Path + what)
	if len(r.beside) < container.MaxLeft {
		r.beside = append(r.beside, e)
	}
}

// besideNothing counts what was left out as inputs that cannot be read when there
// was nothing else: it is then what the user has, and wants to know about.
func (r *run) besideNothing(ctx context.Context) error {
	if len(r.sum.Files) > 0 {
		return nil
	}
	for _, e := range r.beside {
		if err := r.member(ctx, &container.Member{Name: e.Path, Chain: e.Chain, Err: e}, origin{size: -1}); err != nil {
			return err
		}
	}
	r.sum.Left.Total -= int64(len(r.beside))
	r.sum.Left.Names = nil
	return nil
}

package container

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Unpacked is what Unpack did with one member.
type Unpacked struct {
	Name  string  // Member.Name
	File  string  // the name given to out; "" when it was not called
	Chain []Layer // wrappings taken off
	Bytes int64   // written
	Notes []string
	Err   error // why it is missing or incomplete
}

// Unpack writes every input found inside r through out, which is called once
// for each with a relative name (see Member.FileName) that no other member of
// this call has. Variable records keep their descriptor words. A member that
// fails is listed with its error, and what could be read of it was written;
// the others follow.
//
// Unpack itself fails when nothing wraps r, when out or writing fails, and when
// ctx ends.
func Unpack(ctx context.Context, r io.Reader, name string, out func(name string) (io.WriteCloser, error),
	opt Options) ([]Unpacked, error) {
	u := &unpacker{out: out, names: newNameGiver()}
	_, err := Walk(ctx, name, r, opt, u.member)
	return u.done, err
}

type unpacker struct {
	out   func(string) (io.WriteCloser, error)
	names nameGiver
	done  []Unpacked
}

func (u *unpacker) member(m *Member) error {
	item := Unpacked{Name: m.Name, Chain: m.Chain}
	var err error
	switch {
	case m.Err != nil:
		item.Err = m.Err
	case len(m.Chain) == 0:
		return &Error{ID: IDNotWrapped, Path: m.Name, Offset: -1,
			Found: "nothing to unpack: no container or compression was recognised", Try: "give it to ingest or dump as it is"}
	default:
		item.File = u.names.give(m.FileName())
		err = u.write(m, &item)
	}
	item.Notes = m.Notes()
	if want := m.FileName(); item.File != "" && item.File != want {
		item.Notes = append(slices.Clone(item.Notes),
			fmt.Sprintf("written as %s; %s is taken by another member", item.File, want))
	}
	u.done = append(u.done, item)
	return err
}

// write copies one member. A fault of the member goes into item; the error is
// that of the output.
func (u *unpacker) write(m *Member, item *Unpacked) error {
	w, err := u.out(item.File)
	if err != nil {
		return fmt.Errorf("%s: %w", item.File, err)
	}
	in := &errReader{r: m.Reader}
	item.Bytes, err = io.Copy(w, in)
	if in.err != nil {
		item.Err, err = in.err, nil
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return fmt.Errorf("%s: %w", item.File, err)
	}
	return nil
}

// errReader remembers that it was the reading that failed.
type errReader struct {
	r   io.Reader
	err error
}

func (e *errReader) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	if err != nil && err != io.EOF {
		e.err = err
	}
	return n, err
}

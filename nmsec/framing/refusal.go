package framing

import "errors"

// Why nothing of an input can be read. Decide on them with errors.Is; the error
// is a *Refusal, which says more.
var (
	ErrNotNMI       = errors.New("not a captured NMI stream")
	ErrUndiscovered = errors.New("the message framing could not be found")
	ErrAmbiguous    = errors.New("more than one message framing fits")
)

// Refusal says why an input is not read at all, and what to try.
type Refusal struct {
	File   string
	Reason error  // ErrNotNMI, ErrUndiscovered or ErrAmbiguous
	Detail string // what was found and what was missing
	Try    string // what the user can do
}

func (e *Refusal) Error() string {
	text := e.Reason.Error()
	if e.File != "" {
		text = e.File + ": " + text
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Try != "" {
		text += "; " + e.Try
	}
	return text
}

// Unwrap returns the reason.
func (e *Refusal) Unwrap() error { return e.Reason }

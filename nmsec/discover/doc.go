// Package discover finds the framing of a capture by comparing its messages with each other. It
// goes from what is certain
// to what follows from it: the message length is the column that leads from message to message; the
// header is as long as
// the first message, NMsec_INIT, which has no records; descriptors are the numbers that point at
// structures recognised by
// their own form; codes are what is left.
//
// Two readings with different content are refused, and so is a capture that is too short to tell. A Report says on what
// evidence each field was found. The work is bounded whatever the input.
package discover

// Package nmsec reads a captured stream of the IPSec network management interface (NMI): what the IKE daemon or the NSS
// server answered over its AF_UNIX socket.
//
// A Reader cuts the stream into messages. How, says a framing: the one it was given, the one that
// package discover finds
// in the capture, or one of those known; Reader.Report says on what evidence. Where the evidence
// allows two readings with
// different content, or none, the input is refused. On request known structures are then carved out of it by their own
// form, and marked so. Locate says which table a record belongs to, and which of its sections is which structure.
//
// Input is taken to be hostile. It is read once, front to back; no length found in it sizes an allocation beyond
// Options.Limit; every byte ends up in exactly one message or stream.Fault.
//
// The facts are from the IP Programmer's Guide and Reference (SC27-3659), topics on the IPSec NMI, and are listed in
// schema/layout/nmsec.
package nmsec

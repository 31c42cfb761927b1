// Package nmsec finds the messages, records and sections in a captured stream of
// the IPSec network management interface (NMI): what the IKE daemon or the NSS
// server answered over its AF_UNIX socket.
//
// The structures inside are published, the headers around them are not. A Framing
// therefore is data: a table that says where identifier, lengths, codes and
// descriptors stand. One is given, or found by comparing the messages of the
// capture with each other, or taken from those known; Report says on what evidence.
// Where the evidence allows two readings with different content, or none, the
// input is refused. On request known structures are then carved out of it by their
// own form, and marked so.
//
// Input is taken to be hostile. It is read once, front to back; no length found in
// it sizes an allocation beyond Options.Limit; every byte ends up in exactly one
// Message or stream.Fault.
//
// The facts are from the IP Programmer's Guide and Reference (SC27-3659), topics
// on the IPSec NMI, and are listed in schema/layout/nmsec.
package nmsec

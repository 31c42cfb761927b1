// Package smf finds the records in a dump of z/OS System Management Facilities
// (SMF) data and reads their headers. It owns framing: descriptor words, spanned
// segments, blocks, the other length forms that transfer programs write, and
// what is left of a file when all of them were lost.
//
// Input is taken to be hostile. It is read once, front to back, through a buffer
// of fixed size; no length found in it sizes an allocation; every byte ends up in
// exactly one of a Record, a stream.Fault or Reader.Skipped, so that what was read adds
// up to what was there. A file in which no record can be found is refused with a
// *NotSMF that says what the file looks like and how to transfer it again.
//
// The facts are from the z/OS manuals "MVS System Management Facilities (SMF)"
// (SA38-0667), chapters on record headers and the dump programs, and "DFSMS Using
// Data Sets" (SC23-6855), on formats V and VBS.
package smf

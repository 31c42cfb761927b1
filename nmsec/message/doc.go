// Package message takes NMI messages apart. A Parser finds the records and sections of a message,
// given the shape of its
// headers. The structures inside are published: their form tells which one a section holds, and what they are tells the
// name of the message.
//
// Messages are taken to be hostile. No length or count in one sizes an allocation beyond the bounds
// named here, sections
// lie inside their record, and a record that contradicts itself is rejected alone.
//
// The facts are from the IP Programmer's Guide and Reference (SC27-3659), topics on the IPSec NMI.
package message

// Package framing says where the headers of NMI messages and records hold what: identifier, lengths, codes,
// descriptors. IBM does not publish them. A Framing therefore is data, one CSV file each; README.md explains the
// columns. The files beside it come with the program, others are written by discovery or by a site. Every file says how
// its facts are known.
//
// Shape is a framing made ready for reading. Refusal is the error of an input that no framing fits.
package framing

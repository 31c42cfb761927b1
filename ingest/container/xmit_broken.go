package container

import (
	"bytes"
)

// brokenXmitFormat is TRANSMIT output whose first segment header is gone or
// whose bytes were translated: the eye-catcher stands near the start, but not
// where it belongs, or in ASCII.
var brokenXmitFormat = Format{
	Name:  "XMIT (damaged)",
	Doc:   "TSO TRANSMIT data without their first bytes, or translated to ASCII; named, not opened",
	Match: isBrokenXmit,
	open: func(*source, func(part) error) error {
		return fault(IDXmit, -1, "transfer it again in binary mode to a data set of LRECL 80, "+tryInsteadOfXmit,
			"the header INMR01 of TSO TRANSMIT is there, but not in its place or not in EBCDIC")
	},
}

func isBrokenXmit(head []byte) bool {
	head = head[:min(80, len(head))]
	return bytes.Contains(head, []byte(inmr01)) || bytes.Contains(head, []byte("INMR01"))
}

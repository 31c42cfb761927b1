package container

import (
	"bytes"
)

// Formats that are recognised but not opened, because no library for them is
// among the module's dependencies. Each says what to do instead.
var (
	sevenZipFormat = closed("7z", "7-Zip archive; named, not opened", prefix("7z\xbc\xaf\x27\x1c"), ".7z", "7z x")
	rarFormat      = closed("rar", "RAR archive; named, not opened", prefix("Rar!\x1a\x07"), ".rar", "unrar x")
	lz4Format      = closed("lz4", "LZ4 frame; named, not opened", prefix("\x04\x22\x4d\x18"), ".lz4", "lz4 -d")
	lzipFormat     = closed("lzip", "lzip; named, not opened", prefix("LZIP\x01"), ".lz", "lzip -d")
)

func closed(name, doc string, match func([]byte) bool, ext, command string) Format {
	return Format{
		Name: name, Doc: doc, Exts: []string{ext}, Match: match,
		open: func(*source, func(part) error) error {
			return fault(IDClosed, -1, "unpack it first ("+command+") and give the files inside",
				"compressed with %s, which is not opened here", name)
		},
	}
}

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

package container

import (
	"archive/zip"
	"encoding/binary"
	"errors"
)

// A self-extracting archive is a program with the archive behind it. Programs are
// known by their own headers (PE, ELF), so that nothing else is searched for an end
// of a zip archive.
var programFormat = Format{
	Name:  "program",
	Doc:   "self-extracting zip archive; other programs are named, not opened",
	Exts:  []string{".exe"},
	Match: isProgram,
	open:  openProgram,
}

func isProgram(head []byte) bool {
	if prefix("\x7fELF\x01", "\x7fELF\x02")(head) {
		return true
	}
	const peAt = 0x3C
	if len(head) < peAt+4 || string(head[:2]) != "MZ" {
		return false
	}
	at := int(binary.LittleEndian.Uint32(head[peAt:]))
	return at >= peAt+4 && at <= len(head)-4 && string(head[at:at+4]) == "PE\x00\x00"
}

func openProgram(in *source, yield func(part) error) error {
	err := openZip(in, yield)
	if errors.Is(err, zip.ErrFormat) {
		return fault(IDClosed, -1,
			"if it is a self-extracting archive, unpack it (7z x, or run it) and give the files inside",
			"a program, behind which no zip archive lies")
	}
	return err
}

package container

import (
	"compress/bzip2"
)

// A bzip2 stream begins with BZh, the block size 1 to 9, and the block magic
// 314159265359 or, when empty, the end magic 177245385090.
var bzip2Format = Format{
	Name:  "bzip2",
	Doc:   "bzip2, concatenated streams included",
	Exts:  []string{".bz2"},
	Match: isBzip2,
	open:  openBzip2,
}

func isBzip2(head []byte) bool {
	if len(head) < 10 || string(head[:3]) != "BZh" || head[3] < '1' || head[3] > '9' {
		return false
	}
	magic := string(head[4:10])
	return magic == "1AY&SY" || magic == "\x17\x72\x45\x38\x50\x90"
}

func openBzip2(in *source, yield func(part) error) error {
	return yield(part{layer: Layer{Format: "bzip2"}, r: bzip2.NewReader(in.br), taken: in.offset})
}

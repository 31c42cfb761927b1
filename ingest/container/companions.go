package container

import (
	"path"
	"strings"
)

// companions are the files that desktops put beside others, in folders and in the
// archives made of them. Name and first bytes have to agree, so that no dump is left
// out for its name alone.
var companions = []struct {
	name   string // pattern of path.Match, in lower case
	magics []string
}{
	{"._*", []string{"\x00\x05\x16\x07"}}, // AppleDouble, RFC 1740
	{".ds_store", []string{"\x00\x00\x00\x01Bud1"}},
	{"thumbs.db", []string{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}}, // a compound file
	{"desktop.ini", []string{"[", "\r\n[", "\n[", ";", "\xff\xfe", "\xef\xbb\xbf["}},
}

// IsCompanion reports whether a file is one that macOS or Windows adds, by its
// name, which may be a path, and its first bytes. Empty ones count too.
func IsCompanion(name string, head []byte) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	for _, c := range companions {
		if ok, _ := path.Match(c.name, base); ok { // the patterns are well formed
			return len(head) == 0 || prefix(c.magics...)(head)
		}
	}
	return false
}

// A Left lists files that were left out because they are companions of others.
type Left struct {
	Names []string // the first MaxLeft of them, as Member.Name gives names
	Total int64
}

// MaxLeft bounds the names that a Left lists.
const MaxLeft = 20

// Add notes one file.
func (l *Left) Add(name string) {
	if l.Total++; len(l.Names) < MaxLeft {
		l.Names = append(l.Names, name)
	}
}

// Join adds what another list holds.
func (l *Left) Join(more Left) {
	for _, name := range more.Names {
		l.Add(name)
	}
	l.Total += more.Total - int64(len(more.Names))
}

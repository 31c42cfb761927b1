package container

import (
	"fmt"
	"hash/maphash"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zertify/zertify/reports/filename"
)

// maxName bounds a member name. Paths of 4 096 bytes are the longest that the
// usual systems can hold.
const maxName = 4096

// shownName returns the name of a member as it is shown and kept in a database. Far too long
// names are cut.
func shownName(s string) string { return filename.Escape(s[:min(len(s), maxName)]) }

// FileName returns the name under which a member may be written below a folder:
// relative, with forward slashes, without "..", drive letters or characters
// that a file system forbids, and without the ending of each wrapping that was
// taken off. The input's own folders are not part of it.
func (m *Member) FileName() string {
	name := filename.Unescape(m.inner)
	if name == "" {
		name = path.Base(strings.ReplaceAll(filename.Unescape(m.Name), `\`, "/"))
	}
	return safePath(trimExts(name, m.Chain))
}

// trimExts removes, from the innermost layer outwards, the endings that belong
// to the layers: "a.trs.gz" of a gzip with a TERSE inside becomes "a".
func trimExts(name string, chain []Layer) string {
	for range chain {
		cut := cutExt(name, chain)
		if cut == name {
			break
		}
		name = cut
	}
	return name
}

func cutExt(name string, chain []Layer) string {
	for _, l := range chain {
		for _, ext := range extsOf(l.Format) {
			if base := name[:max(0, len(name)-len(ext))]; len(base) > 0 && strings.EqualFold(name[len(base):], ext) {
				return base
			}
		}
	}
	return name
}

func extsOf(format string) []string {
	for i := range Formats {
		if Formats[i].Name == format {
			return Formats[i].Exts
		}
	}
	return nil
}

// safePath keeps the readable parts of a hostile path.
func safePath(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\' || r == '!':
			return '/'
		case strings.ContainsRune(`<>:"|?*`, r) || r == utf8.RuneError || !unicode.IsPrint(r):
			return '_'
		}
		return r
	}, name)
	var parts []string
	for p := range strings.SplitSeq(name, "/") {
		if p = safePart(p); p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return "unnamed"
	}
	if len(parts) > maxDepth {
		parts = append(parts[:maxDepth-1], parts[len(parts)-1])
	}
	return path.Join(parts...)
}

// maxDepth bounds the folders above a file. More are made by nobody who wants the files
// to be found.
const maxDepth = 64

// maxPart is the longest name of one file on the usual file systems.
const maxPart = 200

func safePart(p string) string {
	p = strings.TrimLeft(p, " ")
	if filename.IsDevice(p) {
		p = "_" + p
	}
	if len(p) > maxPart {
		p = strings.ToValidUTF8(p[:maxPart], "")
	}
	return strings.TrimRight(p, ". ") // "." and ".." vanish; Windows drops such endings
}

// A nameGiver gives each member a path that no other member has, and that is not the
// folder of another one. Names that differ only in case count as the same, as they are
// on many systems. Of names only hashes are kept: an archive holds as many as it likes.
type nameGiver struct {
	seed    maphash.Seed
	files   map[uint64]bool
	folders map[uint64]bool
	wanted  map[uint64]int    // how often a name was wanted that was taken
	moved   map[string]string // folders that are called otherwise than in the archive
}

func newNameGiver() nameGiver {
	return nameGiver{maphash.MakeSeed(), map[uint64]bool{}, map[uint64]bool{}, map[uint64]int{}, map[string]string{}}
}

// key is a name as a file system tells it from others.
func (g *nameGiver) key(name string) uint64 { return maphash.String(g.seed, strings.ToLower(name)) }

// give returns a path with forward slashes: the one that is wanted where it is free.
func (g *nameGiver) give(want string) string {
	dir, base := path.Split(want)
	name := g.free(g.folder(dir)+base, func(key uint64) bool { return g.files[key] || g.folders[key] })
	g.files[g.key(name)] = true
	return name
}

// folder returns what stands for a folder, both with a slash at the end: another one
// where a file has its name.
func (g *nameGiver) folder(dir string) string {
	if dir == "" {
		return ""
	}
	if moved, ok := g.moved[dir]; ok {
		return moved
	}
	above, base := path.Split(dir[:len(dir)-1])
	name := g.free(g.folder(above)+base, func(key uint64) bool { return g.files[key] })
	g.folders[g.key(name)] = true
	if name += "/"; name != dir {
		g.moved[dir] = name
	}
	return name
}

// free adds a number to a name that is taken. The count kept with each name lets many
// equal names cost no more than different ones.
func (g *nameGiver) free(name string, taken func(key uint64) bool) string {
	base, try := g.key(name), name
	for taken(g.key(try)) {
		g.wanted[base]++
		try = fmt.Sprintf("%s~%d", name, g.wanted[base]+1)
	}
	return try
}

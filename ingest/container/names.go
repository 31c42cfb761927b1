package container

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName bounds a member name. Paths of 4 096 bytes are the longest that the
// usual systems can hold.
const maxName = 4096

// cleanName makes a name from an archive fit to be shown: control and
// formatting characters, which can rewrite a terminal line or hide an ending,
// become underscores.
func cleanName(s string) string {
	if len(s) > maxName {
		s = s[:maxName]
	}
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, s)
}

// FileName returns the name under which a member may be written below a folder:
// relative, with forward slashes, without "..", drive letters or characters
// that a file system forbids, and without the ending of each wrapping that was
// taken off. The input's own folders are not part of it.
func (m *Member) FileName() string {
	name := m.inner
	if name == "" {
		name = path.Base(strings.ReplaceAll(m.Name, `\`, "/"))
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
	return path.Join(parts...)
}

// maxPart is the longest name of one file on the usual file systems.
const maxPart = 200

// reserved are the device names that Windows finds in any folder, whatever the
// ending.
var reserved = map[string]bool{
	"CON": true, "PRN": true, "AUX": true, "NUL": true,
	"COM1": true, "COM2": true, "COM3": true, "COM4": true, "COM5": true, "COM6": true, "COM7": true, "COM8": true,
	"COM9": true,
	"LPT1": true, "LPT2": true, "LPT3": true, "LPT4": true, "LPT5": true, "LPT6": true, "LPT7": true, "LPT8": true,
	"LPT9": true,
}

func safePart(p string) string {
	p = strings.TrimRight(p, ". ") // "." and ".." vanish; Windows drops such endings
	p = strings.TrimLeft(p, " ")
	if len(p) > maxPart {
		p = strings.ToValidUTF8(p[:maxPart], "")
	}
	stem, _, _ := strings.Cut(p, ".")
	if reserved[strings.ToUpper(stem)] {
		p = "_" + p
	}
	return p
}

package filename

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// IsDevice reports whether Windows finds a device under the name of a file, in any folder
// and whatever the ending: the last figure may be raised, and blanks before the ending do
// not count.
func IsDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	number := strings.TrimPrefix(strings.TrimPrefix(stem, "COM"), "LPT")
	return len(stem)-len(number) == len("COM") && utf8.RuneCountInString(number) == 1 &&
		strings.Contains("0123456789¹²³", number)
}

// WindowsFault returns why Windows would not keep a file under a path as it is written,
// and "" for a path that it would. The name NUL by itself is meant as the device.
func WindowsFault(path string) string {
	path = strings.ReplaceAll(path, "/", `\`)
	if strings.HasPrefix(path, `\\.\`) || strings.EqualFold(path, "NUL") {
		return ""
	}
	path = strings.TrimPrefix(path, `\\?\`)
	if len(path) > 1 && path[1] == ':' {
		path = path[2:] // a drive
	}
	for part := range strings.SplitSeq(path, `\`) {
		if fault := partFault(part); fault != "" {
			return fault
		}
	}
	return ""
}

// partFault is WindowsFault for the name of one file or folder.
func partFault(name string) string {
	switch {
	case name == "" || name == "." || name == "..":
		return ""
	case IsDevice(name):
		return fmt.Sprintf("Windows takes %s for a device", Escape(name))
	case strings.TrimRight(name, ". ") != name:
		return fmt.Sprintf("Windows drops the dot or blank at the end of %s", Escape(name))
	case strings.Contains(name, ":"):
		return fmt.Sprintf("Windows takes what follows the colon in %s for a hidden part of the file", Escape(name))
	case strings.ContainsAny(name, `<>"|?*`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }):
		return fmt.Sprintf(`Windows allows none of < > " | ? * and no control characters in names, such as %s`,
			Escape(name))
	}
	return ""
}

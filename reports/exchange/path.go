package exchange

import (
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/zertify/zertify/reports/filename"
)

// drive matches a Windows path that says on which drive it is.
var drive = regexp.MustCompile(`^[A-Za-z]:[\\/]`)

// pathURI returns a relative or absolute URI reference for the name of an input, which
// filename.Escape has been applied to. Windows paths with a drive or a server become file:
// URIs, whatever system the report is made on.
func pathURI(escaped string) string {
	path := filename.Unescape(escaped)
	if long, ok := strings.CutPrefix(path, `\\?\`); ok {
		path = long
		if share, ok := strings.CutPrefix(path, `UNC\`); ok {
			path = `\\` + share
		}
	}
	slashed := strings.ReplaceAll(path, `\`, "/")
	switch {
	case drive.MatchString(path):
		return (&url.URL{Scheme: "file", Path: "/" + slashed}).String()
	case strings.HasPrefix(path, `\\`):
		server, rest, _ := strings.Cut(slashed[len("//"):], "/")
		return (&url.URL{Scheme: "file", Host: server, Path: "/" + rest}).String()
	}
	return (&url.URL{Path: filepath.ToSlash(path)}).String()
}

package filename

import (
	"strings"
	"testing"
)

func TestWindowsFault(t *testing.T) {
	t.Parallel()
	long := strings.Repeat(`folder\`, 60)
	for _, c := range []struct {
		why   string // part of the reason; "" for a path without fault
		paths []string
	}{
		{"", []string{"", ".", "..", `..\up`, "report", `C:\dumps\report`, "c:report", "d:/a b/März.smf", `\rooted`,
			`\\server\share\Prüfung 2026\x.smf`, `\\?\C:\x`, `\\?\UNC\server\share\x`, `\\.\pipe\x`, "nul", "NUL", "./x/",
			"a.con", "console.smf", "COM10", "com", ".hidden", "a..b", `C:\` + long + "x", "a#b%c&d;e'f"}},
		{"for a device", []string{"CON", "aux", "Aux.smf", `C:\dumps\prn`, "x/nul/y", "con.tar.gz", "COM1.txt", "lpt9",
			"com¹.x", "CON .txt", "CONIN$", `\\server\share\aux`, `\\?\C:\CON`, "NUL.csv", "./nul"}},
		{"at the end of", []string{"report.", "report ", "a. .", "x./y", `C:\a \b`, "..."}},
		{"the colon", []string{"a.csv:x", "a.csv::$DATA", `C:\a:b`, "ab:c", "report:"}},
		{"allows none", []string{"a?", "a*.csv", `"a"`, "a<b", "a|b", "a\tb", "a\x00b"}},
	} {
		for _, path := range c.paths {
			got := WindowsFault(path)
			if c.why == "" && got != "" || !strings.Contains(got, c.why) {
				t.Errorf("%q: %q, want %q", path, got, c.why)
			}
		}
	}
}

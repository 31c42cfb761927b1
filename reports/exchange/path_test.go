package exchange

import (
	"testing"

	"github.com/zertify/zertify/reports/filename"
)

func TestPathsBecomeURIs(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"dumps/a b.smf":            "dumps/a%20b.smf",
		"/data/a.smf":              "/data/a.smf",
		"a:b.smf":                  "./a:b.smf", // a colon in the first part would make a scheme of it
		"bad\xff.smf":              "bad%FF.smf",
		"Prüfung/a#1?.smf":         "Pr%C3%BCfung/a%231%3F.smf",
		`C:\dumps\a b.smf`:         "file:///C:/dumps/a%20b.smf",
		`d:/dumps/x41.smf`:         "file:///d:/dumps/x41.smf",
		`C:\dumps\x41.smf`:         "file:///C:/dumps/x41.smf",
		`C:\x41\a.zip!m\x.smf`:     "file:///C:/x41/a.zip%21m/x.smf",
		`\\nas\smf data\a.smf`:     "file://nas/smf%20data/a.smf",
		`\\?\C:\dumps\a.smf`:       "file:///C:/dumps/a.smf",
		`\\?\UNC\nas\smf\a.smf`:    "file://nas/smf/a.smf",
		`C:\Prüfung 2026\März.smf`: "file:///C:/Pr%C3%BCfung%202026/M%C3%A4rz.smf",
	} {
		if got := pathURI(filename.Escape(path)); got != want {
			t.Errorf("%q became %q, want %q", path, got, want)
		}
	}
}

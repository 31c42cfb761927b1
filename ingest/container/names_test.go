package container

import (
	"slices"
	"strings"
	"testing"

	"github.com/zertify/zertify/reports/filename"
)

func TestMembersGetDistinctPaths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ want, got []string }{
		{[]string{"a", "a", "A", "a"}, []string{"a", "a~2", "A~3", "a~4"}},
		{[]string{"a", "a/b", "a/c", "a/b"}, []string{"a", "a~2/b", "a~2/c", "a~2/b~2"}},
		{[]string{"a/b", "a", "a/c"}, []string{"a/b", "a~2", "a/c"}},
		{[]string{"a/b/c", "a/b", "a/b/d"}, []string{"a/b/c", "a/b~2", "a/b/d"}},
		{[]string{"A", "a/b"}, []string{"A", "a~2/b"}},
		{[]string{"a~2", "a", "a/b"}, []string{"a~2", "a", "a~3/b"}},
		{[]string{"x/a", "x/a/b", "a/b"}, []string{"x/a", "x/a~2/b", "a/b"}},
	} {
		g := newNameGiver()
		var got []string
		for _, name := range c.want {
			got = append(got, g.give(name))
		}
		if !slices.Equal(got, c.got) {
			t.Errorf("%q became %q, want %q", c.want, got, c.got)
		}
	}
}

func TestDeepPathsAreShortened(t *testing.T) {
	t.Parallel()
	if got := safePath(strings.Repeat("d/", 1000) + "f"); strings.Count(got, "/") != maxDepth-1 ||
		!strings.HasSuffix(got, "/f") {
		t.Errorf("got %q", got)
	}
}

// Names that mean something to Windows are written under others, on every system.
func TestNamesThatWindowsTakesForOthers(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"CON": "_CON", "con": "_con", "Aux.smf": "_Aux.smf", "nul.tar.gz": "_nul.tar.gz", "prn.": "_prn",
		"CON .txt": "_CON .txt", " aux ": "_aux", "COM1": "_COM1", "lpt9.x": "_lpt9.x", "com¹": "_com¹", "LPT³.a": "_LPT³.a",
		"CONIN$": "_CONIN$", "conout$.x": "_conout$.x", "clock$": "_clock$",
		"console": "console", "COM": "COM", "COM10": "COM10", "COMCOM1": "COMCOM1", "LPTx": "LPTx", "a.con": "a.con",
		"dump. . .": "dump", "dump...": "dump", " . ": "unnamed", "..": "unnamed", "a/ ../ b": "a/b",
		"C:/x": "C_/x", `C:x`: "C_x", "a:stream": "a_stream", "a.smf::$DATA": "a.smf__$DATA",
		`..\..\windows\x`: "windows/x", `\\server\share\x`: "server/share/x", `\\?\C:\x`: "_/C_/x",
		"/etc/x": "etc/x", "aux/con/x": "_aux/_con/x", `q"<>|?*`: "q______",
		strings.Repeat("a", maxPart-1) + " b": strings.Repeat("a", maxPart-1),
		"aux." + strings.Repeat("b", maxPart): "_aux." + strings.Repeat("b", maxPart-len("_aux.")),
	} {
		if got := safePath(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
}

func FuzzMembersGetDistinctPaths(f *testing.F) {
	f.Add("a\na/b\nA/b/c\na~2\na")
	f.Fuzz(func(t *testing.T, list string) {
		g := newNameGiver()
		var given []string
		for line := range strings.Lines(list) {
			given = append(given, strings.ToLower(g.give(safePath(line))))
		}
		slices.Sort(given)
		for i, name := range given {
			for part := range strings.SplitSeq(name, "/") {
				if filename.IsDevice(part) || strings.TrimRight(part, ". ") != part || strings.ContainsAny(part, `:\`) {
					t.Errorf("%q has a part that Windows takes for another name", name)
				}
			}
			if i > 0 && given[i-1] == name {
				t.Errorf("%q was given twice", name)
			}
			if slices.ContainsFunc(given, func(other string) bool { return strings.HasPrefix(other, name+"/") }) {
				t.Errorf("%q is a file and a folder", name)
			}
		}
	})
}

package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
)

// access returns who may do what with a file, as Windows writes it.
func access(t *testing.T, path string) string {
	t.Helper()
	sd, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatal(err)
	}
	return sd.String()
}

// What is written is for the user and the system, whatever the folder lets others do.
func TestFilesAreForTheUserAlone(t *testing.T) {
	t.Parallel()
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		t.Skip("Wine keeps modes in place of access control lists")
	}
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f, err := new(Guard).CreateIn(root, "x/y")
	if err != nil {
		t.Fatal(err)
	}
	set, err := new(Guard).OpenSet(filepath.Join(dir, "above", "set"), "report")
	if err := errors.Join(err, f.Commit(), new(Guard).Write(filepath.Join(dir, "one"), text("x")),
		set.Write("a.csv", text("x")), set.Commit()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"one", "x/y", "above", "above/set/a.csv", "above/set/" + ManifestName} {
		got := access(t, filepath.Join(dir, filepath.FromSlash(name)))
		for _, others := range []string{";;;WD)", ";;;BU)", ";;;AU)"} { // everyone, users, whoever has logged on
			if strings.Contains(got, others) {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
}

package outfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

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

// The list that is asked for names the user and SYSTEM, each with every right, passed on
// to files and folders below, and nobody else.
func TestAccessListNamesTheUserAndTheSystem(t *testing.T) {
	t.Parallel()
	user, err := windows.StringToSid("S-1-5-21-1-2-3-1001")
	if err != nil {
		t.Fatal(err)
	}
	system, err := windows.CreateWellKnownSid(windows.WinLocalSystemSid)
	if err != nil {
		t.Fatal(err)
	}
	acl, err := onlyFor(user)
	if err != nil {
		t.Fatal(err)
	}
	want := []*windows.SID{user, system}
	if int(acl.AceCount) != len(want) {
		t.Fatalf("%d entries, want %d", acl.AceCount, len(want))
	}
	const all windows.ACCESS_MASK = 0x1F01FF // FILE_ALL_ACCESS
	for i, sid := range want {
		var ace *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(acl, uint32(i), &ace); err != nil {
			t.Fatal(err)
		}
		inherited := uint8(windows.OBJECT_INHERIT_ACE | windows.CONTAINER_INHERIT_ACE)
		if got := (*windows.SID)(unsafe.Pointer(&ace.SidStart)); !got.Equals(sid) || ace.Mask != all ||
			ace.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE || ace.Header.AceFlags != inherited {
			t.Errorf("entry %d: %s, type %d, flags %#x, rights %#x", i, got, ace.Header.AceType, ace.Header.AceFlags, ace.Mask)
		}
	}
	if replaceList&windows.PROTECTED_DACL_SECURITY_INFORMATION == 0 {
		t.Error("what the folder above passes on is not kept out")
	}
}

// Names that Windows would change are refused before anything is written; the rest are
// written under the names they were given, however long the path is.
func TestNamesOnWindows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"CON", "aux.csv", "COM1.txt", "NUL.csv", "a.csv:x", "a.", "b ", `x\lpt1\y`} {
		path := dir + `\` + name
		if err := new(Guard).Write(path, text("x")); err == nil || !strings.Contains(err.Error(), "Windows") {
			t.Errorf("%s: %v", path, err)
		}
		if _, err := new(Guard).OpenSet(path, "report"); err == nil || !strings.Contains(err.Error(), "Windows") {
			t.Errorf("folder %s: %v", path, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	long := dir + strings.Repeat(`\a long name of a folder`, 15)
	if err := MkdirAll(long); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{long + `\x.csv`, dir + `\Prüfung März 2026.csv`, filepath.ToSlash(dir) + "/y.csv",
		`\\?\` + dir + `\z.csv`} {
		if err := new(Guard).Write(path, text("x")); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != "x" {
			t.Errorf("%s: %q, %v", path, b, err)
		}
	}
	if err := new(Guard).Write("NUL", text("x")); err != nil {
		t.Error(err)
	}
}

package inputs

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest/container"
)

func TestExpandWalksFoldersInOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"b/2.smf", "b/1.smf", "a/z.smf", "a/.hidden", ".git/x", "own/page.html", "db",
		"db.wal"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte("x"), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Symlink(dir, filepath.Join(dir, "a", "loop")),
		os.Symlink(filepath.Join(dir, "b", "1.smf"), filepath.Join(dir, "a", "link"))); err != nil {
		t.Fatal(err)
	}
	got, _, err := Expand([]string{dir, filepath.Join(dir, "b", "*.smf"), "-", "-"}, filepath.Join(dir, "db"),
		filepath.Join(dir, "own"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		got[i] = filepath.ToSlash(strings.TrimPrefix(got[i], dir+string(filepath.Separator)))
	}
	if diff := cmp.Diff([]string{"a/link", "a/z.smf", "b/1.smf", "b/2.smf", "-"}, got); diff != "" {
		t.Error(diff)
	}
}

// A link to nothing with a name like a pattern is what is missing; as a pattern it would
// stand for itself without end.
func TestExpandOfALinkNamedLikeAPattern(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "a*")
	if err := os.Symlink("gone", link); err != nil {
		t.Skip("no links here: ", err)
	}
	for _, arg := range []string{filepath.Join(filepath.Dir(link), "a*"), filepath.Join(filepath.Dir(link), "*")} {
		var missing *MissingError
		if _, _, err := Expand([]string{arg}); !errors.As(err, &missing) || missing.Name != link {
			t.Errorf("%s: got %v", arg, err)
		}
	}
}

func TestFindPrefersAFileToAMember(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	zip, odd := filepath.Join(dir, "a.zip"), filepath.Join(dir, "odd!name")
	if err := errors.Join(os.WriteFile(zip, nil, 0o666), os.WriteFile(odd, nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		arg  string
		want Input
	}{
		{"-", Input{Path: "-"}}, {zip, Input{Path: zip}}, {odd, Input{Path: odd}},
		{zip + "!x!y", Input{Path: zip, Member: zip + "!x!y"}}, {odd + "!z", Input{Path: odd, Member: odd + "!z"}},
	} {
		if got, err := Find(c.arg); err != nil || got != c.want {
			t.Errorf("%s: got %v, %v", c.arg, got, err)
		}
	}
	if _, err := Find(filepath.Join(dir, "b.zip!x")); err == nil {
		t.Error("a member of an archive that is not there")
	}
}

func TestNamesThatLeadNowhereAreAllTold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, empty := filepath.Join(dir, "a.smf"), filepath.Join(dir, "empty")
	if err := errors.Join(os.WriteFile(file, nil, 0o600), os.Mkdir(empty, 0o700)); err != nil {
		t.Fatal(err)
	}
	_, _, err := Expand([]string{file, filepath.Join(dir, "b\x1b.smf"), empty, filepath.Join(dir, "x*"), dir + "/[",
		filepath.Join(dir, "c.smf")})
	var gone *MissingError
	if !errors.As(err, &gone) || gone.Shown() != filepath.Join(dir, `b\x1B.smf`) {
		t.Errorf("%v", err)
	}
	if in, names, err := gone.Folder(); in != dir || err != nil || len(names) != 2 {
		t.Error(in, names, err)
	}
	for _, want := range []string{"b\\x1B.smf: no such file", "empty: the folder holds no file to read",
		"x*: no file fits",
		"put the name in quotes", "c.smf: no such file"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in\n%v", want, err)
		}
	}
	if _, _, err := (&MissingError{Name: filepath.Join(dir, "none", "x")}).Folder(); err == nil {
		t.Error("a folder that does not exist was read")
	}
}

// A walk visits all members, or the one that was named, however it was written.
func TestWalkVisitsWhatWasNamed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"w", "x", "y\tz"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, name); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		member string
		stop   bool
		want   []string
	}{
		{"", false, []string{"w", "x", "y\tz"}},
		{"", true, []string{"w"}},
		{"!y\tz", false, []string{"y\tz"}},
		{`!y\x09z`, false, []string{"y\tz"}}, // as reports show it
	} {
		src := Input{Path: path}
		if c.member != "" {
			src.Member = path + c.member
		}
		var got []string
		err := src.Walk(t.Context(), nil, container.Options{}, func(m *container.Member) error {
			text, err := io.ReadAll(m.Reader)
			got = append(got, string(text))
			if c.stop {
				return ErrEnough
			}
			return err
		})
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%q: %v %s", c.member, err, diff)
		}
	}
	var none *NoMemberError
	err := Input{Path: path, Member: path + "!v"}.Walk(t.Context(), nil, container.Options{},
		func(*container.Member) error { return nil })
	if !errors.As(err, &none) || len(none.Members) != 3 {
		t.Errorf("a member that is not there: %v", err)
	}
	n := 0
	if err := (Input{Path: "-"}).Walk(t.Context(), strings.NewReader("text"), container.Options{},
		func(m *container.Member) error { n++; return nil }); err != nil || n != 1 {
		t.Errorf("standard input: %d inputs, %v", n, err)
	}
}

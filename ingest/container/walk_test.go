package container

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestDepthIsLimited(t *testing.T) {
	t.Parallel()
	deep := plain
	for range 4 {
		deep = gz(deep)
	}
	got := one(t, "x.gz", bytes.NewReader(deep))
	if id(got.err) != IDDepth || len(got.chain) != 3 {
		t.Errorf("got %v behind %d layers, want %s behind 3", got.err, len(got.chain), IDDepth)
	}
	all, _ := walk(t, "x.gz", bytes.NewReader(deep), Options{MaxDepth: 4})
	if all[0].err != nil || !bytes.Equal(all[0].data, plain) {
		t.Errorf("with depth 4: %v", all[0].err)
	}
}

func TestOutputIsLimitedPerDepth(t *testing.T) {
	t.Parallel()
	size := int64(len(plain))
	file := tarred(file{"a", gz(plain)}, file{"b", gz(plain)}, file{"c", gz(plain)})
	for limit, want := range map[int64]string{
		3 * size:   "",
		3*size - 1: "c",
		2*size - 1: "bc",
		1:          "abc",
	} {
		all, res := walk(t, "x", bytes.NewReader(file), Options{MaxOutput: limit})
		var failed string
		for _, v := range all {
			if id(v.err) == IDLimit {
				failed += v.name[2:]
			}
		}
		if failed != want || res.Out > limit || len(all) != 3 {
			t.Errorf("limit %d: %q failed, %d bytes out; want %q", limit, failed, res.Out, want)
		}
	}
}

// TestClaimsAreLimited opens archives of zeros that claim more than may come out, and a
// stream that claims nothing.
func TestClaimsAreLimited(t *testing.T) {
	t.Parallel()
	zeros := make([]byte, 1<<20)
	honest := zipped(file{"a", zeros}, file{"b", zeros}, file{"c", zeros})
	for _, c := range []struct {
		name   string
		input  []byte
		limit  int64
		failed []string // with E-LIMIT
		out    int64
	}{
		{"exactly", honest, 3 << 20, nil, 3 << 20},
		{"one more", honest, 3<<20 - 1, []string{"x"}, 0},
		{"nested", gz(honest), 3<<20 - 1, []string{"x"}, 0},
		{"without a claim", gz(zeros), 1<<20 - 1, []string{"x"}, 1<<20 - 1},
	} {
		var failed []string
		all, res := walk(t, "x", bytes.NewReader(c.input), Options{MaxOutput: c.limit})
		for _, v := range all {
			if id(v.err) != IDLimit {
				continue
			}
			failed = append(failed, v.name)
			if !strings.Contains(v.err.Error(), "option max-output") {
				t.Errorf("%s: %v", c.name, v.err)
			}
		}
		if !slices.Equal(failed, c.failed) || res.Out > c.out {
			t.Errorf("%s: %q failed, %d bytes out; want %q, %d", c.name, failed, res.Out, c.failed, c.out)
		}
	}
}

func TestUsualOutputFollowsTheInput(t *testing.T) {
	t.Parallel()
	for _, c := range [][4]int64{ // MaxOutput, size, read, want
		{0, 108 << 10, 0, 256 << 20}, {0, 10 << 20, 0, 2000 << 20}, {0, 1 << 40, 0, 64 << 30}, {5, 1 << 40, 0, 5},
		{0, -1, 10 << 20, 2000 << 20},
	} {
		w := &walker{opt: Options{MaxOutput: c[0]}, from: &rootReader{size: c[1], n: c[2]}}
		if got := w.maxOutput(); got != c[3] {
			t.Errorf("%v: got %d", c, got)
		}
	}
}

func TestMembersAreLimited(t *testing.T) {
	t.Parallel()
	var files []file
	for i := range 20 {
		files = append(files, file{fmt.Sprintf("m%02d", i), plain[:20]})
	}
	all, res := walk(t, "x", bytes.NewReader(tarred(files...)), Options{MaxMembers: 5})
	if len(all) != 6 || all[5].name != "x" || id(all[5].err) != IDLimit || res.Members != 6 {
		t.Errorf("got %d members, last %v", len(all), all[len(all)-1].err)
	}
}

func TestSpoolIsLimitedAndRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := zipped(file{"a", plain}, file{"in.zip", zipped(file{"b", plain})})
	for limit, want := range map[int64]string{int64(len(file)): "", int64(len(file)) - 1: IDLimit} {
		all, _ := walk(t, "x", onlyReader{bytes.NewReader(file)}, Options{MaxSpool: limit, TempDir: dir})
		if id(all[0].err) != want {
			t.Errorf("limit %d: %v", limit, all[0].err)
		}
	}
	if left := must(os.ReadDir(dir)); len(left) != 0 {
		t.Errorf("%d temporary files are left", len(left))
	}
	all, _ := walk(t, "x", onlyReader{bytes.NewReader(file)}, Options{TempDir: filepath.Join(dir, "missing")})
	if id(all[0].err) != IDRead {
		t.Errorf("no folder for temporary files: %v", all[0].err)
	}
}

func TestFilesAreReadInPlaceFromTheirPosition(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "x")
	must(0, os.WriteFile(path, append([]byte("skip me"), zipped(file{"a", plain})...), 0o600))
	f := must(os.Open(path))
	defer f.Close()
	must(f.Seek(7, io.SeekStart))
	all, res := walk(t, "x", f, Options{TempDir: filepath.Join(t.TempDir(), "missing")})
	if len(all) != 1 || all[0].err != nil || !bytes.Equal(all[0].data, plain) {
		t.Fatalf("got %+v", all)
	}
	if res.In != int64(len(zipped(file{"a", plain}))) || res.Out != int64(len(plain)) {
		t.Errorf("result %+v", res)
	}
}

func TestHighRatioIsRemarkedUpon(t *testing.T) {
	t.Parallel()
	file := zipped(file{"bomb", make([]byte, ratioFloor+1<<20)}, file{"plain", plain})
	all, res := walk(t, "x", bytes.NewReader(file), Options{})
	if len(all[0].notes) != 1 || !strings.Contains(all[0].notes[0], "more than 1000 to 1") || len(all[1].notes) != 0 {
		t.Errorf("notes %q and %q", all[0].notes, all[1].notes)
	}
	if len(res.Notes) != 1 || res.Notes[0].Name != "x!bomb" {
		t.Errorf("result notes %q", res.Notes)
	}
}

func TestVisitErrorsEndTheWalk(t *testing.T) {
	t.Parallel()
	want := errors.New("enough")
	calls := 0
	_, err := Walk(t.Context(), "x", bytes.NewReader(zipped(file{"a", gz(plain)}, file{"b", plain})), Options{},
		func(*Member) error {
			calls++
			return want
		})
	if !errors.Is(err, want) || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

func TestCancelEndsTheWalk(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{
		"plain": bytes.Repeat(plain, 100), "gzip": gz(bytes.Repeat(noise(5000), 100)),
		"zip": zipped(file{"a", plain}, file{"b", plain}),
	} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Walk(ctx, "x", onlyReader{bytes.NewReader(file)}, Options{TempDir: spool}, func(m *Member) error {
			cancel()
			_, err := io.Copy(io.Discard, m.Reader)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestReadFaultsKeepTheirCause(t *testing.T) {
	t.Parallel()
	cause := errors.New("bad sector")
	for name, file := range map[string][]byte{"plain": plain, "gzip": gz(plain),
		"TERSE": terseFile(tersePack, true, 4000, plain)} {
		broken := io.MultiReader(bytes.NewReader(file[:len(file)/4]), iotest.ErrReader(cause))
		got := one(t, "x", broken)
		if id(got.err) != IDRead || !errors.Is(got.err, cause) {
			t.Errorf("%s: got %v", name, got.err)
		}
	}
}

func TestMembersNotReadAreSkipped(t *testing.T) {
	t.Parallel()
	for name, archive := range map[string][]byte{
		"zip":  zipped(file{"a", plain}, file{"b", plain}),
		"tar":  tarred(file{"a", plain}, file{"b", plain}),
		"tape": concat(awsTape("A", 0, plain, plain), nil),
	} {
		var names []string
		_, err := Walk(t.Context(), "x", bytes.NewReader(archive), Options{}, func(m *Member) error {
			names = append(names, m.Name)
			return nil
		})
		if err != nil || len(names) == 0 {
			t.Errorf("%s: %v, %q", name, err, names)
		}
	}
}

func TestUnpackWritesEveryMember(t *testing.T) {
	t.Parallel()
	records := [][]byte{plain[:10], plain[10:30]}
	archive := zipped(
		file{"SMF.trs", terseFile(terseSpack, true, 80, records...)},
		file{"d/SMF.TRS", terseFile(tersePack, false, 80, plain)},
		file{"../../up.gz", gz(plain)},
		file{"smf", plain},
		file{"bad.gz", gz(plain)[:40]},
		file{"no.rar", []byte("Rar!\x1a\x07\x00")},
	)
	wrote := map[string]*bytes.Buffer{}
	items, err := Unpack(t.Context(), bytes.NewReader(archive), "in.zip", func(name string) (io.WriteCloser, error) {
		wrote[name] = &bytes.Buffer{}
		return nopCloser{wrote[name]}, nil
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{"SMF": withRDW(records...), "d/SMF": plain, "up": plain, "smf~2": plain}
	for name, data := range want {
		if wrote[name] == nil || !bytes.Equal(wrote[name].Bytes(), data) {
			t.Errorf("%s: got %v", name, wrote[name])
		}
	}
	var failed []string
	for _, it := range items {
		if it.Err != nil {
			failed = append(failed, it.Name+" "+id(it.Err))
		}
	}
	slices.Sort(failed)
	if got := strings.Join(failed, ", "); got != "in.zip!bad.gz E-WRAP, in.zip!no.rar E-ARC" {
		t.Errorf("failed: %s", got)
	}
	if len(items) != 6 {
		t.Errorf("%d items, want 6", len(items))
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func TestUnpackRefusesWhatIsNotWrapped(t *testing.T) {
	t.Parallel()
	_, err := Unpack(t.Context(), bytes.NewReader(plain), "x", func(string) (io.WriteCloser, error) {
		t.Error("out was called")
		return nil, nil
	}, Options{})
	if id(err) != IDNotWrapped {
		t.Errorf("got %v", err)
	}
}

func TestUnpackReportsWriteFaults(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	_, err := Unpack(t.Context(), bytes.NewReader(gz(plain)), "x", func(string) (io.WriteCloser, error) {
		return nopCloser{failingWriter{full}}, nil
	}, Options{})
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }

func TestFileNamesStayBelowTheFolder(t *testing.T) {
	t.Parallel()
	layers := []Layer{{Format: "zip"}, {Format: "TERSE"}, {Format: "gzip"}}
	for in, want := range map[string]string{
		"/etc/passwd":            "etc/passwd",
		"../../x":                "x",
		`..\..\x`:                "x",
		"a/./b/../c":             "a/b/c",
		`C:\dump.trs`:            "C_/dump",
		"..":                     "unnamed",
		"nul":                    "_nul",
		"com1.trs":               "_com1",
		"dump.trs.gz":            "dump",
		".trs":                   ".trs",
		"a\x00b":                 "a_b",
		"inner.zip!dump.TRS":     "inner.zip/dump",
		"trailing. /x":           "trailing/x",
		strings.Repeat("n", 500): strings.Repeat("n", maxPart),
	} {
		m := &Member{Name: "in!" + in, inner: in, Chain: layers}
		if got := m.FileName(); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	m := &Member{Name: "/data/smf!119.trs", Chain: layers}
	if got := m.FileName(); got != "smf/119" {
		t.Errorf("got %q", got)
	}
}

func FuzzWalk(f *testing.F) {
	for _, c := range openable {
		if len(c.file) < 5000 {
			f.Add(c.file)
		}
	}
	for _, heads := range namedHeads {
		for _, head := range heads {
			f.Add(head)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		walk(t, "fuzz", bytes.NewReader(data), Options{MaxOutput: 4 << 20, MaxMembers: 100})
	})
}

package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// The test binary is the command: linking the engine a second time would take
// longer than all tests together.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"zertify": main, "stopped": stopped, "zertify-breakdown": breakDown})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("ZERTIFY_DB", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "gzip": gzipFile, "zip": zipFiles, "cut": cutFile, "patch": patchFile, "unhex": unhexFile,
			"lines":   countLines,
			"reframe": reframe, "join": joinFiles, "capture": captureFile, "split": splitFile, "sameevaluation": sameEvaluation,
			"intervals": intervals, "connections": connections, "nozulu": nozulu, "suites": suites, "private": private,
			"earlier": earlier,
		},
	})
}

// exits runs a command line and wants the exit code given: exits 2 zertify …
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		_, text, ok := strings.Cut(err.Error(), "exit status ")
		if !ok {
			ts.Fatalf("%v", err)
		}
		got, err = strconv.Atoi(text)
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// private FILE... wants files and folders that only their owner may use.
func private(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		st, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if st.Mode().Perm()&0o077 != 0 {
			ts.Fatalf("%s has mode %v", name, st.Mode())
		}
	}
}

// gzip FILE OUT
func gzipFile(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// zip OUT NAME=FILE... where names may have escapes.
func zipFiles(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, a := range args[1:] {
		name, file, _ := strings.Cut(a, "=")
		f, err := w.Create(filename.Unescape(name))
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(file)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

// cut FILE OUT N keeps the first N bytes, or leaves out the last -N.
func cutFile(ts *testscript.TestScript, _ bool, args []string) {
	data := ts.ReadFile(args[0])
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	if n < 0 {
		n += len(data)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data[:n]), 0o666))
}

// split FILE N writes FILE.001, FILE.002 … of at most N bytes.
func splitFile(ts *testscript.TestScript, _ bool, args []string) {
	data := ts.ReadFile(args[0])
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := 1; len(data) > 0; i++ {
		k := min(n, len(data))
		ts.Check(os.WriteFile(ts.MkAbs(fmt.Sprintf("%s.%03d", args[0], i)), []byte(data[:k]), 0o666))
		data = data[k:]
	}
}

// patch FILE OUT OFFSET HEX
func patchFile(ts *testscript.TestScript, _ bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	at, err := strconv.Atoi(args[2])
	ts.Check(err)
	raw, err := hex.DecodeString(args[3])
	ts.Check(err)
	copy(data[at:], raw)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// unhex FILE OUT turns commented hex into bytes.
func unhexFile(ts *testscript.TestScript, _ bool, args []string) {
	var digits strings.Builder
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		text, _, _ := strings.Cut(line, "#")
		digits.WriteString(strings.Join(strings.Fields(text), ""))
	}
	raw, err := hex.DecodeString(digits.String())
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), raw, 0o666))
}

// reframe FILE OUT FRAMING writes the records of a dump in another framing.
func reframe(ts *testscript.TestScript, _ bool, args []string) {
	framing, err := smf.ParseFraming(args[2])
	ts.Check(err)
	var b bytes.Buffer
	r, w := smf.NewReader(args[0], strings.NewReader(ts.ReadFile(args[0])), smf.Options{}),
		smf.NewWriter(&b, smf.WriterOptions{Framing: framing})
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		ts.Check(err)
		ts.Check(w.Write(rec.Data))
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// capture OUT LAYOUT writes what the demo's IKE daemon answers, with headers in the
// layout of that number.
func captureFile(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := fixture.Company{Records: 2000, Seed: 1}.Capture(fixture.NMIFramings[n])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}

// sameevaluation REPORT REPORT wants the same verdicts, controls, answers and traffic
// in two report.json files. Names and times of the runs may differ.
func sameEvaluation(ts *testscript.TestScript, _ bool, args []string) {
	type verdicts struct {
		Profiles []struct {
			ID, Overall   string
			Verdicts      json.RawMessage
			FindingsTotal int64 `json:"findings_total"`
		}
		Queries []struct {
			ID, Status        string
			Population, Total int64
		}
		Traffic struct {
			Sessions, Connections int64
			Bytes                 json.Number
			ByProtection          json.RawMessage `json:"by_protection"`
			BySource              json.RawMessage `json:"by_source"`
		}
	}
	var both [2]verdicts
	for i := range both {
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[i])), &both[i]))
	}
	if len(both[0].Profiles) == 0 || len(both[0].Queries) == 0 || both[0].Traffic.Sessions == 0 {
		ts.Fatalf("%s holds no verdicts", args[0])
	}
	if d := cmp.Diff(both[0], both[1]); d != "" {
		ts.Fatalf("the reports differ:\n%s", d)
	}
}

// join OUT FILE... writes files one after the other.
func joinFiles(ts *testscript.TestScript, _ bool, args []string) {
	var b strings.Builder
	for _, name := range args[1:] {
		b.WriteString(ts.ReadFile(name))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o666))
}

// lines FILE N wants so many lines; stdout is a file of that name.
func countLines(ts *testscript.TestScript, _ bool, args []string) {
	if got := strconv.Itoa(strings.Count(ts.ReadFile(args[0]), "\n")); got != args[1] {
		ts.Fatalf("%s has %s lines, want %s", args[0], got, args[1])
	}
}

// TestExamplesRun runs every line of every Example where a user would: in a
// folder with the demo dump, a database made from it and archives of it.
func TestExamplesRun(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("ZERTIFY_DB", "")
	permitAll(t)
	prepareExamples(t)
	root := newRootCmd(newEnv(strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}))
	n := 0
	for _, cmd := range allCommands(root) {
		if cmd.Example == "" && cmd.Name() != "completion" && cmd.Name() != "help" {
			t.Errorf("%s has no example", cmd.Name())
		}
		for line := range strings.Lines(cmd.Example) {
			args := shellWords(strings.TrimSpace(line))
			if args[0] != "zertify" {
				t.Errorf("%s: example %q does not begin with zertify", cmd.Name(), line)
			}
			if target, _, err := root.Find(args[1:]); err == nil && target.Flags().Lookup(forceFlag) != nil {
				args = append(args, "--"+forceFlag) // examples of other commands wrote files of the same names
			}
			var stdout, stderr bytes.Buffer
			n++
			if code := runExample(t, args[1:], &stdout, &stderr); code == exitError {
				t.Errorf("%s\nexit code %d\n%s", line, code, stderr.String())
			}
		}
	}
	if n < 20 {
		t.Errorf("%d examples were run", n)
	}
	for _, cmd := range allCommands(root) {
		writesEverywhere(t, cmd)
	}
	wantOnlyPrivate(t)
	for _, cmd := range allCommands(root) {
		destroysNothing(t, cmd)
	}
}

// runExample runs a command as typed. A server would run for ever: it is stopped once it says where it listens.
func runExample(t *testing.T, args []string, stdout, stderr *bytes.Buffer) int {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out io.Writer = stdout
	if args[0] == "serve" {
		openBrowser = func(string) error { return nil }
		args = append(args, "--listen", "127.0.0.1:0") // the usual port may be taken on this machine
		out = stopWhenWritten{stdout, stop}
	}
	return run(ctx, args, strings.NewReader(""), out, stderr)
}

type stopWhenWritten struct {
	io.Writer
	stop func()
}

func (w stopWhenWritten) Write(p []byte) (int, error) {
	w.stop()
	return w.Writer.Write(p)
}

// allCommands lists a command and those below it.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.Name() != "completion" {
			list = append(list, allCommands(c)...)
		}
	}
	return list
}

// ownCases are example sessions of a user's own.
const ownCases = "case,day,facts,attribute,verdict,rules,why\nold,2026-11-01,tls_version " +
	"TLS1.0,tls_version,fail,BASE-TLS-002,x\n"

func prepareExamples(t *testing.T) {
	t.Helper()
	for _, args := range [][]string{{"demo", "-o", "demo.smf", "--nmi", "demo.nmi"},
		{"ingest", "demo.smf", "--db", "audit.duckdb"},
		{"ingest", "demo.smf", "--db", "september.duckdb"}, {"ingest", "demo.smf", "--db", "october.duckdb"}} {
		var stderr bytes.Buffer
		if code := run(context.Background(), args, strings.NewReader(""), &stderr, &stderr); code != 0 {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr.String())
		}
	}
	dump, err := os.ReadFile("demo.smf")
	if err != nil {
		t.Fatal(err)
	}
	for name, part := range map[string][]byte{"dump.001": dump[:len(dump)/2], "dump.002": dump[len(dump)/2:]} {
		if err := os.WriteFile(name, part, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var gz, zipped bytes.Buffer
	g, z := gzip.NewWriter(&gz), zip.NewWriter(&zipped)
	inner, err := z.Create("demo.smf")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []func() error{
		func() error { _, err := g.Write(dump); return err }, g.Close,
		func() error { _, err := inner.Write(dump); return err }, z.Close,
		func() error { return os.WriteFile("demo.smf.gz", gz.Bytes(), 0o600) },
		func() error {
			return os.WriteFile("saved.toml", []byte("old-tls = { list = \"servers\", tls-version = \"TLS1.0\" }\n"), 0o600)
		},
		func() error {
			return os.WriteFile("tunnel.h", []byte("_Packed struct NMsecIPDynTunnel { unsigned int NMsDynGeneration; };\n"),
				0o600)
		},
		func() error { return os.WriteFile("my.key", []byte("32 bytes that nobody else knows."), 0o600) },
		func() error { return os.WriteFile("demo.zip", zipped.Bytes(), 0o600) },
		func() error { return os.WriteFile("mycases.csv", []byte(ownCases), 0o600) },
	} {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	}
}

// shellWords splits a line at blanks outside single quotes.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	quoted, open := false, false
	for _, c := range line {
		switch {
		case c == '\'':
			quoted, open = !quoted, true
		case c == ' ' && !quoted:
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(c)
			open = true
		}
	}
	return append(words, word.String())
}

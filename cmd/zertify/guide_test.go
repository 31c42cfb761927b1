package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fence finds the code blocks of the guide: their language, the file they are, if
// any, and what is in them.
var fence = regexp.MustCompile("(?ms)^```(\\w*) ?(\\S*)\n(.*?)^```$")

// guard makes the shell note every command that could not run. Other codes than 3
// are answers.
const guard = `zertify() { command zertify "$@"; s=$?; [ $s -ne 3 ] || echo "zertify $*" >>could-not-run; return $s; }
`

// TestGuideRuns does what the guide says, in its order, in a folder of its own.
func TestGuideRuns(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	commands := 0
	for _, m := range fence.FindAllStringSubmatch(string(guide), -1) {
		language, file, text := m[1], m[2], m[3]
		switch {
		case file != "":
			path := filepath.Join(dir, file)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		case language == "sh":
			commands += strings.Count(text, "zertify ")
			cmd := exec.CommandContext(t.Context(), sh, "-c", guard+text)
			cmd.Dir, cmd.Env = dir, append(os.Environ(), "ZERTIFY_DB=")
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			_ = cmd.Run() // what counts is whether a command could not run
			if failed, err := os.ReadFile(filepath.Join(dir, "could-not-run")); err == nil {
				t.Fatalf("could not run:\n%s%s", failed, stderr.String())
			}
		default:
			t.Errorf("a block is neither a file nor commands:\n%s", text)
		}
	}
	if commands < 30 {
		t.Errorf("%d commands were run", commands)
	}
}

// TestReadmeShowsWhatTheDemoPrints: the first thing a newcomer types answers with what README shows.
func TestReadmeShowsWhatTheDemoPrints(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := fence.FindStringSubmatch(string(readme))
	if block == nil || block[1] != "console" {
		t.Fatal("README does not begin with a block of what is typed and printed")
	}
	dir := t.TempDir()
	var want, got strings.Builder
	for line := range strings.Lines(block[3]) {
		typed, isCommand := strings.CutPrefix(line, "$ ")
		if !isCommand {
			want.WriteString(line)
			continue
		}
		words := strings.Fields(typed)
		cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
		cmd.Dir, cmd.Env, cmd.Stdout = dir, append(os.Environ(), "ZERTIFY_DB="), &got
		_ = cmd.Run() // the demo fails its audit
	}
	if d := cmp.Diff(want.String(), got.String()); d != "" {
		t.Errorf("README (-shown +printed):\n%s", d)
	}
}

// The guide is meant to be read: fifteen pages of some fifty lines; a picture
// takes half a page.
func TestGuideIsShort(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile(filepath.Join("..", "..", "docs", "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(guide, []byte("\n")) + 25*bytes.Count(guide, []byte("\n![")); n > 15*50 {
		t.Errorf("%d lines, pictures counted as 25", n)
	}
}

package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestHelpShowsEveryFlagOnceInAGroup: a flag of a command with many is in a group of flagGroups, and in one only; the
// examples stand before the first of them.
func TestHelpShowsEveryFlagOnceInAGroup(t *testing.T) {
	t.Parallel()
	root := newRootCmd(newEnv(strings.NewReader(""), io.Discard, io.Discard))
	grouped := 0
	for _, cmd := range root.Commands() {
		cmd.InitDefaultHelpFlag()
		if countFlags(cmd.LocalFlags()) < manyFlags {
			continue
		}
		grouped++
		var b bytes.Buffer
		writeHelp(&b, cmd, helpWidth)
		checkHelp(t, cmd, b.String())
	}
	if grouped == 0 {
		t.Error("no command has many flags")
	}
}

func checkHelp(t *testing.T, cmd *cobra.Command, text string) {
	t.Helper()
	example, flags := strings.Index(text, cmd.Example), strings.Index(text, "--")
	if cmd.Example == "" || example < 0 || flags < example {
		t.Errorf("%s: the examples do not come first", cmd.Name())
	}
	for _, g := range groupFlags(cmd.LocalFlags()) {
		if g.title == restFlags {
			g.set.VisitAll(func(f *pflag.Flag) {
				t.Errorf("%s --%s is in no group; add it to flagGroups in help.go", cmd.Name(), f.Name)
			})
		}
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		n := 0
		for line := range strings.Lines(text) {
			words := strings.Fields(line)
			if len(words) > 1 && strings.HasSuffix(words[0], ",") {
				words = words[1:] // a short name
			}
			indent := len(line) - len(strings.TrimLeft(line, " "))
			if len(words) > 0 && indent > 0 && indent <= 6 && strings.SplitN(words[0], "[", 2)[0] == "--"+f.Name {
				n++
			}
		}
		if n != 1 && f.Name != "help" {
			t.Errorf("%s --%s is listed %d times", cmd.Name(), f.Name, n)
		}
	})
	for line := range strings.Lines(text) {
		if n := len([]rune(line)); n > helpWidth+10 && !strings.HasPrefix(line, "  zertify") {
			t.Errorf("%s: a line of %d columns: %s", cmd.Name(), n, line)
		}
	}
}

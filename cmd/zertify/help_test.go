package main

import (
	"bytes"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestHelpShowsEveryFlagOnce: all help is written by one function: the examples stand before the first flag, each flag
// once, in a group of flagGroups where there are many, and lines are wrapped.
func TestHelpShowsEveryFlagOnce(t *testing.T) {
	t.Parallel()
	grouped := 0
	for _, cmd := range allCommands(newRootCmd(newEnv(strings.NewReader(""), io.Discard, io.Discard))) {
		cmd.InitDefaultHelpFlag()
		if countFlags(cmd.LocalFlags()) >= manyFlags {
			grouped++
		}
		var b bytes.Buffer
		writeHelp(&b, cmd, helpWidth)
		checkHelp(t, cmd, b.String())
	}
	if grouped == 0 {
		t.Error("no command has many flags")
	}
}

// TestFlagsNameTheirValues: help says what a flag takes, file or day or name, and not of which Go type it is.
func TestFlagsNameTheirValues(t *testing.T) {
	t.Parallel()
	for _, cmd := range allCommands(newRootCmd(newEnv(strings.NewReader(""), io.Discard, io.Discard))) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name, _ := pflag.UnquoteUsage(f)
			switch name {
			case "string", "strings", "int", "uint", "ints", "stringArray":
				t.Errorf("%s --%s takes a %q; put the word for it in back quotes", cmd.CommandPath(), f.Name, name)
			}
		})
	}
}

// TestHelpSaysWhenItCannotBeWritten: a full disk behind standard output is an error of help too.
func TestHelpSaysWhenItCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"audit", "--help"}, {"help", "layout"}, {"history", "-h"}} {
		var stderr bytes.Buffer
		code := run(t.Context(), args, strings.NewReader(""), fullOutput{}, &stderr)
		if want := "the output could not be written"; code != exitError || !strings.Contains(stderr.String(), want) {
			t.Errorf("%v: code %d, %q, want %q", args, code, stderr.String(), want)
		}
	}
}

// fullOutput is standard output on a full disk.
type fullOutput struct{}

func (fullOutput) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.ENOSPC}
}

func checkHelp(t *testing.T, cmd *cobra.Command, text string) {
	t.Helper()
	example, flags := strings.Index(text, cmd.Example), strings.Index(text, "--")
	if cmd.HasExample() && (example < 0 || flags < example) {
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
		if f.Hidden {
			return
		}
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
		if n != 1 && f.Name != "help" && f.Name != "version" {
			t.Errorf("%s --%s is listed %d times", cmd.Name(), f.Name, n)
		}
	})
	for line := range strings.Lines(text) {
		if n := len([]rune(line)); n > helpWidth+10 && !strings.HasPrefix(line, "  zertify") {
			t.Errorf("%s: a line of %d columns: %s", cmd.Name(), n, line)
		}
	}
}

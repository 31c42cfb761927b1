package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagGroups are the headings under which help lists the flags of a command that has many, in the order in which
// somebody who types the command decides on them. A group that a command has no flag of is left out.
var flagGroups = []struct {
	title string
	flags []string
}{
	{"What to show", []string{"record", "stats", "framing-report"}},
	{"How to read the inputs", []string{"framing", "code-page", "codes", "layout", "salvage", "parts", "max-output",
		"nmi-framing", "captured-at", "labels", "zone", "again", "strict", "allow-mixed"}},
	{"What to evaluate by", []string{"profile", "profiles-dir", "as-of", "forecast", "per-session", "exceptions",
		"scope-file", "owners", "supply", "checks", "queries", "param", "saved"}},
	{"What to compare with", []string{"diff-db", "diff-from", "from", "to", "lapse-days"}},
	{"What to look at", []string{"since", "until", "system", "stack", "sysplex", "job", "user", "server", "client",
		"port", "ports", "protocol", "role", "input", "all-inputs"}},
	{"What protects the sessions to look at", []string{"cipher", "cipher-bits", "mac", "strength", "fips", "told-by",
		"tls-version", "suite", "kex", "group", "etm", "key-type", "key-bits", "signature", "serial", "ssh-version",
		"host-key", "ssh-auth", "ike-version", "ike-auth", "dh-group"}},
	{"What to write", []string{"columns", "sort", "limit", "output", "format", "sarif-all", "force"}},
	{"Database, memory, processors", []string{"db", "wait", "memory", "jobs"}},
}

const (
	manyFlags  = 15  // flags of its own from which on those of a command are grouped
	helpWidth  = 100 // columns of help where there is no terminal
	restFlags  = "More"
	worldFlags = "Messages and settings"
)

// addHelp makes help of commands with many flags show them in groups, and examples first. Manual pages and completion
// list flags by name.
func (e *env) addHelp(root *cobra.Command) {
	short := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		if countFlags(cmd.LocalFlags()) < manyFlags {
			short(cmd, args)
			return
		}
		width, ok := isTerminal(e.stdout)
		if !ok {
			width = helpWidth
		}
		writeHelp(cmd.OutOrStdout(), cmd, width)
	})
}

// countFlags counts the flags that help lists.
func countFlags(set *pflag.FlagSet) int {
	n := 0
	set.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			n++
		}
	})
	return n
}

// writeHelp writes the help of a command with many flags. The writer is standard output, which reports its own errors.
func writeHelp(w io.Writer, cmd *cobra.Command, width int) {
	fmt.Fprintf(w, "%s\n\nExamples:\n%s\n\nUsage:\n  %s\n\n%s\n", cmd.Short, cmd.Example, cmd.UseLine(), cmd.Long)
	for _, g := range groupFlags(cmd.LocalFlags()) {
		fmt.Fprintf(w, "\n%s:\n%s", g.title, g.set.FlagUsagesWrapped(width))
	}
	fmt.Fprintf(w, "\n%s:\n%s", worldFlags, cmd.InheritedFlags().FlagUsagesWrapped(width))
}

// A flagGroup is a heading and the flags below it.
type flagGroup struct {
	title string
	set   *pflag.FlagSet
}

// groupFlags sorts flags into their groups. Those of no group come last.
func groupFlags(all *pflag.FlagSet) []flagGroup {
	grouped := map[string]bool{}
	var out []flagGroup
	add := func(title string, flags []*pflag.Flag) {
		if len(flags) == 0 {
			return
		}
		set := pflag.NewFlagSet(title, pflag.ContinueOnError)
		set.SortFlags = false
		for _, f := range flags {
			set.AddFlag(f)
			grouped[f.Name] = true
		}
		out = append(out, flagGroup{title, set})
	}
	for _, g := range flagGroups {
		var flags []*pflag.Flag
		for _, name := range g.flags {
			if f := all.Lookup(name); f != nil {
				flags = append(flags, f)
			}
		}
		add(g.title, flags)
	}
	var rest []*pflag.Flag
	all.VisitAll(func(f *pflag.Flag) {
		if !grouped[f.Name] && !f.Hidden && f.Name != "help" {
			rest = append(rest, f)
		}
	})
	add(restFlags, rest)
	return out
}

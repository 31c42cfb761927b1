package main

import (
	"bytes"
	"fmt"
	"slices"

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
	fewFlags   = "Flags"
	restFlags  = "More"
	worldFlags = "Messages and settings"
)

// addHelp makes help show examples first, wrap what flags do, and show many flags in groups. Manual pages and
// completion list flags by name.
func (e *env) addHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		width, ok := isTerminal(e.stdout)
		if !ok {
			width = helpWidth
		}
		var b bytes.Buffer
		writeHelp(&b, cmd, width)
		_, e.helpError = cmd.OutOrStdout().Write(b.Bytes())
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

// writeHelp writes the help of a command.
func writeHelp(b *bytes.Buffer, cmd *cobra.Command, width int) {
	fmt.Fprintf(b, "%s\n", cmd.Short)
	if cmd.HasExample() {
		fmt.Fprintf(b, "\nExamples:\n%s\n", cmd.Example)
	}
	usage := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		usage = cmd.CommandPath() + " COMMAND [flags]"
	}
	fmt.Fprintf(b, "\nUsage:\n  %s\n", usage)
	if cmd.Long != "" {
		fmt.Fprintf(b, "\n%s\n", cmd.Long)
	}
	writeCommands(b, cmd)
	own := cmd.LocalNonPersistentFlags()
	for _, g := range groupFlags(own) {
		fmt.Fprintf(b, "\n%s:\n%s", g.title, g.set.FlagUsagesWrapped(width))
	}
	world := pflag.NewFlagSet(worldFlags, pflag.ContinueOnError)
	world.AddFlagSet(cmd.InheritedFlags())
	world.AddFlagSet(cmd.PersistentFlags())
	if countFlags(world) > 0 {
		fmt.Fprintf(b, "\n%s:\n%s", worldFlags, world.FlagUsagesWrapped(width))
	}
}

// writeCommands lists the commands of a command, those of a group together.
func writeCommands(b *bytes.Buffer, cmd *cobra.Command) {
	list := func(title, group string) {
		var commands []*cobra.Command
		for _, c := range cmd.Commands() {
			if c.GroupID == group && (c.IsAvailableCommand() || c.Name() == "help") {
				commands = append(commands, c)
			}
		}
		if len(commands) == 0 {
			return
		}
		fmt.Fprintf(b, "\n%s\n", title)
		for _, c := range commands {
			fmt.Fprintf(b, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
		}
	}
	for _, g := range cmd.Groups() {
		list(g.Title, g.ID)
	}
	list("Commands:", "")
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(b, "\nMore on a command: %s COMMAND --help\n", cmd.CommandPath())
	}
}

// A flagGroup is a heading and the flags below it.
type flagGroup struct {
	title string
	set   *pflag.FlagSet
}

// groupFlags sorts many flags into their groups, those of no group last. Few make one group.
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
	if countFlags(all) < manyFlags {
		all.SortFlags = true
		add(fewFlags, visible(all))
		return out
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
	add(restFlags, slices.DeleteFunc(visible(all), func(f *pflag.Flag) bool { return grouped[f.Name] }))
	return out
}

// visible returns the flags of a set that help lists.
func visible(all *pflag.FlagSet) []*pflag.Flag {
	var out []*pflag.Flag
	all.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Name != "help" {
			out = append(out, f)
		}
	})
	return out
}

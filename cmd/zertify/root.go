package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize/english"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
)

// groups are the commands under the headings by which help lists them.
var groups = []struct {
	title    string
	commands []func(*env) *cobra.Command
}{
	{"Start here:", []func(*env) *cobra.Command{newDemoCmd, newRunCmd}},
	{"Ask:", []func(*env) *cobra.Command{newAuditCmd, newDiffCmd, newQueryCmd, newSQLCmd, newHistoryCmd, newDumpCmd,
		newDescribeCmd, newServeCmd}},
	{"Load, keep and share:", []func(*env) *cobra.Command{newIngestCmd, newVerifyCmd, newPruneCmd, newUpgradeCmd,
		newExportCmd, newUnpackCmd, newAnonymizeCmd}},
	{"Fit to your site:", []func(*env) *cobra.Command{newPolicyCmd, newExceptionsCmd, newLayoutCmd}},
	{"The program itself:", []func(*env) *cobra.Command{newManCmd, newVersionCmd}},
}

// addCommands adds the commands by group.
func addCommands(root *cobra.Command, e *env) {
	for _, g := range groups {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, make := range g.commands {
			cmd := make(e)
			cmd.GroupID = g.title
			root.AddCommand(cmd)
		}
	}
	last := groups[len(groups)-1].title
	root.SetHelpCommandGroupID(last)
	root.SetCompletionCommandGroupID(last)
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" { // as it comes, it takes any word for none
			parent(cmd)
		}
	}
}

// pagedCommands may write more than a screen that a person wants to read.
var pagedCommands = map[string]bool{"query": true, "diff": true, "sql": true, "dump": true, "describe": true,
	"history": true}

const rootHelp = `zertify reads dumps of z/OS SMF type 119 records (zERT), loads them into a DuckDB
file, evaluates the traffic they show against dated profiles and writes reports.

Exit codes:
  0   everything passed
  1   something failed
  2   finished, but input was rejected, contradicts itself or was not read to its end,
      a check had no evidence, or there was no type 119 record
  3   could not run
  70, or 128 and above: zertify crashed or was killed, and nothing is known`

func newRootCmd(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:           "zertify",
		Short:         "Audit z/OS network encryption from SMF type 119 records",
		Long:          rootHelp,
		Example:       "  zertify demo -o demo.smf\n  zertify run demo.smf",
		SilenceErrors: true,

		SuggestionsMinimumDistance: 2,

		SilenceUsage:      true,
		Args:              unknownCommand,
		Version:           versionText(),
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: e.begin,
	}
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.SetVersionTemplate("{{.Version}}")
	root.CompletionOptions.HiddenDefaultCmd = false
	flags := root.PersistentFlags()
	flags.BoolVar(&e.quiet, "quiet", false, "print only errors and results")
	flags.BoolVar(&e.verbose, "verbose", false, "print more about what is being done")
	flags.StringVar(&e.logFormat, "log-format", "text", "`format` of messages on standard error: text or json")
	flags.StringVar(&e.config, "config", "",
		"configuration `file` to use in place of zertify.toml here and in the user's configuration folder")
	flags.BoolVar(&e.noPager, "no-pager", false, "do not page long output")
	root.SetFlagErrorFunc(explainFlag)
	addCommands(root, e)
	e.addForce(root)
	e.addHelp(root)
	return root
}

// begin is what every command does first: settings, inputs that must not be written to, memory, the pager.
func (e *env) begin(cmd *cobra.Command, args []string) error {
	if err := errors.Join(e.configure(cmd), e.setLog()); err != nil {
		return err
	}
	if err := engineError(); err != nil && cmd.Name() != "version" {
		return err
	}
	if err := e.guardInputs(cmd, args); err != nil {
		return err
	}
	e.memory = ingest.Memory(sizeOf(cmd, "memory"))
	e.opening.MaxOutput = sizeOf(cmd, "max-output")
	cmd.SetContext(ingest.WithMemory(e.patient(cmd), e.memory))
	if pagedCommands[cmd.Name()] {
		e.startPager()
	}
	return nil
}

// unknownCommand names the nearest command when the first word is none.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := didYouMean(args[0], commandNames(cmd))
	if near := cmd.SuggestionsFor(args[0]); hint == "" && len(near) > 0 { // knows letters that changed places
		hint = fmt.Sprintf("; did you mean %q?", near[0])
	}
	if isThere(args[0]) {
		hint = "; to read that file: zertify run " + shellWord(args[0])
	}
	return fmt.Errorf("no command %q%s", args[0], cmp.Or(hint, "; see zertify help"))
}

// isThere reports whether a file or folder has the name.
func isThere(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// commandNames returns the names of the commands of a command that help lists.
func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// noArguments says how to name what was given to a command that takes flags alone: mostly a database, or a dump.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := fmt.Sprintf("; see %s --help", cmd.CommandPath())
	if cmd.Flags().Lookup("db") != nil && isThere(args[0]) {
		file := shellWord(args[0])
		hint = fmt.Sprintf("; if that is a database: --db %s; if it is a dump: zertify run %s", file, file)
	}
	return fmt.Errorf("%s takes no argument, %q given%s", cmd.CommandPath(), args[0], hint)
}

// parent makes a command that only holds others, and shows its help.
func parent(cmd *cobra.Command, children ...*cobra.Command) *cobra.Command {
	cmd.Args, cmd.DisableFlagsInUseLine = unknownSubcommand, true
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.AddCommand(children...)
	return cmd
}

// unknownSubcommand names the subcommands when the first word is none of them.
func unknownSubcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	names := commandNames(cmd)
	hint := cmp.Or(didYouMean(args[0], names), "; try "+english.OxfordWordSeries(names, "or"))
	return fmt.Errorf("no command %q in %s%s", args[0], cmd.CommandPath(), hint)
}

// explainFlag names the nearest flag when one is not known.
func explainFlag(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	if errors.As(err, &invalid) && errors.As(err, &number) {
		return fmt.Errorf("invalid --%s %q: want %s", invalid.GetFlag().Name, invalid.GetValue(), wanted(invalid, number))
	}
	var missing *pflag.NotExistError
	hint := fmt.Sprintf("; see %s --help", cmd.CommandPath())
	if errors.As(err, &missing) {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := queries.Nearest(missing.GetSpecifiedName(), names); near != "" {
			hint = fmt.Sprintf("; did you mean --%s?", near)
		}
	}
	return fmt.Errorf("%w%s", err, hint)
}

// wanted says what a flag takes in place of a text that is not a number, or one too large.
func wanted(invalid *pflag.InvalidValueError, cause *strconv.NumError) string {
	switch kind := invalid.GetFlag().Value.Type(); {
	case kind == "bool":
		return "true or false"
	case errors.Is(cause, strconv.ErrRange):
		return "a smaller number"
	case strings.HasPrefix(kind, "float"):
		return "a number"
	}
	return "a whole number"
}

// addDB adds --db with the environment's default, and what every opening of a
// database goes by: --wait and --memory.
func addDB(cmd *cobra.Command, db *string) {
	cmd.Flags().StringVar(db, "db", os.Getenv("ZERTIFY_DB"), "database `file` (or set ZERTIFY_DB)")
	addWait(cmd)
	addMemory(cmd)
}

// needDB refuses to go on without a database.
func needDB(db string) error {
	if db == "" {
		return errors.New("no database; give --db FILE or set ZERTIFY_DB")
	}
	return nil
}

// needFile is needDB for commands that read: the file must be there.
func needFile(db string) error {
	if err := needDB(db); err != nil {
		return err
	}
	st, err := os.Stat(db)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("no database %s; make one with: zertify ingest INPUT --db %s", db, shellWord(db))
	case err != nil:
		return err
	case st.IsDir():
		return fmt.Errorf("%s is a folder; give the database file inside", db)
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries"
)

// A configuration file sets flags: keys at the top hold for every command that has
// such a flag, keys in a table for the command of that name ([audit], [policy.test]).
// A flag on the command line wins over the environment, which wins over the file.
//
//	db = "audit.duckdb"
//	[audit]
//	profile = ["baseline", "nist"]
const configName = "zertify.toml"

// configFiles are looked at in this order; the later one wins.
func configFiles() []string {
	var files []string
	if dir, err := os.UserConfigDir(); err == nil {
		files = append(files, filepath.Join(dir, "zertify", configName))
	}
	return append(files, configName)
}

// flagEnv names the variables that stand for a flag.
var flagEnv = map[string]string{"db": "ZERTIFY_DB"}

// configure sets the flags of cmd that were not given from the configuration
// files, or from the one file that --config names.
func (e *env) configure(cmd *cobra.Command) error {
	files, named := configFiles(), e.config != ""
	if named {
		files = []string{e.config}
	}
	given := map[string]bool{}
	e.fromFile = map[string]string{}
	cmd.Flags().Visit(func(f *pflag.Flag) { given[f.Name] = true })
	for _, path := range files {
		err := configureFrom(cmd, path, given, e.fromFile)
		if errors.Is(err, fs.ErrNotExist) && !named {
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// configureFrom applies one file.
func configureFrom(cmd *cobra.Command, path string, given map[string]bool, from map[string]string) error {
	text, err := fs.ReadFile(infile.Dir(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		return fmt.Errorf("configuration: %w; see that you may read it, or name another with --config", err)
	}
	var tree map[string]any
	if _, err := toml.Decode(string(text), &tree); err != nil {
		var bad toml.ParseError
		if errors.As(err, &bad) {
			return fmt.Errorf("%s line %d: %s", path, bad.Position.Line, bad.Message)
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	c := &configFile{path: path, lines: keyLines(string(text)), root: cmd.Root(), cmd: cmd, given: given, from: from}
	return c.table(cmd.Root(), tree, nil)
}

// namesFlag finds the flag that an error begins with.
var namesFlag = regexp.MustCompile(`^--([a-z][a-z-]*)`)

// explainFlag says where the value of the flag at fault stands, when it was not
// typed.
func (e *env) explainFlag(err error) error {
	if m := namesFlag.FindStringSubmatch(err.Error()); m != nil && e.fromFile[m[1]] != "" {
		return fmt.Errorf("%s: %w", e.fromFile[m[1]], err)
	}
	return err
}

// A configFile is being applied to cmd.
type configFile struct {
	path      string
	lines     map[string]int
	root, cmd *cobra.Command
	given     map[string]bool
	from      map[string]string // where a flag got its value
}

// at names the file and the line of a key or table.
func (c *configFile) at(full string) string {
	if n := c.lines[full]; n > 0 {
		return fmt.Sprintf("%s line %d", c.path, n)
	}
	return c.path
}

// keyLines finds the lines on which tables and keys of a well-formed file begin;
// the parser does not tell. A key written in an unusual way, such as within quotes,
// may be missing.
func keyLines(text string) map[string]int {
	lines, table := map[string]int{}, ""
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		name := ""
		if inner, ok := strings.CutPrefix(strings.TrimSpace(line), "["); ok && strings.HasSuffix(inner, "]") {
			name = strings.Trim(inner, "[] \t")
			table = name + "."
		} else if key, _, ok := strings.Cut(line, "="); ok {
			name = table + strings.TrimSpace(key)
		}
		if name != "" && lines[name] == 0 {
			lines[name] = i + 1
		}
	}
	return lines
}

// table goes through the keys for the command at and those below it. Everything
// is checked, also what is for other commands.
func (c *configFile) table(at *cobra.Command, tree map[string]any, names []string) error {
	for _, key := range sortedNames(tree) {
		full := strings.Join(append(slices.Clone(names), key), ".")
		if below, ok := tree[key].(map[string]any); ok {
			sub := childCommand(at, key)
			if sub == nil {
				return fmt.Errorf("%s: [%s] is not a command%s", c.at(full), full, didYouMean(key, childNames(at)))
			}
			if err := c.table(sub, below, append(slices.Clone(names), key)); err != nil {
				return err
			}
			continue
		}
		if err := c.key(at, key, full, tree[key]); err != nil {
			return err
		}
	}
	return nil
}

// key sets one flag, if it is one of the command that runs. Keys at the top may
// be flags of any command.
func (c *configFile) key(at *cobra.Command, key, full string, value any) error {
	if known := flagNames(at, at == c.root); !slices.Contains(known, key) {
		hint := ""
		if near := queries.Nearest(key, known); near != "" {
			hint = fmt.Sprintf("; did you mean %s?", near)
		}
		return fmt.Errorf("%s: %s: no such flag%s", c.at(full), full, hint)
	}
	if key == forceFlag {
		return fmt.Errorf("%s: %s: what overrules a protection is typed where it is meant; take it out of the file",
			c.at(full), full)
	}
	f := c.cmd.Flags().Lookup(key)
	if f == nil || c.given[key] || !isBelow(c.cmd, at) || os.Getenv(flagEnv[key]) != "" && flagEnv[key] != "" {
		return nil
	}
	texts, err := flagTexts(value)
	if err == nil {
		err = setFlag(f, texts)
	}
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.at(full), full, err)
	}
	c.from[f.Name] = c.at(full)
	return nil
}

// flagForms says what the values of a type look like.
var flagForms = map[string]string{"bool": "true or false", "int": "a whole number", "int64": "a whole number",
	"uint16": "a whole number", "float64": "a number", "duration": "a time such as 90s or 10m", "size": sizeForm}

// setFlag returns a flag its values as if they had been typed. Where it takes one, a
// list is joined with commas, as lists of names are typed.
func setFlag(f *pflag.Flag, texts []string) error {
	list, isList := f.Value.(pflag.SliceValue)
	if isList {
		f.Changed = true
		return list.Replace(texts)
	}
	f.Changed = true
	err := f.Value.Set(strings.Join(texts, ","))
	if form := flagForms[f.Value.Type()]; err != nil && form != "" {
		return fmt.Errorf("%q is not %s", strings.Join(texts, ","), form)
	}
	return err
}

// flagTexts writes a value of the file as it would be typed.
func flagTexts(value any) ([]string, error) {
	switch v := value.(type) {
	case []any:
		var out []string
		for _, item := range v {
			one, err := flagTexts(item)
			if err != nil {
				return nil, err
			}
			out = append(out, one...)
		}
		return out, nil
	case string, int64, float64, bool:
		return []string{fmt.Sprint(v)}, nil
	case fmt.Stringer: // dates without quotes
		return []string{v.String()}, nil
	}
	return nil, fmt.Errorf("a value of type %T cannot be a flag", value)
}

func isBelow(cmd, at *cobra.Command) bool {
	for c := cmd; c != nil; c = c.Parent() {
		if c == at {
			return true
		}
	}
	return false
}

func childCommand(at *cobra.Command, name string) *cobra.Command {
	for _, c := range at.Commands() {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

func childNames(at *cobra.Command) []string {
	var names []string
	for _, c := range at.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// flagNames lists the flags of a command; deep adds those of all below it.
func flagNames(at *cobra.Command, deep bool) []string {
	var names []string
	add := func(f *pflag.Flag) { names = append(names, f.Name) }
	at.Flags().VisitAll(add)
	at.PersistentFlags().VisitAll(add)
	at.InheritedFlags().VisitAll(add)
	if deep {
		for _, c := range at.Commands() {
			names = append(names, flagNames(c, true)...)
		}
	}
	return names
}

func sortedNames(tree map[string]any) []string {
	var names []string
	for name := range tree {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/browse"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
)

// A file of saved queries is TOML, as zertify.toml is: a line for each query, or a table. Keys beside list, note,
// columns, sort and limit are filters, named as in the address of the list; several values of one are alternatives.
//
//	old-tls = { list = "servers", tls-version = "SSL2..TLS1.1", sort = "-connections", limit = 20 }
//
//	[short-keys]
//	list = "sessions"
//	key-bits = "<2048"
//	note = "for the meeting on Mondays"

// maxSaved bounds a file of saved queries, in bytes: a thousand of them are a tenth of it.
const maxSaved = 1 << 20

// savedName is what a saved query may be called, so that it can be typed.
var savedName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// readSaved reads a file of saved queries, in the order of their lines. Errors name file and line.
func readSaved(path string) ([]browse.Saved, error) {
	text, err := readSavedText(path)
	if err != nil {
		return nil, fmt.Errorf("--saved: %w", err)
	}
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		var bad toml.ParseError
		if errors.As(err, &bad) {
			return nil, fmt.Errorf("%s line %d: %s", plainPath(path), bad.Position.Line, plain.Text(bad.Message))
		}
		return nil, fmt.Errorf("%s: %w", plainPath(path), err)
	}
	checks, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	f := &savedFile{configFile{path: plainPath(path), lines: keyLines(text)}, checks}
	var out []browse.Saved
	for _, name := range sortedNames(tree) {
		q, err := f.query(name, tree[name])
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	slices.SortStableFunc(out, func(a, b browse.Saved) int { return f.lines[a.Name] - f.lines[b.Name] })
	return out, nil
}

func readSavedText(path string) (string, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", missing(path)
	case err != nil:
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSaved+1))
	if err == nil && len(text) > maxSaved {
		err = fmt.Errorf("%s: more than %d bytes, which no file of saved queries has", plainPath(path), maxSaved)
	}
	return string(text), err
}

// A savedFile is a file of saved queries while it is read.
type savedFile struct {
	configFile
	checks []queries.Query
}

// query makes a saved query of an entry, and makes sure that it can be run.
func (f *savedFile) query(name string, value any) (browse.Saved, error) {
	q := browse.Saved{Name: name, Params: url.Values{}}
	err := f.name(name)
	keys, isTable := value.(map[string]any)
	if err == nil && !isTable {
		err = errors.New(`not a query; write it like { list = "servers", tls-version = "TLS1.0" }`)
	}
	if err != nil {
		return q, fmt.Errorf("%s: %q: %w", f.at(name), name, err)
	}
	for _, key := range sortedNames(keys) {
		if err := setSaved(&q, key, keys[key]); err != nil {
			at := name
			if f.lines[name+"."+key] > 0 {
				at = name + "." + key
			}
			return q, fmt.Errorf("%s: %s: %s: %w", f.at(at), name, plain.Text(key), err)
		}
	}
	if _, err := q.Statement(); err != nil {
		return q, fmt.Errorf("%s: %s: %w", f.at(name), name, err)
	}
	return q, nil
}

func (f *savedFile) name(name string) error {
	if !savedName.MatchString(name) {
		return errors.New("a name has letters, digits, - and _, at most 64 of them, and no dots")
	}
	if slices.ContainsFunc(f.checks, func(q queries.Query) bool { return q.ID == name }) {
		return errors.New("a check is called so; give the query another name")
	}
	return nil
}

// savedParams are the keys whose parameter in an address has another name.
var savedParams = map[string]string{"columns": "column"}

func setSaved(q *browse.Saved, key string, value any) error {
	texts, err := flagTexts(value)
	if err != nil {
		return err
	}
	switch {
	case key != "list" && key != "note":
	case len(texts) != 1:
		return errors.New("one text")
	case key == "list":
		q.List = texts[0]
		return nil
	default:
		q.Note = texts[0]
		return nil
	}
	if param, ok := savedParams[key]; ok {
		key = param
	}
	q.Params[key] = append(q.Params[key], texts...)
	return nil
}

// savedLine is the line of a file of saved queries that saves a list, and the command that runs it.
func savedLine(db, file string) func(list string, params url.Values) string {
	if file == "" {
		file = "saved.toml"
	}
	return func(list string, params url.Values) string {
		parts := []string{"list = " + tomlText(list)}
		for _, param := range savedOrder(params) {
			key := param
			for name, p := range savedParams {
				if p == param {
					key = name
				}
			}
			parts = append(parts, key+" = "+tomlTexts(params[param]))
		}
		return "my-query = { " + strings.Join(parts, ", ") + " }\n\n" +
			"zertify query my-query --saved " + shellWord(file) + " --db " + shellWord(db)
	}
}

// savedOrder lists parameters: filters first, then what shows them.
func savedOrder(params url.Values) []string {
	tree := map[string]any{}
	for name := range params {
		tree[name] = nil
	}
	names := sortedNames(tree)
	rank := func(name string) int { return slices.Index([]string{"column", "sort", "limit"}, name) }
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	return names
}

func tomlTexts(texts []string) string {
	if len(texts) == 1 {
		return tomlText(texts[0])
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = tomlText(t)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// tomlText is a text as a basic string of TOML, which is one of JSON but for DEL.
func tomlText(text string) string {
	quoted, _ := json.Marshal(text) // texts always can
	return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", "\x7f", `\u007f`).Replace(string(quoted))
}

// besidesSaved are the flags that go with --saved: they say where from and where to, not what.
var besidesSaved = []string{"saved", "db", "format", "output", "wait", "memory", "force"}

// checkSaved refuses flags that the file is to say.
func checkSaved(cmd *cobra.Command) error {
	var err error
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Changed && !slices.Contains(besidesSaved, f.Name) && err == nil {
			err = fmt.Errorf("--%s: a saved query says its filters, columns, order and number of rows itself; change it in "+
				"the file, or leave out --saved", f.Name)
		}
	})
	return err
}

// runSaved writes the rows of a saved query.
func runSaved(ctx context.Context, e *env, name string, opt *queryOptions) error {
	saved, err := readSaved(opt.saved)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(saved, func(q browse.Saved) bool { return q.Name == name })
	if i < 0 {
		return fmt.Errorf("%s holds no query %q%s", plainPath(opt.saved), name, didYouMean(name, savedNames(saved)))
	}
	statement, err := saved[i].Statement()
	if err != nil {
		return err
	}
	return runSQL(ctx, e, opt.db, statement, opt.rows)
}

func savedNames(saved []browse.Saved) []string {
	names := make([]string, len(saved))
	for i, q := range saved {
		names[i] = q.Name
	}
	return names
}

// listSaved writes the names of saved queries.
func listSaved(e *env, opt *queryOptions) error {
	saved, err := readSaved(opt.saved)
	if err != nil {
		return err
	}
	s := &sheet{cols: []tables.Column{{Name: "name"}, {Name: "list"}, {Name: "note"}}}
	for _, q := range saved {
		s.add(q.Name, q.List, q.Note)
	}
	return opt.rows.writeSheet(e, s)
}

package main

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/smf"
)

// A topic is one thing describe knows about. With a name it tells about that one.
type topic struct {
	name, doc string
	list      func(context.Context) (*sheet, error)
	one       func(ctx context.Context, name string) (*sheet, error)
}

// topics are what describe knows; profiles are looked for in the folder given.
func topics(e *env, profiles *profileDir) []topic {
	listProfiles := func(context.Context) (*sheet, error) { return listProfiles(e, profiles) }
	describeProfile := func(_ context.Context, id string) (*sheet, error) { return describeProfile(e, profiles, id) }
	return []topic{
		{"tables", "tables and views of a database, and their columns", listTables, describeTable},
		{"queries", "checks", listChecks, describeQuery},
		{"profiles", "profiles to evaluate against, and their rules", listProfiles, describeProfile},
		{"formats", "input and output formats", listFormats, describeFormat},
		{"layouts", "record layouts: which field of the manual becomes which column", listLayouts, describeLayout},
		{"codes", "code tables and the names of their codes", listCodes, describeCodes},
	}
}

func topicNames() []string {
	var names []string
	for _, t := range topics(nil, nil) {
		names = append(names, t.name)
	}
	return names
}

func newDescribeCmd(e *env) *cobra.Command {
	var (
		out      rowOptions
		db       string
		profiles profileDir
	)
	cmd := &cobra.Command{
		Use:   "describe [" + strings.Join(topicNames(), "|") + "] [NAME]",
		Short: "Explain tables, queries, profiles, formats, layouts and codes",
		Long:  describeHelp(),
		Example: "  zertify describe tables v_session\n  zertify describe queries tls-version-floor\n  zertify describe " +
			"profiles nist\n" +
			"  zertify describe layouts -f csv\n  zertify describe codes tls_version",
		Args:      cobra.MaximumNArgs(2),
		ValidArgs: topicNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDescribe(withSite(cmd.Context(), db), e, args, topics(e, &profiles), &out)
		},
	}
	profiles.addFlag(cmd)
	out.addFlags(cmd)
	cmd.Flags().StringVar(&db, "db", "",
		"layouts: include those of the overlay with which this database `file` was loaded")
	return cmd
}

func describeHelp() string {
	var b strings.Builder
	b.WriteString("Explains what zertify knows about:\n\n")
	for _, t := range topics(nil, nil) {
		fmt.Fprintf(&b, "  %-9s %s\n", t.name, t.doc)
	}
	b.WriteString("\nWith NAME it explains that one in full; without any topic it lists the topics.")
	return b.String()
}

func runDescribe(ctx context.Context, e *env, args []string, topics []topic, out *rowOptions) error {
	if len(args) == 0 {
		s := newSheet("topic", "about")
		for _, t := range topics {
			s.add(t.name, t.doc)
		}
		return out.writeSheet(e, s)
	}
	i := slices.IndexFunc(topics, func(t topic) bool { return t.name == args[0] })
	if i < 0 {
		return fmt.Errorf("nothing called %q to describe%s; there are %s", args[0], didYouMean(args[0], topicNames()),
			strings.Join(topicNames(), ", "))
	}
	s, err := topics[i].sheet(ctx, args[1:])
	if err != nil {
		return err
	}
	return out.writeSheet(e, s)
}

func (t *topic) sheet(ctx context.Context, name []string) (*sheet, error) {
	if len(name) == 0 {
		return t.list(ctx)
	}
	return t.one(ctx, name[0])
}

// unknown says that a name is none of those there are.
func unknown(what, name string, known []string) error {
	return fmt.Errorf("no %s %q%s; see zertify describe %ss", what, name, didYouMean(name, known), what)
}

// withEmpty runs f on a database that has every table and view and no row.
func withEmpty(ctx context.Context, f func(*sql.DB) (*sheet, error)) (s *sheet, err error) {
	dir, err := os.MkdirTemp("", "zertify-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	db, err := views.OpenEmpty(ctx, dir)
	if err != nil {
		return nil, err
	}
	s, err = f(db)
	return s, errors.Join(err, db.Close())
}

//go:embed sql/tables.sql
var tablesSQL string

func listTables(ctx context.Context) (*sheet, error) {
	return withEmpty(ctx, func(db *sql.DB) (*sheet, error) { return fetch(ctx, db, tablesSQL) })
}

//go:embed sql/columns.sql
var columnsSQL string

func describeTable(ctx context.Context, name string) (*sheet, error) {
	return withEmpty(ctx, func(db *sql.DB) (*sheet, error) {
		s, err := fetch(ctx, db, columnsSQL, name)
		if err != nil || len(s.rows) > 0 {
			return s, err
		}
		all, err := fetch(ctx, db, tablesSQL)
		if err != nil {
			return nil, err
		}
		var known []string
		for _, r := range all.rows {
			known = append(known, fmt.Sprint(r[0]))
		}
		return nil, unknown("table", name, known)
	})
}

// fetch reads a whole small result.
func fetch(ctx context.Context, db *sql.DB, query string, args ...any) (*sheet, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return nil, err
	}
	s := &sheet{cols: cols}
	for vals, err := range each {
		if err != nil {
			return nil, err
		}
		s.rows = append(s.rows, slices.Clone(vals))
	}
	return s, nil
}

func listChecks(context.Context) (*sheet, error) {
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	return querySheet(qs), nil
}

func describeQuery(_ context.Context, id string) (*sheet, error) {
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	q, err := queries.Get(qs, id)
	if err != nil {
		return nil, err
	}
	s := newSheet("about", "text")
	for _, row := range [][2]string{
		{"id", q.ID}, {"area", q.Area}, {"title", q.Title}, {"severity", q.Severity}, {"why", q.Doc},
		{"change", q.Remediation},
		{"caveats", q.Caveats}, {"reads", strings.Join(q.Uses, ", ")}, {"references", strings.Join(q.Refs, "; ")},
	} {
		if row[1] != "" {
			s.add(row[0], row[1])
		}
	}
	for _, p := range q.Params {
		s.add("parameter "+p.Name, fmt.Sprintf("%s, %s; without it %s", p.Doc, p.Type, p.Default))
	}
	s.add("population", q.Population)
	s.add("findings", q.Findings)
	return s, nil
}

// formatRows lists every form of input and output.
func formatRows() [][]any {
	var rows [][]any
	for _, f := range reports.Formats {
		rows = append(rows, []any{"report", f.Name, f.Doc})
	}
	rows = append(rows, []any{"rows", formatTable, "a table for the terminal"})
	for _, f := range tables.RowFormats {
		rows = append(rows, []any{"rows", f.Name, f.Doc})
	}
	rows = append(rows, []any{"rows", formatParquet, "Apache Parquet, needs -o"})
	for _, f := range container.Formats {
		rows = append(rows, []any{"container", f.Name, f.Doc})
	}
	for i, name := range smf.FramingNames() {
		rows = append(rows, []any{"framing", name, smf.Framing(i).Doc()})
	}
	rows = append(rows, nmiFramingRows()...)
	for _, text := range ipsectext.Shipped().Known() {
		rows = append(rows, []any{"text", text[0], text[1]})
	}
	return rows
}

func listFormats(context.Context) (*sheet, error) {
	s := newSheet("kind", "name", "about")
	s.rows = formatRows()
	return s, nil
}

func describeFormat(_ context.Context, name string) (*sheet, error) {
	s := newSheet("kind", "name", "about")
	var known []string
	for _, r := range formatRows() {
		known = append(known, r[1].(string))
		if strings.EqualFold(r[1].(string), name) {
			s.add(r...)
		}
	}
	if len(s.rows) == 0 {
		return nil, unknown("format", name, known)
	}
	return s, nil
}

// layoutColumns are promised to scripts.
var layoutColumns = []string{"structure", "field", "column", "view", "offset", "bit", "length", "format", "enum",
	"unit", "since", "basis"}

func listLayouts(ctx context.Context) (*sheet, error) {
	s := newSheet(layoutColumns...)
	for _, st := range layout.Must().Structures {
		addLayout(s, st)
	}
	site, err := siteLayouts(ctx)
	for _, st := range site {
		addSiteLayout(s, st)
	}
	return s, err
}

func describeLayout(ctx context.Context, name string) (*sheet, error) {
	s := newSheet(append(slices.Clone(layoutColumns), "doc")...)
	st := layout.Must().Structure(name)
	site, err := siteLayouts(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(site, func(o *layout.Structure) bool { return o.Name == name })
	if st == nil && i < 0 {
		var known []string
		for _, st := range layout.Must().Structures {
			known = append(known, st.Name)
		}
		return nil, unknown("layout", name, known)
	}
	if st != nil {
		addLayout(s, st)
	}
	if i >= 0 {
		addSiteLayout(s, site[i])
	}
	return s, nil
}

// addLayout adds a row per field and view that shows it; a field that no view
// shows has one row.
func addLayout(s *sheet, st *layout.Structure) { addRows(s, st, layout.Must().ViewsOf(st)) }

func addRows(s *sheet, st *layout.Structure, views []string) {
	for i := range st.Fields {
		f := &st.Fields[i]
		of := views
		if f.Column == "" || len(of) == 0 {
			of = []string{""}
		}
		for _, view := range of {
			row := []any{st.Name, f.Name, f.Column, view, f.Offset, orEmpty(f.Bit), lengthOf(f), f.Format, f.Enum, f.Unit,
				f.Since, f.Basis}
			if len(s.cols) > len(layoutColumns) {
				row = append(row, f.Doc)
			}
			s.rows = append(s.rows, row)
		}
	}
}

// orEmpty returns nothing for a bit that does not apply.
func orEmpty(bit int) any {
	if bit < 0 {
		return nil
	}
	return bit
}

func lengthOf(f *layout.Field) string {
	if f.Length < 0 {
		return "*"
	}
	return fmt.Sprint(f.Length)
}

func listCodes(context.Context) (*sheet, error) {
	s := newSheet("enum", "codes", "inferred")
	for _, name := range layout.Must().NamedTables() {
		codes := layout.Must().NamedCodes(name)
		n := 0
		for _, c := range codes {
			if c.Basis == "inferred" {
				n++
			}
		}
		s.add(name, len(codes), n)
	}
	return s, nil
}

func describeCodes(_ context.Context, enum string) (*sheet, error) {
	s := newSheet("enum", "code", "name", "token", "bits", "basis", "about")
	for _, c := range layout.Must().NamedCodes(enum) {
		var bits any
		if c.Bits > 0 {
			bits = c.Bits
		}
		s.add(c.Enum, c.Code, c.Name, c.Token, bits, c.Basis, c.Doc)
	}
	if len(s.rows) == 0 {
		return nil, unknown("code", enum, layout.Must().NamedTables())
	}
	return s, nil
}

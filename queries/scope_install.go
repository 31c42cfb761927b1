package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/progress"
)

// Tables of the addresses in scope, made when servers or clients are asked for.
const (
	scopeServers = "scope_server"
	scopeClients = "scope_client"
)

// addressViews makes the macros by which addresses are compared.
const addressViews = "views/02_address.sql"

// InstallScope makes the joined views anew for one connection, over the records
// and sessions in scope alone: as temporary views and tables, which go before
// those of the file wherever a name is used. So every check, profile and
// table of a report keeps to the scope without knowing of it.
//
// The time of the records is applied to the tables of records; every other part
// to each relation that has the column for it. db may be read only and must be
// limited to one connection, because temporary views belong to theirs.
//
// Given queries, it makes only what they read.
func InstallScope(ctx context.Context, db *sql.DB, s *Scope, qs ...*Query) error {
	if s.Empty() {
		return nil
	}
	if err := s.Check(); err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("scope: %w", err)
	}
	i := &scopeInstall{ctx: ctx, conn: conn, scope: s, fsys: embedded}
	if err = errors.Join(i.run(qs), conn.Close()); err != nil {
		return fmt.Errorf("scope %s: %w", s, err)
	}
	return nil
}

type scopeInstall struct {
	ctx   context.Context
	conn  *sql.Conn
	scope *Scope
	fsys  fs.FS
	ours  map[string]bool // relations the view files make

	needed  map[string]bool     // what to make; nil: everything
	known   map[string][]string // columns of what is in the file, by relation
	further map[string]string   // conditions of relations beside those of the scope's parts
}

func (i *scopeInstall) run(qs []*Query) error {
	all, err := i.viewStatements()
	if err != nil {
		return err
	}
	keys := slices.DeleteFunc(slices.Clone(all), func(s scopedStatement) bool { return s.file != addressViews })
	all = i.onlyFor(qs, all)
	if err := i.addresses(keys); err != nil {
		return err
	}
	for _, limit := range []func() error{i.inputs, i.suites, i.records} {
		if err := limit(); err != nil {
			return err
		}
	}
	for n, s := range all {
		progress.Begin(i.ctx, progress.Step{Doing: "limiting", N: n + 1, Total: len(all), Of: "views to the scope",
			Name: s.makes})
		if err := i.statement(s.text); err != nil {
			return fmt.Errorf("queries/%s:%d: %w", s.file, s.line, err)
		}
		if s.makes == sessionTunnels {
			if err := i.tunnels(all[:n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// viewStatements reads the statements of the view files, and notes what they make.
func (i *scopeInstall) viewStatements() ([]scopedStatement, error) {
	files, err := viewFiles(i.fsys)
	if err != nil {
		return nil, err
	}
	var all []scopedStatement
	i.ours = map[string]bool{}
	for _, name := range files {
		text, err := fs.ReadFile(i.fsys, name)
		if err != nil {
			return nil, err
		}
		for _, s := range splitStatements(string(text)) {
			statement := scopedStatement{name, target(s.text), s}
			all = append(all, statement)
			if created.MatchString(s.text) {
				i.ours[statement.makes] = true
			}
		}
	}
	return all, nil
}

type scopedStatement struct {
	file  string
	makes string // the relation or macro that it makes, fills or drops; "" for none
	sqlStatement
}

func (i *scopeInstall) exec(text string, args ...any) error {
	_, err := i.conn.ExecContext(i.ctx, text, args...)
	return err
}

// relation is a table or view of the file.
type relation struct {
	name    string
	columns []string
}

// relations lists what the file holds beside what the view files make.
func (i *scopeInstall) relations() ([]relation, error) {
	if err := i.readColumns(); err != nil {
		return nil, err
	}
	var out []relation
	for _, name := range sortedKeys(i.known) {
		if !i.ours[name] {
			out = append(out, relation{name, i.known[name]})
		}
	}
	return out, nil
}

// readColumns reads the columns of all that the file holds, once.
func (i *scopeInstall) readColumns() error {
	if i.known != nil {
		return nil
	}
	rows, err := i.conn.QueryContext(i.ctx, statements.Text("columns", nil))
	if err != nil {
		return err
	}
	defer rows.Close()
	i.known = map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return err
		}
		i.known[table] = append(i.known[table], column)
	}
	return rows.Err()
}

// records puts views over the tables of records, and over the views that name
// their codes, which let through what lies in scope.
func (i *scopeInstall) records() error {
	all, err := i.relations()
	if err != nil {
		return err
	}
	var file string
	if err := i.conn.QueryRowContext(i.ctx, "SELECT current_database()").Scan(&file); err != nil {
		return err
	}
	file = sqltext.Name(file) + ".main."
	for _, r := range all {
		if !i.needs(r.name) {
			continue
		}
		body := i.scoped(&r, file+r.name)
		if body == "" {
			continue
		}
		if err := i.exec("CREATE OR REPLACE TEMP VIEW " + r.name + " AS " + body); err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
	}
	return nil
}

// scoped is the query of what a relation of the file holds in scope; "" when that is
// all it holds.
func (i *scopeInstall) scoped(r *relation, source string) string {
	byInput := len(i.scope.Inputs) > 0 && ofInputs(r)
	if byInput && r.name == "input_duplicate" {
		return statements.Text("scope_duplicates", sqltext.Names{"source": source})
	}
	where := i.scope.during(r.columns)
	if strings.HasPrefix(r.name, "v_") && slices.Contains(r.columns, "smf_time_local") {
		where = append(where, i.scope.conditions(r.columns)...)
	}
	if byInput {
		where = append(where, "file_id IN (SELECT file_id FROM "+scopeInputs+")")
	}
	if len(where) == 0 {
		return ""
	}
	return "SELECT * FROM " + source + " WHERE " + strings.Join(where, " AND ")
}

// addresses lists the addresses in the file that lie in the networks asked for; keys are the statements that make what
// they are compared by.
func (i *scopeInstall) addresses(keys []scopedStatement) error {
	if len(i.scope.Servers)+len(i.scope.Clients) == 0 {
		return nil
	}
	for _, s := range keys {
		if err := i.statement(s.text); err != nil {
			return err
		}
	}
	known, err := i.knownAddresses()
	if err != nil {
		return err
	}
	return errors.Join(i.fill(scopeServers, i.scope.Servers, known), i.fill(scopeClients, i.scope.Clients, known))
}

// knownAddresses is the relation of all addresses in the file, each once.
func (i *scopeInstall) knownAddresses() (string, error) {
	all, err := i.relations()
	if err != nil {
		return "", err
	}
	parts := []string{"SELECT CAST(NULL AS VARCHAR) AS addr"}
	for _, r := range all {
		if strings.HasPrefix(r.name, "v_") {
			continue
		}
		for _, c := range r.columns {
			if strings.HasSuffix(c, "_addr") {
				parts = append(parts, "SELECT CAST("+c+" AS VARCHAR) AS addr FROM "+r.name)
			}
		}
	}
	return "(SELECT DISTINCT addr FROM (" + strings.Join(parts, " UNION ALL ") + ") AS a WHERE addr IS NOT NULL)", nil
}

// fill makes the table of the known addresses that lie in one of the networks.
func (i *scopeInstall) fill(list string, networks []string, known string) error {
	condition := "false"
	if len(networks) > 0 {
		var err error
		if condition, err = within("addr", networks); err != nil {
			return err
		}
	}
	return i.exec("CREATE OR REPLACE TEMP TABLE " + list + " AS SELECT addr FROM " + known + " AS k WHERE " + condition)
}

// statement runs one statement of the view files so that what it makes is
// temporary and holds only what lies in scope.
func (i *scopeInstall) statement(text string) error {
	m := created.FindStringSubmatch(text)
	if m == nil {
		if setting.MatchString(text) {
			return nil // the configuration of a handle that only reads is locked; whoever opens it sets what it needs
		}
		return i.exec(text)
	}
	kind, name, rest := m[2], m[3], m[4]
	head := "CREATE OR REPLACE TEMP " + kind + " " + name
	body, ok := strings.CutPrefix(strings.TrimLeft(rest, " \t\n"), "AS")
	if kind == "MACRO" || !ok {
		return i.exec(head + rest)
	}
	columns, err := i.columnsOf(name, body)
	if err != nil {
		return err
	}
	where := i.scope.conditions(columns)
	if more := i.further[name]; more != "" {
		where = append(where, more)
	}
	if len(where) == 0 {
		return i.exec(head + rest)
	}
	return i.exec(head + " AS SELECT * FROM (" + body + "\n) AS scoped WHERE " + strings.Join(where, " AND "))
}

// columnsOf are the columns of a relation that a query makes. What the file has under
// that name has the same.
func (i *scopeInstall) columnsOf(name, query string) ([]string, error) {
	if columns := i.known[name]; columns != nil {
		return columns, nil
	}
	return i.columns(query)
}

// columns are the names of a query's columns, without running it.
func (i *scopeInstall) columns(query string) ([]string, error) {
	rows, err := i.conn.QueryContext(i.ctx, "SELECT column_name FROM (DESCRIBE SELECT * FROM ("+query+"\n) AS described)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

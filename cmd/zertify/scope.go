package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// scopeOptions are the flags that limit what a command looks at, and that say
// what ports mean.
type scopeOptions struct {
	scope        queries.Scope
	since, until string
	portsFile    string
	ports        [][]string // of portsFile
}

// limits are put before the views of a database: a scope, and what ports mean.
type limits struct {
	scope *queries.Scope
	ports [][]string // nil: our own
}

func (o *scopeOptions) limits() limits { return limits{&o.scope, o.ports} }

// apply puts the limits before the views, for the one connection of db: for all, or for
// what queries read.
func (l limits) apply(ctx context.Context, db *sql.DB, qs []*queries.Query) error {
	if l.scope.Empty() && l.ports == nil {
		return nil
	}
	db.SetMaxOpenConns(1) // temporary views are seen by their own connection only
	if err := queries.InstallScope(ctx, db, l.scope, qs...); err != nil || l.ports == nil {
		return err
	}
	return queries.InstallPorts(ctx, db, l.ports)
}

func (o *scopeOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	for _, list := range []struct {
		name, usage string
		to          *[]string
	}{
		{"system", "only these systems: a `name`, * and ? as wildcards; like every scope flag, may be repeated",
			&o.scope.Systems},
		{"stack", "only these TCP/IP stacks: a `name`, * and ? as wildcards", &o.scope.Stacks},
		{"sysplex", "only these sysplexes: a `name`, * and ? as wildcards", &o.scope.Sysplexes},
		{"job", "only sessions of these jobs: a `name`, * and ? as wildcards", &o.scope.Jobs},
		{"user", "only sessions of these users: a `name`, * and ? as wildcards", &o.scope.Users},
		{"server", "only sessions with these servers: an address or `network` like 10.1.0.0/16", &o.scope.Servers},
		{"client", "only sessions with these clients: an address or `network` like 10.1.0.0/16", &o.scope.Clients},
		{"port", "only sessions with these server ports: a `port` or range like 5000-5999", &o.scope.Ports},
		{"role", "only sessions with this system in a `role`: " + strings.Join(queries.ScopeRoles, ", "), &o.scope.Roles},
		{"input", "only these inputs: the `number`, or the path that zertify history shows, * and ? as wildcards, or the " +
			"beginning of a SHA-256", &o.scope.Inputs},
		{"protocol", "only sessions with this `protection`: " + strings.Join(queries.ScopeProtocols, ", "),
			&o.scope.Protocols},
	} {
		f.StringSliceVar(list.to, list.name, nil, list.usage)
	}
	f.StringVar(&o.since, "since", "",
		"only records from this `day` or moment on, in the system's local time: 2026-10-01 or 2026-10-01T08:00; a summary "+
			"counts from the start of its interval")
	f.StringVar(&o.until, "until", "", "only records up to the end of this `day`, or up to a moment")
	f.StringVar(&o.portsFile, "ports", "",
		"CSV `file` that says what your ports carry: port_from,port_to,meaning,carries,weight,note")
	complete(cmd, "role", queries.ScopeRoles)
	complete(cmd, "protocol", queries.ScopeProtocols)
}

// addSecurityFlags adds a flag for each filter by what protects a session; a repeated one offers alternatives.
func (o *scopeOptions) addSecurityFlags(cmd *cobra.Command) {
	for _, filter := range queries.SecurityFilters() {
		cmd.Flags().Func(filter.Name, filter.Title+": "+filter.Help, func(value string) error {
			o.scope.Security = append(o.scope.Security, queries.SecurityChoice{Filter: filter.Name, Value: value})
			_, err := filter.Condition(value)
			return err
		})
	}
}

// check reads the times and refuses what cannot be meant.
func (o *scopeOptions) check() (err error) {
	if o.scope.Since, err = parseMoment("--since", o.since, false); err != nil {
		return err
	}
	if o.scope.Until, err = parseMoment("--until", o.until, true); err != nil {
		return err
	}
	if err = o.scope.Check(); err != nil || o.portsFile == "" {
		return err
	}
	o.ports, err = readPorts(o.portsFile)
	return err
}

// readPorts reads a file of port meanings.
func readPorts(path string) (rows [][]string, err error) {
	f, err := openFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("--ports: %w", missing(path))
	case err != nil:
		return nil, fmt.Errorf("--ports: %w", err)
	}
	defer f.Close()
	if rows, err = queries.LoadPorts(filepath.Base(path), f); err != nil {
		return nil, fmt.Errorf("--ports: %w", err)
	}
	return rows, nil
}

// momentForms are the forms of a time in a flag, the shortest first.
var momentForms = []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04",
	time.DateTime}

// parseMoment reads a day or a moment. The end of a period given as a day is the
// first moment of the next one.
func parseMoment(flag, text string, end bool) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	for i, form := range momentForms {
		t, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		if i == 0 && end {
			t = t.AddDate(0, 0, 1)
		}
		return t, nil
	}
	return time.Time{},
		fmt.Errorf("%s %q is neither a day nor a moment; write it like 2026-10-01 or 2026-10-01T08:00", flag, text)
}

// openScoped opens a database for the commands that read the joined views, through
// limits. Given queries, they are for them alone.
func openScoped(ctx context.Context, e *env, path string, l limits, qs ...*queries.Query) (*sql.DB, error) {
	db, err := e.openDB(ctx, path)
	if err != nil {
		return nil, err
	}
	if err := l.apply(ctx, db, qs); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// explainNothing warns of the parts of a scope that nothing in a database meets, and says what there is instead.
func (o *scopeOptions) explainNothing(ctx context.Context, e *env, path string) (found bool, err error) {
	if o.scope.Empty() {
		return false, nil
	}
	db, err := openDB(ctx, path)
	if err != nil {
		return false, err
	}
	missed, err := o.scope.Unmatched(ctx, db)
	for _, text := range missed {
		e.log.Warn(text)
	}
	return len(missed) > 0, errors.Join(err, db.Close())
}

// explainEmpty is explainNothing for a scope in which no traffic lies at all.
func (o *scopeOptions) explainEmpty(ctx context.Context, e *env, path string) error {
	found, err := o.explainNothing(ctx, e, path)
	if err == nil && !found && !o.scope.Empty() {
		e.log.Warn("no session lies in all parts of the scope: " + o.scope.String())
	}
	return err
}

// scopeNote says what the scope could not reach.
func scopeNote(s *queries.Scope, q *queries.Query) string {
	unmet := s.Unmet(q)
	switch {
	case len(unmet) == 0 && s.LimitsTunnels() && queries.ReadsTunnels(q):
		return q.ID + ": only tunnels that sessions in scope are known to go through"
	case len(unmet) == 0:
		return ""
	}
	return fmt.Sprintf("%s: not limited by --%s: what it reads does not say", q.ID, strings.Join(unmet, ", --"))
}

// scopeLine returns the scope as a report records it.
func scopeLine(s *queries.Scope, qs []queries.Query) string {
	if s.Empty() {
		return ""
	}
	var open []string
	for i := range qs {
		if len(s.Unmet(&qs[i])) > 0 {
			open = append(open, qs[i].ID)
		}
	}
	text := "Limited to " + s.String() + "."
	if s.LimitsTunnels() {
		text += " Of tunnels, those that sessions in scope are known to go through; the others are left out."
	}
	if len(open) > 0 {
		text += " Not wholly limited, because their records do not say: the inputs and " + strings.Join(open, ", ") + "."
	}
	return text
}

// readScope checks the scope of an audit and reads the file that tags traffic.
func (p *auditPlan) readScope(o *auditOptions) (err error) {
	if err = o.scope.check(); err != nil || o.scopeFile == "" {
		return err
	}
	p.policy.Tags, err = policy.LoadTags(infile.Dir(filepath.Dir(o.scopeFile)), filepath.Base(o.scopeFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("--scope-file: %w", missing(o.scopeFile))
	case err != nil:
		return fmt.Errorf("--scope-file: %w", err)
	}
	for _, s := range o.supplied {
		if strings.HasPrefix(s, "scope=") {
			return errors.New("--supply scope=… holds for all traffic, --scope-file tags parts of it; give one of them")
		}
	}
	return nil
}

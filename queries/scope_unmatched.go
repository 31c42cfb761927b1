package queries

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// maxThere bounds the values that an unmatched part of a scope names.
const maxThere = 8

// Unmatched says of each value of the scope that no traffic of the database meets what there is in its place: the
// nearest name, or those of most traffic. db must have no scope installed. Inputs are not among the parts:
// InstallScope refuses those that fit none.
func (s *Scope) Unmatched(ctx context.Context, db *sql.DB) ([]string, error) {
	if s.Empty() {
		return nil, nil
	}
	u := unmatched{ctx: ctx, db: db}
	for i := range scopeParts {
		u.part(&scopeParts[i], scopeParts[i].values(s))
	}
	for _, c := range s.Security {
		u.choice(c)
	}
	u.times(s)
	return u.said, u.err
}

// unmatched looks at the parts of a scope one after the other, until an error.
type unmatched struct {
	ctx  context.Context
	db   *sql.DB
	said []string
	err  error
}

// trafficColumns are those of v_traffic that tell the parts of a scope.
var trafficColumns = map[string]string{"system": "system", "stack": "stack", "sysplex": "sysplex", "job": "job",
	"user": "user_id", "server": "server_addr", "client": "client_addr", "port": "server_port", "role": "role",
	"protocol": "protection"}

// part looks for the values of a part.
func (u *unmatched) part(p *scopePart, values []string) {
	column := trafficColumns[p.name]
	if column == "" {
		return
	}
	for _, value := range values {
		condition, _ := p.condition([]string{value}, []string{column, "server_addr"})
		if addressColumns[p.name] != "" {
			condition, u.err = within(column, []string{value})
		}
		if u.any("v_traffic", condition) {
			continue
		}
		u.say(p.name, value, u.texts("SELECT CAST("+column+" AS VARCHAR) FROM v_traffic WHERE "+column+
			" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200"))
	}
}

// choice looks for the suites that a choice takes.
func (u *unmatched) choice(c SecurityChoice) {
	i := slices.IndexFunc(securityFilters, func(f SecurityFilter) bool { return f.Name == c.Filter })
	condition, err := c.condition()
	if err != nil || u.err != nil || u.any("suite", condition) {
		return
	}
	u.say(c.Filter, c.Value, u.texts(securityFilters[i].Values()))
}

// times compares the period with that of the traffic.
func (u *unmatched) times(s *Scope) {
	if s.Since.IsZero() && s.Until.IsZero() || u.err != nil {
		return
	}
	var first, last sql.NullTime
	u.err = u.db.QueryRowContext(u.ctx, "SELECT min(first_local), max(last_local) FROM v_traffic").Scan(&first, &last)
	switch {
	case u.err != nil || !first.Valid || !last.Valid:
	case !s.Since.IsZero() && last.Time.Before(s.Since):
		u.said = append(u.said, fmt.Sprintf("no traffic since %s: the last is of %s", scopeTime(s.Since),
			scopeTime(last.Time)))
	case !s.Until.IsZero() && !first.Time.Before(s.Until):
		u.said = append(u.said, fmt.Sprintf("no traffic before %s: the first is of %s", scopeTime(s.Until),
			scopeTime(first.Time)))
	}
}

// say names what there is in the place of a value.
func (u *unmatched) say(part, value string, there []string) {
	if u.err != nil {
		return
	}
	text := fmt.Sprintf("no %s %s", part, value)
	switch near := Nearest(value, there); {
	case near != "":
		text += fmt.Sprintf("; did you mean %q?", near)
	case len(there) > maxThere:
		text += "; there are " + strings.Join(there[:maxThere], ", ") + " and others"
	case len(there) > 1:
		text += "; there are " + strings.Join(there, ", ")
	case len(there) == 1:
		text += "; there is " + there[0]
	default:
		text += ", nor any other"
	}
	u.said = append(u.said, text)
}

// any reports whether a relation has a row that meets a condition; after an error too, so that nothing more is said.
func (u *unmatched) any(relation, condition string) (found bool) {
	if u.err != nil {
		return true
	}
	u.err = u.db.QueryRowContext(u.ctx,
		"SELECT count(*) > 0 FROM (SELECT 1 FROM "+relation+" WHERE "+condition+" LIMIT 1) AS one").Scan(&found)
	return found || u.err != nil
}

// texts returns the values of a statement of one column.
func (u *unmatched) texts(query string) (out []string) {
	if u.err != nil {
		return nil
	}
	rows, err := u.db.QueryContext(u.ctx, query)
	if err != nil {
		u.err = err
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var value string
		if u.err = rows.Scan(&value); u.err != nil {
			return nil
		}
		out = append(out, value)
	}
	u.err = rows.Err()
	return out
}

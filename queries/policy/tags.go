package policy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/schema/factcsv"
)

var tagColumns = []string{"tag", "cidr", "port_from", "port_to", "note"}

// tagName admits what a rule can compare with.
var tagName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// A Tag puts sessions in a scope that rules speak of: those with an end in the
// network, on a server port in the range. A part that is not given fits all.
type Tag struct {
	Name              string
	Network           netip.Prefix // invalid when not given
	PortLow, PortHigh int          // 0, 0 when not given
	Note              string
	Line              int
}

// Tags is one loaded scope file. With it the attribute scope belongs to each
// session: a session that no line fits has none.
type Tags struct {
	File string
	List []Tag
}

// LoadTags reads and checks a scope file: tag,cidr,port_from,port_to,note. Errors
// name file and line.
func LoadTags(fsys fs.FS, name string) (*Tags, error) {
	t, err := readTable(fsys, name, tagColumns)
	if err != nil {
		return nil, err
	}
	tags := &Tags{File: t.File}
	for _, row := range t.Rows {
		tag, err := parseTag(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		for _, o := range tags.List {
			if o.Name == tag.Name && o.Network == tag.Network && o.PortLow == tag.PortLow && o.PortHigh == tag.PortHigh {
				return nil, row.Errorf("line %d says the same", o.Line)
			}
		}
		tags.List = append(tags.List, tag)
	}
	if len(tags.List) == 0 {
		return nil, t.Errorf(1, "no line tags anything; leave the file out instead")
	}
	return tags, nil
}

func parseTag(row factcsv.Row) (tag Tag, err error) {
	tag = Tag{Name: row.Cell("tag"), Note: row.Cell("note"), Line: row.Line}
	if !tagName.MatchString(tag.Name) {
		return tag, fmt.Errorf(
			"tag %q: lower case letters, digits and hyphens, such as pan-open-network, admin, auth, remote-access", tag.Name)
	}
	if tag.Network, err = parsePrefix(row.Cell("cidr")); err != nil {
		return tag, fmt.Errorf("cidr: %w", err)
	}
	first, last := row.Cell("port_from"), row.Cell("port_to")
	switch {
	case first == "" && last != "":
		return tag, errors.New("port_to is given and port_from is not")
	case last != "":
		first += "-" + last
	}
	if tag.PortLow, tag.PortHigh, err = parsePorts(first); err != nil {
		return tag, fmt.Errorf("port_from, port_to: %w", err)
	}
	if !tag.Network.IsValid() && tag.PortLow == 0 {
		return tag, errors.New(
			"neither a network nor a port: the line would tag all traffic; give cidr 0.0.0.0/0 and ::/0 to mean that")
	}
	return tag, nil
}

// Tables of the tags: addresses by what lines they fit, and the scope of each
// combination of two such classes and a stretch of ports.
const (
	tagAddress = "zertify_tag_addr"
	tagScope   = "zertify_tag_scope"
)

// tagJoin joins each session with its scope.
func (j *evaluator) tagJoin() string {
	if j.opt.Tags == nil {
		return ""
	}
	return j.tagAddresses() + " LEFT JOIN " + tagScope +
		" AS tagged ON tagged.server_class = coalesce(tag_server.class, 0)" +
		" AND tagged.client_class = coalesce(tag_client.class, 0) AND tagged.stretch = " + j.opt.Tags.stretch()
}

func (j *evaluator) tagAddresses() string {
	return " LEFT JOIN " + tagAddress + " AS tag_server ON tag_server.addr = s.server_addr" +
		" LEFT JOIN " + tagAddress + " AS tag_client ON tag_client.addr = s.client_addr"
}

// tagExpr is the scope of a session: its tags, sorted, with blanks between them.
func (j *evaluator) tagExpr() string {
	if j.opt.Tags == nil {
		return "CAST(NULL AS VARCHAR)"
	}
	return "tagged.scope"
}

// bounds are the ports at which some line begins or has just ended.
func (t *Tags) bounds() []int {
	var out []int
	for _, tag := range t.List {
		if tag.PortLow > 0 {
			out = append(out, tag.PortLow, tag.PortHigh+1)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stretch numbers the ports between the bounds, from 0; -1 stands for no port.
func (t *Tags) stretch() string {
	var b strings.Builder
	b.WriteString("CASE WHEN s.server_port IS NULL THEN -1")
	for i, port := range t.bounds() {
		fmt.Fprintf(&b, " WHEN s.server_port < %d THEN %d", port, i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(t.bounds()))
	return b.String()
}

// holds reports whether a line is about a stretch of ports.
func (t *Tags) holds(tag Tag, stretch int) bool {
	switch {
	case tag.PortLow == 0:
		return true
	case stretch <= 0: // no port, or one before the first bound
		return false
	}
	first := t.bounds()[stretch-1]
	return first >= tag.PortLow && first <= tag.PortHigh
}

// tagTraffic makes the tables of the tags.
func (j *evaluator) tagTraffic(ctx context.Context) error {
	if j.opt.Tags == nil {
		return nil
	}
	classes, err := j.classifyAddresses(ctx)
	if err != nil {
		return fmt.Errorf("tags of %s: %w", j.opt.Tags.File, err)
	}
	var values []expr
	query := cat("SELECT DISTINCT coalesce(tag_server.class, 0), coalesce(tag_client.class, 0), ", j.opt.Tags.stretch(),
		" FROM ", j.source.view, " AS s", j.tagAddresses(), " ORDER BY ALL")
	err = j.each(ctx, query, func(rows *sql.Rows) error {
		var server, client, stretch int
		if err := rows.Scan(&server, &client, &stretch); err != nil {
			return err
		}
		if names := j.opt.Tags.names(classes[server], classes[client], stretch); names != "" {
			values = append(values,
				cat("(", strconv.Itoa(server), ", ", strconv.Itoa(client), ", ", strconv.Itoa(stretch), ", ", bind(kindText, names),
					")"))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("tags of %s: %w", j.opt.Tags.File, err)
	}
	return j.fill(ctx, tagScope, "server_class INTEGER, client_class INTEGER, stretch INTEGER, scope VARCHAR", values)
}

// names are the tags of a session whose ends fit these lines by their addresses.
func (t *Tags) names(server, client []int, stretch int) string {
	var names []string
	for no, tag := range t.List {
		near := !tag.Network.IsValid() || slices.Contains(server, no) || slices.Contains(client, no)
		if near && t.holds(tag, stretch) {
			names = append(names, tag.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// classifyAddresses numbers the sets of lines that addresses fit, from 1; class 0
// fits none.
func (j *evaluator) classifyAddresses(ctx context.Context) ([][]int, error) {
	classes := [][]int{nil}
	numbers := map[string]int{}
	var values []expr
	query := "SELECT DISTINCT addr FROM (SELECT CAST(server_addr AS VARCHAR) AS addr FROM " + j.source.view +
		" UNION ALL SELECT CAST(client_addr AS VARCHAR) FROM " + j.source.view + ") AS a WHERE addr IS NOT NULL ORDER BY addr"
	err := j.each(ctx, cat(query), func(rows *sql.Rows) error {
		var addr string
		if err := rows.Scan(&addr); err != nil {
			return err
		}
		var set []int
		for no, tag := range j.opt.Tags.List {
			if tag.Network.IsValid() && inPrefix(tag.Network, addr) {
				set = append(set, no)
			}
		}
		if len(set) == 0 {
			return nil
		}
		key := fmt.Sprint(set)
		if numbers[key] == 0 {
			numbers[key] = len(classes)
			classes = append(classes, set)
		}
		values = append(values, cat("(", bind(kindText, addr), ", ", numbers[key], ")"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return classes, j.fill(ctx, tagAddress, "addr VARCHAR, class INTEGER", values)
}

// scopeClause compares the tags of a session. With a scope file everything is
// declared: a session without a tag is known to be in no scope.
func scopeClause(cl clause) expr {
	has := func(tag string) expr {
		return cat("position(", bind(kindText, " "+tag+" "), " IN ' ' || coalesce(t.scope, '') || ' ') > 0")
	}
	var terms []expr
	for _, arg := range cl.args {
		terms = append(terms, has(arg))
	}
	switch cl.op {
	case "eq", "in":
		return join(terms, " OR ", "FALSE")
	case "ne", "not_in":
		return cat("NOT (", join(terms, " OR ", "FALSE"), ")")
	case "present":
		return cat("TRUE")
	}
	return cat("FALSE") // absent
}

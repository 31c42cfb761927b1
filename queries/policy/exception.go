package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/netip"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/schema/factcsv"
)

var exceptionColumns = []string{"id", "system", "stack", "job", "user", "server", "port", "client", "owner", "reason",
	"expires"}

// suiteColumn may stand among them.
const suiteColumn = "suite"

// exceptionID admits the ids of rules and of queries.
var exceptionID = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)

// An Exception accepts the findings of one rule or query at some endpoints
// until a day. A pattern part that is empty matches everything; system, stack,
// job and user take * for any text and ? for one character.
type Exception struct {
	ID                       string // of the rule, query or finding
	System, Stack, Job, User string
	Server, Client           netip.Prefix // invalid when not given
	PortLow, PortHigh        int          // 0, 0 when not given
	Suite                    int64        // 0 when not given
	Owner, Reason            string
	Expires                  time.Time // last day it holds, UTC
	Line                     int

	// Findings and Lapsed count what the exception accepted, and what it would
	// have accepted had it not expired, over every Evaluate and Accept call.
	Findings, Lapsed int64
	// Seen counts the findings of its rule or query, accepted or not.
	Seen int64

	of    string // profile of the rule, or "query", where the id was given with it
	whole bool   // of a rule on the database as a whole, which has no endpoint to name
	file  string
	globs [4]*regexp.Regexp // of System, Stack, Job, User
}

// Exceptions is one loaded file.
type Exceptions struct {
	File string
	List []*Exception
}

// Clone returns the same exceptions with counts of their own, which begin at 0.
func (x *Exceptions) Clone() *Exceptions {
	if x == nil {
		return nil
	}
	out := &Exceptions{File: x.File}
	for _, e := range x.List {
		c := *e
		c.Findings, c.Lapsed, c.Seen = 0, 0, 0
		out.List = append(out.List, &c)
	}
	return out
}

// LoadExceptions reads and checks a file of exceptions. Errors name file and
// line.
func LoadExceptions(fsys fs.FS, name string) (*Exceptions, error) {
	t, err := readExceptions(fsys, name)
	if err != nil {
		return nil, err
	}
	x := &Exceptions{File: t.File}
	patterns := map[string]int{}
	for _, row := range t.Rows {
		e, err := parseException(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		if first := patterns[e.pattern()]; first > 0 {
			return nil, row.Errorf("line %d has the same id and pattern", first)
		}
		patterns[e.pattern()] = row.Line
		e.file = t.File
		x.List = append(x.List, e)
	}
	return x, nil
}

func readExceptions(fsys fs.FS, name string) (*factcsv.Table, error) {
	data, err := factcsv.Load(fsys, name)
	if err != nil {
		return nil, err
	}
	return factcsv.Read(path.Base(name), data, factcsv.Form{Columns: append(slices.Clone(exceptionColumns), suiteColumn),
		Required: len(exceptionColumns), MaxRows: maxTableRows})
}

func parseException(row factcsv.Row) (*Exception, error) {
	e := &Exception{
		Owner: row.Cell("owner"), Reason: row.Cell("reason"), Line: row.Line,
		System: row.Cell("system"), Stack: row.Cell("stack"), Job: row.Cell("job"), User: row.Cell("user"),
	}
	for _, column := range []string{"id", "owner", "reason", "expires"} {
		if row.Cell(column) == "" {
			return nil, fmt.Errorf("%s is empty; it is mandatory", column)
		}
		if isPlaceholder(row.Cell(column)) {
			return nil, fmt.Errorf("%s is still the placeholder %s; fill it in", column, row.Cell(column))
		}
	}
	if err := e.parseID(row.Cell("id")); err != nil {
		return nil, fmt.Errorf("id %q: %w", row.Cell("id"), err)
	}
	for i, glob := range []string{e.System, e.Stack, e.Job, e.User} {
		e.globs[i] = compileGlob(glob)
	}
	var err error
	if e.Expires, err = parseDay(row.Cell("expires")); err != nil {
		return nil, fmt.Errorf("expires: %w", err)
	}
	if e.Server, err = parsePrefix(row.Cell("server")); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if e.Client, err = parsePrefix(row.Cell("client")); err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	if e.PortLow, e.PortHigh, err = parsePorts(row.Cell("port")); err != nil {
		return nil, fmt.Errorf("port: %w", err)
	}
	if e.Suite, err = parseSuiteID(row.Cell(suiteColumn)); err != nil {
		return nil, fmt.Errorf("suite: %w", err)
	}
	if isFindingID(e.ID) && !e.anywhere() {
		return nil, errors.New(
			"the id of a finding names its place; leave system, stack, job, user, server, port, client and " +
				"suite empty, or use the id of the rule")
	}
	return e, nil
}

// parseID takes an id as any format of a report shows it: by itself, behind profile or query and a slash (SARIF), or
// before a title (JUnit, OSCAL). Of a finding's it keeps what names rule, place and suite.
func (e *Exception) parseID(text string) error {
	e.ID, _, _ = strings.Cut(text, ": ")
	if at := strings.LastIndexByte(e.ID, '/'); at >= 0 {
		e.of, e.ID = e.ID[:at], e.ID[at+1:]
	}
	switch {
	case suiteID.MatchString(e.ID):
		return errors.New("that is a suite; name it in a column suite, beside the id of a rule")
	case isFindingID(e.ID) && e.of == "":
		e.ID = e.ID[:findingIDLength]
	case !exceptionID.MatchString(e.ID):
		return errors.New("use the id of a rule, query or finding as the report shows it")
	}
	return nil
}

// parseSuiteID takes the id of a suite as reports show it, or nothing.
func parseSuiteID(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	digits, marked := strings.CutPrefix(s, "S-")
	id, err := strconv.ParseUint(digits, 16, 64)
	if !marked || err != nil || id == 0 {
		return 0, fmt.Errorf("%q is not the id of a suite, like S-6d5fa689cfb8e7c3", s)
	}
	return int64(id), nil
}

// compileGlob returns nil for an empty pattern.
func compileGlob(glob string) *regexp.Regexp {
	if glob == "" {
		return nil
	}
	s := regexp.QuoteMeta(glob)
	s = strings.ReplaceAll(s, `\*`, `.*`)
	s = strings.ReplaceAll(s, `\?`, `.`)
	return regexp.MustCompile(`(?s)^` + s + `$`)
}

// parsePrefix takes an address, a network in CIDR form, or nothing.
func parsePrefix(s string) (netip.Prefix, error) {
	if s == "" {
		return netip.Prefix{}, nil
	}
	if addr, err := netip.ParseAddr(s); err == nil && addr.Zone() == "" {
		addr = addr.Unmap()
		return netip.PrefixFrom(addr, addr.BitLen()), nil
	}
	p, err := netip.ParsePrefix(s)
	if err != nil {
		return p, fmt.Errorf("%q is neither an address nor a network like 10.1.0.0/16", s)
	}
	if p != p.Masked() {
		return p, fmt.Errorf("%q has bits behind its length; did you mean %s?", s, p.Masked())
	}
	if p.Addr().Is4In6() && p.Bits() >= 96 {
		p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
	}
	return p, nil
}

// parsePorts takes a port, a range like 5000-5999, or nothing.
func parsePorts(s string) (low, high int, err error) {
	if s == "" {
		return 0, 0, nil
	}
	first, last, ranged := strings.Cut(s, "-")
	if !ranged {
		last = first
	}
	low, err1 := strconv.Atoi(first)
	high, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || low < 1 || high > 65535 || low > high {
		return 0, 0, fmt.Errorf("%q is neither a port nor a range like 5000-5999", s)
	}
	return low, high, nil
}

// pattern identifies what the exception matches.
func (e *Exception) pattern() string {
	return fmt.Sprintf("%q", []any{e.ID, e.System, e.Stack, e.Job, e.User, e.Server, e.Client, e.PortLow, e.PortHigh,
		e.Suite})
}

// Label names the exception in a report: file, line, owner, last day.
func (e *Exception) Label() string {
	return fmt.Sprintf("%s:%d, %s, until %s", e.file, e.Line, e.Owner, e.Expires.Format(time.DateOnly))
}

func (e *Exception) expired(day time.Time) bool { return day.After(e.Expires) }

// Check makes sure that every exception names a known rule or query; ids has, by the id of each, the profile of the
// rule or "query". Whether there is a finding of an id is known only when everything was evaluated.
func (x *Exceptions) Check(ids map[string]string) error {
	for _, e := range x.List {
		of, known := ids[e.ID]
		switch {
		case isFindingID(e.ID):
		case !known:
			return fmt.Errorf("%s:%d: no rule or query has the id %q%s", x.File, e.Line, e.ID,
				near(e.ID, slices.Sorted(maps.Keys(ids))))
		case e.of != "" && e.of != of:
			return fmt.Errorf("%s:%d: %s is of %s, not of %s", x.File, e.Line, e.ID, of, e.of)
		}
	}
	return nil
}

// Unused lists the exceptions that neither accepted a finding nor would have,
// had they not expired. Ask after evaluating and querying.
func (x *Exceptions) Unused() []*Exception {
	var out []*Exception
	for _, e := range x.List {
		if e.Findings == 0 && e.Lapsed == 0 {
			out = append(out, e)
		}
	}
	return out
}

// manyFindings is how many findings an exception may accept and leave none of
// its rule before that is worth a word.
const manyFindings = 10

// TooMuch says why an exception may accept more than was meant; "" when
// nothing speaks for it. Ask after evaluating and querying.
func (e *Exception) TooMuch() string {
	switch {
	case e.Findings == 0 || isFindingID(e.ID):
		return ""
	case !e.whole && e.anywhere():
		return "it names no place, so it accepts every finding of " + e.ID + ", also those to come"
	case !e.whole && e.Findings >= manyFindings && e.Findings == e.Seen:
		return fmt.Sprintf("it accepts all %d findings of %s", e.Findings, e.ID)
	}
	return ""
}

// anywhere reports whether the pattern has no part.
func (e *Exception) anywhere() bool {
	return e.System+e.Stack+e.Job+e.User == "" && !e.Server.IsValid() && !e.Client.IsValid() && e.PortLow == 0 &&
		e.Suite == 0
}

// Accept is for queries.RunOptions: it looks for an exception in force on day
// that matches a query's row by its columns system, stack, job, user_id,
// server_addr, server_port, client_addr and suite_id. A pattern part whose column the
// query lacks does not match.
func (x *Exceptions) Accept(day time.Time) func(q *queries.Query, columns []string, row []any) string {
	byID := map[string][]*Exception{}
	for _, e := range x.List {
		byID[e.ID] = append(byID[e.ID], e)
	}
	return func(q *queries.Query, columns []string, row []any) string {
		list := byID[q.ID]
		if x.named() {
			list = append(slices.Clone(byID[RowID(q.ID, columns, row)]), list...)
		}
		for _, e := range list {
			e.Seen++
		}
		for _, e := range list {
			if !e.matchesRow(columns, row) {
				continue
			}
			if e.expired(day) {
				e.Lapsed++
				continue
			}
			e.Findings++
			return e.Label()
		}
		return ""
	}
}

func (e *Exception) matchesRow(columns []string, row []any) bool {
	cell := func(name string) (text string, known bool) {
		if i := slices.Index(columns, name); i >= 0 && row[i] != nil {
			return fmt.Sprint(row[i]), true
		}
		return "", false
	}
	for i, name := range []string{"system", "stack", "job", "user_id"} {
		if e.globs[i] == nil {
			continue
		}
		if text, known := cell(name); !known || !e.globs[i].MatchString(text) {
			return false
		}
	}
	if e.PortLow > 0 {
		text, _ := cell("server_port")
		port, err := strconv.Atoi(text)
		if err != nil || port < e.PortLow || port > e.PortHigh {
			return false
		}
	}
	if e.Suite != 0 {
		if text, _ := cell("suite_id"); text != strconv.FormatInt(e.Suite, 10) {
			return false
		}
	}
	server, _ := cell("server_addr")
	client, _ := cell("client_addr")
	return inPrefix(e.Server, server) && inPrefix(e.Client, client)
}

// inPrefix reports whether an address, as text, lies in a network. No network
// holds every address; text that is not an address lies in none.
func inPrefix(p netip.Prefix, addr string) bool {
	if !p.IsValid() {
		return true
	}
	a, err := netip.ParseAddr(addr)
	return err == nil && p.Contains(a.Unmap().WithZone(""))
}

package queries

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/hint"
)

// A Scope limits what checks, profiles and reports look at. An empty list
// leaves its part open; several values of one part are alternatives, different
// parts hold together. A session whose record does not say a part that is asked
// for lies outside.
type Scope struct {
	Systems, Stacks, Sysplexes, Jobs, Users []string // patterns with * and ?, case ignored
	Servers, Clients                        []string // addresses or networks in CIDR form
	Ports                                   []string // server ports or ranges like 5000-5999
	Roles                                   []string // server, client, peer
	Protocols                               []string // none, tls, ssh, ipsec
	Inputs                                  []string // inputs: number, path with * and ?, or the beginning of a SHA-256

	Security []SecurityChoice // by what protects a session

	// local time of what a record tells of, see during; Until is the first moment outside; zero is
	// open
	Since, Until time.Time
}

// Roles and protocols a scope may name.
var (
	ScopeRoles     = []string{"server", "client", "peer"}
	ScopeProtocols = []string{"none", "tls", "ssh", "ipsec"}
)

// A scopePart is one flag of a scope: how its values are checked, and the
// condition they make over a relation, by the first set of columns that the
// relation has.
type scopePart struct {
	name   string
	values func(*Scope) []string
	check  func(string) error
	over   []scopeColumns
}

// scopeColumns are columns that tell one part of a scope, and the condition of
// one value over them.
type scopeColumns struct {
	need  []string
	where func(value string) string
}

func pattern(expr string) func(string) string {
	return func(value string) string {
		return expr + " ILIKE " + sqltext.Literal(likePattern(value)) + " ESCAPE '\\'"
	}
}

func address(column, list string) scopeColumns {
	return scopeColumns{[]string{column}, func(string) string { return column + " IN (SELECT addr FROM " + list + ")" }}
}

var scopeParts = []scopePart{
	{"system", func(s *Scope) []string { return s.Systems }, checkPattern, []scopeColumns{
		{[]string{"system"}, pattern("system")},
		{[]string{"system_name", "system_id"}, pattern("coalesce(nullif(system_name, ''), system_id)")},
	}},
	{"stack", func(s *Scope) []string { return s.Stacks }, checkPattern, []scopeColumns{
		{[]string{"stack"}, pattern("stack")},
		{[]string{"stack_name"}, pattern("stack_name")},
	}},
	{"sysplex", func(s *Scope) []string { return s.Sysplexes }, checkPattern, []scopeColumns{
		{[]string{"sysplex"}, pattern("sysplex")},
		{[]string{"sysplex_name"}, pattern("sysplex_name")},
	}},
	{"job", func(s *Scope) []string { return s.Jobs }, checkPattern, []scopeColumns{
		{[]string{"job"}, pattern("job")},
		{[]string{"job_name"}, pattern("job_name")},
	}},
	{"user", func(s *Scope) []string { return s.Users }, checkPattern, []scopeColumns{
		{[]string{"user_id"}, pattern("user_id")},
	}},
	{"server", func(s *Scope) []string { return s.Servers }, checkNetwork,
		[]scopeColumns{address("server_addr", scopeServers)}},
	{"client", func(s *Scope) []string { return s.Clients }, checkNetwork,
		[]scopeColumns{address("client_addr", scopeClients)}},
	{"port", func(s *Scope) []string { return s.Ports }, checkPorts, []scopeColumns{
		{[]string{"server_port"}, func(value string) string {
			low, high, _ := portRange(value)
			return fmt.Sprintf("server_port BETWEEN %d AND %d", low, high)
		}},
	}},
	{"role", func(s *Scope) []string { return s.Roles }, checkWord(ScopeRoles), []scopeColumns{
		{[]string{"role", "server_addr"},
			func(value string) string { return "role = " + sqltext.Literal(strings.ToLower(value)) }},
	}},
	{"protocol", func(s *Scope) []string { return s.Protocols }, checkWord(ScopeProtocols), []scopeColumns{
		{[]string{"protection", "server_addr"}, func(value string) string {
			return "contains(protection, " + sqltext.Literal(strings.ToUpper(value)) + ")"
		}},
		{[]string{"protection_bits", "server_addr"}, func(value string) string {
			if strings.EqualFold(value, "none") {
				return "protection_bits = 0"
			}
			return fmt.Sprintf("protection_bits & %d > 0",
				map[string]int{"tls": 4, "ssh": 2, "ipsec": 1}[strings.ToLower(value)])
		}},
	}},
	{"input", func(s *Scope) []string { return s.Inputs }, checkInput, nil}, // see scope_input.go
	securityPart, // see scope_security.go
}

// Empty reports whether the scope limits nothing.
func (s *Scope) Empty() bool {
	return s == nil || len(s.named()) == 0
}

// named lists the parts that are asked for.
func (s *Scope) named() []string {
	var names []string
	for _, p := range scopeParts {
		if len(p.values(s)) > 0 && p.name != securityPart.name {
			names = append(names, p.name)
		}
	}
	names = append(names, s.securityNames()...)
	if !s.Since.IsZero() {
		names = append(names, "since")
	}
	if !s.Until.IsZero() {
		names = append(names, "until")
	}
	return names
}

// Check refuses values that cannot be meant.
func (s *Scope) Check() error {
	for _, p := range scopeParts {
		for _, value := range p.values(s) {
			if err := p.check(value); err != nil {
				return fmt.Errorf("%s: %w", hint.Words("{"+p.name+"}"), err)
			}
		}
	}
	for _, c := range s.Security {
		if _, err := c.condition(); err != nil {
			return err
		}
	}
	if !s.Since.IsZero() && !s.Until.IsZero() && !s.Since.Before(s.Until) {
		return fmt.Errorf("%s %s is not before %s %s", hint.Words("{since}"), scopeTime(s.Since), hint.Words("{until}"),
			scopeTime(s.Until))
	}
	return nil
}

// String says the scope in one line, parts separated by semicolons.
func (s *Scope) String() string {
	if s.Empty() {
		return ""
	}
	var parts []string
	for _, p := range scopeParts {
		if values := p.values(s); len(values) > 0 && p.name != securityPart.name {
			parts = append(parts, p.name+" "+strings.Join(values, ", "))
		}
	}
	for _, name := range s.securityNames() {
		parts = append(parts, name+" "+strings.Join(s.securityValues(name), ", "))
	}
	if !s.Since.IsZero() {
		parts = append(parts, "since "+scopeTime(s.Since))
	}
	if !s.Until.IsZero() {
		parts = append(parts, "before "+scopeTime(s.Until))
	}
	return strings.Join(parts, "; ")
}

func scopeTime(t time.Time) string {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// conditions are the conditions of the scope over a relation with these columns; a part that none of them tells is left
// out.
func (s *Scope) conditions(columns []string) []string {
	var out []string
	for _, p := range scopeParts {
		if condition, ok := p.condition(p.values(s), columns); ok {
			out = append(out, condition)
		}
	}
	return out
}

// condition is the condition of a part over a relation, by the first set of columns that the relation has.
func (p *scopePart) condition(values, columns []string) (string, bool) {
	if len(values) == 0 {
		return "", false
	}
	for _, over := range p.over {
		if !hasAll(columns, over.need) {
			continue
		}
		terms := make([]string, len(values))
		for i, value := range values {
			terms[i] = over.where(value)
		}
		slices.Sort(terms)
		return "(" + strings.Join(slices.Compact(terms), " OR ") + ")", true
	}
	return "", false
}

// intervalStart is when a summary interval began by the clock of its system, as
// the macro interval_start of the views has it, which a file made before may lack.
const intervalStart = "make_timestamp(epoch_us(smf_time_local) - CASE WHEN interval_micros BETWEEN 0 AND 90000000000 " +
	"THEN interval_micros ELSE 0 END)"

// during are the conditions of the scope's time over a table of records. A
// summary lies where its interval began, whatever midnight it was written at;
// any other record where it was written, which is when what it tells of ended.
func (s *Scope) during(columns []string) []string {
	if !slices.Contains(columns, "smf_time_local") {
		return nil
	}
	at := "smf_time_local"
	if slices.Contains(columns, "interval_micros") {
		at = intervalStart
	}
	var out []string
	if !s.Since.IsZero() {
		out = append(out, at+" >= "+moment(s.Since))
	}
	if !s.Until.IsZero() {
		out = append(out, at+" < "+moment(s.Until))
	}
	return out
}

func moment(t time.Time) string {
	return "TIMESTAMP " + sqltext.Literal(t.Format("2006-01-02 15:04:05.999999"))
}

func hasAll(columns, need []string) bool {
	for _, n := range need {
		if !slices.Contains(columns, n) {
			return false
		}
	}
	return true
}

// Parts of a scope by what views can tell. A view that is not listed tells all.
var (
	partsOfWriter = []string{"sysplex", "system", "stack", "since", "until", "input"}
	partsOfInput  = []string{"input"}
	partsOfTunnel = append(partsOfSession, partsOfWriter...)
	partsOfFTP    = append([]string{"user", "server", "client", "port", "role"}, partsOfWriter...)
	noParts       = []string{}
	viewParts     = map[string][]string{
		"v_coverage": partsOfWriter, "v_coverage_gap": partsOfWriter, "v_clock": partsOfWriter,
		"v_clock_change": partsOfWriter, "v_zert_switch": partsOfWriter, "v_recording": partsOfWriter,
		"v_tunnel": partsOfTunnel, "v_tunnel_history": partsOfTunnel, "v_ike_tunnel": partsOfTunnel,
		"v_ip_tunnel":    partsOfTunnel,
		"v_ike_exchange": partsOfTunnel, "v_tn3270_logon": append([]string{"server", "client", "port"}, partsOfWriter...),
		"v_ftp_transfer": partsOfFTP, "v_ftp_logon": partsOfFTP, "v_tcp_application": partsOfWriter,
		"v_ssh_event":  partsOfWriter,
		"v_input_file": partsOfInput, "v_input_record_count": partsOfInput, "v_input_issue": partsOfInput,
		"v_input_pruned": partsOfInput, "v_input_mark": partsOfInput,
		"v_code_use": noParts, "v_code_check": noParts, "v_code_disagreement": noParts, "v_unknown_code": noParts,
		"v_corroborated_code": noParts, "v_tls_group_candidate": noParts, "v_unregistered_suite": noParts,
	}
)

// Unmet names the parts of the scope that do not reach a query, because a view
// it reads cannot tell them.
func (s *Scope) Unmet(q *Query) []string {
	if s.Empty() {
		return nil
	}
	var out []string
	for _, name := range s.named() {
		for _, view := range q.Uses {
			if parts, listed := viewParts[view]; listed && !slices.Contains(parts, name) {
				out = append(out, name)
				break
			}
		}
	}
	return out
}

func checkPattern(s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return fmt.Errorf("an empty pattern; * stands for everything")
	case len(s) > 64:
		return fmt.Errorf("%q: longer than any name on z/OS", s)
	}
	return nil
}

func checkNetwork(s string) error {
	_, err := network(s)
	return err
}

// network takes an address or a network in CIDR form.
func network(s string) (netip.Prefix, error) {
	if addr, err := netip.ParseAddr(s); err == nil && addr.Zone() == "" {
		addr = addr.Unmap()
		return netip.PrefixFrom(addr, addr.BitLen()), nil
	}
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil:
		return p, fmt.Errorf("%q is neither an address nor a network like 10.1.0.0/16", s)
	case p != p.Masked():
		return p, fmt.Errorf("%q has bits behind its length; did you mean %s?", s, p.Masked())
	}
	return p, nil
}

func checkPorts(s string) error {
	_, _, err := portRange(s)
	return err
}

// portRange takes a port or a range like 5000-5999.
func portRange(s string) (low, high int, err error) {
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

func checkWord(known []string) func(string) error {
	return func(s string) error {
		if !slices.Contains(known, strings.ToLower(s)) {
			return fmt.Errorf("%q is not known%s; known are %s", s, suggest(s, known), strings.Join(known, ", "))
		}
		return nil
	}
}

// likePattern turns * and ? into what LIKE knows.
func likePattern(glob string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`, `*`, `%`, `?`, `_`).Replace(glob)
}

// setting is a statement that steers the engine.
var setting = regexp.MustCompile(`(?s)^(?:\s*--[^\n]*\n)*\s*SET\s`)

// created is the head of a statement of ours that makes something.
var created = regexp.MustCompile(
	`(?s)^((?:\s*--[^\n]*\n)*)\s*CREATE OR REPLACE (?:TEMP )?(TABLE|VIEW|MACRO) (\w+)(.*)$`)

// changed is the head of a statement of ours that fills or drops something.
var changed = regexp.MustCompile(`(?s)^(?:\s*--[^\n]*\n)*\s*(?:INSERT INTO|DROP TABLE) (\w+)`)

// target is the relation or macro that a statement of ours makes, fills or drops.
func target(statement string) string {
	if m := created.FindStringSubmatch(statement); m != nil {
		return m[3]
	}
	if m := changed.FindStringSubmatch(statement); m != nil {
		return m[1]
	}
	return ""
}

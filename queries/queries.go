// Package queries holds the checks: SQL files with front
// matter, the joined views they read, and the code that loads and runs them on
// any database/sql engine. It knows nothing of how the rows got there.
package queries

import "slices"

// A Param is a value a query takes. It is always bound, never pasted into SQL.
type Param struct {
	Name    string // lower case; $name in the statements
	Type    string // SQL type the value is cast to
	Default string // value when the caller gives none
	Doc     string // one sentence for help and reports
}

// A Query is one check, read from an .sql file with front matter.
type Query struct {
	ID          string // file name without .sql; stable, used in exceptions and reports
	Area        string // folder: tls, ssh, ipsec, cleartext, certificates, inventory, coverage
	Title       string
	Severity    string // critical, high, medium, low or info
	Doc         string // why it matters, one paragraph
	Remediation string // what to change on z/OS: the AT-TLS, IKE/IPSec policy or sshd statement
	Caveats     string // what the answer cannot say
	Params      []Param
	Uses        []string // views read
	Drill       bool     // asked with parameters on the way to the records; no part of an audit
	Refs        []string // documents cited

	Population, Findings string // the two statements of the file
}

// ForAudit leaves out the checks that make sense with parameters only.
func ForAudit(qs []Query) []Query {
	return slices.DeleteFunc(slices.Clone(qs), func(q Query) bool { return q.Drill })
}

// Status is the answer of one query.
type Status uint8

// The states, from the zero value, which is never a pass by accident.
const (
	NoEvidence Status = iota // the query found nothing to look at
	Pass                     // something was looked at and nothing was found
	Review                   // only rows that a person must look at
	Fail                     // at least one row that breaks the rule
	Error                    // the query could not be run
)

var statusNames = [...]string{"no evidence", "pass", "review", "fail", "error"}

func (s Status) String() string { return statusNames[s] }

// An Outcome is what one query said about one database.
type Outcome struct {
	Query      *Query
	Params     map[string]string // values bound
	Status     Status
	Population int64
	Columns    []string // of Rows: status, resource, reason, file_id, record_no, then the query's own
	Rows       [][]any  // at most the caller's limit
	Accepted   []string // beside Rows: the exception that accepts the row, "" when none does
	Total      int64    // rows found, also beyond the limit

	TotalAccepted int64 // of Total, those an exception accepts
	Err           error // set when Status is Error
}

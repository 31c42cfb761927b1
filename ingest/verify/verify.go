// Package verify compares what is there with the evidence of it: a database with its own counts and digests, inputs
// with the digests of those that were loaded, and the folder of a report with its manifest.
//
// Nothing is believed and nothing is changed. A database, an input or a manifest may come from a stranger; whatever it
// holds becomes the text of a Check or an error.
package verify

// A Result is what came of a check.
type Result string

// The results of a check.
const (
	OK   Result = "ok"
	Fail Result = "fail"
	Cut  Result = "no"   // an input was not read to its end when it was loaded, as the evidence says, too
	Open Result = "open" // it could not be compared
)

// A Check is one thing that was compared.
type Check struct {
	What    string // such as "rows of zert_summary"
	Subject string // the database, input or file that it was found in
	Result  Result
	Detail  string // both sides of the comparison
	Hint    Hint   // what would put it right
	Input   string // to be loaded again for it; "" when the hint needs none
}

// A Hint says what would put right what does not agree. The caller words it: only the caller knows how its commands are
// called.
type Hint int

// The hints of checks that fail.
const (
	NoHint    Hint = iota
	MakeViews      // the views of the database have to be made again, as any reading of it does
	Renew          // what is derived from the records has to be made again, although it seems current
	LoadAgain      // Input has to be loaded again, into a new database; every input when Input is ""
	LoadInput      // the input that was compared has not been loaded
)

// A reporter takes the checks as they are made.
type reporter func(*Check)

// check reports a comparison.
func (r reporter) check(ok bool, what, subject, detail string) {
	r(&Check{What: what, Subject: subject, Result: result(ok), Detail: detail})
}

// fail reports a comparison that failed, with what would put it right.
func (r reporter) fail(what, subject, detail string, hint Hint) {
	r(&Check{What: what, Subject: subject, Result: Fail, Detail: detail, Hint: hint})
}

func result(ok bool) Result {
	if ok {
		return OK
	}
	return Fail
}

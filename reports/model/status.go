package model

import (
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// A Status is how an audit ended. Its number is the exit code of the command.
type Status int

// The statuses. Where several apply a broken check comes first, then what failed.
const (
	Passed     Status = iota
	Failed            // a profile failed, on sessions, tunnels or the data as a whole, or a check did
	Incomplete        // nothing failed, but input is missing or a rule or check had no evidence
	Broken            // a check could not be run
)

func (s Status) String() string {
	return [...]string{"passed", "failed", "incomplete", "broken"}[s]
}

// Status reports how the audit ended.
func (r *Report) Status() Status {
	switch {
	case len(r.Errors()) > 0:
		return Broken
	case r.failed():
		return Failed
	case r.lacksInput() || r.lacksEvidence():
		return Incomplete
	}
	return Passed
}

// Errors returns why checks could not be run.
func (r *Report) Errors() []error {
	var errs []error
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; o.Status == queries.Error {
			errs = append(errs, o.Err)
		}
	}
	return errs
}

func (r *Report) failed() bool {
	return slices.ContainsFunc(r.Evaluations, hasFailed) ||
		slices.ContainsFunc(r.Outcomes, func(o queries.Outcome) bool { return o.Status == queries.Fail })
}

// hasFailed reports whether a profile failed on anything: the overall verdict covers the
// tunnels, but a verdict on tunnels fails the audit also where it stands alone.
func hasFailed(j *policy.Evaluation) bool {
	return j.Overall == policy.Fail || j.Tunnels.Overall == policy.Fail
}

// lacksInput reports whether records are missing from what was evaluated, or none was.
func (r *Report) lacksInput() bool {
	s := r.Sums()
	return r.InputLost || r.NoRecords || s.RecordsDecoded == 0 || s.RecordsRejected > 0 || s.BytesRejected > 0 ||
		len(r.Incomplete()) > 0 || r.Disputed() > 0
}

// Disputed returns how many records contradict themselves, so that what was read of them is one of several readings.
func (r *Report) Disputed() int64 {
	for _, k := range r.IssueKinds {
		if k.Kind == "disputed-record" {
			return k.Count
		}
	}
	return 0
}

func (r *Report) lacksEvidence() bool {
	return slices.ContainsFunc(r.Evaluations, hasNoEvidence) ||
		slices.ContainsFunc(r.Outcomes, func(o queries.Outcome) bool { return o.Status == queries.NoEvidence })
}

// hasNoEvidence reports whether records do not decide a profile, or one of its rules. A
// profile need not be about tunnels, so that only its rules count there.
func hasNoEvidence(j *policy.Evaluation) bool {
	return j.Overall == policy.NotEvidenced || j.Overall == policy.NotAssessed ||
		slices.ContainsFunc(j.Controls, func(c policy.Control) bool { return c.Verdict == policy.NotEvidenced }) ||
		slices.ContainsFunc(j.Tunnels.Controls,
			func(c policy.TunnelControl) bool { return c.Verdict == policy.NotEvidenced })
}

// Lacks says in words what an Incomplete audit lacks.
func (r *Report) Lacks() (parts []string) {
	if r.lacksInput() {
		parts = append(parts, "input is missing or was rejected")
	}
	var open []string
	for _, j := range r.Evaluations {
		if hasNoEvidence(j) {
			open = append(open, j.Profile.ID)
		}
	}
	if len(open) > 0 {
		parts = append(parts, "the records do not decide every rule of "+english.OxfordWordSeries(open, "and"))
	}
	none := slices.DeleteFunc(slices.Clone(r.Outcomes),
		func(o queries.Outcome) bool { return o.Status != queries.NoEvidence })
	if len(none) > 0 {
		parts = append(parts, wording.Count(int64(len(none)), "check")+" had nothing to look at")
	}
	return parts
}

// Accepted counts the findings of rules and the rows of checks that exceptions accept.
func (r *Report) Accepted() (findings, rows int64) {
	for _, j := range r.Evaluations {
		findings = AddCapped(findings, AddCapped(j.TotalAccepted, j.Tunnels.FindingsTaken))
	}
	for i := range r.Outcomes {
		rows = AddCapped(rows, int64(r.Outcomes[i].TotalAccepted))
	}
	return findings, rows
}

// Sums adds up what became of the inputs. Counts stop at the largest integer.
func (r *Report) Sums() (s InputFile) {
	for i := range r.Files.Rows {
		f := &r.Files.Rows[i]
		for _, n := range []struct {
			sum *int64
			n   int64
		}{
			{&s.Bytes, f.Bytes}, {&s.Records, f.Records}, {&s.Records119, f.Records119},
			{&s.RecordsDecoded, f.RecordsDecoded}, {&s.RecordsSkipped, f.RecordsSkipped},
			{&s.RecordsRejected, f.RecordsRejected}, {&s.BytesRejected, f.BytesRejected}, {&s.Unread, f.Unread},
		} {
			*n.sum = AddCapped(*n.sum, n.n)
		}
	}
	return s
}

// ReadNoun is what so many things of the inputs are: records, and the entries of reports and logs.
func (r *Report) ReadNoun(n int64) string {
	text, records := false, false
	for i := range r.Files.Rows {
		if r.Files.Rows[i].Form == "text" {
			text = true
		} else {
			records = true
		}
	}
	switch {
	case text && records:
		return "records and entries of text"
	case text:
		return english.PluralWord(int(n), "entry", "entries")
	}
	return english.PluralWord(int(n), "record", "")
}

// A StatusCount counts checks with one outcome.
type StatusCount struct {
	Status queries.Status
	Checks int
}

// CheckCounts counts the checks by their outcome, the worst first.
func (r *Report) CheckCounts() []StatusCount {
	var list []StatusCount
	for _, s := range []queries.Status{queries.Error, queries.Fail, queries.Review, queries.NoEvidence, queries.Pass} {
		n := 0
		for i := range r.Outcomes {
			if r.Outcomes[i].Status == s {
				n++
			}
		}
		if n > 0 {
			list = append(list, StatusCount{s, n})
		}
	}
	return list
}

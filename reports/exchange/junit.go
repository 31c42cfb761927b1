package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string     `xml:"classname,attr"`
	Name    string     `xml:"name,attr"`
	Skipped *junitNote `xml:"skipped"`
	Error   *junitNote `xml:"error"`
	Failure *junitNote `xml:"failure"`
	Out     string     `xml:"system-out,omitempty"`
}

type junitNote struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// WriteJUnit writes JUnit XML, which build servers read. A profile is a test suite, a rule a test
// case: what failed is a failure, what was not assessed or not evidenced is
// skipped, never passed. Checks are one more suite, and so are the inputs, where
// one that was not read to its end is an error.
func WriteJUnit(w io.Writer, r *model.Report) error {
	doc := junitSuites{Name: "zertify"}
	if len(r.Files.Rows) > 0 {
		doc.add(inputSuite(r.Files.Rows))
	}
	for _, j := range r.Evaluations {
		doc.add(profileSuite(r.Paths(), j))
		if j.Tunnels.Total > 0 {
			doc.add(tunnelSuite(r.Paths(), j))
		}
	}
	if len(r.Outcomes) > 0 {
		doc.add(querySuite(r.Outcomes))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (d *junitSuites) add(s junitSuite) {
	d.Tests, d.Failures, d.Errors = d.Tests+s.Tests, d.Failures+s.Failures, d.Errors+s.Errors
	d.Suites = append(d.Suites, s)
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	for _, n := range []struct {
		note  *junitNote
		count *int
	}{{c.Failure, &s.Failures}, {c.Error, &s.Errors}, {c.Skipped, &s.Skipped}} {
		if n.note != nil {
			*n.count++
		}
	}
	s.Cases = append(s.Cases, c)
}

func inputSuite(files []model.InputFile) junitSuite {
	s := junitSuite{Name: "inputs"}
	for i := range files {
		f := &files[i]
		c := junitCase{Class: "input", Name: plain.Text(f.Path)}
		if !f.Complete {
			c.Error = &junitNote{Message: f.Stop(), Type: "incomplete"}
		}
		s.add(c)
	}
	return s
}

func profileSuite(paths map[int64]string, j *policy.Evaluation) junitSuite {
	s := junitSuite{Name: "profile " + j.Profile.ID + " " + j.Profile.Edition}
	byRule := map[*policy.Rule][]*policy.Finding{}
	for i := range j.Findings {
		f := &j.Findings[i]
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	for i := range j.Controls {
		s.add(controlCase(paths, j, &j.Controls[i], byRule[j.Controls[i].Rule]))
	}
	return s
}

// tunnelSuite holds the rules that speak of tunnels.
func tunnelSuite(paths map[int64]string, j *policy.Evaluation) junitSuite {
	s := junitSuite{Name: "profile " + j.Profile.ID + " " + j.Profile.Edition + ", tunnels"}
	byRule := map[*policy.Rule][]*policy.Finding{}
	for i := range j.Tunnels.Findings {
		f := &j.Tunnels.Findings[i]
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	for _, c := range j.Tunnels.Controls {
		r := c.Rule
		out := junitCase{Class: j.Profile.ID + ".tunnels." + strings.ReplaceAll(r.AppliesTo, "/", "."),
			Name: r.ID + ": " + r.Attribute + " " + r.Condition}
		switch {
		case c.Verdict == policy.NotAssessed || c.Verdict == policy.NotEvidenced:
			out.Skipped = &junitNote{Message: string(c.Verdict) + ": " + c.Reason}
		case c.Verdict == policy.Fail && c.Matched <= c.Accepted:
			out.Out = "accepted by exceptions: " + wording.Count(c.Accepted, "tunnel")
		case c.Verdict == policy.Fail:
			out.Failure = &junitNote{Message: wording.CountOf(c.Matched, c.Looked, "tunnel") + ": " + r.Rationale,
				Type: r.Severity,
				Text: places(paths, byRule[r])}
		case c.Verdict == policy.Warn:
			out.Out = "warning, " + wording.CountOf(c.Matched, c.Looked, "tunnel") + ": " + r.Rationale + "\n" +
				places(paths, byRule[r])
		}
		s.add(out)
	}
	return s
}

func controlCase(paths map[int64]string, j *policy.Evaluation, c *policy.Control, found []*policy.Finding) junitCase {
	r := c.Rule
	out := junitCase{Class: j.Profile.ID + "." + strings.ReplaceAll(r.AppliesTo, "/", "."),
		Name: r.ID + ": " + r.Attribute + " " + r.Condition}
	open := c.Matched.Sessions - c.Accepted.Sessions
	switch {
	case c.Verdict == policy.NotAssessed || c.Verdict == policy.NotEvidenced:
		out.Skipped = &junitNote{Message: string(c.Verdict) + ": " + c.Reason}
	case c.Verdict == policy.Fail && open <= 0 && c.Accepted.Sessions > 0:
		out.Out = "accepted by exceptions: " + wording.Count(c.Accepted.Sessions, "session")
	case c.Verdict == policy.Fail:
		out.Failure = &junitNote{Message: wording.CountOf(c.Matched.Sessions, c.Looked.Sessions, "session") + ": " +
			r.Rationale,
			Type: r.Severity, Text: places(paths, found)}
	case c.Verdict == policy.Warn:
		out.Out = "warning, " + wording.CountOf(c.Matched.Sessions, c.Looked.Sessions, "session") + ": " + r.Rationale +
			"\n" +
			places(paths, found)
	}
	return out
}

// junitPlaces bounds the places listed in a failure or warning; findings.csv has them all.
const junitPlaces = 20

func places(paths map[int64]string, found []*policy.Finding) string {
	var b strings.Builder
	for i, f := range found {
		if i == junitPlaces {
			fmt.Fprintf(&b, "%s\n", wording.Count(int64(len(found)-i), "further place"))
			break
		}
		b.WriteString(plain.Text(placeText(f) + ": " + f.Observed))
		if len(f.Evidence) > 0 {
			b.WriteString("; " + model.DumpCommand(paths, f.Evidence[0].FileID, f.Evidence[0].RecordNo))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func querySuite(outcomes []queries.Outcome) junitSuite {
	s := junitSuite{Name: "checks"}
	for i := range outcomes {
		s.add(queryCase(&outcomes[i]))
	}
	return s
}

func queryCase(o *queries.Outcome) junitCase {
	c := junitCase{Class: "check." + o.Query.Area, Name: o.Query.ID + ": " + o.Query.Title}
	switch o.Status {
	case queries.NoEvidence:
		c.Skipped = &junitNote{Message: "no evidence: there was nothing to look at"}
	case queries.Error:
		c.Error = &junitNote{Message: model.ErrorText(o.Err)}
	case queries.Fail:
		c.Failure = &junitNote{Message: wording.CountOf(o.Total, o.Population, "row"), Type: o.Query.Severity,
			Text: plain.Text(o.Query.Remediation)}
	case queries.Review:
		c.Out = "to be reviewed: " + wording.Count(o.Total, "row")
	}
	return c
}

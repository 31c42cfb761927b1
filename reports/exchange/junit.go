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
	Name     string `xml:"name,attr"`
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Skipped  int    `xml:"skipped,attr"`

	Properties *junitProperties `xml:"properties"`
	Cases      []junitCase      `xml:"testcase"`
}

type junitProperties struct {
	List []junitProperty `xml:"property"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
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

// WriteJUnit writes JUnit XML, which build servers read. A profile is a test suite, with
// one more for its tunnels, a rule a test case: what failed is a failure, what was not
// assessed, not evidenced or cannot be decided is skipped, never passed. Checks are one more
// suite, and so are the inputs, where one that was not read to its end is an error.
func WriteJUnit(w io.Writer, r *model.Report) error {
	doc := junitSuites{Name: "zertify"}
	if len(r.Files.Rows) > 0 {
		doc.add(inputSuite(r.Files.Rows))
	}
	for _, j := range evaluationsOf(r) {
		doc.add(profileSuite(r.Paths(), j))
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
			c.Error = &junitNote{Message: ungrouped(f.Stop()), Type: "incomplete"}
		}
		s.add(c)
	}
	return s
}

func profileSuite(paths map[int64]string, j *evaluation) junitSuite {
	s := junitSuite{Name: "profile " + j.profile.ID}
	s.Properties = &junitProperties{[]junitProperty{{"edition", plain.Text(j.profile.Edition)},
		{"as-of", wording.ISODay(j.asOf)}, {"verdict", string(j.overall)}}}
	class := j.profile.ID
	if j.unit == "tunnel" {
		s.Name, class = s.Name+", tunnels", class+".tunnels"
	}
	byRule := map[*policy.Rule][]*policy.Finding{}
	for i := range j.findings {
		f := &j.findings[i]
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	for i := range j.controls {
		c := j.controls[i].junitCase(j.unit, paths, byRule[j.controls[i].rule])
		c.Class = class + "." + strings.ReplaceAll(j.controls[i].rule.AppliesTo, "/", ".")
		s.add(c)
	}
	return s
}

// junitCase returns the case of a rule. One that nothing met passes where that is decided; the others that did not
// speak are skipped.
func (c *ruleCounts) junitCase(unit string, paths map[int64]string, found []*policy.Finding) junitCase {
	r := c.rule
	out := junitCase{Name: plain.Text(ruleTitle(r))}
	met := countOf(c.matched, c.looked, unit) + ": " + r.Rationale
	detail := "condition: " + r.Attribute + " " + r.Condition + "\n" + places(paths, found)
	satisfied, decided := c.isSatisfied()
	switch {
	case c.verdict == policy.NotAssessed && c.inForce && satisfied && decided:
		out.Out = c.reason
	case c.verdict == policy.NotAssessed || c.verdict == policy.NotEvidenced:
		out.Skipped = &junitNote{Message: string(c.verdict) + ": " + c.reason}
	case c.verdict == policy.Fail && c.accepted > 0 && c.matched <= c.accepted:
		out.Out = "accepted by exceptions: " + count(c.accepted, unit)
	case c.verdict == policy.Fail:
		out.Failure = &junitNote{Message: met, Type: r.Severity, Text: detail}
	case c.verdict == policy.Warn:
		out.Out = "warning, " + met + "\n" + detail
	}
	return out
}

// junitPlaces bounds the places listed in a failure or warning; findings.csv has them all.
const junitPlaces = 20

func places(paths map[int64]string, found []*policy.Finding) string {
	var b strings.Builder
	for i, f := range found {
		if i == junitPlaces {
			fmt.Fprintf(&b, "%s\n", count(int64(len(found)-i), "further place"))
			break
		}
		b.WriteString(plain.Text(placeText(f) + ": " + model.SeenText(f)))
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
		c.Failure = &junitNote{Message: countOf(o.Total, o.Population, "row"), Type: o.Query.Severity,
			Text: plain.Text(o.Query.Remediation)}
	case queries.Review:
		c.Out = "to be reviewed: " + count(o.Total, "row")
	}
	return c
}

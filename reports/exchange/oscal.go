package exchange

import (
	"cmp"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// OSCAL assessment results (NIST, version 1.1.2): one result per profile, and one
// more for the tunnels where there are any, because tunnels are no sessions; in it
// an observation per rule in force, a finding per rule that was decided. The profile
// stands in the assessment plan, a document beside it, and the inputs are evidence with
// their digests. A rule that records do not decide has an observation and no finding.
const (
	oscalVersion = "1.1.2"
	oscalSpace   = homeURI + "/ns/oscal"
)

// WriteOSCAL writes the report as OSCAL assessment results.
func WriteOSCAL(w io.Writer, r *model.Report) error { return tables.WriteJSON(w, oscalOf(r)) }

// WriteOSCALPlan writes the assessment plan that the results of WriteOSCAL import.
func WriteOSCALPlan(w io.Writer, r *model.Report) error { return tables.WriteJSON(w, oscalPlanOf(r)) }

type oscalDoc struct {
	Results oscalResults `json:"assessment-results"`
}

type oscalResults struct {
	UUID     string        `json:"uuid"`
	Metadata oscalMetadata `json:"metadata"`
	ImportAP oscalHref     `json:"import-ap"`
	Results  []oscalResult `json:"results"`
	Back     *oscalBack    `json:"back-matter,omitempty"`
}

type oscalMetadata struct {
	Title    oscalMarkup `json:"title"`
	Modified string      `json:"last-modified"`
	Version  string      `json:"version"`
	OSCAL    string      `json:"oscal-version"`
	Props    []oscalProp `json:"props,omitempty"`
	Remarks  oscalMarkup `json:"remarks,omitempty"`
}

type oscalHref struct {
	Href string `json:"href"`
}

type oscalProp struct {
	Name  string `json:"name"`
	NS    string `json:"ns"`
	Value string `json:"value"`
}

type oscalResult struct {
	UUID         string             `json:"uuid"`
	Title        oscalMarkup        `json:"title"`
	Description  oscalMarkup        `json:"description"`
	Start        string             `json:"start"`
	End          string             `json:"end,omitempty"`
	Props        []oscalProp        `json:"props,omitempty"`
	Reviewed     oscalReviewed      `json:"reviewed-controls"`
	Observations []oscalObservation `json:"observations,omitempty"`
	Findings     []oscalFinding     `json:"findings,omitempty"`
	Remarks      oscalMarkup        `json:"remarks,omitempty"`
}

type oscalReviewed struct {
	Selections []oscalSelection `json:"control-selections"`
}

type oscalSelection struct {
	Description oscalMarkup    `json:"description,omitempty"`
	All         *struct{}      `json:"include-all,omitempty"`
	Include     []oscalControl `json:"include-controls,omitempty"`
}

type oscalControl struct {
	ID string `json:"control-id"`
}

type oscalObservation struct {
	UUID        string          `json:"uuid"`
	Title       oscalMarkup     `json:"title"`
	Description oscalMarkup     `json:"description"`
	Props       []oscalProp     `json:"props,omitempty"`
	Methods     []string        `json:"methods"`
	Evidence    []oscalEvidence `json:"relevant-evidence,omitempty"`
	Collected   string          `json:"collected"`
	Remarks     oscalMarkup     `json:"remarks,omitempty"`
}

type oscalEvidence struct {
	Href        string      `json:"href"`
	Description oscalMarkup `json:"description"`
}

type oscalFinding struct {
	UUID        string         `json:"uuid"`
	Title       oscalMarkup    `json:"title"`
	Description oscalMarkup    `json:"description"`
	Props       []oscalProp    `json:"props,omitempty"`
	Target      oscalTarget    `json:"target"`
	Related     []oscalRelated `json:"related-observations"`
}

type oscalTarget struct {
	Type   string      `json:"type"`
	ID     string      `json:"target-id"`
	Status oscalStatus `json:"status"`
}

type oscalStatus struct {
	State   string      `json:"state"`
	Reason  string      `json:"reason,omitempty"`
	Remarks oscalMarkup `json:"remarks,omitempty"`
}

type oscalRelated struct {
	UUID string `json:"observation-uuid"`
}

type oscalBack struct {
	Resources []oscalResource `json:"resources"`
}

type oscalResource struct {
	UUID        string       `json:"uuid"`
	Title       oscalMarkup  `json:"title"`
	Description oscalMarkup  `json:"description,omitempty"`
	Props       []oscalProp  `json:"props,omitempty"`
	Links       []oscalRlink `json:"rlinks,omitempty"`
	Remarks     oscalMarkup  `json:"remarks,omitempty"`
}

type oscalRlink struct {
	Href   string      `json:"href"`
	Hashes []oscalHash `json:"hashes,omitempty"`
}

type oscalHash struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"value"`
}

// An oscalWriter turns one report into one document.
type oscalWriter struct {
	r       *model.Report
	paths   map[int64]string
	remarks oscalMarkup // on every result: what was not read
}

func oscalOf(r *model.Report) oscalDoc {
	o := &oscalWriter{r, r.Paths(), oscalMarkup(ungrouped(strings.Join(r.Stops(), " ")))}
	plan := uuidOf(r, "oscal", "plan")
	doc := oscalResults{
		UUID: uuidOf(r, "oscal"), ImportAP: oscalHref{"#" + plan},
		Metadata: oscalMetadataOf(r, "Protection of z/OS network traffic"),
	}
	for _, j := range evaluationsOf(r) {
		doc.Results = append(doc.Results, o.result(j))
	}
	if len(doc.Results) == 0 {
		doc.Results = []oscalResult{o.nothing()}
	}
	doc.Back = &oscalBack{[]oscalResource{o.plan(plan)}}
	for _, f := range r.Files.Rows {
		doc.Back.Resources = append(doc.Back.Resources, o.input(f))
	}
	return oscalDoc{doc}
}

func oscalMetadataOf(r *model.Report, title oscalMarkup) oscalMetadata {
	return oscalMetadata{
		Title: title, Modified: oscalTime(r.AsOf), Version: oscalText(r.Tool.Version), OSCAL: oscalVersion,
		Props:   []oscalProp{oscalProperty("database", r.Database), oscalProperty("layout-hash", r.Tool.LayoutHash)},
		Remarks: oscalMarkup(r.Scope),
	}
}

// oscalTime writes a time with zone, as OSCAL wants all of them. A report of no
// traffic has no day; the epoch says so.
func oscalTime(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}

// oscalText is s, or words for nothing where OSCAL wants at least a character.
func oscalText(s string) string {
	return strings.TrimSpace(wording.OrNotSaid(strings.TrimSpace(plain.Text(s))))
}

func oscalProperty(name, value string) oscalProp {
	return oscalProp{name, oscalSpace, oscalText(value)}
}

// oscalToken makes an id of the characters that OSCAL takes in one.
func oscalToken(s string) string {
	ok := func(c rune) rune {
		if c < 0x80 && (c == '-' || c == '_' || c == '.' || wording.IsAlnum(byte(c))) {
			return c
		}
		return '_'
	}
	s = strings.Map(ok, s)
	if s == "" || s[0] == '-' || s[0] == '.' || s[0] >= '0' && s[0] <= '9' {
		s = "_" + s
	}
	return s
}

// id makes the UUID of a part. Those of sessions do without the population, which
// they had before tunnels came in.
func (o *oscalWriter) id(j *evaluation, kind string, part ...string) string {
	if j.unit == "tunnel" {
		kind += " on tunnels"
	}
	return uuidOf(o.r, append([]string{"oscal", kind, j.profile.ID}, part...)...)
}

func (o *oscalWriter) result(j *evaluation) oscalResult {
	p := j.profile
	title, verdict := p.Title+", "+p.Edition, "overall verdict"
	if j.unit == "tunnel" {
		title, verdict = title+", IKE and IP tunnels", "verdict on the tunnels"
	}
	out := oscalResult{
		UUID: o.id(j, "result"), Title: oscalMarkup(oscalText(title)),
		Description: oscalMarkup("Rules of " + oscalText(p.Authority) + " as of " + wording.ISODay(j.asOf) + "; " + verdict +
			": " +
			string(j.overall) + "."),
		Start: oscalTime(cmp.Or(o.r.Traffic.FirstUTC, j.asOf)),
		Props: []oscalProp{oscalProperty("profile", p.ID), oscalProperty("population", j.unit+"s"),
			oscalProperty("overall-verdict", string(j.overall)),
			oscalProperty("as-of", wording.ISODay(j.asOf))},
		Remarks: o.remarks,
	}
	if n := len(o.r.Incomplete()); n > 0 {
		out.Props = append(out.Props, oscalProperty("inputs-incomplete", wording.Digits(int64(n))))
	}
	if t := o.r.Traffic.Span; !t.First.IsZero() {
		out.Props = append(out.Props, oscalProperty("traffic-first-local", t.First.Format(wording.LocalLayout)),
			oscalProperty("traffic-last-local", t.Last.Format(wording.LocalLayout)))
	}
	if t := o.r.Traffic.LastUTC; !t.IsZero() {
		out.End = oscalTime(t)
	}
	found := map[*policy.Rule][]*policy.Finding{}
	for i := range j.findings {
		found[j.findings[i].Rule] = append(found[j.findings[i].Rule], &j.findings[i])
	}
	for i := range j.controls {
		c := &j.controls[i]
		if !c.inForce {
			continue
		}
		obs := o.observation(j, c, found[c.rule])
		out.Observations = append(out.Observations, obs)
		if f, decided := o.finding(j, c, obs.UUID); decided {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Reviewed = oscalReviewed{[]oscalSelection{j.selection()}}
	return out
}

// selection lists the rules in force.
func (j *evaluation) selection() oscalSelection {
	sel := oscalSelection{
		Description: oscalMarkup("Every rule of the profile that was in force and can speak of " + j.unit + "s."),
	}
	for _, c := range j.controls {
		if c.inForce {
			sel.Include = append(sel.Include, oscalControl{oscalToken(c.rule.ID)})
		}
	}
	if len(sel.Include) == 0 {
		sel.All = &struct{}{}
	}
	return sel
}

// oscalPlaces bounds the evidence listed for a rule; findings.csv and
// tunnel_findings.csv have it all.
const oscalPlaces = 20

func (o *oscalWriter) observation(j *evaluation, c *ruleCounts, found []*policy.Finding) oscalObservation {
	r := c.rule
	obs := oscalObservation{
		UUID: o.id(j, "observation", r.ID), Title: oscalMarkup(oscalText(ruleTitle(r))),
		Description: oscalMarkup("Condition " + oscalText(r.Attribute+" "+r.Condition) + ". Met by " +
			countOf(c.matched, c.looked, j.unit) + "; not known for " +
			count(c.notKnown, j.unit) + ", and for " + count(c.undecided, j.unit) +
			" no record can say; accepted by exceptions for " + count(c.accepted, j.unit) + "."),
		Props: []oscalProp{oscalProperty("verdict", string(c.verdict)), oscalProperty("severity", r.Severity),
			oscalProperty("basis", r.Basis)},
		Methods: []string{"EXAMINE"}, Collected: oscalTime(o.r.AsOf), Remarks: oscalMarkup(c.reason),
	}
	if c.records > 0 {
		obs.Props = append(obs.Props, oscalProperty("interval-records", strconv.FormatInt(c.records, 10)))
	}
	for _, f := range found[:min(len(found), oscalPlaces)] {
		text := f.Title() + ": " + placeText(f) + ": " + model.SeenText(f)
		if w := f.Weight(); w != "" {
			text += "; " + w
		}
		for _, e := range f.Evidence {
			where := oscalMarkup(oscalText(text + "; " + model.DumpCommand(o.paths, e.FileID, e.RecordNo)))
			obs.Evidence = append(obs.Evidence, oscalEvidence{"#" + o.inputUUID(e.FileID), where})
		}
	}
	return obs
}

func (o *oscalWriter) finding(j *evaluation, c *ruleCounts, observation string) (oscalFinding, bool) {
	satisfied, decided := c.isSatisfied()
	if !decided {
		return oscalFinding{}, false
	}
	r := c.rule
	status := oscalStatus{"not-satisfied", "fail", oscalMarkup(r.Citation)}
	if satisfied {
		status.State, status.Reason = "satisfied", "pass"
	}
	return oscalFinding{
		UUID: o.id(j, "finding", r.ID), Title: oscalMarkup(oscalText(ruleTitle(r))),
		Description: oscalMarkup(oscalText(r.Rationale)),
		Props:       []oscalProp{oscalProperty("rule-verdict", string(r.Verdict)), oscalProperty("severity", r.Severity)},
		Target:      oscalTarget{"objective-id", oscalToken(r.ID), status},
		Related:     []oscalRelated{{observation}},
	}, true
}

// nothing is the one result of a report without a profile.
func (o *oscalWriter) nothing() oscalResult {
	return oscalResult{UUID: uuidOf(o.r, "oscal", "result"), Title: "No profile was applied",
		Description: "The traffic was not evaluated.", Start: oscalTime(o.r.AsOf), Remarks: o.remarks,
		Reviewed: oscalReviewed{[]oscalSelection{{All: &struct{}{}}}}}
}

func (o *oscalWriter) plan(id string) oscalResource {
	var names []oscalProp
	for _, j := range o.r.Evaluations {
		names = append(names, oscalProperty("profile", j.Profile.ID+" "+j.Profile.Edition))
	}
	return oscalResource{UUID: id, Title: "Assessment plan: zertify profiles", Props: names,
		Description: "The rules are data of the program; zertify describe profiles prints them.",
		Links:       []oscalRlink{{Href: OSCALPlanFile}}}
}

func (o *oscalWriter) inputUUID(file int64) string {
	return uuidOf(o.r, "oscal", "input", wording.Digits(file))
}

func (o *oscalWriter) input(f model.InputFile) oscalResource {
	res := oscalResource{UUID: o.inputUUID(f.ID), Title: oscalMarkup(oscalText(f.Path)),
		Props: []oscalProp{oscalProperty("bytes", wording.Digits(f.Bytes)),
			oscalProperty("records", wording.Digits(f.Records)),
			oscalProperty("records-rejected", wording.Digits(f.RecordsRejected))},
		Links: []oscalRlink{{Href: pathURI(f.Path)}}}
	if !f.Complete {
		res.Props = append(res.Props, oscalProperty("is-complete", "false"),
			oscalProperty("bytes-unread", wording.Digits(f.Unread)))
		res.Remarks = oscalMarkup(oscalText(ungrouped(f.Stop())))
	}
	if f.SHA256 != "" {
		res.Links[0].Hashes = []oscalHash{{"SHA-256", oscalText(f.SHA256)}}
	}
	return res
}

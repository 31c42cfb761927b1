package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
)

// printClosing writes the five lines every audit ends with; a terminal gets long
// ones folded.
func (e *env) printClosing(p *auditPlan, r *model.Report, files []string) error {
	width, _ := isTerminal(e.stdout)
	for _, line := range []struct{ what, text string }{
		{"Read:", readLine(r)},
		{"Rejected:", rejectedLine(r)},
		{"Verdict:", verdictLine(r)},
		{"Worst:", worstLine(r)},
		{"Report:", plainPath(reportPath(p.opt.dir, files))},
	} {
		if err := e.printf("%s\n", hang(fmt.Sprintf("%-10s %s", line.what, line.text), 11, width)); err != nil {
			return err
		}
	}
	return nil
}

// hang folds a line at blanks so that it fits a width, what follows indented; a
// width of 0, or one that leaves no room, leaves it whole.
func hang(line string, indent, width int) string {
	const least = 20
	if width < indent+least || utf8.RuneCountInString(line) <= width {
		return line
	}
	label := line[:indent]
	var b strings.Builder
	b.WriteString(label)
	at := indent
	for i, word := range strings.Fields(line[indent:]) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

func readLine(r *model.Report) string {
	sum := r.Sums()
	read := commas(sum.Records) + " " + r.ReadNoun(sum.Records)
	return fmt.Sprintf("%s, %s, %s: %s decoded, %s of other types skipped; %s", plural(r.Files.Total, "input"),
		size(sum.Bytes), read, commas(sum.RecordsDecoded), commas(sum.RecordsSkipped),
		plural(r.Traffic.Sessions, "session")+" in "+plural(r.Traffic.Records, "interval record"))
}

func rejectedLine(r *model.Report) string {
	sum := r.Sums()
	var parts []string
	switch {
	case sum.RecordsRejected > 0:
		parts = append(parts,
			fmt.Sprintf("%s, %s (table input_issue)", plural(sum.RecordsRejected, "record"), size(sum.BytesRejected)))
	case sum.BytesRejected > sum.Unread:
		parts = append(parts, fmt.Sprintf("%s in which no record could be read (table input_issue)", size(sum.BytesRejected)))
	case sum.Unread > 0:
		parts = append(parts, fmt.Sprintf("at least %s not read (table input_issue)", size(sum.Unread)))
	}
	if n := r.Disputed(); n > 0 && sum.RecordsRejected == 0 {
		parts = append(parts, "nothing; "+plural(n, "record")+" in dispute (check disputed-records)")
	}
	if text := stoppedText(r.Incomplete()); text != "" {
		parts = append(parts, text)
	}
	if r.InputLost && len(parts) == 0 {
		parts = append(parts, "inputs that could not be read; see the messages above")
	}
	return cmp.Or(strings.Join(parts, "; "), "nothing")
}

// stoppedText says which inputs were not read to their end, the first with where and why.
// One of which nothing is known but that no record is in it has its own words.
func stoppedText(list []model.InputFile) string {
	list = slices.DeleteFunc(list, func(f model.InputFile) bool { return f.Records == 0 && f.Unread == 0 })
	if len(list) == 0 {
		return ""
	}
	text := fmt.Sprintf("reading stopped in %s, %s", list[0].Path, list[0].Stopped)
	if more := int64(len(list) - 1); more > 0 {
		text += fmt.Sprintf("; and in %s (check incomplete-inputs)", plural(more, "further input"))
	}
	return plain.Text(text)
}

// fewProfiles are as many as the verdict line speaks of one by one.
const fewProfiles = 3

// verdictLine returns each profile's verdict, the outcome of the checks, the
// verdicts on tunnels where there are any, and what exceptions accepted.
func verdictLine(r *model.Report) string {
	profiles, tunnels := eachVerdict(r), eachTunnelVerdict(r)
	if len(r.Evaluations) > fewProfiles {
		profiles, tunnels = byVerdict(r), byTunnelVerdict(r)
	}
	var checks []string
	for _, c := range r.CheckCounts() {
		checks = append(checks, fmt.Sprintf("%d %s", c.Checks, c.Status))
	}
	said := cmp.Or(strings.Join(checks, ", "), "none run")
	return strings.Join(slices.Concat(profiles, []string{"checks: " + said}, tunnels, acceptedParts(r)), "; ")
}

// acceptedParts says what exceptions accepted.
func acceptedParts(r *model.Report) []string {
	var parts []string
	findings, rows := r.Accepted()
	for _, n := range []struct {
		n    int64
		noun string
	}{{findings, "finding"}, {rows, "row"}} {
		if n.n > 0 {
			parts = append(parts, plural(n.n, n.noun))
		}
	}
	switch {
	case len(parts) == 0:
		return nil
	case rows > 0:
		parts[len(parts)-1] += " of checks"
	}
	return []string{"accepted by exceptions: " + strings.Join(parts, " and ")}
}

func eachVerdict(r *model.Report) (parts []string) {
	for _, j := range r.Evaluations {
		parts = append(parts, fmt.Sprintf("%s: %s%s", j.Profile.ID, j.Overall, verdictCounts(j)))
	}
	return parts
}

// verdictCounts says how many sessions the verdict rests on, of how many, and how many of
// the others passed, or could not be decided by their records.
func verdictCounts(j *policy.Evaluation) string {
	var all int64
	for _, t := range j.Verdicts {
		all = model.AddCapped(all, t.Sessions)
	}
	n := j.Verdicts[j.Overall].Sessions
	if n == 0 {
		return ""
	}
	text := fmt.Sprintf(" (%s of %s", commas(n), plural(all, "session"))
	for _, v := range []policy.Verdict{policy.Pass, policy.NotEvidenced} {
		if n := j.Verdicts[v].Sessions; n > 0 && v != j.Overall {
			text += fmt.Sprintf(", %s %s", commas(n), v)
		}
	}
	return text + ")"
}

func eachTunnelVerdict(r *model.Report) (parts []string) {
	for _, j := range r.Evaluations {
		if t := j.Tunnels; t.Total > 0 {
			parts = append(parts,
				fmt.Sprintf("%s on tunnels: %s (%d of %d)", j.Profile.ID, t.Overall, t.Verdicts[t.Overall], t.Total))
		}
	}
	return parts
}

// byVerdict names the profiles under their verdicts, those with most sessions first.
func byVerdict(r *model.Report) (parts []string) {
	js := slices.Clone(r.Evaluations)
	slices.SortStableFunc(js, func(a, b *policy.Evaluation) int {
		return cmp.Compare(b.Verdicts[b.Overall].Sessions, a.Verdicts[a.Overall].Sessions)
	})
	for _, v := range policy.Verdicts {
		var names []string
		for _, j := range js {
			if j.Overall == v {
				names = append(names, j.Profile.ID)
			}
		}
		if len(names) > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", v, strings.Join(names, ", ")))
		}
	}
	return parts
}

func byTunnelVerdict(r *model.Report) []string {
	counts := map[policy.Verdict]int{}
	for _, j := range r.Evaluations {
		if j.Tunnels.Total > 0 {
			counts[j.Tunnels.Overall]++
		}
	}
	var parts []string
	for _, v := range policy.Verdicts {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], v))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{"on tunnels: " + strings.Join(parts, ", ")}
}

// worstLine names what to look at first: what failed, or that nothing did, why the
// audit does not pass all the same, and the worst warning.
func worstLine(r *model.Report) string {
	list := r.Worst(1)
	if len(list) > 0 && list[0].Verdict() == policy.Fail {
		return plain.Text(worstText(&list[0]))
	}
	text := "nothing failed"
	switch r.Status() {
	case model.Broken:
		text += ", but " + plural(int64(len(r.Errors())), "check") + " could not be run"
	case model.Incomplete:
		text += ", but " + strings.Join(r.Lacks(), "; ")
	}
	if len(list) > 0 {
		text += "; worst warning, " + worstText(&list[0])
	}
	return plain.Text(text)
}

// worstText says how bad it is, what, where, how much of it, and which rule or check
// says so.
func worstText(w *model.Worst) string {
	text := strings.TrimPrefix(w.Severity()+": ", ": ") + w.Title()
	for _, part := range []string{w.Place(), worstCount(w)} {
		if part != "" {
			text += "; " + part
		}
	}
	if id := w.Source(); id != "" {
		text += " (" + id + ")"
	}
	return text
}

func worstCount(w *model.Worst) string {
	switch {
	case w.Check != nil:
		return plural(w.Check.Total-w.Check.TotalAccepted, "finding")
	case w.Thing == nil || w.Thing.Sessions == 0: // nothing is counted of tunnels
		return ""
	}
	return plural(w.Thing.Sessions, "session") + ", " + plural(w.Thing.Connections, "connection")
}

// reportPath names what to open: the page when there is one, else the folder.
func reportPath(dir string, files []string) string {
	for _, f := range files {
		if filepath.Ext(f) == ".html" {
			return f
		}
	}
	return dir
}

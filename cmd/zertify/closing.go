package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zertify/zertify/queries"
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
		{"Rejected:", rejectedLine(r, p.opt.inputLost)},
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
	var sum model.InputFile
	for _, f := range r.Files.Rows {
		sum.Bytes += f.Bytes
		sum.Records += f.Records
		sum.RecordsDecoded += f.RecordsDecoded
		sum.RecordsSkipped += f.RecordsSkipped
	}
	return fmt.Sprintf("%s, %s, %s: %s decoded, %s of other types skipped; %s", plural(r.Files.Total, "input"),
		size(sum.Bytes),
		plural(sum.Records, "record"), commas(sum.RecordsDecoded), commas(sum.RecordsSkipped),
		plural(r.Traffic.Sessions, "session"))
}

func rejectedLine(r *model.Report, inputLost bool) string {
	var records, bytes, unread int64
	for _, f := range r.Files.Rows {
		records += f.RecordsRejected
		bytes += f.BytesRejected
		unread += f.Unread
	}
	var parts []string
	switch {
	case records > 0:
		parts = append(parts, fmt.Sprintf("%s, %s (table input_issue)", plural(records, "record"), size(bytes)))
	case bytes > unread:
		parts = append(parts, fmt.Sprintf("%s in which no record could be read (table input_issue)", size(bytes)))
	case unread > 0:
		parts = append(parts, fmt.Sprintf("at least %s not read (table input_issue)", size(unread)))
	}
	if text := stoppedText(r.Incomplete()); text != "" {
		parts = append(parts, text)
	}
	if inputLost && len(parts) == 0 {
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

// verdictLine returns each profile's verdict, the outcome of the checks, and
// the verdicts on tunnels where there are any.
func verdictLine(r *model.Report) string {
	profiles, tunnels := eachVerdict(r), eachTunnelVerdict(r)
	if len(r.Evaluations) > fewProfiles {
		profiles, tunnels = byVerdict(r), byTunnelVerdict(r)
	}
	counts := map[queries.Status]int{}
	for _, o := range r.Outcomes {
		counts[o.Status]++
	}
	var asked []string
	for _, s := range []queries.Status{queries.Error, queries.Fail, queries.Review, queries.NoEvidence, queries.Pass} {
		if counts[s] > 0 {
			asked = append(asked, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return strings.Join(slices.Concat(profiles, []string{"checks: " + strings.Join(asked, ", ")}, tunnels), "; ")
}

func eachVerdict(r *model.Report) (parts []string) {
	for _, j := range r.Evaluations {
		text := fmt.Sprintf("%s: %s", j.Profile.ID, j.Overall)
		if n := j.Verdicts[j.Overall].Sessions; n > 0 {
			text += fmt.Sprintf(" (%s)", plural(n, "session"))
		}
		parts = append(parts, text)
	}
	return parts
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

// worstLine names the finding to look at first: a failed check where no session and no tunnel failed.
func worstLine(r *model.Report) string {
	worst := worstFinding(r)
	if worst == nil || worst.Verdict != policy.Fail {
		if q := worstCheck(r); q != nil {
			return plain.Text(
				fmt.Sprintf("%s fail check %s: %s; %s", q.Query.Severity, q.Query.ID, q.Query.Title,
					plural(q.Total-q.TotalAccepted, "finding")))
		}
	}
	switch {
	case worst == nil && r.Traffic.Sessions == 0:
		return "nothing could be evaluated: the records show no session"
	case worst == nil:
		return "nothing failed"
	}
	place := strings.Join(
		slices.DeleteFunc([]string{worst.System, worst.Stack, worst.Job}, func(s string) bool { return s == "" }), "/")
	if worst.ServerPort > 0 {
		place += fmt.Sprintf(" port %d", worst.ServerPort)
	}
	text := fmt.Sprintf("%s %s %s: %s, %s %s; %s", worst.Severity(), worst.Verdict, worst.Rule.ID, place,
		worst.Rule.Attribute,
		worst.Observed, plural(worst.Connections, "connection"))
	if t := worst.Tunnel; t != nil {
		text = fmt.Sprintf("%s %s %s: %s tunnel %s to %s, %s %s", worst.Severity(), worst.Verdict, worst.Rule.ID, place, t.ID,
			t.Remote,
			worst.Rule.Attribute, worst.Observed)
	}
	return plain.Text(text)
}

// worstFinding is the first finding by severity, weight of the port and
// connections that fails or, when none does, warns. Profiles list theirs worst first.
func worstFinding(r *model.Report) *policy.Finding {
	for _, v := range []policy.Verdict{policy.Fail, policy.Warn} {
		var worst *policy.Finding
		for _, j := range r.Evaluations {
			all := slices.Concat(j.Findings, j.Tunnels.Findings)
			for i := range all {
				f := &all[i]
				if f.Verdict == v && f.Accepted == "" && (worst == nil || worse(f, worst)) {
					worst = f
				}
			}
		}
		if worst != nil {
			return worst
		}
	}
	return nil
}

// worstCheck is the first check by severity that failed, nil when none did.
func worstCheck(r *model.Report) *queries.Outcome {
	var worst *queries.Outcome
	rank := func(o *queries.Outcome) int { return slices.Index(queries.Severities, o.Query.Severity) }
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; o.Status == queries.Fail && (worst == nil || rank(o) < rank(worst)) {
			worst = o
		}
	}
	return worst
}

func worse(a, b *policy.Finding) bool {
	rank := func(f *policy.Finding) int { return slices.Index(queries.Severities, f.Severity()) }
	return cmp.Or(cmp.Compare(rank(a), rank(b)), -cmp.Compare(a.PortWeight, b.PortWeight),
		-cmp.Compare(a.Connections, b.Connections)) < 0
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

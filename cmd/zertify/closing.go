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
	return fmt.Sprintf("%s, %s, %s: %s decoded, %s of other types skipped; %s", plural(r.Files.Total, "input"),
		size(sum.Bytes),
		plural(sum.Records, "record"), commas(sum.RecordsDecoded), commas(sum.RecordsSkipped),
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

// verdictLine returns each profile's verdict, the outcome of the checks, and
// the verdicts on tunnels where there are any.
func verdictLine(r *model.Report) string {
	profiles, tunnels := eachVerdict(r), eachTunnelVerdict(r)
	if len(r.Evaluations) > fewProfiles {
		profiles, tunnels = byVerdict(r), byTunnelVerdict(r)
	}
	var checks []string
	for _, c := range r.CheckCounts() {
		checks = append(checks, fmt.Sprintf("%d %s", c.Checks, c.Status))
	}
	return strings.Join(slices.Concat(profiles, []string{"checks: " + strings.Join(checks, ", ")}, tunnels), "; ")
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

// worstLine names what to look at first.
func worstLine(r *model.Report) string {
	list := r.Worst(1)
	switch {
	case len(list) == 0 && r.Traffic.Sessions == 0:
		return "nothing could be evaluated: the records show no session"
	case len(list) == 0:
		return "nothing failed"
	}
	return plain.Text(worstText(&list[0]))
}

func worstText(w *model.Worst) string {
	switch {
	case w.Finding != nil:
		return findingText(w.Finding)
	case w.Check != nil:
		return fmt.Sprintf("%s fail check %s: %s; %s", w.Severity(), w.Check.Query.ID, w.Check.Query.Title,
			plural(w.Check.Total-w.Check.TotalAccepted, "finding"))
	case w.Rule != nil:
		return fmt.Sprintf("%s fail %s: %s %s", w.Severity(), w.Rule.ID, w.Rule.Attribute, w.Rule.Condition)
	}
	return "profile " + w.Profile.Profile.ID + " failed; its findings are beyond the limit of the report"
}

func findingText(f *policy.Finding) string {
	parts := []string{f.System, f.Stack, f.Job}
	place := strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "/")
	if f.ServerPort > 0 {
		place += fmt.Sprintf(" port %d", f.ServerPort)
	}
	head := fmt.Sprintf("%s %s %s: %s", f.Severity(), f.Verdict, f.Rule.ID, place)
	if t := f.Tunnel; t != nil {
		return fmt.Sprintf("%s tunnel %s to %s, %s %s", head, t.ID, t.Remote, f.Rule.Attribute, f.Observed)
	}
	return fmt.Sprintf("%s, %s %s; %s", head, f.Rule.Attribute, f.Observed, plural(f.Connections, "connection"))
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

package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

const summaryName = "Summary"

// hashDigits is how much of a digest is shown where nobody compares it.
const hashDigits = 13

// summaryWidths are the columns of the summary, in characters.
var summaryWidths = []float64{36, 40, 15, 12, 12, 16, 15, 12, 12, 12, 12}

// A block is a table of the summary; its first column may lead to a sheet.
type block struct {
	title string
	heads []string
	kinds []kind
	rows  [][]any
	links []string // sheet per row, where it leads to one
}

// summarize writes what a reader sees first: verdicts, counts by severity, what limits
// the report, and where to find the rest.
func (b *book) summarize(r *model.Report, sheets []sheet) error {
	p := &pen{book: b}
	for i, width := range summaryWidths {
		p.width(i+1, width)
	}
	p.line(b.styles.title, "Protection of z/OS network traffic")
	for _, f := range summaryFacts(r) {
		p.fact(f[0], f[1])
	}
	for _, block := range []block{verdictBlock(r), severityBlock(r), limitBlock(r), sheetBlock(sheets)} {
		if len(block.rows) > 0 {
			p.block(&block)
		}
	}
	if p.err != nil {
		return p.err
	}
	if err := b.printing(summaryName, nil); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	return nil
}

func summaryFacts(r *model.Report) [][2]string {
	return [][2]string{
		{"Scope", r.Scope},
		{"Rules as of", wording.Day(r.AsOf)},
		{"Traffic", trafficText(r)},
		{"Database", r.Database},
		{"Made by", r.Tool.Name + " " + r.Tool.Version + ", layouts " + wording.Clip(r.Tool.LayoutHash, hashDigits)},
	}
}

func trafficText(r *model.Report) string {
	t := r.Traffic
	text := wording.Sessions(t.Sessions, t.Records) + ", " + wording.Count(t.Connections, "connection") + ", " +
		wording.Size(t.Bytes)
	if t.First.IsZero() {
		return text
	}
	return text + "; " + wording.Day(t.First.Time) + " to " + wording.Day(t.Last.Time) + ", local days"
}

func verdictBlock(r *model.Report) block {
	out := block{title: "Verdicts, and sessions by their worst verdict", heads: []string{"Profile", "Edition", "Verdict"},
		kinds: []kind{text, text, verdict}}
	for _, v := range policy.Verdicts {
		out.heads, out.kinds = append(out.heads, wording.UpperFirst(strings.ReplaceAll(string(v), "-", " "))),
			append(out.kinds, number)
	}
	out.heads, out.kinds = append(out.heads, "Findings", "Accepted"), append(out.kinds, number, number)
	for _, e := range r.Evaluations {
		row := []any{e.Profile.Title, e.Profile.Edition, e.Overall}
		for _, v := range policy.Verdicts {
			row = append(row, e.Verdicts[v].Sessions)
		}
		out.rows = append(out.rows, append(row, e.Total, e.TotalAccepted))
		if n := e.Tunnels.Total; n > 0 {
			out.rows = append(out.rows, tunnelVerdicts(e))
		}
	}
	return out
}

// tunnelVerdicts is the line of a profile's tunnels; its counts are of tunnels.
func tunnelVerdicts(e *policy.Evaluation) []any {
	row := []any{e.Profile.Title + ", tunnels", e.Profile.Edition, e.Tunnels.Overall}
	for _, v := range policy.Verdicts {
		row = append(row, e.Tunnels.Verdicts[v])
	}
	return append(row, e.Tunnels.FindingsTotal, e.Tunnels.FindingsTaken)
}

// severityBlock counts what failed or drew a warning and was not accepted, with the
// servers concerned.
func severityBlock(r *model.Report) block {
	out := block{title: "Findings by severity, accepted ones left out",
		heads: []string{"Severity", "Profile", "Failures", "Warnings", "Servers"},
		kinds: []kind{word, text, number, number, number}}
	for _, severity := range queries.Severities {
		for _, e := range r.Evaluations {
			fails, warns, servers := countFindings(e.Findings, severity)
			if fails+warns > 0 {
				out.rows = append(out.rows, []any{severity, e.Profile.Title, fails, warns, servers})
			}
		}
	}
	return out
}

func countFindings(list []policy.Finding, severity string) (fails, warns, servers int64) {
	type server struct {
		system, stack, addr string
		port                int
	}
	seen := map[server]bool{}
	for i := range list {
		f := &list[i]
		if f.Severity() != severity || f.Accepted != "" {
			continue
		}
		switch f.Verdict {
		case policy.Fail:
			fails++
		case policy.Warn:
			warns++
		default:
			continue
		}
		seen[server{f.System, f.Stack, f.ServerAddr, f.ServerPort}] = true
	}
	return fails, warns, int64(len(seen))
}

// limitBlock says what the report cannot speak of.
func limitBlock(r *model.Report) block {
	out := block{title: "What limits this report", kinds: []kind{word}}
	for _, s := range r.Stops() {
		out.rows = append(out.rows, []any{s})
	}
	if beyond := r.BeyondText(); beyond != "" {
		out.rows = append(out.rows, []any{beyond})
	}
	for _, e := range r.Evaluations {
		if n := e.Verdicts[policy.NotEvidenced].Sessions; n > 0 {
			out.rows = append(out.rows,
				[]any{e.Profile.Title + ": the records of " + wording.Count(n, "session") + " lack what they should hold" +
					"; sheet Controls names the rules."})
		}
	}
	for _, e := range r.Evaluations {
		for _, u := range e.Undecided {
			out.rows = append(out.rows, []any{e.Profile.Title + ", " + u.Rule.ID + " (" + u.Rule.Title + "). " +
				model.OpenText(&u)})
		}
	}
	if gaps, _ := r.Gaps(); gaps > 0 {
		out.rows = append(out.rows,
			[]any{wording.Count(gaps, "gap") + " between the intervals of the stacks: sheet Coverage."})
	}
	return out
}

func sheetBlock(sheets []sheet) block {
	out := block{title: "Sheets", heads: []string{"Sheet", "Rows", "What it holds"}, kinds: []kind{word, number, word}}
	for _, s := range sheets {
		out.rows = append(out.rows, []any{s.name, s.total, s.about})
		out.links = append(out.links, s.name)
	}
	return out
}

// A pen writes the summary line by line and keeps the first error.
type pen struct {
	book *book
	row  int
	err  error
}

func (p *pen) do(f func(*excelize.File) error) {
	if p.err == nil {
		p.err = f(p.book.file)
	}
}

func (p *pen) width(column int, width float64) {
	name, err := excelize.ColumnNumberToName(column)
	p.do(func(f *excelize.File) error {
		if err != nil {
			return err
		}
		return f.SetColWidth(summaryName, name, name, width)
	})
}

// cell writes one cell of the present line.
func (p *pen) cell(column, style int, value any) {
	p.do(func(f *excelize.File) error {
		at, err := excelize.CoordinatesToCellName(column, p.row)
		if err != nil {
			return err
		}
		if err := f.SetCellValue(summaryName, at, value); err != nil {
			return err
		}
		return f.SetCellStyle(summaryName, at, at, style)
	})
}

func (p *pen) line(style int, value string) {
	p.row++
	p.cell(1, style, cellText(value))
}

func (p *pen) fact(label, value string) {
	p.line(p.book.styles.label, label)
	p.cell(2, p.book.styles.kinds[word], cellText(value))
}

func (p *pen) block(b *block) {
	p.row++
	p.line(p.book.styles.label, b.title)
	if len(b.heads) > 0 {
		p.row++
		for i, head := range b.heads {
			style := p.book.styles.head(b.kinds[i])
			p.cell(i+1, style, head)
		}
	}
	for i, row := range b.rows {
		p.row++
		for j, value := range row {
			c := p.book.styles.cell(b.kinds[j], value)
			p.cell(j+1, c.StyleID, c.Value)
		}
		if i < len(b.links) {
			p.link(b.links[i])
		}
	}
}

// link makes the first cell of the line lead to a sheet of this workbook.
func (p *pen) link(sheet string) {
	p.do(func(f *excelize.File) error {
		at, err := excelize.CoordinatesToCellName(1, p.row)
		if err != nil {
			return err
		}
		if err := f.SetCellHyperLink(summaryName, at, "'"+strings.ReplaceAll(sheet, "'", "''")+"'!A1",
			"Location"); err != nil {
			return err
		}
		return f.SetCellStyle(summaryName, at, at, p.book.styles.link)
	})
}

package page

import (
	"fmt"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A printer makes the texts and tables of one page. It knows how much the page may
// show, where the inputs lie, and what all parts share.
type printer struct {
	lim     limits
	paths   map[int64]string // of the inputs
	servers []model.Server   // what was found, by end point
	tables  int              // made so far
	marks   bool             // some finding so far rests on an inferred name
}

// text makes captured text fit to show.
func (p *printer) text(s string) string {
	return wording.OrNotSaid(wording.Clip(plain.Text(s), p.lim.text))
}

// own clips words of ours, in which captured ones are plain already: our numbers hold
// spaces that text would show as characters to beware of.
func (p *printer) own(s string) string { return wording.OrNotSaid(wording.Clip(s, p.lim.text)) }

// texts is text for each of a list.
func (p *printer) texts(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, p.text(s))
	}
	return out
}

// prose shows a query author's own text, which may be a paragraph.
func (p *printer) prose(s string) string {
	return wording.Clip(plain.Text(strings.Join(strings.Fields(s), " ")), 8*p.lim.text)
}

// ref leads back to a record; without a known file it only says the numbers.
func (p *printer) ref(file, record int64) refView {
	short := fmt.Sprintf("input %d, record %d", file, record)
	path, ok := p.paths[file]
	if !ok {
		return refView{Short: short, Label: short}
	}
	r := refView{Short: short, Label: fmt.Sprintf("%s, record %d", p.text(path), record)}
	// A command cut short would name another file; better none.
	if cmd := model.DumpCommand(p.paths, file, record); cmd == wording.Clip(plain.Text(cmd), maxCommand) {
		r.Command = cmd
	}
	return r
}

// maxCommand is the longest dump command shown; PATH_MAX of Linux is 4096.
const maxCommand = 1000

// refs leads back to the first records that show a finding.
func (p *printer) refs(refs []policy.Ref) []refView {
	var out []refView
	for _, e := range refs[:min(len(refs), maxRefs)] {
		out = append(out, p.ref(e.FileID, e.RecordNo))
	}
	return out
}

// maxRefs records are enough to check a finding; findings.csv names the rest.
const maxRefs = 5

// newTable numbers tables, so that each has an id that its frame can name.
func (p *printer) newTable(caption, empty string, cols ...string) table {
	p.tables++
	t := table{ID: fmt.Sprintf("t%d", p.tables), Caption: caption, Empty: empty}
	for _, name := range cols {
		class := ""
		if n, ok := strings.CutPrefix(name, "#"); ok {
			name, class = n, "num"
		}
		t.Cols = append(t.Cols, column{name, class})
	}
	return t
}

// sectionTable starts a table for a section, which may be missing.
func sectionTable[T any](p *printer, s model.Section[T], file, caption, empty string, cols []string,
	row func(*T) []view) table {
	if s.Missing != "" {
		empty = wording.UpperFirst(p.text(s.Missing)) + "."
	}
	t := p.newTable(caption, empty, cols...)
	shown := min(len(s.Rows), p.lim.rows)
	for i := range shown {
		t.add(row(&s.Rows[i])...)
	}
	t.left(shown, len(s.Rows), s.Total, file)
	return t
}

// rowTable makes a table of a section whose columns are named in one line.
func rowTable[T any](p *printer, s model.Section[T], file, caption, empty, cols string, row func(*T) []view) table {
	return sectionTable(p, s, file, caption, empty, strings.Split(cols, "|"), row)
}

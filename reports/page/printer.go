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
	paths   map[int64]string        // of the inputs
	servers []model.Server          // what was found, by end point
	home    map[*policy.Finding]int // index in servers of the end point of each finding
	shown   int                     // of servers, those the page shows in full
	tables  int                     // made so far
	marks   bool                    // some finding so far rests on an inferred name
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

// newPrinter returns a printer for a report whose findings lie at these end points.
func newPrinter(r *model.Report, servers []model.Server, lim limits) *printer {
	p := &printer{lim: lim, paths: r.Paths(), servers: servers, home: map[*policy.Finding]int{},
		shown: shownServers(servers, lim)}
	for i := range servers {
		for _, t := range servers[i].Things {
			for _, f := range t.Findings {
				p.home[f] = i
			}
		}
	}
	return p
}

// ref says which record shows something, as input:record.
func (p *printer) ref(file, record int64) string {
	return wording.Digits(file) + ":" + wording.Digits(record)
}

// command is what shows the bytes of a record; nothing where its file is not known. A
// command cut short would name another file; better none.
func (p *printer) command(file, record int64) string {
	if cmd := model.DumpCommand(p.paths, file, record); cmd == wording.Clip(plain.Text(cmd), maxCommand) {
		return cmd
	}
	return ""
}

// maxCommand is the longest dump command shown; PATH_MAX of Linux is 4096.
const maxCommand = 1000

// refs names the first records that show a finding.
func (p *printer) refs(refs []policy.Ref) view {
	var out []string
	for _, e := range refs[:min(len(refs), maxRefs)] {
		out = append(out, p.ref(e.FileID, e.RecordNo))
	}
	return say(wording.OrNotSaid(strings.Join(out, ", ")))
}

// refView names one record.
func (p *printer) refView(file, record int64) view { return say(p.ref(file, record)) }

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

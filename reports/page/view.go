package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

func usesViews(u *model.Uses) []view {
	return []view{num(u.Sessions), num(u.Connections), bytesView(u.Bytes)}
}

func fipsView(mode string) view {
	switch mode {
	case "on":
		return badge("on", "v-info")
	case "off":
		return badge("off", "v-warn")
	}
	return badge("not said", "v-not-evidenced")
}

type fact struct{ Name, Text string }

// A table is one table with its caption, or the sentence that stands for it.
type table struct {
	ID      string
	Caption string
	Cols    []column
	Rows    [][]view
	Note    string // under the table: what was left out, where it is
	Empty   string // instead of a table without rows
}

type column struct {
	Name  string
	Class string
}

// A view is one table cell.
type view struct {
	Text  string
	Class string
	Sort  string // number to sort by, where the text is none
	Badge string // style of a label; "" shows plain text
	Mark  string // small label behind the text
	Sub   string // second line
	Link  string // part of the page that the text leads to
}

// IsWord reports whether a label is all of its cell: it is a word in the colour of the label
// then, and needs no element of its own.
func (v view) IsWord() bool {
	return v.Badge != "" && !strings.HasPrefix(v.Badge, "key") && v.Mark == "" && v.Sub == ""
}

// CellClass is the class of a table cell.
func (v view) CellClass() string {
	if v.IsWord() {
		return strings.TrimSpace(v.Class + " is " + v.Badge)
	}
	return v.Class
}

// Tall reports whether a table is so long that it scrolls in a box of its own on a screen.
// No row is ever hidden, so that a browser finds them all.
func (t table) Tall() bool { return len(t.Rows) > tallRows }

const tallRows = 25

// PaperNote says how many rows a table leaves out in print, unless everything is unfolded; "" for none.
func (t table) PaperNote() string {
	more := len(t.Rows) - paperRows
	if more <= 0 {
		return ""
	}
	return wording.Count(int64(more), "more row") + " on screen and in the CSV files."
}

// paperRows is how many rows of a table are printed; style.css has the number too.
const paperRows = 12

// Wide reports whether a table has so many columns that its words may be broken to fit a screen.
func (t table) Wide() bool { return len(t.Cols) >= wideColumns }

const wideColumns = 9

// add appends a row; cells take the class of their column.
func (t *table) add(cells ...view) {
	for i := range cells {
		if cells[i].Class == "" && i < len(t.Cols) {
			cells[i].Class = t.Cols[i].Class
		}
	}
	t.Rows = append(t.Rows, cells)
}

// left notes rows the page does not show: those in the appendix table, and those
// that the report as a whole was too small for.
func (t *table) left(shown, kept int, total int64, file string) {
	var parts []string
	if more := kept - shown; more > 0 {
		parts = append(parts, wording.Number(int64(more))+" more in "+file+".")
	}
	if beyond := total - int64(kept); beyond > 0 {
		parts = append(parts, wording.Number(beyond)+" beyond the limit of the report; they are in the database.")
	}
	t.Note = strings.Join(parts, " ")
}

func say(s string) view { return view{Text: s} }

func num(n int64) view { return view{Text: wording.Number(n), Class: "num"} }

func numOr(n *int64) view { return view{Text: wording.NumberOr(n), Class: "num"} }

func bytesView(n int64) view {
	return view{Text: wording.Size(n), Class: "num", Sort: wording.Digits(n)}
}

// twoLines is a cell of two lines, the second of which may be empty.
func twoLines(first, second string) view {
	return view{Text: strings.TrimSuffix(first+"\n"+second, "\n"), Class: "two"}
}

func stamp(s string) view { return view{Text: s, Class: "time"} }

func span(from, to time.Time) view {
	return view{Text: wording.Time(from) + "\n" + wording.Time(to), Class: "time"}
}

func badge(text, kind string) view { return view{Text: text, Badge: kind} }

// verdictView sorts by rank: worst first.
func verdictView(v policy.Verdict) view {
	b := badge(wording.OrNotSaid(verdictText(v)), "v-"+wording.FileName(string(v)))
	b.Sort = wording.Digits(int64(v.Rank()))
	return b
}

// verdictText is the verdict as people write it.
func verdictText(v policy.Verdict) string { return strings.ReplaceAll(string(v), "-", " ") }

// verdictColumns are the columns of a table that counts by verdict.
func verdictColumns() []string {
	var cols []string
	for _, v := range policy.Verdicts {
		cols = append(cols, "#"+verdictText(v))
	}
	return cols
}

// verdictLegend shows every verdict.
func verdictLegend() []view {
	var legend []view
	for _, v := range policy.Verdicts {
		legend = append(legend, verdictView(v))
	}
	return legend
}

// severityView sorts by rank: critical first.
func severityView(s string) view {
	v := badge(wording.OrNotSaid(wording.Clip(plain.Text(s), 24)), "s-"+wording.FileName(s))
	v.Sort = wording.Digits(int64(slices.Index(queries.Severities, s)))
	return v
}

// statusView shows an outcome. A pass with rows is the answer to a check
// about what there is, which nothing can fail.
func statusView(o *queries.Outcome) view {
	s := o.Status
	if s == queries.Pass && o.Total > 0 {
		return badge("info", "v-info")
	}
	return badge(s.String(), "v-"+strings.ReplaceAll(s.String(), " ", "-"))
}

func localText(l model.Local) string { return wording.Time(l.Time) }

func protectionText(p string) string {
	switch p {
	case "":
		return "not known"
	case "NONE":
		return "none recognised"
	}
	return strings.ReplaceAll(p, "IPSEC", "IPSec")
}

// protectionClass picks a colour; combinations share one.
func protectionClass(p string) string {
	switch p {
	case "NONE", "TLS", "SSH", "IPSEC":
		return "p-" + strings.ToLower(p)
	case "":
		return "p-unknown"
	}
	return "p-several"
}

// share never rounds something to nothing, nor almost all to all.
func share(n, of int64) view {
	v := view{Class: "num", Sort: wording.Digits(n)}
	switch pct := 100 * float64(n) / float64(max(of, 1)); {
	case n == 0 || n == of:
		v.Text = fmt.Sprintf("%.0f\u202f%%", pct)
	case pct < 0.1:
		v.Text = "<\u202f0.1\u202f%"
	case pct > 99.9:
		v.Text = ">\u202f99.9\u202f%"
	default:
		v.Text = fmt.Sprintf("%.1f\u202f%%", pct)
	}
	return v
}

// spanView shows the local times; what only a capture tells of has none, and is shown
// in UTC.
func spanView(s model.Span) view {
	if s.First.IsZero() && !s.FirstUTC.IsZero() {
		return view{Text: wording.Time(s.FirstUTC) + " UTC\n" + wording.Time(s.LastUTC) + " UTC", Class: "time"}
	}
	return span(s.First.Time, s.Last.Time)
}

func stackText(system, stack string) string {
	return wording.OrNotSaid(plain.Text(system)) + ", " + wording.OrNotSaid(plain.Text(stack))
}

package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// timelineChart has a panel per stack and in it a line of bars per protection;
// a bar's height is its share of the day's connections. Each line is named, so
// that no colour has to be told apart.
func timelineChart(p *printer, r *model.Report) chart {
	c := chart{Title: "Protection over time", Table: timelineTable(p, r)}
	rows := r.Overview.Timeline.Rows
	buckets, unit := timeBuckets(rows)
	if len(buckets) == 0 {
		return c
	}
	shown, others := stackSeries(rows, buckets, unit)
	if others > 0 {
		c.Note = fmt.Sprintf("%s more in the table.", wording.Count(int64(others), "stack"))
	}
	const left, right, rowHeight, head = 150.0, 96.0, 30.0, 26.0
	height := head
	for _, s := range shown {
		height += head + rowHeight*float64(len(s.lines))
	}
	d := newDrawing(chartWidth, int(height)+18)
	plot := chartWidth - left - right
	step := min(plot/float64(len(buckets)), 48)
	y := 4.0
	var words []string
	for _, s := range shown {
		d.text(0, y+16, fromHere, "t strong", s.name)
		y += head
		for _, line := range s.lines {
			d.text(left-8, y+20, upToHere, "t", p.text(protectionText(line.protection)))
			d.line(left, y+25, left+plot, y+25, 1, "axis")
			var bars []box
			for i, n := range line.connections {
				if n > 0 {
					h := max(1.5, 23*float64(n)/float64(s.totals[i]))
					bars = append(bars, box{left + step*float64(i) + step*.1, y + 25 - h, step * .8, h})
				}
			}
			d.boxes(bars, protectionClass(line.protection))
			d.text(left+plot+8, y+20, fromHere, "t soft", share(line.total, s.total).Text)
			y += rowHeight
		}
		words = append(words, s.words())
	}
	for _, i := range ticks(len(buckets)) {
		d.text(left+step*(float64(i)+.5), y+16, around, "t soft", bucketText(buckets[i], unit))
	}
	c.Drawing = d.done(fmt.Sprintf("Share of connections under each protection, per %s and stack, %s to %s. %s", unit,
		bucketText(buckets[0], unit), bucketText(buckets[len(buckets)-1], unit), strings.Join(words, " ")))
	c.Note = strings.TrimSpace("A bar's height is its share of the connections of that stack and " + unit +
		"; at the right, the share over all. " + c.Note)
	return c
}

// timelineTable has a line for each day of a week, each week of a month, or each month of
// what is longer.
func timelineTable(p *printer, r *model.Report) table {
	unit := tableUnit(r.Overview.Timeline.Rows)
	all := r.Overview.Timeline
	all.Rows = addedUp(all.Rows, unit)
	if unit != "day" {
		all.Total = int64(len(all.Rows))
	}
	t := rowTable(p, all, "timeline.csv", "Traffic per stack, "+unit+" and protection", "No traffic with a day was seen.",
		wording.UpperFirst(unit)+"|System, stack|Protection|"+timelineHeads(unit), func(r *model.DayRow) []view {
			day := stamp(wording.NotSaid)
			if !r.Day.IsZero() {
				day.Text = bucketText(r.Day.Time, unit)
			}
			uses := usesViews(&r.Uses)
			if unit != "day" {
				uses[0] = num(r.Records)
			}
			return append([]view{day, twoLines(p.text(r.System), p.text(r.Stack)),
				say(p.text(protectionText(r.Protection)))}, uses...)
		})
	if unit != "day" {
		t.Note = strings.TrimSpace(t.Note + " Each day is in timeline.csv.")
	}
	return t
}

// timelineHeads are the heads of the counts. Sessions of several days cannot be added up:
// one that is there on each of them is one.
func timelineHeads(unit string) string {
	if unit == "day" {
		return "#Sessions|#Connections|#Bytes"
	}
	return "#Interval records|#Connections|#Bytes"
}

// tableUnit is what a line of the table adds up.
func tableUnit(rows []model.DayRow) string {
	first, last := dayRange(rows)
	switch days := last.Sub(first).Hours() / 24; {
	case days > 31:
		return "month"
	case days > 7:
		return "week"
	}
	return "day"
}

// addedUp adds up days, in the order in which what they are added up to first appears.
func addedUp(rows []model.DayRow, unit string) []model.DayRow {
	if unit == "day" {
		return rows
	}
	type key struct {
		day                                time.Time
		sysplex, system, stack, protection string
	}
	at := map[key]int{}
	var out []model.DayRow
	for _, r := range rows {
		if !r.Day.IsZero() {
			r.Day.Time = bucketOf(r.Day.Time, unit)
		}
		k := key{r.Day.Time, r.Sysplex, r.System, r.Stack, r.Protection}
		n, ok := at[k]
		if !ok {
			at[k] = len(out)
			out = append(out, r)
			continue
		}
		out[n].Uses = out[n].Plus(r.Uses)
	}
	return out
}

// dayRange is the first and the last day with traffic.
func dayRange(rows []model.DayRow) (first, last time.Time) {
	for _, r := range rows {
		if r.Day.IsZero() || r.Uses.Sessions <= 0 {
			continue
		}
		if first.IsZero() || r.Day.Before(first) {
			first = r.Day.Time
		}
		if r.Day.After(last) {
			last = r.Day.Time
		}
	}
	return first, last
}

// timeBuckets are days, or weeks or months when there are many.
func timeBuckets(rows []model.DayRow) ([]time.Time, string) {
	first, last := dayRange(rows)
	if first.IsZero() {
		return nil, ""
	}
	unit := "day"
	switch days := last.Sub(first).Hours() / 24; {
	case days > 366*10: // a clock that was never set; the table has every day
		return sparseBuckets(rows), "month"
	case days > 420:
		unit = "month"
	case days > 62:
		unit = "week"
	}
	var list []time.Time
	for t := bucketOf(first, unit); !t.After(last); t = nextBucket(t, unit) {
		list = append(list, t)
	}
	return list, unit
}

// sparseBuckets are the months in which there was traffic, at most 120, the
// newest of them.
func sparseBuckets(rows []model.DayRow) []time.Time {
	seen := map[time.Time]bool{}
	for _, r := range rows {
		if !r.Day.IsZero() {
			seen[bucketOf(r.Day.Time, "month")] = true
		}
	}
	var list []time.Time
	for t := range seen {
		list = append(list, t)
	}
	slices.SortFunc(list, time.Time.Compare)
	return list[max(0, len(list)-120):]
}

func bucketOf(t time.Time, unit string) time.Time {
	switch unit {
	case "month":
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	case "week":
		return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	}
	return t
}

func nextBucket(t time.Time, unit string) time.Time {
	switch unit {
	case "month":
		return t.AddDate(0, 1, 0)
	case "week":
		return t.AddDate(0, 0, 7)
	}
	return t.AddDate(0, 0, 1)
}

// series is the traffic of one stack over time.
type series struct {
	name   string
	lines  []seriesLine
	totals []int64 // per bucket
	total  int64
}

type seriesLine struct {
	protection  string
	connections []int64
	total       int64
}

func (s *series) add(protection string, bucket int, n int64) {
	at := slices.IndexFunc(s.lines, func(l seriesLine) bool { return l.protection == protection })
	if at < 0 {
		at = len(s.lines)
		s.lines = append(s.lines, seriesLine{protection: protection, connections: make([]int64, len(s.totals))})
	}
	line := &s.lines[at]
	line.connections[bucket] = model.AddCapped(line.connections[bucket], n)
	line.total = model.AddCapped(line.total, n)
	s.totals[bucket] = model.AddCapped(s.totals[bucket], n)
	s.total = model.AddCapped(s.total, n)
}

func (s *series) words() string {
	var parts []string
	for _, l := range s.lines {
		parts = append(parts, wording.Clip(plain.Text(protectionText(l.protection)), 60)+" "+share(l.total, s.total).Text)
	}
	return s.name + ": " + strings.Join(parts, ", ") + "."
}

// stackSeries returns the first maxPanels stacks and how many others there are.
func stackSeries(rows []model.DayRow, buckets []time.Time, unit string) (list []series, others int) {
	index := map[time.Time]int{}
	for i, t := range buckets {
		index[t] = i
	}
	at := map[string]int{}
	for _, r := range rows {
		i, ok := index[bucketOf(r.Day.Time, unit)]
		if !ok || r.Connections <= 0 {
			continue
		}
		key := r.Sysplex + "\x00" + r.System + "\x00" + r.Stack
		n, ok := at[key]
		if !ok {
			n = len(at)
			at[key] = n
			if n < maxPanels {
				list = append(list,
					series{name: wording.Clip(stackText(r.System, r.Stack), 60), totals: make([]int64, len(buckets))})
			}
		}
		if n < maxPanels {
			list[n].add(r.Protection, i, r.Connections)
		}
	}
	for i := range list {
		slices.SortFunc(list[i].lines, func(a, b seriesLine) int {
			return strings.Compare(model.ProtectionOrder(a.protection), model.ProtectionOrder(b.protection))
		})
	}
	return list, len(at) - len(list)
}

// maxPanels stacks are as many as a page shows at a glance.
const maxPanels = 12

// ticks are at most five places along an axis, both ends among them.
func ticks(n int) []int {
	if n <= 1 {
		return []int{0}
	}
	var list []int
	parts := min(4, n-1)
	for i := range parts + 1 {
		list = append(list, i*(n-1)/parts)
	}
	return list
}

func bucketText(t time.Time, unit string) string {
	if unit == "month" {
		return t.Format("2006-01")
	}
	return t.Format(wording.DateLayout)
}

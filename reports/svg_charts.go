package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"time"
)

// A chart is a picture with the table it was drawn from.
type chart struct {
	Title   string
	Drawing template.HTML
	Note    string
	Table   table
}

// chartWidth suits a page in portrait and a screen.
const chartWidth = 880

// timelineChart has a panel per stack and in it a line of bars per protection;
// a bar's height is its share of the day's connections. Each line is named, so
// that no colour has to be told apart.
func (p *page) timelineChart() chart {
	c := chart{Title: "Protection over time", Table: p.timelineTable()}
	rows := p.report.Overview.Timeline.Rows
	buckets, unit := timeBuckets(rows)
	if len(buckets) == 0 {
		return c
	}
	shown, others := stackSeries(rows, buckets, unit)
	if others > 0 {
		c.Note = fmt.Sprintf("%s more in the table.", count(int64(others), "stack"))
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
			for i, n := range line.connections {
				if n > 0 {
					h := max(1.5, 23*float64(n)/float64(s.totals[i]))
					d.rect(left+step*float64(i)+step*.1, y+25-h, step*.8, h, protectionClass(line.protection))
				}
			}
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

// maxPanels stacks are as many as a page shows at a glance.
const maxPanels = 12

// timeBuckets are days, or weeks or months when there are many.
func timeBuckets(rows []DayRow) ([]time.Time, string) {
	var first, last time.Time
	for _, r := range rows {
		if !r.Day.IsZero() && r.Uses.Sessions > 0 {
			first, last = earlier(first, r.Day.Time), later(last, r.Day.Time)
		}
	}
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
func sparseBuckets(rows []DayRow) []time.Time {
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

func bucketText(t time.Time, unit string) string {
	if unit == "month" {
		return t.Format("2006-01")
	}
	return t.Format(dateLayout)
}

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

// stackSeries returns the first maxPanels stacks and how many others there are.
func stackSeries(rows []DayRow, buckets []time.Time, unit string) (list []series, others int) {
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
				list = append(list, series{name: clip(stackText(r.System, r.Stack), 60), totals: make([]int64, len(buckets))})
			}
		}
		if n < maxPanels {
			list[n].add(r.Protection, i, r.Connections)
		}
	}
	for i := range list {
		slices.SortFunc(list[i].lines, func(a, b seriesLine) int {
			return strings.Compare(protectionOrder(a.protection), protectionOrder(b.protection))
		})
	}
	return list, len(at) - len(list)
}

func stackText(system, stack string) string {
	return orNotSaid(Plain(system)) + ", " + orNotSaid(Plain(stack))
}

func (s *series) add(protection string, bucket int, n int64) {
	at := slices.IndexFunc(s.lines, func(l seriesLine) bool { return l.protection == protection })
	if at < 0 {
		at = len(s.lines)
		s.lines = append(s.lines, seriesLine{protection: protection, connections: make([]int64, len(s.totals))})
	}
	line := &s.lines[at]
	line.connections[bucket] = addCapped(line.connections[bucket], n)
	line.total = addCapped(line.total, n)
	s.totals[bucket] = addCapped(s.totals[bucket], n)
	s.total = addCapped(s.total, n)
}

func (s *series) words() string {
	var parts []string
	for _, l := range s.lines {
		parts = append(parts, clip(Plain(protectionText(l.protection)), 60)+" "+share(l.total, s.total).Text)
	}
	return s.name + ": " + strings.Join(parts, ", ") + "."
}

// A measure is one named bar.
type measure struct {
	name  string
	n     int64
	class string
}

// barChart draws named bars one below the other.
func barChart(noun string, list []measure) template.HTML {
	const left, right, row = 190.0, 150.0, 26.0
	var most, total int64
	for _, m := range list {
		most, total = max(most, m.n), addCapped(total, m.n)
	}
	d := newDrawing(chartWidth, int(row)*len(list)+8)
	var words []string
	for i, m := range list {
		y := row*float64(i) + 4
		w := 0.0
		if m.n > 0 {
			w = max(2, (chartWidth-left-right)*float64(m.n)/float64(most))
		}
		d.text(left-8, y+16, upToHere, "t", m.name)
		d.rect(left, y+3, w, row-8, m.class)
		d.text(left+w+8, y+16, fromHere, "t soft", number(m.n))
		words = append(words, m.name+" "+number(m.n))
	}
	return d.done(upperFirst(plural(noun)) + ": " + strings.Join(words, ", ") + ".")
}

// protocolChart counts connections per protocol version.
func (p *page) protocolChart() chart {
	c := chart{Title: "Protocols and versions, by connections", Table: p.protocolTable(),
		Note: "A connection with several layers of protection counts under each of them."}
	var list []measure
	for _, r := range p.report.Overview.Protocols.Rows {
		list = append(list, measure{p.text(versionText(r.Layer, r.Version)), r.Connections, layerClass(r.Layer)})
	}
	if len(list) > 0 {
		c.Drawing = barChart("connection", list[:min(len(list), 24)])
	}
	return c
}

// versionText names a protocol and its version: "TLS 1.2", "IKEv2", "ESP".
func versionText(layer, version string) string {
	switch {
	case layer == "none":
		return "none recognised"
	case layer == "":
		return "protected, not said how"
	case version == "":
		return layerText(layer) + ", version not said"
	case layer == "ipsec":
		return "IPSec " + version
	}
	return version
}

var layerTexts = map[string]string{"none": "none recognised", "tls": "TLS", "ssh": "SSH", "ike": "IKE",
	"ipsec": "IPSec", "": "not said"}

func layerText(layer string) string { return cmp.Or(layerTexts[layer], layer) }

func layerClass(layer string) string {
	switch layer {
	case "none", "tls", "ssh", "ipsec":
		return "p-" + layer
	case "ike":
		return "p-ipsec"
	}
	return "p-unknown"
}

// strengthBins are the ranges that the usual floors cut out.
var strengthBins = []struct {
	name      string
	low, high int64
}{{"0", 0, 0}, {"1–79", 1, 79}, {"80–111", 80, 111}, {"112–127", 112, 127}, {"128–191", 128, 191},
	{"192 and more", 192, math.MaxInt64}, {"not known", -1, -1}}

func strengthBin(bits *int64) int {
	if bits == nil {
		return len(strengthBins) - 1
	}
	at := slices.IndexFunc(strengthBins, func(b struct {
		name      string
		low, high int64
	}) bool {
		return *bits >= b.low && *bits <= b.high
	})
	return max(at, 0)
}

// strengthChart has a line per layer and a column per range of bits.
func (p *page) strengthChart() chart {
	c := chart{Title: "Strength of the protection in bits, by connections", Table: p.strengthTable(),
		Note: "The strength is that of the weakest part that is known. Where a part is not known it may be less; the table " +
			"says where."}
	layers := []string{"tls", "ssh", "ike", "ipsec"}
	counts := map[string][]int64{}
	for _, r := range p.report.Overview.Strengths.Rows {
		if slices.Contains(layers, r.Layer) {
			if counts[r.Layer] == nil {
				counts[r.Layer] = make([]int64, len(strengthBins))
			}
			at := strengthBin(r.Bits)
			counts[r.Layer][at] = addCapped(counts[r.Layer][at], r.Connections)
		}
	}
	layers = slices.DeleteFunc(layers, func(l string) bool { return counts[l] == nil })
	if len(layers) == 0 {
		return c
	}
	const left, row, bar = 70.0, 84.0, 52.0
	d := newDrawing(chartWidth, int(row)*len(layers)+26)
	step := (chartWidth - left) / float64(len(strengthBins))
	var words []string
	for i, layer := range layers {
		base := row*float64(i) + row - 6
		most := slices.Max(counts[layer])
		d.text(0, base-4, fromHere, "t strong", layerText(layer))
		d.line(left, base, chartWidth, base, 1, "axis")
		for j, n := range counts[layer] {
			x := left + step*float64(j)
			h := 0.0
			if n > 0 {
				h = max(2, bar*float64(n)/float64(max(most, 1)))
				d.rect(x+step*.2, base-h, step*.6, h, strengthClass(j))
			}
			d.text(x+step/2, base-h-5, around, "t soft", number(n))
			if n > 0 {
				words = append(words, fmt.Sprintf("%s %s bits %s", layerText(layer), strengthBins[j].name, number(n)))
			}
		}
	}
	for j, b := range strengthBins {
		d.text(left+step*(float64(j)+.5), row*float64(len(layers))+14, around, "t", b.name)
	}
	c.Drawing = d.done("Connections per layer and strength: " + strings.Join(words, ", ") + ".")
	return c
}

func strengthClass(bin int) string {
	switch {
	case bin == len(strengthBins)-1:
		return "p-unknown"
	case strengthBins[bin].high < WeakBits:
		return "v-fail"
	case strengthBins[bin].high < 128:
		return "v-warn"
	}
	return "v-pass"
}

// expiryMonths are drawn one by one; later ones are one column.
const expiryMonths = 24

// expiryChart has a column for what had expired on the as-of day, one per month
// from there, one for what is later and one for what gives no date.
func (p *page) expiryChart() chart {
	c := chart{Title: "When certificates end", Table: p.expiryTable(),
		Note: "Certificates whose month is the as-of day's may have ended already; the list below counts days."}
	rows := p.report.Overview.Expiry.Rows
	if len(rows) == 0 || p.report.AsOf.IsZero() {
		return c
	}
	start := bucketOf(p.report.AsOf.UTC(), "month")
	columns := []measure{{name: "before", class: "v-fail"}}
	for i := range expiryMonths {
		class := "v-pass"
		if i <= 1 {
			class = "v-warn"
		}
		columns = append(columns, measure{name: start.AddDate(0, i, 0).Format("2006-01"), class: class})
	}
	columns = append(columns, measure{name: "later", class: "v-pass"}, measure{name: "not said", class: "p-unknown"})
	for _, r := range rows {
		at := expiryColumn(r.Month.Time, start)
		columns[at].n = addCapped(columns[at].n, r.Certificates)
	}
	c.Drawing = columnChart(columns)
	return c
}

func expiryColumn(month, start time.Time) int {
	if month.IsZero() {
		return expiryMonths + 2
	}
	n := (month.Year()-start.Year())*12 + int(month.Month()) - int(start.Month())
	return min(max(n+1, 0), expiryMonths+1)
}

// columnChart draws named columns side by side. Every third name is written;
// the first and the last two always are.
func columnChart(list []measure) template.HTML {
	const height, base = 150.0, 118.0
	d := newDrawing(chartWidth, int(height))
	step := chartWidth / float64(len(list))
	most := int64(1)
	for _, m := range list {
		most = max(most, m.n)
	}
	var words []string
	d.line(0, base, chartWidth, base, 1, "axis")
	for i, m := range list {
		x := step * float64(i)
		if m.n > 0 {
			h := max(3, 92*float64(m.n)/float64(most))
			d.rect(x+step*.15, base-h, step*.7, h, m.class)
			d.text(x+step/2, base-h-5, around, "t", number(m.n))
			words = append(words, m.name+" "+number(m.n))
		}
		switch last := len(list) - 1; {
		case i == 0: // the ends are wider than their columns and stand a line below
			d.text(0, base+29, fromHere, "t soft", m.name)
		case i == last:
			d.text(chartWidth, base+29, upToHere, "t soft", m.name)
		case i == last-1, i%3 == 1 && i < last-2:
			d.text(x+step/2, base+15, around, "t soft", m.name)
		}
	}
	return d.done("Certificates by the month they end in: " + strings.Join(words, ", ") + ".")
}

// mapLinks are drawn at most; the table has more.
const mapLinks = 24

// linkChart draws who talks to whom without or with weak protection: clients at
// the left, servers at the right. Lines without protection are solid, weak ones
// dashed; the thicker, the more connections.
func (p *page) linkChart() chart {
	c := chart{Title: "Links with no or weak protection", Table: p.linkTable(),
		Note: fmt.Sprintf(
			"Solid: no recognised protection. Dashed: protected, below %d bits. The thicker, the more connections. Cleartext "+
				"that may be an artefact of releases before 3.2 is left out.", WeakBits)}
	rows := p.report.Overview.WeakLinks.Rows
	rows = rows[:min(len(rows), mapLinks)]
	if len(rows) == 0 {
		return c
	}
	var clients, servers []string
	for _, r := range rows {
		servers = appendNew(servers, serverName(&r))
	}
	for _, name := range servers { // clients stand beside their servers, so that few lines cross
		for _, r := range rows {
			if serverName(&r) == name {
				clients = appendNew(clients, r.Client)
			}
		}
	}
	const row, left, right = 25.0, 250.0, 600.0
	n := max(len(clients), len(servers))
	d := newDrawing(chartWidth, int(row)*n+34)
	d.text(left-8, 14, upToHere, "t strong", "Client")
	d.text(right+8, 14, fromHere, "t strong", "Server, job")
	place := func(list []string, name string) float64 {
		return 34 + row*(float64(slices.Index(list, name))+.5)*float64(n)/float64(len(list)) - row/2 + 8
	}
	var words []string
	for _, r := range rows {
		connections, class, how := r.ClearConnections, "link clear", "no protection"
		if connections == 0 {
			connections, class, how = r.WeakConnections, "link weak", "weak"
		}
		d.curve(left, place(clients, r.Client)-4, right, place(servers, serverName(&r))-4,
			1.5+1.2*math.Log10(float64(max(connections, 1))), class)
		words = append(words,
			fmt.Sprintf("%s to %s %s, %s", p.text(r.Client), p.text(serverName(&r)), how, count(connections, "connection")))
	}
	for _, name := range clients {
		d.text(left-8, place(clients, name), upToHere, "t", clip(p.text(name), 34))
	}
	for _, name := range servers {
		d.text(right+8, place(servers, name), fromHere, "t", clip(p.text(name), 38))
	}
	c.Drawing = d.done("Links: " + strings.Join(words[:min(len(words), 8)], "; ") + ".")
	return c
}

func serverName(l *LinkRow) string {
	name := endpoint(l.Server, l.Port)
	if l.Job != "" {
		name += ", " + l.Job
	}
	return name
}

package page

import (
	"html/template"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// certificatesPart is every certificate seen and when it ends.
type certificatesPart struct {
	Expiry chart
	Table  table
	Area   areaPart
}

func newCertificates(p *printer, r *model.Report) certificatesPart {
	return certificatesPart{Expiry: expiryChart(p, r), Table: certificateRows(p, r), Area: newArea(p, r, "certificates")}
}

// expiryChart has a column for what had expired on the as-of day, one per month
// from there, one for what is later and one for what gives no date.
func expiryChart(p *printer, r *model.Report) chart {
	c := chart{Title: "When certificates end", Table: expiryTable(p, r),
		Note: "Certificates whose month is the as-of day's may have ended already; the list below counts days."}
	rows := r.Overview.Expiry.Rows
	if len(rows) == 0 || r.AsOf.IsZero() {
		return c
	}
	start := bucketOf(r.AsOf.UTC(), "month")
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
		columns[at].n = model.AddCapped(columns[at].n, r.Certificates)
	}
	c.Drawing = columnChart(columns)
	return c
}

func expiryTable(p *printer, r *model.Report) table {
	return rowTable(p, r.Overview.Expiry, "expiry.csv", "Certificates by the month they end in",
		"No certificate was seen.",
		"Month|#Certificates|#Sessions", func(r *model.ExpiryRow) []view {
			month := stamp(wording.NotSaid)
			if !r.Month.IsZero() {
				month.Text = r.Month.Format("2006-01")
			}
			return []view{month, num(r.Certificates), num(r.Sessions)}
		})
}

// expiryMonths are drawn one by one; later ones are one column.
const expiryMonths = 24

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
			d.text(x+step/2, base-h-5, around, "t", wording.Number(m.n))
			words = append(words, m.name+" "+wording.Number(m.n))
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

func certificateRows(p *printer, r *model.Report) table {
	return sectionTable(p, r.Certificates, "certificates.csv", "Certificates seen, soonest to expire first",
		"No certificate was seen.",
		strings.Split("Subject, issuer|Not after (UTC)|Time left|Serial|Layer, role|Key, signature|#Sessions|Jobs|"+
			"First, last (local)|Record", "|"),
		func(c *model.Certificate) []view {
			return []view{{Text: p.text(c.Subject), Sub: p.text(c.Issuer), Class: "long"}, stamp(wording.Time(c.NotAfter)),
				leftView(r, c),
				{Text: p.text(c.Serial), Class: "mono"}, {Text: p.text(c.Layer), Sub: p.text(c.Role)},
				{Text: p.text(keyText(c)), Sub: p.text(c.SigAlg)}, num(c.Sessions),
				{Text: p.text(c.Jobs), Sub: wording.Clip(plain.Text(c.Servers), p.lim.text)},
				spanView(c.Span), p.refView(c.FileID, c.RecordNo)}
		})
}

func leftView(r *model.Report, c *model.Certificate) view {
	if c.NotAfter.IsZero() {
		return say(wording.NotSaid)
	}
	d := c.DaysLeft(r.AsOf)
	v := say(wording.Count(d, "day"))
	switch {
	case d < 0:
		v = badge("expired", "v-fail")
	case d <= soonDays:
		v = badge(wording.Count(d, "day"), "v-warn")
	}
	v.Sort = wording.Digits(d)
	return v
}

// soonDays is the window in which a certificate counts as about to expire.
const soonDays = 30

func keyText(c *model.Certificate) string {
	if c.KeyBits == nil {
		return c.KeyType
	}
	return strings.TrimSpace(c.KeyType + " " + wording.Digits(*c.KeyBits))
}

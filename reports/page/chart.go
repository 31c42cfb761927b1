package page

import (
	"html/template"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

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
		most, total = max(most, m.n), model.AddCapped(total, m.n)
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
		d.text(left+w+8, y+16, fromHere, "t soft", wording.Number(m.n))
		words = append(words, m.name+" "+wording.Number(m.n))
	}
	return d.done(wording.UpperFirst(wording.Plural(noun)) + ": " + strings.Join(words, ", ") + ".")
}

// chartWidth suits a page in portrait and a screen.
const chartWidth = 880

// A chart is a picture with the table it was drawn from.
type chart struct {
	Title   string
	Drawing template.HTML
	Note    string
	Table   table
}

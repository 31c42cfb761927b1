package page

import (
	"fmt"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// A bar is one line of stacked parts, drawn as SVG. A table beside it holds the
// numbers; Alt says them for readers who do not see it.
type bar struct {
	Label string
	Alt   string
	Parts []part
}

// A part starts at X and is W wide, in thousandths of the bar.
type part struct {
	X, W  int
	Class string

	name string
	n    int64
}

// barWidth is the width of a whole bar in its own units.
const barWidth = 1000

func (b *bar) add(n int64, class, name string) {
	b.Parts = append(b.Parts, part{Class: class, name: name, n: n})
}

// laidOut places the parts. Every part that is not empty can be seen, however
// small, at the cost of the largest.
func (b bar) laidOut(noun string) bar {
	var total int64
	for _, p := range b.Parts {
		total = model.AddCapped(total, p.n)
	}
	parts := b.Parts
	b.Parts = nil
	var words []string
	for _, p := range parts {
		if p.n <= 0 {
			continue
		}
		p.W = max(minPart, int(float64(p.n)/float64(total)*barWidth))
		b.Parts = append(b.Parts, p)
		words = append(words, wording.CountOf(p.n, total, noun)+" "+p.name)
	}
	b.fit()
	b.Alt = b.Label + ": " + strings.Join(words, ", ")
	if len(words) == 0 {
		b.Alt = fmt.Sprintf("%s: no %s", b.Label, wording.Plural(noun))
	}
	return b
}

// minPart is the least width that is still seen on paper.
const minPart = 6

// fit makes the widths add up by growing or shrinking the widest part.
func (b *bar) fit() {
	if len(b.Parts) == 0 {
		return
	}
	sum, widest := 0, 0
	for i, p := range b.Parts {
		sum += p.W
		if p.W > b.Parts[widest].W {
			widest = i
		}
	}
	b.Parts[widest].W += barWidth - sum
	x := 0
	for i := range b.Parts {
		b.Parts[i].X = x
		x += b.Parts[i].W
	}
}

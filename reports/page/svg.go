package page

import (
	"fmt"
	"html/template"
	"strings"
)

// A drawing is an SVG picture on its way. It writes elements and attributes of
// its own choosing only; colours come from the classes of the style sheet, and
// every text is escaped here.
type drawing struct {
	b    strings.Builder
	w, h int // in the drawing's own units, about a pixel each at full width
}

func newDrawing(w, h int) *drawing { return &drawing{w: w, h: h} }

func (d *drawing) rect(x, y, w, h float64, class string) {
	fmt.Fprintf(&d.b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"></rect>`, escape(class), px(x), px(y), px(w),
		px(h))
}

// A box is a rectangle among others.
type box struct{ x, y, w, h float64 }

// boxes draws rectangles of one class as one element.
func (d *drawing) boxes(list []box, class string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(&d.b, `<path class="%s" d="`, escape(class))
	for _, r := range list {
		fmt.Fprintf(&d.b, "M%s %sh%sv%sh-%sz", px(r.x), px(r.y), px(r.w), px(r.h), px(r.w))
	}
	d.b.WriteString(`"></path>`)
}

// line is drawn with the given width.
func (d *drawing) line(x1, y1, x2, y2, width float64, class string) {
	fmt.Fprintf(&d.b, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s" stroke-width="%s"></line>`, escape(class), px(x1),
		px(y1), px(x2), px(y2), px(width))
}

// curve joins two points by a line that leaves and arrives level.
func (d *drawing) curve(x1, y1, x2, y2, width float64, class string) {
	mid := (x1 + x2) / 2
	fmt.Fprintf(&d.b, `<path class="%s" d="M%s %sC%s %s %s %s %s %s" stroke-width="%s"></path>`, escape(class),
		px(x1), px(y1), px(mid), px(y1), px(mid), px(y2), px(x2), px(y2), px(width))
}

// The places of a text relative to its point.
const (
	fromHere = "start"
	around   = "middle"
	upToHere = "end"
)

// text writes a finished text: captured ones have gone through page.text.
func (d *drawing) text(x, y float64, anchor, class, s string) {
	fmt.Fprintf(&d.b, `<text class="%s" x="%s" y="%s" text-anchor="%s">%s</text>`, escape(class), px(x), px(y), anchor,
		escape(s))
}

// done returns the picture with the words that stand for it.
func (d *drawing) done(label string) template.HTML {
	head := fmt.Sprintf(
		`<svg class="drawing" role="img" focusable="false" viewBox="0 0 %d %d" width="%d" height="%d" aria-label="%s">`,
		d.w, d.h, d.w, d.h, escape(label))
	return template.HTML(head + d.b.String() + "</svg>") // every part is escaped above
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// px writes a coordinate with one decimal, so that no rounding of a platform
// shows in the bytes.
func px(v float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
}

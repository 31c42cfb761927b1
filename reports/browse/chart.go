package browse

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/zertify/zertify/reports/wording"
)

// A chart draws the lives of tunnels as bars over time. Places along the time are in per cent, so that it fits any
// width and its letters keep their size. The template escapes what is in it.
type chart struct {
	Words  string // what it shows, for those who do not see it
	Height int
	Lives  []chartLife
	Ticks  []chartTick
	Day    *chartSpan
	Note   string
}

// A chartLife is a line of the chart: what it is, and its stretches.
type chartLife struct {
	Title string
	Y     int // of the text; the bars lie below
	Bars  []chartBar
	Open  *chartSpan // from the last record on, where none tells of an end
}

type chartBar struct {
	chartSpan
	Letter, Title string
	IsDowngrade   bool
	Activations   []string // places
}

// A chartSpan is a part of the width.
type chartSpan struct{ X, Width string }

type chartTick struct{ X, Anchor, Text string }

// Measures of the chart, in pixels.
const (
	chartHead  = 20
	lifeHeight = 56
	lifeText   = 14 // base line of the title
	lifeMark   = 28 // base line of the marks of downgrades
	lifeBar    = 30 // top of the bars
)

// mostLives bounds the lines of the chart; the table has all.
const mostLives = 60

// narrowBar is the share of the width below which a bar has no room for its letter.
const narrowBar = 0.03

// TextY, MarkY and BarY are heights within the chart.
func (l chartLife) TextY() int { return l.Y + lifeText }
func (l chartLife) MarkY() int { return l.Y + lifeMark }
func (l chartLife) BarY() int  { return l.Y + lifeBar }

// LetterY is the base line of the letters of the bars.
func (l chartLife) LetterY() int { return l.BarY() + 13 }

// Axis is the base line of the days.
func (c *chart) Axis() int { return c.Height - 4 }

// Bottom is where the lines of the days end.
func (c *chart) Bottom() int { return c.Height - chartHead }

// A timeScale maps moments to shares of the width.
type timeScale struct{ from, until time.Time }

func (s timeScale) at(t time.Time) float64 {
	return min(max(t.Sub(s.from).Seconds()/s.until.Sub(s.from).Seconds(), 0), 1)
}

func percent(share float64) string { return fmt.Sprintf("%.2f%%", 100*share) }

func (s timeScale) span(from, until time.Time) chartSpan {
	a, b := s.at(from), s.at(until)
	return chartSpan{percent(a), percent(max(b-a, 0))}
}

// newChart draws stretches; nil where none has a time.
func newChart(stretches []stretch, letters map[string]string, day sql.NullTime) *chart {
	scale, ok := scaleOf(stretches, day)
	if !ok {
		return nil
	}
	c := &chart{}
	lives := 0
	for i := range stretches {
		t := &stretches[i]
		isNew := i == 0 || !stretches[i-1].isSameLife(t)
		if isNew {
			lives++
		}
		switch {
		case !t.from.Valid || !t.end().Valid || lives > mostLives:
			continue
		case isNew:
			c.Lives = append(c.Lives, chartLife{Title: lifeTitle(t), Y: lifeHeight * len(c.Lives)})
		}
		last := &c.Lives[len(c.Lives)-1]
		last.add(scale, t, letters[t.algorithms.String], beginOfNextLife(stretches, i))
	}
	if lives > mostLives {
		c.Note = fmt.Sprintf("Only the first %d lives are drawn.", mostLives)
	}
	c.Height = lifeHeight*len(c.Lives) + chartHead
	c.Ticks = scale.ticks()
	if day.Valid {
		span := scale.span(day.Time, day.Time.AddDate(0, 0, 1))
		c.Day = &span
	}
	c.Words = fmt.Sprintf("%s of bars over time, one per life of a tunnel, from %s to %s; the table below has the same "+
		"in words.", wording.Count(int64(len(c.Lives)), "line"), scale.from.Format(time.DateOnly),
		scale.until.Format(time.DateOnly))
	return c
}

func (l *chartLife) add(scale timeScale, t *stretch, letter string, nextLife sql.NullTime) {
	bar := chartBar{chartSpan: scale.span(t.from.Time, t.end().Time), IsDowngrade: t.downgrade.Valid,
		Title: fmt.Sprintf("%s to %s: %s, %s", timeText(t.from), timeText(t.end()), t.algorithmsText(), fipsText(t.fips))}
	if t.downgrade.Valid {
		bar.Title += "; downgrade: " + shownText(t.downgrade)
	}
	if scale.at(t.end().Time)-scale.at(t.from.Time) > narrowBar {
		bar.Letter = letter
	}
	moments, _ := t.activations.([]any)
	for _, m := range moments {
		if at, ok := m.(time.Time); ok {
			bar.Activations = append(bar.Activations, percent(scale.at(at)))
		}
	}
	l.Bars = append(l.Bars, bar)
	if t.next.Valid || t.isEnded {
		return
	}
	until := scale.until
	for _, end := range []sql.NullTime{nextLife, t.expires} {
		if end.Valid && end.Time.Before(until) {
			until = end.Time
		}
	}
	if span := scale.span(t.end().Time, until); span.Width != percent(0) {
		l.Open = &span
	}
}

func lifeTitle(t *stretch) string {
	end := ""
	if t.isEnded {
		end = ", ended"
	}
	return wording.Clip(fmt.Sprintf("%s, phase %s, life %d%s · %s", shownText(t.tunnel), phaseText(t.phase), t.life, end,
		placeText(t)), 90)
}

// scaleOf covers all stretches, and the day asked for if it lies near them.
func scaleOf(stretches []stretch, day sql.NullTime) (s timeScale, ok bool) {
	cover := func(t sql.NullTime) {
		switch {
		case !t.Valid:
			return
		case !ok:
			s = timeScale{t.Time, t.Time}
		}
		if t.Time.Before(s.from) {
			s.from = t.Time
		}
		if t.Time.After(s.until) {
			s.until = t.Time
		}
		ok = true
	}
	for i := range stretches {
		cover(stretches[i].from)
		cover(stretches[i].end())
	}
	const near = 90 * 24 * time.Hour
	if ok && day.Valid && day.Time.After(s.from.Add(-near)) && day.Time.Before(s.until.Add(near)) {
		cover(day)
		cover(sql.NullTime{Time: day.Time.AddDate(0, 0, 1), Valid: true})
	}
	if s.until.Sub(s.from) < time.Hour {
		s.from, s.until = s.from.Add(-time.Hour), s.until.Add(time.Hour)
	}
	return s, ok
}

// ticks name the ends and the middle; more would not fit on a telephone.
func (s timeScale) ticks() []chartTick {
	form := time.DateOnly
	if s.until.Sub(s.from) < 3*24*time.Hour {
		form = "01-02 15:04"
	}
	middle := s.from.Add(s.until.Sub(s.from) / 2)
	return []chartTick{{percent(0), "start", s.from.Format(form)}, {percent(.5), "middle", middle.Format(form)},
		{percent(1), "end", s.until.Format(form)}}
}

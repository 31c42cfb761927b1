package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/schollz/progressbar/v3"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/progress"
)

// How often the moving display and the plain lines are renewed.
const (
	drawEvery = 150 * time.Millisecond
	lineEvery = 5 * time.Second
)

// showProgress shows how far the reading has come until the function it returns
// is called: a bar on a terminal, a line every few seconds elsewhere.
func (e *env) showProgress(opt ingest.Options) (stop func()) {
	if e.quiet {
		return func() {}
	}
	m := &meter{p: opt.Progress, total: totalBytes(opt.Inputs), begun: time.Now()}
	if e.moves() {
		return every(drawEvery, e.screen.drawn(m.bar(e.screen.w)))
	}
	return every(lineEvery, m.lines(e))
}

// watch shows what the work of the context it returns is at, until the function
// it returns is called: a bar on a terminal. With --verbose a line tells how long
// each phase took. What is watched already is not watched again.
func (e *env) watch(ctx context.Context) (watched context.Context, stop func()) {
	if e.quiet || !e.verbose && !e.moves() || progress.Watched(ctx) {
		return ctx, func() {}
	}
	t := &tracker{now: time.Now, tell: func(line string) { e.log.Debug(line) }}
	end := func() {}
	if e.moves() {
		width, _ := isTerminal(e.stderr)
		end = every(drawEvery, e.screen.drawn(t.bar(e.screen.w, width)))
	}
	return progress.With(ctx, t.begin), once(func() { end(); t.end() })
}

// moves reports whether progress is a line that moves.
func (e *env) moves() bool { return e.interactive() && e.logFormat == "text" }

// every calls show every so often until the function it returns is called, and then
// for the last time.
func every(interval time.Duration, show func(last bool)) (stop func()) {
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				show(false)
			case <-done:
				show(true)
				return
			}
		}
	}()
	return once(func() { close(done); <-gone })
}

// A screen is the terminal on whose last line progress moves. What is written to it
// takes the place of that line, which is drawn again below.
type screen struct {
	mu   sync.Mutex
	w    io.Writer
	wipe func() // removes the line; nil while there is none
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear()
	return s.w.Write(p)
}

func (s *screen) clear() {
	if s.wipe != nil {
		s.wipe()
		s.wipe = nil
	}
}

// drawn makes show draw the moving line of the screen, and remove it the last time.
func (s *screen) drawn(show func(last bool)) func(last bool) {
	return func(last bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if last {
			s.clear()
			return
		}
		show(false)
		s.wipe = func() { show(true) }
	}
}

// A tracker follows the steps of work that is watched.
type tracker struct {
	now  func() time.Time
	tell func(line string) // of a phase or a long step that ended

	mu           sync.Mutex
	step         progress.Step // zero before the first and after the last
	phase, begun time.Time     // since when the phase and the step have been going on
}

// longStep is from when on a step of a phase is worth a line of its own.
const longStep = time.Second

// begin takes note of a step that begins, and tells of what thereby ended.
func (t *tracker) begin(s progress.Step) {
	for _, line := range t.change(s) {
		t.tell(line) // unlocked: what shows the line looks here
	}
}

// change takes note of a step that begins and returns what to tell of those before.
func (t *tracker) change(s progress.Step) (lines []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if took := now.Sub(t.begun); t.step.Of != "" && took >= longStep {
		lines = append(lines, fmt.Sprintf("%s: %s", plain.Text(t.step.String()), spent(took)))
	}
	if t.step.Phase() != s.Phase() {
		if t.step != (progress.Step{}) {
			lines = append(lines, fmt.Sprintf("%s: %s", t.step.Phase(), spent(now.Sub(t.phase))))
		}
		t.phase = now
	}
	t.step, t.begun = s, now
	return lines
}

// end takes note that the work is done.
func (t *tracker) end() { t.begin(progress.Step{}) }

// at returns the step and what is to be shown of it; no text before the first.
func (t *tracker) at() (progress.Step, string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.step == (progress.Step{}) {
		return t.step, ""
	}
	now := t.now()
	line := plain.Text(t.step.String())
	if took := now.Sub(t.phase).Truncate(time.Second); took > 0 {
		line += ", " + took.String()
	}
	if left := leftOf(t.step, t.begun.Sub(t.phase), now.Sub(t.begun)); left > 0 {
		line += ", about " + left.String() + " left"
	}
	return t.step, line
}

// A phase says how long it will go on when it has gone on for a while and more than one
// of its steps are done.
const (
	leastSpent = 2 * time.Second
	leastDone  = 2
)

// leftOf estimates how long a phase will still go on whose earlier steps took so long
// and whose step at hand has begun so long ago, in whole seconds. It is 0 where that
// cannot be said, such as when the step at hand takes longer than all were to.
func leftOf(s progress.Step, took, begun time.Duration) time.Duration {
	done := s.N - 1
	if !s.Even || done < leastDone || took < leastSpent {
		return 0
	}
	all := took * time.Duration(s.Total-done) / time.Duration(done)
	return max(all-begun, 0).Round(time.Second)
}

// spent is a time as people say it: hundredths below a second, tenths below ten.
func spent(d time.Duration) string {
	unit := time.Second
	switch {
	case d < time.Second:
		unit = 10 * time.Millisecond
	case d < 10*time.Second:
		unit = 100 * time.Millisecond
	}
	return d.Round(unit).String()
}

// besideText is what the bar and the percentage take of a line beside the text.
const besideText = barWidth + 10

// barWidth is how wide a bar is, in characters.
const barWidth = 20

// bar draws what the tracker is at: with a bar for a phase of several steps, with a
// spinner for one that is a single step.
func (t *tracker) bar(w io.Writer, width int) func(last bool) {
	var b *progressbar.ProgressBar
	phase := ""
	return func(last bool) {
		var step progress.Step
		var line string
		if !last {
			step, line = t.at()
		}
		if b != nil && step.Phase() != phase {
			// A display that cannot be cleared is not a reason to fail.
			_ = b.Clear()
			b = nil
		}
		if line == "" {
			return
		}
		if b == nil {
			b, phase = newBar(w, step), step.Phase()
		}
		b.Describe(text.Snip(line, max(width-besideText, minWidth/2), "…"))
		_ = b.Set64(int64(max(step.N-1, 0)))
	}
}

func newBar(w io.Writer, s progress.Step) *progressbar.ProgressBar {
	steps := int64(s.Total)
	if s.Of == "" {
		steps = -1
	}
	return progressbar.NewOptions64(steps, progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(barWidth),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetSpinnerChangeInterval(0)) // moves when it is drawn, without a goroutine
}

// totalBytes is how much there is to read; -1 when that is not known, as for
// pipes.
func totalBytes(inputs []string) int64 {
	total := int64(0)
	for _, in := range inputs {
		st, err := os.Stat(in)
		if in == "-" || err != nil || !st.Mode().IsRegular() {
			return -1
		}
		total += st.Size()
	}
	return total
}

// meter turns the counts of a running ingest into something to look at.
type meter struct {
	p     *ingest.Progress
	total int64 // -1 when not known
	begun time.Time
}

// known reports whether the end is in sight.
func (m *meter) known() bool { return m.total > 0 && m.read() <= m.total }

// read is how far the files have been read; of a pipe, what came out of it.
func (m *meter) read() int64 {
	if n := m.p.Source.Load(); n > 0 {
		return n
	}
	return m.p.Bytes.Load()
}

// bar draws a bar with bytes, rate, time left and records.
func (m *meter) bar(w io.Writer) func(last bool) {
	b := progressbar.NewOptions64(m.total, progressbar.OptionSetWriter(w), progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(barWidth), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
	return func(last bool) {
		if last {
			// A display that cannot be cleared is not a reason to fail.
			_ = b.Clear()
			return
		}
		if b.GetMax64() > 0 && !m.known() {
			b.ChangeMax64(-1)
		}
		b.Describe(plural(m.p.Records.Load(), "record"))
		_ = b.Set64(m.read())
	}
}

// lines logs a plain line; nothing for work that ends before the first is due.
func (m *meter) lines(e *env) func(last bool) {
	return func(last bool) {
		if !last {
			e.log.Info(m.line(time.Since(m.begun)))
		}
	}
}

func (m *meter) line(took time.Duration) string {
	read := m.read()
	rate := float64(read) / max(took.Seconds(), 0.001)
	text := fmt.Sprintf("read %s", size(read))
	if m.known() {
		text += " of " + size(m.total)
	}
	text += fmt.Sprintf(", %s/s, %s", size(int64(rate)), plural(m.p.Records.Load(), "record"))
	if m.known() && rate > 0 {
		left := time.Duration(float64(m.total-read) / rate * float64(time.Second))
		text += fmt.Sprintf(", about %s left", left.Round(time.Second))
	}
	return text
}

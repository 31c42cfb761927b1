package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/zertify/zertify/ingest"
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
	show, every := m.lines(e), lineEvery
	if e.interactive() && e.logFormat == "text" {
		show, every = m.bar(e.stderr), drawEvery
	}
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(every)
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
		progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
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

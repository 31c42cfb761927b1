package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/terminal"
	"github.com/zertify/zertify/schema/progress"
)

// A fakeClock goes forward only when it is told to.
type fakeClock struct{ at time.Time }

func (c *fakeClock) now() time.Time        { return c.at }
func (c *fakeClock) after(d time.Duration) { c.at = c.at.Add(d) }
func check(n, of int, id string) progress.Step {
	return progress.Step{Doing: "running", N: n, Total: of, Of: "checks", Name: id, Even: true}
}

func profile(n, of int, id string) progress.Step {
	return progress.Step{Doing: "evaluating", N: n, Total: of, Of: "profiles", Name: id, Even: true}
}

// newTracker returns a tracker with its clock and the lines that it tells.
func newTracker() (*tracker, *fakeClock, *[]string) {
	clock, lines := &fakeClock{time.Unix(1e9, 0)}, &[]string{}
	return &tracker{now: clock.now, tell: func(l string) { *lines = append(*lines, l) }}, clock, lines
}

func TestTrackerTellsHowLongPhasesAndLongStepsTook(t *testing.T) {
	t.Parallel()
	tr, clock, lines := newTracker()
	for _, s := range []struct {
		step progress.Step
		took time.Duration
	}{
		{progress.Step{Doing: "grouping the traffic"}, 1234 * time.Millisecond},
		{profile(1, 2, "baseline"), 340 * time.Millisecond},
		{profile(2, 2, "nist"), 12600 * time.Millisecond},
		{check(1, 2, "a\x1b[2J"), time.Second},
	} {
		tr.begin(s.step)
		clock.after(s.took)
	}
	tr.end()
	want := []string{
		"grouping the traffic: 1.2s", "evaluating 2 of 2 profiles: nist: 13s", "evaluating 2 profiles: 13s",
		"running 1 of 2 checks: " + plain.Text("a\x1b[2J") + ": 1s", "running 2 checks: 1s",
	}
	if !slices.Equal(*lines, want) || strings.Contains(want[3], "\x1b") {
		t.Errorf("got %q, want %q", *lines, want)
	}
}

func TestTimeLeftIsEstimatedWhereStepsAreAlike(t *testing.T) {
	t.Parallel()
	uneven := check(41, 81, "x")
	uneven.Even = false
	const long = time.Minute
	for _, c := range []struct {
		step        progress.Step
		took, begun time.Duration
		want        time.Duration
	}{
		{check(41, 80, "x"), 10 * time.Second, 0, 10 * time.Second}, // 40 are done and 40 are not
		{check(41, 80, "x"), 10 * time.Second, 4 * time.Second, 6 * time.Second},
		{check(41, 80, "x"), 10 * time.Second, long, 0}, // as it turns out, they are not alike
		{check(1, 86, "x"), 0, long, 0},
		{check(2, 86, "x"), long, 0, 0},
		{check(3, 86, "x"), time.Second, 0, 0},
		{uneven, long, 0, 0},
		{progress.Step{Doing: "grouping the traffic"}, long, 0, 0},
	} {
		if got := leftOf(c.step, c.took, c.begun); got != c.want {
			t.Errorf("%v after %v and %v: %v left, want %v", c.step, c.took, c.begun, got, c.want)
		}
	}
}

// lastLineOf returns what is on the line after the bytes, as far as it matters here: the
// bar overwrites its own line from the left.
func lastLineOf(screen string) string {
	line := []rune{}
	at := 0
	for _, r := range screen {
		switch r {
		case '\r':
			at = 0
		case '\n':
			line, at = nil, 0
		default:
			line = append(line[:min(at, len(line))], append([]rune{r}, line[min(at+1, len(line)):]...)...)
			at++
		}
	}
	return strings.TrimRight(string(line), " ")
}

func TestBarSaysWhatIsBeingDoneAndMakesWay(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tr, clock, _ := newTracker()
	s := &screen{w: &out}
	log := slog.New(terminal.NewHandler(s, slog.LevelInfo))
	show := s.drawn(tr.bar(s.w, 100))
	see := func(want string) {
		t.Helper()
		show(false)
		if got := lastLineOf(out.String()); got != want {
			t.Errorf("shows %q, want %q", got, want)
		}
	}
	see("")
	tr.begin(progress.Step{Doing: "grouping the traffic"})
	clock.after(3 * time.Second)
	show(false)
	if got := lastLineOf(out.String()); !strings.HasSuffix(got, "grouping the traffic, 3s") {
		t.Errorf("shows %q", got)
	}
	tr.begin(profile(1, 6, "baseline"))
	see("evaluating 1 of 6 profiles: baseline   0% |                    |")
	clock.after(2 * time.Second)
	tr.begin(profile(4, 6, "nist"))
	see("evaluating 4 of 6 profiles: nist, 2s, about 2s left  50% |██████████          |")
	log.Warn("an exception has expired")
	if got := out.String(); !strings.HasSuffix(got, "\rzertify: warning: an exception has expired\n") {
		t.Errorf("a message after the bar: %q", got)
	}
	see("evaluating 4 of 6 profiles: nist, 2s, about 2s left  50% |██████████          |")
	show(true)
	if got := lastLineOf(out.String()); got != "" {
		t.Errorf("leaves %q", got)
	}
}

func TestBarFitsTheTerminal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tr, _, _ := newTracker()
	tr.begin(check(40, 86, strings.Repeat("long", 30)))
	tr.bar(&out, 60)(false)
	got := lastLineOf(out.String())
	if n := len([]rune(got)); n > 60 || !strings.HasPrefix(got, "running 40 of 86 checks: lo") {
		t.Errorf("%d columns: %q", n, got)
	}
}

func TestWritingOfEachFileIsWatched(t *testing.T) {
	t.Parallel()
	var got []string
	ctx := progress.With(t.Context(), func(s progress.Step) { got = append(got, s.String()) })
	made := func(names ...string) reports.Format {
		return reports.Format{Files: func(*model.Report) (files []reports.File) {
			for _, name := range names {
				files = append(files, reports.File{Name: name, Write: func(w io.Writer) error {
					_, err := fmt.Fprint(w, name)
					return err
				}})
			}
			return files
		}}
	}
	var out bytes.Buffer
	for _, f := range watchedFormats(ctx, []reports.Format{made("report.html"), made("a.csv", "b.csv")}) {
		for _, file := range f.Files(nil) {
			if err := file.Write(&out); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := []string{"writing 1 of 2 report formats: report.html", "writing 2 of 2 report formats: a.csv",
		"writing 2 of 2 report formats: b.csv"}
	if !slices.Equal(got, want) || out.String() != "report.htmla.csvb.csv" {
		t.Errorf("got %q and %q, want %q", got, out.String(), want)
	}
}

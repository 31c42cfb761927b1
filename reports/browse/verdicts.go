package browse

import (
	"net/http"
	"sync"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/progress"
)

// A verdicts is what all profiles come to on the day of the newest record. It is worked out once, beside the
// requests, because the first page is not to wait for it.
type verdicts struct {
	once sync.Once
	mu   sync.Mutex
	verdictsNow
	step         progress.Step // being done
	begun, phase time.Time     // when the work and the phase of the step began
}

// A verdictsNow is what is known so far.
type verdictsNow struct {
	Lines   []verdictLine
	Day     string
	Failure string // why there are none; "" while they are worked out
	Doing   string // what is being done and how long it has taken, while they are worked out
}

// Working reports whether they are still being worked out.
func (v verdictsNow) Working() bool { return len(v.Lines) == 0 && v.Failure == "" }

// verdictsNow returns what is known of the verdicts, and sees to it that they are worked out.
func (s *Server) verdictsNow() verdictsNow {
	v := &s.first
	v.once.Do(func() {
		done := s.busy()
		v.begun = time.Now()
		v.phase = v.begun
		go func() {
			defer done()
			v.set(s.workOut())
		}()
	})
	v.mu.Lock()
	defer v.mu.Unlock()
	now := v.verdictsNow
	if now.Working() {
		now.Doing = doingText(v.step, time.Since(v.begun), time.Since(v.phase))
	}
	return now
}

// watch takes note of a step that begins.
func (v *verdicts) watch(s progress.Step) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	if s.Phase() != v.step.Phase() {
		v.phase = now
	}
	v.step = s
}

// doingText says what is being done, how long the work has taken, and how long its phase still will where its steps are
// about equally long.
func doingText(s progress.Step, took, phase time.Duration) string {
	text := wording.Duration(int64(took.Seconds())) + " so far"
	if s.Doing != "" {
		text = plain.Text(s.String()) + "; " + text
	}
	if done := s.N - 1; s.Even && done > 0 && phase >= time.Second {
		left := phase / time.Duration(done) * time.Duration(s.Total-done)
		text += ", about " + wording.Duration(int64(left.Round(time.Second).Seconds())) + " left"
	}
	return text
}

func (v *verdicts) set(now verdictsNow) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.verdictsNow = now
}

func (s *Server) workOut() verdictsNow {
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		return verdictsNow{Failure: plain.Text(err.Error())}
	}
	report, err := s.evaluate(progress.With(s.life(), s.first.watch), known, time.Time{})
	if err != nil {
		return verdictsNow{Failure: s.explained(err)}
	}
	now := verdictsNow{Day: dayText(report.AsOf)}
	for _, j := range report.Evaluations {
		now.Lines = append(now.Lines, verdictOf(j))
	}
	return now
}

func dayText(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// A refreshed page asks for itself again after some seconds.
type refreshed struct {
	rendered
	seconds string
}

func (p refreshed) write(s *Server, w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Refresh", p.seconds)
	return p.rendered.write(s, w, r)
}

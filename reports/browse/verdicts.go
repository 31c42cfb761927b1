package browse

import (
	"net/http"
	"sync"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/plain"
)

// A verdicts is what all profiles come to on the day of the newest record. It is worked out once, beside the
// requests, because the first page is not to wait for it.
type verdicts struct {
	once sync.Once
	mu   sync.Mutex
	verdictsNow
}

// A verdictsNow is what is known so far.
type verdictsNow struct {
	Lines   []verdictLine
	Day     string
	Failure string // why there are none; "" while they are worked out
}

// Working reports whether they are still being worked out.
func (v verdictsNow) Working() bool { return len(v.Lines) == 0 && v.Failure == "" }

// verdictsNow returns what is known of the verdicts, and sees to it that they are worked out.
func (s *Server) verdictsNow() verdictsNow {
	v := &s.first
	v.once.Do(func() {
		done := s.busy()
		go func() {
			defer done()
			v.set(s.workOut())
		}()
	})
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.verdictsNow
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
	report, err := s.evaluate(s.life(), known, time.Time{})
	if err != nil {
		return verdictsNow{Failure: plain.Text(err.Error())}
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

package ingest

import (
	"iter"
	"runtime"
)

// turns are leave to use a processor: there are as many as processors. Reading and
// decoding take one for each unit. The goroutine that loads keeps one as long as
// there is something to load, so that decoding does not crowd out the stage that
// has but one thread and takes longest, only to wait for it afterwards. A nil turns
// lets everybody go on.
type turns chan struct{}

func newTurns() turns { return make(turns, max(2, runtime.GOMAXPROCS(0))) }

func (t turns) take() {
	if t != nil {
		t <- struct{}{}
	}
}

func (t turns) end() {
	if t != nil {
		<-t
	}
}

// while returns what comes over a channel to one who has a turn, and does without the
// turn while nothing comes.
func while[T any](t turns, work <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			var v T
			var ok bool
			select {
			case v, ok = <-work:
			default:
				t.end()
				v, ok = <-work
				t.take()
			}
			if !ok || !yield(v) {
				return
			}
		}
	}
}

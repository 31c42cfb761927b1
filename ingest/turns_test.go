package ingest

import "testing"

// TestTurnIsGivenUpWhileNothingComes: one who waits for work leaves the turn to
// others and has it again for each piece of work.
func TestTurnIsGivenUpWhileNothingComes(t *testing.T) {
	turns, work, got := make(turns, 1), make(chan int), make(chan int)
	go func() {
		turns.take()
		defer turns.end()
		for n := range while(turns, work) {
			got <- n
		}
		close(got)
	}()
	for i := range 3 {
		turns.take() // would wait for ever if the other kept it
		turns.end()
		work <- i
		if n := <-got; n != i {
			t.Errorf("got %d, want %d", n, i)
		}
	}
	close(work)
	if _, more := <-got; more {
		t.Error("the end of the work was not seen")
	}
}

package ingest

import (
	"math/rand/v2"
	"testing"
)

// TestFilterForgetsNothing: a hash that came before is always a suspect, and a new
// one hardly ever.
func TestFilterForgetsNothing(t *testing.T) {
	t.Parallel()
	const n = 1_000_000
	c := newCopies()
	rng := rand.New(rand.NewPCG(1, 1))
	hashes := make([]uint64, n)
	for i := range hashes {
		hashes[i] = rng.Uint64()
	}
	c.see("t", hashes)
	if c.n > n/10_000 {
		t.Errorf("%d suspects in %d hashes that all differ", c.n, n)
	}
	before := c.n
	c.see("u", hashes[:1000])
	if got := len(c.suspects["u"]); got != 1000 || c.n != before+1000 {
		t.Errorf("%d of 1000 copies suspected", got)
	}
}

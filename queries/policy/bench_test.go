package policy

import (
	"testing"
)

// BenchmarkEvaluate evaluates a few thousand suites by each profile of ours.
func BenchmarkEvaluate(b *testing.B) {
	profiles := ownProfiles(b)
	db := randomWorld(profiles, 3000, 6000).open(b)
	for _, n := range []string{"first", "all"} {
		b.Run(n, func(b *testing.B) {
			ps := profiles
			if n == "first" {
				ps = profiles[:1]
			}
			for b.Loop() {
				if _, err := Evaluate(b.Context(), db, ps, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

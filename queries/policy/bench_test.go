package policy

import (
	"testing"
)

// BenchmarkJudge judges a few thousand suites by each profile of ours.
func BenchmarkJudge(b *testing.B) {
	profiles := ownProfiles(b)
	db := randomWorld(profiles, 3000, 6000).open(b)
	for _, n := range []string{"first", "all"} {
		b.Run(n, func(b *testing.B) {
			ps := profiles
			if n == "first" {
				ps = profiles[:1]
			}
			for b.Loop() {
				if _, err := Judge(b.Context(), db, ps, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

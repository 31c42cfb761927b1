package main

import (
	"fmt"
	"math"
	"os/exec"
	"regexp"
	"strconv"
)

// terse runs the benchmark of the TERSE decoders and returns the slowest of its
// figures for each method, by processor time.
func terse(string) error {
	out, err := exec.Command("go", "test", "-run", "^$", "-bench", "BenchmarkTerse",
		"github.com/zertify/zertify/ingest/container").Output()
	if err != nil {
		return fmt.Errorf("go test -bench BenchmarkTerse: %w", err)
	}
	for _, method := range []string{"PACK", "SPACK"} {
		slowest := math.Inf(1)
		for _, m := range terseFigure.FindAllStringSubmatch(string(out), -1) {
			if v, err := strconv.ParseFloat(m[2], 64); err == nil && m[1] == method {
				slowest = min(slowest, v)
			}
		}
		fmt.Printf(", %s %.0f MB/s of output a core (floor 150)", method, slowest)
	}
	return nil
}

var terseFigure = regexp.MustCompile(`BenchmarkTerse/([A-Z]+)/.* ([0-9.]+) MB/cpu-s`)

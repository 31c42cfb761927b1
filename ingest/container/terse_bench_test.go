//go:build unix

package container

import (
	"bytes"
	"fmt"
	"io"
	"syscall"
	"testing"
	"time"
)

// BenchmarkTerse measures decoding alone; MB/s count the output. The speed
// depends on how well the data compress: noise is the number of random bytes in
// records of some 525. MB/cpu-s counts by processor time, which a machine shared
// with others does not change.
func BenchmarkTerse(b *testing.B) {
	for _, noise := range []int{10, 30} {
		benchTerse(b, noise, sampleRecords(4000, 600, noise))
	}
}

func benchTerse(b *testing.B, noise int, records [][]byte) {
	for name, method := range map[string]byte{"PACK": tersePack, "SPACK": terseSpack} {
		for _, variable := range []bool{false, true} {
			file := terseFile(method, variable, 32756, records...)
			b.Run(fmt.Sprintf("%s/variable=%v/noise=%d", name, variable, noise), func(b *testing.B) {
				b.ReportAllocs()
				out, before := 0, cpuTime(b)
				for b.Loop() {
					_, err := Walk(b.Context(), "x", bytes.NewReader(file), Options{}, func(m *Member) error {
						n, err := io.Copy(io.Discard, onlyReader{m.Reader})
						out = int(n)
						return err
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				spent := cpuTime(b) - before
				b.SetBytes(int64(out))
				b.ReportMetric(float64(out)*float64(b.N)/1e6/spent.Seconds(), "MB/cpu-s")
				b.ReportMetric(float64(out)/float64(len(file)), "ratio")
			})
		}
	}
}

// cpuTime is the processor time this process has used.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

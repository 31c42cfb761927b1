package anonymize

import (
	"bytes"
	"testing"

	"github.com/zertify/zertify/smf"
)

// FuzzRun: any input gives a copy of its length or an error without output, and
// records are read where they were.
func FuzzRun(f *testing.F) {
	for _, dir := range []string{"../../smf/testdata/vectors", "../../smf/testdata/vectors/zert-records",
		"../../smf/testdata/vectors/records", "../../nmsec/testdata/vectors"} {
		for _, v := range vectors(f, dir) {
			f.Add(v.in, 0)
		}
	}
	f.Fuzz(func(t *testing.T, in []byte, days int) {
		out, sum, err := try(t, in, Options{ShiftDays: days % MaxShift})
		if err != nil {
			if len(out) > 0 {
				t.Fatalf("%v after %d bytes", err, len(out))
			}
			return
		}
		if len(out) != len(in) || sum.Bytes != int64(len(in)) {
			t.Fatalf("%d bytes, %d said, of %d", len(out), sum.Bytes, len(in))
		}
		again, _, err := try(t, in, Options{ShiftDays: days % MaxShift})
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("a second run gives something else: %v", err)
		}
	})
}

// BenchmarkRun measures the copying of a dump.
func BenchmarkRun(b *testing.B) {
	in := company(b, smf.WriterOptions{Span: true})
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		anonymized(b, in, Options{})
	}
}

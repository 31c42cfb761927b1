package nmsec

import (
	"bytes"
	"io"
	"testing"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
)

// manyTunnels is a capture of n responses with 200 IKE tunnels each.
func manyTunnels(sp *spec, n int) []byte {
	list := content{name: message.NameIKETunnels, target: "TCPIP1"}
	for i := range 200 {
		list.records = append(list.records, ikeRecord(i+1, 256))
	}
	out := sp.message(content{name: message.NameInit}, 0)
	one := sp.message(list, 1)
	for range n {
		out = append(out, one...)
	}
	return out
}

func benchmarkRead(b *testing.B, opt Options, sp *spec) {
	input := manyTunnels(sp, 500)
	b.SetBytes(int64(len(input)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader("bench", bytes.NewReader(input), opt)
		n := 0
		for {
			m, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			n += len(m.Records)
		}
		if f, _ := r.Framing(); opt.Framing == nil && f.Basis != framing.BasisDiscovered {
			b.Fatalf("framing %s", f.Name)
		}
		if n != 500*200 {
			b.Fatalf("%d records", n)
		}
	}
}

func BenchmarkReadWithFraming(b *testing.B) {
	benchmarkRead(b, Options{Framing: knownFraming(b, "inferred-a")}, &layouts[0])
}

func BenchmarkReadWithDiscovery(b *testing.B) { benchmarkRead(b, Options{}, &layouts[0]) }

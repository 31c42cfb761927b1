package container

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// inRecords cuts data into records of a length and puts one of lengthForms before
// each; the last is as long as what is left.
func inRecords(form string, length int, data []byte) []byte {
	var out []byte
	for len(data) > 0 {
		n := min(length, len(data))
		switch form {
		case "len4":
			out = binary.BigEndian.AppendUint32(out, uint32(n))
		case "rdw":
			out = binary.BigEndian.AppendUint32(out, uint32(n+rdwSize)<<16)
		case "low":
			out = binary.LittleEndian.AppendUint32(out, uint32(n))
		}
		out, data = append(out, data[:n]...), data[n:]
	}
	return out
}

func TestLengthsAroundAContainerAreTakenOff(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat(noise(2000), 60)
	for name, inside := range map[string][]byte{
		"TERSE": terseFile(terseSpack, false, 2000, long), "gzip": gz(long), "zip": zipped(file{"x", long}),
		"zstd": zst(long),
		"xz":   xzFile(t, 1, 0, long), "XMIT": xmitSent("SMF.DUMP", 0x9000, "INMCOPY", long[:60], long[60:120]),
	} {
		for _, form := range []string{"len4", "rdw", "low"} {
			for _, length := range []int{80, 1024, 27998} {
				framed := inRecords(form, length, inside)
				for kind, open := range openings {
					want := one(t, "x", bytes.NewReader(inside))
					got := one(t, "x", open(framed))
					if got.err != nil || !bytes.Equal(got.data, want.data) || len(got.chain) != len(want.chain)+1 {
						t.Errorf("%s in %s of %d as %s: %d bytes behind %s, %v", name, form, length, kind, len(got.data),
							Chain(got.chain), got.err)
					}
				}
			}
		}
	}
}

func TestLengthsHaveToAddUp(t *testing.T) {
	t.Parallel()
	inside := gz(noise(9000))
	framed := inRecords("len4", 200, inside)
	odd := inRecords("len4", 200, inside[:600])
	odd = append(append(odd, inRecords("len4", 77, inside[600:677])...), inRecords("len4", 200, inside[677:])...)
	for name, file := range map[string][]byte{
		"cut in a record":             framed[:500],
		"cut in a length":             framed[:2*204+3],
		"a shorter one in the middle": odd,
		"records of a dump":           inRecords("rdw", 200, concat(plain, plain)),
		"one record of two":           framed[:204+4+100],
	} {
		if f := newSource(file).detect(); f != nil {
			t.Errorf("%s: taken for %s", name, f.Name)
		}
	}
	late := inRecords("len4", 1024, gz(bits256(20)))
	late = append(inRecords("len4", 1024, gzRandom(300_000)), late...)
	late = append(late[:200*1028], append([]byte{0, 0, 0xFF, 0}, late[200*1028:]...)...)
	got := one(t, "x", bytes.NewReader(late))
	if id(got.err) != IDDamaged || !strings.Contains(got.err.Error(), "0000ff00 stands where a length should be") {
		t.Errorf("lengths that go wrong far behind: %v", got.err)
	}
}

// gzRandom is gzip data that do not become shorter.
func gzRandom(n int) []byte {
	data := make([]byte, n)
	x := uint64(119)
	for i := range data {
		x = x*6364136223846793005 + 1442695040888963407
		data[i] = byte(x >> 56)
	}
	return gz(data)
}

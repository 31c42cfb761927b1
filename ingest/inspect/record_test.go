package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// testDumper is for tests that run one after the other.
var testDumper = sync.OnceValue(func() *Dumper {
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		panic(err)
	}
	return NewDumper(Options{CodePage: cp})
})

// dumpOf takes a record apart the way the command does.
func dumpOf(data []byte) *Record {
	r := smf.NewReader("x", bytes.NewReader(data), smf.Options{Framing: smf.RDW})
	rec, err := r.Next()
	if err != nil {
		return nil
	}
	return testDumper().Record(rec, smf.RDW)
}

// covered adds up the bytes a dump shows, and says whether any two parts overlap.
func covered(r *Record) int {
	n := firstTriplet + tripletBytes*len(r.Triplets) - standardHeader
	for _, p := range r.Parts {
		n += p.Length
	}
	return n
}

func TestRecordShowsEveryByteOnce(t *testing.T) {
	n := 0
	err := fixture.Company{Records: 300, Seed: 3}.Each(func(rec []byte) error {
		r := dumpOf(rec)
		if r.Type != 119 {
			return nil
		}
		n++
		if got := covered(r); got != len(rec) || r.Disposition != decoded {
			return fmt.Errorf("record %d: %s, %d of %d bytes shown", n, r.Disposition, got, len(rec))
		}
		return nil
	})
	if err != nil || n < 200 {
		t.Error(n, err)
	}
}

// FuzzDumpRecord holds a Dumper to what it promises for the bytes of any record: no panic, bounded
// output, offsets inside the record.
func FuzzDumpRecord(f *testing.F) {
	n := 0
	if err := (fixture.Company{Records: 120, Seed: 1}).Each(func(rec []byte) error {
		if n++; n%7 == 0 {
			f.Add(bytes.Clone(rec))
		}
		return nil
	}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := dumpOf(data)
		if r == nil {
			return
		}
		if len(r.Parts) > 2*maxSections+2 {
			t.Fatalf("%d parts", len(r.Parts))
		}
		for _, p := range r.Parts {
			if p.Offset < 0 || p.Offset+p.Length > r.Length {
				t.Fatalf("%s at +%d with %d bytes, the record has %d", p.Title, p.Offset, p.Length, r.Length)
			}
		}
		var b bytes.Buffer
		if err := errors.Join(r.WriteText(&b), json.NewEncoder(&b).Encode(r)); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsRune(b.String(), 0x1B) {
			t.Fatal("an escape sequence in the text")
		}
	})
}

package nmsec

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/zertify/zertify/nmsec/framing"
)

// The targets need no oracle: account checks that every byte of the input ends up in
// one message or fault, and that sections lie where they are said to.

func FuzzDiscovery(f *testing.F) {
	for _, sp := range layouts {
		f.Add(sp.write(minimal()))
		f.Add(sp.write(session()))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) < 1<<14 {
			Sniff(b)
			account(t, b, Options{Limit: 1 << 16})
		}
	})
}

func FuzzFramed(f *testing.F) {
	b, at := candidate(f)
	f.Add(b)
	f.Add(b[at[5]:at[6]])
	framing := knownFraming(f, "inferred-a")
	f.Fuzz(func(t *testing.T, b []byte) { account(t, b, Options{Framing: framing, Limit: 1 << 16}) })
}

func FuzzCarve(f *testing.F) {
	f.Add(append(ikeTunnel(1, 256), ikeStats(1)...))
	f.Add(ipTunnel(1, 2))
	f.Fuzz(func(t *testing.T, b []byte) { account(t, b, Options{Carve: true, Limit: 1 << 16}) })
}

// FuzzLoadFraming: no text panics, what loads can be written and read again, and an input can be read with it.
func FuzzLoadFraming(f *testing.F) {
	all, err := framing.All()
	if err != nil {
		f.Fatal(err)
	}
	for _, known := range all {
		var b bytes.Buffer
		if err := known.WriteCSV(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes(), []byte("some input"))
	}
	f.Fuzz(func(t *testing.T, text, input []byte) {
		fr, err := framing.Load(fstest.MapFS{"x.csv": {Data: text}}, "x.csv")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := fr.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		if _, err := framing.Load(fstest.MapFS{"x.csv": {Data: out.Bytes()}}, "x.csv"); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		account(t, input, Options{Framing: fr, Limit: 1 << 16})
	})
}

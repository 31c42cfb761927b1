package anonymize

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

var noon = time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)

// secret stands for what nobody has described.
const secret = "TOPSECRET"

// dump frames records.
func dump(t testing.TB, framing smf.Framing, recs ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := smf.NewWriter(&b, smf.WriterOptions{Framing: framing})
	for _, r := range recs {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// connection makes a detail record; more is put behind its last section.
func connection(more []byte) []byte {
	ident := fixture.Section("smf119_ident", fixture.Values{"system_name": "SYSA", "component": "STACK", "reason": 8})
	conn := fixture.Section("zert_connection",
		fixture.Values{"event_type": 1, "job_name": "PAYROLL", "ip_protocol": 6, "remote_addr": "192.0.2.7",
			"local_addr": "192.0.2.8", "local_port": 443})
	rec := append(fixture.Record(fixture.Header(11, noon, "SYSA"), ident, conn), more...)
	binary.BigEndian.PutUint16(rec, uint16(len(rec)))
	return rec
}

// TestWhatNoLayoutExplainsIsZero: none of the places where a record can hold more
// than its layout says lets it through.
func TestWhatNoLayoutExplainsIsZero(t *testing.T) {
	t.Parallel()
	hidden := ebcdic(t, secret)
	other := fixture.Header(3, noon, "SYSA")
	other = append(other, hidden...)
	other[5] = 80
	extended := append(fixture.Header(0, noon, "SYSA"), make([]byte, 32)...)
	extended[4], extended[5], extended[25], extended[26], extended[53] = 0x7E, 126, 32, 1, 200
	copy(extended[30:], hidden)
	long := connection(nil)
	ident := fixture.Section("smf119_ident", fixture.Values{"system_name": "SYSA", "component": "STACK"})
	longer := fixture.Record(fixture.Header(11, noon, "SYSA"), ident, append(long[len(long)-128:], hidden...))
	twice := fixture.Record(fixture.Header(11, noon, "SYSA"), ident, long[len(long)-128:])
	further := fixture.Record(fixture.Header(2, noon, "SYSA"), ident,
		fixture.Section("tcp_termination", fixture.Values{"job_name": "PAYROLL"}), nil, nil, nil, nil, hidden, hidden)
	binary.BigEndian.PutUint16(twice[28+8+4:], 64) // its connection counts as two sections
	binary.BigEndian.PutUint16(twice[28+8+6:], 2)
	cases := map[string][]byte{
		"behind the sections":         connection(hidden),
		"record of another type":      other,
		"extended header":             extended,
		"behind the last field":       longer,
		"behind an unknown triplet":   further,
		"in a record that is refused": twice,
	}
	for name, rec := range cases {
		binary.BigEndian.PutUint16(rec, uint16(len(rec)))
		for _, framing := range []smf.Framing{smf.RDW, smf.Buffer} {
			in := dump(t, framing, rec, connection(nil))
			out, sum := anonymized(t, in, Options{SMF: smf.Options{Framing: framing}})
			for _, word := range []string{secret, "PAYROLL", "SYSA"} {
				if bytes.Contains(out, ebcdic(t, word)) {
					t.Errorf("%s: %s survives in framing %s", name, word, framing)
				}
			}
			if sum.Zeroed == 0 {
				t.Errorf("%s: nothing is counted as made zero", name)
			}
			was, _ := places(in, smf.Options{Framing: framing})
			is, _ := places(out, smf.Options{Framing: framing})
			if len(was) != 2 || len(is) != 2 {
				t.Errorf("%s: %d records of %d in framing %s", name, len(is), len(was), framing)
			}
		}
	}
}

// TestSectionsOverEachOther: what may stay of one section could be a name in the
// other, so that nothing stays. The reader refuses both record and copy.
func TestSectionsOverEachOther(t *testing.T) {
	t.Parallel()
	rec := connection(nil)
	at := binary.BigEndian.Uint32(rec[28+8:])
	binary.BigEndian.PutUint32(rec[28+8:], at-40) // the connection begins inside the identification
	out, sum := anonymized(t, dump(t, smf.RDW, rec, connection(nil)), Options{})
	if sum.Rejected != 1 || sum.Changed != 0 {
		t.Errorf("%d rejected, %d changed", sum.Rejected, sum.Changed)
	}
	if !allZero(out[28+16 : len(rec)]) {
		t.Errorf("%x is left", out[28+16:len(rec)])
	}
}

// TestNamesInASCII: a text that somebody wrote in ASCII is replaced too.
func TestNamesInASCII(t *testing.T) {
	t.Parallel()
	rec := connection(nil)
	i := bytes.Index(rec, ebcdic(t, "PAYROLL"))
	copy(rec[i:], "Payroll ")
	out, _ := anonymized(t, dump(t, smf.RDW, rec, connection(nil)), Options{})
	if got := out[i : i+8]; !match(`^[A-Z][a-z]{6} $`, string(got)) || string(got) == "Payroll " {
		t.Errorf("%q", got)
	}
}

// TestSocketRecords: the names in what a real-time socket says are replaced.
func TestSocketRecords(t *testing.T) {
	t.Parallel()
	v := vectors(t, "../../smf/testdata/vectors")["buffer-between-socket-records"]
	out, _ := anonymized(t, v.in, Options{})
	r := smf.NewReader("in", bytes.NewReader(out), smf.Options{})
	for {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	if len(r.Notes()) == 0 {
		t.Error("the beginning of the connection is not seen")
	}
	names := socketNames(v.in)
	if len(names) != 2 {
		t.Fatalf("%d names in the vector", len(names))
	}
	for _, name := range names {
		if bytes.Contains(out, name) {
			t.Errorf("%x survives", name)
		}
	}
}

// socketNames returns system and stack of the INIT record in a capture.
func socketNames(in []byte) [][]byte {
	at := bytes.Index(in, []byte(socketInit)) - 4
	if at < 0 || at+initEnd > len(in) {
		return nil
	}
	return [][]byte{trimmed(in[at+initSystem : at+initService]), trimmed(in[at+initStack : at+initTime])}
}

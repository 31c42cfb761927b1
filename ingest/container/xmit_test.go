package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// toEBCDIC is the way back of the names table.
func toEBCDIC(s string) []byte {
	out := make([]byte, len(s))
	for i := range len(s) {
		for e, c := range names {
			if c == s[i] && e != 0 {
				out[i] = byte(e)
			}
		}
	}
	return out
}

// segments cuts one record into NETDATA segments.
func segments(control bool, rec []byte) []byte {
	var out []byte
	for first := true; first || len(rec) > 0; first = false {
		n := min(len(rec), 253)
		var flags byte
		if first {
			flags |= segFirst
		}
		if n == len(rec) {
			flags |= segLast
		}
		if control {
			flags |= segControl
		}
		out = append(append(out, byte(n+2), flags), rec[:n]...)
		rec = rec[n:]
		if len(rec) == 0 {
			break
		}
	}
	return out
}

func unit(key uint16, values ...[]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, key)
	out = binary.BigEndian.AppendUint16(out, uint16(len(values)))
	for _, v := range values {
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(v))), v...)
	}
	return out
}

func control(kind string, parts ...[]byte) []byte {
	return segments(true, concat(append([][]byte{toEBCDIC(kind)}, parts...)...))
}

func xmitStart(files int) []byte {
	return control("INMR01", unit(0x1011, toEBCDIC("NODE")), unit(keyTime, toEBCDIC("20261031120000")),
		unit(keyFiles, []byte{byte(files)}))
}

// xmitBody describes and sends one file.
func xmitBody(n int, name string, recfm uint16, utility string, records ...[]byte) []byte {
	var dsn [][]byte
	for q := range strings.SplitSeq(name, ".") {
		dsn = append(dsn, toEBCDIC(q))
	}
	out := control("INMR02", []byte{0, 0, 0, byte(n)}, unit(keyUtility, toEBCDIC(utility)),
		unit(keyRecfm, binary.BigEndian.AppendUint16(nil, recfm)), unit(keyLrecl, []byte{80}),
		unit(keyBlksize, []byte{3, 0x20}),
		unit(keyDSName, dsn...))
	out = append(out, control("INMR03", unit(keyLrecl, []byte{0, 80}))...)
	for _, r := range records {
		out = append(out, segments(false, r)...)
	}
	return out
}

func xmitEnd(b []byte) []byte {
	b = append(b, control("INMR06")...)
	for len(b)%80 != 0 {
		b = append(b, 0x40)
	}
	return b
}

// xmitSent is a whole transmission of one file.
func xmitSent(name string, recfm uint16, utility string, records ...[]byte) []byte {
	return xmitEnd(append(xmitStart(1), xmitBody(1, name, recfm, utility, records...)...))
}

// Typed by hand from the description of NETDATA: INMR01 without units; INMR02
// for file 1 with utility INMCOPY and RECFM F; INMR03; one record of two
// segments, "AB" and "C"; INMR06.
const xmitByHand = `
	08e0 c9d5d4d9f0f1
	21e0 c9d5d4d9f0f2 00000001 1028 0001 0007 c9d5d4c3d6d7e8 0049 0001 0002 8000
	08e0 c9d5d4d9f0f3
	0480 c1c2 0340 c3
	08e0 c9d5d4d9f0f6`

func TestXmitByHand(t *testing.T) {
	t.Parallel()
	got := one(t, "x", bytes.NewReader(unhex(xmitByHand)))
	if got.err != nil || string(got.data) != "\xc1\xc2\xc3" {
		t.Errorf("got %x, %v", got.data, got.err)
	}
}

func TestXmitVariableRecordsGetDescriptorWords(t *testing.T) {
	t.Parallel()
	records := [][]byte{plain[4:18], {}, plain[18:700]}
	with := make([][]byte, len(records))
	for i, r := range records {
		with[i] = withRDW(r)
	}
	for name, c := range map[string]struct {
		recfm uint16
		sent  [][]byte
		note  string
	}{
		"sent without, as the format says":         {0x5002, records, ", descriptor words added"},
		"sent without, the format does not say":    {0x5000, records, ", descriptor words added"},
		"sent with them, the format does not say":  {0x5000, with, ""},
		"spanned format, sent without, as it says": {0x5802, records, ", descriptor words added"},
		"first half word is the length, by the way": {0x5802, [][]byte{with[0], with[1], with[2]},
			", descriptor words added"},
	} {
		got := one(t, "x", bytes.NewReader(xmitSent("A.B", c.recfm, "INMCOPY", c.sent...)))
		want := withRDW(records...)
		if strings.HasPrefix(name, "first half") {
			want = withRDW(with...)
		}
		if got.err != nil || !bytes.Equal(got.data, want) {
			t.Errorf("%s: %d bytes (%v), want %d", name, len(got.data), got.err, len(want))
		}
		if f := got.chain[0].RecordFormat; !strings.HasPrefix(f, "VB") ||
			strings.HasSuffix(got.chain[0].Detail, "added") != (c.note != "") {
			t.Errorf("%s: layer %q", name, got.chain[0])
		}
	}
}

func TestXmitSayWhatCannotBeRebuilt(t *testing.T) {
	t.Parallel()
	for utility, want := range map[string]string{"IEBCOPY": IDXmitLib, "AMSCIPHR": IDXmit, "STRANGE": IDXmit} {
		got := one(t, "x", bytes.NewReader(xmitSent("MY.LIB", 0x9000, utility, plain)))
		if id(got.err) != want || !strings.Contains(got.err.Error(), "MY.LIB") {
			t.Errorf("%s: %v", utility, got.err)
		}
	}
}

func TestXmitOpensEveryFile(t *testing.T) {
	t.Parallel()
	b := append(xmitStart(3), xmitBody(1, "MY.MESSAGE", 0x9000, "INMCOPY", []byte("hi"))...)
	b = append(b, xmitBody(2, "MY.LIB", 0x9000, "IEBCOPY", plain)...)
	b = append(b, xmitBody(3, "MY.DUMP", 0x9000, "INMCOPY", plain)...)
	all, _ := walk(t, "x", bytes.NewReader(xmitEnd(b)), Options{})
	var got []string
	for _, v := range all {
		got = append(got, fmt.Sprint(v.name, " ", len(v.data), " ", id(v.err)))
	}
	want := fmt.Sprintf("x!MY.MESSAGE 2 |x!MY.LIB 0 E-XPDS|x!MY.DUMP %d ", len(plain))
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestXmitFaultsAreExplained(t *testing.T) {
	t.Parallel()
	whole := xmitSent("A.B", 0x9000, "INMCOPY", plain[:50])
	trailer := len(xmitStart(1)) + len(xmitBody(1, "A.B", 0x9000, "INMCOPY", plain[:50]))
	for name, c := range map[string]struct {
		file []byte
		text string
	}{
		"no trailer":      {whole[:trailer], "before the trailer INMR06"},
		"cut in a record": {whole[:trailer-20], "before the trailer INMR06"},
		"zero segment":    {concat(whole[:trailer], []byte{0, 0, 0}), "segment of 0 bytes"},
		"flags":           {concat(whole[:trailer], []byte{3, 0xC1, 0}), "flags C1"},
		"no description":  {concat(xmitStart(1), control("INMR03"), control("INMR06")), "no description"},
		"data too early":  {concat(xmitStart(1), segments(false, plain)), "control record should be"},
		"unknown control": {concat(xmitStart(1), control("INMR09")), `"INMR09" is not known`},
		"endless record": {concat(whole[:trailer], []byte{2, 0x80},
			bytes.Repeat(append([]byte{255, 0}, make([]byte, 253)...), 5000)), "more than 1048576 bytes"},
		"long record":   {concat(whole[:trailer], segments(false, make([]byte, maxXmitRecord+1))), "more than 1048576 bytes"},
		"long V record": {xmitSent("A.B", 0x5002, "INMCOPY", make([]byte, 70000)), "more than a descriptor word can count"},
		"words missing": {xmitSent("A.B", 0x5000, "INMCOPY", withRDW(plain), plain), "without the descriptor word"},
	} {
		all, _ := walk(t, "x", bytes.NewReader(c.file), Options{})
		err := all[len(all)-1].err
		if id(err) != IDXmit || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v, want %q", name, err, c.text)
		}
		if len(all) != 1 {
			t.Errorf("%s: reported %d times", name, len(all))
		}
	}
}

func FuzzXmit(f *testing.F) {
	f.Add(xmitSent("A.B", 0x5002, "INMCOPY", plain[:30], plain[30:300]))
	f.Add(xmitSent("A.B", 0x9000, "IEBCOPY", plain[:30]))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !isXmit(data) {
			return
		}
		all, _ := walk(t, "fuzz", bytes.NewReader(data), Options{MaxOutput: 4 << 20, MaxDepth: 1})
		if len(all) == 0 {
			t.Fatal("nothing was reported")
		}
	})
}

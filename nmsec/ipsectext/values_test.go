package ipsectext

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

func noRows(*record.Type, int, []byte) {}

// TestValues reads values of each form as the manuals print them, and leaves others as they are.
func TestValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ label, printed, want string }{
		{"Lifetime", "480m", "28800"}, {"Lifetime", "480", "bad"}, {"Lifetime", "99999999999999999999m", "bad"},
		{"Lifetime", "18446744073709551615m", "bad"},
		{"Lifesize", "0K", "0"}, {"Lifesize", "2K", "2048"}, {"Lifesize", "2M", "bad"}, {"CurrentByteCount", "288b", "288"},
		{"AllowNat", "yes", "1"}, {"AllowNat", "No", "0"}, {"AllowNat", "perhaps", "bad"}, {"AllowNat", "n/a", ""},
		{"IKEVersion", "2.0", "2"}, {"IKEVersion", "16.0", "bad"}, {"IKEVersion", "x", "bad"},
		{"DiffieHellmanGroup", "14", "14"}, {"DiffieHellmanGroup", "Group14", "14"}, {"DiffieHellmanGroup", "None", "0"},
		{"DiffieHellmanGroup", "70000", "bad"},
		{"InitiatorCookie", "0x5D1C0A7F22B94E61", "5d1c0a7f22b94e61"}, {"InitiatorCookie", "0x1", "0000000000000001"},
		{"InitiatorCookie", "5D1C0A7F22B94E61", "bad"}, {"InitiatorCookie", "0x5D1C0A7F22B94E61F", "bad"},
		{"LocalEndPoint", "2001:DB8:0:0::1", "2001:db8::1"}, {"LocalEndPoint", "10.1.2.300", "bad"},
		{"LifetimeExpires", "2026/03/09 16:55:02", "2026-03-09 16:55:02"}, {"LifetimeExpires", "2026/13/09 16:55:02", "bad"},
		{"EncryptionAlgorithm", "DES-CBC", "DES documented"}, {"EncryptionAlgorithm", "aes_cbc", "AES-CBC inferred"},
		{"EncryptionAlgorithm", "AES-CBC-256", "AES-CBC inferred 256"},
		{"EncryptionAlgorithm", "AES-CBC (128)", "AES-CBC inferred 128"}, {"EncryptionAlgorithm", "ROT13", "bad"},
		{"AuthenticationAlgorithm", "HMAC-MD5", "HMAC-MD5 documented"}, {"AuthenticationAlgorithm", "MD5_96", "bad"},
		{"RemoteAuthenticationMethod", "PresharedKey", "PRESHARED documented"},
	} {
		text := heading + "TunnelID: K1\n" + c.label + ": " + c.printed + "\n" + stars
		r := NewReader("in", strings.NewReader(text), Options{CodePage: page(t)})
		var got string
		for e, err := r.Next(); err == nil; e, err = r.Next() {
			content := Shipped().Content(e)
			for i := range content.Values {
				if v := &content.Values[i]; v.Label == c.label {
					got = understood(v)
				}
			}
			for _, o := range content.Odd {
				if o.Kind == "bad-value" {
					got = "bad"
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %s: %q, want %q", c.label, c.printed, got, c.want)
		}
	}
}

func understood(v *Value) string {
	switch {
	case v.Code != nil && v.HasNumber:
		return fmt.Sprintf("%s %s %d", v.Code.Token, v.Code.Basis, v.Number)
	case v.Code != nil:
		return v.Code.Token + " " + v.Code.Basis
	case v.HasNumber:
		return fmt.Sprint(v.Number)
	case !v.At.IsZero():
		return v.At.Format(time.DateTime)
	}
	return v.Text
}

// TestRowsHoldWhatIsPrinted walks the sections with the layouts, which know nothing of how they were made.
func TestRowsHoldWhatIsPrinted(t *testing.T) {
	t.Parallel()
	r := NewReader("in", strings.NewReader(report), Options{CodePage: page(t)})
	got := map[string][]string{}
	rows := Rows{Zone: time.FixedZone("", 3600)}
	for e, err := r.Next(); err == nil; e, err = r.Next() {
		c := Shipped().Content(e)
		if e.Kind == Ignored {
			continue
		}
		rows.Of(e, &c, func(rt *record.Type, part int, section []byte) {
			st := layout.Must().Structure(rt.Locators[0].Kind.String())
			for _, v := range layout.Walk(st, section, nil, false, page(t)) {
				if v.V != nil {
					got[v.Field.Column] = append(got[v.Field.Column], fmt.Sprint(v.V))
				}
			}
		})
	}
	for column, want := range map[string]string{
		"entry_kind": "heading entry entry heading", "stack_name": "TCPIPA TCPIPA TCPIPA TCPIPA", "report_line": "1 1 1 1",
		"encr_printed": "DES-CBC", "ike_major_version": "1 0", "life_seconds": "28800 0", "life_bytes": "2048 0",
		"value_text": "198.51.100.7 5d1c0a7f22b94e61", "value_token": "DES",
		"value_local": fmt.Sprint(time.Date(2026, 3, 9, 16, 55, 2, 0, time.UTC).UnixMicro()),
		"value_utc":   fmt.Sprint(time.Date(2026, 3, 9, 15, 55, 2, 0, time.UTC).UnixMicro()),
	} {
		if have := strings.Join(got[column], " "); have != want {
			t.Errorf("%s: %q, want %q", column, have, want)
		}
	}
	if n := len(got["label"]); n != 23 {
		t.Errorf("%d labels", n)
	}
}

// TestSiteAddsLabels: a label of a site is understood as it says, and may change what is known.
func TestSiteAddsLabels(t *testing.T) {
	t.Parallel()
	const head = "report,label,column,form,doc,enum\n"
	f, err := ReadFacts("site.csv", strings.NewReader(head+
		"IKE tunnel,Quantum,quantum_seconds,minutes,Ours.,\nIKE tunnel,FIPS140,is_fips,flag,Seen here.,\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader("in", strings.NewReader(heading+"TunnelID: K1\nQuantum: 2m\nFIPS140: Yes\n"+stars),
		Options{CodePage: page(t), Facts: f})
	var got []string
	for e, err := r.Next(); err == nil; e, err = r.Next() {
		c := f.Content(e)
		for i := range c.Values {
			if v := &c.Values[i]; e.Kind == Record {
				got = append(got, v.Label+" "+v.Basis()+" "+understood(v))
			}
		}
	}
	if want := "[TunnelID documented K1 Quantum site 120 FIPS140 site 1]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	for name, bad := range map[string]string{
		"form":   head + "IKE tunnel,A,a,hours,Ours.,\n",
		"enum":   head + "IKE tunnel,A,a,code,Ours.,sa_state\n",
		"column": head + "IKE tunnel,A,,text,Ours.,\n",
		"header": "report,label\n",
		"length": head + "IKE tunnel," + strings.Repeat("A", 65) + ",a,text,Ours.,\n",
	} {
		_, err := ReadFacts("site.csv", strings.NewReader(bad))
		if err == nil || !strings.HasPrefix(err.Error(), "site.csv:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEveryMessageMatchesItsOwnText: the text with its places filled in is cut at them again.
func TestEveryMessageMatchesItsOwnText(t *testing.T) {
	t.Parallel()
	for id, m := range Shipped().messages {
		if m.literals == nil {
			continue
		}
		text := m.literals[0]
		for i, next := range m.literals[1:] {
			text += fmt.Sprintf("v%d", i) + next
		}
		values, ok := m.cut(strings.Join(strings.Fields(text), " "))
		if !ok || len(values) != len(m.places) {
			t.Errorf("%s: %q: %v %t", id, text, values, ok)
		}
		if _, ok := m.cut("x" + text); ok && m.literals[0] != "" {
			t.Errorf("%s fits a text that begins otherwise", id)
		}
	}
}

// BenchmarkLog reads a log of which one line in fifty is the daemon's.
func BenchmarkLog(b *testing.B) {
	others := strings.Repeat("Jan  1 00:00:01 mvs046 sshd[16777310]: Accepted publickey for IBMUSER from 192.0.2.10 port "+
		"40022 ssh2: RSA SHA256:abc\n", 49)
	text := []byte(strings.Repeat(others+strings.SplitAfter(log, "\n")[1], 2000))
	cp := page(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader("in", bytes.NewReader(text), Options{CodePage: cp})
		for {
			e, err := r.Next()
			if err == io.EOF {
				break
			}
			Shipped().Content(e)
		}
	}
}

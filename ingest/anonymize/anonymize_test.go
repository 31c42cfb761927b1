package anonymize

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

var testKey = []byte("a key that is only used in tests")

func page(t testing.TB) *wire.CodePage {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	return cp
}

// anonymized runs over an input that must be readable.
func anonymized(t testing.TB, in []byte, opt Options) ([]byte, *Summary) {
	t.Helper()
	out, sum, err := try(t, in, opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != len(in) {
		t.Fatalf("the copy has %d bytes, the input %d", len(out), len(in))
	}
	return out, sum
}

func try(t testing.TB, in []byte, opt Options) ([]byte, *Summary, error) {
	t.Helper()
	if opt.CodePage == nil {
		opt.CodePage = page(t)
	}
	if opt.Key == nil {
		opt.Key = testKey
	}
	opt.IsNMI = func(head []byte) bool { return nmsec.Sniff(head) || opt.NMI.Framing != nil || opt.NMI.Carve }
	var out bytes.Buffer
	sum, err := Run(context.Background(), "in", bytes.NewReader(in), &out, opt)
	return out.Bytes(), sum, err
}

// company returns the invented company's dump in a framing.
func company(t testing.TB, opt smf.WriterOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	w := smf.NewWriter(&b, opt)
	if err := errors.Join(fixture.Company{Records: 900, Seed: 5}.Each(w.Write), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dumps returns the dumps and captures that most tests go through.
func dumps(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"vbs":    company(t, smf.WriterOptions{Span: true, BlockSize: 1000}),
		"bdw":    company(t, smf.WriterOptions{Framing: smf.BDW, Span: true}),
		"len4":   company(t, smf.WriterOptions{Framing: smf.Len4}),
		"block":  company(t, smf.WriterOptions{Framing: smf.Block}),
		"buffer": company(t, smf.WriterOptions{Framing: smf.Buffer}),
	}
}

// identifiers lists what identifies in the records of a dump: texts of four or
// more characters, addresses and binary identifiers, found with layout.Walk and
// the documentation of the columns, not with the code under test.
//
// Words that are a code in some field, as SSHD is a component, are left out.
func identifiers(t testing.TB, in []byte, opt smf.Options) (texts []string, binary [][]byte) {
	t.Helper()
	codes := map[string]bool{"*FTPUSR*": true}
	defer func() { texts = slices.DeleteFunc(texts, func(s string) bool { return codes[s] }) }()
	r := smf.NewReader("in", bytes.NewReader(in), opt)
	seen := map[string]bool{}
	for {
		rec, err := r.Next()
		var fault *stream.Fault
		if errors.As(err, &fault) {
			continue
		}
		if err != nil {
			break
		}
		rt := record.TypeOf(rec.Type, rec.Subtype)
		var loc smf.Located
		if rt == nil || !rec.HasSubtype || smf.Locate(rec, rt, &loc) != nil {
			continue
		}
		for i, sec := range loc.Sections {
			parts := [][]byte{sec}
			if rt.Locators[i].Split != "" {
				parts = smf.Splits[rt.Locators[i].Split](sec)
			}
			for _, part := range parts {
				for _, v := range layout.Walk(layout.Must().Structure(rt.Locators[i].Kind.String()), part, loc.Sections[0],
					rt.IPv6(loc.Sections), page(t)) {
					text, ok := v.V.(string)
					if v.Field.Format == "text" && Columns[v.Field.Column] == Keep {
						codes[text] = true
						continue
					}
					if !ok || seen[text] || text == "" {
						continue
					}
					switch f := v.Field; {
					case f.Format == "ip":
						seen[text] = true
						a := netip.MustParseAddr(text)
						if len(keptAs(a)) == 0 {
							binary = append(binary, a.AsSlice())
						}
					case f.Format == "hex" && strings.HasSuffix(f.Column, "_serial") || strings.HasSuffix(f.Column, "_spi") ||
						strings.HasSuffix(f.Column, "_cookie") || strings.HasSuffix(f.Column, "_fingerprint") ||
						f.Column == "tls_session_id":
						seen[text] = true
						b, err := hex.DecodeString(text)
						if err == nil && len(b) >= 4 && !allZero(b) {
							binary = append(binary, b)
						}
					case f.Format == "text" && len(text) >= 4:
						seen[text] = true
						texts = append(texts, text)
					}
				}
			}
		}
	}
	return texts, binary
}

// keptAs names the reason why an address stays.
func keptAs(a netip.Addr) string {
	switch {
	case a.IsUnspecified():
		return "unspecified"
	case a.IsLoopback():
		return "loopback"
	case a.IsMulticast():
		return "multicast"
	}
	return ""
}

func TestNoIdentifierSurvives(t *testing.T) {
	t.Parallel()
	for name, in := range dumps(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, sum := anonymized(t, in, Options{})
			texts, binary := identifiers(t, in, smf.Options{})
			if len(texts) < 40 || len(binary) < 60 {
				t.Fatalf("only %d texts and %d binary identifiers were looked for", len(texts), len(binary))
			}
			if sum.Changed != 0 || sum.Faults != 0 {
				t.Errorf("%d records changed, %d faults", sum.Changed, sum.Faults)
			}
			survivors(t, out, texts, binary)
		})
	}
}

// survivors looks for identifiers in every form.
func survivors(t *testing.T, out []byte, texts []string, binary [][]byte) {
	t.Helper()
	for _, text := range texts {
		e, err := charmap.CodePage1047.NewEncoder().String(text)
		if err == nil && bytes.Contains(out, []byte(e)) {
			t.Errorf("%q survives in EBCDIC at %d", text, bytes.Index(out, []byte(e)))
		}
		if bytes.Contains(out, []byte(text)) {
			t.Errorf("%q survives in ASCII", text)
		}
	}
	for _, b := range binary {
		distinct := map[byte]bool{}
		for _, c := range b {
			distinct[c] = true
		}
		if len(distinct) < 3 {
			continue // as 0000000001: counters look so too
		}
		if bytes.Contains(out, b) {
			t.Errorf("%x survives at %d", b, bytes.Index(out, b))
		}
	}
}

// TestTheCopyReadsAsTheOriginal: same records in the same places, and every field
// that is not replaced has the same value.
func TestTheCopyReadsAsTheOriginal(t *testing.T) {
	t.Parallel()
	for name, in := range dumps(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, _ := anonymized(t, in, Options{})
			was, is := facts(t, in), facts(t, out)
			for i := range was {
				if i >= len(is) || was[i] != is[i] {
					t.Fatalf("%d facts, were %d; first difference:\n%s\nwas\n%s", len(is), len(was), is[min(i, len(is)-1)], was[i])
				}
			}
			if len(is) != len(was) {
				t.Fatalf("%d facts, were %d", len(is), len(was))
			}
		})
	}
}

// facts returns place, type and every kept field of every record.
func facts(t testing.TB, in []byte) (out []string) {
	t.Helper()
	r := smf.NewReader("in", bytes.NewReader(in), smf.Options{})
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return out
		}
		var fault *stream.Fault
		if errors.As(err, &fault) {
			out = append(out, fmt.Sprintf("fault %s at %d, %d bytes", fault.Kind, fault.Start, fault.Bytes))
			continue
		}
		if err != nil {
			return append(out, err.Error())
		}
		at, timed := rec.Moment()
		out = append(out,
			fmt.Sprintf("record %d at %d of %d: %d.%d %v %d %v", rec.Pos.Record, rec.Start, rec.Span, rec.Type, rec.Subtype,
				rec.Odd, at, timed))
		rt := record.TypeOf(rec.Type, rec.Subtype)
		var loc smf.Located
		if rt == nil || !rec.HasSubtype {
			continue
		}
		if err := smf.Locate(rec, rt, &loc); err != nil {
			out = append(out, err.Error())
			continue
		}
		for i, sec := range loc.Sections {
			parts := [][]byte{sec}
			if rt.Locators[i].Split != "" {
				parts = smf.Splits[rt.Locators[i].Split](sec)
			}
			for _, part := range parts {
				st := layout.Must().Structure(rt.Locators[i].Kind.String())
				for _, v := range layout.Walk(st, part, loc.Sections[0], rt.IPv6(loc.Sections), page(t)) {
					class, f := Columns[v.Field.Column], v.Field
					switch {
					case class == Keep, class == "" && f.Format != "ip":
						out = append(out, fmt.Sprintf("%s.%s = %v %v", st.Name, f.Name, v.V, v.Bad))
					default:
						out = append(out, fmt.Sprintf("%s.%s given: %v %v", st.Name, f.Name, v.V != nil, v.Bad))
					}
				}
			}
		}
	}
}

func TestKeysDecide(t *testing.T) {
	t.Parallel()
	in := company(t, smf.WriterOptions{})
	a, _ := anonymized(t, in, Options{})
	b, _ := anonymized(t, in, Options{})
	c, _ := anonymized(t, in, Options{Key: []byte("another key")})
	if !bytes.Equal(a, b) {
		t.Error("the same key gives different copies")
	}
	if bytes.Equal(a, c) {
		t.Error("different keys give the same copy")
	}
}

// TestFilesAgree: with one key a value becomes the same value in every file, in
// binary and in text, in SMF and in NMI.
func TestFilesAgree(t *testing.T) {
	t.Parallel()
	p, q := newPermuter(testKey, page(t)), newPermuter(testKey, page(t))
	for _, text := range []string{"WEBSRV1", "CN=web.example.com,O=Example AG,C=CH", "K7"} {
		a, b := ebcdic(t, text), ebcdic(t, "other words first")
		p.name(a)
		q.name(b)
		b = ebcdic(t, text)
		q.name(b)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: %x and %x", text, a, b)
		}
	}
	id, number := ebcdic(t, "K4711"), p.number(4711)
	p.numbered(id)
	if got := p.texts.text(id); got != fmt.Sprintf("K%d", number) {
		t.Errorf("tunnel K4711 became %s, number 4711 became %d", got, number)
	}
	word, other := ebcdic(t, "Branch"), []byte("Branch")
	p.name(word)
	p.name(other)
	if p.texts.text(word) != string(other) {
		t.Errorf("Branch became %s in EBCDIC and %s in ASCII", p.texts.text(word), other)
	}
}

func ebcdic(t testing.TB, s string) []byte {
	t.Helper()
	b, err := charmap.CodePage1047.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAddressesKeepPrefixesAndClasses(t *testing.T) {
	t.Parallel()
	p := newPermuter(testKey, page(t))
	var in []netip.Addr
	for _, s := range strings.Fields(
		`10.20.0.10 10.20.0.11 10.20.4.1 10.99.0.10 192.0.2.1 192.0.2.130 198.51.100.7 172.16.3.4 172.40.1.1 192.168.7.7
		169.254.9.9 8.8.8.8 2001:db8::1 2001:db8::2 2001:db8:20::10 fe80::1234 fd00:1:2::3`) {
		in = append(in, netip.MustParseAddr(s))
	}
	for _, a := range in {
		x := p.addr(a)
		if x == a || x.IsPrivate() != a.IsPrivate() || x.IsLinkLocalUnicast() != a.IsLinkLocalUnicast() || keptAs(x) != "" {
			t.Errorf("%s became %s", a, x)
		}
		for _, b := range in {
			if a.BitLen() == b.BitLen() && common(a, b) != common(x, p.addr(b)) {
				t.Errorf("%s and %s have %d bits in common, %s and %s have %d", a, b, common(a, b), x, p.addr(b),
					common(x, p.addr(b)))
			}
		}
	}
	for _, s := range strings.Fields("0.0.0.0 127.0.0.1 224.0.0.5 255.255.255.255 :: ::1 ff02::1") {
		if a := netip.MustParseAddr(s); p.addr(a) != a {
			t.Errorf("%s became %s", a, p.addr(a))
		}
	}
}

// common counts the bits that two addresses begin with alike.
func common(a, b netip.Addr) int {
	for n := a.BitLen(); n > 0; n-- {
		p, _ := a.Prefix(n)
		if p.Contains(b) {
			return n
		}
	}
	return 0
}

// TestMapsArePermutations: two values never become one. All values of some short
// forms are tried.
func TestMapsArePermutations(t *testing.T) {
	t.Parallel()
	p := newPermuter(testKey, page(t))
	seen := map[string]string{}
	add := func(was, is string) {
		if other, ok := seen[is]; ok {
			t.Errorf("%s and %s both became %s", was, other, is)
		}
		seen[is] = was
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			w := ebcdic(t, fmt.Sprintf("%c%c", a, b))
			p.name(w)
			add(fmt.Sprintf("%c%c", a, b), p.texts.text(w))
		}
	}
	for n := range uint64(1200) {
		if is := p.number(n); len(strconv.FormatUint(is, 10)) != len(strconv.FormatUint(n, 10)) {
			t.Errorf("%d became %d", n, is)
		}
		add(fmt.Sprint(n), fmt.Sprint(p.number(n)))
	}
	if p.number(0) != 0 {
		t.Error("no number became one")
	}
	for n := range 1 << 16 {
		b := []byte{byte(n >> 8), byte(n)}
		p.bytes(b)
		add(fmt.Sprintf("%04x", n), fmt.Sprintf("id %x", b))
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	p := newPermuter(testKey, page(t))
	for _, c := range []struct {
		text, like string
		by         func([]byte) bool
	}{
		{"WEBSRV1 ", `^[A-Z]{6}[0-9] $`, p.name},
		{"PROD.TRANSFER.INBOUND(+1)", `^[A-Z]{4}\.[A-Z]{8}\.[A-Z]{7}\(\+[0-9]\)$`, p.name},
		{"/u/Bob/key.pem", `^/[a-z]/[A-Z][a-z]{2}/[a-z]{3}\.[a-z]{3}$`, p.name},
		{"CN=Web Server,OU=x,O=Example AG,C=CH",
			`^CN=[A-Z][a-z]{2} [A-Z][a-z]{5},OU=[a-z],O=[A-Z][a-z]{6} [A-Z]{2},C=[A-Z]{2}$`, p.dn},
		{"2.5.4.5=123, DC = corp", `^2\.5\.4\.5=[0-9]{3}, DC = [a-z]{4}$`, p.dn},
		{"ACME=x,CN=y", `^[A-Z]{4}=[a-z],CN=[a-z]$`, p.dn},
		{"gw.example.com", `^[a-z]{2}\.[a-z]{7}\.[a-z]{3}$`, p.dn},
		{"203.0.113.77", `^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3} *$`, p.dn},
		{"STC00042", `^STC000[1-9][0-9]$`, p.numbered},
		{"Y107", `^Y[1-9][0-9]{2}$`, p.numbered},
		{"T-0123456789ABCDEF01", `^T-[0-9A-F]{18}$`, p.hexText},
	} {
		b := ebcdic(t, c.text)
		c.by(b)
		got := p.texts.text(b)
		if !match(c.like, got) || got == c.text {
			t.Errorf("%q became %q, want %s", c.text, got, c.like)
		}
	}
}

func TestAnAddressInTextBecomesTheSameAddressWhereItFits(t *testing.T) {
	t.Parallel()
	p := newPermuter(testKey, page(t))
	fits, fallback := 0, 0
	for i := range 200 {
		a := netip.AddrFrom4([4]byte{203, 0, byte(113 + i%3), byte(i)})
		b := ebcdic(t, a.String())
		p.name(b)
		got, err := netip.ParseAddr(strings.TrimRight(p.texts.text(b), " "))
		switch {
		case err != nil:
			t.Fatalf("%s became %q: %v", a, p.texts.text(b), err)
		case got == p.addr(a):
			fits++
		case len(p.addr(a).String()) <= len(a.String()):
			t.Errorf("%s became %s in text and %s in binary", a, got, p.addr(a))
		default:
			fallback++
		}
	}
	if fits == 0 || fallback == 0 {
		t.Errorf("%d fit, %d did not: the test tries one way only", fits, fallback)
	}
}

// TestEveryColumnIsClassified: a new field cannot slip through unnoticed.
func TestEveryColumnIsClassified(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, st := range layout.Must().Structures {
		for i := range st.Fields {
			f := &st.Fields[i]
			name := f.Column
			if name == "" {
				name = f.Name
			}
			used[name] = true
			class, ok := Columns[name]
			switch f.Format {
			case "text", "hex":
				if !ok {
					t.Errorf("%s.%s (%s) is in no class; it would become zeros", st.Name, name, f.Format)
				}
				if bytes := class == ID || class == Zero; ok && class != Keep && bytes != (f.Format == "hex") {
					t.Errorf("%s.%s is %s and of class %s", st.Name, name, f.Format, class)
				}
			case "uint":
				if ok && (class != Number || f.Length != 4) {
					t.Errorf("%s.%s is a number and of class %s", st.Name, name, class)
				}
			case "ip", "ip_last", "flag", "bits", "reserved", "hundredths", "packed_date", "cert_time", "tod", "tod_span",
				"unix", "ascii":
				if ok {
					t.Errorf("%s.%s: format %s says it all, class %s has no effect", st.Name, name, f.Format, class)
				}
			case "utf8": // in forms of our own, which no input has
			default:
				t.Errorf("%s.%s has format %s, which is not provided for", st.Name, name, f.Format)
			}
		}
	}
	for name := range Columns {
		if !used[name] {
			t.Errorf("no structure has the column %s", name)
		}
	}
}

// TestShift: all times move by the same days.
func TestShift(t *testing.T) {
	t.Parallel()
	in := company(t, smf.WriterOptions{Framing: smf.Buffer})
	out, sum := anonymized(t, in, Options{ShiftDays: -400})
	if sum.Changed != 0 {
		t.Errorf("%d records are read differently", sum.Changed)
	}
	was, is := moments(t, in), moments(t, out)
	if len(was) != len(is) || len(was) < 900 {
		t.Fatalf("%d times, were %d", len(is), len(was))
	}
	for i := range was {
		if was[i]-is[i] != int64(400*24*time.Hour/time.Microsecond) {
			t.Fatalf("%d became %d", was[i], is[i])
		}
	}
	back, _ := anonymized(t, in, Options{})
	if slices.Equal(moments(t, back), is) {
		t.Error("the shift has no effect")
	}
}

// moments lists every time in a dump.
func moments(t testing.TB, in []byte) (out []int64) {
	r := smf.NewReader("in", bytes.NewReader(in), smf.Options{})
	for {
		rec, err := r.Next()
		if err != nil {
			return out
		}
		at, _ := rec.Moment()
		out = append(out, at)
		rt := record.TypeOf(rec.Type, rec.Subtype)
		var loc smf.Located
		if rt == nil || !rec.HasSubtype || smf.Locate(rec, rt, &loc) != nil {
			continue
		}
		for i, sec := range loc.Sections {
			for _, v := range layout.Walk(layout.Must().Structure(rt.Locators[i].Kind.String()), sec, loc.Sections[0], false,
				page(t)) {
				if v, ok := v.V.(int64); ok && v > 1e15 {
					out = append(out, v)
				}
			}
		}
	}
}

func TestSystemsCanBeKept(t *testing.T) {
	t.Parallel()
	in := company(t, smf.WriterOptions{})
	out, _ := anonymized(t, in, Options{KeepSystems: true})
	for _, name := range []string{"SYSA", "PLEXPROD", "TCPIPT"} {
		if !bytes.Contains(out, ebcdic(t, name)) {
			t.Errorf("%s was replaced", name)
		}
	}
	if bytes.Contains(out, ebcdic(t, "WEBSRV1")) {
		t.Error("job names were kept too")
	}
}

// vectors returns the inputs of the vectors of a package, with their options.
func vectors(t testing.TB, dir string) map[string]vector {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors in %s: %v", dir, err)
	}
	out := map[string]vector{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(b), "\n\n")
		body, _, _ = strings.Cut(body, "\nwant:")
		var v vector
		for line := range strings.Lines(head) {
			v.setting(t, strings.TrimSpace(line))
		}
		v.in = unhex(t, body)
		out[strings.TrimSuffix(filepath.Base(file), ".txt")] = v
	}
	return out
}

type vector struct {
	in  []byte
	opt Options
}

func (v *vector) setting(t testing.TB, line string) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch key {
	case "framing":
		if f, err := smf.ParseFraming(value); err == nil {
			v.opt.SMF.Framing = f
			return
		}
		known, err := framing.All()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range known {
			if f.Name == value {
				v.opt.NMI.Framing = f
			}
		}
	case "limit":
		v.opt.SMF.Limit, _ = strconv.Atoi(value)
	case "salvage":
		v.opt.SMF.Salvage = value == "yes"
	case "carve":
		v.opt.NMI.Carve = value == "yes"
	}
}

// unhex reads groups of hexadecimal digits, xx*n for repeats, # for comments.
func unhex(t testing.TB, text string) (out []byte) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			digits, times, repeated := strings.Cut(word, "*")
			n := 1
			if repeated {
				n, _ = strconv.Atoi(times)
			}
			b, err := hex.DecodeString(digits)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, bytes.Repeat(b, n)...)
		}
	}
	return out
}

// TestVectorsOfEveryFraming: what can be read is read at the same place in the
// copy; what is a fault is zeros there, and reported.
func TestVectorsOfEveryFraming(t *testing.T) {
	t.Parallel()
	done := 0
	for name, v := range vectors(t, "../../smf/testdata/vectors") {
		faults := 0
		v.opt.Problem = func(error) { faults++ }
		out, sum, err := try(t, v.in, v.opt)
		if err != nil {
			if len(out) > 0 {
				t.Errorf("%s: refused (%v) after %d bytes", name, err, len(out))
			}
			continue
		}
		done++
		if len(out) != len(v.in) || int64(faults) != sum.Faults+sum.Rejected {
			t.Errorf("%s: %d bytes of %d, %d problems told, %d counted", name, len(out), len(v.in), faults,
				sum.Faults+sum.Rejected)
		}
		texts, binary := identifiers(t, v.in, v.opt.SMF)
		survivors(t, out, texts, binary)
		opt := v.opt.SMF
		opt.Framing, _ = smf.ParseFraming(sum.Framing)
		was, lost := places(v.in, opt)
		is, _ := places(out, opt)
		for _, at := range lost {
			if n := kept(v.in, out, at); n > longestFrame {
				t.Errorf("%s: bytes %d to %d belong to no record, %d of them are left", name, at[0], at[1], n)
			}
		}
		if !slices.Equal(was, is) {
			t.Logf("%s: records at %v, were at %v", name, is, was)
		}
		for _, at := range was {
			if !slices.Contains(is, at) {
				t.Errorf("%s: the record at %d is not read in the copy: %v, were %v", name, at, is, was)
			}
		}
	}
	if done < 50 {
		t.Errorf("only %d vectors could be read", done)
	}
}

// longestFrame is how much may stay of what could not be read: the descriptors of
// its pieces, or the frame of a real-time buffer.
const longestFrame = 22

// kept counts the bytes of an area that are as they were, and say something.
func kept(in, out []byte, at [2]int) (n int) {
	for i := at[0]; i < min(at[1], len(out)); i++ {
		if in[i] == out[i] && in[i] != 0 && in[i] != 0xFF {
			n++
		}
	}
	return n
}

// places tells where the records of an input begin, and which bytes are faults.
func places(in []byte, opt smf.Options) (records []int64, lost [][2]int) {
	r := smf.NewReader("in", bytes.NewReader(in), opt)
	for {
		rec, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.As(err, &fault):
			lost = append(lost, [2]int{int(fault.Start), int(fault.Start + fault.Bytes)})
		case err != nil:
			return records, lost
		default:
			records = append(records, rec.Start)
		}
	}
}

func TestRecordVectors(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"zert-records", "records"} {
		for name, v := range vectors(t, "../../smf/testdata/vectors/"+dir) {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				v.opt.SMF.Framing = smf.RDW
				out, sum, err := try(t, v.in, v.opt)
				if err != nil {
					t.Fatal(err)
				}
				if sum.Changed != 0 {
					t.Errorf("%d records are read differently", sum.Changed)
				}
				texts, binary := identifiers(t, v.in, v.opt.SMF)
				survivors(t, out, texts, binary)
				if was, is := facts(t, v.in), facts(t, out); !slices.Equal(was, is) {
					for i := range was {
						if i >= len(is) || is[i] != was[i] {
							t.Fatalf("%s\nwas\n%s", is[min(i, len(is)-1)], was[i])
						}
					}
				}
			})
		}
	}
}

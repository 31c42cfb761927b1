package nmsec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/stream"
)

func knownFraming(t testing.TB, name string) *framing.Framing {
	t.Helper()
	all, err := framing.All()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(f *framing.Framing) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no framing %s", name)
	}
	return all[i]
}

// minimal is the least that discovery asks for.
func minimal() []content {
	return []content{
		{name: message.NameInit},
		{name: message.NameIKETunnels, target: "TCPIP1", records: []written{ikeRecord(1, 256)}},
		{name: message.NameIKETunnels, target: "TCPIP1", records: []written{ikeRecord(2, 256), ikeRecord(3, 256)}},
	}
}

// hasNumber reports whether the messages of a layout are told by a number, which is
// only taken for an identifier when it comes back more often.
func (sp *spec) hasNumber() bool {
	return sp.Ident != "" && !message.Every([]byte(sp.Ident), message.IsLetter) &&
		!message.Every([]byte(sp.Ident), message.IsASCIILetter)
}

// TestTheLeastCaptureIsEnough: NMsec_INIT and two responses with IKE tunnels; one
// message more where the identifier is a number.
func TestTheLeastCaptureIsEnough(t *testing.T) {
	t.Parallel()
	var want []string
	for i, sp := range layouts {
		c := minimal()
		if sp.hasNumber() {
			if _, _, _, err := readAll(t, sp.write(c), Options{}); !errors.Is(err, framing.ErrUndiscovered) {
				t.Errorf("%s: three messages: %v", sp.Name, err)
			}
			c = append(c, content{name: message.NameIKETunnels})
		}
		got, _, _, err := readAll(t, sp.write(c), Options{})
		if err != nil {
			t.Errorf("%s: %v", sp.Name, err)
			continue
		}
		var records []string
		for _, m := range got[:3] {
			records = append(records, m.Name)
			records = append(records, m.Records...)
		}
		if i == 0 {
			want = records
		} else if diff := cmp.Diff(want, records); diff != "" {
			t.Errorf("%s: %s", sp.Name, diff)
		}
	}
}

// TestOlderAndNewerSections: what counts is the length the descriptor gives.
func TestOlderAndNewerSections(t *testing.T) {
	t.Parallel()
	for _, sp := range layouts {
		for _, size := range []int{message.IKETunnelOld, 272} {
			c := []content{{name: message.NameInit}}
			for i := range 3 {
				c = append(c, content{name: message.NameIKETunnels,
					records: []written{ikeRecord(2*i+1, size), ikeRecord(2*i+2, size)}})
			}
			msgs, _, _, err := readAll(t, sp.write(c), Options{})
			if err != nil {
				t.Errorf("%s: %d bytes: %v", sp.Name, size, err)
				continue
			}
			want := fmt.Sprintf("0/-1 ike_tunnel:%x ", ikeTunnel(6, size))
			if got := msgs[3].Records[1]; !strings.HasPrefix(got, want) {
				t.Errorf("%s: %d bytes: %s", sp.Name, size, got)
			}
		}
	}
}

// TestDiscoveredFramingServesSmallCaptures: written as CSV and read again, it reads
// what is too small to discover from.
func TestDiscoveredFramingServesSmallCaptures(t *testing.T) {
	t.Parallel()
	for _, sp := range layouts {
		_, _, r, err := readAll(t, sp.write(session()), Options{})
		if err != nil {
			t.Fatalf("%s: %v", sp.Name, err)
		}
		f, _ := r.Framing()
		var text bytes.Buffer
		if err := f.WriteCSV(&text); err != nil {
			t.Fatal(err)
		}
		again, err := framing.Load(fstest.MapFS{"d.csv": {Data: text.Bytes()}}, "d.csv")
		if err != nil {
			t.Fatalf("%s: %v\n%s", sp.Name, err, text.String())
		}
		small := []content{{name: message.NameInit},
			{name: message.NameInterface, target: "TCPIP9", records: []written{{sections: [][]byte{iface("OSA1")}}}},
			{name: message.NameIKETunnels, rc: 111}}
		msgs, faults, _, err := readAll(t, sp.write(small), Options{Framing: again})
		want := []plain{{Name: message.NameInit},
			{Name: message.NameInterface, Target: string(ebcdic("TCPIP9", 0)),
				Records: []string{fmt.Sprintf("0/-1 interface:%x", iface("OSA1"))}}, {Name: message.NameIKETunnels, RC: 111}}
		if diff := cmp.Diff(want, msgs); diff != "" || err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v\n%s", sp.Name, err, faults, diff)
		}
	}
}

// TestKnownFramingIsTried: a capture that is too small to discover from is read by
// the candidate when that fits, and the basis says so.
func TestKnownFramingIsTried(t *testing.T) {
	t.Parallel()
	b := layouts[0].write(
		[]content{{name: message.NameInit},
			{name: message.NameInterface, records: []written{{sections: [][]byte{iface("OSA1")}}}}})
	msgs, _, r, err := readAll(t, b, Options{})
	if err != nil || len(msgs) != 2 {
		t.Fatal(msgs, err)
	}
	if f, basis := r.Framing(); f.Name != "inferred-a" || !strings.Contains(basis, "inferred") {
		t.Error(f.Name, basis)
	}
}

// TestDiscoverySaysWhatIsUnusual: what a layout does in its own way is in the framing
// that discovery writes, and in its report.
func TestDiscoverySaysWhatIsUnusual(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		row     framing.Field
		finding string
	}{
		"identifier in ASCII": {framing.Field{Element: "message", Name: "ident", Offset: 4, Length: 4,
			Format: "ascii", Value: "4e4d534d"}, "the same letters in all 10 messages"},
		"identifier a number, lengths without header": {framing.Field{Element: "message", Name: "ident", Offset: 0, Length: 4,
			Format: "hex", Value: "1a05c5fe"}, "the same bytes in all 10 messages"},
		"record length without its header": {framing.Field{Element: "record", Name: "header", Length: 12},
			"without the 12 bytes up to the descriptors"},
		"identities before the tunnel": {framing.Field{Element: "record", Name: "descriptors", Offset: 8},
			"the tunnel is number 3 and the statistics number 4"},
		"statistics last, always five descriptors": {framing.Field{Element: "record", Name: "descriptors", Offset: 8},
			"the tunnel is number 1 and the statistics number 4"},
	} {
		i := slices.IndexFunc(layouts, func(sp spec) bool { return sp.Name == name })
		_, _, r, err := readAll(t, layouts[i].write(session()), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want.row.Basis = framing.BasisDiscovered
		f, _ := r.Framing()
		if !slices.Contains(f.Fields, want.row) {
			t.Errorf("%s: no row %+v in\n%+v", name, want.row, f.Fields)
		}
		if text := fmt.Sprint(r.Report().Findings); !strings.Contains(text, want.finding) {
			t.Errorf("%s: %q is not in the report\n%s", name, want.finding, text)
		}
	}
}

// TestSectionsInAnotherOrder: the roles are those of the manual's order; where two
// sections may hold the statistics, neither does.
func TestSectionsInAnotherOrder(t *testing.T) {
	t.Parallel()
	f := knownFraming(t, "inferred-a")
	tunnel, stats, local := ikeTunnel(1, 256), ikeStats(1), ebcdic("10.1.2.3", 0)
	remote := ebcdic("CN=peer.example.com,O=X,OU=a.rather.long.name.of.an.end.point.that.fills.its.section", 0)
	for _, c := range []struct {
		sections [][]byte
		want     string
	}{
		{[][]byte{tunnel, stats, local, remote}, "ike_tunnel ike_stats local_identity remote_identity"},
		{[][]byte{remote, local, stats, tunnel}, "ike_tunnel ike_stats local_identity remote_identity"},
		{[][]byte{tunnel, remote, local, stats}, "ike_tunnel ike_stats local_identity remote_identity"},
		{[][]byte{local, tunnel, remote, stats, {1, 2}}, "ike_tunnel ike_stats local_identity remote_identity unknown"},
		{[][]byte{local, tunnel, stats, ikeStats(2)}, "ike_tunnel unknown unknown unknown"},
		{[][]byte{tunnel, local, remote}, "ike_tunnel unknown unknown"},
		{[][]byte{remote, local}, "nss unknown"},
	} {
		b := layouts[0].write([]content{{name: message.NameIKETunnels, records: []written{{sections: c.sections}}}})
		m, err := NewReader("test", bytes.NewReader(b), Options{Framing: f}).Next()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range m.Records[0].Sections {
			got = append(got, s.Role)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("got %s, want %s", text, c.want)
		}
	}
}

// TestRefusals: what discovery does not cover is refused, with a reason.
func TestRefusals(t *testing.T) {
	t.Parallel()
	swapped := layouts[0].write(session())
	for i := 8; i+12 <= len(swapped); {
		n := int(binary.BigEndian.Uint32(swapped[i:]))
		binary.LittleEndian.PutUint32(swapped[i:], uint32(n))
		i += n
	}
	backwards := spec{fixture.NMIFraming{Name: "offset of the end", Head: "id4 len4 type4 rc4 rsn4",
		Record: "id4 len4 nsec4 sections", Section: "e4 l4"}}
	for _, c := range []struct {
		name   string
		input  []byte
		reason error
		text   string
	}{
		{"little-endian lengths", swapped, framing.ErrUndiscovered, "are needed"},
		{"descriptors that name no start", backwards.write(minimal()), framing.ErrUndiscovered, "reads as descriptors"},
		{"one response with IKE tunnels", layouts[1].write(minimal()[:2]), framing.ErrUndiscovered, "2 are needed"},
		{"no INIT", layouts[1].write(minimal()[1:]), framing.ErrUndiscovered, ""},
		{"no IKE tunnels",
			layouts[1].write(
				[]content{{name: message.NameInit},
					{name: message.NameInterface, records: []written{{sections: [][]byte{iface("OSA1")}}}},
					{name: message.NameTerm}}), framing.ErrUndiscovered, "none holds an IKE tunnel"},
		{"text", bytes.Repeat([]byte("2024-01-01 nothing of the kind\n"), 100), framing.ErrNotNMI,
			"no messages that follow each other"},
		{"zeros", make([]byte, 5000), framing.ErrNotNMI, ""},
		{"three bytes", []byte{1, 2, 3}, framing.ErrNotNMI, ""},
	} {
		_, _, r, err := readAll(t, c.input, Options{})
		var refusal *framing.Refusal
		if !errors.Is(err, c.reason) || !errors.As(err, &refusal) || !strings.Contains(err.Error(), c.text) ||
			refusal.Try == "" {
			t.Errorf("%s: %v", c.name, err)
		}
		if d := r.Report(); d == nil || d.Failure == "" || d.Framing != nil {
			t.Errorf("%s: report %+v", c.name, d)
		}
	}
	if msgs, _, _, err := readAll(t, nil, Options{}); len(msgs) > 0 || err != nil {
		t.Error("empty input:", err)
	}
}

// TestForcedFramingThatDoesNotFit is refused by name.
func TestForcedFramingThatDoesNotFit(t *testing.T) {
	t.Parallel()
	_, _, _, err := readAll(t, layouts[1].write(session()), Options{Framing: knownFraming(t, "inferred-a")})
	if !errors.Is(err, framing.ErrNotNMI) || !strings.Contains(err.Error(), "inferred-a") {
		t.Error(err)
	}
}

// candidate is the session in the inferred framing, with the message boundaries.
func candidate(t testing.TB) (b []byte, starts []int) {
	for i, m := range session() {
		starts = append(starts, len(b))
		b = append(b, layouts[0].message(m, i)...)
	}
	return b, append(starts, len(b))
}

// TestDamage: each kind costs what it touches and nothing else.
func TestDamage(t *testing.T) {
	t.Parallel()
	good, at := candidate(t)
	edit := func(off int, v ...byte) []byte {
		b := slices.Clone(good)
		copy(b[off:], v)
		return b
	}
	for _, c := range []struct {
		name   string
		input  []byte
		msgs   int
		faults string
	}{
		{"nothing", good, 10, ""},
		{"starts inside a message", good[at[1]+100:], 8, fmt.Sprintf("damaged-area @0+%d", at[2]-at[1]-100)},
		{"ends inside a message", good[:at[6]+90], 6, fmt.Sprintf("truncated @%d+90", at[6])},
		{"ends inside a header", good[:at[6]+9], 6, fmt.Sprintf("truncated @%d+9", at[6])},
		{"length too large", edit(at[2]+8, 0, 1, 0, 0), 9, fmt.Sprintf("damaged-area @%d+%d", at[2], at[3]-at[2])},
		{"length beyond the limit", edit(at[2]+8, 0x7F), 9, fmt.Sprintf("too-long @%d+%d", at[2], at[3]-at[2])},
		{"length too small", edit(at[2]+8, 0, 0, 0, 5), 9, fmt.Sprintf("damaged-area @%d+%d", at[2], at[3]-at[2])},
		{"identifier lost", edit(at[4], 0, 0, 0, 0), 9, fmt.Sprintf("damaged-area @%d+%d", at[4], at[5]-at[4])},
		{"length that reaches over a message", edit(at[2]+8, length(at[4]-at[2])...), 10, ""},
		{"length that reaches over all others", edit(at[2]+8, length(len(good)-at[2])...), 10, ""},
		{"length that reaches over the last", edit(at[8]+8, length(len(good)-at[8])...), 10, ""},
		{"garbage at the end", append(slices.Clone(good), 1, 2, 3), 10, fmt.Sprintf("truncated @%d+3", len(good))},
	} {
		msgs, faults, _, err := readAll(t, c.input, Options{Framing: knownFraming(t, "inferred-a")})
		if strings.HasPrefix(c.name, "length that reaches over") {
			if !slices.ContainsFunc(msgs, func(m plain) bool {
				return strings.Contains(strings.Join(m.Records, "\n"), "but another message begins after")
			}) {
				t.Errorf("%s: no message is disputed", c.name)
			}
		}
		if got := strings.Join(faults, "; "); err != nil || len(msgs) != c.msgs || got != c.faults {
			t.Errorf("%s: %d messages, %s, %v; want %d, %s", c.name, len(msgs), got, err, c.msgs, c.faults)
		}
	}
}

// TestBadRecordsAreRejectedAlone: a record whose descriptors lie is reported, the
// others are read.
func TestBadRecordsAreRejectedAlone(t *testing.T) {
	t.Parallel()
	good, at := candidate(t)
	rec := at[1] + 80 // first record of the first list
	cas := at[5] + 80 // record with the container
	for _, c := range []struct {
		name string
		off  int
		v    uint32
		msg  int
		recs int
		text string
	}{
		{"section far away", rec + 16, 0xFFFFFFF0, 1, 1, "section 1: 1 times 256 bytes at"},
		{"section longer than the record", rec + 20, 4000, 1, 1, "section 1"},
		{"section in front of the descriptors", rec + 16, 0, 1, 1, "section 1"},
		{"sections on top of each other", rec + 20, 300, 1, 1, "overlap"},
		{"record length beyond the message", rec + 4, 0x10000, 1, 0, "record length 65536"},
		{"record length zero", rec + 4, 0, 1, 0, "record length 0"},
		{"more descriptors than room", rec + 8, 0x01000000, 1, 1, "descriptor 5 of 256"},
		{"cascade points at its own record", cas + 48, 0, 5, 1, "container of"},
		{"cascade points at a section", cas + 48, 64, 5, 1, "overlaps the section"},
		{"cascade too long", cas + 52, 1 << 30, 5, 1, "container of"},
		{"record count", at[1] + 60, 7, 1, 2, "it says 7 records, there are 2"},
		{"record offset", at[1] + 56, 9999, 1, 2, "records are said to begin"},
	} {
		b := slices.Clone(good)
		binary.BigEndian.PutUint32(b[c.off:], c.v)
		msgs, faults, _, err := readAll(t, b, Options{Framing: knownFraming(t, "inferred-a")})
		if err != nil || len(faults) > 0 || len(msgs) != 10 {
			t.Errorf("%s: %d messages, %v %v", c.name, len(msgs), faults, err)
			continue
		}
		recs, errs := 0, ""
		for _, text := range msgs[c.msg].Records {
			if e, isErr := strings.CutPrefix(text, "error: "); isErr {
				errs += e + "; "
			} else {
				recs++
			}
		}
		if recs != c.recs || !strings.Contains(errs, c.text) {
			t.Errorf("%s: %d records, %s; want %d, %s", c.name, recs, errs, c.recs, c.text)
		}
	}
}

// TestCascadeInsideACascadeIsNotFollowed: the depth is one.
func TestCascadeInsideACascadeIsNotFollowed(t *testing.T) {
	t.Parallel()
	deep := ikeRecord(1, 256)
	inner := dynRecord(2)
	inner.nested = []written{dynRecord(3)}
	deep.nested = []written{inner}
	b := layouts[0].write([]content{{name: message.NameInit}, {name: message.NameIKECascade, records: []written{deep}}})
	msgs, _, _, err := readAll(t, b, Options{Framing: knownFraming(t, "inferred-a")})
	if err != nil {
		t.Fatal(err)
	}
	if got := msgs[1].Records; len(got) != 3 || !strings.Contains(got[2], "a cascade inside a cascade is not followed") {
		t.Error(got)
	}
}

// TestThousandsOfTinyMessages are read, with the same names as a few.
func TestThousandsOfTinyMessages(t *testing.T) {
	t.Parallel()
	c := minimal()
	for range 20_000 {
		c = append(c, content{name: message.NameIKETunnels})
	}
	msgs, faults, _, err := readAll(t, layouts[0].write(c), Options{})
	if err != nil || len(faults) > 0 || len(msgs) != len(c) || msgs[len(c)-1].Name != message.NameIKETunnels {
		t.Error(len(msgs), faults, err)
	}
}

// TestDiscoveryBearsDamage: one bad message among many does not hide the framing.
func TestDiscoveryBearsDamage(t *testing.T) {
	t.Parallel()
	for _, sp := range layouts {
		c := []content{{name: message.NameInit}}
		for i := range 30 {
			c = append(c, content{name: message.NameIKETunnels, records: []written{ikeRecord(i+1, 256)}})
		}
		b := sp.write(c)
		head := len(sp.message(content{name: message.NameInit}, 0))
		copy(b[len(b)/2:], bytes.Repeat([]byte{0xFF}, 300)) // inside the messages in the middle
		for _, input := range [][]byte{b, sp.write(c)[:len(b)-head]} {
			msgs, _, _, err := readAll(t, input, Options{})
			if err != nil || len(msgs) < 28 {
				t.Errorf("%s: %d messages, %v", sp.Name, len(msgs), err)
			}
		}
	}
}

// TestTwoConnectionsInOneFile: each begins with its own NMsec_INIT.
func TestTwoConnectionsInOneFile(t *testing.T) {
	t.Parallel()
	for _, sp := range layouts {
		one := sp.write(session())
		msgs, _, _, err := readAll(t, append(slices.Clone(one), one...), Options{})
		if err != nil || len(msgs) != 20 || msgs[10].Name != message.NameInit {
			t.Errorf("%s: %d messages, %v", sp.Name, len(msgs), err)
		}
	}
}

// stride is 1; short tests look at fewer places.
func stride() int {
	if testing.Short() {
		return 37
	}
	return 1
}

// TestTruncationAndBitFlips: whatever is cut off or changed, nothing panics and
// every byte is accounted for.
func TestTruncationAndBitFlips(t *testing.T) {
	t.Parallel()
	f := knownFraming(t, "inferred-a")
	b, _ := candidate(t)
	for i := 0; i < len(b); i += stride() {
		account(t, b[:i], Options{Framing: f})
		b[i] ^= 0xFF
		account(t, b, Options{Framing: f})
		if i%5 == 0 { // this runs discovery, too
			account(t, b, Options{Carve: true, Limit: 1 << 16})
		}
		b[i] ^= 0xFF
	}
}

// TestFlipsDuringDiscovery does so without a framing, on a smaller capture.
func TestFlipsDuringDiscovery(t *testing.T) {
	t.Parallel()
	b := layouts[3].write(minimal())
	for i := 0; i < len(b); i += stride() {
		account(t, b[:i], Options{})
		b[i] ^= 0xFF
		account(t, b, Options{})
		b[i] ^= 0xFF
	}
}

// TestCarvingFindsKnownStructures between bytes nobody knows.
func TestCarvingFindsKnownStructures(t *testing.T) {
	t.Parallel()
	b := []byte("unknown header")
	b = append(b, ikeTunnel(1, 256)...)
	b = append(b, ikeStats(1)...)
	b = append(b, ipTunnel(2, 1)...)
	b = append(b, 1, 2, 3)
	old := ikeTunnel(3, 256)
	copy(old[236:], bytes.Repeat([]byte{0xFF}, 20))
	b = append(b, old[:236]...)
	r := NewReader("test", bytes.NewReader(b), Options{Carve: true})
	var got []string
	for {
		m, err := r.Next()
		var f *stream.Fault
		if err == io.EOF {
			break
		} else if errors.As(err, &f) {
			got = append(got, fmt.Sprintf("%s %d", f.Kind, f.Bytes))
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		if !m.Carved || m.Name != "" {
			t.Error("not marked as carved")
		}
		got = append(got, fmt.Sprintf("%s @%d+%d", m.Records[0].Sections[0].Role, m.Pos.Start, m.Span))
	}
	want := []string{"unknown-area 14", "ike_tunnel @14+256", "unknown-area 64", "ip_tunnel @334+102", "unknown-area 65",
		"ike_tunnel @501+236"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if f, basis := r.Framing(); f != nil || !strings.HasPrefix(basis, "carved") {
		t.Error(f, basis)
	}
}

// TestSniff: streams of any layout are claimed, SMF and real-time buffers are not.
func TestSniff(t *testing.T) {
	t.Parallel()
	for _, sp := range layouts {
		b := sp.write(session())
		if !Sniff(b) || sp.Ident == "" && !Sniff(b[:512]) {
			t.Errorf("%s is not recognised", sp.Name)
		}
	}
	rec := append([]byte{0, 60, 0, 0, 0x5E, 119, 0, 0x36, 0xEE, 0x80, 1, 0x26, 0x12, 0x3F}, ebcdic("SYS1", 46)...)
	blocked := append([]byte{0, 124, 0, 0}, append(slices.Clone(rec), rec...)...)
	frame := append([]byte{0, 78, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, append(slices.Clone(rec), 0, 78)...)
	token := append([]byte{0, 0, 0, 48}, append(ebcdic("SMTK", 4), append([]byte{0, 0, 0, 1}, make([]byte, 36)...)...)...)
	for name, b := range map[string][]byte{
		"SMF":           bytes.Repeat(rec, 5),
		"SMF in blocks": blocked,
		"bare SMF":      bytes.Repeat(rec[4:], 5),
		"data buffer":   bytes.Repeat(frame, 5),
		"tokens":        bytes.Repeat(token, 5),
		"zeros":         make([]byte, 4096),
		"text":          bytes.Repeat([]byte("abcdefghij klmnop 0123456789\n"), 50),
		"nothing":       nil,
	} {
		if Sniff(b) {
			t.Errorf("%s is taken for an NMI stream", name)
		}
	}
}

// TestReadErrorIsReported with the place it happened.
func TestReadErrorIsReported(t *testing.T) {
	t.Parallel()
	b, at := candidate(t)
	broken := errors.New("disk on fire")
	r := NewReader("test", io.MultiReader(bytes.NewReader(b[:at[3]+10]), &failing{broken}),
		Options{Framing: knownFraming(t, "inferred-a")})
	for {
		_, err := r.Next()
		var f *stream.Fault
		if errors.As(err, &f) {
			if f.Kind != stream.KindRead || !f.Fatal || !errors.Is(err, broken) {
				t.Error(f)
			}
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// TestLongCapturesAreDiscoveredFromTheirBeginning: the rest is read the same way.
func TestLongCapturesAreDiscoveredFromTheirBeginning(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	for _, i := range []int{1, 4} {
		b := manyTunnels(&layouts[i], 130)
		if i == 1 { // lengths of 16 bits
			c := []content{{name: message.NameInit}}
			for range 3000 {
				c = append(c, session()[1:9]...)
			}
			b = layouts[i].write(c)
		}
		if len(b) <= window {
			t.Fatal("the capture is too short")
		}
		r := NewReader("test", bytes.NewReader(b), Options{})
		records, span := 0, int64(0)
		for {
			m, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil || len(m.Errs) > 0 {
				t.Fatal(err, m)
			}
			records, span = records+len(m.Records), span+m.Span
		}
		f, _ := r.Framing()
		if want := map[int]int{1: 3000 * 12, 4: 130 * 200}[i]; records != want || span != int64(len(b)) ||
			f.Basis != framing.BasisDiscovered {
			t.Errorf("%s: %d records of %d, %d bytes of %d, %s", layouts[i].Name, records, want, span, len(b), f.Basis)
		}
	}
}

// TestDiscoveryIsBounded: inputs made to be read in many ways are given up in time.
func TestDiscoveryIsBounded(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	step := bytes.Repeat([]byte{0, 0, 0, 16, 0, 16, 0, 16, 0xC1, 0xC2, 0xC3, 0xC4, 0, 0, 0, 0}, 1<<17)
	tunnels := append(slices.Clone(step[:1<<16]), bytes.Repeat(ikeTunnel(1, 256), 2000)...)
	for _, b := range [][]byte{step, tunnels, bytes.Repeat(ikeTunnel(1, 256), 4000),
		bytes.Repeat([]byte{0xD2, 0xF1, 0x40, 0}, 1<<19)} {
		if _, _, _, err := readAll(t, b, Options{}); err == nil {
			t.Error("read as an NMI stream")
		}
	}
}

// TestOneMessageCannotFillTheMemory: what a message comes apart into is bounded.
func TestOneMessageCannotFillTheMemory(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	f := knownFraming(t, "inferred-a")
	tiny := written{}
	bad := written{sections: [][]byte{ikeTunnel(1, 256)}}
	for _, c := range []struct {
		name string
		rec  written
		n    int
		edit func(b []byte)
		recs int
		text string
	}{
		{"records", tiny, message.MaxRecords + 5, nil, message.MaxRecords, "only the first 262144 records"},
		{"troubles", bad, 1000, func(b []byte) {
			for i := 80; i < len(b); i += 280 {
				b[i+20] = 0xFF
			}
		}, 0, "744 more records"},
	} {
		var recs []written
		for range c.n {
			recs = append(recs, c.rec)
		}
		b := layouts[0].message(content{name: message.NameIKETunnels, records: recs}, 0)
		if c.edit != nil {
			c.edit(b)
		}
		r := NewReader("test", bytes.NewReader(b), Options{Framing: f})
		m, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if last := m.Errs[len(m.Errs)-1].Error(); len(m.Records) != c.recs || !strings.Contains(last, c.text) {
			t.Errorf("%s: %d records, %s", c.name, len(m.Records), last)
		}
	}
}

// length is a message length as the candidate framing writes it.
func length(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

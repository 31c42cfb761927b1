package ingest

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
)

// sampleCapture is a capture of the sample company in the first of the header layouts.
func sampleCapture(t testing.TB) []byte {
	t.Helper()
	b, err := (fixture.Company{Records: 2000, Seed: 1}).Capture(fixture.NMIFramings[0])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// candidate is the framing that comes with the program and that the first header
// layout of the samples has.
func candidate(t testing.TB) *framing.Framing {
	t.Helper()
	all, err := framing.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name == "inferred-a" {
			return f
		}
	}
	t.Fatal("no framing inferred-a")
	return nil
}

// ikeRecord is a record of IKE tunnel id whose first section has n bytes.
func ikeRecord(id, n int) fixture.NMIRecord {
	s := fixture.Section("nmsec_ike_tunnel", fixture.Values{
		"tunnel_id": fmt.Sprintf("K%d", id), "key_exchange_rule": "Rule", "key_exchange_action": "Action",
		"local_endpoint": "10.1.1.1", "remote_endpoint": "10.1.1.2",
		"state": 4, "auth_alg": 7, "encr_alg": 12, "dh_group": 19, "peer_auth_method": 2, "ike_role": 1,
		"life_seconds":      28800,
		"ike_major_version": 2, "prf_alg": 15, "local_auth_method": 2, "generation": 1, "encr_key_bits": 256,
	})
	s = append(s, bytes.Repeat([]byte{0xEE}, max(0, n-len(s)))...)[:n]
	return fixture.NMIRecord{Sections: [][]byte{s, make([]byte, 64), fixture.Text("10.1.1.1"),
		fixture.Text("peer.example.com")}}
}

func listing(records ...fixture.NMIRecord) fixture.NMIMessage {
	return fixture.NMIMessage{Type: fixture.NMIIKETunnels, Target: "TCPIP", Records: records}
}

func capture(messages ...fixture.NMIMessage) []byte {
	return fixture.NMIFramings[0].Stream(append([]fixture.NMIMessage{{Type: fixture.NMIInit}}, messages...)...)
}

func loadCapture(t testing.TB, b []byte) (*Summary, func(query string) int64) {
	t.Helper()
	sum, db := load(t,
		Options{Inputs: []string{write(t, "a.nmi", b)}, NMI: nmsec.Options{Framing: candidate(t)},
			Captured: time.Unix(1_800_000_000, 0)})
	return sum, func(query string) int64 { return number(t, db, query) }
}

// TestMessagesAreAccountedFor: a row for every message and every record, and every
// byte in the books.
func TestMessagesAreAccountedFor(t *testing.T) {
	b := sampleCapture(t)
	sum, db := load(t, Options{Inputs: []string{write(t, "a.nmi", b)}})
	f := sum.Files[0]
	if f.Err != nil || f.Form != layout.NMsec || f.Records != 9 || f.Decoded != 9 || f.Rejected != 0 ||
		f.Records119 != 0 || f.Issues != 0 {
		t.Errorf("summary %+v", f)
	}
	for query, want := range map[string]int64{
		"SELECT bytes_decoded FROM input_file":                              int64(len(b)),
		"SELECT count(*) FROM nmi_message":                                  9,
		"SELECT sum(message_bytes) FROM nmi_message":                        int64(len(b)),
		"SELECT count(*) FROM nmi_ike_tunnel":                               4,
		"SELECT count(*) FROM nmi_ike_dynamic_tunnel":                       2,
		"SELECT count(*) FROM nmi_interface":                                6,
		"SELECT count(*) FROM nmi_stack":                                    1,
		"SELECT count(*) FROM nmi_control":                                  1,
		"SELECT count(*) FROM nmsec_ike_tunnel":                             2, // contents, once each
		"SELECT sum(records) FROM input_record_count":                       9,
		"SELECT count(*) FROM nmi_ike_dynamic_tunnel WHERE parent_record=0": 0,
		"SELECT count(*) FROM record_section":                               0,
		"SELECT count(*) FROM input_file WHERE captured_basis = 'time of the file' AND captured_utc IS NOT NULL": 1,
	} {
		if got := number(t, db, query); got != want {
			t.Errorf("%d, want %d, from %s", got, want, query)
		}
	}
}

// TestSectionsOfOtherReleases: a section of an older release lacks what came
// later, one of a newer release keeps its further bytes.
func TestSectionsOfOtherReleases(t *testing.T) {
	sum, ask := loadCapture(t, capture(listing(ikeRecord(1, 236), ikeRecord(2, 256), ikeRecord(3, 260))))
	if f := sum.Files[0]; f.Decoded != 2 || f.Rejected != 0 {
		t.Errorf("summary %+v", f)
	}
	for query, want := range map[string]int64{
		"SELECT count(*) FROM v_nmi_ike_tunnel_content WHERE encr_key_bits IS NULL AND tunnel_id = 'K1' AND life_seconds = 28800": 1,
		"SELECT count(*) FROM v_nmi_ike_tunnel_content WHERE encr_key_bits = 256 AND nmsec_ike_tunnel_extra IS NULL":              1,
		"SELECT count(*) FROM v_nmi_ike_tunnel_content WHERE tunnel_id = 'K3' AND nmsec_ike_tunnel_extra = 'eeeeeeee'":            1,
	} {
		if got := ask(query); got != want {
			t.Errorf("%d, want %d, from %s", got, want, query)
		}
	}
}

// TestBadRecordCostsItsMessageNothingElse: the others are read, its bytes are kept
// and counted, and the message is not called good.
func TestBadRecordCostsItsMessageNothingElse(t *testing.T) {
	bad := ikeRecord(2, 256)
	bad.Sections[0] = bad.Sections[0][:200] // too short to be an IKE tunnel
	b := capture(listing(ikeRecord(1, 256), bad, ikeRecord(3, 256)))
	// What such a section is, only the message can say: others have the type.
	sum, ask := loadCapture(t, append(b, capture(listing(ikeRecord(4, 256)))...))
	t.Logf("%+v", sum.Files[0])
	for query, want := range map[string]int64{
		"SELECT count(*) FROM nmi_ike_tunnel WHERE tunnel_id IN ('K1', 'K3', 'K4')":                            3,
		"SELECT count(*) FROM nmi_message":                                                                     4,
		"SELECT count(*) FROM input_file WHERE bytes = bytes_decoded + bytes_skipped + bytes_rejected":         1,
		"SELECT count(*) FROM input_file WHERE records = records_decoded + records_skipped + records_rejected": 1,
		"SELECT count(*) FROM record_section WHERE section_no = 2 AND record_no = 2": ask(
			"SELECT count(*) FROM record_section"),
	} {
		if got := ask(query); got != want {
			t.Errorf("%d, want %d, from %s", got, want, query)
		}
	}
	if ask("SELECT count(*) FROM record_section") == 0 {
		t.Error("the record that could not be read is nowhere")
	}
}

// TestCopiesOfMessages: the same bytes twice in one capture are one observation;
// in captures of different times they are two.
func TestCopiesOfMessages(t *testing.T) {
	m := listing(ikeRecord(1, 256), ikeRecord(2, 256))
	b := capture(m)
	twice := append(append([]byte(nil), b...), b...)
	sum, ask := loadCapture(t, twice)
	if f := sum.Files[0]; f.Duplicates != 1 || f.Records != 4 {
		t.Errorf("%d copies among %d messages, want 1 among 4: INIT is none", f.Duplicates, f.Records)
	}
	if got := ask("SELECT of_record_no FROM input_duplicate WHERE record_no = 4"); got != 2 {
		t.Errorf("message 4 is a copy of %d, want 2", got)
	}
	paths := []string{write(t, "a.nmi", b), write(t, "b.nmi", append(b, capture()...))}
	for days, want := range map[int]int64{0: 1, 1: 0} {
		db := t.TempDir() + "/c.duckdb"
		for i, p := range paths {
			sum, err := Run(context.Background(),
				Options{DB: db, Inputs: []string{p}, NMI: nmsec.Options{Framing: candidate(t)},
					Captured: time.Unix(1_800_000_000+int64(i*days*86400), 0)}, slog.New(slog.DiscardHandler))
			if err != nil {
				t.Fatal(err)
			}
			if got := sum.Files[0].Duplicates; i == 1 && got != want {
				t.Errorf("%d days apart: %d copies, want %d", days, got, want)
			}
		}
	}
}

// TestCaptureCutAtEveryByte: whatever is cut off, the rest is read and every byte
// is somewhere.
func TestCaptureCutAtEveryByte(t *testing.T) {
	t.Parallel()
	b := sampleCapture(t)
	scan := scanEach(t, Options{NMI: nmsec.Options{Framing: candidate(t)}})
	for n := 300; n < len(b); n++ {
		if k := scan(b[:n]); k.end != nil || k.total() != int64(n) {
			t.Fatalf("cut at %d: %+v", n, k)
		}
	}
}

// siteOverlay lays out a section of dynamic tunnels, and the first section of
// messages of type 33, which a site may know by that number only.
func siteOverlay(t testing.TB) *layout.Overlay {
	t.Helper()
	o, err := layout.ReadOverlay(fstest.MapFS{
		"records.csv": {Data: []byte("source,type,subtype,table,locator,structure,need,split,place,suite,ipv6,since,doc\n" +
			"nmsec,NMsec_GET_IPTUNDYNIKE " +
			"NMsec_GET_IKETUNCASCADE/1,,,2,ours,,,,,,,\nnmsec,33,,,1,ours,,,,,,,\nnmsec,33,,,5,ours,,,,,,,\n")},
		"nmsec/ours.csv": {Data: []byte(
			"# title: Ours\n# ref: by hand\nfield,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\n" +
				"XLevel,0,,4,uint,level,,,,,,site,Level.\nXPeer,4,,16,ip,peer,,record,,,,site,Peer.\n")},
	}, layout.Must())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestSectionsOfMessagesByTheSite: what an overlay lays out stands beside what is
// decoded, with the record of the message; a number of a type stands for a name.
func TestSectionsOfMessagesByTheSite(t *testing.T) {
	more := ikeRecord(2, 256)
	more.Sections = append(more.Sections, []byte{0, 0, 0, 9}, []byte{1})
	b := capture(listing(ikeRecord(1, 256), more))
	_, db := load(t,
		Options{Inputs: []string{write(t, "a.nmi", b)}, NMI: nmsec.Options{Framing: candidate(t)}, Overlay: siteOverlay(t)})
	for query, want := range map[string]int64{
		"SELECT count(*) FROM v_site_ours":                                                          3,
		"SELECT level FROM v_site_ours WHERE locator = 5 AND message_record = 2":                    9,
		"SELECT count(*) FROM v_site_ours WHERE locator = 1 AND record_no = 2":                      2,
		"SELECT count(*) FROM site_field WHERE field = '(beyond the layout)' AND locator = 1":       2,
		"SELECT count(*) FROM site_field AS f ANTI JOIN nmi_ike_tunnel AS n USING (message_record)": 0,
		// the section ends before
		"SELECT count(*) FROM v_site_ours WHERE peer IS NULL":                                        1,
		"SELECT count(*) FROM nmi_ike_tunnel WHERE tunnel_id IN ('K1', 'K2')":                        2,
		"SELECT count(*) FROM site_field WHERE structure = 'ours' AND field = 'XPeer' AND locator=5": 0,
	} {
		if got := number(t, db, query); got != want {
			t.Errorf("%d, want %d, from %s", got, want, query)
		}
	}
}

// FuzzCapture loads what the fuzzer makes of a capture, under the framing it was
// written with and carved: no panic, and every byte in the books.
func FuzzCapture(f *testing.F) {
	f.Add(sampleCapture(f), false)
	f.Add(sampleCapture(f), true)
	f.Add(capture(listing(ikeRecord(1, 236), ikeRecord(2, 300))), false)
	framing, site := candidate(f), siteOverlay(f)
	f.Fuzz(func(t *testing.T, b []byte, carve bool) {
		opt := Options{Jobs: 1, NMI: nmsec.Options{Framing: framing, Limit: 1 << 20}}
		opt.Overlay = site
		if carve {
			opt.NMI = nmsec.Options{Carve: true}
		}
		if k := scanAll(t, b, opt); k.end == nil && k.total() != int64(len(b)) {
			t.Errorf("%d bytes, the books have %d: %+v", len(b), k.total(), k)
		}
	})
}

// big makes a capture of n responses with a hundred IKE tunnels each, of a few
// sets of algorithms, as real ones are.
func big(n int) []byte {
	var messages []fixture.NMIMessage
	for i := range n {
		m := listing()
		for j := range 100 {
			r := ikeRecord(i*100+j, 256)
			r.Sections[0][199] = []byte{12, 3, 18}[j%3]
			binary.BigEndian.PutUint64(r.Sections[0][180:], uint64(i*100+j)<<20)
			m.Records = append(m.Records, r)
		}
		messages = append(messages, m)
	}
	return capture(messages...)
}

// BenchmarkMessages decodes responses with IKE tunnels on one processor.
func BenchmarkMessages(b *testing.B) {
	in := big(200)
	opt := Options{Jobs: 1, NMI: nmsec.Options{Framing: candidate(b)}}
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		_, err := Decode(context.Background(), "b", bytes.NewReader(in), opt,
			func(batch schema.Batch) error { batch.Release(); return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
}

package ingest

import (
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/zertify/zertify/schema/fixture"
)

// at is when the records of these tests were written.
var at = time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)

// detail builds a connection detail record whose sections of TLS and names are given.
func detail(connection fixture.Values, tls, names []byte) []byte {
	connection["event_type"], connection["ip_protocol"] = 3, 6
	return fixture.Record(fixture.Header(11, at, "SYSA"), fixture.Section("smf119_ident", fixture.Values{}),
		fixture.Section("zert_connection", connection), nil, tls, nil, nil, names)
}

// summary builds a session summary.
func summary(session fixture.Values) []byte {
	session["summary_event"] = 1
	return fixture.Record(fixture.Header(12, at, "SYSA"), fixture.Section("smf119_ident", fixture.Values{}),
		fixture.Section("zert_session", session))
}

// patched is rec with other bytes at an offset.
func patched(rec []byte, at int, with ...byte) []byte {
	rec = slices.Clone(rec)
	copy(rec[at:], with)
	return rec
}

// triplet is where triplet no begins.
func triplet(no int) int { return 28 + 8*(no-1) }

// sectionAt is where the section of triplet no begins.
func sectionAt(rec []byte, no int) int { return int(binary.BigEndian.Uint32(rec[triplet(no):])) }

// lines lists the issues of an input as kind, record, offset, structure, field and message.
func (k books) lines() []string {
	var out []string
	for _, i := range k.issues {
		out = append(out, fmt.Sprintf("%s|%d|%d|%s|%s|%s", i.kind, i.record, i.off, i.structure, i.field, i.advised()))
	}
	return out
}

// TestIssuesSayValuePlaceAndAdvice pins the words of one issue of each kind.
func TestIssuesSayValuePlaceAndAdvice(t *testing.T) {
	t.Parallel()
	good := detail(fixture.Values{"start_utc": at}, nil, nil)
	tls := fixture.Section("zert_detail_tls", fixture.Values{})
	withTLS := detail(fixture.Values{}, tls, nil)
	named := detail(fixture.Values{}, nil, fixture.Names(5, "CN=A", 6, "CN=CA"))
	for _, c := range []struct {
		name  string
		input []byte
		want  []string
	}{
		{"time", patched(good, sectionAt(good, 2)+32, 0x00, 0xA4, 0xCB, 0x80), []string{
			"bad-value|1|180|zert_connection|SMF119SC_SASTime|X'00A4CB80' (10800000) hundredths of a second on X'0126304F' " +
				"is not a time of the calendar; stored as NULL; compare with its bytes: zertify dump INPUT option record 1"}},
		{"time of a certificate", patched(withTLS, sectionAt(withTLS, 4)+100, 2), []string{
			"bad-value|1|377|zert_detail_tls|SMF119SC_TLS_SCert_Time|X'000000000000000000000000000000' is not a time of type " +
				"X'02' (2); " +
				"stored as NULL; compare with its bytes: zertify dump INPUT option record 1"}},
		{"counted", patched(withTLS, sectionAt(withTLS, 4)+79, 21), []string{
			"bad-value|1|356|zert_detail_tls|SMF119SC_TLS_SCert_Serial|its length is X'15' (21), the field has 20 bytes; " +
				"all of them are kept; compare with its bytes: zertify dump INPUT option record 1"}},
		{"counter", summary(fixture.Values{"init_connections": 411, "end_connections": 382}), []string{
			"counter-backwards|1|264|zert_session|SMF119SS_SAEndLifeConnCnt|382 (X'0000017E') at the end of the interval is below " +
				"411 (X'0000019B') at its start; the interval's value is unknown; " +
				"compare this session's records before and after: the counters began anew, or a record is out of order"}},
		{"counter past its end", summary(fixture.Values{"init_connections": int64(4294967290), "end_connections": 10}),
			[]string{
				"counter-wrapped|1|264|zert_session|SMF119SS_SAEndLifeConnCnt|10 (X'0000000A') at the end of the interval, " +
					"4294967290 (X'FFFFFFFA') at its start: " +
					"the counter went past 4294967295; 16 were counted; " +
					"nothing, when this session's records before show the counter growing towards 2^32; else take the value for unknown"}},
		{"counter beyond traffic", summary(fixture.Values{"end_in_bytes": int64(1) << 62}), []string{
			"counter-too-high|1|280|zert_session|SMF119SS_SAEndLifeInBytes|4611686018427387904 (X'4000000000000000') is " +
				"beyond any traffic (4 EiB and more); " +
				"it counts as unknown; compare with its bytes: zertify dump INPUT option record 1"}},
		{"list", patched(named, triplet(7)+6, 0, 3), []string{
			"list-mismatch|1|276|||triplet 7 (X'0000011400110003') says 3 x 17 bytes; found here: 2 with 17 bytes together; " +
				"see the entries: zertify dump INPUT option record 1"}},
		{"short section", patched(withTLS, triplet(4)+4, 0, 40), []string{
			"rejected|1|276|zert_detail_tls||40 bytes, need 168: section shorter than its required part; " +
				"see the record: zertify dump INPUT option record 1; compare the layout with your release's mapping header: zertify " +
				"layout check, zertify layout import"}},
		{"section outside", patched(good, triplet(2)+2, 3), []string{
			"rejected|1|36|zert_connection||triplet 2 of 7 (X'0000039400800001'): 1 x 128 bytes at +916, the record has 276: " +
				"section lies outside its record; see the record: zertify dump INPUT option record 1; when others of this type are " +
				"well, dump it again from SMF"}},
		{"list outside", patched(named, triplet(7)+2, 3), []string{
			"rejected|1|76|list||triplet 7 of 7 (X'0000031400110001'): list at +788, the record has 293 bytes: " +
				"section lies outside its record; see the record: zertify dump INPUT option record 1; when others of this type are " +
				"well, dump it again from SMF"}},
		{"key length", fixture.Record(fixture.Header(73, at, "SYSA"), fixture.Section("smf119_ident", fixture.Values{}),
			fixture.Section("ike_tunnel",
				fixture.Values{"tunnel_id": "K1", "encr_alg": 12, "encr_key_bits": 2815891222, "auth_alg": 7, "dh_group": 65536,
					"state": 4, "ike_role": 1, "peer_auth_method": 2})), []string{
			"implausible-value|1|308|ike_tunnel|NMsIKETunDHGroup|65536 (X'00010000') is not the number of a Diffie-Hellman " +
				"group; not used; " +
				"compare with its bytes: zertify dump INPUT option record 1",
			"implausible-value|1|360|ike_tunnel|NMsIKETunEncryptKeyLength|2815891222 (X'A7D71716') bits are more than the key " +
				"of any cipher has; not used; " +
				"compare with its bytes: zertify dump INPUT option record 1"}},
		{"overlap", patched(withTLS, triplet(4)+3, byte(sectionAt(withTLS, 4)-1)), []string{
			"disputed-record|1|52|self-defining section||triplet 4 (X'0000011300A80001') begins at +275, triplet 2 " +
				"(X'0000009400800001') ends at +276: " +
				"sections overlap; see the record: zertify dump INPUT option record 1; dump it again from SMF and load that"}},
		{"surplus", patched(append(slices.Clone(good), 1), 0, 1, 0x15), []string{
			"undescribed-bytes|1|276|||no triplet points at +276 to +277 (1 byte, beginning X'01'); rejected; " +
				"see them: zertify dump INPUT option record 1; a later release's section is described with zertify layout import"}},
		{"swallowed", slices.Concat(patched(good, 0, 2, 0x28), good, good), []string{
			"disputed-record|1|-1|||the descriptor word says 552 bytes (X'228'), but another record begins 276 bytes behind " +
				"it, after the last section; " +
				"it was read to there; see the record: zertify dump INPUT option record 1; dump it again from SMF and load that"}},
		{"swallowed by another type", slices.Concat(patched(patched(good, 0, 2, 0x28), 5, 30), good, good), []string{
			"disputed-record|1|-1|||the descriptor word says 552 bytes (X'228'), but from 276 bytes behind it records follow " +
				"each other to that end, the first of type 119; " +
				"it was read to there; see the record: zertify dump INPUT option record 1; dump it again from SMF and load that"}},
		{"damage", slices.Concat(good, []byte{0, 2, 0, 0, 7}, good, good), []string{
			"damaged-area|-1|-1|||length smaller than its descriptor word; 5 bytes are rejected, how many records they held " +
				"is not known, " +
				"first bytes X'0002000007011400005E770041EB0001': descriptor word makes no sense; " +
				"transfer the data set again in binary with its descriptor words, and compare the sizes"}},
		{"no last segment", slices.Concat(good, []byte{0, 24, 1, 0}, good[4:24], good, good), []string{
			"incomplete-record|-1|-1|||spanned record of which 24 bytes are here has no last segment before byte 300, " +
				"its data begin X'5E770041EB000126304FE2E8E2C1E3C3': segments do not follow each other; " +
				"a copy lost or reordered segments; dump the records again (IFASMFDP, IFASMFDL) and transfer that data set"}},
		{"block", slices.Concat([]byte{0x01, 0x1C, 0, 0}, good, good, []byte{0x01, 0x18, 0, 0}, good,
			[]byte{0x01, 0x18, 0, 0}, good), []string{
			"bad-block|-1|-1|||block descriptor at byte 0 says 284 bytes (X'11C'), but the records in it add up to 280; " +
				"4 bytes are rejected, how many records they held is not known, first bytes X'011C0000011400005E770041EB000126': " +
				"descriptor word makes no sense; " +
				"a copy changed the block lengths; transfer the data set again, with its block descriptors or with none"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := scanAll(t, c.input, Options{Jobs: 1}).lines(); !slices.Equal(got, c.want) {
				t.Errorf("%s", diff(got, c.want))
			}
		})
	}
}

func diff(got, want []string) string {
	var out string
	for _, g := range got {
		out += fmt.Sprintf("\n got %s", g)
	}
	for _, w := range want {
		out += fmt.Sprintf("\nwant %s", w)
	}
	return out
}

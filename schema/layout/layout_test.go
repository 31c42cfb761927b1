package layout

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEmbeddedFactsLoad: the files that ship pass every rule of the loader.
func TestEmbeddedFactsLoad(t *testing.T) {
	t.Parallel()
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(set.Structures) < 13 || len(set.Records) < 2 || len(set.Codes) < 200 || len(set.Suites) < 300 {
		t.Errorf("%d structures, %d records, %d codes, %d suites", len(set.Structures), len(set.Records), len(set.Codes),
			len(set.Suites))
	}
}

// TestSectionLengths holds the layouts to the lengths IBM and the vendor tables
// print for each section and release.
func TestSectionLengths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name            string
		required, known int
	}{
		{"smf119_header", 24, 24},
		{"smf119_ident", 64, 64},
		{"zert_connection", 128, 128},
		{"zert_ip_filter", 100, 100},
		{"zert_detail_tls", 168, -1}, // longer from V2R4, content unknown
		{"zert_detail_ssh", 284, 284},
		{"zert_detail_ipsec", 236, 236},
		{"zert_session", 204, 212},      // 212 from z/OS 3.2
		{"zert_summary_tls", 36, 116},   // 42 later, 116 from 3.2
		{"zert_summary_ssh", 46, 46},    //
		{"zert_summary_ipsec", 74, 148}, // 148 from 3.2
		{"ike_tunnel", 236, 256},        // 256 from V1R12
		{"ike_tunnel_statistics", 64, 64},
		{"ip_tunnel", 102, 164}, // 102 are certain
		{"dynamic_tunnel", 0, -1},
		{"tcp_termination", 216, 216},
		{"tcp_attls", 16, 20},
		{"ftp_client", 172, 172},
		{"ftp_server", 184, 184},
		{"ftp_server_security", 38, 38},
		{"ftp_login", 67, 67},
		{"tn3270_end", 144, 144},
		{"ssh_peer", 48, 48},
		{"profile_management", 8, 8},
	} {
		st := Must().Structure(c.name)
		if st == nil {
			t.Errorf("no structure %s", c.name)
			continue
		}
		if st.Required() != c.required || st.Known() != c.known {
			t.Errorf("%s: required %d, known %d; want %d and %d", c.name, st.Required(), st.Known(), c.required, c.known)
		}
	}
}

// TestLoaderRefuses breaks one fact at a time and looks for file and line.
func TestLoaderRefuses(t *testing.T) {
	t.Parallel()
	const head = "# title: t\n# ref: r\nfield,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\n"
	for name, c := range map[string]struct{ rows, want string }{
		"gap":               {"A,0,,2,uint,a,,,,,,,d\nB,4,,2,uint,b,,,,,,,d\n", "x.csv:5: B: begins at byte 4"},
		"overlap":           {"A,0,,4,uint,a,,,,,,,d\nB,2,,2,uint,b,,,,,,,d\n", "x.csv:5: B: begins at byte 2"},
		"unknown format":    {"A,0,,2,float,a,,,,,,,d\n", "x.csv:4: A: unknown format"},
		"unknown enum":      {"A,0,,2,uint,a,nope,,,,,,d\n", "x.csv:4: A: enum nope"},
		"no doc":            {"A,0,,2,uint,a,,,,,,,\n", "needs a doc"},
		"no unit":           {"A,0,,4,uint,in_bytes,,,,,,,d\n", "has no unit"},
		"column twice":      {"A,0,,2,uint,a,,,,,,,d\nB,2,,2,uint,a,,,,,,,d\n", "column a is taken"},
		"reserved column":   {"A,0,,2,uint,file_id,,,,,,,d\n", "column file_id is taken"},
		"uint of three":     {"A,0,,3,uint,a,,,,,,,d\n", "a uint of 3 bytes"},
		"flag without bit":  {"A,0,,1,flag,a,,,,,,,d\n", "format flag with bit -1"},
		"decider missing":   {"A,0,,16,ip,a,,Z,,,,,d\n", "decided by Z"},
		"unknown but named": {"A,0,,2,uint,a,,,,,,unknown,d\n", "unknown basis"},
		"bad basis":         {"A,0,,2,uint,a,,,,,,sure,d\n", "unknown basis"},
		"inferred first": {"A,0,,2,uint,a,,,,,,inferred,d\nB,2,,2,uint,b,,,,,,,d\n",
			"x.csv:7: B: inferred fields come last"},
		"inferred tail": {"A,0,,2,uint,a,,,,,,,d\nB,2,,*,hex,b,,,,,,inferred,d\n",
			"x.csv:7: B: inferred fields come last"},
		"bits apart": {"A,0,0,4,bits,a,,,,record,,,d\nB,0,4,4,bits,b,,,,,,,d\n",
			"x.csv:7: B: bits of one byte must agree"},
		"mapped number":      {"A,0,,2,uint,a,,mapped,,,,,d\n", "x.csv:4: A: decided by mapped"},
		"unix of eight":      {"A,0,,8,unix,a,,,,,,,d\n", "a unix of 8 bytes"},
		"tail in the middle": {"A,0,,*,hex,a,,,,,,,d\nB,0,,2,uint,b,,,,,,,d\n", "only the last field"},
	} {
		fsys := fstest.MapFS{
			"enums.csv":      {Data: []byte("enum,code,name,token,bits,doc,basis\n")},
			"tls_suites.csv": {Data: []byte(suiteColumns + "\n")},
			"records.csv": {Data: []byte(
				"source,type,subtype,table,locator,structure,need,split,place,suite,ipv6,since,doc\n")},
			"smf119/x.csv": {Data: []byte(head + c.rows)},
		}
		if strings.HasPrefix(name, "inferred") || name == "bits apart" { // rules of tested and interned structures
			fsys["smf119/x.csv"].Data = []byte("# accept: ip_tunnel\n# intern: yes\n" + head + c.rows)
		}
		_, err := Read(fs.FS(fsys))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

// TestLoaderRefusesWords breaks one cell at a time of the files beside the structures.
func TestLoaderRefusesWords(t *testing.T) {
	t.Parallel()
	const (
		suites = suiteColumns + "\n"
		enums  = enumColumns + "\nway,1,one,,,One.,\n"
		fields = "# title: t\n# ref: r\nfield,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\nA,0,,2,uint,a,way,,,,,,d\n"
	)
	for _, c := range []struct{ name, file, text, want string }{
		{"bits of a code", "enums.csv", enums + "way,2,two,,12B,Two.,\n",
			`enums.csv:3: bits is "12B"; write a number of bits`},
		{"negative bits", "enums.csv", enums + "way,2,two,,-1,Two.,\n", `enums.csv:3: bits is "-1"`},
		{"orphan", "enums.csv", enums + "way,2,two,,,Two.,\nother,1,one,,,One.,\n",
			"enums.csv:4: other is the enum of no field and of no line '# enums:'"},
		{"sentence twice", "enums.csv", enums + "way,2,two,,,Not sure. It may be two. Not sure.,\n",
			`enums.csv:3: doc says "Not sure" twice`},
		{"sentence twice, two stops", "enums.csv", enums + "way,2,two,,,Not sure.. Not sure.,\n",
			`enums.csv:3: doc says "Not sure" twice`},
		{"basis", "enums.csv", enums + "way,2,two,,,Two.,guess\n", `enums.csv:3: basis "guess" is none of`},
		{"bits of a suite", "tls_suites.csv", suites + "0001,N,K,A,C,1e3,M,M,true,true,SSL3,,\n",
			`tls_suites.csv:2: bits is "1e3"`},
		{"aead", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,yes,true,SSL3,,\n",
			`tls_suites.csv:2: aead is "yes"; write "true" or "false"`},
		{"no aead", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,,true,SSL3,,\n", `tls_suites.csv:2: aead is ""`},
		{"pfs", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,true,True,SSL3,,\n", `tls_suites.csv:2: pfs is "True"`},
		{"basis of a suite", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,true,true,SSL3,guess,T 1\n",
			`tls_suites.csv:2: basis "guess" is none of`},
		{"no source", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,true,,SSL3,unregistered,\n",
			`tls_suites.csv:2: source is empty`},
		{"source of a registered suite", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,true,true,SSL3,,T 1\n",
			`tls_suites.csv:2: source is "T 1"`},
		{"aead left open", "tls_suites.csv", suites + "0001,N,K,A,C,128,M,M,,,SSL3,inferred,T 1\n", ""},
		{"need", "records.csv", recordColumns + "\nsmf119,119,2,t,0,x,true,,,,,,Header.\n",
			`records.csv:2: need is "true"; write "yes" or ""`},
		{"intern", "smf119/x.csv", "# intern: true\n" + fields, "smf119/x.csv: '# intern: true'; write yes"},
		{"doc of a field", "smf119/x.csv", fields + "B,2,,2,uint,b,,,,,,,Two. Two.\n",
			`smf119/x.csv:5: doc says "Two" twice`},
		{"nothing wrong", "smf119/x.csv", "# intern: yes\n# enums: way\n" + fields, ""},
	} {
		fsys := fstest.MapFS{
			"enums.csv": {Data: []byte(enums)}, "tls_suites.csv": {Data: []byte(suites)},
			"records.csv": {Data: []byte(recordColumns + "\n")}, "smf119/x.csv": {Data: []byte(fields)},
		}
		fsys[c.file].Data = []byte(c.text)
		_, err := Read(fsys)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// TestSuitesAgreeWithTheirNames reads each registered name as a person would and
// compares it with the columns.
func TestSuitesAgreeWithTheirNames(t *testing.T) {
	t.Parallel()
	parts := []struct{ in, cipher string }{
		{"_NULL_", "NULL"}, {"3DES", "3DES"}, {"RC4_40", "RC4-40"}, {"RC4_128", "RC4-128"}, {"DES40", "DES40"},
		{"CHACHA20", "CHACHA20-POLY1305"},
		{"AES_128_GCM", "AES-GCM"}, {"AES_256_GCM", "AES-GCM"}, {"AES_128_CBC", "AES-CBC"}, {"AES_256_CBC", "AES-CBC"},
		{"DES_CBC", "DES"}, {"RC4_56", "RC4"}, {"RC4_64", "RC4"}, {"RC2_CBC_56", "RC2"}, {"28147_CNT", "GOST28147"},
		{"CAMELLIA_128_CBC", "CAMELLIA-CBC"}, {"ARIA_256_GCM", "ARIA-GCM"}, {"IDEA", "IDEA"}, {"SEED", "SEED"},
	}
	for _, s := range Must().Suites {
		_, cipher, ok := strings.Cut(s.Name, "_WITH_")
		if !ok {
			continue
		}
		for _, p := range parts {
			if strings.Contains("_"+cipher+"_", p.in) && s.Cipher != p.cipher && !strings.Contains(s.Name, "EXPORT") {
				t.Errorf("%s %s: cipher %s, its name says %s", s.Code, s.Name, s.Cipher, p.cipher)
			}
		}
		if strings.Contains(cipher, "_128_") && s.Bits != 128 || strings.Contains(cipher, "_256_") &&
			!strings.Contains(cipher, "GOST") && s.Bits != 256 {
			if s.Cipher != "RC4-128" && s.Bits != 256 {
				t.Errorf("%s %s: %d bits", s.Code, s.Name, s.Bits)
			}
		}
		ephemeral := strings.Contains(s.Name, "DHE_") || strings.Contains(s.Name, "_anon_") ||
			strings.Contains(s.Name, "ECCPWD")
		if s.PFS == "true" && !ephemeral && !strings.Contains(s.Name, "CECPQ1") && !strings.Contains(s.Name, "GOST") &&
			!strings.Contains(s.Name, "SRP") {
			t.Errorf("%s %s: said to have forward secrecy", s.Code, s.Name)
		}
	}
}

// TestSuitesOutsideTheRegister compares what each suite that is not registered consists of with what its sources
// say: key exchange, authentication, cipher, bits and MAC as the mapping of testssl.sh 3.0.8 has them, or as the
// names in Wireshark 4.0.17, OpenSSL 1.0.2, tlslite-ng 0.8.2 and cryptodatahub 1.6.1 read. "-" is not known.
func TestSuitesOutsideTheRegister(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"001C": "- - NULL 0 HMAC-SHA1", "001D": "- - FORTEZZA 0 HMAC-SHA1",
		"0047": "ECDH-ECDSA ECDSA NULL 0 HMAC-SHA1", "0048": "ECDH-ECDSA ECDSA RC4-128 128 HMAC-SHA1",
		"0049": "ECDH-ECDSA ECDSA DES 56 HMAC-SHA1",
		"004A": "ECDH-ECDSA ECDSA 3DES 168 HMAC-SHA1", "004B": "ECDH-ECDSA ECDSA AES-CBC 128 HMAC-SHA1",
		"004C": "ECDH-ECDSA ECDSA AES-CBC 256 HMAC-SHA1",
		"0060": "RSA-EXPORT1024 RSA RC4 56 HMAC-MD5", "0061": "RSA-EXPORT1024 RSA RC2 56 HMAC-MD5",
		"0062": "RSA-EXPORT1024 RSA DES 56 HMAC-SHA1",
		"0063": "DHE-EXPORT1024 DSS DES 56 HMAC-SHA1", "0064": "RSA-EXPORT1024 RSA RC4 56 HMAC-SHA1",
		"0065": "DHE-EXPORT1024 DSS RC4 56 HMAC-SHA1",
		"0066": "DHE DSS RC4-128 128 HMAC-SHA1",
		"0080": "GOST GOST GOST28147 256 GOST-IMIT", "0081": "GOST GOST GOST28147 256 GOST-IMIT",
		"0082": "GOST GOST NULL 0 GOSTR3411", "0083": "GOST GOST NULL 0 GOSTR3411",
		"16B7": "CECPQ1-RSA RSA CHACHA20-POLY1305 256 AEAD", "16B8": "CECPQ1-ECDSA ECDSA CHACHA20-POLY1305 256 AEAD",
		"16B9": "CECPQ1-RSA RSA AES-GCM 256 AEAD", "16BA": "CECPQ1-ECDSA ECDSA AES-GCM 256 AEAD",
		"C0FF": "ECJPAKE ECJPAKE AES-CCM-8 128 AEAD",
		"CC13": "ECDHE-RSA RSA CHACHA20-POLY1305 256 AEAD", "CC14": "ECDHE-ECDSA ECDSA CHACHA20-POLY1305 256 AEAD",
		"CC15": "DHE RSA CHACHA20-POLY1305 256 AEAD",
		"CCA1": "ECDHE-RSA RSA CHACHA20-POLY1305 256 AEAD", "CCA2": "ECDHE-ECDSA ECDSA CHACHA20-POLY1305 256 AEAD",
		"CCA3": "DHE RSA CHACHA20-POLY1305 256 AEAD",
		"E001": "ECDHE - SM1 0 HMAC-SM3", "E003": "- - SM1 0 HMAC-SM3", "E005": "- - SM1 0 HMAC-SM3",
		"E007": "- - SM1 0 HMAC-SM3",
		"E009": "RSA RSA SM1 0 HMAC-SM3", "E00A": "RSA RSA SM1 0 HMAC-SHA1",
		"E011": "ECDHE - SM4-CBC 128 HMAC-SM3", "E013": "- - SM4-CBC 128 HMAC-SM3", "E015": "- - SM4-CBC 128 HMAC-SM3",
		"E017": "- - SM4-CBC 128 HMAC-SM3",
		"E019": "RSA RSA SM4-CBC 128 HMAC-SM3", "E01A": "RSA RSA SM4-CBC 128 HMAC-SHA1",
		"E01C": "RSA RSA SM4-CBC 128 HMAC-SHA2-256",
		"E052": "ECDHE - SM4-CCM 128 AEAD",
		"E051": "ECDHE - SM4-GCM 128 AEAD", "E053": "- - SM4-GCM 128 AEAD", "E055": "- - SM4-GCM 128 AEAD",
		"E057": "- - SM4-GCM 128 AEAD",
		"E059": "RSA RSA SM4-GCM 128 AEAD", "E05A": "RSA RSA SM4-GCM 128 AEAD",
		"E410": "RSA RSA ESTREAM-SALSA20 0 HMAC-SHA1", "E411": "RSA RSA SALSA20 0 HMAC-SHA1",
		"E412": "ECDHE-RSA RSA ESTREAM-SALSA20 0 HMAC-SHA1", "E413": "ECDHE-RSA RSA SALSA20 0 HMAC-SHA1",
		"E414": "ECDHE-ECDSA ECDSA ESTREAM-SALSA20 0 HMAC-SHA1", "E415": "ECDHE-ECDSA ECDSA SALSA20 0 HMAC-SHA1",
		"E416": "PSK PSK ESTREAM-SALSA20 0 HMAC-SHA1", "E417": "PSK PSK SALSA20 0 HMAC-SHA1",
		"E418": "ECDHE-PSK PSK ESTREAM-SALSA20 0 HMAC-SHA1", "E419": "ECDHE-PSK PSK SALSA20 0 HMAC-SHA1",
		"E41A": "RSA-PSK RSA ESTREAM-SALSA20 0 HMAC-SHA1", "E41B": "RSA-PSK RSA SALSA20 0 HMAC-SHA1",
		"E41C": "DHE-PSK PSK ESTREAM-SALSA20 0 HMAC-SHA1", "E41D": "DHE-PSK PSK SALSA20 0 HMAC-SHA1",
		"E41E": "DHE RSA ESTREAM-SALSA20 0 HMAC-SHA1", "E41F": "DHE RSA SALSA20 0 HMAC-SHA1",
		"FEFE": "RSA RSA DES 56 HMAC-SHA1", "FEFF": "RSA RSA 3DES 168 HMAC-SHA1", "FFE0": "RSA RSA 3DES 168 HMAC-SHA1",
		"FFE1": "RSA RSA DES 56 HMAC-SHA1",
		"FF00": "RSA RSA GOST28147 256 HMAC-MD5", "FF01": "RSA RSA GOST28147 256 GOSTR3411",
		"FF02": "RSA RSA GOST28147 256 GOST-IMIT", "FF03": "RSA RSA GOST28147 256 GOST-IMIT",
		"FF80": "RSA RSA RC2 0 HMAC-MD5", "FF81": "RSA RSA IDEA 128 HMAC-MD5", "FF82": "RSA RSA DES 56 HMAC-MD5",
		"FF83": "RSA RSA 3DES 168 HMAC-MD5",
		"FF85": "GOST GOST GOST28147 256 GOST-IMIT", "FF87": "GOST GOST NULL 0 STREEBOG-256",
		"000000": "RSA-EXPORT RSA NULL 0 HMAC-MD5", "060140": "RSA RSA DES 56 HMAC-SHA1",
		"0701C0": "RSA RSA 3DES 168 HMAC-SHA1", "080080": "RSA RSA RC4 64 HMAC-MD5",
		"FF0800": "- - DES 56 -", "FF0810": "- - NULL 0 -", "FF8000": "RSA RSA DES 56 -", "FF8010": "- - NULL 0 -",
	}
	for _, s := range Must().Suites {
		if s.Basis == "registered" {
			continue
		}
		got := fmt.Sprintf("%s %s %s %d %s", cmp.Or(s.Kex, "-"), cmp.Or(s.Auth, "-"), cmp.Or(s.Cipher, "-"), s.Bits,
			cmp.Or(s.MAC, "-"))
		if got != want[s.Code] {
			t.Errorf("%s %s: %s, want %s", s.Code, s.Name, got, want[s.Code])
		}
		delete(want, s.Code)
	}
	for code := range want {
		t.Errorf("%s is not in the table, or registered", code)
	}
}

// TestInferredSuites: numbers of private use or reserved because of conflicts, all zeros, and those that sources
// give to different suites are candidates, whatever a tool calls them.
func TestInferredSuites(t *testing.T) {
	t.Parallel()
	var got []string
	for _, s := range Must().Suites {
		if s.Basis == "inferred" {
			got = append(got, s.Code)
		}
	}
	want := "0047 0048 0049 004A 004B 004C FF00 FF01 FF02 FF03 FF80 FF81 FF82 FF83 FF85 FF87 000000 FF8000 FF8010"
	if strings.Join(got, " ") != want {
		t.Errorf("inferred: %s\nwant:     %s", strings.Join(got, " "), want)
	}
}

// TestSuitesAgreeWithGo compares code and name with Go's own list.
func TestSuitesAgreeWithGo(t *testing.T) {
	t.Parallel()
	byCode := map[string]string{}
	for _, s := range Must().Suites {
		byCode[s.Code] = s.Name
	}
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		code := fmt.Sprintf("%04X", s.ID)
		if got := byCode[code]; got != s.Name {
			t.Errorf("%s is %q, Go says %q", code, got, s.Name)
		}
	}
}

// TestAppendixTablesAgree: tunnel records of SMF 119 were derived from the structures of the
// IPSec NMI. The two may differ in how a fact is known and worded, and in nothing
// else.
func TestAppendixTablesAgree(t *testing.T) {
	t.Parallel()
	set := Must()
	for nmi, smf := range map[string]string{
		"nmsec_ike_tunnel": "ike_tunnel", "nmsec_ike_tunnel_statistics": "ike_tunnel_statistics",
		"nmsec_ip_tunnel": "ip_tunnel",
	} {
		a, b := set.Structure(nmi), set.Structure(smf)
		if len(a.Fields) != len(b.Fields) {
			t.Errorf("%s has %d fields, %s %d", nmi, len(a.Fields), smf, len(b.Fields))
			continue
		}
		for i := range a.Fields {
			x, y := a.Fields[i], b.Fields[i]
			x.Basis, x.Doc, x.Line = y.Basis, y.Doc, y.Line
			if x != y {
				t.Errorf("%s, %s:\n%+v\n%s:\n%+v", nmi, x.Name, x, smf, y)
			}
		}
	}
}

// TestMessagesBelongToOneTable: which table the records of a message go to is
// settled by its name alone, and each message of records.csv is named once.
func TestMessagesBelongToOneTable(t *testing.T) {
	t.Parallel()
	table := map[string]string{}
	for _, rec := range Must().Records {
		for _, m := range rec.Messages {
			if was := table[m]; was != "" {
				t.Errorf("records of %s go to %s and to %s", m, was, rec.Table)
			}
			table[m] = rec.Table
		}
	}
	if table["*"] == "" {
		t.Error("no table for messages themselves")
	}
}

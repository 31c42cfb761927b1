package layout

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// hashed are small files in which every kind of cell says something.
var hashed = map[string]string{
	"smf119/x.csv": `# title: Section
# ref: Manual
# note: Doubt.
# intern: yes
# accept: ip_tunnel
# enums: way auth_alg
field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc
A,0,,1,uint,a,auth_alg,,,,,,Algorithm.
B,1,0,1,flag,b,,,,,,,Is IPv6.
C,1,1,1,flag,c,,,,,,,Is not.
D,1,2,6,reserved,,,,,,,,
E,2,,4,uint,e_bytes,,,bytes,,,,Bytes in.
F,6,,16,ip,f,,B,,,,,Address.
G,22,,4,hex,g,,,,,V2R1,,Later.
H,26,,1,uint,h,,,,,V2R1,inferred,Guessed.
`,
	"smf119/y.csv": `# title: Header
# ref: Manual
field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc
Y,0,,1,uint,y,,,,,,derived,Byte.
`,
	"records.csv": recordColumns + `
smf119,119,2,t,0,y,yes,,order,,0:1,,Header.
smf119,119,2,t,1,x,yes,list,,tls,,V2R1,Section.
nmsec,NMsec_X,,u,0,y,,,,,,,Message.
`,
	"enums.csv": enumColumns + `
auth_alg,0x07,seven,SEVEN,7,Seventh.,inferred
way,1,one,ONE,1,First.,
`,
	"tls_suites.csv": suiteColumns + `
1301,TLS_X,ECDHE,RSA,AES,128,GCM,SHA256,true,true,TLS1.2,unregistered,tool 1
`,
}

// TestHashesTellDecodingFromNames changes one cell after the other. Databases are
// refused, or renewed, for the hash that moves.
func TestHashesTellDecodingFromNames(t *testing.T) {
	t.Parallel()
	const decoding, facts, neither = "decoding", "facts", ""
	const fields, records, enums, suites = "smf119/x.csv", "records.csv", "enums.csv", "tls_suites.csv"
	unchanged := cellsOf(hashed)
	before := hashesOf(t, "", "", "")
	for _, c := range []struct {
		file, old, new string
		moves          string
		cells          string // columns and lines that the change is about
	}{
		{fields, "# title: Section", "# title: A section", facts, "title"},
		{fields, "# ref: Manual", "# ref: Other manual", facts, "ref"},
		{fields, "# note: Doubt.", "# note: None.", facts, "note"},
		{fields, "# intern: yes\n", "", decoding, "intern"},
		{fields, "# accept: ip_tunnel", "# accept: attls", decoding, "accept"},
		{fields, "# accept: ip_tunnel", "# accept: nmsec_ip_tunnel", decoding, "accept"},
		{fields, "# enums: way auth_alg", "# enums: auth_alg way", facts, "enums"},
		{fields, "# title", "# a remark\n# title", neither, ""},
		{fields, "A,0,", "AA,0,", facts, "field"},
		{fields, "B,1,0,1,flag,b,,,,,,,Is IPv6.\nC,1,1,1,flag,c,,,,,,,Is not.",
			"C,1,0,1,flag,c,,,,,,,Is not.\nB,1,1,1,flag,b,,,,,,,Is IPv6.", decoding, "offset bit"},
		{fields, "G,22,,4,hex,g,,,,,V2R1,,Later.\nH,26", "G,22,,3,hex,g,,,,,V2R1,,Later.\nH,25", decoding, "length"},
		{fields, "E,2,,4,uint", "E,2,,4,unix", decoding, "format"},
		{fields, "uint,a,", "uint,aa,", decoding, "column"},
		{fields, ",auth_alg,,,,,,Algorithm", ",way,,,,,,Algorithm", facts, "enum"},
		{fields, "ip,f,,B,", "ip,f,,C,", decoding, "by"},
		{fields, "ip,f,,B,", "ip,f,,record,", decoding, "by"},
		{fields, "e_bytes,,,bytes,", "e_bytes,,,octets,", facts, "unit"},
		{fields, "e_bytes,,,bytes,,", "e_bytes,,,bytes,record,", decoding, "per"},
		{fields, "hex,g,,,,,V2R1", "hex,g,,,,,V2R2", facts, "since"},
		{fields, "hex,g,,,,,V2R1", "hex,g,,,,,", decoding, "since"},
		{fields, "V2R1,inferred,Guessed", "V2R1,,Guessed", decoding, "basis"},
		{"smf119/y.csv", "derived,Byte", ",Byte", facts, "basis"},
		{fields, "Algorithm.", "Algorithm of it.", facts, "doc"},
		{records, "nmsec,NMsec_X,", "nmsec,NMsec_Y,", decoding, "type"},
		{records, "nmsec,NMsec_X,,u", "smf119,119,3,u", decoding, "source"},
		{records, "smf119,119,2,t", "smf119,119,3,t", decoding, "subtype"},
		{records, ",u,", ",v,", decoding, "table"},
		{records, "\nnmsec", "\nsmf119,119,2,t,2,z,,,,,,,Other.\nnmsec", decoding, "locator"},
		{records, "NMsec_X,,u,0,y", "NMsec_X,,u,0,z", decoding, "structure"},
		{records, "1,x,yes", "1,x,", decoding, "need"},
		{records, "yes,list,", "yes,other,", decoding, "split"},
		{records, ",order,", ",,", decoding, "place"},
		{records, ",tls,", ",ssh,", decoding, "suite"},
		{records, "0:1", "0:2", decoding, "ipv6"},
		{records, "V2R1,Section", "V2R2,Section", facts, "since"},
		{records, "Section.", "A section.", facts, "doc"},
		{enums, "way,1,one", "way,2,one", facts, "code"},
		{enums, "auth_alg,0x07", "auth_alg,0x08", decoding, "code"},
		{enums, "auth_alg,0x07", "auth_alg,7", facts, "code"},
		{enums, "\nway", "\nauth_alg,8,eight,,,,\nway", decoding, "enum"},
		{enums, "seven", "Seven", facts, "name"},
		{enums, "SEVEN", "VII", facts, "token"},
		{enums, "SEVEN,7", "SEVEN,8", facts, "bits"},
		{enums, "Seventh.", "The seventh.", facts, "doc"},
		{enums, "Seventh.,inferred", "Seventh.,", facts, "basis"},
		{suites, "1301", "1302", facts, "code"},
		{suites, "TLS_X", "TLS_Y", facts, "name"},
		{suites, "ECDHE", "DHE", facts, "kex"},
		{suites, "RSA", "DSS", facts, "auth"},
		{suites, "AES", "ARIA", facts, "cipher"},
		{suites, "128", "256", facts, "bits"},
		{suites, "GCM", "CCM", facts, "mode"},
		{suites, "SHA256", "SHA384", facts, "mac"},
		{suites, "true,true", "false,true", facts, "aead"},
		{suites, "true,true", "true,false", facts, "pfs"},
		{suites, "TLS1.2", "TLS1.3", facts, "min_version"},
		{suites, "unregistered", "inferred", facts, "basis"},
		{suites, "tool 1", "tool 2", facts, "source"},
	} {
		after := hashesOf(t, c.file, c.old, c.new)
		if moved := before[0] != after[0]; moved != (c.moves == decoding) {
			t.Errorf("%s: %q for %q: the hash of decoding moved: %t", c.file, c.new, c.old, moved)
		}
		if moved := before[1] != after[1]; !moved && c.moves == facts || moved && c.moves == neither {
			t.Errorf("%s: %q for %q: the hash of facts moved: %t", c.file, c.new, c.old, moved)
		}
		for cell := range strings.FieldsSeq(c.cells) {
			delete(unchanged, c.file+" "+cell)
		}
	}
	for cell := range unchanged {
		t.Errorf("no change of %s is tried", cell)
	}
}

// cellsOf lists the kinds of cells of the files, but for those of a second layout.
func cellsOf(files map[string]string) map[string]bool {
	out := map[string]bool{}
	for file, text := range files {
		for line := range strings.Lines(text) {
			if key, _, found := strings.Cut(line, ": "); found && file != "smf119/y.csv" {
				out[file+" "+strings.TrimPrefix(key, "# ")] = true
				continue
			}
			for column := range strings.SplitSeq(strings.TrimSpace(line), ",") {
				out[file+" "+column] = file != "smf119/y.csv"
			}
			break
		}
	}
	maps.DeleteFunc(out, func(_ string, wanted bool) bool { return !wanted })
	return out
}

// hashesOf reads the files with one change and returns the hashes of decoding and of
// facts.
func hashesOf(t *testing.T, file, from, to string) [2]string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range hashed {
		if name == file {
			if strings.Count(text, from) == 0 {
				t.Fatalf("%s does not hold %q", file, from)
			}
			text = strings.Replace(text, from, to, 1)
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	fsys["smf119/z.csv"] = &fstest.MapFile{Data: []byte("# title: Other\n# ref: Manual\n" +
		"field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\nZ,0,,1,uint,z,,,,,,,Byte.\n")}
	set, err := Read(fsys)
	if err != nil {
		t.Fatalf("%s: %q for %q: %v", file, to, from, err)
	}
	return [2]string{set.DecodingHash(), set.FactsHash()}
}

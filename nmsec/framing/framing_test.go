package framing

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFramingsComeBackAsWritten: reading what WriteCSV writes gives the same.
func TestFramingsComeBackAsWritten(t *testing.T) {
	t.Parallel()
	all, err := All()
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	for _, f := range all {
		var one, two bytes.Buffer
		if err := f.WriteCSV(&one); err != nil {
			t.Fatal(err)
		}
		again, err := Load(fstest.MapFS{"x.csv": {Data: one.Bytes()}}, "x.csv")
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if err := again.WriteCSV(&two); err != nil || one.String() != two.String() {
			t.Errorf("%s: %v\n%s\n%s", f.Name, err, one.String(), two.String())
		}
	}
}

// TestTheCandidateIsMarkedInferred, as is every fact in it.
func TestTheCandidateIsMarkedInferred(t *testing.T) {
	t.Parallel()
	f, err := Load(builtin, "inferred-a.csv")
	if err != nil {
		t.Fatal(err)
	}
	if f.Basis != BasisInferred {
		t.Error(f.Basis)
	}
	for _, fd := range f.Fields {
		if fd.Basis != BasisInferred {
			t.Errorf("%s %s: %s", fd.Element, fd.Name, fd.Basis)
		}
	}
}

// TestBadFramingsAreRefused with file and line.
func TestBadFramingsAreRefused(t *testing.T) {
	t.Parallel()
	const top = "# basis: inferred\nelement,field,offset,length,format,value,counts_from,basis,doc\n"
	const good = top + "message,header,0,16,,,,,\nmessage,length,4,4,uint,,,,\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "x.csv:1: the header line is missing"},
		{"other columns", "# basis: inferred\na,b,c,d,e,f,g,h,i\n", `x.csv:2: header is "a,b,c`},
		{"no basis", strings.TrimPrefix(good, "# basis: inferred\n"), "documented, discovered or inferred"},
		{"unknown element", good + "trailer,x,0,1,,,,,\n", `x.csv:5: element "trailer"`},
		{"unknown field", good + "message,colour,0,1,,,,,\n", `x.csv:5: element message has no field "colour"`},
		{"twice", good + "message,length,8,4,uint,,,,\n", "x.csv:5: message length is there already, in line 4"},
		{"no length", top + "message,header,0,16,,,,,\n", "row message,length is missing"},
		{"width", top + "message,header,0,16,,,,,\nmessage,length,4,3,uint,,,,\n", "x.csv:4: message length: length 3"},
		{"not a number", good + "message,rc,four,4,uint,,,,\n", `x.csv:5: offset "four"`},
		{"negative", good + "message,rc,-4,4,uint,,,,\n", `x.csv:5: offset "-4"`},
		{"huge", good + "message,rc,99999,4,uint,,,,\n", "x.csv:5: offset"},
		{"past the header", good + "message,rc,14,4,uint,,,,\n", "ends at 18, the header has 16 bytes"},
		{"too few columns", good + "message,rc\n", "x.csv:5: "},
		{"counts from nowhere", good + "section,offset,0,4,uint,,moon,,\n", `x.csv:5: section offset: counts_from "moon"`},
		{"descriptors without place", good + "section,offset,0,4,uint,,record,,\n", "no row record,descriptors"},
		{"place without descriptors", good + "record,descriptors,8,,,,,,\n", "section,offset and section,length are needed"},
		{"slots", good + "record,descriptors,8,,,9999,,,\nsection,offset,0,4,uint,,,,\nsection,length,4,4,uint,,,,\n",
			"want a number from 1 to 512"},
		{"identifier", good + "message,ident,0,4,ebcdic,zz,,,\n", "want 4 bytes in hexadecimal"},
		{"type", good + "type,NMsec_INIT,,,,one,,,\n", "x.csv:5: type NMsec_INIT"},
	} {
		_, err := Load(fstest.MapFS{"x.csv": {Data: []byte(c.text)}}, "x.csv")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "x.csv") {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := Load(fstest.MapFS{}, "none.csv"); err == nil || !strings.Contains(err.Error(), "none.csv") {
		t.Error(err)
	}
}

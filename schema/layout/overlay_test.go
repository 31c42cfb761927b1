package layout

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zertify/zertify/schema/wire"
)

const siteHead = "# title: Ours\n# ref: " +
	"site.h:1\nfield,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc\n"

// overlay is a folder with one structure bound to the dynamic tunnel section.
func overlay(rows string) fstest.MapFS {
	return fstest.MapFS{
		"smf119/ours.csv": {Data: []byte(siteHead + rows)},
		"records.csv":     {Data: []byte(recordColumns + "\nsmf119,119,75,,3,ours,,,,,,,\n")},
		"enums.csv":       {Data: []byte(enumColumns + "\nsite_way,1,ONE,,,,site\n")},
	}
}

const siteRows = "XID,0,,4,text,xid,,,,,,site,Who.\nXWay,4,,1,uint,way,site_way,,,,,site,How.\nXRest,5,,*,hex,rest,,,,,,site,More.\n"

func TestReadOverlay(t *testing.T) {
	t.Parallel()
	o, err := ReadOverlay(overlay(siteRows), Must())
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Bindings) != 1 || o.Bindings[0].Structure != o.Structures[0] ||
		o.Bindings[0].Ours(Must()).Name != "dynamic_tunnel" || len(o.Codes) != 1 {
		t.Errorf("%+v", o)
	}
	again, err := ReadOverlay(NewOverlayFS(o.Files), Must())
	if err != nil || again.Digest != o.Digest || len(o.Digest) != 64 {
		t.Errorf("read again: %v", err)
	}
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	got := Walk(o.Structures[0], []byte("\xC1\xC2\x40\x40\x01\xFF"), nil, false, cp)
	if got[0].V != "AB" || got[1].V != uint64(1) || got[2].V != "ff" {
		t.Errorf("walked %+v", got)
	}
}

// TestOverlayOfMessages: sections of messages are bound by the names of messages, or
// by the number of a type.
func TestOverlayOfMessages(t *testing.T) {
	t.Parallel()
	fsys := overlay(siteRows)
	fsys["records.csv"].Data = []byte(recordColumns +
		"\nnmsec,NMsec_GET_IPTUNDYNIKE NMsec_GET_IKETUNCASCADE/1,,,2,ours,,,,,,,\nnmsec,77/1,,,2,ours,,,,,,,\n")
	o, err := ReadOverlay(fsys, Must())
	if err != nil {
		t.Fatal(err)
	}
	tunnel, numbered := o.Bindings[0], o.Bindings[1]
	if tunnel.Ours(Must()).Name != "dynamic_tunnel" || !tunnel.Holds([]string{"NMsec_GET_IKETUNCASCADE/1"}) ||
		tunnel.Holds([]string{"NMsec_GET_IKETUNCASCADE"}) {
		t.Errorf("%+v", tunnel)
	}
	if numbered.Ours(Must()) != nil || !numbered.Holds([]string{"77/1"}) || numbered.Of() != "the records of 77/1" {
		t.Errorf("%+v", numbered)
	}
}

// TestOverlaysAreRefused: what does not hold is said with file and line.
func TestOverlaysAreRefused(t *testing.T) {
	t.Parallel()
	with := func(file, text string) fstest.MapFS {
		o := overlay(siteRows)
		o[file] = &fstest.MapFile{Data: []byte(text)}
		return o
	}
	without := overlay(siteRows)
	delete(without, "records.csv")
	for _, c := range []struct {
		name string
		fsys fstest.MapFS
		want string
	}{
		{"nothing", fstest.MapFS{}, "no CSV file"},
		{"no records", without, "records.csv is missing"},
		{"gap", overlay("XID,1,,4,text,xid,,,,,,site,Who.\n"), "smf119/ours.csv:4: XID: begins at byte 1"},
		{"basis", overlay("XID,0,,4,text,xid,,,,,,,Who.\n"),
			"smf119/ours.csv:4: XID: the basis of a row in an overlay is site"},
		{"negative length", overlay("XID,0,,-4,text,xid,,,,,,site,Who.\n"), "are outside every section"},
		{"endless number", overlay("XID,0,,*,uint,xid,,,,,,site,Who.\n"), "a uint has a length"},
		{"wrong decider", overlay("XID,0,,4,uint,xid,,,,,,site,Who.\nXT,4,,4,hundredths,xt,,XID,,,,site,When.\n"),
			"is decided by a packed_date"},
		{"decider of bytes", overlay("XID,0,,1,uint,xid,,,,,,site,Who.\nXA,1,,16,ip,xa,,XID,,,,site,Where.\n"),
			"is decided by a flag"},
		{"acceptance test", with("smf119/ours.csv", "# accept: ip_tunnel\n"+siteHead+siteRows), "no lines '# accept'"},
		{"unknown structure", with("records.csv", recordColumns+"\nsmf119,119,75,,3,theirs,,,,,,,\n"),
			`records.csv:2: no structure "theirs"`},
		{"no number", with("records.csv", recordColumns+"\nsmf119,119,SUBTYPE,,3,ours,,,,,,,\n"),
			"records.csv:2: type, subtype and locator must be numbers"},
		{"header", with("records.csv", recordColumns+"\nsmf119,119,75,,0,ours,,,,,,,\n"), "the locator from 1"},
		{"twice", with("records.csv", recordColumns+"\nsmf119,119,75,,3,ours,,,,,,,\nsmf119,119,75,,3,ours,,,,,,,\n"),
			"records.csv:3: locator 3 of type 119 subtype 75 has a structure already"},
		{"documented in full", with("records.csv", recordColumns+"\nsmf119,119,11,,3,ours,,,,,,,\n"),
			"zert_ip_filter, which is documented in full"},
		{"no message", with("records.csv", recordColumns+"\nnmsec,NMsec_GET_TUNNEL,,,2,ours,,,,,,,\n"),
			`records.csv:2: no message "NMsec_GET_TUNNEL"; give the number`},
		{"message itself", with("records.csv", recordColumns+"\nnmsec,*,,,1,ours,,,,,,,\n"), `no message "*"`},
		{"message with a subtype", with("records.csv", recordColumns+"\nnmsec,NMsec_GET_STACKINFO,1,,1,ours,,,,,,,\n"),
			"subtype be empty"},
		{"record header", with("records.csv", recordColumns+"\nnmsec,NMsec_GET_STACKINFO,,,0,ours,,,,,,,\n"),
			"the locator must be a number from 1"},
		{"message twice",
			with("records.csv",
				recordColumns+"\nnmsec,NMsec_GET_IPTUNDYNIKE "+
					"NMsec_GET_IKETUNCASCADE/1,,,2,ours,,,,,,,\nnmsec,NMsec_GET_IPTUNDYNIKE,,,2,ours,,,,,,,\n"),
			"records.csv:3: locator 2 of the records of NMsec_GET_IPTUNDYNIKE has a structure already"},
		{"source", with("records.csv", recordColumns+"\nsmf,119,75,,3,ours,,,,,,,\n"),
			`source "smf" is none of smf119, nmsec`},
		{"contradiction", overlay("XPad,0,,2,reserved,,,,,,,site,\nSMF119TI_SYSName,2,,8,text,sysname,,,,,,site,Who.\n"),
			"smf119/ours.csv:5: SMF119TI_SYSName at +2 with 8 bytes, documented in smf119_ident at +0 with 8 bytes"},
	} {
		if c.name == "contradiction" {
			c.fsys["records.csv"] = &fstest.MapFile{Data: []byte(recordColumns + "\n")}
		}
		if _, err := ReadOverlay(c.fsys, Must()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

// FuzzReadOverlay: whatever a row says, it is refused or can be walked.
func FuzzReadOverlay(f *testing.F) {
	f.Add(siteRows, []byte("\xC1\xC2\x40\x40\x01\xFF"))
	f.Add("XF,0,0,1,flag,xf,,,,,,site,A.\nXR,0,1,7,reserved,,,,,,,site,\nXA,1,,16,ip,xa,,XF,,,,site,B.\n",
		make([]byte, 20))
	f.Add("XD,0,,4,packed_date,,,,,,,site,\nXT,4,,4,hundredths,xt,,XD,,,,site,A.\nXK,8,,1,uint,xk,,,,,,site,B.\nXC,9,,15,cert_time,xc,,XK,,,,site,C.\nXL,24,,1,uint,xl,,,,,,site,D.\nXH,25,,4,hex,xh,,XL,,,,site,E.\n", make([]byte, 30))
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, rows string, section []byte) {
		o, err := ReadOverlay(overlay(rows), Must())
		if err != nil {
			return
		}
		Walk(o.Structures[0], section, nil, true, cp)
		Extra(o.Structures[0], section)
	})
}

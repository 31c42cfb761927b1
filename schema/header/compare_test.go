package header

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/layout"
)

// field makes a row of ours.
func field(name string, offset, bit, length int, format, basis string) layout.Field {
	return layout.Field{Name: name, Offset: offset, Bit: bit, Length: length, Format: format, Basis: basis}
}

// ours is a small set of layouts: one documented, one known in part, one not at all.
func ours() *layout.Set {
	full := &layout.Structure{Name: "full", File: "smf119/full.csv", Fields: []layout.Field{
		field("XA_Flag", 0, 0, 1, "flag", "documented"), field("XA_Rsvd", 0, 1, 7, "reserved", "documented"),
		field("XA_Name", 1, -1, 8, "text", "documented"), field("XA_Port", 9, -1, 2, "uint", "documented"),
		field("XA_Addr", 11, -1, 16, "ip", "documented"),
	}}
	part := &layout.Structure{Name: "part", File: "smf119/part.csv", Fields: []layout.Field{
		field("YB_ID", 0, -1, 4, "uint", "documented"), field("(layout not known)", 4, -1, -1, "hex", "documented"),
	}}
	none := &layout.Structure{Name: "dark_section", File: "smf119/dark_section.csv",
		Notes: []string{"Counterpart of NMsDark."}, Fields: []layout.Field{
			field("(layout not known)", 0, -1, -1, "hex", "documented"),
		}}
	set := &layout.Set{Structures: []*layout.Structure{none, full, part}}
	set.Codes = []layout.Code{{Enum: "sa_state", Code: "4", Value: 4, Name: "active"},
		{Enum: "kind", Code: "2", Value: 2, Name: "KIND_TWO"}}
	set.Records = []*layout.Record{{Source: "smf119", Table: "things", Type: 119, Subtype: 90, Locators: []layout.Locator{
		{Index: 0, Structure: full}, {Index: 1, Structure: full}, {Index: 2, Structure: part}, {Index: 3, Structure: none},
	}}}
	return set
}

// told writes rows shortly.
func told(rows []Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out,
			strings.Join(strings.Fields(
				fmt.Sprintf("%s: %s %s %s | %s | %s %s", r.Verdict, r.Ours, r.Theirs, r.Name, r.OursAt, r.HereAt, r.Detail)), " "))
	}
	return out
}

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"all agree, the address as a union, case aside",
			`_Packed struct xa { unsigned char xa_flag:1, XA_Rsvd:7; char XA_Name[8]; unsigned short XA_Port; union { unsigned int XA_Addr4; unsigned char XA_Addr6[16]; } XA_AddrU; };`,
			[]string{
				"agrees: full xa XA_Flag | at 0.0, 1 bit | at 0.0, 1 bit",
				"agrees: full xa XA_Rsvd | at 0.1, 7 bits | at 0.1, 7 bits",
				"agrees: full xa XA_Name | at 1, 8 bytes | at 1, 8 bytes",
				"agrees: full xa XA_Port | at 9, 2 bytes | at 9, 2 bytes",
				"agrees: full xa XA_Addr | at 11, 16 bytes | at 11, 16 bytes",
			}},
		{"offset, bit and length differ; names on one side only",
			`_Packed struct xa { unsigned char pad:1, XA_Flag:1, :6; char XA_Name[4]; char XA_New[5]; unsigned short XA_Port; };`,
			[]string{
				"differs: full xa XA_Flag | at 0.0, 1 bit | at 0.1, 1 bit bit",
				"differs: full xa XA_Name | at 1, 8 bytes | at 1, 4 bytes length",
				"differs: full xa XA_Port | at 9, 2 bytes | at 10, 2 bytes offset",
				"ours only: full xa XA_Addr | at 11, 16 bytes |",
				"header only: full xa pad | | at 0.0, 1 bit bit field",
				"header only: full xa XA_New | | at 5, 5 bytes array of 5 char",
			}},
		{"a section inside a larger structure",
			`_Packed struct rec { char head[24]; struct { unsigned char XA_Flag:1, :7; char XA_Name[8]; } sec; };`,
			[]string{
				"agrees: full rec XA_Flag | at 0.0, 1 bit | at 0.0, 1 bit as part of it, from byte 24",
				"agrees: full rec XA_Name | at 1, 8 bytes | at 1, 8 bytes as part of it, from byte 24",
				"ours only: full rec XA_Port | at 9, 2 bytes |", "ours only: full rec XA_Addr | at 11, 16 bytes |",
			}},
		{"a bit as a mask",
			"#define XA_Flag 0x80\n#define XA_Other 1\n_Packed struct xa { unsigned char flags; char XA_Name[8]; };",
			[]string{
				"agrees: full xa XA_Flag | at 0.0, 1 bit | mask 0x80 of flags",
				"agrees: full xa XA_Name | at 1, 8 bytes | at 1, 8 bytes",
				"ours only: full xa XA_Port | at 9, 2 bytes |", "ours only: full xa XA_Addr | at 11, 16 bytes |",
				"header only: full xa flags | | at 0, 1 byte unsigned char",
			}},
		{"a mask that is wrong", "#define XA_Flag 0x40\n_Packed struct xa { unsigned char flags; char XA_Name[8]; };",
			[]string{
				"differs: full xa XA_Flag | at 0.0, 1 bit | mask 0x40 of flags the mask of this bit would be 0x80",
				"agrees: full xa XA_Name | at 1, 8 bytes | at 1, 8 bytes",
				"ours only: full xa XA_Port | at 9, 2 bytes |", "ours only: full xa XA_Addr | at 11, 16 bytes |",
				"header only: full xa flags | | at 0, 1 byte unsigned char",
			}},
		{"nothing of ours", "struct other { int a; int b; };",
			[]string{"header only: other | | 8 bytes 2 fields, none of them in our layouts"}},
		{"codes", "#define NMsec_SASTATE_ACTIVE 4\n#define NMsec_SASTATE_EXPIRED 7\nenum kind { KIND_TWO = 3 };",
			[]string{"differs: kind kind KIND_TWO | 2 | 3 value", "agrees: sa_state NMsec_SASTATE_ACTIVE | 4 | 4",
				"differs: sa_state NMsec_SASTATE_EXPIRED | 5 | 7 value"}},
	} {
		if d := cmp.Diff(told(Compare(parse(t, c.text), ours())), c.want); d != "" {
			t.Errorf("%s: got (-), want (+)\n%s", c.name, d)
		}
	}
}

// TestNamesOfCodesAreOurs: the table of names leads to codes there are.
func TestNamesOfCodesAreOurs(t *testing.T) {
	t.Parallel()
	known := constants()
	if len(known) < 40 {
		t.Errorf("%d names", len(known))
	}
	for name, of := range known {
		for _, c := range of {
			if !slices.ContainsFunc(layout.Must().Codes,
				func(o layout.Code) bool { return o.Enum == c.Enum && o.Code == c.Code }) {
				t.Errorf("%s: %s has no code %s", name, c.Enum, c.Code)
			}
		}
	}
}

// readDraft writes a draft and reads it as an overlay.
func readDraft(d *Draft, set *layout.Set) (*layout.Overlay, error) {
	fsys := fstest.MapFS{}
	for name, text := range d.Files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return layout.ReadOverlay(fsys, set)
}

const siteHeader = `
#define WAY_ONE 1
#define WAY_TWO 2
enum mode { MODE_A, MODE_B = 5, MODE_C = 5 };
_Packed struct NMsDark {
  unsigned int DarkIPv6:1, DarkLevel:3, :28;
  char DarkName[6];              /* who */
  union { struct in_addr v4; struct in6_addr v6; } DarkPeer;
  unsigned long long DarkBytes;
  unsigned char DarkRsvd[2];
  short DarkList[3];
  union { unsigned short whole; struct { unsigned short hi:4, lo:12; } parts; } DarkU;
  struct { char k; unsigned char v; } DarkPair[2];
  enum mode DarkMode;
  char DarkTail[];
};
_Packed struct yb { unsigned int YB_ID; char YB_More[4]; };
_Packed struct free_one { int a; };
_Packed struct xa { unsigned char XA_Flag:1, XA_Rsvd:7; char XA_Name[8]; };
`

// TestOverlayFromAHeader: what is drawn can be read again, says where it belongs,
// and leaves out what our layouts know in full.
func TestOverlayFromAHeader(t *testing.T) {
	t.Parallel()
	d := Draw(parse(t, siteHeader), ours(), "site.h")
	if got, want := slices.Sorted(maps.Keys(d.Files)),
		[]string{"README.md", "enums.csv", "records.csv", "smf119/dark_section.csv", "smf119/free_one.csv",
			"smf119/part.csv"}; !slices.Equal(got, want) {
		t.Fatalf("files %v, want %v", got, want)
	}
	wantRows := `DarkIPv6,0,0,1,flag,ipv6,,,,,,site,"Field DarkIPv6 of the site's header, bit field."
DarkLevel,0,1,3,bits,level,,,,,,site,"Field DarkLevel of the site's header, bit field."
(padding),0,4,28,reserved,,,,,,,site,
DarkName,4,,6,text,name,,,,,,site,who
DarkPeer,10,,16,ip,peer,,DarkIPv6,,,,site,"Field DarkPeer of the site's header, union."
DarkBytes,26,,8,uint,bytes,,,,,,site,"Field DarkBytes of the site's header, unsigned long long."
DarkRsvd,34,,2,reserved,,,,,,,site,
DarkList,36,,6,hex,list,,,,,,site,"Field DarkList of the site's header, array of 3 short."
hi,42,0,4,bits,hi,,,,,,site,"Field DarkU.parts.hi of the site's header, bit field."
lo,42,4,12,bits,lo,,,,,,site,"Field DarkU.parts.lo of the site's header, bit field."
k,44,,1,text,k,,,,,,site,"Field DarkPair[0].k of the site's header, char."
v,45,,1,uint,v,,,,,,site,"Field DarkPair[0].v of the site's header, unsigned char."
DarkPair[1].k,46,,1,text,pair_1_k,,,,,,site,"Field DarkPair[1].k of the site's header, char."
DarkPair[1].v,47,,1,uint,pair_1_v,,,,,,site,"Field DarkPair[1].v of the site's header, unsigned char."
DarkMode,48,,1,uint,mode,site_mode,,,,,site,"Field DarkMode of the site's header, enum mode { ... }."
DarkTail,49,,*,text,tail,,,,,,site,"Field DarkTail of the site's header, array of char."
`
	_, rows, _ := strings.Cut(d.Files["smf119/dark_section.csv"], "basis,doc\n")
	if diff := cmp.Diff(rows, wantRows); diff != "" {
		t.Errorf("got (-), want (+)\n%s", diff)
	}
	if d.Free[0] != "free_one" || !strings.Contains(d.Files["records.csv"], "# smf119,119,SUBTYPE,,LOCATOR,free_one") {
		t.Errorf("free %v\n%s", d.Free, d.Files["records.csv"])
	}
	o, err := readDraft(d, ours())
	if err != nil {
		t.Fatal(err)
	}
	var bound []string
	for _, b := range o.Bindings {
		bound = append(bound, fmt.Sprintf("%d-%d locator %d %s", b.Type, b.Subtype, b.Locator, b.Structure.Name))
	}
	if want := []string{"119-90 locator 3 dark_section", "119-90 locator 2 part"}; !slices.Equal(bound, want) {
		t.Errorf("bound %v, want %v", bound, want)
	}
	if len(o.Codes) != 4 || o.Codes[0].Basis != "site" {
		t.Errorf("codes %v", o.Codes)
	}
}

// TestOverlayFromAContradictingHeader: a structure that lies about a documented
// field is not bound.
func TestOverlayFromAContradictingHeader(t *testing.T) {
	t.Parallel()
	d := Draw(parse(t, "_Packed struct yb { char first; unsigned int YB_ID; char more[4]; };"), ours(), "site.h")
	if len(d.Bound) != 0 || len(d.Notes) != 1 || !strings.Contains(d.Notes[0], "in other places than documented") {
		t.Errorf("bound %v, notes %v", d.Bound, d.Notes)
	}
}

func TestSnake(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"NMsIPTunID": "nms_ip_tun_id", "HTTPPort": "http_port", "already_snake": "already_snake", "IsIPv6Now": "is_ipv6_now",
		"x[2].y": "x_2_y", "___": "field", "A": "a", "SMF119SC_SAName": "smf119_sc_sa_name",
	} {
		if got := snake(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// TestFramingFromAHeader: roles are told by names; a header without a length has
// no framing.
func TestFramingFromAHeader(t *testing.T) {
	t.Parallel()
	const text = `
struct NMsSiteMessageHdr { char NMsMIdent[4]; unsigned short NMsMHdrLength; unsigned short NMsMType;
  unsigned int NMsMLength; /* with records */
  int NMsMRc; int NMsMRsn; char NMsMTarget[24]; unsigned int NMsMRecOffset; unsigned int NMsMRecCount; char NMsMRsvd[4]; };
#define NMSEC_INIT 1
#define NMsec_GET_IKETUN 33 /* list */
#define NMsec_GET_UNHEARD 34
#define NMsec_TERM 1 /* of another table */
struct NMsSiteSectionDesc { unsigned int Offset; unsigned int Length; };
struct NMsSiteCascadeDesc { unsigned int Offset; unsigned int Length; unsigned int Count; };
struct NMsSiteRecordHdr { char Ident[4]; unsigned int RecLength; unsigned short SectCount; unsigned short CascCount; struct NMsSiteSectionDesc Desc[1]; };
`
	got := Draw(parse(t, text), layout.Must(), "site.h").Files[layout.NMIFraming]
	_, got, _ = strings.Cut(got, "counts_from,basis,doc\n")
	want := `message,header,0,56,,,,documented,"Message header, NMsSiteMessageHdr."
message,header_length,4,2,uint,,,,Field NMsMHdrLength.
message,record_offset,44,4,uint,,,,Field NMsMRecOffset.
message,record_count,48,4,uint,,,,Field NMsMRecCount.
message,length,8,4,uint,,message,,Field NMsMLength. with records
message,ident,0,4,ebcdic,,,,Field NMsMIdent.
message,type,6,2,uint,,,,Field NMsMType.
message,target,20,24,ebcdic,,,documented,Field NMsMTarget.
message,rsn,16,4,uint,,,documented,Field NMsMRsn.
message,rc,12,4,uint,,,documented,Field NMsMRc.
message,reserved,52,4,reserved,,,,Field NMsMRsvd.
record,section_count,8,2,uint,,,,Field SectCount.
record,cascade_count,10,2,uint,,,,Field CascCount.
record,length,4,4,uint,,,,Field RecLength.
record,ident,0,4,ebcdic,,,,Field Ident.
record,descriptors,12,,,,,inferred,Section descriptors and then the cascade descriptor.
section,offset,0,4,uint,,record,,Field Offset.
section,length,4,4,uint,,,,Field Length.
cascade,offset,0,4,uint,,record,,Field Offset.
cascade,length,4,4,uint,,,,Field Length.
cascade,count,8,4,uint,,,,Field Count.
type,NMsec_INIT,,,,1,,documented,Constant NMSEC_INIT.
type,NMsec_GET_IKETUN,,,,33,,documented,Constant NMsec_GET_IKETUN.
`
	if d := cmp.Diff(got, want); d != "" {
		t.Errorf("got (-), want (+)\n%s", d)
	}
	d := Draw(parse(t, "struct NMsSiteMessageHdr { char Ident[4]; int What; };"), ours(), "site.h")
	if d.Files[layout.NMIFraming] != "" || len(d.Notes) != 1 {
		t.Errorf("%v", d.Notes)
	}
}

func TestSummariseCountsByStructure(t *testing.T) {
	t.Parallel()
	sums, total := Summarise([]Row{
		{Kind: "field", Ours: "a", Theirs: "A", Verdict: Agrees}, {Kind: "field", Ours: "a", Theirs: "A", Verdict: Differs},
		{Kind: "field", Theirs: "B", Verdict: HeaderOnly}, // a structure that we do not have
		{Kind: "code", Ours: "state", Verdict: OursOnly}, {Kind: "field", Ours: "a", Theirs: "A", Verdict: Agrees},
	})
	want := []Sum{{"a, A", map[Verdict]int{Agrees: 2, Differs: 1}}, {"codes of state", map[Verdict]int{OursOnly: 1}}}
	if diff := cmp.Diff(want, sums); diff != "" {
		t.Error(diff)
	}
	all := Sum{Of: map[Verdict]int{Agrees: 2, Differs: 1, HeaderOnly: 1, OursOnly: 1}}
	if diff := cmp.Diff(all, total); diff != "" {
		t.Error(diff)
	}
}

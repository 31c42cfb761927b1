package header

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
)

// The headers in these tests are our own, in the style of z/OS mappings.

func parse(t *testing.T, text string) *Header {
	t.Helper()
	h, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(text)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// shape writes the fields of a structure as +offset[.bit] length kind path.
func shape(s *Struct) []string {
	kinds := []string{"group", "text", "bytes", "uint", "int", "bits", "ipv4", "ipv6", "array", "opaque", "padding"}
	out := []string{fmt.Sprintf("%s %d", s.Name, s.Size)}
	for _, f := range s.Fields {
		at := fmt.Sprintf("+%d", f.Offset)
		if f.Bit >= 0 {
			at += fmt.Sprintf(".%d", f.Bit)
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d %s %s", at, f.Length, kinds[f.Kind], f.Path)))
	}
	return out
}

// TestFieldsLieWhereTheCompilerPutsThem: offsets worked out by hand.
func TestFieldsLieWhereTheCompilerPutsThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"natural alignment, 31-bit sizes", `struct s { char c; int i; char d; long l; void *p; long long q; short h; };`,
			[]string{"s 40", "+0 1 text c", "+4 4 int i", "+8 1 text d", "+12 4 int l", "+16 4 opaque p", "+24 8 int q",
				"+32 2 int h"}},
		{"packed by the word", `typedef _Packed struct s { char c; int i; long long q; } S;`,
			[]string{"s 13", "+0 1 text c", "+1 4 int i", "+5 8 int q"}},
		{"packed by pragma, reset after it", "#pragma pack(1)\nstruct s { char c; int i; };\n#pragma pack(reset)\n",
			[]string{"s 5", "+0 1 text c", "+1 4 int i"}},
		{"pack(packed) and pack(twobyte)",
			"#pragma pack(packed)\n#pragma pack(twobyte)\nstruct s { char c; int i; };\n#pragma pack(reset)\n#pragma " +
				"pack(reset)\n",
			[]string{"s 6", "+0 1 text c", "+2 4 int i"}},
		{"bit fields from the most significant bit",
			`struct s { unsigned int a:1, b:1, :6, c:24; unsigned char d:4; unsigned char e:4; };`,
			[]string{"s 8", "+0.0 1 bits a", "+0.1 1 bits b", "+0.2 6 padding", "+1.0 24 bits c", "+4.0 4 bits d",
				"+4.4 4 bits e"}},
		{"unions and nested structures",
			`struct s { int n; union { struct { char a[2]; char b[2]; } in; unsigned int w; } u; };`,
			[]string{"s 8", "+0 4 int n", "+4 4 group u", "+4 4 group u.in", "+4 2 text u.in.a", "+4 4 uint u.w",
				"+6 2 text u.in.b"}},
		{"members without a name", `struct s { int n; struct { char a; char b; }; };`,
			[]string{"s 8", "+0 4 int n", "+4 2 group", "+4 1 text a", "+5 1 text b"}},
		{"arrays", `struct s { char t[3]; unsigned char x[5]; short n[2]; struct { char k; char v; } p[2]; };`,
			[]string{"s 16", "+0 3 text t", "+3 5 bytes x", "+8 4 array n", "+12 4 group p", "+12 1 text p[0].k",
				"+13 1 text p[0].v", "+14 1 text p[1].k", "+15 1 text p[1].v"}},
		{"addresses of the system headers",
			"#include <netinet/in.h>\nstruct s { union { struct in_addr v4; struct in6_addr v6; } ep; };",
			[]string{"s 16", "+0 16 group ep", "+0 4 ipv4 ep.v4", "+0 16 ipv6 ep.v6"}},
		{"trigraphs and digraphs", "??=define N 4\n%:define M 2\nstruct s ??< char a??(N??); char b<:M:>; ??>;",
			[]string{"s 6", "+0 4 text a", "+4 2 text b"}},
		{"sizes of constants",
			"enum { LEN = 6 };\n#define HALF (LEN / 2)\nstruct s { char a[LEN]; char b[HALF + sizeof(int)]; };",
			[]string{"s 13", "+0 6 text a", "+6 7 text b"}},
		{"an open array at the end", "struct s { int n; char rest[]; };",
			[]string{"s 4", "+0 4 int n", "+4 0 text rest"}},
	} {
		h := parse(t, c.text)
		if len(h.Structs) != 1 {
			t.Errorf("%s: %d structures", c.name, len(h.Structs))
			continue
		}
		if d := cmp.Diff(shape(h.Structs[0]), c.want); d != "" {
			t.Errorf("%s: got (-), want (+)\n%s", c.name, d)
		}
	}
}

func TestStructuresHaveTheirNamesAndPlaces(t *testing.T) {
	t.Parallel()
	h := parse(t, "struct tagged { int a; };\ntypedef struct tagged alias;\ntypedef struct { int b; } only;\nstruct { "+
		"int c; } *area;\nstruct outer { struct inner { int d; } in; };\nstruct later;\n")
	var got []string
	for _, s := range h.Structs {
		got = append(got, strings.TrimSpace(s.Where()+" "+s.Name+" "+s.Alias))
	}
	want := []string{"site.h:1 tagged alias", "site.h:3 only", "site.h:5 inner", "site.h:5 outer"}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
}

func TestConstantsAndComments(t *testing.T) {
	t.Parallel()
	h := parse(t, `enum way { WAY_ONE = 1, WAY_TWO, WAY_SIX = WAY_TWO * 3 }; /* ways */
#define MASK 0x80u          /* first bit */
#define BOTH (MASK | 1 << 3)
#define OTHER BOTH
#define LESS -1
#define LETTER 'A'
#define EYE 'MGMT'          // EBCDIC
#define NAME "IKE"
#define CALL(x) x
#define LOOP LOOP
#define EMPTY
#define TEXT some words
`)
	var got []string
	for _, c := range h.Consts {
		got = append(got,
			strings.TrimSpace(fmt.Sprintf("%d %s %d %s %s %s", c.Line, c.Name, c.Value, c.Enum, c.Text, c.Comment)))
	}
	want := []string{
		"1 WAY_ONE 1 way  ways", "1 WAY_SIX 6 way  ways", "1 WAY_TWO 2 way  ways",
		"2 MASK 128   first bit", "3 BOTH 136", "4 OTHER 136", "5 LESS -1",
		"6 LETTER 193  A", "7 EYE 3569865955  MGMT EBCDIC", "8 NAME 0  IKE",
	}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
}

const plainHeader = "??=pragma filetag(\"IBM-1047\")\n/* one */\nstruct s {\n  char a[4]; /* first [1] */\n  " +
	"unsigned int b:1, :31;\n};\n#define S_CODE 7\n"

// ebcdic encodes text with the new-line that z/OS UNIX uses.
func ebcdic(t *testing.T, cm *charmap.Charmap, text string) []byte {
	t.Helper()
	b, err := cm.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "\n", "\u0085")))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fixed returns 80-byte records as a library has them, with sequence numbers.
func fixed(t *testing.T, text string, numbered bool) []byte {
	t.Helper()
	var out []byte
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		rec := fmt.Sprintf("%-72s%-8s", line, "")
		if numbered {
			rec = fmt.Sprintf("%-72s%08d", line, 100*(i+1))
		}
		out = append(out, ebcdic(t, charmap.CodePage1047, rec)...)
	}
	return out
}

// TestHeadersInAnyCode: the same header in every form it may arrive in.
func TestHeadersInAnyCode(t *testing.T) {
	t.Parallel()
	want := parse(t, plainHeader)
	for name, data := range map[string][]byte{
		"UTF-8 with byte order mark": []byte("\xEF\xBB\xBF" + plainHeader),
		"CR LF":                      []byte(strings.ReplaceAll(plainHeader, "\n", "\r\n")),
		"EBCDIC 1047":                ebcdic(t, charmap.CodePage1047, plainHeader),
		"EBCDIC 037":                 ebcdic(t, charmap.CodePage037, plainHeader),
		"EBCDIC with line feeds": []byte(
			strings.ReplaceAll(string(ebcdic(t, charmap.CodePage1047, plainHeader)), "\x15", "\x25")),
		"EBCDIC records of 80":  fixed(t, plainHeader, false),
		"with sequence numbers": fixed(t, plainHeader, true),
	} {
		h, err := Parse(context.Background(), []File{{Name: "site.h", Data: data}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(h, want); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	latin := []byte("/* gr\xFC\xDFe */ struct s { int a; };")
	if h, err := Parse(context.Background(), []File{{Name: "l.h", Data: latin}}, Options{}); err != nil ||
		h.Structs[0].Fields[0].Comment != "grüße" {
		t.Errorf("Latin-1: %v", err)
	}
}

func TestIncludes(t *testing.T) {
	t.Parallel()
	main := File{Name: "maps/main.h",
		Data: []byte("#include \"Common.h\"\n#include \"//'TCPIP.SEZANMAC(COMMON)'\"\n#include <absent.h>\n#include " +
			"<sys/types.h>\nstruct m { common_t c; uint16_t n; };\n")}
	common := File{Name: "/elsewhere/common.h", Data: []byte("typedef struct common { char eye[4]; } common_t;\n")}
	h, err := Parse(context.Background(), []File{main, common}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Structs) != 2 || h.Structs[0].Name != "m" || h.Structs[0].Size != 6 || h.Structs[1].Name != "common" {
		t.Errorf("%d structures: %+v", len(h.Structs), h.Structs)
	}
	if notes := strings.Join(h.Notes, "\n"); !strings.Contains(notes, "absent.h, which was not given") ||
		strings.Contains(notes, "Common") {
		t.Errorf("notes:\n%s", notes)
	}
	// What the system headers declare is known without an include, too.
	if h = parse(t, "struct s { uint32_t a; };"); h.Structs[0].Size != 4 || len(h.Notes) != 1 {
		t.Errorf("%+v %v", h.Structs[0], h.Notes)
	}
}

// TestFaultsSayFileAndLine: what cannot be read is said with its place.
func TestFaultsSayFileAndLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"struct s {\n  int a;\n  nosuch_t b;\n};\n", "site.h:3:"},
		{"struct s {\n  int a;\n", "site.h:"},
		{"int a;\n/* no end\nstruct s { int a; };", "site.h:2: the comment that begins here has no end"},
		{"#if 1\nstruct s { int a; };\n", "site.h:"},
		{"#error not for you\n", "site.h:1:"},
		{"struct s { int a; };\x00", "holds zero bytes"},
		{"struct s { struct other in; };", "site.h:1:"},
	} {
		_, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(c.text)}}, Options{})
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.text, err, c.want)
		}
	}
	if _, err := Parse(context.Background(), nil, Options{}); err == nil {
		t.Error("no header, no error")
	}
}

// hostile are headers that ask for more time, memory or stack than they may have.
func hostile() map[string]string {
	grow := &strings.Builder{}
	grow.WriteString("#define A0 x x x x x x x x x x\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(grow, "#define A%d %s\n", i, strings.Repeat(fmt.Sprintf("A%d ", i-1), 10))
	}
	grow.WriteString("A11\n")
	nested := &strings.Builder{}
	nested.WriteString("#define P0 ((((((((((\n")
	for i := 1; i < 4; i++ {
		fmt.Fprintf(nested, "#define P%d %s\n", i, strings.Repeat(fmt.Sprintf("P%d ", i-1), 10))
	}
	nested.WriteString("int a = P3;\n")
	chain := &strings.Builder{}
	for i := range 8 {
		fmt.Fprintf(chain, "struct s%d { struct s%d a[8]; };\n", i+1, i)
	}
	return map[string]string{
		"macros that grow":     grow.String(),
		"macros that nest":     nested.String(),
		"brackets":             "int a = " + strings.Repeat("(", 100_000) + "1;",
		"braces":               strings.Repeat("struct { ", 100_000),
		"pointers":             "int " + strings.Repeat("*", 100_000) + "p;",
		"unary operators":      "int a = " + strings.Repeat("- ", 100_000) + "1;",
		"a long condition":     "#if " + strings.Repeat("!", 100_000) + "1\n#endif\n",
		"program text":         "void f(void) { if (1); " + strings.Repeat("else if (1); ", 2000) + "}",
		"a huge array":         "struct s { char a[0x7FFFFFFF]; };",
		"an impossible array":  "struct s { long long a[0x1000000000000000]; };",
		"arrays of arrays":     "struct s { char a[1000][1000][1000]; };",
		"structures in arrays": "struct s0 { char a; char b; };\n" + chain.String(),
		"too many words":       strings.Repeat("int a;", 200_000),
		"too large":            strings.Repeat(" ", maxBytes+1),
	}
}

func TestHostileHeadersAreRefused(t *testing.T) {
	t.Parallel()
	for name, text := range hostile() {
		begin := time.Now()
		_, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(text)}}, Options{})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
		if len(err.Error()) > 1000 {
			t.Errorf("%s: a message of %d bytes", name, len(err.Error()))
		}
		if d := time.Since(begin); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		}
	}
}

// TestIncludeLoopsEnd: a header that includes itself, and two that include each
// other, are read once.
func TestIncludeLoopsEnd(t *testing.T) {
	t.Parallel()
	a := File{Name: "a.h", Data: []byte("#include \"a.h\"\n#include \"b.h\"\n#include \"b.h\"\nstruct a { int n; };\n")}
	b := File{Name: "b.h", Data: []byte("#include \"a.h\"\nstruct b { int n; };\n")}
	h, err := Parse(context.Background(), []File{a, b}, Options{})
	if err != nil || len(h.Structs) != 2 {
		t.Errorf("%v %v", h, err)
	}
}

func TestTimeIsBounded(t *testing.T) {
	t.Parallel()
	_, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(plainHeader)}},
		Options{Timeout: time.Nanosecond})
	if !errors.Is(err, ErrLimit) {
		t.Error(err)
	}
}

// FuzzParse: whatever the text, there is a header or an *Error, and fields lie in
// their structure.
func FuzzParse(f *testing.F) {
	f.Add([]byte(plainHeader))
	f.Add([]byte("#pragma pack(1)\nunion u { int a[3]; struct { unsigned x:3, y:29; } b; };\n#pragma " +
		"pack(reset)\n#define C 'A'\nenum e { E = 1 };"))
	f.Add([]byte("_Packed struct s { char c; long long q; } __attribute__((aligned(8)));"))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Parse(context.Background(), []File{{Name: "f.h", Data: data}}, Options{Timeout: 5 * time.Second})
		if errors.Is(err, context.DeadlineExceeded) {
			t.Fatal("the front end does not come to an end")
		}
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, s := range h.Structs {
			for _, fl := range s.Fields {
				if fl.Offset < 0 || fl.Width() < 0 || fl.Start()+fl.Width() > 8*s.Size {
					t.Fatalf("%s (%d bytes): %+v", s.Name, s.Size, fl)
				}
			}
		}
	})
}

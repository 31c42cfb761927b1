package header

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func parseAsMode(t *testing.T, text string, lp64 bool) *Header {
	t.Helper()
	h, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(text)}}, Options{LP64: lp64})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestScalarsHaveTheSizesOfTheCompiler: sizes and boundaries by the z/OS XL C/C++
// manuals; offsets worked out by hand.
func TestScalarsHaveTheSizesOfTheCompiler(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text   string
		mode31, lp64 []string
	}{
		{"long, pointer and wide character", `struct s { char c; long l; void *p; wchar_t w; long long q; };`,
			[]string{"s 24", "+0 1 text c", "+4 4 int l", "+8 4 opaque p", "+12 2 uint w", "+16 8 int q"},
			[]string{"s 40", "+0 1 text c", "+8 8 int l", "+16 8 opaque p", "+24 4 uint w", "+32 8 int q"}},
		{"a pointer of 32 bits", `struct s { char c; void * __ptr32 p; struct s *__ptr32 list[2]; int n; };`,
			[]string{"s 20", "+0 1 text c", "+4 4 opaque p", "+8 8 array list", "+16 4 int n"},
			[]string{"s 20", "+0 1 text c", "+4 4 opaque p", "+8 8 array list", "+16 4 int n"}},
		{"a type that is a pointer of 32 bits", "typedef struct x * __ptr32 XPTR;\nstruct s { char c; XPTR p; };",
			[]string{"s 8", "+0 1 text c", "+4 4 opaque p"},
			[]string{"s 8", "+0 1 text c", "+4 4 opaque p"}},
		{"a member by mode", "struct s {\n#ifdef _LP64\n int a;\n#endif\n char b; };",
			[]string{"s 1", "+0 1 text b"},
			[]string{"s 8", "+0 4 int a", "+4 1 text b"}},
		{"floating point", `struct s { char c; float f; double d; long double q; };`,
			[]string{"s 32", "+0 1 text c", "+4 4 opaque f", "+8 8 opaque d", "+16 16 opaque q"},
			[]string{"s 32", "+0 1 text c", "+4 4 opaque f", "+8 8 opaque d", "+16 16 opaque q"}},
		{"packed decimal", "#include <decimal.h>\nstruct s { char c; decimal(7,2) sum; _Decimal(8) n; };",
			[]string{"s 10", "+0 1 text c", "+1 4 bytes sum", "+5 5 bytes n"},
			[]string{"s 10", "+0 1 text c", "+1 4 bytes sum", "+5 5 bytes n"}},
		{"the smallest enum",
			`enum e { A, B = 255 }; struct s { enum e a; enum { C = 256 } b; enum { D = -1, E = 127 } c; enum { F = 70000 } d; };`,
			[]string{"s 12", "+0 1 uint a", "+2 2 uint b", "+4 1 int c", "+8 4 uint d"},
			[]string{"s 12", "+0 1 uint a", "+2 2 uint b", "+4 1 int c", "+8 4 uint d"}},
		{"enums of a size that is asked for",
			"#pragma enum(2)\nenum e { A };\n#pragma enum(int)\nenum f { B };\n#pragma enum(reset)\nenum g { C };\n#pragma " +
				"enum(pop)\n" +
				"enum h { D };\nstruct s { enum e a; enum f b; enum g c; enum h d; };",
			[]string{"s 12", "+0 2 uint a", "+4 4 int b", "+8 2 uint c", "+10 1 uint d"},
			[]string{"s 12", "+0 2 uint a", "+4 4 int b", "+8 2 uint c", "+10 1 uint d"}},
		{"an enum whose values other constants make",
			"#define LAST (FIRST + 300)\nenum e { FIRST = 1,\n#ifdef NEVER\n BIG = 100000,\n#endif\n END = LAST };\nstruct s " +
				"{ char c; enum e v; };",
			[]string{"s 4", "+0 1 text c", "+2 2 uint v"},
			[]string{"s 4", "+0 1 text c", "+2 2 uint v"}},
	} {
		for _, lp64 := range []bool{false, true} {
			h, want := parseAsMode(t, c.text, lp64), c.mode31
			if lp64 {
				want = c.lp64
			}
			if len(h.Structs) == 0 {
				t.Errorf("%s, lp64 %t: no structure", c.name, lp64)
				continue
			}
			if d := cmp.Diff(shape(h.Structs[len(h.Structs)-1]), want); d != "" {
				t.Errorf("%s, lp64 %t: got (-), want (+)\n%s", c.name, lp64, d)
			}
			differ := strings.Contains(strings.Join(h.Notes, "\n"), "site.h:1: s has")
			if wantNote := !cmp.Equal(c.mode31, c.lp64); differ != wantNote {
				t.Errorf("%s, lp64 %t: a note that the modes differ: %t, want %t: %q", c.name, lp64, differ, wantNote, h.Notes)
			}
		}
	}
}

// TestEnumSizeOfAnIncludedFile: what an included header leaves set counts for what
// comes after it.
func TestEnumSizeOfAnIncludedFile(t *testing.T) {
	t.Parallel()
	files := []File{
		{Name: "main.h",
			Data: []byte("enum a { A };\n#include \"set.h\"\nenum b { B };\nstruct s { enum a a; enum inner i; enum b b; };\n")},
		{Name: "set.h", Data: []byte("#pragma enum(4)\nenum inner { I };\n")},
	}
	h, err := Parse(context.Background(), files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(shape(h.Structs[0]), []string{"s 12", "+0 1 uint a", "+4 4 uint i", "+8 4 uint b"}); d != "" {
		t.Error(d)
	}
}

// TestWhatHasNoSettledSizeIsRefused, with the line and what to do.
func TestWhatHasNoSettledSizeIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, want string
		lp64             bool
	}{
		{"64-bit pointer in 31-bit mode", "struct s {\n void * __ptr64 p; };",
			"site.h:2: a pointer with __ptr64 has 8 bytes in 64-bit mode; if", false},
		{"far pointer", "struct s {\n int x;\n void * __far p; };",
			"site.h:3: a __far pointer has 8 bytes in 31-bit mode and 16", false},
		{"far pointer", "struct s {\n int x;\n void * _Far p; };",
			"site.h:3: a __far pointer has 8 bytes in 31-bit mode and 16", true},
		{"two short pointers at once", "struct s {\n void * __ptr32 p, * __ptr32 q; };",
			"site.h:2: declare one pointer with __ptr32 at a time", true},
		{"a short pointer and a number", "struct s {\n char * __ptr32 p, c; };",
			"site.h:2: declare one pointer with __ptr32 at a time", true},
		{"short pointer to a function", "struct s { int (* __ptr32 f)(int); };", "site.h:1: declare one pointer with __ptr32",
			true},
		{"packed without members", "struct t { char a; int b; };\nstruct s { _Packed struct t t; };",
			"site.h:2: _Packed counts only where the members", false},
		{"boundary", "struct s { char a; int __align(16) b; };", "site.h:1: a boundary set with __align is not followed",
			false},
		{"enum too small", "#pragma enum(1)\nenum e { A = 256 };\nstruct s { enum e e; };",
			"site.h:2: the values of this enum do not fit the size that #pragma enum(1) allows", false},
		{"enum of 8 bytes in 31-bit mode", "#pragma enum(8)\nenum e { A };", "site.h:2: the values of this enum do not fit",
			false},
		{"unknown enum size", "#pragma enum(tiny)\nenum e { A };",
			"site.h:1: #pragma enum(tiny) is not one of the compiler's", false},
		{"unknown packing", "#pragma pack(3)\nstruct s { int a; };", "site.h:1: #pragma pack(3) is not one of the compiler's",
			false},
		{"alignment option", "#pragma options align=packed\nstruct s { int a; };",
			"site.h:1: #pragma options align=packed is not followed", false},
		{"enum of a macro", "#define E(n) enum n { n##_A, n##_B }\nE(way);\nenum other { O };\n",
			"site.h:2: a macro declares this enum", false},
	} {
		_, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(c.text)}}, Options{LP64: c.lp64})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	// None of them where it is not compiled, or where no size hangs on it.
	h := parse(t, "#ifdef NEVER\n#pragma pack(3)\nvoid * __far p;\n#endif\nint f(void * __ptr32 p);\nstruct s { int a; };")
	if len(h.Structs) != 1 {
		t.Errorf("%d structures", len(h.Structs))
	}
}

// TestSequenceNumbersOfAnyCode: columns 73 to 80 are no part of the source, in
// ASCII as in EBCDIC; what only looks like them is.
func TestSequenceNumbersOfAnyCode(t *testing.T) {
	t.Parallel()
	lines := []string{"struct s {", "  unsigned short rule;", "  unsigned char name[8]; };"}
	numbered := func(last string) (out string) {
		for i, l := range lines {
			out += fmt.Sprintf("%-72s%08d%s", l, 100*(i+1), last)
		}
		return out
	}
	for name, text := range map[string]string{
		"line feeds":    numbered("\n"),
		"CR LF":         numbered("\r\n"),
		"blanks behind": numbered("  \n"),
		"an unnumbered": numbered("\n") + "/* more */\n\n",
		"a long line more": "struct s { unsigned short rule; unsigned char name[8]; }; /* " + strings.Repeat("-", 20) +
			" 12345678 */\n",
	} {
		h := parse(t, text)
		if len(h.Structs) != 1 || h.Structs[0].Size != 10 {
			t.Errorf("%s: %+v", name, h.Structs)
		}
	}
	kept := fmt.Sprintf("%-72s%s\n%-72s%s\n", "struct s { int a; }; int x[] = {", "12345678", "};", "  /* x */  ")
	if h := parse(t, kept); len(h.Structs) != 1 {
		t.Errorf("%+v", h)
	}
}

// national turns a header into a code page from its table of signs.
func national(p *codePage, text string) []byte {
	b, _ := charmap.CodePage1047.NewEncoder().Bytes([]byte(strings.ReplaceAll(text, "\n", "\u0085")))
	out := append([]byte(nil), b...)
	for i, c := range b {
		if n := strings.IndexByte(string(codePages[0].at[:]), c); n >= 0 {
			out[i] = p.at[n]
		}
	}
	return out
}

// TestHeadersOfNationalCodePages: the signs of C are found where each page has
// them, with and without a directive that names the page.
func TestHeadersOfNationalCodePages(t *testing.T) {
	t.Parallel()
	const text = "#define N 4\nstruct s {\n  char a[N];\n  unsigned int b:1, :31;\n};\n#define BOTH (1 | 2)\n#define " +
		"NOT (~0 ^ 1)\n"
	want := parse(t, text)
	for i := range codePages {
		h, err := Parse(context.Background(), []File{{Name: "site.h", Data: national(&codePages[i], text)}}, Options{})
		if err != nil {
			t.Errorf("page %v: %v", codePages[i].names, err)
			continue
		}
		if d := cmp.Diff(h, want); d != "" {
			t.Errorf("page %v: %s", codePages[i].names, d)
		}
	}
	utf16, _ := unicode.UTF16(unicode.LittleEndian,
		unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(text, "\n", "\r\n"))
	if h, err := Parse(context.Background(), []File{{Name: "site.h", Data: []byte(utf16)}}, Options{}); err != nil ||
		!cmp.Equal(h, want) {
		t.Errorf("UTF-16: %v", err)
	}
	named := national(&codePages[0], "??=pragma filetag(\"IBM-1025\")\n"+text)
	_, err := Parse(context.Background(), []File{{Name: "site.h", Data: named}}, Options{})
	if err == nil || !strings.Contains(err.Error(), "iconv -f IBM-1025 -t UTF-8") {
		t.Errorf("a page that is not held: %v", err)
	}
}

// TestPagesAreOfOneMind: no page has two signs in one place, and moving them to
// 1047 makes no two bytes alike.
func TestPagesAreOfOneMind(t *testing.T) {
	t.Parallel()
	var all [256]byte
	for i := range all {
		all[i] = byte(i)
	}
	for i := range codePages {
		seen := map[byte]bool{}
		for _, c := range codePages[i].like1047(all[:]) {
			seen[c] = true
		}
		if len(seen) != 256 {
			t.Errorf("page %v: %d bytes of 256 are left", codePages[i].names, len(seen))
		}
	}
}

package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// maxColumns bounds the lines of hand-written Go and Markdown. A tab counts as one.
const maxColumns = 120

// TestLinesEndAt120Columns: a longer line hides what happens at its end, and makes a review unreadable. A literal
// without a blank to break it at, and text inside a raw string, may run on.
func TestLinesEndAt120Columns(t *testing.T) {
	t.Parallel()
	eachLine(t, func(file string, n int, line string, raw bool) {
		if utf8.RuneCountInString(line) > maxColumns && !raw && !unbreakable(line) {
			t.Errorf("%s:%d: %d columns", file, n, utf8.RuneCountInString(line))
		}
	})
}

// TestProseEndsAt120Columns: what holds for code holds for the documents beside it. Tables, fenced code and generated
// documents may run on.
func TestProseEndsAt120Columns(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		made := file == "../dist" || file == "../demo"
		if err == nil && d.IsDir() && (made || strings.HasPrefix(d.Name(), ".") && file != "..") {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(file, ".md") || d.Name() == "DICTIONARY.md" {
			return err
		}
		b, err := os.ReadFile(file)
		files++
		for _, n := range longProse(string(b)) {
			t.Errorf("%s:%d: more than %d columns", file, n, maxColumns)
		}
		return err
	})
	if err != nil || files < 20 {
		t.Fatalf("%d documents, %v", files, err)
	}
}

// longProse returns the numbers of the lines of a Markdown text that are longer than lines may be.
func longProse(text string) (long []int) {
	fenced, n := false, 0
	for line := range strings.Lines(text) {
		n++
		start := strings.TrimSpace(line)
		if strings.HasPrefix(start, "```") {
			fenced = !fenced
		}
		free := fenced || strings.HasPrefix(start, "|") || strings.HasPrefix(start, "![") || strings.HasPrefix(start, "#")
		if !free && utf8.RuneCountInString(strings.TrimRight(line, "\n")) > maxColumns && !unbreakable(line) {
			long = append(long, n)
		}
	}
	return long
}

func TestLongProseIsFound(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 25)
	text := "short\n" + long + "\n```\n" + long + "\n```\n| " + long + "|\n* " + long + "\n"
	if got := longProse(text); !slices.Equal(got, []int{2, 7}) {
		t.Errorf("lines %v, want 2 and 7", got)
	}
}

// unbreakable reports whether nearly all of a line is one literal.
func unbreakable(line string) bool {
	for _, word := range regexp.MustCompile("\"[^\"]*\"|`[^`]*`|\\S+").FindAllString(line, -1) {
		if utf8.RuneCountInString(word) > maxColumns-40 {
			return true
		}
	}
	return false
}

// eachLine calls f for every line of hand-written Go; raw says that the line begins or ends inside a raw string.
func eachLine(t *testing.T, f func(file string, n int, line string, raw bool)) {
	t.Helper()
	goFiles(t, func(_, file string) {
		if strings.HasPrefix(filepath.Base(file), "z_") {
			return
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inside := false
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			began := inside
			if strings.Count(line, "`")%2 == 1 {
				inside = !inside
			}
			f(file, n, strings.TrimRight(line, "\n"), began || inside)
		}
	})
}

// TestGlossaryWordsAreUsed: words that the glossary of docs/style.md retired appear in no Go file, query or document.
func TestGlossaryWordsAreUsed(t *testing.T) {
	t.Parallel()
	retired := regexp.MustCompile(`(?i)\b(levers?|lens|canned (question|query|queries)|set aside|judgements?|` +
		`quarantined?|waivers?)\b`)
	allowed := regexp.MustCompile(`(?i)own judgement`) // a basis of rules in profiles
	for _, pattern := range []string{
		"../*.md", "../docs/guide.md", "../*/*.go", "../*/*/*.go", "../queries/*/*.sql", "../*/*.md", "../*/*/*.md",
		"../reports/page/html/*.tmpl", "../reports/*/sql/*.sql",
		"../cmd/zertify/testdata/script/*.txtar",
	} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			switch filepath.Base(file) {
			case "style.md", "CHANGELOG.md", "house_words_test.go":
				continue
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(b), "\n") {
				if word := retired.FindString(allowed.ReplaceAllString(line, "")); word != "" {
					t.Errorf("%s:%d: %q; docs/style.md has the word to use", file, i+1, word)
				}
			}
		}
	}
}

// TestDocCommentsSayReturns: "X gives …" of a function reads as a translation; it returns, reports or writes. Messages
// say what was found, not that something "is no …".
func TestDocCommentsSayReturns(t *testing.T) {
	t.Parallel()
	gives := regexp.MustCompile(`^// \w+ gives |^\s*//.*\b(It|and|or|never) gives\b|^\s*//.*\bshall\b`)
	isNo := regexp.MustCompile(`"[^"]*[^e] is no [^"]*"`)
	eachLine(t, func(file string, n int, line string, _ bool) {
		if gives.MatchString(line) {
			t.Errorf("%s:%d: say what it returns, reports or writes: %s", file, n, line)
		}
		if m := isNo.FindString(line); m != "" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s:%d: say what was found and what is wanted: %s", file, n, m)
		}
	})
}

// othersFlags are flags of other programs in advice that we give, and the command that reports print for their readers.
var othersFlags = regexp.MustCompile(
	`zos-files download ds --record|Zowe --record|zowe[^;]* --file|"--file|zstd -d --\S+|, or zstd -d --\S+|` +
		`xz -d --format=lzma|zip -s 0 NAME.zip --out|" --record "|var\(--\w+\)`)

// TestOnlyCommandsNameFlags: a package says what to try by way of package hint; what the program calls it, only the
// commands know.
func TestOnlyCommandsNameFlags(t *testing.T) {
	t.Parallel()
	flag := regexp.MustCompile(`--[a-z%]`)
	eachLiteral(t, func(dir, at, literal string) {
		if strings.HasPrefix(dir, "cmd/") || dir == "bench" {
			return
		}
		if rest := othersFlags.ReplaceAllString(literal, ""); flag.MatchString(rest) {
			t.Errorf("%s: %s names a flag; use hint.Words", at, literal)
		}
	})
}

// TestDataNamesNoFlags: what checks and tables of facts say appears in reports, whose readers may use another
// program.
func TestDataNamesNoFlags(t *testing.T) {
	t.Parallel()
	flag := regexp.MustCompile(`[^-\w]--[a-z]`)
	for _, pattern := range []string{"../queries/*/*.sql", "../queries/*.csv", "../queries/*/*.csv",
		"../queries/*/*/*.csv", "../reports/*/*.csv", "layout/*.csv", "layout/*/*.csv", "../nmsec/framing/*.csv"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.Contains(filepath.ToSlash(file), "/views/") {
				continue // no report shows their comments
			}
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(b), "\n") {
				text, comment := strings.CutPrefix(line, "--")
				found := flag.FindString(" " + strings.TrimLeft(text, " "))
				if found != "" && (comment || strings.HasSuffix(file, ".csv")) {
					t.Errorf("%s:%d: names the flag%s…; say what to do", file, i+1, found)
				}
			}
		}
	}
}

// eachLiteral calls f for every string literal outside tests.
func eachLiteral(t *testing.T, f func(dir, at, literal string)) {
	t.Helper()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.Base(file), "z_") {
			return
		}
		set := token.NewFileSet()
		src, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(src, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				f(dir, set.Position(lit.Pos()).String(), lit.Value)
			}
			return true
		})
	})
}

// engineTexts may read what an error says: the database engine says it in no other way.
var engineTexts = []string{"ingest/wait.go", "ingest/memory.go", "ingest/space.go", "cmd/zertify/sql.go"}

// TestNobodyDecidesOnTheTextOfAnError: errors.Is and errors.As decide.
func TestNobodyDecidesOnTheTextOfAnError(t *testing.T) {
	t.Parallel()
	decides := regexp.MustCompile(
		`\.Error\(\) (==|!=)|(Contains|HasPrefix|HasSuffix|EqualFold|MatchString)\([^,]*\.Error\(\)`)
	eachLine(t, func(file string, n int, line string, _ bool) {
		known := slices.ContainsFunc(engineTexts, func(name string) bool {
			return strings.HasSuffix(filepath.ToSlash(file), name)
		})
		if decides.MatchString(line) && !known && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s:%d: decides on the text of an error: %s", file, n, strings.TrimSpace(line))
		}
	})
}

// TestCSVIsReadInOnePlace: a file of facts is read by factcsv, strictly and however a spreadsheet saved it.
func TestCSVIsReadInOnePlace(t *testing.T) {
	t.Parallel()
	eachLine(t, func(file string, n int, line string, _ bool) {
		home := strings.HasSuffix(filepath.ToSlash(filepath.Dir(file)), "schema/factcsv")
		if strings.Contains(line, "csv.NewReader(") && !home && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s:%d: reads CSV; use package factcsv", file, n)
		}
	})
}

// rooms lists where types may be named after words that could mean many things; docs/style.md has the meanings.
var rooms = map[string][]string{
	"layout": {},
	"place":  {"reports/drift", "reports/model", "reports/outfile", "reports/page", "queries/policy"},
	"page":   {"reports/page", "schema", "cmd/zertify"},
	"source": {"ingest", "ingest/container", "queries/policy", "reports/model", "reports/outfile", "schema/header"},
	"walk":   {"cmd/zertify", "ingest/container", "schema/layout", "smf"},
}

// TestWordsOfManyMeaningsStayInTheirRooms: a type elsewhere finds a word of its own.
func TestWordsOfManyMeaningsStayInTheirRooms(t *testing.T) {
	t.Parallel()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		src, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(src, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			name := strings.ReplaceAll(strings.ToLower(spec.Name.Name), "codepage", "")
			for word, homes := range rooms {
				if strings.Contains(strings.ReplaceAll(name, "resource", ""), word) && !slices.Contains(homes, dir) {
					t.Errorf("%s: type %s; the glossary keeps %q for something else", file, spec.Name.Name, word)
				}
			}
			return true
		})
	})
}

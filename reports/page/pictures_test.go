package page

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The pictures of README and guide are photographs of the sample company's report,
// taken by make pictures and never touched up.

// docs is the folder they lie in.
var docs = filepath.Join("..", "..", "docs")

// pictures says what of the page each of them shows: all between the first and the
// last of the elements that an expression names, after a statement has set the page.
var pictures = []struct{ file, set, shown string }{
	{"report.png", ``, `[document.querySelector(".kicker"), document.querySelector("#short").previousElementSibling]`},
	{"servers.png", `document.querySelector("#server-5").open = true`,
		`[document.querySelector("#server-1"), document.querySelector("#server-8")]`},
	{"timeline.png", ``, figure("Share of connections")},
	{"links.png", ``, figure("Links: ")},
	{"versions.png", ``, figure("Connections: none recognised")},
	{"finding.png", finding + `.open = true`, `[` + finding + `]`},
}

// finding names the card of a rule that the sample company breaks in few places.
const finding = `[...document.querySelectorAll("#findings ~ section details.card")].find((d) => d.textContent.includes("BASE-TLS-002"))`

// figure names the chart whose description begins so.
func figure(description string) string {
	return fmt.Sprintf(`[document.querySelector('svg[aria-label^=%q]').closest("figure")]`, description)
}

// summaryPicture shows report-summary.html, the first screen of another page.
const summaryPicture = "summary.png"

// servePictures are of the pages of zertify serve, each at its path.
var servePictures = []struct{ file, path, shown string }{
	{"serve-servers.png", "/servers?column=system&column=job&column=server_addr&column=server_port&column=connections" +
		"&column=clear_connections&column=tls_connections&column=bytes&column=clear_bytes&column=last_seen",
		`[document.querySelector("header"), document.querySelectorAll("tbody tr")[12]]`},
	{"serve-tunnels.png", "/pair?local=10.99.0.10&remote=10.99.8.11&day=2026-10-03",
		`[document.querySelector("h1"), document.querySelector("#stretches").previousElementSibling]`},
}

const (
	pictureScale  = 1.25
	pictureBytes  = 150_000 // a page of the guide loads fast and the repository stays small
	pictureColors = 128
)

// TestBrowserTakesPictures takes them of the report that ZERTIFY_PICTURES names.
func TestBrowserTakesPictures(t *testing.T) {
	report := os.Getenv("ZERTIFY_PICTURES")
	if report == "" {
		t.Skip("ZERTIFY_PICTURES names no report.html; make pictures does")
	}
	page, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t, page, screenOf(1200, 1200, 1))
	for _, p := range pictures {
		if p.set != "" {
			b.do(t, p.set)
		}
		small, err := smaller(b.photograph(t, p.shown))
		if err != nil {
			t.Fatal(err)
		}
		if len(small) > pictureBytes {
			t.Errorf("%s: %d bytes, want at most %d", p.file, len(small), pictureBytes)
		}
		if err := os.WriteFile(filepath.Join(docs, p.file), small, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	b.checkQuiet(t)
	takeSummary(t, filepath.Join(filepath.Dir(report), "report-summary.html"))
}

// TestBrowserTakesPicturesOfServe takes those of the server whose first address ZERTIFY_SERVED is.
func TestBrowserTakesPicturesOfServe(t *testing.T) {
	served := os.Getenv("ZERTIFY_SERVED")
	if served == "" {
		t.Skip("ZERTIFY_SERVED names no address; make pictures does")
	}
	first, err := url.Parse(served)
	if err != nil {
		t.Fatal(err)
	}
	b := openAddress(t, *first, screenOf(1200, 1200, 1))
	for _, p := range servePictures {
		b.run(t, chromedp.Navigate("http://"+first.Host+p.path))
		small, err := smaller(b.photograph(t, p.shown))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(docs, p.file), small, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// takeSummary takes the picture of the short form that lies beside the report, a screen of it.
func takeSummary(t *testing.T, file string) {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t, page, screenOf(1000, 800, 1))
	small, err := smaller(b.photograph(t, `[{getBoundingClientRect: () => ({top: 8, bottom: 780})}]`))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(docs, summaryPicture), small, 0o666); err != nil {
		t.Fatal(err)
	}
}

// photograph takes a picture of what lies between elements, with a margin.
func (b *tab) photograph(t *testing.T, elements string) []byte {
	t.Helper()
	const margin = 8
	box := value[[]float64](t, b, `(() => { const r = `+elements+`.map((e) => e.getBoundingClientRect());
		return [Math.min(...r.map((x) => x.top)) + scrollY, Math.max(...r.map((x) => x.bottom)) + scrollY, document.documentElement.clientWidth]; })()`)
	top := math.Floor(box[0]) - margin
	data, err := chromedp.Run(b.ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		beyond := true
		shot, err := cdp.Call(ctx, t, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
			Format: cdppage.CaptureScreenshotFormatPng, CaptureBeyondViewport: &beyond,
			Clip: &cdppage.Viewport{Y: top, Width: box[2], Height: math.Ceil(box[1]) + margin - top, Scale: pictureScale},
		})
		return shot.Data, err
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// smaller returns a picture with the colours it uses most and each other one by its
// nearest: few are used, and the shades at the edges of letters are no loss.
func smaller(data []byte) ([]byte, error) {
	from, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	bounds := from.Bounds()
	uses := map[color.RGBA]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			uses[color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)]++
		}
	}
	var palette color.Palette
	for _, c := range mostUsed(uses, pictureColors) {
		palette = append(palette, c)
	}
	to := image.NewPaletted(bounds, palette)
	for c := range uses {
		uses[c] = palette.Index(c) // looked for once per colour, not per dot
	}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			to.SetColorIndex(x, y, uint8(uses[color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)]))
		}
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to)
	return out.Bytes(), err
}

// mostUsed picks colours by their use and leaves out what looks like one picked
// before, so that a small mark keeps its colour beside much text.
func mostUsed(uses map[color.RGBA]int, n int) []color.RGBA {
	var picked []color.RGBA
	for _, c := range slices.SortedFunc(maps.Keys(uses), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(packRGB(a), packRGB(b)))
	}) {
		if len(picked) < n && !slices.ContainsFunc(picked, func(p color.RGBA) bool { return alike(p, c) }) {
			picked = append(picked, c)
		}
	}
	return picked
}

func packRGB(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

// alike tells whether colours differ by less than the eye minds in a screenshot.
func alike(a, b color.RGBA) bool {
	r, g, u := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r+g*g+u*u < 150
}

// pictureIn finds the pictures in a text of ours: what they show, in words, and
// their file.
var pictureIn = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)

// TestPicturesAreThere holds the pictures of the guide and of the README to what
// make pictures takes: each exists, is small, is a picture, and is told in words.
func TestPicturesAreThere(t *testing.T) {
	t.Parallel()
	unused := map[string]bool{}
	for _, p := range pictures {
		unused[p.file] = true
	}
	for _, p := range servePictures {
		unused[p.file] = true
	}
	known := maps.Clone(unused)
	for text, atLeast := range map[string]int{filepath.Join("..", "..", "README.md"): 1,
		filepath.Join(docs, "guide.md"): 3, filepath.Join(docs, "browse.md"): 2} {
		b, err := os.ReadFile(text)
		if err != nil {
			t.Fatal(err)
		}
		found := pictureIn.FindAllStringSubmatch(string(b), -1)
		if len(found) < atLeast {
			t.Errorf("%s: %d pictures, want at least %d", text, len(found), atLeast)
		}
		for _, m := range found {
			words, file := m[1], filepath.Join(filepath.Dir(text), m[2])
			if len(words) < 20 {
				t.Errorf("%s: %s is told in too few words: %q", text, m[2], words)
			}
			if m[2] == summaryPicture {
				checkPicture(t, file)
				continue
			}
			if !known[filepath.Base(file)] {
				t.Errorf("%s: nothing takes the picture %s", text, m[2])
			}
			delete(unused, filepath.Base(file))
			checkPicture(t, file)
		}
	}
	for file := range unused {
		t.Errorf("%s is taken and not shown", file)
	}
}

func checkPicture(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	first, one := picture.At(0, 0), true
	for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X && one; x++ {
		for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y && one; y++ {
			one = picture.At(x, y) == first
		}
	}
	if one || len(data) > pictureBytes {
		t.Errorf("%s: %d bytes, want at most %d; of one colour: %v", file, len(data), pictureBytes, one)
	}
}

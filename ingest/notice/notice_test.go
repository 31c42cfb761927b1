package notice

import (
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/layout"
)

var errBroken = errors.New("the data end early")

// texts returns notices as lines, each with its level.
func texts(list []Notice) (out []string) {
	for _, n := range list {
		out = append(out, n.Level.String()+" "+n.Text)
	}
	return out
}

// zert is an input of which nothing is odd.
func zert(path string) ingest.FileSummary {
	return ingest.FileSummary{Path: path, Framing: "rdw", Bytes: 2000, Records: 3, Records119: 3, Decoded: 3,
		SHA256: "0123456789abcdef", Types: []ingest.TypeCount{{Type: 119, Subtype: 12, Records: 3}}}
}

func TestEachInputIsExplained(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		change  func(f *ingest.FileSummary)
		overlay string
		want    []string
	}{
		{"nothing odd", func(*ingest.FileSummary) {}, "", nil},
		{"not whole", func(f *ingest.FileSummary) {
			f.Stopped = &ingest.Stop{At: 40, Why: "cut off", Try: "send it again"}
		}, "", []string{"WARN a.smf: not read to its end: reading stopped at byte 40: cut off; send it again"}},
		{"not whole, and refused", func(f *ingest.FileSummary) {
			f.Stopped, f.Err = &ingest.Stop{At: -1, Why: "cut off"}, errBroken
		}, "", []string{"WARN a.smf: the data end early"}},
		{"unread", func(f *ingest.FileSummary) { *f = ingest.FileSummary{Path: f.Path, Err: errBroken} }, "",
			[]string{"WARN a.smf: the data end early"}},
		{"known", func(f *ingest.FileSummary) { f.Known = true }, "",
			[]string{"INFO a.smf: loaded before (sha256 0123456789ab); nothing was added; option again replaces it"}},
		{"known, with an overlay", func(f *ingest.FileSummary) { f.Known = true }, "our layouts",
			[]string{"INFO a.smf: loaded before (sha256 0123456789ab); nothing was added; option again replaces it, and only " +
				"then is it read with the layouts in our layouts"}},
		{"rejected, and copies", func(f *ingest.FileSummary) { f.Rejected, f.Duplicates = 1, 2000 }, "",
			[]string{"WARN a.smf: 1 record rejected; table input_issue says which and why",
				"INFO a.smf: 2,000 copies of records read before; they are not counted twice"}},
		{"in dispute", func(f *ingest.FileSummary) { f.Disputed = 1 }, "",
			[]string{"WARN a.smf: 1 record in dispute; table input_issue says where, and how far it was read"}},
		{"salvaged", func(f *ingest.FileSummary) { f.Framing = "none" }, "",
			[]string{"WARN a.smf: salvaged: the ends of its 3 records are inferred, because lengths are lost; compare the " +
				"counts with the listing of the dump job, and a few records with those on z/OS"}},
		{"capture in doubt", func(f *ingest.FileSummary) {
			f.Form, f.Framing, f.FramingDoubt = layout.NMsec, "ours", nmsec.Disputed
		}, "our layouts", []string{"WARN a.smf: read with framing ours of the site's overlay, but discovery reads this " +
			"capture differently; compare: zertify dump a.smf option layout 'our layouts' option framing-report"}},
		{"capture with a guess", func(f *ingest.FileSummary) {
			f.Form, f.Framing, f.FramingDoubt, f.Rejected = layout.NMsec, "inferred-a", nmsec.Unconfirmed, 2
		}, "", []string{"WARN a.smf: read with framing inferred-a, which nobody has confirmed; check it with: zertify dump " +
			"a.smf option framing-report", "WARN a.smf: 2 messages rejected; table input_issue says which and why"}},
		{"carved", func(f *ingest.FileSummary) { f.Form, f.Framing = layout.NMsec, ingest.Carved }, "",
			[]string{"WARN a.smf: the structures were found by their own form, without the messages around them; what they " +
				"rest on is marked is_carved, and nothing says which stack they are of"}},
	} {
		f := zert("a.smf")
		c.change(&f)
		got := texts(Of(&ingest.Summary{Files: []ingest.FileSummary{f}}, c.overlay))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

// TestPartsOfOneTransferAreNamedTogether: an input that ends inside a record and the next that begins inside one.
func TestPartsOfOneTransferAreNamedTogether(t *testing.T) {
	t.Parallel()
	a, b, c, d := zert("a"), zert("b b"), zert("c"), zert("d")
	a.CutOff, b.Headless, b.CutOff, c.Headless = true, true, true, true
	want := []string{"WARN a ends inside a record and b b does not begin with one; if they are parts of one transfer, " +
		"load them together, in order, into a new database: zertify ingest option parts a 'b b' c option db NEW.duckdb"}
	got := texts(Of(&ingest.Summary{Files: []ingest.FileSummary{a, b, c, d}}, ""))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// unread returns n inputs of which nothing was read.
func unread(n int) *ingest.Summary {
	sum := new(ingest.Summary)
	for i := range n {
		sum.Files = append(sum.Files, ingest.FileSummary{Path: fmt.Sprintf("f%d", i), Err: errBroken})
	}
	return sum
}

// TestManyUnreadableInputsAreFolded: up to five are named one by one; of more the first, and each reason on request.
func TestManyUnreadableInputsAreFolded(t *testing.T) {
	t.Parallel()
	if got := Of(unread(mostUnread), ""); len(got) != mostUnread || got[4].Level != slog.LevelWarn {
		t.Error(texts(got))
	}
	got := Of(unread(2000), "")
	last := got[len(got)-1]
	if len(got) != 2001 || got[0].Level != slog.LevelDebug || last.Level != slog.LevelWarn || last.Text !=
		"2,000 of 2,000 inputs could not be read: f0, f1, f2, and 1,997 more; the first: f0: the data end early; option "+
			"verbose says why for each" {
		t.Errorf("%d notices, the last: %v", len(got), last)
	}
}

func TestNothingEndsARun(t *testing.T) {
	t.Parallel()
	want := []string{"ERROR f0: the data end early; nothing was read, so there is no report"}
	if diff := cmp.Diff(want, texts(Nothing(unread(1)))); diff != "" {
		t.Error(diff)
	}
	want = []string{"DEBUG f0: the data end early", "DEBUG f1: the data end early",
		"ERROR none of 2 inputs could be read, so there is no report: f0, f1; the first: f0: the data end early; option " +
			"verbose says why for each"}
	if diff := cmp.Diff(want, texts(Nothing(unread(2)))); diff != "" {
		t.Error(diff)
	}
	if NothingRead(&ingest.Summary{}) || !NothingRead(unread(2)) {
		t.Error("no input is not the same as none that can be read")
	}
}

// TestNothingToEvaluateCountsWhatWasKnown: records of the past are evaluated, too.
func TestNothingToEvaluateCountsWhatWasKnown(t *testing.T) {
	t.Parallel()
	other := ingest.FileSummary{Path: "type 30", Records: 3}
	for want, f := range map[bool]ingest.FileSummary{true: other, false: {Path: "old", Known: true}} {
		if got := NothingToEvaluate(&ingest.Summary{Files: []ingest.FileSummary{f}}); got != want {
			t.Errorf("%s: %t", f.Path, got)
		}
	}
}

// TestLeftOutFilesAreNamedSafely, and only so many of them.
func TestLeftOutFilesAreNamedSafely(t *testing.T) {
	t.Parallel()
	if got := Left(container.Left{}); got != nil {
		t.Error(got)
	}
	left := container.Left{Total: 1001}
	for range 10 {
		left.Names = append(left.Names, "x\x1b[31m")
	}
	want := []string{"INFO left out: 1,001 files beside the dumps: " +
		"x␛[31m, x␛[31m, x␛[31m, x␛[31m, x␛[31m, x␛[31m, x␛[31m, x␛[31m, and 993 more"}
	if diff := cmp.Diff(want, texts(Left(left))); diff != "" {
		t.Error(diff)
	}
}

func TestLoadedSaysWhatBecameOfAnInput(t *testing.T) {
	t.Parallel()
	whole, cut, old := zert("a\x1b"), zert("b"), zert("c")
	whole.Container, cut.Stopped, cut.Skipped, old.Known = "gzip", &ingest.Stop{}, 1000, true
	for _, c := range []struct {
		f    ingest.FileSummary
		want string
	}{
		{whole, "a␛: 2.0 KB, 3 records (gzip rdw): 3 decoded, 0 skipped, 0 rejected"},
		{cut, "b: 2.0 KB, 3 records (rdw): 3 decoded, 1,000 skipped, 0 rejected; not read to its end"},
		{old, "c: loaded before, nothing added"},
		{ingest.FileSummary{Path: "d", Err: errBroken}, "d: not read"},
	} {
		if got := Loaded(&c.f); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

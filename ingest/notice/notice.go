// Package notice words what a person should know about the inputs of a load: what was odd about each, why nothing was
// read, what belongs together. It looks at the summary alone; what a program calls its options comes from package hint.
package notice

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/smf"
)

// A Notice is one line to tell, and how much it matters. The text names inputs as they are called and may hold captured
// characters; what shows it makes them safe.
type Notice struct {
	Level slog.Level
	Text  string
}

func warning(format string, args ...any) Notice {
	return Notice{slog.LevelWarn, fmt.Sprintf(format, args...)}
}

func info(format string, args ...any) Notice {
	return Notice{slog.LevelInfo, fmt.Sprintf(format, args...)}
}

// Of returns what there is to say about the inputs of a load: those of which nothing was read, then each of the others
// in order, then what they have to do with each other. overlay is the folder of the site's layouts, if one was given.
func Of(sum *ingest.Summary, overlay string) []Notice {
	out := unreadable(sum.Files)
	for i := range sum.Files {
		out = append(out, ofInput(&sum.Files[i], overlay)...)
	}
	return append(append(out, parts(sum.Files)...), Left(sum.Left)...)
}

// ofInput returns what there is to say about an input of which something was read.
func ofInput(f *ingest.FileSummary, overlay string) []Notice {
	var out []Notice
	if f.Err == nil && f.Stopped != nil {
		out = append(out, stopped(f))
	}
	switch {
	case Unread(f):
		return out
	case f.Err != nil:
		return append(out, Notice{slog.LevelWarn, Named(f.Path, f.Err)})
	case f.Known:
		return append(out, known(f, overlay))
	}
	out = append(out, doubts(f, overlay)...)
	for _, text := range f.Assumed {
		out = append(out, warning("%s: %s", f.Path, text))
	}
	if f.Rejected > 0 {
		out = append(out, warning("%s: %s rejected; table input_issue says which and why", f.Path,
			wording.Several(f.Rejected, Unit(f))))
	}
	if f.Rejected == 0 && f.Disputed > 0 {
		out = append(out, warning("%s: %s in dispute; table input_issue says where, and how far it was read", f.Path,
			wording.Several(f.Disputed, "record")))
	}
	if f.Duplicates > 0 {
		out = append(out, info("%s: %s of records read before; they are not counted twice", f.Path,
			wording.Several(f.Duplicates, "copy")))
	}
	if text := f.NothingToAudit(); text != "" {
		out = append(out, warning("%s: %s", f.Path, text))
	}
	return out
}

// stopped says that only the beginning of an input was read.
func stopped(f *ingest.FileSummary) Notice {
	n := warning("%s: not read to its end: reading stopped %s", f.Path, f.Stopped)
	if f.Stopped.Try != "" {
		n.Text += "; " + f.Stopped.Try
	}
	return n
}

// digestShown is how many digits of a SHA-256 tell inputs apart for a reader.
const digestShown = 12

func known(f *ingest.FileSummary, overlay string) Notice {
	n := info("%s: loaded before (sha256 %s); nothing was added; %s replaces it", f.Path,
		f.SHA256[:min(digestShown, len(f.SHA256))], hint.Words("{again}"))
	if overlay != "" {
		n.Text += fmt.Sprintf(", and only then is it read with the layouts in %s", overlay)
	}
	return n
}

// doubts says what is uncertain about how an input was read.
func doubts(f *ingest.FileSummary, overlay string) (out []Notice) {
	if f.Form == layout.NMsec {
		out = captureDoubts(f, overlay)
	}
	if f.Framing == smf.None.String() {
		out = append(out, warning(
			"%s: salvaged: the ends of its %s are inferred, because lengths are lost; compare the counts with the listing "+
				"of the dump job, and a few records with those on z/OS", f.Path, wording.Several(f.Records, Unit(f))))
	}
	return out
}

// captureDoubts says what is uncertain about an NMI capture.
func captureDoubts(f *ingest.FileSummary, overlay string) []Notice {
	compare := "zertify dump " + filename.Quote(f.Path)
	if overlay != "" {
		compare += hint.Words(" {layout} ") + filename.Quote(filename.Escape(overlay))
	}
	compare += hint.Words(" {framing-report}")
	switch {
	case f.FramingDoubt == nmsec.Disputed:
		return []Notice{warning("%s: read with framing %s of the site's overlay, but discovery reads this capture "+
			"differently; compare: %s", f.Path, f.Framing, compare)}
	case f.FramingDoubt == nmsec.Unconfirmed:
		return []Notice{warning("%s: read with framing %s, which nobody has confirmed; check it with: %s", f.Path,
			f.Framing, compare)}
	case f.Framing == ingest.Carved:
		return []Notice{warning("%s: the structures were found by their own form, without the messages around them; what "+
			"they rest on is marked is_carved, and nothing says which stack they are of", f.Path)}
	}
	return nil
}

// parts says where inputs break off inside a record and the next do not begin with one: most likely a transfer that was
// cut into pieces.
func parts(files []ingest.FileSummary) (out []Notice) {
	for len(files) > 0 {
		n := 1
		for n < len(files) && files[n-1].CutOff && files[n].Headless {
			n++
		}
		if n > 1 {
			var words []string
			for _, f := range files[:n] {
				words = append(words, filename.Quote(f.Path))
			}
			out = append(out, warning(
				"%s ends inside a record and %s does not begin with one; if they are parts of one transfer, load them "+
					"together, in order, into a new database: %s", files[0].Path, files[1].Path,
				hint.Words("zertify ingest {parts} ")+plain.List(words, " ")+hint.Words(" {db} NEW.duckdb")))
		}
		files = files[n:]
	}
	return out
}

// maxListed bounds the files that Left names.
const maxListed = 8

// Left counts the files that lie beside dumps and are none, and names some.
func Left(left container.Left) []Notice {
	if left.Total == 0 {
		return nil
	}
	names := left.Names[:min(len(left.Names), maxListed)]
	if more := left.Total - int64(len(names)); more > 0 {
		names = append(slices.Clone(names), fmt.Sprintf("and %s more", wording.Grouped(more)))
	}
	return []Notice{info("left out: %s beside the dumps: %s", wording.Several(left.Total, "file"),
		plain.Text(strings.Join(names, ", ")))}
}

// Unit returns what an input is made of.
func Unit(f *ingest.FileSummary) string {
	switch f.Form {
	case layout.NMsec:
		return "message"
	case layout.Text:
		return "line"
	}
	return "record"
}

// Named returns the text of an error with the input's name in front, unless the text has it already.
func Named(path string, err error) string {
	text := err.Error()
	if strings.Contains(text, path) {
		return text
	}
	return path + ": " + text
}

package notice

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/layout"
)

// How many inputs of which nothing could be read are told of one by one, and how many are named where they are told of
// together: a folder may be full of them.
const (
	mostUnread  = 5
	namedUnread = 3
)

// Unread reports whether nothing at all could be read of an input.
func Unread(f *ingest.FileSummary) bool { return f.Err != nil && f.Records == 0 }

// NothingRead reports whether there were inputs and nothing could be read of any.
func NothingRead(sum *ingest.Summary) bool {
	return len(sum.Files) > 0 && !slices.ContainsFunc(sum.Files, func(f ingest.FileSummary) bool { return !Unread(&f) })
}

// NothingToEvaluate reports whether no input, new or loaded before, held a record of type 119, an NMI
// message or a text that was read.
func NothingToEvaluate(sum *ingest.Summary) bool {
	return !slices.ContainsFunc(sum.Files, func(f ingest.FileSummary) bool {
		return f.Known || f.Records119 > 0 || f.Form == layout.NMsec && f.Records > 0 ||
			f.Form == layout.Text && f.Decoded > 0
	})
}

// Nothing returns the line that ends a run none of whose inputs could be read, as an error; in front of it the reasons,
// for whoever asks for more.
func Nothing(sum *ingest.Summary) []Notice {
	files := sum.Files
	if len(files) == 1 {
		return []Notice{{slog.LevelError, Named(files[0].Path, files[0].Err) + "; nothing was read, so there is no report"}}
	}
	return append(reasons(files), Notice{slog.LevelError, fmt.Sprintf(
		"none of %s could be read, so there is no report: %s", wording.Several(int64(len(files)), "input"), folded(files))})
}

// unreadable warns of the inputs of which nothing could be read: of a few one by one, of many together.
func unreadable(files []ingest.FileSummary) []Notice {
	bad := slices.DeleteFunc(slices.Clone(files), func(f ingest.FileSummary) bool { return !Unread(&f) })
	if len(bad) > mostUnread {
		return append(reasons(bad), warning("%s of %s could not be read: %s", wording.Grouped(int64(len(bad))),
			wording.Several(int64(len(files)), "input"), folded(bad)))
	}
	var out []Notice
	for i := range bad {
		out = append(out, Notice{slog.LevelWarn, Named(bad[i].Path, bad[i].Err)})
	}
	return out
}

// reasons returns why nothing could be read of each input, for whoever asks for more messages.
func reasons(bad []ingest.FileSummary) []Notice {
	var out []Notice
	for i := range bad {
		out = append(out, Notice{slog.LevelDebug, Named(bad[i].Path, bad[i].Err)})
	}
	return out
}

// folded names the first of several unreadable inputs, with the reason of the very first.
func folded(bad []ingest.FileSummary) string {
	var names []string
	for _, f := range bad[:min(len(bad), namedUnread)] {
		names = append(names, f.Path)
	}
	if more := len(bad) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %s more", wording.Grouped(int64(more))))
	}
	return fmt.Sprintf("%s; the first: %s; %s", strings.Join(names, ", "), Named(bad[0].Path, bad[0].Err),
		hint.Words("{verbose} says why for each"))
}

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/ingest"
)

// mostUnread are as many unreadable inputs as are told of one by one.
const mostUnread = 5

// unread reports whether nothing at all could be read of an input.
func unread(f *ingest.FileSummary) bool { return f.Err != nil && f.Records == 0 }

// nothingRead reports whether there were inputs and nothing could be read of any.
func nothingRead(sum *ingest.Summary) bool {
	return len(sum.Files) > 0 && !slices.ContainsFunc(sum.Files, func(f ingest.FileSummary) bool { return !unread(&f) })
}

// unreadOf lists the inputs of which nothing could be read.
func unreadOf(files []ingest.FileSummary) []ingest.FileSummary {
	return slices.DeleteFunc(slices.Clone(files), func(f ingest.FileSummary) bool { return !unread(&f) })
}

// explainUnread warns of the inputs of which nothing could be read: of a few one by
// one, of many together, because a folder may be full of them.
func (e *env) explainUnread(files []ingest.FileSummary) {
	bad := unreadOf(files)
	if len(bad) > mostUnread {
		e.log.Warn(fmt.Sprintf("%s of %s could not be read: %s", commas(int64(len(bad))), plural(int64(len(files)), "input"),
			e.foldUnread(bad)))
		return
	}
	for i := range bad {
		e.log.Warn(namedError(bad[i].Path, bad[i].Err))
	}
}

// explainNothing returns the one line that ends a run none of whose inputs could be
// read.
func (e *env) explainNothing(files []ingest.FileSummary) string {
	if len(files) == 1 {
		return namedError(files[0].Path, files[0].Err) + "; nothing was read, so there is no report"
	}
	return fmt.Sprintf("none of %s could be read, so there is no report: %s", plural(int64(len(files)), "input"),
		e.foldUnread(files))
}

// foldUnread returns a list that names the first of several unreadable inputs, with
// the reason of the very first. All reasons go to whoever asked for more messages.
func (e *env) foldUnread(bad []ingest.FileSummary) string {
	const named = 3
	var names []string
	for i := range bad {
		e.log.Debug(namedError(bad[i].Path, bad[i].Err))
		if i < named {
			names = append(names, bad[i].Path)
		}
	}
	if more := len(bad) - named; more > 0 {
		names = append(names, fmt.Sprintf("and %s more", commas(int64(more))))
	}
	return fmt.Sprintf("%s; the first: %s; --verbose says why for each", strings.Join(names, ", "),
		namedError(bad[0].Path, bad[0].Err))
}

package model

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// Incomplete returns the inputs that were not read to their end. Every format says of
// them that what they held behind the stop is missing from all that it says.
func (r *Report) Incomplete() []InputFile {
	return slices.DeleteFunc(slices.Clone(r.Files.Rows), func(f InputFile) bool { return f.Complete })
}

// Stop says in a sentence where the reading of an input stopped, and why; or that nobody
// knows whether it did.
func (f *InputFile) Stop() string {
	if slices.Contains(strings.Fields(f.NotRecorded), "is_complete") {
		return plain.Text(f.Path + ": " + f.Stopped + ". What may be missing is in no answer; load it again to know.")
	}
	if f.Records == 0 {
		return plain.Text(f.Path + " was not read: " + f.Stopped + ".")
	}
	return plain.Text(f.Path + " was not read to its end: " + f.Stopped +
		". What follows there is missing from every answer.")
}

// Stops is stop for every incomplete input, as far as there is room.
func (r *Report) Stops() []string {
	list := r.Incomplete()
	var out []string
	for i := range list[:min(len(list), maxStops)] {
		out = append(out, list[i].Stop())
	}
	if more := int64(len(list) - len(out)); more > 0 {
		out = append(out,
			wording.Count(more, "further input")+" "+wording.WasWere(more)+
				" not read to the end either; input_file.csv lists all.")
	}
	return out
}

// maxStops bounds the inputs that are named where a reader looks first.
const maxStops = 5

package page

import (
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// coveragePart says what was looked at.
type coveragePart struct {
	Stacks, Files, Fates, Records, Kinds, Issues table

	Area areaPart
}

func newCoverage(p *printer, r *model.Report) coveragePart {
	return coveragePart{
		Stacks:  stackTable(p, r),
		Files:   fileRows(p, r),
		Fates:   fateTable(p, r),
		Records: recordTable(p, r),
		Kinds:   kindTable(p, r),
		Issues:  issueRows(p, r),
		Area:    newArea(p, r, "coverage"),
	}
}

func stackTable(p *printer, r *model.Report) table {
	return sectionTable(p, r.Coverage, "coverage.csv", "What each TCP/IP stack recorded, by kind of record",
		"No record says which stack it comes from.",
		strings.Split("System|Stack|Sysplex|Source|Recording|First (local)|Last (local)|#Records|#Intervals|#Gaps|#Time in "+
			"gaps|#Connections lost|#Switched on|#Switched off", "|"),
		func(c *model.CoverageRow) []view {
			gap := view{Text: wording.NotSaid, Class: "num"}
			if c.GapSeconds != nil {
				gap.Text, gap.Sort = wording.Duration(*c.GapSeconds), wording.Digits(*c.GapSeconds)
			}
			return []view{say(p.text(c.System)), say(p.text(c.Stack)),
				{Text: p.text(c.Sysplex), Class: "name"},
				say(p.text(wording.RecordSource(c.Source))),
				say(p.text(c.Recording)), stamp(localText(c.First)), stamp(localText(c.Last)), num(c.Records), numOr(c.Intervals),
				numOr(c.Gaps), gap,
				lostView(c), numOr(c.SwitchedOn), numOr(c.SwitchedOff)}
		})
}

// lostView is the least that lies in records which are not here.
func lostView(c *model.CoverageRow) view {
	v := numOr(c.Lost)
	if c.LostBytes != nil && *c.LostBytes > 0 {
		v.Sub = "at least; " + wording.Size(*c.LostBytes)
	}
	return v
}

func fileRows(p *printer, r *model.Report) table {
	return sectionTable(p, r.Files, "input_file.csv", "Inputs as they were read", "No input was read.",
		strings.Split("#Input|Path|#Bytes|Wrapped in|Framing|Read to its end|First, last (local)", "|"),
		func(f *model.InputFile) []view {
			return []view{num(f.ID), {Text: p.text(f.Path), Class: "long"}, num(f.Bytes), say(p.text(f.Container)),
				{Text: p.text(f.Framing), Sub: wording.Clip(plain.Text(f.FramingBasis), p.lim.text), Class: "long"},
				completeView(p, f), span(f.First.Time, f.Last.Time)}
		})
}

// completeView says whether all of an input was read, and if not, where that stopped.
func completeView(p *printer, f *model.InputFile) view {
	if f.Complete {
		return say("yes")
	}
	return view{Text: "no", Sub: p.text(f.Stopped), Class: "strong"}
}

func fateTable(p *printer, r *model.Report) table {
	return sectionTable(p, r.Files, "input_file.csv", "What became of every record and byte", "",
		strings.Split("#Input|#Records|#Type 119|#Decoded|#Skipped|#Rejected|#Duplicates|#Bytes decoded|#Bytes "+
			"skipped|#Bytes "+
			"rejected|#Of these, unread", "|"),
		func(f *model.InputFile) []view {
			aside := num(f.RecordsRejected)
			if f.RecordsRejected > 0 {
				aside.Class = "num strong"
			}
			return []view{num(f.ID), num(f.Records), num(f.Records119), num(f.RecordsDecoded), num(f.RecordsSkipped), aside,
				num(f.Duplicates), num(f.BytesDecoded), num(f.BytesSkipped), num(f.BytesRejected), num(f.Unread)}
		})
}

func recordTable(p *printer, r *model.Report) table {
	totals := r.RecordTotals
	t := sectionTable(p, model.Section[model.RecordCount]{Rows: totals, Total: int64(len(totals))},
		"input_record_count.csv",
		"Records by system, type and what became of them", "No record was read.",
		strings.Split("System|#Type|#Subtype|Outcome|#Records|#Bytes|First (local)|Last (local)", "|"),
		func(c *model.RecordCount) []view {
			return []view{say(p.text(c.System)), numOr(c.Type), numOr(c.Subtype), say(p.text(c.Disposition)), num(c.Records),
				num(c.Bytes), stamp(localText(c.First)), stamp(localText(c.Last))}
		})
	return t
}

func kindTable(p *printer, r *model.Report) table {
	kinds := r.IssueKinds
	return sectionTable(p, model.Section[model.KindCount]{Rows: kinds, Total: int64(len(kinds))}, "input_issue.csv",
		"Issues by kind",
		"No issue was found in the input.", []string{"Kind", "#Issues"},
		func(k *model.KindCount) []view { return []view{say(p.text(k.Kind)), num(k.Count)} })
}

func issueRows(p *printer, r *model.Report) table {
	return sectionTable(p, r.Issues, "input_issue.csv", "Issues, in the order of the input", "",
		strings.Split("Where|#Byte|#Offset|Structure|Field|Kind|Message|Bytes (hex)", "|"),
		func(i *model.Issue) []view {
			return []view{issuePlace(p, i), numOr(i.StartByte), numOr(i.Offset), say(p.text(i.Structure)), say(p.text(i.Field)),
				say(p.text(i.Kind)), {Text: p.text(i.Message), Class: "long"},
				{Text: p.text(wording.Clip(i.Raw, 64)), Class: "mono"}}
		})
}

func issuePlace(p *printer, i *model.Issue) view {
	if i.RecordNo == nil {
		return say(p.text(p.paths[i.FileID]) + ", whole file")
	}
	return p.refView(i.FileID, *i.RecordNo)
}

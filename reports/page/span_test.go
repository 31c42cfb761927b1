package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func TestSpansSayWhatTheyHold(t *testing.T) {
	t.Parallel()
	local := sample.Seen(sample.At(1, 8, 0), sample.At(2, 8, 0))
	for _, test := range []struct{ got, want string }{
		{spanText(model.Span{}), "none"},
		{spanText(local), "2026-10-01 08:00:00 to 2026-10-02 08:00:00 local time"},
		{spanText(sample.InUTC(local, -4)),
			"2026-10-01 08:00:00 to 2026-10-02 08:00:00 local time, 2026-10-01 12:00:00 to 2026-10-02 12:00:00 UTC"},
		{spanView(local).Text, "2026-10-01 08:00:00\n2026-10-02 08:00:00"},
		{spanView(model.Span{FirstUTC: sample.At(1, 8, 0), LastUTC: sample.At(2, 8, 0)}).Text,
			"2026-10-01 08:00:00 UTC\n2026-10-02 08:00:00 UTC"},
		{offsetText(0), "UTC+00:00"},
		{offsetText(-30), "UTC-00:30"},
		{offsetText(-270), "UTC-04:30"},
		{offsetText(840), "UTC+14:00"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestTheCoverSaysWhereUTCIsKnown(t *testing.T) {
	t.Parallel()
	minutes := func(n int64) *int64 { return &n }
	clock := func(rows ...model.ClockRow) *model.Report {
		return &model.Report{Clock: model.Section[model.ClockRow]{Rows: rows}}
	}
	for _, test := range []struct {
		report *model.Report
		want   string
	}{
		{clock(), "nowhere, as no detail record shows how far a system is from it"},
		{clock(model.ClockRow{System: "SYSB", Minutes: minutes(60)}, model.ClockRow{System: "SYSA", Minutes: minutes(0)},
			model.ClockRow{System: "SYSA", Minutes: minutes(0)}),
			"where detail records show how far a system is from it: SYSA (UTC+00:00), SYSB (UTC+01:00)"},
		{clock(model.ClockRow{System: "SYSC"}),
			"nowhere, as no detail record shows how far a system is from it; not on days on which detail records contradict each " +
				"other: SYSC"},
	} {
		if got := clockText(test.report); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	var many []model.ClockRow
	for _, c := range "ABCDEFGHIJKLMNOP" {
		many = append(many, model.ClockRow{System: "SYS" + string(c), Minutes: minutes(0)})
	}
	if got := clockText(clock(many...)); !cmp.Equal(got[len(got)-10:], "and 4 more") {
		t.Errorf("got %q, want only so many names", got)
	}
}

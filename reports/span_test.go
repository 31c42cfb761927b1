package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUTCOfAGroupIsThatOfAllOfIt(t *testing.T) {
	t.Parallel()
	known, local := inUTC(seen(at(1, 8, 0), at(2, 8, 0)), -4), seen(at(3, 0, 0), at(4, 0, 0))
	for _, test := range []struct {
		name       string
		a, b, want Span
	}{
		{"nothing beside something", Span{}, known, known},
		{"something beside nothing", known, Span{}, known},
		{"both in UTC", known, inUTC(seen(at(1, 7, 0), at(1, 9, 0)), -4), inUTC(seen(at(1, 7, 0), at(2, 8, 0)), -4)},
		{"one by its local clock alone", known, local, seen(at(1, 8, 0), at(4, 0, 0))},
		{"the other", local, known, seen(at(1, 8, 0), at(4, 0, 0))},
	} {
		if diff := cmp.Diff(test.want, test.a.Join(test.b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestSpansSayWhatTheyHold(t *testing.T) {
	t.Parallel()
	local := seen(at(1, 8, 0), at(2, 8, 0))
	for _, test := range []struct{ got, want string }{
		{spanText(Span{}), "none"},
		{spanText(local), "2026-10-01 08:00:00 to 2026-10-02 08:00:00 local time"},
		{spanText(inUTC(local, -4)),
			"2026-10-01 08:00:00 to 2026-10-02 08:00:00 local time, 2026-10-01 12:00:00 to 2026-10-02 12:00:00 UTC"},
		{spanView(local).Text, "2026-10-01 08:00:00"},
		{spanView(Span{FirstUTC: at(1, 8, 0), LastUTC: at(2, 8, 0)}).Sub, "2026-10-02 08:00:00 UTC"},
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
	clock := func(rows ...ClockRow) *Report { return &Report{Clock: Section[ClockRow]{Rows: rows}} }
	for _, test := range []struct {
		report *Report
		want   string
	}{
		{clock(), "nowhere, as no detail record shows the offset of a system"},
		{clock(ClockRow{System: "SYSB", Minutes: minutes(60)}, ClockRow{System: "SYSA", Minutes: minutes(0)},
			ClockRow{System: "SYSA", Minutes: minutes(0)}),
			"where detail records show the offset of the system: SYSA (UTC+00:00), SYSB (UTC+01:00)"},
		{clock(ClockRow{System: "SYSC"}),
			"nowhere, as no detail record shows the offset of a system; not on days on which detail records contradict each " +
				"other: SYSC"},
	} {
		if got := clockText(test.report); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	var many []ClockRow
	for _, c := range "ABCDEFGHIJKLMNOP" {
		many = append(many, ClockRow{System: "SYS" + string(c), Minutes: minutes(0)})
	}
	if got := clockText(clock(many...)); !cmp.Equal(got[len(got)-10:], "and 4 more") {
		t.Errorf("got %q, want only so many names", got)
	}
}

package model

import (
	"testing"
	"time"
)

func TestDumpCommandIsOneShellLine(t *testing.T) {
	t.Parallel()
	paths := map[int64]string{1: "in/a.smf", 2: "it's here.smf", 3: "-v.smf", 4: "-", 5: "$(rm -rf x)"}
	for _, test := range []struct {
		file, record int64
		want         string
	}{
		{1, 7, "zertify dump in/a.smf --record 7"},
		{2, 7, `zertify dump 'it'\''s here.smf' --record 7`},
		{3, 7, "zertify dump ./-v.smf --record 7"},
		{4, 7, "zertify dump - --record 7"},
		{5, 7, "zertify dump '$(rm -rf x)' --record 7"},
		{9, 7, ""},
		{1, 0, ""},
	} {
		if got := DumpCommand(paths, test.file, test.record); got != test.want {
			t.Errorf("file %d record %d: got %s, want %s", test.file, test.record, got, test.want)
		}
	}
}

// Every format counts alike, and a certificate that ended an hour ago has no day left.
func TestDaysLeftCountWholeDays(t *testing.T) {
	t.Parallel()
	asOf := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for hours, want := range map[int]int64{-25: -2, -1: -1, 0: 0, 1: 0, 24: 1, 47: 1} {
		c := Certificate{NotAfter: asOf.Add(time.Duration(hours) * time.Hour)}
		if got := c.DaysLeft(asOf); got != want {
			t.Errorf("%d hours: got %d days, want %d", hours, got, want)
		}
	}
}

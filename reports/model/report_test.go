package model

import (
	"testing"
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

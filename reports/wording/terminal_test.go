package wording

import "testing"

func TestNumbersReadTheWayPeopleSayThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{Grouped(0), "0"}, {Grouped(999), "999"}, {Grouped(1000), "1,000"}, {Grouped(-1234567), "-1,234,567"},
		{Grouped(-100), "-100"},
		{Several(1, "record"), "1 record"}, {Several(0, "record"), "0 records"}, {Several(2000, "entry"), "2,000 entries"},
		{Bytes(0), "0 bytes"}, {Bytes(1), "1 byte"}, {Bytes(999), "999 bytes"}, {Bytes(1000), "1.0 KB"},
		{Bytes(999_949), "999.9 KB"}, {Bytes(999_990), "1.0 MB"}, {Bytes(4_300_000_000), "4.3 GB"},
		{Bytes(1 << 62), "4611.7 PB"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

package browse

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func pairOf(local, remote string) string {
	return "/pair?local=" + url.QueryEscape(local) + "&remote=" + url.QueryEscape(remote)
}

// recordInTests writes a line for each record but the last, which cannot be read.
func recordInTests(_ context.Context, w io.Writer, at Record) error {
	switch at.Number {
	case 7:
		return errors.New("cut off")
	case 6:
		_, err := io.WriteString(w, strings.Repeat("x", mostBytes+1))
		return err
	}
	_, err := fmt.Fprintf(w, "bytes of %d in %s of %d", at.Number, at.Input, at.Bytes)
	return err
}

// partAt cuts the table of a part out of a page.
func partAt(t *testing.T, body, id string) []string {
	t.Helper()
	_, after, ok := strings.Cut(body, `<h2 id="`+id+`">`)
	if !ok {
		return nil
	}
	after, _, _ = strings.Cut(after, "<h2")
	table := tableAt.FindStringSubmatch(after)
	if table == nil {
		return nil
	}
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(table[1]), "\n") {
		var cells []string
		for _, c := range cellAt.FindAllStringSubmatch(line, -1) {
			cells = append(cells, html.UnescapeString(tags.ReplaceAllString(c[1], "")))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

// What protected a pair on a day is what its records show, and how sure that is.
func TestPairOnADay(t *testing.T) {
	s := testServer(t, openTraffic(t))
	const strong, weak = "K3|1 (IKE)|SYSA/TCPIP|AES-256 group 20|on|", "K3|1 (IKE)|SYSA/TCPIP|3DES-168 group 2|off|"
	const manual = "Y5|2 (IP)|SYSA/TCPIP|algorithms not recorded|not recorded|"
	for _, c := range []struct {
		day, words string
		want       []string
	}{
		{"2026-09-30", "No record tells of a tunnel", nil},
		{"2026-10-02", "These tunnels stood", []string{strong + "2026-10-01 10:00:00|" + sureBetween,
			manual + "2026-10-01 10:00:01|" + sureBetween}},
		{"2026-10-03", "These tunnels stood", []string{strong + "2026-10-01 10:00:00|" + sureBetween,
			weak + "2026-10-03 12:00:00|" + sureRecorded, manual + "2026-10-01 10:00:01|" + sureBetween}},
		{"2026-10-06", "These tunnels stood", []string{manual + "2026-10-01 10:00:01|" + sureRecorded}},
		{"2026-10-07", "nothing tells of their end", []string{manual + "2026-10-01 10:00:01|" + sureBefore}},
		{"2026-10-09", "No record tells of a tunnel", nil},
		{"2026-10-11", "nothing tells of their end", []string{strong + "2026-10-10 08:00:00|" + sureBefore}},
	} {
		w := get(s, pairOf("10.1.0.1", "10.2.0.2")+"&day="+c.day)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), c.words) {
			t.Errorf("%s: %d, %q is not said", c.day, w.Code, c.words)
		}
		rows := partAt(t, w.Body.String(), "day")
		if len(rows) != len(c.want) {
			t.Errorf("%s: rows %q, want %q", c.day, rows, c.want)
			continue
		}
		for i := range rows {
			if !strings.HasPrefix(rows[i], c.want[i]+"|") {
				t.Errorf("%s: row %q, want %q", c.day, rows[i], c.want[i])
			}
		}
	}
}

// The table of a pair has a row for each stretch under the same algorithms, in the order of the lives.
func TestPairOverTime(t *testing.T) {
	s := testServer(t, openTraffic(t))
	body := get(s, pairOf("10.1.0.1", "10.2.0.2")).Body.String()
	want := []string{
		"A|K3|1 (IKE)|1|SYSA/TCPIP|2026-10-01 10:00:00|2026-10-03 12:00:00|AES-256 group 20||1|on|IKEv2 ECDSA|1|1:1",
		"B|K3|1 (IKE)|1|SYSA/TCPIP|2026-10-03 12:00:00|2026-10-05 09:00:00|3DES-168 group 2|downgrade weaker cipher|2–3|" +
			"off|IKEv2 PRESHARED|2|1:2",
		"A|K3|1 (IKE)|2|SYSA/TCPIP|2026-10-10 08:00:00|2026-10-10 08:00:00\nno end recorded|AES-256 group 20||1|on|" +
			"IKEv2 ECDSA|1|1:5",
		"|Y5|2 (IP)|1|SYSA/TCPIP|2026-10-01 10:00:01|2026-10-06 10:00:00\nno end recorded|algorithms not recorded||||||1:6",
	}
	got := strings.Join(partAt(t, strings.ReplaceAll(body, "\nno end", " no end"), "stretches"), "\n")
	if got != strings.ReplaceAll(strings.Join(want, "\n"), "\nno end", " no end") {
		t.Errorf("got\n%s", got)
	}
	for what, expression := range map[string]string{
		"the weaker stretch": `<rect class="bar down" x="[0-9.]+%" width="[0-9.]+%"`,
		"a downgrade":        `<text class="fall"`,
		"an activation":      `<rect class="tick"`,
		"an open end":        `<rect class="open"`,
		"a letter":           `<text class="letter"[^>]*>B<`,
		"the day of a row":   `href="/pair\?local=10.1.0.1&amp;remote=10.2.0.2&amp;day=2026-10-03"`,
		"the way to traffic": `href="/sessions\?client=10.2.0.1&amp;job=[^"]*&amp;port=21&amp;server=10.1.0.1&amp;stack=TCPIP&amp;` +
			`system=SYSA"`,
		"the way back": `href="/tunnels\?stack=TCPIP&amp;system=SYSA"`,
		"the check":    `href="/checks/tunnel-history\?local=10.1.0.1&amp;remote=10.2.0.2"`,
	} {
		if !regexp.MustCompile(expression).MatchString(body) {
			t.Errorf("%s is missing: %s", what, expression)
		}
	}
}

// Only what went through on the day is named with it.
func TestPairRidersOfADay(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for day, want := range map[string]int{"": 1, "&day=2026-10-03": 1, "&day=2026-10-02": 0} {
		if rows := partAt(t, get(s, pairOf("10.1.0.1", "10.2.0.2")+day).Body.String(), "riders"); len(rows) != want {
			t.Errorf("%q: %q, want %d rows", day, rows, want)
		}
	}
}

func TestTunnelsLeadToTheirPair(t *testing.T) {
	s := testServer(t, openTraffic(t))
	body := get(s, "/tunnels").Body.String()
	if !strings.Contains(body, `<a href="/pair?local=10.1.0.1&amp;remote=10.2.0.2">over time</a>`) {
		t.Error("no row leads to the pair")
	}
	if w := get(s, pairOf("10.1.0.1", "10.9.9.9")); w.Code != http.StatusNotFound {
		t.Errorf("a pair that no record names: %d", w.Code)
	}
}

func TestRecordPage(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, c := range []struct {
		record string
		status int
		want   string
	}{
		{"1", http.StatusOK, "bytes of 1 in"},
		{"6", http.StatusOK, "Only the beginning is shown"},
		{"7", http.StatusOK, "cut off"},
		{"8", http.StatusNotFound, "input 1 has 7 records; record 8 is beyond"},
	} {
		w := get(s, "/record?input=1&record="+c.record)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("record %s: %d\n%.2000s", c.record, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
		}
	}
	if w := get(s, "/record?input=2&record=1"); w.Code != http.StatusNotFound {
		t.Errorf("an input that is not there: %d", w.Code)
	}
}

package browse

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A shell makes of the line shown for it the arguments that were meant.
func TestCommandsInAShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no POSIX shell here")
	}
	for _, c := range []command{{"sql", "--db", "a b.duckdb", "SELECT '1'\nFROM t WHERE a = '$HOME `x` \"q\" \\'"},
		{"query", "x", "--param", "a=*?[x]~;&|<>(){}#!"}, {"sql", ""}, {"sql", hostile}} {
		line := c.posix()
		out, err := exec.Command(sh, "-c", program+`() { printf '%s\0' "$@"; }; `+line.Text).Output()
		if err != nil {
			t.Fatalf("%s: %v", line.Text, err)
		}
		if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); !slices.Equal(got, c) {
			t.Errorf("%s\nmeans %q, want %q", line.Text, got, c)
		}
	}
}

// Each shell has its own rules, and where one cannot be told something, the page says so.
func TestCommandsByShell(t *testing.T) {
	for _, c := range []struct {
		command           command
		posix, power, cmd string
	}{
		{command{"sql", "SELECT 1\nFROM t"}, "zertify sql 'SELECT 1\nFROM t'", "zertify sql 'SELECT 1\nFROM t'",
			`zertify sql "SELECT 1 FROM t"`},
		{command{"sql", "SELECT 'it''s'"}, `zertify sql 'SELECT '\''it'\'''\''s'\'''`, "zertify sql 'SELECT ''it''''s'''",
			`zertify sql "SELECT 'it''s'"`},
		{command{"sql", "SELECT 'a\nb'"}, "zertify sql 'SELECT '\\''a\nb'\\'''", "zertify sql 'SELECT ''a\nb'''",
			"does not fit on one line; use PowerShell"},
		{command{"sql", "SELECT 1 -- x\nFROM t"}, "zertify sql 'SELECT 1 -- x\nFROM t'",
			"zertify sql 'SELECT 1 -- x\nFROM t'",
			"does not fit on one line; use PowerShell"},
		{command{"sql", `SELECT "a"`}, `zertify sql 'SELECT "a"'`, `zertify sql 'SELECT "a"'`,
			"would change quotes or signs of percent; use PowerShell"},
		{command{"sql", "SELECT '%PATH%'"}, `zertify sql 'SELECT '\''%PATH%'\'''`, "zertify sql 'SELECT ''%PATH%'''",
			"would change quotes or signs of percent; use PowerShell"},
		{command{"dump", `C:\a b\`}, `zertify dump 'C:\a b\'`, `zertify dump 'C:\a b\'`, `zertify dump "C:\a b\\"`},
		{command{"dump", "a’b"}, "zertify dump 'a’b'", "zertify dump 'a’’b'", `zertify dump "a’b"`},
		{command{"dump", "a\u202eb\x1b"}, `zertify dump $'a\342\200\256b\033'`, "holds characters that cannot be shown",
			"does not fit on one line; use PowerShell"},
	} {
		for i, want := range []string{c.posix, c.power, c.cmd} {
			if l := c.command.lines()[i]; l.Text+l.Why != want || (l.Text == "") == (l.Why == "") {
				t.Errorf("%q in %s:\n got %s\nwant %s", c.command, l.Shell, l.Text+l.Why, want)
			}
		}
	}
	if l := (command{"sql", `"`}).powerShell(); l.Shell != "PowerShell 7.3 or later" {
		t.Errorf("double quotes for %s", l.Shell)
	}
}

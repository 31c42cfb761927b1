package browse

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zertify/zertify/reports/plain"
)

// A command is a command line as the program takes it, without the program's name: an argument each.
type command []string

// A shellLine is a command as one shell reads it.
type shellLine struct {
	Shell string
	Text  string // "" where the shell cannot be told it
	Why   string // why not, and what to do
}

// program is what a person types first.
const program = "zertify"

// lines are a command for each shell that a person may sit at.
func (c command) lines() []shellLine {
	return []shellLine{c.posix(), c.powerShell(), c.cmd()}
}

// bare are words that no shell reads anything into.
var bare = regexp.MustCompile(`^[A-Za-z0-9_./:=@+-]+$`)

// words joins the arguments, quoted where that is needed.
func (c command) words(quoted func(string) string) string {
	out := []string{program}
	for _, arg := range c {
		if !bare.MatchString(arg) {
			arg = quoted(arg)
		}
		out = append(out, arg)
	}
	return strings.Join(out, " ")
}

func (c command) any(test func(string) bool) bool {
	for _, arg := range c {
		if test(arg) {
			return true
		}
	}
	return false
}

// cannotBeShown reports whether a text holds what a page does not show as it is, such as controls and marks that change
// the direction of reading. A line end is shown.
func cannotBeShown(text string) bool {
	return !utf8.ValidString(text) || plain.Lines(text) != text || strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
	})
}

// posix is the line for shells after POSIX. Between single quotes they read nothing into a text.
// What cannot be shown is
// written by its bytes, which not all of them read.
func (c command) posix() shellLine {
	if !c.any(cannotBeShown) {
		return shellLine{Shell: "POSIX shell", Text: c.words(func(arg string) string {
			return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
		})}
	}
	return shellLine{Shell: "bash, ksh or zsh", Text: c.words(func(arg string) string {
		var b strings.Builder
		for i := 0; i < len(arg); i++ {
			if ch := arg[i]; ch >= ' ' && ch <= '~' && ch != '\'' && ch != '\\' {
				b.WriteByte(ch)
			} else {
				fmt.Fprintf(&b, `\%03o`, ch)
			}
		}
		return "$'" + b.String() + "'"
	})}
}

// powerShell is the line for PowerShell. Versions before 7.3 lose double quotes on the way to a program.
func (c command) powerShell() shellLine {
	if c.any(cannotBeShown) {
		return shellLine{Shell: "PowerShell", Why: "holds characters that cannot be shown"}
	}
	line := shellLine{Shell: "PowerShell", Text: c.words(func(arg string) string {
		// these stand for a single quote, too
		return "'" + strings.NewReplacer("'", "''", "‘", "‘‘", "’", "’’", "‚", "‚‚", "‛", "‛‛").Replace(arg) + "'"
	})}
	if c.any(func(arg string) bool { return strings.Contains(arg, `"`) }) {
		line.Shell = "PowerShell 7.3 or later"
	}
	return line
}

// cmd is the line for cmd.exe, which knows double quotes only, ends a command with the line, and puts in a variable
// between two signs of percent.
func (c command) cmd() shellLine {
	out := shellLine{Shell: "cmd.exe"}
	args := make(command, len(c))
	for i, arg := range c {
		args[i] = arg
		if strings.Contains(arg, "\n") {
			args[i] = onOneLine(arg)
		}
	}
	switch {
	case args.any(cannotBeShown), args.any(func(arg string) bool { return strings.Contains(arg, "\n") }):
		out.Why = "does not fit on one line; use PowerShell"
	case args.any(func(arg string) bool { return strings.Contains(arg, `"`) || strings.Count(arg, "%") > 1 }):
		out.Why = "would change quotes or signs of percent; use PowerShell"
	default:
		out.Text = args.words(func(arg string) string {
			slashes := len(arg) - len(strings.TrimRight(arg, `\`))
			return `"` + arg + strings.Repeat(`\`, slashes) + `"`
		})
	}
	return out
}

// lineEnd is a line end in SQL with the blanks around it.
var lineEnd = regexp.MustCompile(`[ \t]*\n[ \t]*`)

// onOneLine is a statement without its line ends, or the statement as it is where one of them may mean something: in a
// text, a quoted name or behind a comment.
func onOneLine(statement string) string {
	if strings.Contains(statement, "--") || strings.Contains(statement, "/*") || strings.Contains(statement, `"`) {
		return statement
	}
	for i, part := range strings.Split(statement, "'") {
		if i%2 == 1 && strings.Contains(part, "\n") {
			return statement
		}
	}
	return strings.TrimSpace(lineEnd.ReplaceAllString(statement, " "))
}

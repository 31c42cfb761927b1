package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// A pager shows long output a screen at a time. It stands in for stdout while it
// runs, so that writers go on as if they wrote to the terminal itself.
type pager struct {
	io.WriteCloser          // into the program
	terminal       *os.File // what the program writes to
	cmd            *exec.Cmd
}

// pagerCommand returns the program to use: ZERTIFY_PAGER, else PAGER, else less; empty
// or "cat" for none. The options make less leave what fits on a screen as it is.
func pagerCommand() []string {
	for _, name := range []string{"ZERTIFY_PAGER", "PAGER"} {
		if text, ok := os.LookupEnv(name); ok {
			return strings.Fields(text)
		}
	}
	if runtime.GOOS == "windows" {
		return nil
	}
	return []string{"less"}
}

// startPager puts a pager in front of a terminal. Anywhere else, or where there
// is no such program, output goes where it went.
func (e *env) startPager() {
	terminal, isFile := e.stdout.(*os.File)
	if _, tty := isTerminal(e.stdout); !isFile || !tty || os.Getenv("TERM") == "dumb" || e.noPager {
		return
	}
	words := pagerCommand()
	if len(words) == 0 || words[0] == "cat" {
		return
	}
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Stdout, cmd.Stderr = terminal, e.stderr
	if os.Getenv("LESS") == "" {
		cmd.Env = append(os.Environ(), "LESS=FRX")
	}
	in, err := cmd.StdinPipe()
	if err != nil || cmd.Start() != nil {
		return
	}
	e.stdout = &pager{in, terminal, cmd}
}

// stopPager lets the pager show what is left and waits until its user is done.
func (e *env) stopPager() error {
	p, ok := e.stdout.(*pager)
	if !ok {
		return nil
	}
	e.stdout = p.terminal
	return errors.Join(p.Close(), p.cmd.Wait())
}

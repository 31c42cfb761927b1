package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// breakDown is a command that breaks down in the way its argument says.
func breakDown() {
	crashBySignal()
	switch os.Args[1] {
	case "caught":
		os.Exit(func() (code int) {
			defer newEnv(os.Stdin, os.Stdout, os.Stderr).catchFault(&code)
			panic("boom\x1b[31m")
		}())
	case "goroutine":
		go panic("boom")
	case "fatal":
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := range 1 << 30 {
					m[i%8] = i // nobody can catch that maps are written to at the same time
				}
			}()
		}
	}
	time.Sleep(time.Minute)
}

func TestBreakdownIsNoVerdict(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no signals here")
	}
	for _, c := range []struct{ how, want, says string }{
		{"caught", "exit status 70", "a fault of the program itself: boom␛[31m"},
		{"goroutine", "signal: aborted", "panic: boom"},
		{"fatal", "signal: aborted", "concurrent map"},
	} {
		t.Run(c.how, func(t *testing.T) {
			t.Parallel()
			var stderr bytes.Buffer
			cmd := exec.CommandContext(t.Context(), "zertify-breakdown", c.how)
			cmd.Stderr = &stderr
			err := cmd.Run()
			var ended *exec.ExitError
			if !errors.As(err, &ended) || !strings.HasPrefix(err.Error(), c.want) || !strings.Contains(stderr.String(), c.says) {
				t.Errorf("ended with %v, want %q, and said:\n%s", err, c.want, stderr.String())
			}
		})
	}
}

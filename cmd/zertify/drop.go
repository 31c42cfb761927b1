package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
)

// On Windows a program may be started without a terminal: with a double click, or by
// files that are dropped onto it. It gets a window that closes when it ends.

// startedByExplorer reports whether that is so; elsewhere it never is.
func startedByExplorer() bool {
	cobra.MousetrapHelpText = "" // we do that ourselves
	return mousetrap.StartedByExplorer()
}

// dropNote is what a double click shows.
const dropNote = `zertify reads dumps of z/OS SMF records. Drop one onto zertify.exe, and its report opens
in the browser. For everything else open a terminal in this folder and type:

  .\zertify.exe help
`

// isDrop reports whether arguments are files or folders alone, as they are when they were
// dropped: no command and no flag.
func isDrop(args []string) bool {
	for _, a := range args {
		if _, err := os.Stat(a); err != nil || strings.HasPrefix(a, "-") {
			return false
		}
	}
	return len(args) > 0
}

// dropReport returns the folder of the report on dropped files: beside the first one, so
// that what is dropped again takes the place of its earlier report.
func dropReport(args []string) string { return filepath.Clean(args[0]) + "-report" }

// runInWindow is run for a window that stays until the user has seen what it says.
func runInWindow(args []string, run func(args []string) int, stdin io.Reader, stdout io.Writer,
	open func(path string) error) int {
	defer func() {
		fmt.Fprint(stdout, "\nPress Enter to close this window. ")
		_, _ = bufio.NewReader(stdin).ReadString('\n') // the window closed some other way is as good
	}()
	switch {
	case len(args) == 0:
		fmt.Fprint(stdout, dropNote)
		return exitPassed
	case !isDrop(args):
		return run(args)
	}
	began := time.Now().Add(-2 * time.Second) // FAT keeps times in steps of two seconds
	page := filepath.Join(dropReport(args), "report.html")
	code := run(append([]string{"run", "-o", dropReport(args)}, args...))
	if st, err := os.Stat(page); err == nil && st.ModTime().After(began) {
		if err := open(page); err != nil {
			fmt.Fprintf(stdout, "The report could not be opened (%v); it is %s\n", err, page)
		}
	}
	return code
}

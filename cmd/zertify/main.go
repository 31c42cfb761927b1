// Zertify reads z/OS SMF type 119 records about network encryption into a DuckDB
// file and says what they show. The commands here turn flags into options and
// outcomes into exit codes; what a record means and what is weak is decided in
// the packages they call.
//
// Arguments come from the person at the keyboard; everything inside the files
// they name comes from a stranger. Text from there reaches a terminal only
// through plain.Text.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/hint"
)

func main() {
	// A reader that has seen enough closes the pipe. Without this the process
	// would die in the middle of whatever it was doing; with it, the next write
	// says so and the command ends in order.
	signal.Ignore(syscall.SIGPIPE)
	outfile.Confine()
	crashBySignal()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	command := func(args []string) int { return run(ctx, args, os.Stdin, os.Stdout, os.Stderr) }
	code := 0
	if startedByExplorer() {
		code = runInWindow(os.Args[1:], command, os.Stdin, os.Stdout, openBrowser)
	} else {
		code = command(os.Args[1:])
	}
	stop()
	os.Exit(code)
}

// run runs the program and returns its exit code; main has only the process.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	hint.Register(flagWord)
	e := newEnv(stdin, stdout, stderr)
	defer e.catchFault(&code)
	e.args = args
	root := newRootCmd(e)
	root.SetArgs(markComments(root, args))
	err := root.ExecuteContext(ctx)
	if err == nil {
		err = e.helpError
	}
	if stopped := e.stopPager(); err == nil {
		err = stopped
	}
	return e.exitCode(ctx, err)
}

// flagWord returns what this program calls an option that messages name.
func flagWord(key string) string { return "--" + key }

// The exit codes, a promise to scripts. failed wins over incomplete.
const (
	exitPassed     = 0 // all passed, or the command did its work
	exitFailed     = 1 // something failed the audit or the verification
	exitIncomplete = 2 // finished, but not everything could be read or evaluated
	exitError      = 3 // could not run

	exitFault = 70 // a fault of the program itself; see crashBySignal for those it cannot catch
)

// exit ends a command with a code other than 0. Err is what the user is told;
// nil when all has been said.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return "ended early"
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// exitCode tells the user what went wrong and returns the code for it.
func (e *env) exitCode(ctx context.Context, err error) int {
	var x *exit
	switch {
	case err == nil, readerGone(err):
		return exitPassed // a closed pipe means that the reader has what it wanted
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		e.log.Error("interrupted; what was complete is kept in the database that --db names, the rest was undone")
		return exitError
	case errors.As(err, &x):
		if x.err != nil {
			e.log.Error(e.explainFlag(explainKept(explainFormat(x.err))).Error())
		}
		return x.code
	}
	err = explainMemory(ingest.WithMemory(ctx, e.memory), explainSpace(explainDenied(e.explainFlag(
		explainKept(explainFormat(err))))))
	e.log.Error(err.Error())
	return exitError
}

// incomplete returns the code for work that was finished although something was left
// out.
func incomplete(is bool) error {
	if is {
		return &exit{code: exitIncomplete}
	}
	return nil
}

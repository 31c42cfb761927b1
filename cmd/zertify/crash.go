package main

import (
	"fmt"
	"runtime/debug"
)

// A program written in Go that breaks down ends with code 2 unless told otherwise, which
// is one of ours. What can be caught ends with exitFault; what cannot, as a fault in
// another goroutine, in the engine or for want of memory, ends by signal SIGABRT, which a
// shell shows as 134.

// crashBySignal makes what cannot be caught end by a signal. There will be no image of
// the memory: it would hold what the records hold, with whatever permissions the system
// likes.
func crashBySignal() {
	withoutCore()
	debug.SetTraceback("crash")
}

// catchFault ends a command after a fault of the program, and says where and why.
func (e *env) catchFault(code *int) {
	if fault := recover(); fault != nil {
		*code = exitFault
		e.log.Error(fmt.Sprintf(
			"a fault of the program itself: %v; what it was doing is not complete. Please report it, with the command and "+
				"these lines:\n%s", fault, debug.Stack()))
	}
}

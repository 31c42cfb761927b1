package main

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// noHeap is WER_FAULT_REPORTING_FLAG_NOHEAP.
const noHeap = 1

// withoutCore keeps Windows Error Reporting from storing what is in memory. That it cannot
// be forbidden ends nothing.
func withoutCore() {
	_, _, _ = windows.NewLazySystemDLL("kernel32.dll").NewProc("WerSetFlags").Call(noHeap)
}

// readerGone reports whether a write failed because nobody reads the pipe any more.
func readerGone(err error) bool {
	return errors.Is(err, windows.ERROR_NO_DATA) || errors.Is(err, windows.ERROR_BROKEN_PIPE) ||
		errors.Is(err, syscall.EPIPE)
}

// understandsColour reports whether a terminal knows escape sequences, and has it
// interpret them. Consoles before Windows 10 do not.
func understandsColour(terminal *os.File) bool {
	h, mode := windows.Handle(terminal.Fd()), uint32(0)
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}

//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// withoutCore forbids an image of the memory. That it cannot be forbidden ends nothing.
func withoutCore() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }

// readerGone reports whether a write failed because nobody reads the pipe any more.
func readerGone(err error) bool { return errors.Is(err, syscall.EPIPE) }

// understandsColour reports whether a terminal knows escape sequences.
func understandsColour(*os.File) bool { return true }

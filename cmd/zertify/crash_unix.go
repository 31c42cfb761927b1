//go:build linux || darwin

package main

import "syscall"

// withoutCore forbids an image of the memory. That it cannot be forbidden ends nothing.
func withoutCore() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }

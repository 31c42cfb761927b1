//go:build !engine_beside

package main

// engineError would return why the database engine cannot be used; here it is a part of
// the program.
func engineError() error { return nil }

// enginePlace says where the engine is.
func enginePlace() string { return "built in" }

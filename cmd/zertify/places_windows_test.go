package main

import "testing"

// permitAll does nothing: modes say nothing here.
func permitAll(*testing.T) {}

//go:build engine_beside

package main

// The packaged program has the database engine in a library beside it; .ci/dist/engine.c
// opens that.

// #cgo LDFLAGS: -lduckdb
// extern const char *zertify_engine_load(void);
// extern const char *zertify_engine_path(void);
import "C"

import (
	"errors"
	"sync"
)

// engineError returns why the database engine cannot be used. It opens the engine, and
// must have been called before anything else that uses it.
var engineError = sync.OnceValue(func() error {
	if fault := C.zertify_engine_load(); fault != nil {
		return errors.New(C.GoString(fault))
	}
	return nil
})

// enginePlace says where the engine is.
func enginePlace() string { return C.GoString(C.zertify_engine_path()) }

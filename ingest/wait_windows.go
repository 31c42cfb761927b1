package ingest

import (
	"errors"

	"golang.org/x/sys/windows"
)

// heldByAnother reports whether a program has a file open and lets no other write it. What
// the engine says of that is in the language of the system.
func heldByAnother(path string) bool {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return errors.Is(err, windows.ERROR_SHARING_VIOLATION)
	}
	_ = windows.CloseHandle(h) // nothing was written
	return false
}

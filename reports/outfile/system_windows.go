package outfile

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"golang.org/x/sys/windows"
)

// lockAt is the byte of a file that lock locks, far beyond what is ever written there:
// other than on Unix, locked bytes cannot be read by others.
const lockAt = 1<<63 - 2

// lock marks an open file or folder as being written until it is closed. The error is
// errLocked when somebody else writes it. A folder cannot be locked; that it is open marks
// it, because os.Open lets nobody delete what it has open.
func lock(f *os.File) error {
	if st, err := f.Stat(); err != nil || st.IsDir() {
		return err
	}
	at := &windows.Overlapped{Offset: lockAt & 0xffffffff, OffsetHigh: lockAt >> 32}
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errLocked
	}
	return err
}

// probeFolder returns errLocked for a folder that a process has open.
func probeFolder(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	h, err := windows.CreateFile(name, windows.DELETE,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_BACKUP_SEMANTICS|windows.FILE_FLAG_OPEN_REPARSE_POINT, 0)
	if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
		return errLocked
	}
	if err != nil {
		return err
	}
	return windows.CloseHandle(h)
}

// Confine does nothing: who may read a file that others make is inherited from its
// folder, and those that this package makes are private.
func Confine() {}

// notPrivate are what a file system says that has no access control, such as FAT on a
// memory stick, or a share that lets its users change files and not who may read them.
var notPrivate = []error{windows.ERROR_NOT_SUPPORTED, windows.ERROR_INVALID_FUNCTION, windows.ERROR_ACCESS_DENIED}

// private lets only the user, and the system itself, read a file or what will be in a
// folder. Other than a mode, that is not given when a file is made, but at once after,
// before anything is in it. Where the file system does not let us, it stays as its folder
// has it.
func private(path string) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return fmt.Errorf("%s: who the user is: %w", path, err)
	}
	acl, err := onlyFor(user.User.Sid)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	err = windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, replaceList, nil, nil, acl, nil)
	if slices.ContainsFunc(notPrivate, func(e error) bool { return errors.Is(err, e) }) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("make %s private: %w", path, err)
	}
	return nil
}

// replaceList has a list take the place of the one that is there, and keeps out what the
// folder above passes on.
const replaceList = windows.DACL_SECURITY_INFORMATION | windows.PROTECTED_DACL_SECURITY_INFORMATION

// onlyFor returns the access list of what is private: full access for a user and for
// SYSTEM (backups, virus scanners), passed on to what a folder will hold (OICI), and none
// for others.
func onlyFor(user *windows.SID) (*windows.ACL, error) {
	sd, err := windows.SecurityDescriptorFromString(fmt.Sprintf("D:P(A;OICI;FA;;;%s)(A;OICI;FA;;;SY)", user))
	if err != nil {
		return nil, err
	}
	acl, _, err := sd.DACL()
	return acl, err
}

// openDevice opens what is no file for writing.
func openDevice(path string) (*os.File, error) { return os.OpenFile(path, os.O_WRONLY, 0) }

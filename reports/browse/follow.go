package browse

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/zertify/zertify/reports/plain"
)

// ErrBusy says that a database cannot be read now, and can be soon: another program is writing to it.
var ErrBusy = errors.New("the database is being written to")

// A Followed is the database of a follower.
type Followed struct {
	// Open opens the database for reading. An error that wraps ErrBusy will pass.
	Open func(ctx context.Context) (*sql.DB, error)
	// Stamp tells states of the file apart.
	Stamp func() (string, error)
}

// usualIdle is how long a follower keeps the database after the last answer: longer than a page and what it leads to at
// once, shorter than a person waits for a load to begin.
const usualIdle = time.Second

// busySeconds is after how many seconds a page asks again for a database that is being written to.
const busySeconds = "2"

// A Follower answers like a Server, of a database that it lets go of when nobody asks, so that others can write to it.
// What was worked out is kept as long as the file is the same.
type Follower struct {
	http.Handler
	file Followed
	opt  Options
	door *Server // lets in and refuses; it has no database
	idle time.Duration

	mu      sync.Mutex
	server  *Server // that of the file as it was last read; nil before
	stamp   string
	open    bool
	users   int // requests and other work that need the database
	letting *time.Timer
}

// Follow makes a follower. Close lets go of the database for good.
func Follow(file Followed, opt Options) (*Follower, error) {
	door, err := newServer(nil, opt)
	if err != nil {
		return nil, err
	}
	f := &Follower{file: file, opt: opt, door: door, idle: usualIdle}
	f.Handler = door.guarded(http.HandlerFunc(f.serve))
	return f, nil
}

// serve answers a request that was let in.
func (f *Follower) serve(w http.ResponseWriter, r *http.Request) {
	s, err := f.acquire(r.Context())
	switch {
	case errors.Is(err, ErrBusy):
		w.Header().Set("Refresh", busySeconds)
		w.Header().Set("Retry-After", busySeconds)
		f.door.refuse(w, r, http.StatusServiceUnavailable,
			plain.Text(err.Error())+". This page asks again by itself.")
		return
	case err != nil:
		f.door.fail(w, r, err)
		return
	}
	defer f.release()
	s.answers.ServeHTTP(w, r)
}

// acquire returns the server of the database as it is now, which stays open until it is released.
func (f *Follower) acquire(ctx context.Context) (*Server, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.open {
		if err := f.reopen(ctx); err != nil {
			return nil, err
		}
	}
	f.users++
	return f.server, nil
}

// reopen opens the database; the file cannot change from then on. Nobody uses the server meanwhile.
func (f *Follower) reopen(ctx context.Context) error {
	db, err := f.file.Open(ctx)
	if err != nil {
		return err
	}
	stamp, err := f.file.Stamp()
	if err != nil {
		return errors.Join(err, db.Close())
	}
	if f.server == nil || stamp != f.stamp {
		server, err := newServer(db, f.opt)
		if err != nil {
			return errors.Join(err, db.Close())
		}
		server.busy = f.keep
		f.server, f.stamp = server, stamp
	}
	f.server.use(db)
	f.open = true
	return nil
}

// keep holds the database for work beside the requests; whoever calls it has acquired the server.
func (f *Follower) keep() (done func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.users++
	return f.release
}

func (f *Follower) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.users--
	if f.users > 0 {
		return
	}
	if f.letting != nil {
		f.letting.Stop()
	}
	f.letting = time.AfterFunc(f.idle, f.letGo)
}

// letGo closes the database unless somebody needs it again.
func (f *Follower) letGo() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.users == 0 && f.open {
		f.open = false
		_ = f.server.db.Close() // nothing was written
	}
}

// Close ends the follower; requests that still run fail.
func (f *Follower) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.open {
		return nil
	}
	f.open = false
	return f.server.db.Close()
}

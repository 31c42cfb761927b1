// Package ingest reads dumps of SMF records and captured NMI streams into a DuckDB file and keeps the evidence of what
// was read: which inputs, how many records of what kind, what was left out and
// what was odd. An input is loaded whole or not at all. Every byte of it is
// accounted for as decoded, skipped or rejected. Inputs come from strangers: a
// bad record is rejected, a bad file is noted, and neither stops the others.
// Memory is bounded by the units in flight, not by the input.
package ingest

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// Options say what to load, where to and how.
type Options struct {
	DB        string          // database file; made when it does not exist
	Inputs    []string        // files, in order; "-" is Stdin
	Found     map[string]bool // those of Inputs that were found in a folder, not named; see Beside
	Parts     bool            // Inputs are the parts of one transfer, and one input
	Stdin     io.Reader
	SMF       smf.Options
	NMI       nmsec.Options
	Text      ipsectext.Options // CodePage and Year are filled in
	Discover  bool              // leave the overlay's framing of NMI streams aside
	Captured  time.Time         // when NMI streams were captured; zero: the time of the file counts
	Container container.Options
	CodePage  string // "" means 1047
	Jobs      int    // decoding workers; 0 means one per processor, fewer where memory is short
	Strict    bool   // stop at the first record rejected
	Again     bool   // replace an input that was loaded before
	Mixed     bool   // take copies made by anonymize beside originals, and originals beside copies
	Codes     []layout.Code
	Overlay   *layout.Overlay // layouts of the site; nil takes the one stored in the database
	Version   string          // of the program, stored with each input
	Views     *Views          // whose template a new database is made from; nil for none
	Now       time.Time       // stored with each input as the time of loading; zero: what the clock says
	Progress  *Progress       // counts for a progress display; may be nil
}

// Progress is updated while an input is read; any goroutine may look.
type Progress struct {
	Bytes, Records atomic.Int64 // read after containers were opened
	Source         atomic.Int64 // bytes taken from the files themselves
	Input          atomic.Pointer[string]
}

// A FileSummary says what became of one input. Path is as filename.Escape shows it.
type FileSummary struct {
	Path, SHA256, Container, Framing string
	FramingBasis                     string // how the framing was found
	FramingDoubt                     nmsec.Doubt
	Form                             string // one of Forms
	Bytes                            int64
	Records, Records119              int64
	Decoded, Skipped, Rejected       int64
	RejectedBytes                    int64 // of records, and of what is none
	Disputed                         int64 // records that contradict themselves
	Duplicates                       int64
	Issues                           int
	Err                              error       // why nothing of it was loaded, or nil
	Stopped                          *Stop       // why it was not read to its end; nil when it was
	CutOff                           bool        // ends in the middle of a record
	Assumed                          []string    // what nothing in the input states, and was taken for true
	Headless                         bool        // does not begin with a record, as far as can be told
	Known                            bool        // loaded before with the same digest; not loaded again
	Types                            []TypeCount // what it holds, most frequent first
}

// A TypeCount counts the records of one SMF type and subtype (-1 for none), or the
// messages of one name.
type TypeCount struct {
	Type    int
	Subtype int
	Message string // "" for SMF records
	Records int64
}

// A Summary says what became of all inputs.
type Summary struct {
	Files []FileSummary
	Left  container.Left // what was left out because it lies beside dumps; see Beside
}

// Rejected reports whether anything was left out that should have been read, or is in dispute.
func (s *Summary) Rejected() bool {
	return slices.ContainsFunc(s.Files, func(f FileSummary) bool {
		return f.Rejected > 0 || f.RejectedBytes > 0 || f.Disputed > 0 || f.Err != nil || f.Stopped != nil
	})
}

// collectPercent is how much the Go heap may grow over what is in use before
// it is collected, while loading.
const collectPercent = 30

// Run loads the inputs one after the other. What was committed stays when a
// later input fails. The error is for what keeps the program from going on: the
// database cannot be written, the context ended, or Strict and a record rejected.
func Run(ctx context.Context, opt Options, log *slog.Logger) (*Summary, error) {
	opt.defaults(memoryOf(ctx))
	sum, err := runAll(ctx, opt, log)
	if opt.Progress.Bytes.Load() >= muchRead {
		debug.FreeOSMemory()
	}
	return sum, err
}

// muchRead is how many bytes leave so much behind in the heap that it is collected
// before the engine has work of its own.
const muchRead = 16 << 20

// someRead is how many bytes make more threads worth their while at the end of an input.
const someRead = 1 << 20

func runAll(ctx context.Context, opt Options, log *slog.Logger) (sum *Summary, err error) {
	// Batches are large and short-lived; collecting early keeps the peak low and
	// costs little, because there are hardly any pointers in them.
	defer debug.SetGCPercent(debug.SetGCPercent(collectPercent))
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	debug.SetMemoryLimit(memoryOf(ctx).heapLimit(before))
	r, err := openRun(ctx, &opt, log)
	if err != nil {
		return nil, err
	}
	defer r.close()
	if err := r.all(ctx); err != nil {
		return r.sum, errors.Join(err, r.rollback())
	}
	return r.sum, r.l.exec(ctx, "CHECKPOINT file")
}

// openRun opens the database of a run, makes it where there is none, and checks one that exists.
func openRun(ctx context.Context, opt *Options, log *slog.Logger) (r *run, err error) {
	cp, err := wire.NewCodePage(opt.CodePage)
	if err != nil {
		return nil, err
	}
	db, conn, err := connect(ctx, opt.DB, opt.Views)
	if err != nil {
		return nil, err
	}
	r = &run{filter: newCopies(), opt: opt, cp: cp, log: log, sum: &Summary{}, db: db}
	defer func() {
		if err != nil {
			r.close()
		}
	}()
	if err := settleOverlay(ctx, conn, opt); err != nil {
		return r, errors.Join(err, conn.Close())
	}
	if r.empty, err = holdsNothing(ctx, conn); err != nil {
		return r, errors.Join(err, conn.Close())
	}
	r.l = newLoader(ctx, conn, func(ctx context.Context) error { return prepare(ctx, conn, opt) })
	if !r.empty {
		err = r.l.wait()
	}
	return r, err
}

// close closes the database.
func (r *run) close() {
	if r.l != nil {
		r.l.close()
		r.l.conn.Close()
	}
	r.db.Close()
}

// all loads the inputs.
func (r *run) all(ctx context.Context) error {
	if r.opt.Parts {
		if err := r.parts(ctx); err != nil {
			return err
		}
		return r.commit(ctx)
	}
	for _, in := range r.opt.Inputs {
		if err := r.input(ctx, in); err != nil {
			return err
		}
	}
	if err := r.commit(ctx); err != nil {
		return err
	}
	if err := r.besideNothing(ctx); err != nil {
		return err
	}
	return r.commit(ctx)
}

func (o *Options) defaults(m Memory) {
	if o.CodePage == "" {
		o.CodePage = "1047"
	}
	if o.Jobs <= 0 {
		o.Jobs = m.workers()
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Progress == nil {
		o.Progress = &Progress{}
	}
}

// prepare makes the database ready for loading.
func prepare(ctx context.Context, conn *sql.Conn, opt *Options) error {
	if err := execAll(ctx, conn, []string{"USE file"}); err != nil {
		return err
	}
	if err := makeOrCheck(ctx, conn, opt); err != nil {
		return err
	}
	if err := keepOverlay(ctx, conn, opt.Overlay); err != nil {
		return err
	}
	return execAll(ctx, conn, []string{"USE memory"})
}

// holds reports whether the file is a database of ours, and whether anything is in
// it. Another program may have made it while connect waited, so that only the file
// itself can tell.
func holds(ctx context.Context, conn *sql.Conn) (ours, anything bool, err error) {
	err = conn.QueryRowContext(ctx, statements.Text("holds", nil)).Scan(&ours, &anything)
	return ours, anything, err
}

// holdsNothing reports whether the file is new, or a database of ours without an
// input.
func holdsNothing(ctx context.Context, conn *sql.Conn) (empty bool, err error) {
	ours, used, err := holds(ctx, conn)
	if err != nil || !ours {
		return !used, err
	}
	err = conn.QueryRowContext(ctx, "SELECT count(*) = 0 FROM file.main.input_file").Scan(&empty)
	return empty, err
}

// makeOrCheck makes a new database, or checks that an existing one fits and
// takes over the site's codes. What it makes appears whole or not at all.
func makeOrCheck(ctx context.Context, conn *sql.Conn, opt *Options) error {
	made, used, err := holds(ctx, conn)
	if err != nil {
		return err
	}
	version := cmp.Or(opt.Version, "unknown")
	switch {
	case used && !made:
		return notOurs(opt.DB)
	case made:
		if err := checkLayouts(ctx, conn, opt.DB); err != nil {
			return err
		}
		if err := execAll(ctx, conn, []string{signTemplate(version)}); err != nil {
			return err
		}
		return keepCodes(ctx, conn, opt.Codes)
	}
	if err := makeTables(ctx, conn, opt.Codes, version); err != nil {
		return fmt.Errorf("prepare database %s: %w", opt.DB, err)
	}
	return nil
}

// makeTables makes all that a new database has but for the views.
func makeTables(ctx context.Context, conn *sql.Conn, site []layout.Code, version string) error {
	if err := execAll(ctx, conn, []string{"BEGIN TRANSACTION"}); err != nil {
		return err
	}
	if err := layFacts(ctx, conn, site); err != nil {
		return err
	}
	sign := fmt.Sprintf("INSERT INTO database_info (key, value) VALUES ('tool_version', %s)", text(version))
	return execAll(ctx, conn, []string{signFormat(), sign, "COMMIT"})
}

// run is the state of one Run.
type run struct {
	opt *Options
	cp  *wire.CodePage
	db  *sql.DB
	l   *loader // nil until the database is open
	log *slog.Logger
	sum *Summary

	filter *copies     // of this run's records
	known  knownInputs // see readInputs
	group  group
	small  *smallTools // nil while none are needed
	stale  bool        // the views are marked as stale
	empty  bool        // there is no input in the database yet, as this run makes it
	pieces []string    // what the input was put together from; nil for one file

	beside []*container.Error // what each member left out is, as many as are listed
}

// input opens one path and loads every input inside it.
func (r *run) input(ctx context.Context, path string) error {
	if what := infile.Special(path); what != "" && r.opt.Found[path] {
		r.leave(&container.Error{ID: container.IDRead, Path: filename.Escape(path), Offset: -1, Found: "it is " + what,
			Try: "what is in a folder is read when it is a file; name it to have it read"}, " ("+what+")")
		return nil
	}
	f, from, err := r.open(ctx, path)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return r.member(ctx, &container.Member{Name: filename.Escape(path), Err: unopened(path, err)}, origin{size: -1})
	}
	defer f.Close()
	name := filename.Escape(path)
	if path == "-" {
		name = "(standard input)"
	}
	res, err := container.Walk(ctx, name, f, r.opt.Container, func(m *container.Member) error {
		if e := notADump(m, r.opt.Found[path]); e != nil {
			r.leave(e, "")
			return nil
		}
		return r.member(ctx, m, from)
	})
	r.sum.Left.Join(res.Left)
	return err
}

// unopened says of an input that it could not be opened, with as many bytes unread as the file system gives it.
func unopened(path string, err error) *container.Error {
	e := &container.Error{ID: container.IDRead, Path: filename.Escape(path), Offset: -1, Left: 1,
		Found: "it could not be opened: " + bare(err).Error(),
		Try:   "see that it is still there and that you may read it, and load it again", Err: filename.Error(err)}
	if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
		e.Left = max(e.Left, st.Size())
	}
	return e
}

// An origin says where an input came from.
type origin struct {
	path string    // "" when there are several files
	size int64     // -1 for a stream
	mod  time.Time // when the file was last written; zero for a stream
}

// open returns a path's bytes.
func (r *run) open(ctx context.Context, path string) (io.ReadCloser, origin, error) {
	from := origin{path: path, size: -1}
	if path == "-" {
		return io.NopCloser(r.opt.Stdin), from, nil
	}
	f, err := infile.OpenInput(ctx, path)
	if err != nil {
		return nil, from, err
	}
	st, err := f.Stat()
	if err == nil && st.IsDir() {
		err = &fs.PathError{Op: "read", Path: path, Err: errors.New("is a folder")}
	}
	if err != nil {
		return nil, from, errors.Join(err, f.Close())
	}
	if !st.Mode().IsRegular() {
		return f, from, nil
	}
	from.size, from.mod = st.Size(), st.ModTime()
	return &sourceFile{File: f, read: &r.opt.Progress.Source}, from, nil
}

// sourceFile counts what is read of a file, in order or at random.
type sourceFile struct {
	*os.File
	read *atomic.Int64
}

func (f *sourceFile) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.read.Add(int64(n))
	return n, err
}

func (f *sourceFile) ReadAt(b []byte, off int64) (int, error) {
	n, err := f.File.ReadAt(b, off)
	f.read.Add(int64(n))
	return n, err
}

// member loads one input.
func (r *run) member(ctx context.Context, m *container.Member, from origin) error {
	f := &fileRun{run: r, member: m, from: from, counts: newCounts(), issues: newIssues(),
		fs: &FileSummary{Path: m.Name, Container: container.Chain(m.Chain)}}
	r.opt.Progress.Input.Store(&f.fs.Path)
	err := f.load(ctx)
	switch {
	case err == nil:
	case ctx.Err() != nil || errors.Is(err, errDatabase):
		return err
	case r.opt.Strict:
		return cmp.Or(r.commit(ctx), err)
	default:
		f.fs.Err = err
	}
	f.member, f.sum, f.scan = nil, nil, nil // an input that waits to be committed needs them no more
	if !f.joined {
		r.notJoined(f)
	}
	switch {
	case !r.group.open:
		r.settle()
	case r.group.full():
		return r.commit(ctx)
	}
	return nil
}

// notJoined has an input that is not loaded wait with those of the open group, so that all are listed in order.
func (r *run) notJoined(f *fileRun) {
	if f.dependsOn(&r.group) {
		r.group.bytes += f.fs.Bytes
	} else {
		f.kept = nil
	}
	r.group.inputs = append(r.group.inputs, f)
}

// errDatabase marks failures of the database, which end the run.
var errDatabase = errors.New("the database failed")

// ofDatabase marks an error as a failure of the database, and says nothing of its own.
func ofDatabase(err error) error { return databaseError{err} }

type databaseError struct{ error }

func (e databaseError) Unwrap() error        { return e.error }
func (e databaseError) Is(target error) bool { return target == errDatabase }

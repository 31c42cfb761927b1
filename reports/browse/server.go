// Package browse serves a database as web pages for one person at the same machine: lists with filters, the way from
// a server to the record that shows what protected it, and the checks.
//
// It only reads. Pages are made on the server from templates, work without script, and load nothing
// from elsewhere. What
// a page shows is in its address, so that a bookmark is a saved query.
package browse

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/plain"
)

//go:embed html
var htmlFS embed.FS

//go:embed statement/*.sql
var statementFS embed.FS

// statement is the SQL of a file in statement.
func statement(name string) string {
	text, err := statementFS.ReadFile("statement/" + name + ".sql")
	if err != nil {
		panic(err) // a part of the program is missing; every test of a page meets it
	}
	return string(text)
}

// Options say for whom a server answers.
type Options struct {
	Token    string        // what the first address must hold, see NewToken
	Hosts    []string      // host:port pairs, in lower case, under which the server may be asked
	TLS      bool          // the cookie is kept to TLS
	Database string        // path of the database, as shown and as put into command lines
	Timeout  time.Duration // longest time a statement may take; 0: no limit
	// Life ends the work that no request waits for; nil: it goes on
	Life context.Context

	Commands Commands
	Owners   *policy.Owners // whom findings are for; nil: nobody said

	// Explain says what to do about an error of the engine; nil: it stands as it is
	Explain func(error) error

	// Compare works out what changed between two periods; nil: periods are not compared
	Compare Comparer

	// Record writes a record of an input byte by byte; nil: records are not read
	Record RecordReader

	// Saved reads the queries that were saved under a name; nil: none are.
	Saved func() ([]Saved, error)

	// Single refuses text that is not exactly one statement, before any of it has run. Only a driver can tell.
	Single func(ctx context.Context, db *sql.DB, text string) error
}

// Commands word what a person types for the same rows on the command line; only the program knows its flags.
type Commands struct {
	SQL    func(statement string) []string
	Check  func(id string, params map[string]string) []string
	Audit  func(profiles []string, day string) []string // "" is the day of the newest record
	Diff   func(asked Comparison) []string
	Record func(input string, record int64) []string   // shows the bytes of a record
	Save   func(list string, params url.Values) string // the line that saves a list, and the command that runs it
}

// A Record is one record of an input.
type Record struct {
	Input  string // as the database names it
	Bytes  int64  // length of the input when it was loaded; 0 where it came out of a container
	Number int64  // from 1
}

// A RecordReader writes what the bytes of a record mean, for people. The error says why it cannot be read.
type RecordReader func(ctx context.Context, w io.Writer, at Record) error

// A Server answers requests for pages. It is an http.Handler.
type Server struct {
	db     *sql.DB
	opt    Options
	cookie string // its name: cookies do not tell ports apart, so it does
	pages  map[string]*template.Template
	checks []queries.Query
	judged evaluations
	first  verdicts
	totals totals

	compared comparisons
	http.Handler
	answers http.Handler         // to whom was let in
	busy    func() (done func()) // keeps the database for work that no request waits for
	stall   time.Duration        // longest time in which a browser must take something of an answer

	known values // the values of each security filter
}

// UsualMemory is how many bytes serving takes, the engine's among them, unless more is allowed: the lists need no more
// on 20 million interval records.
const UsualMemory = 400 << 20

// atOnce bounds the statements that run at a time; further requests wait.
const atOnce = 4

// New makes the server of a database, which must be open for reading only and have the views of this version. The
// server does not close it.
func New(db *sql.DB, opt Options) (*Server, error) {
	s, err := newServer(db, opt)
	if err != nil {
		return nil, err
	}
	s.use(db)
	return s, nil
}

// use reads from this handle from now on.
func (s *Server) use(db *sql.DB) {
	s.db = db
	db.SetMaxOpenConns(atOnce)
}

func newServer(db *sql.DB, opt Options) (*Server, error) {
	if opt.Token == "" || len(opt.Hosts) == 0 {
		return nil, errors.New("browse: no token or no host")
	}
	checks, err := queries.Load(queries.Embedded())
	if err != nil {
		return nil, err
	}
	s := &Server{db: db, opt: opt, cookie: "zertify_" + digits(opt.Hosts[0]), checks: checks, stall: usualStall,
		busy: func() func() { return func() {} }}
	if s.pages, err = parsePages(); err != nil {
		return nil, err
	}
	s.answers = s.routes()
	s.Handler = s.guarded(s.answers)
	return s, nil
}

// digits are the digits of a host's port.
func digits(host string) string {
	end := len(host)
	start := end
	for start > 0 && host[start-1] >= '0' && host[start-1] <= '9' {
		start--
	}
	return host[start:end]
}

// parsePages parses each page together with the frame around all of them.
func parsePages() (map[string]*template.Template, error) {
	frame, err := template.ParseFS(htmlFS, "html/frame.tmpl")
	if err != nil {
		return nil, err
	}
	out := map[string]*template.Template{}
	for _, name := range []string{"start", "list", "session", "pair", "record", "drift", "findings", "checks", "check",
		"sql", "message"} {
		t, err := frame.Clone()
		if err == nil {
			t, err = t.ParseFS(htmlFS, "html/"+name+".tmpl")
		}
		if err != nil {
			return nil, err
		}
		out[name] = t
	}
	return out, nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", s.page(s.start))
	for _, l := range lists {
		mux.HandleFunc("/"+l.id, s.page(s.list(l)))
	}
	mux.HandleFunc("/session", s.page(s.session))
	mux.HandleFunc("/"+pairPage, s.page(s.pair))
	mux.HandleFunc("/"+recordPage, s.page(s.record))
	mux.HandleFunc("/"+driftPage, s.page(s.drift))
	mux.HandleFunc("/findings", s.page(s.findings))
	mux.HandleFunc("/checks", s.page(s.checkList))
	mux.HandleFunc("/checks/{id}", s.page(s.check))
	mux.HandleFunc("/sql", s.page(s.sql))
	mux.HandleFunc("/style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		fmt.Fprint(w, page.StyleSheet())
		css, _ := htmlFS.ReadFile("html/browse.css")
		w.Write(css)
	})
	mux.HandleFunc("/", s.page(func(*http.Request) (answer, error) {
		return nil, problem{http.StatusNotFound, errors.New("there is no such page")}
	}))
	return mux
}

// An answer writes what was asked for. Everything that can fail has been done by then, but for rows that are streamed.
type answer interface {
	write(s *Server, w http.ResponseWriter, r *http.Request) error
}

// A problem is an error with the status of its answer.
type problem struct {
	status int
	error
}

func (p problem) Unwrap() error { return p.error }

// page turns a function into a handler: with a limit of time, and errors as a page.
func (s *Server) page(f func(*http.Request) (answer, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, stop := r.Context(), context.CancelFunc(func() {})
		if s.opt.Timeout > 0 {
			ctx, stop = context.WithTimeout(ctx, s.opt.Timeout)
		}
		defer stop()
		r = r.WithContext(ctx)
		a, err := f(r)
		if err == nil {
			err = a.write(s, w, r)
		}
		if err != nil && r.Context().Err() != context.Canceled { // nobody waits for it any more
			s.fail(w, r, err)
		}
	}
}

func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p problem
	switch {
	case errors.As(err, &p):
		s.refuse(w, r, p.status, plain.Text(p.error.Error()))
	case errors.Is(r.Context().Err(), context.DeadlineExceeded):
		s.refuse(w, r, http.StatusServiceUnavailable, fmt.Sprintf("This took longer than %s and was stopped. Limit the "+
			"list with filters, or start the server with a longer time limit.", s.opt.Timeout))
	default:
		s.refuse(w, r, http.StatusInternalServerError, s.explained(err))
	}
}

// explained is an error as a page shows it.
func (s *Server) explained(err error) string {
	if s.opt.Explain != nil {
		err = s.opt.Explain(err)
	}
	return plain.Lines(err.Error())
}

// refuse answers with a page that says why.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return
	}
	// Nothing is left to tell the browser if this fails.
	_ = s.pages["message"].Execute(w, view{Title: http.StatusText(status), Body: why})
}

// bad marks an error as the fault of the address.
func bad(err error) error {
	if err == nil {
		return nil
	}
	return problem{http.StatusBadRequest, err}
}

// values are what there is to choose from, by security filter, once it was read.
type values struct {
	mu   sync.Mutex
	read map[string][]string
}

// knownValues lists what there is to choose from, by security filter. It is read once, by whoever asks first; an error
// is that one's alone.
func (s *Server) knownValues(ctx context.Context) (map[string][]string, error) {
	s.known.mu.Lock()
	defer s.known.mu.Unlock()
	if s.known.read != nil {
		return s.known.read, nil
	}
	out := map[string][]string{}
	for _, f := range queries.SecurityFilters() {
		var err error
		if out[f.Name], err = s.texts(ctx, f.Values()); err != nil {
			return nil, err
		}
	}
	s.known.read = out
	return out, nil
}

// texts are the values of a statement of one column, without NULL.
func (s *Server) texts(ctx context.Context, statement string) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, statement)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var a sql.NullString
		if err := rows.Scan(&a); err != nil {
			return nil, err
		}
		if a.Valid {
			out = append(out, a.String)
		}
	}
	return out, rows.Err()
}

// view is what every page gets: its title, what stands where it is, and what it shows.
type view struct {
	Title    string
	Here     string // id of the page in the navigation
	Database string
	Body     any
	Lists    []*list
}

// A rendered is an answer made by a template.
type rendered struct {
	name, title, here string
	body              any
}

func (p rendered) write(s *Server, w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return s.pages[p.name].Execute(w, view{p.title, p.here, plain.Text(s.opt.Database), p.body, lists})
}

// Nav is the id and the title of a list, for the navigation.
func (l *list) ID() string    { return l.id }
func (l *list) Title() string { return l.title }
func (l *list) Doc() string   { return l.doc }

// InNav reports whether a list stands in the navigation; others are reached from a row.
func (l *list) InNav() bool { return l.id != "ends" }

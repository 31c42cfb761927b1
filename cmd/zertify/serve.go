package main

import (
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pkg/browser"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/inspect"
	"github.com/zertify/zertify/reports/browse"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/wire"
)

// openBrowser opens an address or a file in the browser of the person at this machine. It may take as long as the
// browser runs. What browsers say on their own account is not shown.
var openBrowser = func(address string) error {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	return browser.OpenURL(address)
}

type serveOptions struct {
	db, listen      string
	saved, owners   string
	remote, open    bool
	follow          bool
	tlsCert, tlsKey string
	timeout         time.Duration
}

func newServeCmd(e *env) *cobra.Command {
	opt := serveOptions{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Browse a database in a web browser",
		Long: `Serves the database as web pages for a browser on this machine: TCP servers, TCP clients, Enterprise
Extender peers, security sessions, tunnels and certificates, with filters, a choice of columns and
the way from a server to the record that shows what protected it; tunnels of two ends over time;
what was loaded, and drift between two periods; findings, checks and SQL.

It only reads, and answers only to the browser that opens the address it prints: the address holds
a key that is made for each run. What a page shows is in its address, so a bookmark keeps a query;
in a later run it works once you have opened the address that run prints. Ctrl-C ends it.

While it runs, nothing can be loaded into the database. With --follow it lets go of the database when no
page is asked for, and shows what was loaded meanwhile.`,
		Example: "  zertify serve --db audit.duckdb\n  zertify serve --db audit.duckdb --listen 127.0.0.1:8200 --open=false",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), e, &opt) },
	}
	addDB(cmd, &opt.db)
	f := cmd.Flags()
	f.StringVar(&opt.listen, "listen", "127.0.0.1:8119", "`address` and port to listen on")
	f.BoolVar(&opt.open, "open", true, "open the address in the browser")
	f.BoolVar(&opt.follow, "follow", false,
		"let go of the database when no page is asked for, so that others can load into it, and show what they loaded")
	f.BoolVar(&opt.remote, "allow-remote", false,
		"allow --listen to name an address that other machines reach; needs --tls-cert and --tls-key")
	f.StringVar(&opt.tlsCert, "tls-cert", "", "PEM `file` with the server's certificate, and those above it")
	f.StringVar(&opt.tlsKey, "tls-key", "", "PEM `file` with the private key of the certificate")
	f.StringVar(&opt.saved, "saved", "",
		"TOML `file` of saved queries to show on the first page; the page of a list has the "+
			"line that saves it")
	f.StringVar(&opt.owners, "owners", "",
		"CSV `file` that says whom findings are for: owner,system,stack,job,server,port,note")
	f.DurationVar(&opt.timeout, "timeout", time.Minute, "longest time that a page may take, such as 90s; 0 sets no limit")
	return cmd
}

func (o *serveOptions) check() error {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return fmt.Errorf("--listen %q: write an address and a port, such as 127.0.0.1:8119", o.listen)
	}
	if (o.tlsCert == "") != (o.tlsKey == "") {
		return errors.New("--tls-cert and --tls-key go together")
	}
	if o.timeout < 0 {
		return fmt.Errorf("--timeout %s: must be 0 or more", o.timeout)
	}
	switch {
	case isLoopback(host):
		return nil
	case !o.remote:
		return fmt.Errorf("--listen %s: other machines could reach this; use 127.0.0.1, or allow it with --allow-remote, "+
			"--tls-cert and --tls-key", o.listen)
	case o.tlsCert == "":
		return errors.New("--allow-remote: needs --tls-cert and --tls-key, so that nobody on the way can read along")
	}
	return nil
}

// isLoopback reports whether a host is this machine and no other can reach it. An empty host is every address.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

func runServe(ctx context.Context, e *env, opt *serveOptions) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	if e.memory == 0 {
		ctx = ingest.WithMemory(ctx, min(browse.UsualMemory, ingest.MachineMemory()))
	}
	if err := errors.Join(opt.check(), needFile(opt.db)); err != nil {
		return err
	}
	if _, err := opt.readSaved(); err != nil {
		return err
	}
	l, err := listen(ctx, opt)
	if err != nil {
		return err
	}
	defer l.Close()
	var plan auditPlan
	if err := plan.readOwners(&auditOptions{owners: opt.owners}); err != nil {
		return err
	}
	token := browse.NewToken()
	handler, stop, err := opt.handler(ctx, e, browse.Options{Token: token, Hosts: hostsOf(l.Addr(), opt.listen),
		TLS: opt.tlsCert != "", Database: opt.db, Timeout: opt.timeout, Life: ctx,
		Single: oneStatement, Saved: opt.readSaved, Commands: commandsFor(opt), Owners: plan.policy.Owners,
		Record:  e.recordOf,
		Explain: func(err error) error { return explainMemory(ctx, err) },
		Compare: keepingLock(e.comparerFor(opt.db), &databaseLock{path: opt.db}, end)})
	if err != nil {
		return err
	}
	defer stop()
	address := firstAddress(l.Addr(), opt, token)
	if err := e.printf("%s\n", address); err != nil {
		return err
	}
	e.log.Info("open this address in a browser on this machine; Ctrl-C ends the server")
	if opt.open {
		go e.show(openBrowser, address)
	}
	if err := serveUntilDone(ctx, l, handler); err != nil {
		return err
	}
	var lost *lockLost
	errors.As(context.Cause(ctx), &lost)
	if lost != nil {
		return lost
	}
	return nil
}

// show opens an address in a browser.
func (e *env) show(open func(string) error, address string) {
	if err := open(address); err != nil {
		e.log.Warn("no browser could be started; open the address above yourself, or use --open=false")
	}
}

// A lockLost says that another program has begun to write to a database that is being served.
type lockLost struct {
	path string
	err  error
}

func (e *lockLost) Error() string {
	return fmt.Sprintf("%s: another program has begun to write to it (%v); start zertify serve again when that is done",
		plainPath(e.path), e.err)
}

func (e *lockLost) Unwrap() error { return e.err }

// keepingLock makes sure of the lock of the database after each comparison, which opens and closes the file for itself.
// Without it another program could write to what is being read.
func keepingLock(compare browse.Comparer, lock *databaseLock, end context.CancelCauseFunc) browse.Comparer {
	return func(ctx context.Context, asked browse.Comparison) (*model.Drift, error) {
		drift, err := compare(ctx, asked)
		if refused := lock.again(); refused != nil {
			lost := &lockLost{lock.path, refused}
			end(lost)
			return nil, lost
		}
		return drift, err
	}
}

// handler opens the database, or follows it.
func (o *serveOptions) handler(ctx context.Context, e *env, opt browse.Options) (h http.Handler, stop func() error,
	err error) {
	db, err := openDB(ctx, o.db)
	if err != nil {
		return nil, nil, err
	}
	if !o.follow {
		s, err := browse.New(db, opt)
		if err != nil {
			return nil, nil, errors.Join(err, db.Close())
		}
		return s, db.Close, nil
	}
	if err := db.Close(); err != nil { // its figures are current now
		return nil, nil, err
	}
	f, err := browse.Follow(browse.Followed{Open: o.reopen, Stamp: o.stamp}, opt)
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}

// reopen opens the database for reading and changes nothing in it, even if a load left its figures behind.
func (o *serveOptions) reopen(ctx context.Context) (*sql.DB, error) {
	db, err := ingest.OpenReadOnly(ingest.WithLockTimeout(ctx, ingest.LockTimeout{}), o.db)
	var used *ingest.InUseError
	switch {
	case errors.As(err, &used):
		return nil, fmt.Errorf("%w: waiting for %s", browse.ErrBusy, used.Holder())
	case err != nil:
		return nil, err
	}
	current, err := views.Current(ctx, db)
	if err == nil && !current {
		err = fmt.Errorf("%w, or a load was interrupted; zertify history --db %s completes it", browse.ErrBusy,
			shellWord(o.db))
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// stamp tells what the database file was when it was read from what others made of it.
func (o *serveOptions) stamp() (string, error) {
	st, err := os.Stat(o.db)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(st.Size(), " ", st.ModTime().UnixNano()), nil
}

// readSaved reads the saved queries anew: a line may have been added.
func (o *serveOptions) readSaved() ([]browse.Saved, error) {
	if o.saved == "" {
		return nil, nil
	}
	return readSaved(o.saved)
}

// commandsFor words what to type for the rows of a page.
func commandsFor(opt *serveOptions) browse.Commands {
	db := opt.db
	return browse.Commands{
		Save: savedLine(db, opt.saved),
		SQL:  func(statement string) []string { return []string{"sql", "--db", db, statement} },
		Check: func(id string, params map[string]string) []string {
			words := []string{"query", id, "--db", db}
			for _, name := range slices.Sorted(maps.Keys(params)) {
				words = append(words, "--param", name+"="+params[name])
			}
			return words
		},
		Audit: func(profiles []string, day string) []string {
			words := []string{"audit", "--db", db, "--profile", strings.Join(profiles, ",")}
			if day != "" {
				words = append(words, "--as-of", day)
			}
			if opt.owners != "" {
				words = append(words, "--owners", opt.owners)
			}
			return words
		},
		Diff: func(asked browse.Comparison) []string {
			return []string{"diff", "--db", db, "--from", asked.Old(), "--to", asked.New(), "--profile",
				strings.Join(asked.Profiles, ",")}
		},
		Record: func(input string, record int64) []string {
			if strings.HasPrefix(input, "-") {
				input = "./" + input // no flag
			}
			return []string{"dump", input, "--record", strconv.FormatInt(record, 10)}
		},
	}
}

// comparerFor returns what compares two periods of a database as diff does without further flags.
func (e *env) comparerFor(db string) browse.Comparer {
	return func(ctx context.Context, asked browse.Comparison) (*model.Drift, error) {
		opt := diffOptions{db: db, from: asked.Old(), to: asked.New()}
		var flags cobra.Command // sets what is not given to what it is without
		addLapseDays(&flags, &opt.lapseDays)
		opt.audit.addEvaluatingFlags(&flags)
		opt.audit.profiles, opt.audit.formats = strings.Join(asked.Profiles, ","), "json"
		sides, err := opt.sides(nil)
		if err != nil {
			return nil, err
		}
		plan, err := opt.audit.plan(e)
		if err != nil {
			return nil, err
		}
		return (&diffRun{plan: plan}).compare(ctx, e, &sides, opt.lapseDays)
	}
}

// recordOf writes a record of an input for its page, read as dump reads it without further flags. A name in a database
// may be that of anything; only files are opened, and only as long as they are when they were loaded.
func (e *env) recordOf(ctx context.Context, w io.Writer, at browse.Record) error {
	src, err := findInput(at.Input)
	if err != nil {
		return err
	}
	st, err := os.Stat(src.Path)
	switch {
	case err != nil || !st.Mode().IsRegular():
		return fmt.Errorf("%s is not a file that can be read again", src.Name())
	case src.Member == "" && at.Bytes > 0 && st.Size() != at.Bytes:
		return fmt.Errorf("%s has %s now; it had %s when it was loaded", src.Name(), plural(st.Size(), "byte"),
			plural(at.Bytes, "byte"))
	}
	code, err := wire.NewCodePage(usualCodePage)
	if err != nil {
		return err
	}
	found, err := findRecord(ctx, e, src, at.Number, inspect.Options{CodePage: code})
	if err != nil {
		return err
	}
	return outfile.Buffered(w, found.WriteText)
}

// listen opens the port, with TLS where there is a certificate.
func listen(ctx context.Context, opt *serveOptions) (net.Listener, error) {
	var certs []tls.Certificate
	if opt.tlsCert != "" {
		pair, err := tls.LoadX509KeyPair(opt.tlsCert, opt.tlsKey)
		if err != nil {
			return nil, fmt.Errorf("--tls-cert, --tls-key: %w", err)
		}
		certs = append(certs, pair)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", opt.listen)
	if err != nil {
		return nil, fmt.Errorf("--listen %s: %w; another port may be free: --listen %s", opt.listen, err,
			nextPort(opt.listen))
	}
	if certs != nil {
		l = tls.NewListener(l, &tls.Config{Certificates: certs, MinVersion: tls.VersionTLS12})
	}
	return l, nil
}

// nextPort returns the same address with the port after, or one the system chooses.
func nextPort(address string) string {
	host, port, _ := net.SplitHostPort(address)
	n, err := strconv.Atoi(port)
	if err != nil || n >= 65535 {
		n = -1
	}
	return net.JoinHostPort(host, strconv.Itoa(n+1))
}

// hostsOf returns the names under which the server may be asked: the address it listens on and, on this machine,
// localhost.
func hostsOf(addr net.Addr, asked string) []string {
	_, port, _ := net.SplitHostPort(addr.String())
	host, _, _ := net.SplitHostPort(asked)
	hosts := []string{strings.ToLower(addr.String()), strings.ToLower(net.JoinHostPort(host, port))}
	if isLoopback(host) {
		hosts = append(hosts, net.JoinHostPort("127.0.0.1", port), net.JoinHostPort("localhost", port),
			net.JoinHostPort("::1", port))
	}
	return hosts
}

func firstAddress(addr net.Addr, opt *serveOptions, token string) string {
	u := url.URL{Scheme: "http", Host: addr.String(), Path: "/", RawQuery: url.Values{"token": {token}}.Encode()}
	if opt.tlsCert != "" {
		u.Scheme = "https"
	}
	return u.String()
}

// requestTimeout is how long a browser may take to ask: a connection that asks for nothing is not kept.
var requestTimeout = 10 * time.Second

// serveUntilDone answers until the context ends, and then at once no longer: an answer that is broken off can be asked
// for again.
func serveUntilDone(ctx context.Context, l net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: requestTimeout, ReadTimeout: requestTimeout,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

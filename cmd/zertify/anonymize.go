package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/anonymize"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

type anonymizeOptions struct {
	out, key          string
	shiftDays         int
	keepSystems       bool
	framing, codePage string
	salvage           bool
	nmi               nmiFlags
}

// keyVariable may hold the key in place of a file.
const keyVariable = "ZERTIFY_KEY"

const anonymizeHelp = `Writes a copy of a dump, a real-time buffer, a captured NMI stream, a report of ipsec or a
log in which everything that identifies somebody is replaced. The copy of a dump or capture
has the framing and length of the original, without compression. It is read and evaluated
like it.

Replaced, the same value in the same way everywhere: addresses (those with a common
prefix keep one as long; private stays private), names of systems, stacks, jobs, users,
logical units, rules, hosts and files (word by word, by letters and digits of the same
kind), identities of tunnels, distinguished names (attribute types stay), certificate
serials, key fingerprints, session, job and tunnel ids, cookies and SPIs. Addresses
written as text become the same address where it fits, else one with as many digits.
Kept: structure, lengths, times, algorithms, ports, counters, connection numbers,
loopback, multicast and unspecified addresses, those at which the manufacturer's
hardware calls home, and the user *FTPUSR*, which stands for all of FTP.

Zeros in the copy: bytes that no layout explains, and of records without a layout all
but the header (type, subtype, time, replaced system id). What could not be read as a
record is X'FF' in the copy, and is reported.

Of a report of ipsec and of a log of the IKE daemon the values are replaced in the same
way, also behind labels that are not known; labels, algorithms, times and the words of
known messages stay. Other lines are empty in the copy, which is in UTF-8.

Every record of the copy that has a subsystem id has ANON there, and every tunnel, stack
and interface of a capture has ANO or AN in its reserved bytes, and a text says it in its
first line: by this mark ingest and
run recognise a copy and refuse it beside originals. The mark stays with the records when
they are merged, filtered, reframed or repacked; editing the field removes it. A capture
without tunnels, stacks and interfaces has no mark.

The replacement is keyed with HMAC-SHA-256. Files that are copied with the same key, from
a file or the variable ZERTIFY_KEY, fit together; whoever has the key can find out what a
value was by trying values. Without a key a random one is used and not kept.
Times, ports, volumes and the lengths of names stay, so share copies with care.`

func newAnonymizeCmd(e *env) *cobra.Command {
	var opt anonymizeOptions
	cmd := &cobra.Command{
		Use:   "anonymize INPUT",
		Short: "Write a copy of a dump or capture that can be shared",
		Long:  anonymizeHelp,
		Example: "  zertify anonymize demo.smf -o share.smf\n  zertify anonymize demo.smf.gz -o share.smf --key my.key " +
			"--shift-days -3650",
		Args: needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAnonymize(cmd.Context(), e, args[0], &opt)
		},
	}
	f := cmd.Flags()
	addOutput(cmd, &opt.out, writesFolder, "",
		"`file` to write, or a folder when INPUT holds several; - is standard output")
	f.StringVar(&opt.key, "key", "", "`file` with the key, at least 16 bytes (or set "+keyVariable+")")
	f.IntVar(&opt.shiftDays, "shift-days", 0,
		"`days` to add to every date and time; rules that begin or end on a date may then decide differently")
	f.BoolVar(&opt.keepSystems, "keep-systems", false, "keep the names of systems, sysplexes and stacks")
	addReadFlags(cmd, &opt.framing, &opt.codePage, new(string), &opt.salvage)
	opt.nmi.addFraming(cmd)
	_ = f.MarkHidden("codes") // it names codes; none is shown here
	return cmd
}

func runAnonymize(ctx context.Context, e *env, arg string, opt *anonymizeOptions) error {
	if opt.out == "" {
		return errors.New("no output; give -o FILE, or -o - for standard output")
	}
	src, err := findInput(arg)
	if err != nil {
		return err
	}
	run, err := e.newAnonymizing(opt)
	if err != nil {
		return err
	}
	if err := e.walk(ctx, src, func(m *container.Member) error { return run.member(ctx, m) }); err != nil {
		return errors.Join(err, run.w.Finish(false))
	}
	if err := run.w.Finish(run.done > 0); err != nil {
		return err
	}
	switch {
	case run.done == 0 && run.err != nil:
		return run.err
	case run.done == 0:
		return fmt.Errorf("%s: nothing to copy; see: zertify dump --stats %s", src.Name(), shellWord(src.Path))
	}
	if run.err != nil {
		e.log.Warn("not copied: " + run.err.Error())
	}
	run.sayKey()
	return incomplete(run.lost || run.err != nil)
}

// anonymizing copies the inputs inside one, one after the other.
type anonymizing struct {
	e    *env
	w    *outfile.Several
	opt  anonymize.Options
	made bool // the key was made up

	done int   // inputs copied
	lost bool  // something could not be read or is read differently
	err  error // why inputs could not be copied
}

func (e *env) newAnonymizing(opt *anonymizeOptions) (*anonymizing, error) {
	reading, err := smfOptions(opt.framing, opt.salvage)
	if err != nil {
		return nil, err
	}
	messages, err := opt.nmi.options()
	if err != nil {
		return nil, err
	}
	public, err := queries.CallHome()
	if err != nil {
		return nil, err
	}
	cp, err := wire.NewCodePage(opt.codePage)
	if err != nil {
		return nil, fmt.Errorf("--code-page: %w", err)
	}
	if opt.shiftDays < -anonymize.MaxShift || opt.shiftDays > anonymize.MaxShift {
		return nil, fmt.Errorf("--shift-days %d: give at most %d days either way", opt.shiftDays, anonymize.MaxShift)
	}
	key, made, err := readKey(opt.key)
	if err != nil {
		return nil, err
	}
	r := &anonymizing{e: e, w: e.guard.Several(opt.out, e.stdout), made: made}
	r.opt = anonymize.Options{
		Key: key, ShiftDays: opt.shiftDays, KeepSystems: opt.keepSystems, CodePage: cp, SMF: reading, NMI: messages,
		Problem: r.problem, Public: public,
		IsNMI:  func(head []byte) bool { return ingest.FormOf(head, reading, messages) == layout.NMsec },
		IsText: func(head []byte) bool { return ingest.FormOf(head, reading, messages) == layout.Text },
	}
	return r, nil
}

// readKey takes the key from a file or the environment, or makes one up.
func readKey(file string) (key []byte, made bool, err error) {
	from := "--key " + file
	switch text := os.Getenv(keyVariable); {
	case file != "":
		f, err := openFile(file)
		if err != nil {
			return nil, false, fmt.Errorf("--key: %w", err)
		}
		defer f.Close()
		key, err = anonymize.ReadKey(f)
		return key, false, explainKey(from, err)
	case text != "":
		key, err = anonymize.ReadKey(strings.NewReader(text))
		return key, false, explainKey(keyVariable, err)
	}
	key, err = anonymize.NewKey()
	return key, true, err
}

// explainKey says which key is of no use, and how to make a better one.
func explainKey(from string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, anonymize.ErrShortKey):
		return fmt.Errorf("%s: %w; make one with: head -c 32 /dev/urandom | base64 > my.key", from, err)
	case errors.Is(err, anonymize.ErrLongKey):
		return fmt.Errorf("%s: %w; is it the key?", from, err)
	}
	return err
}

// maxProblems bounds how many faults are told one by one.
const maxProblems = 10

// problem tells of a piece that could not be read.
func (r *anonymizing) problem(err error) {
	r.lost = true
	r.e.log.Warn(err.Error())
}

// member copies one input. One that holds no records is named and left out.
func (r *anonymizing) member(ctx context.Context, m *container.Member) error {
	if m.Err != nil {
		r.err = errors.Join(r.err, m.Err)
		return nil
	}
	told := 0
	opt := r.opt
	opt.Problem = func(err error) {
		if told++; told <= maxProblems {
			r.problem(err)
		}
	}
	out := r.w.CreateLate(fmt.Sprintf("dump-%d", r.done+1))
	sum, err := anonymize.Run(ctx, m.Name, m.Reader, out, opt)
	if err = errors.Join(err, out.Close()); err != nil {
		if !out.Begun() {
			r.err = errors.Join(r.err, err)
			return nil
		}
		return err
	}
	if told > maxProblems {
		r.e.log.Warn(fmt.Sprintf("%s: %s more could not be read", m.Name, plural(int64(told-maxProblems), "piece")))
	}
	if !out.Begun() {
		return nil // an empty input
	}
	r.done++
	r.lost = r.lost || sum.Rejected+sum.Faults+sum.Changed > 0
	r.tell(m.Name, sum)
	return nil
}

// tell sums up what was done to one input.
func (r *anonymizing) tell(name string, s *anonymize.Summary) {
	say := func(format string, args ...any) { r.e.log.Info(fmt.Sprintf(format, args...)) }
	what := "record"
	switch s.Form {
	case "NMI":
		what = "message"
	case "text":
		what = "line"
	}
	say("%s: %s, %s, framing %s", name, size(s.Bytes), plural(s.Records, what), s.Framing)
	var parts []string
	for class, n := range s.Fields {
		parts = append(parts, fmt.Sprintf("%s %s", commas(n), class))
	}
	slices.Sort(parts)
	if len(parts) == 0 {
		parts = []string{"nothing"}
	}
	say("replaced: %s", strings.Join(parts, ", "))
	say("set to zero: %s that no layout explains; %s of types without a layout kept only the header",
		plural(s.Zeroed, "byte"), plural(s.Emptied, what))
	if n := s.Rejected + s.Faults; n > 0 {
		say("could not be read: %s rejected, %s that are not records", plural(s.Rejected, "record"),
			plural(s.Faults, "piece"))
	}
	if s.Changed > 0 {
		r.e.log.Warn(fmt.Sprintf("%s: the copy of %s is read differently", name, plural(s.Changed, what)))
	}
}

// sayKey says what becomes of the key.
func (r *anonymizing) sayKey() {
	if r.made {
		r.e.log.Info("a random key was used and is not kept; give --key FILE if several files must fit together")
	}
}

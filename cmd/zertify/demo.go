package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// minDemo is the smallest dump in which the invented company's traffic shows.
const minDemo = 100

// demoOptions say what of the company is wanted.
type demoOptions struct {
	out, nmi, folder string
	start, month     string
	company          fixture.Company
}

func newDemoCmd(e *env) *cobra.Command {
	var opt demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Write a dump of an invented company",
		Long: `Writes a dump as FTP with "site rdw" brings it off z/OS: three systems of an invented
company, most of whose traffic is well protected, some badly and some not at all.
The same seed and number of records give the same bytes. With --nmi it writes beside it
what a monitor may have saved of the IPSec NMI of one of the systems at the end of the
dump; the headers have an order of our own, as nobody has published the real one.

--month writes a whole month instead, of summaries of a day each: a good one, or a bad
one in which a partner comes back in the clear, certificates run out and SMF loses data.
--folder writes a folder to try everything with: a good October, a bad November, a
capture, and samples of an exceptions and a scope file.`,
		Example: "  zertify demo -o demo.smf\n  zertify demo --records 500 --seed 7 -o small.smf\n  zertify demo -o " +
			"demo.smf --nmi demo.nmi\n" +
			"  zertify demo --month bad --start 2026-11-01 -o november.smf\n  zertify demo --folder company",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return opt.run(e, cmd.Flags().Changed)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&opt.out, "output", "o", "", "`file` to write; - is standard output")
	f.StringVar(&opt.nmi, "nmi", "", "`file` to write a captured NMI stream of the company to, too")
	f.StringVar(&opt.folder, "folder", "", "`folder` to write two months, a capture and samples to")
	f.StringVar(&opt.month, "month", "", "write a whole month: good or bad")
	f.IntVar(&opt.company.Records, "records", 2000, "about how many records to write")
	f.Uint64Var(&opt.company.Seed, "seed", 1, "seed of the random numbers")
	f.StringVar(&opt.start, "start", "2026-10-01", "first `day` of the records")
	complete(cmd, "month", demoMonths)
	return cmd
}

var demoMonths = []string{"good", "bad"}

func (o *demoOptions) run(e *env, given func(string) bool) error {
	start, err := time.Parse(time.DateOnly, o.start)
	switch {
	case err != nil:
		return fmt.Errorf("--start %q is not a date; write it like 2026-10-01", o.start)
	case o.company.Records < minDemo:
		return fmt.Errorf("--records %d: must be at least %d", o.company.Records, minDemo)
	case o.month != "" && !slices.Contains(demoMonths, o.month):
		return fmt.Errorf("--month %q is not known; try good or bad", o.month)
	case (o.month != "" || o.folder != "") && (given("records") || given("seed")):
		return errors.New("a month has the records it has; leave out --records and --seed")
	case o.folder != "" && (o.out != "" || o.nmi != "" || o.month != ""):
		return errors.New("--folder names its files itself; leave out -o, --nmi and --month")
	}
	if o.folder != "" {
		return e.writeDemoFolder(o.folder, start)
	}
	o.company.Start = start
	if o.month != "" {
		o.company = fixture.Month(start, o.month == "bad")
	}
	if err := e.writeFile(o.out, func(w io.Writer) error { return writeDemo(w, o.company) }); err != nil || o.nmi == "" {
		return err
	}
	return e.writeFile(o.nmi, func(w io.Writer) error { return writeCapture(w, o.company) })
}

// writeDemoFolder writes a good month, the bad one after it, and what goes with
// them, and names the files.
func (e *env) writeDemoFolder(dir string, first time.Time) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	good := fixture.Month(first, false)
	bad := fixture.Month(first.AddDate(0, 1, 0), true)
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{good.Start.Format("2006-01") + "-good.smf", func(w io.Writer) error { return writeDemo(w, good) }},
		{bad.Start.Format("2006-01") + "-bad.smf", func(w io.Writer) error { return writeDemo(w, bad) }},
		{"tunnels.nmi", func(w io.Writer) error { return writeCapture(w, bad) }},
		{"exceptions.csv", func(w io.Writer) error { return writeText(w, demoExceptions) }},
		{"scope.csv", func(w io.Writer) error { return writeText(w, demoScope) }},
	} {
		path := filepath.Join(dir, f.name)
		if err := e.writeFile(path, f.write); err != nil {
			return err
		}
		if err := e.printf("%s\n", plainPath(path)); err != nil {
			return err
		}
	}
	return nil
}

// Samples of the files that people keep beside an audit: one exception that
// holds, one that has run out; networks of the company.
const (
	demoExceptions = `# What the company has accepted for a while, who answers for it and until when.
id,system,stack,job,user,server,port,client,owner,reason,expires
BASE-TLS-002,SYSA,,TN3270A,,,992,10.40.8.0/24,Terminal team,Emulators are replaced by spring,2027-03-31
BASE-SESSION-003,SYST,,TELNETD,,,23,,Test team,Lab network without a way out,2026-10-31
`
	demoScope = `tag,cidr,port_from,port_to,note
admin,10.60.0.0/16,22,22,administrators of the systems
admin,10.40.7.0/24,23,23,terminals of the operators
auth,,21,21,logons to FTP
pan-open-network,10.50.8.0/24,,,the partner whose files hold card numbers
remote-access,198.51.100.0/24,,,partners who dial in
remote-access,129.42.160.0/24,,,service by the maker of the machines
`
)

func writeText(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}

func writeDemo(w io.Writer, company fixture.Company) error {
	out := smf.NewWriter(w, smf.WriterOptions{BlockSize: smf.HalfTrack, Span: true})
	return errors.Join(company.Each(out.Write), out.Close())
}

func writeCapture(w io.Writer, company fixture.Company) error {
	b, err := company.Capture(fixture.NMILayouts[0])
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// writeFile lets write fill a file that appears whole or not at all; "-" is
// stdout.
func (e *env) writeFile(path string, write func(io.Writer) error) error {
	switch path {
	case "":
		return errors.New("no output; give -o FILE, or -o - for standard output")
	case "-":
		return buffered(e.stdout, write)
	}
	return replaceFile(path, write)
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 256<<10)
	return errors.Join(write(b), b.Flush())
}

// replaceFile writes beside path and moves the result there once it is complete.
// What is not a regular file, such as /dev/null, is written to as it stands.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	tmp := path + ".part"
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		return fmt.Errorf("%s is a folder; give the name of a file", path)
	} else if err == nil && !st.Mode().IsRegular() {
		tmp = path
	}
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	err = errors.Join(buffered(f, write), f.Close())
	if tmp == path {
		return err
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), os.Remove(tmp))
	}
	return nil
}

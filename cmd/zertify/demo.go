package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// minDemo is the smallest dump in which the invented company's traffic shows.
const minDemo = 100

// demoOptions say what of the company is wanted.
type demoOptions struct {
	out, nmi, folder string
	report, log      string
	start, month     string
	company          fixture.Company
}

func newDemoCmd(e *env) *cobra.Command {
	var opt demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Write a dump of an invented company",
		Long: `Writes a dump of an invented company with three systems, as FTP with "site rdw" brings it
off z/OS. Most of the traffic is well protected, some badly and some not at all. The same
seed and number of records make the same bytes. With --nmi it also writes what a monitor
could have captured of the IPSec NMI of one of the systems at the end of the dump; the
order of fields in its headers is invented, because the real one is not published. With
--ipsec and --iked-log it writes what the command ipsec and syslogd say of the same
tunnels.

--month writes a whole month instead, with one summary a day: a good month, or a bad one
in which a partner returns in the clear, certificates expire and SMF loses data. --folder
writes everything there is to try: a good October, a bad November, a capture, a report of
ipsec, a log, and samples of a file of exceptions and of a scope file.`,
		Example: "  zertify demo -o demo.smf\n  zertify demo --records 500 --seed 7 -o small.smf\n  zertify demo -o " +
			"demo.smf --nmi demo.nmi\n" +
			"  zertify demo --month bad --start 2026-11-01 -o november.smf\n  zertify demo --folder company",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return opt.run(e, cmd.Flags().Changed)
		},
	}
	f := cmd.Flags()
	addOutput(cmd, &opt.out, writesFile, "", "`file` to write; - is standard output")
	f.StringVar(&opt.nmi, "nmi", "", "`file` to write a captured NMI stream of the company to, too")
	markWrites(cmd, "nmi", writesFile)
	f.StringVar(&opt.report, "ipsec", "", "`file` to write what ipsec -k display prints of the same tunnels to, too")
	markWrites(cmd, "ipsec", writesFile)
	f.StringVar(&opt.log, "iked-log", "", "`file` to write what syslogd keeps of the IKE daemon to, too")
	markWrites(cmd, "iked-log", writesFile)
	f.StringVar(&opt.folder, "folder", "", "`folder` to write two months, a capture and samples to")
	markWrites(cmd, "folder", writesFolder)
	f.StringVar(&opt.month, "month", "", "write a whole `month`: good or bad")
	f.IntVar(&opt.company.Records, "records", 2000, "about what `number` of records to write")
	f.Uint64Var(&opt.company.Seed, "seed", 1, "`number` to begin the random ones with")
	f.StringVar(&opt.start, "start", "2026-10-01", "first `day` of the records")
	complete(cmd, "month", demoMonths)
	return cmd
}

var demoMonths = []string{"good", "bad"}

func (o *demoOptions) run(e *env, given func(string) bool) error {
	start, err := o.check(given)
	if err != nil {
		return err
	}
	if o.folder != "" {
		return e.writeDemoFolder(o.folder, start)
	}
	o.company.Start = start
	if o.month != "" {
		o.company = fixture.Month(start, o.month == "bad")
	}
	if err := e.writeFile(o.out, func(w io.Writer) error { return writeDemo(w, o.company) }); err != nil {
		return err
	}
	return o.writeOthers(e)
}

// check refuses flags that cannot be meant, and returns the first day.
func (o *demoOptions) check(given func(string) bool) (time.Time, error) {
	start, err := time.Parse(time.DateOnly, o.start)
	switch {
	case err != nil:
		err = fmt.Errorf("--start %q is not a date; write it like 2026-10-01", o.start)
	case o.company.Records < minDemo:
		err = fmt.Errorf("--records %d: must be at least %d", o.company.Records, minDemo)
	case o.month != "" && !slices.Contains(demoMonths, o.month):
		err = fmt.Errorf("--month %q is not known; try good or bad", o.month)
	case (o.month != "" || o.folder != "") && (given("records") || given("seed")):
		err = errors.New("the records of a month are fixed; leave out --records and --seed")
	case o.folder != "" && cmp.Or(o.out, o.nmi, o.report, o.log, o.month) != "":
		err = errors.New("--folder names its files itself; leave out -o, --nmi, --ipsec, --iked-log and --month")
	}
	return start, err
}

// writeOthers writes the files beside the dump that are asked for.
func (o *demoOptions) writeOthers(e *env) error {
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{o.nmi, func(w io.Writer) error { return writeCapture(w, o.company) }},
		{o.report, writeMade(o.company.Report)},
		{o.log, writeMade(o.company.Log)},
	} {
		if f.name == "" {
			continue
		}
		if err := e.writeFile(f.name, f.write); err != nil {
			return err
		}
	}
	return nil
}

// writeMade returns a function that writes a text of the company.
func writeMade(text func() (string, error)) func(io.Writer) error {
	return func(w io.Writer) error {
		s, err := text()
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, s)
		return err
	}
}

// writeDemoFolder writes a good month, the bad one after it, and what goes with
// them, and names the files.
func (e *env) writeDemoFolder(dir string, first time.Time) error {
	if err := outfile.MkdirAll(dir); err != nil {
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
		{"ipsec-k.txt", writeMade(bad.Report)},
		{"iked.log", writeMade(bad.Log)},
		{"exceptions.csv", writeText(demoExceptions)},
		{"scope.csv", writeText(demoScope)},
		{"owners.csv", writeText(demoOwners)},
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
// holds, one that has run out; networks of the company; who looks after what.
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
	demoOwners = `# Whom findings are for. The first line that fits decides.
owner,system,stack,job,server,port,note
File transfer team,,,FTPD*,,,
Terminal team,,,TN3270?,,,
Db2 team,,,DB2*,,,
Network team,,,,198.51.100.0/24,,ends of the tunnels to partners
Test team,SYST,,,,,
`
)

func writeDemo(w io.Writer, company fixture.Company) error {
	out := smf.NewWriter(w, smf.WriterOptions{BlockSize: smf.HalfTrack, Span: true})
	return errors.Join(company.Each(out.Write), out.Close())
}

func writeCapture(w io.Writer, company fixture.Company) error {
	b, err := company.Capture(fixture.NMIFramings[0])
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

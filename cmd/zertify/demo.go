package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// minDemo is the smallest dump in which the invented company's traffic shows.
const minDemo = 100

func newDemoCmd(e *env) *cobra.Command {
	var (
		out, nmi, start string
		company         fixture.Company
	)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Write a dump of an invented company",
		Long: `Writes a dump as FTP with "site rdw" brings it off z/OS: three systems of an invented
company, most of whose traffic is well protected, some badly and some not at all.
The same seed and number of records give the same bytes. With --nmi it writes beside it
what a monitor may have saved of the IPSec NMI of one of the systems at the end of the
dump; the headers have an order of our own, as nobody has published the real one.`,
		Example: "  zertify demo -o demo.smf\n  zertify demo --records 500 --seed 7 -o small.smf\n  zertify demo -o demo.smf --nmi demo.nmi",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if company.Records < minDemo {
				return fmt.Errorf("--records %d: must be at least %d", company.Records, minDemo)
			}
			var err error
			if company.Start, err = time.Parse(time.DateOnly, start); err != nil {
				return fmt.Errorf("--start %q is no date; write it like 2026-10-01", start)
			}
			if err := e.writeFile(out, func(w io.Writer) error { return writeDemo(w, company) }); err != nil || nmi == "" {
				return err
			}
			return e.writeFile(nmi, func(w io.Writer) error { return writeCapture(w, company) })
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "output", "o", "", "`file` to write; - is standard output")
	f.StringVar(&nmi, "nmi", "", "`file` to write a captured NMI stream of the company to, too")
	f.IntVar(&company.Records, "records", 2000, "about how many records to write")
	f.Uint64Var(&company.Seed, "seed", 1, "seed of the random numbers")
	f.StringVar(&start, "start", "2026-10-01", "first `day` of the records")
	return cmd
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
// What is no regular file, such as /dev/null, is written to as it stands.
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

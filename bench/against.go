package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A typed is a command as people type it. What prepares it, if anything does, runs once for each build before it is
// measured. In the words DIR is a folder of the build's own, DUMP and SMALL are dumps that both builds read.
type typed struct {
	name, prepare, command string
}

// The commands whose times people feel. Both builds must know them.
var typedCommands = []typed{
	{"ingest", "", "ingest DUMP --db DIR/big.duckdb"},
	{"ingest gzip", "", "ingest DUMP.gz --db DIR/gzip.duckdb"},
	{"run", "", "run DUMP -o DIR/run --db DIR/run.duckdb"},
	{"run, small dump", "", "run SMALL -o DIR/small --db DIR/small.duckdb"},
	{"audit, six profiles", "ingest SMALL --db DIR/kept.duckdb", "audit --db DIR/kept.duckdb -o DIR/six --profile " +
		"baseline,bsi-tr02102,cnsa-2.0,ietf,nist,pci-dss-4.0.1 --forecast 2031-01-01"},
	{"query", "", "query protection-by-server --db DIR/kept.duckdb -o DIR/rows.csv"},
	{"query, scope", "", "query protection-by-server --db DIR/kept.duckdb --system SYSA -o DIR/scope.csv"},
	{"describe tables", "", "describe tables"},
}

// smallDump is how many records the small dump has; a first try has about as many.
const smallDump = 2000

// against builds a revision and what lies here, runs each command in turn with one and the other, and prints the
// medians, their ratio and the spread. Both read and write in the same folder, so a slow disk is slow for both.
func against(dir, revision, only string, records, runs int) error {
	if dir == "" {
		tmp, err := os.MkdirTemp("", "against")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	dump, small := filepath.Join(dir, "dump.smf"), filepath.Join(dir, "small.smf")
	if err := errors.Join(generate(dump, records), generate(small, smallDump), gzipFile(dump)); err != nil {
		return err
	}
	builds := []*build{{name: revision, dir: filepath.Join(dir, "then")}, {name: "here", dir: filepath.Join(dir, "now")}}
	if err := errors.Join(builds[0].make(revision), builds[1].make("")); err != nil {
		return err
	}
	fmt.Printf("%d records; median (least to most) of %d runs in turn; cpu is user and system\n\n", records, runs)
	fmt.Printf("%-20s %-24s %-24s %6s %6s %16s\n", "command", "cpu "+revision, "cpu here", "cpu", "wall", "peak MB")
	for _, c := range typedCommands {
		if !strings.HasSuffix(c.name, only) && c.prepare == "" {
			continue
		}
		words := strings.NewReplacer("DUMP", dump, "SMALL", small)
		if err := compare(c, words, builds, runs); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// A build is one program and where it works.
type build struct{ name, dir, program string }

// make builds a revision of the repository at hand, or what lies there with "".
func (b *build) make(revision string) error {
	source := "."
	if revision != "" {
		source = filepath.Join(b.dir, "source")
		if err := extract(revision, source); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(b.dir, 0o755); err != nil {
		return err
	}
	program, err := filepath.Abs(filepath.Join(b.dir, "zertify"))
	if err != nil {
		return err
	}
	b.program = program
	cmd := exec.Command("go", "build", "-tags", "duckdb_arrow", "-o", program, "./cmd/zertify")
	cmd.Dir, cmd.Stderr = source, os.Stderr
	return cmd.Run()
}

// extract writes the files of a revision into a folder.
func extract(revision, into string) error {
	if err := os.MkdirAll(into, 0o755); err != nil {
		return err
	}
	archive, unpack := exec.Command("git", "archive", revision), exec.Command("tar", "-x", "-C", into)
	archive.Stderr, unpack.Stderr = os.Stderr, os.Stderr
	pipe, err := archive.StdoutPipe()
	if err != nil {
		return err
	}
	unpack.Stdin = pipe
	if err := unpack.Start(); err != nil {
		return err
	}
	return errors.Join(archive.Run(), unpack.Wait())
}

// compare measures one command with all builds in turn and prints a line.
func compare(c typed, words *strings.Replacer, builds []*build, runs int) error {
	figures := make([][]figure, len(builds))
	for _, b := range builds {
		if c.prepare == "" {
			continue
		}
		if _, err := b.run(words.Replace(c.prepare)); err != nil {
			return err
		}
	}
	for range runs {
		for i, b := range builds {
			if err := b.clear(); err != nil {
				return err
			}
			f, err := b.run(words.Replace(c.command))
			if err != nil {
				return err
			}
			figures[i] = append(figures[i], f)
		}
	}
	then, now := spreadOf(figures[0]), spreadOf(figures[1])
	fmt.Printf("%-20s %-24s %-24s %6.2f %6.2f %6d to %5d\n", c.name, then, now, now.cpu.Seconds()/then.cpu.Seconds(),
		now.wall.Seconds()/then.wall.Seconds(), then.peakMB, now.peakMB)
	return nil
}

// clear removes what a command wrote before, but for the database that was prepared.
func (b *build) clear() error {
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "source", name == "zertify", strings.HasPrefix(name, "kept."):
		default:
			if err := os.RemoveAll(filepath.Join(b.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// worstStatus is the highest exit status with which a command has done its work: 1 says that something failed the
// audit, 2 that something was left out.
const worstStatus = 2

// run runs a command line with DIR as the folder of the build.
func (b *build) run(line string) (figure, error) {
	args := strings.Fields(strings.ReplaceAll(line, "DIR", b.dir))
	cmd := exec.Command(b.program, append(args, "--quiet")...)
	var said bytes.Buffer
	cmd.Stderr = &said
	start := time.Now()
	err := cmd.Run()
	f := figure{wall: time.Since(start)}
	if status := new(exec.ExitError); err != nil && (!errors.As(err, &status) || status.ExitCode() > worstStatus) {
		return f, fmt.Errorf("%s %s: %w\n%s", b.name, line, err, said.Bytes())
	}
	f.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if ru, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.peakMB = ru.Maxrss >> 10
	}
	return f, nil
}

// A spread is the median of several figures, with the least and the most processor time.
type spread struct {
	figure
	least, most time.Duration
}

func spreadOf(all []figure) spread {
	slices.SortFunc(all, func(a, b figure) int { return int(a.wall - b.wall) })
	out := spread{figure: figure{wall: all[len(all)/2].wall}}
	slices.SortFunc(all, func(a, b figure) int { return int(a.peakMB - b.peakMB) })
	out.peakMB = all[len(all)/2].peakMB
	slices.SortFunc(all, func(a, b figure) int { return int(a.cpu - b.cpu) })
	out.cpu, out.least, out.most = all[len(all)/2].cpu, all[0].cpu, all[len(all)-1].cpu
	return out
}

func (s spread) String() string {
	return fmt.Sprintf("%.2f s (%.2f to %.2f)", s.cpu.Seconds(), s.least.Seconds(), s.most.Seconds())
}

// gzipFile writes a copy of a file as gzip beside it.
func gzipFile(path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(path + ".gz")
	if err != nil {
		return err
	}
	defer out.Close()
	z := gzip.NewWriter(out)
	if _, err := io.Copy(z, in); err != nil {
		return err
	}
	return errors.Join(z.Close(), out.Sync())
}

// Command bench measures how fast dumps are read, loaded and evaluated. It prints
// ratios taken within one run, against cat and against DuckDB loading the same
// rows from Parquet, because absolute times mean little on a shared machine. Each
// phase runs in a process of its own, so that memory is what that phase used.
//
//	go run -tags duckdb_arrow ./bench [-records N] [-runs N] [-dir DIR]
//
// With -against it measures commands as people type them, with the program of another revision and with what lies
// here, in turn.
//
//	go run -tags duckdb_arrow ./bench -against REVISION [-records N] [-runs N] [-dir DIR]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	records := flag.Int("records", 4_600_000, "records in the dump")
	runs := flag.Int("runs", 3, "times each phase runs; the median counts")
	dir := flag.String("dir", "", "folder for the dump and the databases (default: a temporary one)")
	only := flag.String("only", "", "run only the phases or commands whose names end so, such as many")
	flag.IntVar(&sessions, "sessions", sessions, "sessions of the phases about many")
	revision := flag.String("against", "", "revision to build and compare commands with")
	phase := flag.String("phase", "", "run one phase and exit (used by bench itself)")
	flag.Parse()
	var err error
	switch {
	case *phase != "":
		err = runPhase(*phase, *dir)
	case *revision != "":
		err = against(*dir, *revision, *only, *records, *runs)
	default:
		err = bench(*dir, *records, *runs, *only)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// A figure is what the operating system says of one finished phase.
type figure struct {
	wall, cpu time.Duration // wall is that of the part that counts, when the phase says so
	peakMB    int64
	out       string
}

func bench(dir string, records, runs int, only string) error {
	if dir == "" {
		tmp, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	dump := filepath.Join(dir, "bench.smf")
	if err := generate(dump, records); err != nil {
		return err
	}
	st, err := os.Stat(dump)
	if err != nil {
		return err
	}
	fmt.Printf("%d records, %d MB, %d processors, median of %d\n\n", records, st.Size()>>20, runtime.NumCPU(), runs)
	figures := map[string]figure{}
	for _, p := range phases {
		if !strings.HasSuffix(p.name, only) {
			continue
		}
		f, err := median(p.name, dir, runs)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		figures[p.name] = f
		rate := float64(st.Size()) / 1e6 / f.wall.Seconds()
		fmt.Printf("%-14s %8.2f s wall %8.2f s cpu %7.0f MB/s %6d MB peak  %s%s\n", p.name, f.wall.Seconds(), f.cpu.Seconds(),
			rate, f.peakMB, p.doc, f.out)
	}
	if only == "" {
		ratios(figures)
	}
	return nil
}

// ratios prints what the phases come to, with the floor where there is one.
func ratios(f map[string]figure) {
	per := func(a, b string) float64 { return f[a].wall.Seconds() / f[b].wall.Seconds() }
	for _, r := range []struct {
		what   string
		value  float64
		format string
		floor  string
	}{
		{"end to end, relative to cat", 100 * per("cat", "ingest"), "%.1f %%", "at least 3.5"},
		{"end to end, relative to reading in pieces of 1 MiB", 100 * per("read", "ingest"), "%.1f %%", ""},
		{"decode, relative to cat", 100 * per("cat", "decode"), "%.1f %%", ""},
		{"Parquet load of the tables / load of the same rows from Arrow", per("parquet-narrow", "store"), "%.2f x",
			"at least 0.9"},
		{"Parquet load of the wide rows / whole ingest", per("parquet-wide", "ingest"), "%.2f x", "at least 0.9"},
		{"Parquet load of the tables / whole ingest", per("parquet-narrow", "ingest"), "%.2f x", ""},
		{"ingest / decode", per("ingest", "decode"), "%.2f x", ""},
		{"peak memory of ingest", float64(f["ingest"].peakMB), "%.0f MB", "at most 512"},
	} {
		if r.floor != "" {
			r.floor = "(floor: " + r.floor + ")"
		}
		fmt.Printf("\n%-62s %10s   %s", r.what, fmt.Sprintf(r.format, r.value), r.floor)
	}
	fmt.Println()
}

func median(phase, dir string, runs int) (figure, error) {
	var all []figure
	for range runs {
		f, err := measure(phase, dir)
		if err != nil {
			return f, err
		}
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b figure) int { return int(a.wall - b.wall) })
	return all[len(all)/2], nil
}

func measure(phase, dir string) (figure, error) {
	self, err := os.Executable()
	if err != nil {
		return figure{}, err
	}
	cmd := exec.Command(self, "-phase", phase, "-dir", dir, "-sessions", strconv.Itoa(sessions))
	cmd.Stderr = os.Stderr
	start := time.Now()
	out, err := cmd.Output()
	f := figure{wall: time.Since(start), out: string(out)}
	if err != nil {
		return f, err
	}
	if first, rest, ok := strings.Cut(f.out, "\n"); ok && strings.HasPrefix(first, timedPrefix) {
		ns, err := strconv.ParseInt(strings.TrimPrefix(first, timedPrefix), 10, 64)
		if err != nil {
			return f, err
		}
		f.wall, f.out = time.Duration(ns), rest
	}
	f.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if ru, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.peakMB = ru.Maxrss >> 10
	}
	return f, nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"
	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
)

// sizeFlag is the value of a flag that takes a size; 0 when it is not given.
type sizeFlag struct {
	n, least int64
}

// sizeForm says what a size looks like on the command line.
const sizeForm = "a size such as 600MB or 2GiB"

func (s *sizeFlag) Type() string { return "size" }

func (s *sizeFlag) String() string {
	if s.n == 0 {
		return ""
	}
	return humanize.Bytes(uint64(s.n))
}

func (s *sizeFlag) Set(text string) error {
	n, err := humanize.ParseBytes(text)
	switch {
	case err != nil || n > 1<<60:
		return errors.New("write " + sizeForm)
	case int64(n) < s.least:
		return fmt.Errorf("at least %s are needed", humanize.IBytes(uint64(s.least)))
	}
	s.n = int64(n)
	return nil
}

// sizeOf returns the size that a flag was given; 0 when there is none, or no such flag.
func sizeOf(cmd *cobra.Command, name string) int64 {
	if f := cmd.Flags().Lookup(name); f != nil {
		return f.Value.(*sizeFlag).n
	}
	return 0
}

// addMemory adds --memory to a command that opens a database.
func addMemory(cmd *cobra.Command) {
	cmd.Flags().Var(&sizeFlag{least: int64(ingest.LeastMemory)}, "memory",
		"`size` of the memory to use at most, such as 2GB; what does not fit goes to a temporary folder beside the "+
			"database; below 512MB a large load takes some 460 MB all the same (default: 600 MB or a fortieth of the machine's memory, less if a control group, GOMEMLIMIT or the "+
			"free memory allows less)")
}

// addMaxOutput adds --max-output to a command that opens containers.
func addMaxOutput(cmd *cobra.Command) {
	cmd.Flags().Var(&sizeFlag{least: 1}, "max-output",
		"`size` to which the containers of one input may unpack, such as 100GB (default: 200 times the size of the "+
			"input, at least 256 MiB and at most 64 GiB)")
}

// explainMemory says what to type when the engine could not do with the memory it
// may take. Its own advice is about settings that nobody can reach.
func explainMemory(ctx context.Context, err error) error {
	short := ingest.ShortOfMemory(ctx, err)
	if short == nil {
		return err
	}
	doing := ""
	var engine *duckdb.Error
	if errors.As(err, &engine) {
		doing, _, _ = strings.Cut(err.Error(), engine.Error())
	}
	return fmt.Errorf("%s%w; allow more: --memory %dMB", doing, short, 2*short.Allowed/1e6)
}

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

// memoryFlag is the value of --memory; 0 leaves it to the machine.
type memoryFlag ingest.Memory

// sizeForm says what a size looks like on the command line.
const sizeForm = "a size such as 600MB or 2GiB"

func (m *memoryFlag) Type() string { return "size" }

func (m *memoryFlag) String() string {
	if *m == 0 {
		return ""
	}
	return humanize.Bytes(uint64(*m))
}

func (m *memoryFlag) Set(s string) error {
	n, err := humanize.ParseBytes(s)
	switch {
	case err != nil || n > 1<<60:
		return errors.New("write " + sizeForm)
	case ingest.Memory(n) < ingest.LeastMemory:
		return fmt.Errorf("a load needs %d MiB at least", ingest.LeastMemory>>20)
	}
	*m = memoryFlag(n)
	return nil
}

// addMemory adds --memory to a command that opens a database.
func addMemory(cmd *cobra.Command) {
	cmd.Flags().Var(new(memoryFlag), "memory",
		"`size` of the memory to take at most, such as 2GB; what does not fit goes to a temporary folder beside the database "+
			"(default: 600 MB or a fortieth of the machine's, less where a control group, GOMEMLIMIT or the free memory "+
			"allows less)")
}

// memoryGiven returns what --memory allows a command; 0 when it was not given.
func memoryGiven(cmd *cobra.Command) ingest.Memory {
	if f := cmd.Flags().Lookup("memory"); f != nil {
		return ingest.Memory(*f.Value.(*memoryFlag))
	}
	return 0
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

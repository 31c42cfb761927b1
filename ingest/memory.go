package ingest

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/KimMachineGun/automemlimit/memlimit"
	duckdb "github.com/duckdb/duckdb-go/v2"
)

// A Memory is how many bytes of memory a command may take, all together: the heap of
// the program, the buffers of the engine, and what the allocators of both lose.
type Memory int64

// LeastMemory is the least that a load works with.
const LeastMemory Memory = 256 << 20

// usualMemory is what is taken where the machine has more. Beyond it a load of some
// gigabytes and its views get no faster. Of a large machine it is a fortieth.
const (
	usualMemory Memory = 600 << 20
	usualShare         = 40
)

type memoryKey struct{}

// WithMemory bounds what every opening of a database under the context takes.
// Without it, or with 0, the machine decides; see MachineMemory.
func WithMemory(ctx context.Context, m Memory) context.Context {
	return context.WithValue(ctx, memoryKey{}, m)
}

// memoryOf returns the memory that work under a context may use.
func memoryOf(ctx context.Context) Memory {
	m, _ := ctx.Value(memoryKey{}).(Memory)
	return cmp.Or(m, MachineMemory())
}

// MachineMemory returns the memory that a command takes unless it is told: what is
// usual, but no more than nine tenths of what the control group of the process
// allows, half of what the system has available, and GOMEMLIMIT. It is looked up
// once, because loading sets a limit of its own for the heap.
var MachineMemory = sync.OnceValue(func() Memory {
	m := usualMemory
	if all, err := memlimit.FromSystem(); err == nil {
		m = max(m, clampMemory(all/usualShare))
	}
	if group, err := memlimit.FromCgroup(); err == nil && group > 0 {
		m = min(m, clampMemory(group/10*9))
	}
	if free := availableMemory(); free > 0 {
		m = min(m, clampMemory(free/2))
	}
	return max(LeastMemory, min(m, Memory(debug.SetMemoryLimit(-1))))
})

func clampMemory(n uint64) Memory { return Memory(min(n, math.MaxInt64)) }

// availableMemory returns how many bytes the system could give without swapping; 0
// where it does not say.
func availableMemory() uint64 {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var kib uint64
		if n, _ := fmt.Sscanf(s.Text(), "MemAvailable: %d kB", &kib); n == 1 {
			return kib << 10
		}
	}
	return 0
}

// whileDecoding is what the engine may take while the program decodes.
func (m Memory) whileDecoding() Memory { return max(leastEngine, m/4) }

// alone is what the engine may take while the program only waits for it. Its
// allocator and what it does not count come to half as much again.
func (m Memory) alone() Memory { return max(leastAlone, m*2/5) }

// heapLimit is what the collector keeps the heap to while the program decodes, unless a
// lower limit was set before. With the engine's part and what its allocator loses it
// comes to three quarters.
func (m Memory) heapLimit(before int64) int64 {
	return min(before, int64(max(leastHeap, m*2/5)))
}

// leastHeap is what the heap may have in any case: below what is in use the collector would
// never rest.
const leastHeap Memory = 160 << 20

// leastAlone is what the engine may take in any case while the program waits for it: less than the program takes
// while it decodes, and enough for the views of 700,000 users on one thread.
const leastAlone Memory = 128 << 20

// leastEngine is what the engine works with: a block of each column of all tables.
const leastEngine Memory = 96 << 20

// spilled bounds the files into which the engine puts what it has no memory for.
func (m Memory) spilled() Memory { return 32 * m }

// perWorker is what a worker that decodes keeps at hand: units, their pages, and the
// contents it has seen.
const perWorker Memory = 100 << 20

// workers returns how many workers decode at a time: one per processor, unless
// memory is short.
func (m Memory) workers() int {
	return int(max(1, min(Memory(runtime.GOMAXPROCS(0)), m/perWorker)))
}

// engineLimit is the statement that bounds the engine's memory.
func engineLimit(m Memory) string { return fmt.Sprintf("SET memory_limit = '%dKiB'", m>>10) }

// memoryTexts are how the engine says that it has not enough memory, or that the
// files it spills to have come to their bound. Not all of these errors have a type
// of their own: a commit that fails says why only in its text.
var memoryTexts = []string{"failed to pin block", "could not allocate block", "failed to allocate data",
	"failed to offload data block", "max_temp_directory_size"}

// A MemoryError says that the engine needs more memory than it may take.
type MemoryError struct {
	Allowed Memory // all together
	Err     error
}

func (e *MemoryError) Error() string {
	return fmt.Sprintf("needs more memory than the %d MB that may be taken", e.Allowed/1e6)
}

// Unwrap returns what the engine said.
func (e *MemoryError) Unwrap() error { return e.Err }

// ShortOfMemory returns a *MemoryError when that is why something under the context
// failed, and nil otherwise.
func ShortOfMemory(ctx context.Context, err error) *MemoryError {
	if err == nil {
		return nil
	}
	var engine *duckdb.Error
	short := errors.As(err, &engine) && engine.Type == duckdb.ErrorTypeOutOfMemory
	for _, t := range memoryTexts {
		short = short || strings.Contains(err.Error(), t)
	}
	if !short {
		return nil
	}
	return &MemoryError{Allowed: memoryOf(ctx), Err: err}
}

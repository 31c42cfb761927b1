package ingest

import (
	"cmp"
	"context"
	"io"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/wire"
)

// Decode reads one input and returns its rows as Arrow batches, in the order of the
// records, without a database. emit releases each batch. It returns the number of
// records read; the evidence that Run keeps is not made.
func Decode(ctx context.Context, name string, r io.Reader, opt Options, emit func(schema.Batch) error) (int64, error) {
	opt.defaults(memoryOf(ctx))
	cp, err := wire.NewCodePage(opt.CodePage)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sum := newDigest(r, opt.Progress)
	s := newScan(name, 1, sum, sum, &opt, cp, opt.Captured)
	s.run(ctx, opt.Jobs)
	b := schema.NewBuilder()
	var failed error
	for u := range s.queue {
		o := <-u.done
		if failed == nil {
			failed = b.Add(o.page, emit)
		}
		if failed != nil {
			cancel() // the reader stops; what is queued is drained
		}
		s.recycle(o)
	}
	if failed == nil && s.end == nil {
		failed = b.Flush(emit)
	}
	if failed == nil {
		failed = cmp.Or(s.sum.err, s.end)
	}
	return opt.Progress.Records.Load(), failed
}

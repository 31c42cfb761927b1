package schema

import (
	"embed"
	"fmt"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
)

// maxWrapStep bounds the step of a 32-bit counter that is taken for a wrap: an
// interval in which fewer than 268,435,456 were counted, more than 3,000 a
// second over a whole day. A counter that began anew looks like that only when
// it stood within so much of 2³² before.
const maxWrapStep = 1 << 28

// maxCounter is where a 64-bit counter is beyond any traffic: 4 EiB, which 100
// gigabits a second take eleven years to carry. Only damage writes more. Such
// a counter does not wrap either.
const maxCounter = 1 << 62

// counterMacros compute the value of a cumulative counter over an interval, NULL
// where it has none. checkSession and within report what they leave out.
var counterMacros = "\n" + sqltext.Load(sqlFiles, "", "sql/counters.sql").Text("counters",
	sqltext.Names{"max_wrap_step": maxWrapStep, "max_counter": int64(maxCounter)}) + "\n"

//go:embed sql/counters.sql
var sqlFiles embed.FS

// checkSession reports counters whose value over the interval is not simply
// end less start. They are cumulative for the life of the security session.
func checkSession(d columnar.Decoder, _ *columnar.Block, odd report) {
	t := d.(*decoders.ZertSessionFact)
	stepped32(&t.InitConnections, &t.EndConnections, "SMF119SS_SAEndLifeConnCnt", odd)
	stepped32(&t.InitPartialConnections, &t.EndPartialConnections, "SMF119SS_SAEndLifePartialConnCnt", odd)
	stepped32(&t.InitShortConnections, &t.EndShortConnections, "SMF119SS_SAEndLifeShortConnCnt", odd)
	stepped64(&t.InitInBytes, &t.EndInBytes, "SMF119SS_SAEndLifeInBytes", odd)
	stepped64(&t.InitOutBytes, &t.EndOutBytes, "SMF119SS_SAEndLifeOutBytes", odd)
	stepped64(&t.InitInSegments, &t.EndInSegments, "SMF119SS_SAEndLifeInSegDG", odd)
	stepped64(&t.InitOutSegments, &t.EndOutSegments, "SMF119SS_SAEndLifeOutSegDG", odd)
	stepped32(&t.InitFailedHandshakes, &t.EndFailedHandshakes, "SMF119SS_SAEndFailedHsConnCnt", odd)
}

func stepped32(init, end *columnar.Num[uint32], field string, odd report) {
	began := init.Grown()
	for i, to := range end.Grown() {
		from := began[i]
		switch {
		case to >= from || end.IsNull(i):
		case to-from < maxWrapStep: // modulo 2³²
			odd(i, "counter-wrapped", field,
				fmt.Sprintf("%s at the end of the interval, %s at its start: the counter went past 4294967295; %d were counted",
					inFull(to), inFull(from), to-from))
		default:
			odd(i, "counter-backwards", field, wentBack(from, to))
		}
	}
}

func stepped64(init, end *columnar.Num[uint64], field string, odd report) {
	began := init.Grown()
	for i, to := range end.Grown() {
		if from := began[i]; to < from {
			odd(i, "counter-backwards", field, wentBack(from, to))
		}
	}
	within(end, field, odd)
}

func wentBack[T columnar.Number](from, to T) string {
	return fmt.Sprintf("%s at the end of the interval is below %s at its start; the interval's value is unknown",
		inFull(to), inFull(from))
}

// within reports 64-bit counters beyond any traffic.
func within(c *columnar.Num[uint64], field string, odd report) {
	for i, v := range c.Grown() {
		if v >= maxCounter {
			odd(i, "counter-too-high", field, inFull(v)+" is beyond any traffic (4 EiB and more); it counts as unknown")
		}
	}
}

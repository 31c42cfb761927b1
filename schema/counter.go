package schema

import "fmt"

// maxWrapStep bounds the step of a 32-bit counter that is taken for a wrap: an
// interval in which fewer than 268,435,456 were counted, more than 3,000 a
// second over a whole day. A counter that began anew looks like that only when
// it stood within so much of 2³² before.
const maxWrapStep = 1 << 28

// maxCounter is where a 64-bit counter is beyond any traffic: 4 EiB, which 100
// gigabits a second take eleven years to carry. Only damage writes more. Such
// a counter does not wrap either.
const maxCounter = 1 << 62

// counterMacros give the value of a cumulative counter over an interval, NULL
// where it has none. checkSession and within report what they leave out.
var counterMacros = fmt.Sprintf(`
-- The value of a cumulative 32-bit counter over an interval. A small step modulo 2^32 is a wrap; a counter that went back further began anew.
CREATE OR REPLACE MACRO counted32(ended, began) AS
	CASE
		WHEN ended >= began THEN CAST(ended AS BIGINT) - CAST(began AS BIGINT)
		WHEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT) < %d THEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT)
	END;

-- The same of 64 bits, which does not wrap. What is beyond any traffic (4 EiB) only damage can write.
CREATE OR REPLACE MACRO counted64(ended, began) AS
	CASE WHEN ended >= began AND ended < %d THEN CAST(ended - began AS BIGINT) END;
`, maxWrapStep, int64(maxCounter))

// checkSession reports counters whose value over the interval is not simply
// end less start. They are cumulative for the life of the security session.
func checkSession(d decoder, b *block, odd report) {
	t := d.(*zertSessionFact)
	stepped32(&t.InitConnections, &t.EndConnections, b, "SMF119SS_SAEndLifeConnCnt", odd)
	stepped32(&t.InitPartialConnections, &t.EndPartialConnections, b, "SMF119SS_SAEndLifePartialConnCnt", odd)
	stepped32(&t.InitShortConnections, &t.EndShortConnections, b, "SMF119SS_SAEndLifeShortConnCnt", odd)
	stepped64(&t.InitInBytes, &t.EndInBytes, b, "SMF119SS_SAEndLifeInBytes", odd)
	stepped64(&t.InitOutBytes, &t.EndOutBytes, b, "SMF119SS_SAEndLifeOutBytes", odd)
	stepped64(&t.InitInSegments, &t.EndInSegments, b, "SMF119SS_SAEndLifeInSegDG", odd)
	stepped64(&t.InitOutSegments, &t.EndOutSegments, b, "SMF119SS_SAEndLifeOutSegDG", odd)
	stepped32(&t.InitFailedHandshakes, &t.EndFailedHandshakes, b, "SMF119SS_SAEndFailedHsConnCnt", odd)
}

func stepped32(init, end *numCol[uint32], b *block, field string, odd report) {
	for i := range b.secs {
		at := len(end.v) - len(b.secs) + i
		from, to := init.v[at], end.v[at]
		switch {
		case to >= from || end.null.isNull(at):
		case to-from < maxWrapStep: // modulo 2³²
			odd(i, "counter-wrapped", field,
				fmt.Sprintf("%s at the end of the interval, %s at its start: the counter went past 4294967295; %d were counted",
					inFull(to), inFull(from), to-from))
		default:
			odd(i, "counter-backwards", field, wentBack(from, to))
		}
	}
}

func stepped64(init, end *numCol[uint64], b *block, field string, odd report) {
	for i := range b.secs {
		at := len(end.v) - len(b.secs) + i
		if from, to := init.v[at], end.v[at]; to < from {
			odd(i, "counter-backwards", field, wentBack(from, to))
		}
	}
	within(end, b, field, odd)
}

func wentBack[T number](from, to T) string {
	return fmt.Sprintf("%s at the end of the interval is below %s at its start; the interval's value is unknown",
		inFull(to), inFull(from))
}

// within reports 64-bit counters beyond any traffic.
func within(c *numCol[uint64], b *block, field string, odd report) {
	for i := range b.secs {
		if v := c.v[len(c.v)-len(b.secs)+i]; v >= maxCounter {
			odd(i, "counter-too-high", field, inFull(v)+" is beyond any traffic (4 EiB and more); it counts as unknown")
		}
	}
}

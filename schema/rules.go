package schema

// checks are rules over more than one field of a structure, run after a block
// was decoded. report names row i of the block.
var checks = map[string]func(d decoder, n int, report func(i int, kind, field, message string)){
	"zert_session": checkCounters,
}

// checkCounters reports counters that are lower at the end of an interval than
// at its start. They are cumulative for the life of the security session, so
// this means a wrap, a restart or damage; views give NULL for such an interval.
func checkCounters(d decoder, n int, report func(i int, kind, field, message string)) {
	t := d.(*zertSessionFact)
	backwards(&t.InitConnections, &t.EndConnections, n, "SMF119SS_SAEndLifeConnCnt", report)
	backwards(&t.InitPartialConnections, &t.EndPartialConnections, n, "SMF119SS_SAEndLifePartialConnCnt", report)
	backwards(&t.InitShortConnections, &t.EndShortConnections, n, "SMF119SS_SAEndLifeShortConnCnt", report)
	backwards(&t.InitInBytes, &t.EndInBytes, n, "SMF119SS_SAEndLifeInBytes", report)
	backwards(&t.InitOutBytes, &t.EndOutBytes, n, "SMF119SS_SAEndLifeOutBytes", report)
	backwards(&t.InitInSegments, &t.EndInSegments, n, "SMF119SS_SAEndLifeInSegDG", report)
	backwards(&t.InitOutSegments, &t.EndOutSegments, n, "SMF119SS_SAEndLifeOutSegDG", report)
	backwards(&t.InitFailedHandshakes, &t.EndFailedHandshakes, n, "SMF119SS_SAEndFailedHsConnCnt", report)
}

func backwards[T number](init, end *numCol[T], n int, field string, report func(i int, kind, field, message string)) {
	from := len(end.v) - n
	for i := range n {
		if end.v[from+i] < init.v[from+i] {
			report(i, "counter-backwards", field, "the counter at the end of the interval is below that at its start; the interval's value is unknown")
		}
	}
}

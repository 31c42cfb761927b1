package browse

import (
	"cmp"
	"database/sql"
	"fmt"
	"time"
)

// A dayAnswer says what protected a pair on a day.
type dayAnswer struct {
	Words string
	Table part
}

// How sure it is that a stretch held on a day, the surest first.
const (
	sureRecorded = "a record of that day"
	sureBetween  = "records before and after"
	sureBefore   = "records before only; no end recorded"
)

// answerFor says which stretches held on the day that is asked for. What the last record before it tells and no record
// ends is shown as what may have held, and as no more.
func answerFor(ask pairAsk, stretches []stretch) *dayAnswer {
	day := ask.day.Time
	out := &dayAnswer{Table: part{ID: "day", Title: "On " + day.Format(time.DateOnly), Heads: []string{"Tunnel", "Phase",
		"System, stack", "Algorithms", "FIPS", "Since (local)", "How it is known", "Change", "First record"}}}
	certain := 0
	for i := range stretches {
		t := &stretches[i]
		how := t.on(day, beginOfNextLife(stretches, i))
		if how == "" {
			continue
		}
		if how != sureBefore {
			certain++
		}
		change := cell{Text: shownText(t.downgrade), Class: "long"}
		if t.downgrade.Valid {
			change.Badge, change.Mark = "v-warn", "downgrade"
		}
		out.Table.Rows = append(out.Table.Rows, []cell{{Text: shownText(t.tunnel)}, {Text: phaseText(t.phase)},
			{Text: placeText(t)}, {Text: t.algorithmsText()}, {Text: cmp.Or(shownText(t.fips), "not recorded")},
			{Text: timeText(t.from), Class: "time"}, {Text: how}, change,
			{Text: fmt.Sprintf("%d:%d", t.file, t.record), Link: recordLink(t.file, t.record)}})
	}
	switch {
	case certain > 0:
		out.Words = "These tunnels stood on that day, by the clocks of the systems; where the algorithms changed during " +
			"the day, there is a row for each."
	case len(out.Table.Rows) > 0:
		out.Words = "No record shows that a tunnel of this pair stood on that day. These had been there before, and " +
			"nothing tells of their end."
	default:
		out.Words = "No record tells of a tunnel between these ends on that day."
	}
	return out
}

// on says how it is known that a stretch held on a day; "" where it did not, or nothing says so. The next life of the
// same tunnel, or the day on which the tunnel expires, ends what no record ends.
func (t *stretch) on(day time.Time, nextLife sql.NullTime) string {
	end := day.AddDate(0, 0, 1)
	last := t.end()
	switch {
	case !t.from.Valid || !t.from.Time.Before(end):
		return ""
	case !t.from.Time.Before(day) || t.until.Valid && !t.until.Time.Before(day) && t.until.Time.Before(end):
		return sureRecorded
	case last.Valid && last.Time.After(day):
		return sureBetween
	case t.isEnded || t.next.Valid:
		return ""
	case nextLife.Valid && !nextLife.Time.After(day) || t.expires.Valid && t.expires.Time.Before(day):
		return ""
	}
	return sureBefore
}

// beginOfNextLife is when the next life of the tunnel of a stretch begins.
func beginOfNextLife(stretches []stretch, at int) sql.NullTime {
	t := &stretches[at]
	for i := at + 1; i < len(stretches); i++ {
		o := &stretches[i]
		if o.system == t.system && o.stack == t.stack && o.phase == t.phase && o.tunnel == t.tunnel && o.life > t.life {
			return o.lifeFrom
		}
	}
	return sql.NullTime{}
}

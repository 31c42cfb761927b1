package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/policy"
)

// A Span is the time from the first to the last of what a row tells of: by the
// clocks of the systems that recorded it, and in UTC. UTC is zero unless it is
// known of everything that the row adds up; view v_clock says by what.
type Span struct {
	First    Local     `json:"first_local,omitzero"`
	Last     Local     `json:"last_local,omitzero"`
	FirstUTC time.Time `json:"first_utc,omitzero"`
	LastUTC  time.Time `json:"last_utc,omitzero"`
}

// spanColumns are the columns of a Span, in the order of scan and of cells.
const spanColumns = "first_local last_local first_utc last_utc"

// sqlSpans adds up the spans of a group, sqlSpan reads that of a row.
const (
	sqlSpans = `CAST(min(first_local) AS TIMESTAMP) AS first_local,
       CAST(max(last_local) AS TIMESTAMP) AS last_local,
       CAST(CASE WHEN count(first_utc) = count(*) THEN min(first_utc) END AS TIMESTAMP) AS first_utc,
       CAST(CASE WHEN count(last_utc) = count(*) THEN max(last_utc) END AS TIMESTAMP) AS last_utc`
	sqlSpan = `CAST(first_local AS TIMESTAMP),
       CAST(last_local AS TIMESTAMP),
       CAST(first_utc AS TIMESTAMP),
       CAST(last_utc AS TIMESTAMP)`
)

func (s *Span) scan() []any {
	return []any{intoLocal(&s.First), intoLocal(&s.Last), intoUTC(&s.FirstUTC), intoUTC(&s.LastUTC)}
}

func (s Span) cells() []any {
	return []any{orNull(s.First), orNull(s.Last), orNull(s.FirstUTC), orNull(s.LastUTC)}
}

// join returns the span of two groups together.
func (s Span) join(t Span) Span {
	switch {
	case s == Span{}:
		return t
	case t == Span{}:
		return s
	}
	out := Span{First: Local{earlier(s.First.Time, t.First.Time)}, Last: Local{later(s.Last.Time, t.Last.Time)}}
	if !s.FirstUTC.IsZero() && !t.FirstUTC.IsZero() {
		out.FirstUTC = earlier(s.FirstUTC, t.FirstUTC)
	}
	if !s.LastUTC.IsZero() && !t.LastUTC.IsZero() {
		out.LastUTC = later(s.LastUTC, t.LastUTC)
	}
	return out
}

// spanOf is the span of a finding.
func spanOf(s policy.Span) Span {
	return Span{Local{s.First}, Local{s.Last}, s.FirstUTC.UTC(), s.LastUTC.UTC()}
}

// view shows the local times; what only a capture tells of has none, and is shown
// in UTC.
func (s Span) view() view {
	if s.First.IsZero() && !s.FirstUTC.IsZero() {
		return view{Text: utcText(s.FirstUTC) + " UTC", Sub: utcText(s.LastUTC) + " UTC", Class: "time"}
	}
	return span(s.First.Time, s.Last.Time)
}

// newest is the last moment in UTC, or by the local clock where UTC is not known.
func (s Span) newest() time.Time {
	if s.LastUTC.IsZero() {
		return s.Last.Time
	}
	return s.LastUTC
}

// A ClockRow is the offset of a system's local time from UTC over a stretch of
// local time, as detail records of that system show it.
type ClockRow struct {
	Sysplex string `json:"sysplex"`
	System  string `json:"system"`
	First   Local  `json:"from_local,omitzero"`
	Last    Local  `json:"to_local,omitzero"`
	Minutes *int64 `json:"offset_minutes"` // null: the records contradict each other
	Basis   string `json:"basis"`
	Records int64  `json:"records"`
}

const sqlClock = `
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(from_local AS TIMESTAMP),
       CAST(to_local AS TIMESTAMP),
       CAST(offset_minutes AS BIGINT),
       CAST(basis AS VARCHAR),
       CAST(records AS BIGINT),
       count(*) OVER ()
FROM   v_clock
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, from_local, to_local, offset_minutes NULLS FIRST`

func scanClock(c *ClockRow) []any {
	return []any{into(&c.Sysplex), into(&c.System), intoLocal(&c.First), intoLocal(&c.Last), &c.Minutes, into(&c.Basis),
		into(&c.Records)}
}

// text says the span in words.
func (s Span) text() string {
	if s.First.IsZero() {
		return "none"
	}
	out := localText(s.First) + " to " + localText(s.Last) + " local time"
	if !s.FirstUTC.IsZero() && !s.LastUTC.IsZero() {
		out += ", " + utcText(s.FirstUTC) + " to " + utcText(s.LastUTC) + " UTC"
	}
	return out
}

// clockText says of which systems the offset from UTC is known.
func (r *Report) clockText() string {
	var known, disputed []string
	for i := range r.Clock.Rows {
		c := &r.Clock.Rows[i]
		system := orNotSaid(Plain(c.System))
		if c.Minutes == nil {
			disputed = append(disputed, system)
			continue
		}
		known = append(known, system+" ("+offsetText(*c.Minutes)+")")
	}
	text := "where detail records show the offset of the system: " + nameList(known)
	if len(known) == 0 {
		text = "nowhere, as no detail record shows the offset of a system"
	}
	if len(disputed) > 0 {
		text += "; not on days on which detail records contradict each other: " + nameList(disputed)
	}
	return text
}

// offsetText writes minutes east of UTC as UTC-04:30.
func offsetText(minutes int64) string {
	sign := "+"
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	return fmt.Sprintf("UTC%s%02d:%02d", sign, minutes/60, minutes%60)
}

// nameList lists each name once, and only so many of them.
func nameList(names []string) string {
	const most = 12
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " and " + itoa(int64(len(names)-most)) + " more"
	}
	return strings.Join(names, ", ")
}

func clockTable(r *Report) appendixTable {
	cols := columns("sysplex system from_local to_local offset_minutes basis records")
	return appendixTable{"clock.csv", cols, each(r.Clock.Rows, func(c *ClockRow) []any {
		return []any{orNull(c.Sysplex), orNull(c.System), orNull(c.First), orNull(c.Last), c.Minutes, c.Basis, c.Records}
	})}
}

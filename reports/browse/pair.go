package browse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// pairPage shows the tunnels between two ends over time. The ends stay what they are; the identifiers of tunnels begin
// anew with each run of the daemon.
const pairPage = "pair"

// Parameters of the page of a pair; without one of the ends, the tunnels whose records do not name it.
const (
	paramLocal  = "local"
	paramRemote = "remote"
)

// historyCheck is the check that says the same in rows.
const historyCheck = "tunnel-history"

// Bounds of the page, as its statements have them.
const (
	mostStretches = 500
	mostRiders    = 200
)

// A pairView is the page of two ends.
type pairView struct {
	Local, Remote, Day string
	Facts              [][]cell
	Answer             *dayAnswer // nil where no day is asked for
	Chart              *chart
	Stretches, Riders  part
	Check, Lists       string // addresses
	Files              []fileLink
	Command            []shellLine
}

// A pairAsk is what the address asks for.
type pairAsk struct {
	local, remote sql.NullString
	day           sql.NullTime
}

// A stretch is a part of the life of a tunnel under the same algorithms and FIPS mode. A life of which nothing names
// algorithms is one stretch.
type stretch struct {
	system, stack, tunnel, keying, lastEvent, lastState sql.NullString
	phase, life                                         int64
	isEnded, isInferred                                 bool
	lifeFrom, lifeUntil, expires                        sql.NullTime
	algorithms, fips, auth, downgrade                   sql.NullString
	version                                             sql.NullInt64
	from, until                                         sql.NullTime // first and last record
	generationFrom, generationUntil, records            sql.NullInt64
	activations                                         any
	file, record                                        int64
	next                                                sql.NullTime // when the next stretch of the life begins
}

// pair is the page of the tunnels between two ends.
func (s *Server) pair(r *http.Request) (answer, error) {
	ask, err := parsePair(r.URL.Query())
	if err != nil {
		return nil, bad(err)
	}
	stretches, err := s.stretches(r.Context(), ask)
	if err != nil {
		return nil, err
	}
	if len(stretches) == 0 {
		return nil, problem{http.StatusNotFound, fmt.Errorf("no record tells of a tunnel between %s and %s",
			endText(ask.local), endText(ask.remote))}
	}
	riders, err := s.riders(r.Context(), ask)
	if err != nil {
		return nil, err
	}
	v := newPairView(ask, stretches)
	v.Riders = riders
	params := map[string]string{paramLocal: orAny(ask.local), paramRemote: orAny(ask.remote)}
	v.Command = command(s.opt.Commands.Check(historyCheck, params)).lines()
	v.Check, v.Files = checkLink(historyCheck, params), fileLinks("checks/"+historyCheck, valuesOf(params))
	v.Lists = stacksLink(stretches)
	title := "Tunnels from " + endText(ask.local) + " to " + endText(ask.remote)
	return rendered{"pair", title, "tunnels", v}, nil
}

func parsePair(params url.Values) (ask pairAsk, err error) {
	for name, values := range params {
		switch {
		case len(values) > 1:
			return ask, fmt.Errorf("%s: more than once", name)
		case name == paramLocal:
			ask.local = textOf(values[0])
		case name == paramRemote:
			ask.remote = textOf(values[0])
		case name == paramDay && values[0] == "":
		case name == paramDay:
			if ask.day.Time, err = time.Parse(time.DateOnly, values[0]); err != nil {
				return ask, fmt.Errorf("day %q: write it as 2026-10-01", values[0])
			}
			ask.day.Valid = true
		default:
			return ask, fmt.Errorf("parameter %q is not known", name)
		}
	}
	if !ask.local.Valid && !ask.remote.Valid {
		return ask, errors.New("name the two ends of the tunnels: local and remote")
	}
	return ask, nil
}

func textOf(text string) sql.NullString { return sql.NullString{String: text, Valid: text != ""} }

// endText names an end.
func endText(end sql.NullString) string {
	if !end.Valid {
		return "an end not recorded"
	}
	return wording.Clip(plain.Text(end.String), mostText)
}

// orAny is the value of the check's parameter for an end.
func orAny(end sql.NullString) string {
	if !end.Valid {
		return "*"
	}
	return end.String
}

func valuesOf(params map[string]string) url.Values {
	v := url.Values{}
	for name, value := range params {
		v.Set(name, value)
	}
	return v
}

func checkLink(id string, params map[string]string) string {
	return link("checks/"+id, valuesOf(params))
}

// pairLink is the address of the page of two ends; "" where neither is known.
func pairLink(local, remote string) string {
	params := url.Values{}
	for name, value := range map[string]string{paramLocal: local, paramRemote: remote} {
		if value != "" {
			params.Set(name, value)
		}
	}
	if len(params) == 0 {
		return ""
	}
	return link(pairPage, params)
}

// stacksLink is the address of the list of the tunnels on the stacks of the pair.
func stacksLink(stretches []stretch) string {
	params := url.Values{}
	for i := range stretches {
		for name, value := range map[string]sql.NullString{"system": stretches[i].system, "stack": stretches[i].stack} {
			if value.Valid && !slices.Contains(params[name], value.String) {
				params.Add(name, value.String)
			}
		}
	}
	return link(tunnelList.id, params)
}

func (s *Server) stretches(ctx context.Context, ask pairAsk) ([]stretch, error) {
	rows, err := s.db.QueryContext(ctx, statement("pair"), ask.local, ask.remote)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []stretch
	for rows.Next() {
		var t stretch
		if err := rows.Scan(&t.system, &t.stack, &t.phase, &t.tunnel, &t.life, &t.keying, &t.lastEvent, &t.lastState,
			&t.isEnded, &t.isInferred, &t.lifeFrom, &t.lifeUntil, &t.expires, &t.algorithms, &t.fips, &t.auth, &t.version,
			&t.downgrade, &t.from, &t.until, &t.generationFrom, &t.generationUntil, &t.records, &t.activations, &t.file,
			&t.record); err != nil {
			return nil, err
		}
		if n := len(out); n > 0 && out[n-1].isSameLife(&t) {
			out[n-1].next = t.from
		}
		out = append(out, t)
	}
	return out, rows.Err()
}

// isSameLife reports whether two stretches are of one life of one tunnel.
func (t *stretch) isSameLife(o *stretch) bool {
	return t.system == o.system && t.stack == o.stack && t.phase == o.phase && t.tunnel == o.tunnel && t.life == o.life
}

// end is when the stretch was last known to hold: the begin of the next one, or the last record of the life.
func (t *stretch) end() sql.NullTime {
	if t.next.Valid {
		return t.next
	}
	return t.lifeUntil
}

func (t *stretch) algorithmsText() string {
	if !t.algorithms.Valid {
		return "algorithms not recorded"
	}
	return shownText(t.algorithms)
}

// generations are the generations that the stretch is known to have had; only phase 1 numbers them.
func (t *stretch) generations() string {
	switch {
	case !t.generationUntil.Valid:
		return ""
	case !t.generationFrom.Valid || t.generationFrom == t.generationUntil:
		return strconv.FormatInt(t.generationUntil.Int64, 10)
	}
	return fmt.Sprintf("%d–%d", t.generationFrom.Int64, t.generationUntil.Int64)
}

// phaseText names the phase.
func phaseText(phase int64) string {
	return map[int64]string{1: "1 (IKE)", 2: "2 (IP)"}[phase]
}

// shownText is a captured text fit to be shown.
func shownText(text sql.NullString) string { return wording.Clip(plain.Text(text.String), mostText) }

func timeText(at sql.NullTime) string {
	if !at.Valid {
		return ""
	}
	return at.Time.Format(time.DateTime)
}

func newPairView(ask pairAsk, stretches []stretch) *pairView {
	v := &pairView{Local: ask.local.String, Remote: ask.remote.String}
	note := ""
	if len(stretches) > mostStretches {
		stretches = stretches[:mostStretches]
		note = fmt.Sprintf("Only the first %d stretches are shown; the files have all lives.", mostStretches)
	}
	if ask.day.Valid {
		v.Day = ask.day.Time.Format(time.DateOnly)
		v.Answer = answerFor(ask, stretches)
	}
	letters := lettersOf(stretches)
	v.Facts = pairFacts(stretches)
	v.Chart = newChart(stretches, letters, ask.day)
	v.Stretches = stretchTable(ask, stretches, letters)
	v.Stretches.Note = note
	return v
}

// pairFacts are what a person asks first: what each phase was last protected by, with FIPS or without, and whether
// anything became weaker.
func pairFacts(stretches []stretch) (facts [][]cell) {
	say := func(name, value string) { facts = append(facts, []cell{{Text: name}, {Text: value}}) }
	for _, phase := range []int64{1, 2} {
		newest := newestOf(stretches, phase)
		if newest == nil {
			say("Phase "+phaseText(phase), "no record; keyed by hand, or negotiated before the records begin")
			continue
		}
		say("Phase "+phaseText(phase), fmt.Sprintf("last %s, %s, %s of %s", newest.algorithmsText(), fipsText(newest.fips),
			shownText(newest.tunnel), timeText(newest.end())))
	}
	var downgrades []string
	for i := range stretches {
		if t := &stretches[i]; t.downgrade.Valid && len(downgrades) < 3 {
			downgrades = append(downgrades, fmt.Sprintf("%s on %s: %s", shownText(t.tunnel), timeText(t.from),
				shownText(t.downgrade)))
		}
	}
	if len(downgrades) == 0 {
		downgrades = []string{"none in these records"}
	}
	say("Downgrades", strings.Join(downgrades, ". "))
	return facts
}

func newestOf(stretches []stretch, phase int64) (newest *stretch) {
	for i := range stretches {
		if t := &stretches[i]; t.phase == phase && (newest == nil || !t.end().Time.Before(newest.end().Time)) {
			newest = t
		}
	}
	return newest
}

func fipsText(mode sql.NullString) string {
	if !mode.Valid {
		return "FIPS 140 mode not recorded"
	}
	return "FIPS 140 mode " + shownText(mode)
}

// lettersOf names each set of algorithms by a letter, in the order of time, so that the bars of the chart and the rows
// of the table can be told to be the same. What comes after Z has none.
func lettersOf(stretches []stretch) map[string]string {
	order := make([]*stretch, 0, len(stretches))
	for i := range stretches {
		order = append(order, &stretches[i])
	}
	slices.SortStableFunc(order, func(a, b *stretch) int { return a.from.Time.Compare(b.from.Time) })
	out := map[string]string{}
	for _, t := range order {
		if _, ok := out[t.algorithms.String]; !ok && t.algorithms.Valid && len(out) < 26 {
			out[t.algorithms.String] = string(rune('A' + len(out)))
		}
	}
	return out
}

func stretchTable(ask pairAsk, stretches []stretch, letters map[string]string) part {
	out := part{ID: "stretches", Title: "Lives and their algorithms", Empty: "No record.", Heads: []string{"Letter",
		"Tunnel", "Phase", "Life", "System, stack", "From (local)", "Until", "Algorithms", "Change", "Generations", "FIPS",
		"Authentication", "Records", "First record"}}
	for i := range stretches {
		t := &stretches[i]
		from := cell{Text: timeText(t.from), Class: "time"}
		if t.from.Valid {
			from.Link = ask.onDay(t.from.Time)
		}
		until := timeText(t.end())
		if !t.next.Valid && !t.isEnded {
			until += "\nno end recorded"
		}
		change := cell{Text: shownText(t.downgrade), Class: "long"}
		if t.downgrade.Valid {
			change.Badge, change.Mark = "v-warn", "downgrade"
		}
		algorithms := cell{Text: t.algorithmsText(), Class: "long"}
		if t.isInferred {
			algorithms.Badge, algorithms.Mark = "v-info", "inferred"
		}
		out.Rows = append(out.Rows, []cell{{Text: letters[t.algorithms.String]}, {Text: shownText(t.tunnel)},
			{Text: phaseText(t.phase)}, {Text: strconv.FormatInt(t.life, 10), Class: "num"}, {Text: placeText(t)}, from,
			{Text: until, Class: "time"}, algorithms, change, {Text: t.generations(), Class: "num"},
			{Text: shownText(t.fips)}, {Text: authText(t)}, {Text: countText(t.records), Class: "num"},
			{Text: fmt.Sprintf("%d:%d", t.file, t.record), Link: recordLink(t.file, t.record)}})
	}
	return out
}

// onDay is the address of the page with the question for a day.
func (a pairAsk) onDay(day time.Time) string {
	return pairLink(a.local.String, a.remote.String) + "&" + paramDay + "=" + day.Format(time.DateOnly)
}

func placeText(t *stretch) string {
	return wording.OrNotSaid(shownText(t.system)) + "/" + wording.OrNotSaid(shownText(t.stack))
}

func authText(t *stretch) string {
	if !t.version.Valid {
		return shownText(t.auth)
	}
	return strings.TrimSpace(fmt.Sprintf("IKEv%d %s", t.version.Int64, shownText(t.auth)))
}

func countText(n sql.NullInt64) string {
	if !n.Valid {
		return ""
	}
	return wording.Number(n.Int64)
}

// riders are the connections that went through the tunnels, each a way to its sessions.
func (s *Server) riders(ctx context.Context, ask pairAsk) (part, error) {
	out := part{ID: "riders", Title: "Traffic that went through", Empty: "No detail record names a tunnel of this pair."}
	if ask.day.Valid {
		out.Title += " on " + ask.day.Time.Format(time.DateOnly)
		out.Empty = "No detail record of that day names a tunnel of this pair."
	}
	found, err := s.query(ctx, statement("pair_riders"), ask.local, ask.remote, ask.day)
	if err != nil {
		return out, err
	}
	if len(found) > mostRiders {
		found = found[:mostRiders]
		out.Note = fmt.Sprintf("Only the %d with the most connections are shown.", mostRiders)
	}
	out.Heads = []string{"System", "Stack", "Job", "Server", "Port", "Client", "Phase 1", "Phase 2", "FIPS of phase 1",
		"FIPS of phase 2", "Connections", "First (local)", "Last (local)", "Leads to"}
	keys := []string{"system", "stack", "job", "server", "port", "client"}
	for _, values := range found {
		params := url.Values{}
		var cells []cell
		for i, value := range values {
			c := valueCell("", value)
			if i < len(keys) && value != nil {
				params.Set(keys[i], fmt.Sprint(value))
			}
			cells = append(cells, c)
		}
		out.Rows = append(out.Rows, append(cells, cell{Text: "sessions", Link: link(sessionList.id, params)}))
	}
	return out, nil
}

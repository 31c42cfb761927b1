package smf

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/hint"
)

// AmbiguousError says that an input reads as SMF records in more than one way.
type AmbiguousError struct {
	File string
	Fits []Framing
}

func (e *AmbiguousError) Error() string {
	var names, choices []string
	if len(e.Fits) == 1 {
		return fmt.Sprintf(
			"%s: framing %s fits in more than one form, which read different records; transfer the file again, or convert it "+
				"to record descriptor words",
			e.File, e.Fits[0])
	}
	for _, f := range e.Fits {
		names = append(names, f.String())
		choices = append(choices, hint.Words("{framing}=")+f.String())
	}
	return fmt.Sprintf("%s: %d framings fit (%s); say which with %s",
		e.File, len(e.Fits), strings.Join(names, ", "), strings.Join(choices, " or "))
}

// chosen returns the basis of a framing that Options.Framing asks for.
func chosen() string { return hint.Words("chosen with {framing}") }

// trial is a reading of the first window under one variant.
type trial struct {
	variant *variant
	lenient bool
	from    int // bytes of damage in front of it
	breaks  int // other places where the walk had to be taken up again
	plain   int // record headers in the window, however they are framed
	walked
}

// fits reports that records were found: nine of ten headers plausible, in a small
// file all but two, and at least half of the headers that are there. Wrong variants
// hardly ever see more than one.
func (t *trial) fits() bool {
	odd := t.heads - t.good
	return t.complete > 0 && t.good > odd && odd <= max(2, t.heads/10) && (t.variant.block == nil || t.blocks > 0) &&
		2*t.good >= t.plain
}

// begins reports that just the beginning of a single record is there.
func (t *trial) begins() bool {
	return t.heads == 0 && t.stop == stopCut && t.cut > bareHeader && t.plain <= 1
}

// unbroken reports that the walk went from the beginning to the end.
func (t *trial) unbroken() bool { return t.reachedEnd() && t.breaks == 0 && t.from == 0 }

func (t *trial) reachedEnd() bool { return t.stop == stopEnd || t.stop == stopWindow }

// seen counts plausible headers, one in a record that is cut off included, less
// the other ones and the places where the walk broke off.
func (t *trial) seen() int {
	n := t.good - (t.heads - t.good) - t.breaks
	if t.from > 0 {
		n--
	}
	switch {
	case t.reachedEnd():
	case t.cut > bareHeader:
		n++
	case t.cut == 0:
		n--
	}
	return n
}

// better reports whether t is certainly to be preferred over o: it goes on to the
// end, sees more records, more of its records end where their sections do, or fewer
// of several take what fills a gap for data.
func (t *trial) better(o *trial) bool {
	switch {
	case t.unbroken() != o.unbroken():
		return t.unbroken()
	case t.seen() != o.seen():
		return t.seen() > o.seen()
	}
	if t.own != o.own || t.heads < 2 {
		return t.own > o.own
	}
	return t.filled < o.filled
}

// walkOn walks from at bytes into w with cursor c until the framing breaks, and
// adds what it meets. It passes odd records that are not a sign of lost framing.
func (t *trial) walkOn(w window, at int, c cursor) {
	for {
		more, stopped := c.walk(w.from(at), until{heads: math.MaxInt, steps: math.MaxInt, odd: true})
		t.add(at, more)
		if more.stop != stopOdd {
			return
		}
		at, c = t.bytes, stopped
		here := w.from(at)
		p, _ := c.peek(here.b, here.pos)
		inside, _ := c.search(here, 1, p.bdw+p.size)
		if c.strayed(here) || inside > 0 {
			t.stop = stopBroken
			return
		}
		c.pass(p)
		t.heads++
		at += p.bdw + p.size
	}
}

func (t *trial) add(at int, more walked) {
	t.heads, t.good, t.blocks = t.heads+more.heads, t.good+more.good, t.blocks+more.blocks
	t.complete, t.own, t.filled = t.complete+more.complete, t.own+more.own, t.filled+more.filled
	t.bytes, t.trace = at+more.bytes, t.trace*31+more.trace
	t.cut, t.stop = more.cut, more.stop
}

// takeUp carries on a walk that broke off, as reading will, so that a variant that
// fits the first record by chance cannot compete with the one that fits the rest.
func (t *trial) takeUp(w window) {
	for !t.reachedEnd() {
		from := t.bytes
		if t.heads > 0 {
			from++
		}
		at, c := t.variant.cursor(w.pos, t.lenient).search(w, from, len(w.b))
		if at < 0 {
			return
		}
		if t.heads == 0 {
			t.from = at
		} else {
			t.breaks++
		}
		t.walkOn(w, at, c)
	}
}

// decide settles how the input is to be read, from its first window.
func (r *Reader) decide() error {
	w := r.src.window(bufferSize)
	switch {
	case len(w.b) == 0:
		return r.decideEmpty()
	case r.opt.Framing == None:
		return r.startSalvage(chosen(), w)
	case r.opt.Framing == StruR:
		return r.forceStructured(w)
	case r.opt.Framing != Auto:
		r.force(w)
		return nil
	}
	trials := tryVariants(w, variantsOf(Auto))
	if fit := keep(trials, (*trial).fits, (*trial).unbroken); len(fit) > 0 {
		return r.use(fit, w)
	}
	// Nothing reads from the beginning to the end. What is known by its first bytes
	// is named before records further on are looked for, because archives may hold
	// records as they are.
	known := beforeSearch
	if len(keep(trials, (*trial).fits)) > 0 {
		known = []diagnosis{crlfDamage}
	}
	if f, ok := firstFinding(w, known); ok {
		return r.refuse(w, f)
	}
	if ok, err := r.decideRecoded(w); ok {
		return err
	}
	return r.decideDamaged(w, trials)
}

// decideDamaged settles how to read an input that is damaged or cut off.
func (r *Reader) decideDamaged(w window, trials []trial) error {
	weak := keep(trials, (*trial).begins)
	for i := range trials {
		trials[i].takeUp(w)
	}
	fit := keep(trials, (*trial).fits)
	if r.opt.Salvage && !slices.ContainsFunc(fit, func(t trial) bool { return t.good >= t.plain }) && trials[0].plain > 0 {
		fit = nil // more can be salvaged than any framing reads
	}
	if len(fit) > 0 {
		return r.use(fit, w)
	}
	if len(weak) > 0 {
		return r.use(weak[:1], w)
	}
	f, _ := firstFinding(w, afterSearch)
	if f.id == idNoRDW && r.opt.Salvage {
		return r.startSalvage(f.message, w)
	}
	return r.refuse(w, f)
}

// decideEmpty tells an empty input from one that could not be read.
func (r *Reader) decideEmpty() error {
	if r.src.Err() != io.EOF {
		r.cur = variantsOf(RDW)[0].cursor(0, false)
		return nil // the first step reports the read error
	}
	return r.refuse(window{},
		finding{id: "E-EMPTY", message: "the file is empty",
			try: "check the transfer log and the size of the data set on z/OS"})
}

// tryVariants walks the window under each variant, strictly and, where no variant
// fits that way, without looking at the version bits.
func tryVariants(w window, of []*variant) []trial {
	strict := walkVariants(w, of, false)
	if len(keep(strict, (*trial).fits)) > 0 {
		return strict
	}
	if lenient := walkVariants(w, of, true); len(keep(lenient, (*trial).fits)) > 0 {
		return lenient
	}
	return strict
}

func walkVariants(w window, of []*variant, lenient bool) []trial {
	trials, plain := make([]trial, len(of)), headers(w.b)
	for i, v := range of {
		trials[i] = trial{variant: v, lenient: lenient, plain: plain}
		trials[i].walkOn(w, 0, v.cursor(w.pos, lenient))
	}
	return trials
}

// keep returns the trials that pass every test.
func keep(trials []trial, tests ...func(*trial) bool) (kept []trial) {
next:
	for _, t := range trials {
		for _, test := range tests {
			if !test(&t) {
				continue next
			}
		}
		kept = append(kept, t)
	}
	return kept
}

// choose returns the best of the trials: one that reaches the end before one that
// breaks off, then the one with most records, then the one that makes sense of block
// descriptors. When others tie with it and see records in different places, they
// are all returned as the framings to choose from.
func choose(fit []trial) (*trial, []Framing) {
	var best *trial
	var ties []Framing
	for i := range fit {
		t := &fit[i]
		switch {
		case best == nil || t.better(best):
			best, ties = t, nil
		case best.better(t) || t.trace == best.trace || best.blocks > 0 && t.blocks == 0:
		default:
			ties = append(ties, t.variant.framing)
		}
	}
	if ties == nil {
		return best, nil
	}
	return best, unique(append([]Framing{best.variant.framing}, ties...))
}

// unique drops what is in the list already: a framing may have several variants.
func unique(of []Framing) (out []Framing) {
	for _, f := range of {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// use adopts the best of the variants that fit, if there is one.
func (r *Reader) use(fit []trial, w window) error {
	t, ties := choose(fit)
	if ties != nil {
		return &AmbiguousError{File: r.name, Fits: ties}
	}
	r.framing = t.variant.framing
	r.cur = t.variant.cursor(0, t.lenient)
	r.basis = fmt.Sprintf("%d of %d record headers plausible in the first %s", t.good, t.heads,
		english.Plural(len(w.b), "byte", ""))
	if t.heads == 0 {
		r.basis = fmt.Sprintf("only the beginning of one record in %s", english.Plural(len(w.b), "byte", ""))
	}
	if t.lenient {
		r.basis += ", version bits of the flags not looked at"
	}
	if t.from > 0 {
		r.basis += fmt.Sprintf(", after %d damaged bytes", t.from)
	}
	return nil
}

// force adopts what Options.Framing asks for. Where the framing has several forms
// the one with most records is taken.
func (r *Reader) force(w window) {
	trials := tryVariants(w, variantsOf(r.opt.Framing))
	for i := range trials {
		trials[i].takeUp(w)
	}
	best, _ := choose(trials)
	r.framing, r.cur, r.basis = best.variant.framing, best.variant.cursor(0, best.lenient), chosen()
}

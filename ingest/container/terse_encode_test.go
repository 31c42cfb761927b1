package container

import (
	"container/list"
	"encoding/binary"
)

// The encoders here serve the tests only. They keep the dictionaries in other
// data structures than the decoders do, follow the description step by step,
// and choose the longest match.

// terseSymbols returns the symbols of records: literals, and for variable
// records a mark behind each.
func terseSymbols(variable bool, records ...[]byte) []uint16 {
	var s []uint16
	for _, r := range records {
		for _, b := range r {
			s = append(s, uint16(b)+1)
		}
		if variable {
			s = append(s, codeMark)
		}
	}
	return s
}

// terseHead makes a 12-byte header as z/OS writes it.
func terseHead(method byte, variable bool, length, block int) []byte {
	h := make([]byte, terseHeaderSize)
	h[0], h[4] = method, 0x0C
	if variable {
		h[1] = 1
	}
	binary.BigEndian.PutUint16(h[2:], uint16(length))
	binary.BigEndian.PutUint16(h[6:], uint16(block))
	return h
}

// packCodes writes 12-bit codes, two in three bytes.
func packCodes(codes []uint16) []byte {
	var out []byte
	for i := 0; i < len(codes); i += 2 {
		a, b := codes[i], uint16(0)
		if i+1 < len(codes) {
			b = codes[i+1]
		}
		out = append(out, byte(a>>4), byte(a<<4)|byte(b>>8), byte(b))
	}
	return out
}

// tersed makes a file: header, codes, padding to the transport record length.
func tersed(head []byte, codes []uint16) []byte {
	out := append(append([]byte{}, head...), packCodes(codes)...)
	for len(out)%tersePad != 0 {
		out = append(out, 0)
	}
	return out
}

// terseFile returns records tersed by the given method.
func terseFile(method byte, variable bool, length int, records ...[]byte) []byte {
	symbols := terseSymbols(variable, records...)
	codes := encodePack(symbols)
	if method == terseSpack {
		codes = encodeSpack(symbols)
	}
	return tersed(terseHead(method, variable, length, 27998), codes)
}

// withRDW returns what a variable file restores to.
func withRDW(records ...[]byte) []byte {
	var out []byte
	for _, r := range records {
		out = binary.BigEndian.AppendUint16(out, uint16(len(r)+rdwSize))
		out = append(append(out, 0, 0), r...)
	}
	return out
}

type pair struct{ prefix, last uint16 }

func encodePack(symbols []uint16) []uint16 {
	entries := map[uint16]pair{}
	codes := map[pair]uint16{}
	recent := list.New()
	place := map[uint16]*list.Element{}
	for c := uint16(firstEntry); c < codes12; c++ {
		e := pair{c - 1, blankCode}
		if c == firstEntry {
			e.prefix = blankCode
		}
		entries[c], codes[e] = e, c
		place[c] = recent.PushBack(c)
	}
	var out []uint16
	var open uint16
	for i := 0; i < len(symbols); {
		if open != 0 {
			e := pair{entries[open].prefix, symbols[i]}
			entries[open], codes[e] = e, open
		}
		n := recent.Back().Value.(uint16)
		if codes[entries[n]] == n {
			delete(codes, entries[n])
		}
		recent.MoveToFront(place[n])
		c := symbols[i]
		for i++; i < len(symbols); i++ {
			next, ok := codes[pair{c, symbols[i]}]
			if !ok {
				break
			}
			c = next
		}
		out = append(out, c)
		for x := c; x >= firstEntry; x = entries[x].prefix {
			recent.MoveToFront(place[x])
		}
		entries[n] = pair{prefix: c}
		open = n
	}
	return append(out, codeEnd)
}

// spackMatch is the longest string that the SPACK test encoder looks for.
const spackMatch = 32

type spackEncoder struct {
	text    map[uint16]string // each symbol as two bytes
	codes   map[string]uint16
	parts   map[uint16][2]uint16
	refs    map[uint16]int
	waiting *list.List
	place   map[uint16]*list.Element
	fresh   uint16
}

func encodeSpack(symbols []uint16) []uint16 {
	e := &spackEncoder{
		text: map[uint16]string{}, codes: map[string]uint16{}, parts: map[uint16][2]uint16{},
		refs: map[uint16]int{}, waiting: list.New(), place: map[uint16]*list.Element{}, fresh: firstEntry,
	}
	var raw []byte
	for _, s := range symbols {
		raw = binary.BigEndian.AppendUint16(raw, s)
	}
	for c := uint16(1); c <= codeMark; c++ {
		s := string(binary.BigEndian.AppendUint16(nil, c))
		e.text[c], e.codes[s] = s, c
	}
	var out []uint16
	var h uint16
	for len(raw) > 0 {
		g := e.longest(raw)
		raw = raw[len(e.text[g]):]
		out = append(out, g)
		if h != 0 {
			e.make(h, g)
		}
		h = g
	}
	return append(out, codeEnd)
}

// longest finds the longest known string at the start of raw, leaving out the
// entry that is about to be given away.
func (e *spackEncoder) longest(raw []byte) uint16 {
	var leaving uint16
	if e.fresh == codes12 {
		leaving = e.waiting.Front().Value.(uint16)
	}
	for n := min(2*spackMatch, len(raw)); ; n -= 2 {
		if c, ok := e.codes[string(raw[:n])]; ok && c != leaving {
			return c
		}
	}
}

func (e *spackEncoder) make(h, g uint16) {
	n := e.fresh
	if n < codes12 {
		e.fresh++
	} else {
		n = e.waiting.Front().Value.(uint16)
		e.leave(n)
		if e.codes[e.text[n]] == n {
			delete(e.codes, e.text[n])
		}
		for _, c := range e.parts[n] {
			if c >= firstEntry {
				if e.refs[c]--; e.refs[c] == 0 {
					e.wait(c)
				}
			}
		}
	}
	e.parts[n] = [2]uint16{h, g}
	for _, c := range e.parts[n] {
		if c >= firstEntry {
			e.refs[c]++
			e.leave(c)
		}
	}
	e.wait(n)
	e.text[n] = e.text[h] + e.text[g]
	e.codes[e.text[n]] = n
}

func (e *spackEncoder) wait(c uint16) { e.place[c] = e.waiting.PushBack(c) }

func (e *spackEncoder) leave(c uint16) {
	if at := e.place[c]; at != nil {
		e.waiting.Remove(at)
		delete(e.place, c)
	}
}

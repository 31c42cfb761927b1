package container

import (
	"bufio"
	"io"
	"math/bits"

	"github.com/dustin/go-humanize/english"
)

// Deflate64 is method 9 of zip archives ("enhanced deflate", APPNOTE.TXT 4.4.5),
// which Windows Explorer writes for files above 2 GiB. It is deflate (RFC 1951) with
// a window of 64 KiB, two more distance codes, and a last length code that has 16
// more bits in place of standing for 258. No library for Go decodes it.
//
// The decoder keeps the window and two code tables, and nothing that the input
// sizes. Its faults are *Error.

const (
	window64   = 1 << 16
	maxCodeLen = 15
	fastBits   = 10 // codes up to here are looked up, longer ones are counted out
	endOfBlock = 256
	firstLen   = 257 // literal and length codes from here on are lengths
)

// A span is what a length or distance code stands for: base plus as many bits.
type span struct {
	base uint32
	bits uint8
}

var (
	lengths64   = spans(3, 28, 4, 8, span{3, 16})
	distances64 = spans(1, 32, 2, 4)
)

// spans makes n codes: the first lead without bits, then one bit more for every so
// many codes; what follows is appended.
func spans(base uint32, n, group, lead int, more ...span) []span {
	out := make([]span, 0, n+len(more))
	for i := range n {
		s := span{base: base}
		if i >= lead {
			s.bits = uint8((i-lead)/group + 1)
		}
		out = append(out, s)
		base += 1 << s.bits
	}
	return append(out, more...)
}

// codeOrder is the order in which the lengths of the code length codes are sent.
var codeOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// prefixCode decodes one canonical prefix code.
type prefixCode struct {
	fast    [1 << fastBits]uint16 // symbol<<4 | length, by the next bits; 0: longer or none
	count   [maxCodeLen + 1]uint16
	symbols [288]uint16 // in the order of their codes
}

// set makes the code from the length of each symbol's; it reports false when the
// lengths make none. A code of one symbol, or of none, may be incomplete.
func (c *prefixCode) set(lengths []uint8) bool {
	*c = prefixCode{}
	for _, n := range lengths {
		c.count[n]++
	}
	used := len(lengths) - int(c.count[0])
	c.count[0] = 0
	left := 1
	var index, code [maxCodeLen + 2]uint16
	for n := 1; n <= maxCodeLen; n++ {
		if left = left<<1 - int(c.count[n]); left < 0 {
			return false
		}
		index[n+1] = index[n] + c.count[n]
		code[n+1] = (code[n] + c.count[n]) << 1
	}
	for s, n := range lengths {
		if n == 0 {
			continue
		}
		c.symbols[index[n]] = uint16(s)
		index[n]++
		c.look(uint16(s), code[n], n)
		code[n]++
	}
	return left == 0 || used <= 1
}

// look enters a short code wherever the bits behind it lead.
func (c *prefixCode) look(symbol, code uint16, n uint8) {
	if n > fastBits {
		return
	}
	for i := bits.Reverse16(code) >> (16 - n); i < 1<<fastBits; i += 1 << n {
		c.fast[i] = symbol<<4 | uint16(n)
	}
}

// inflate64 is a Reader of the data.
type inflate64 struct {
	in    *bufio.Reader
	acc   uint64 // bits read ahead, the next one lowest
	n     uint   // how many
	taken int64  // bytes read

	window [window64]byte
	pos    uint16 // where the next byte goes
	unread int    // bytes before pos that have not been handed out
	total  int64  // bytes made

	final  bool // the present block is the last
	coded  bool // inside a block with codes
	stored int  // bytes left of a stored block
	copies int  // bytes left of a match
	back   uint16

	literal, distance prefixCode
	err               error
}

func newInflate64(r io.Reader) io.ReadCloser {
	return io.NopCloser(&inflate64{in: bufio.NewReader(r)})
}

func (f *inflate64) fault(format string, args ...any) error {
	return fault(IDDamaged, f.taken, tryAgainBinary, "deflate64: "+format, args...)
}

// Read implements io.Reader.
func (f *inflate64) Read(p []byte) (int, error) {
	for f.unread == 0 && f.err == nil {
		for f.err == nil && f.unread < window64 {
			f.err = f.step()
		}
	}
	if f.unread == 0 {
		return 0, f.err
	}
	start := f.pos - uint16(f.unread)
	n := copy(p, f.window[start:min(window64, int(start)+f.unread)])
	f.unread -= n
	return n, nil
}

// step goes on with what it is in the middle of, as far as the window has room.
func (f *inflate64) step() error {
	switch {
	case f.copies > 0:
		f.copyMatch()
		return nil
	case f.stored > 0:
		return f.copyStored()
	case f.coded:
		return f.decode()
	case f.final:
		return io.EOF
	}
	return f.block()
}

func (f *inflate64) put(b byte) {
	f.window[f.pos] = b
	f.pos++
	f.unread++
	f.total++
}

func (f *inflate64) copyMatch() {
	for ; f.copies > 0 && f.unread < window64; f.copies-- {
		f.put(f.window[f.pos-f.back])
	}
}

func (f *inflate64) copyStored() error {
	for ; f.stored > 0 && f.unread < window64; f.stored-- {
		b, err := f.take(8)
		if err != nil {
			return err
		}
		f.put(byte(b))
	}
	return nil
}

// need reads ahead until there are as many bits, or no more.
func (f *inflate64) need(n uint) bool {
	for f.n < n {
		b, err := f.in.ReadByte()
		if err != nil {
			if err != io.EOF {
				f.err = err
			}
			return false
		}
		f.taken++
		f.acc |= uint64(b) << f.n
		f.n += 8
	}
	return true
}

// take returns the next n bits, at most 16.
func (f *inflate64) take(n uint) (uint32, error) {
	if !f.need(n) {
		return 0, f.ended()
	}
	v := uint32(f.acc & (1<<n - 1))
	f.acc >>= n
	f.n -= n
	return v, nil
}

func (f *inflate64) ended() error {
	if f.err != nil {
		return f.err
	}
	return io.ErrUnexpectedEOF
}

// symbol returns the next symbol of a code.
func (f *inflate64) symbol(c *prefixCode) (uint16, error) {
	f.need(maxCodeLen) // fewer may be enough, at the end
	if e := c.fast[f.acc&(1<<fastBits-1)]; e != 0 && uint(e&0x0F) <= f.n {
		f.acc >>= e & 0x0F
		f.n -= uint(e & 0x0F)
		return e >> 4, nil
	}
	var code, first, index int
	for n := uint(1); n <= maxCodeLen; n++ {
		if n > f.n {
			return 0, f.ended()
		}
		code |= int(f.acc>>(n-1)) & 1
		count := int(c.count[n])
		if code-first < count {
			f.acc >>= n
			f.n -= n
			return c.symbols[index+code-first], nil
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	return 0, f.fault("bits that are no code")
}

// block reads the head of a block.
func (f *inflate64) block() error {
	head, err := f.take(3)
	if err != nil {
		return err
	}
	f.final = head&1 != 0
	switch head >> 1 {
	case 0:
		return f.storedBlock()
	case 1:
		f.coded = true
		f.literal.set(fixedLiterals())
		f.distance.set(fixedDistances[:])
		return nil
	case 2:
		f.coded = true
		return f.readCodes()
	}
	return f.fault("a block of a kind that there is not")
}

func (f *inflate64) storedBlock() error {
	f.acc >>= f.n % 8
	f.n -= f.n % 8
	size, err := f.take(16)
	if err != nil {
		return err
	}
	check, err := f.take(16)
	if err != nil {
		return err
	}
	if size^check != 0xFFFF {
		return f.fault("the length of a stored block, %d, disagrees with its complement", size)
	}
	f.stored = int(size)
	return nil
}

// fixedLiterals returns the code lengths of blocks without codes of their own.
func fixedLiterals() []uint8 {
	out := make([]uint8, 288)
	for i := range out {
		switch {
		case i < 144, i >= 280:
			out[i] = 8
		case i < 256:
			out[i] = 9
		default:
			out[i] = 7
		}
	}
	return out
}

var fixedDistances = func() (out [32]uint8) {
	for i := range out {
		out[i] = 5
	}
	return out
}()

// readCodes reads the two codes of a block, whose lengths are coded by a third.
func (f *inflate64) readCodes() error {
	var sizes [3]int
	for i, n := range [...]uint{5, 5, 4} {
		v, err := f.take(n)
		if err != nil {
			return err
		}
		sizes[i] = int(v) + [...]int{firstLen, 1, 4}[i]
	}
	if sizes[0] > firstLen+len(lengths64) {
		return f.fault("%d literal and length codes, more than there are", sizes[0])
	}
	var order [len(codeOrder)]uint8
	for _, at := range codeOrder[:sizes[2]] {
		v, err := f.take(3)
		if err != nil {
			return err
		}
		order[at] = uint8(v)
	}
	var code prefixCode
	if !code.set(order[:]) {
		return f.fault("code lengths that make no code")
	}
	lengths := make([]uint8, sizes[0]+sizes[1])
	if err := f.codeLengths(&code, lengths); err != nil {
		return err
	}
	if lengths[endOfBlock] == 0 || !f.literal.set(lengths[:sizes[0]]) || !f.distance.set(lengths[sizes[0]:]) {
		return f.fault("code lengths that make no code")
	}
	return nil
}

// repeats are the symbols 16 to 18 of the code length code: bits of the count, and
// what is added to it.
var repeats = [...]struct {
	bits uint
	base int
}{{2, 3}, {3, 3}, {7, 11}}

func (f *inflate64) codeLengths(code *prefixCode, lengths []uint8) error {
	for i := 0; i < len(lengths); {
		s, err := f.symbol(code)
		if err != nil {
			return err
		}
		if s < 16 {
			lengths[i] = uint8(s)
			i++
			continue
		}
		r := repeats[s-16]
		more, err := f.take(r.bits)
		if err != nil {
			return err
		}
		n := r.base + int(more)
		if n > len(lengths)-i || s == 16 && i == 0 {
			return f.fault("a code length is repeated too often")
		}
		for ; n > 0; n-- {
			if s == 16 {
				lengths[i] = lengths[i-1]
			}
			i++
		}
	}
	return nil
}

// decode reads literals and matches until the block ends or the window is full.
func (f *inflate64) decode() error {
	for f.unread < window64 {
		s, err := f.symbol(&f.literal)
		switch {
		case err != nil:
			return err
		case s < endOfBlock:
			f.put(byte(s))
		case s == endOfBlock:
			f.coded = false
			return nil
		default:
			if err := f.match(int(s) - firstLen); err != nil {
				return err
			}
			f.copyMatch()
		}
	}
	return nil
}

// match reads the rest of a match: the bits of its length, and its distance.
func (f *inflate64) match(length int) error {
	if length >= len(lengths64) {
		return f.fault("a length code that there is not")
	}
	n, err := f.extend(lengths64[length])
	if err != nil {
		return err
	}
	s, err := f.symbol(&f.distance)
	if err != nil {
		return err
	}
	back, err := f.extend(distances64[s])
	if err != nil {
		return err
	}
	if int64(back) > f.total {
		return f.fault("a match from %s back, behind %d", english.Plural(int(back), "byte", ""), f.total)
	}
	f.copies, f.back = int(n), uint16(back) // a distance of 65 536 is the place itself
	return nil
}

func (f *inflate64) extend(s span) (uint32, error) {
	more, err := f.take(uint(s.bits))
	return s.base + more, err
}

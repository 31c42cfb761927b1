package columnar

import "github.com/zertify/zertify/schema/wire"

// A Block is a run of sections of one structure that are decoded together,
// column after column, while they are in the processor's cache. A nil section
// is one its record does not have; all its columns become NULL.
type Block struct {
	Secs [][]byte
	IPv6 []bool // the record's own IPv6 flag, per section
	CP   *wire.CodePage
	Bad  func(i int, field string) // called for bytes that are no legal value
	OK   []bool                    // per section: passes the structure's test; nil when there is none
}

// Proven reports whether section i passes its structure's test.
func (b *Block) Proven(i int) bool { return i < len(b.OK) && b.OK[i] }

// Standing writes which way the test of each section went, and the bytes from
// from to to of those that failed it.
func (b *Block) Standing(passed *Bool, unproven *Text, from, to int) {
	v := passed.Grow(len(b.Secs))
	for i, s := range b.Secs {
		switch {
		case s == nil:
			passed.SetNull(i)
			unproven.Close()
		case b.Proven(i):
			v[i] = 1
			unproven.Close()
		default:
			v[i] = 0
			unproven.Hex(s[min(from, len(s)):min(to, len(s))])
		}
	}
}

// Clock decodes a store-clock value; zero is "not set".
func (b *Block) Clock(c *Time, i int, out *int64, v uint64) {
	at, ok := wire.TOD(v)
	if !ok {
		c.SetNull(i)
		return
	}
	*out = at
}

// Seconds decodes seconds since 1970; zero is "not set".
func (b *Block) Seconds(c *Time, i int, out *int64, s []byte) {
	at, ok := wire.UnixTime(s)
	if !ok {
		c.SetNull(i)
		return
	}
	*out = at
}

// Moment decodes a time of day with its date.
func (b *Block) Moment(c *Time, i int, out *int64, at, date []byte, field string) {
	v, ok := wire.Moment(at, date)
	if !ok {
		c.SetNull(i)
		if !wire.NoDate(date) {
			b.Bad(i, field)
		}
		return
	}
	*out = v
}

// CertTime decodes a certificate's not-after time.
func (b *Block) CertTime(c *Time, i int, out *int64, kind byte, s []byte, field string) {
	v, ok := wire.CertTime(kind, s)
	if !ok {
		c.SetNull(i)
		if kind != 0 {
			b.Bad(i, field)
		}
		return
	}
	*out = v
}

// Counted writes the first n bytes of s as hex; a count beyond s is reported and
// all of s is kept.
func (b *Block) Counted(c *Text, i int, n uint64, s []byte, field string) {
	if n > uint64(len(s)) {
		b.Bad(i, field)
		n = uint64(len(s))
	}
	c.Hex(s[:n])
}

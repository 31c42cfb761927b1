package message

// Digest tells lists of numbers apart (FNV-1a over whole numbers).
type Digest uint64

// NewDigest returns the digest of no numbers.
func NewDigest() Digest { return fnvBasis }

const fnvBasis = 14695981039346656037

// Add takes numbers into the digest.
func (d *Digest) Add(numbers ...int) {
	for _, v := range numbers {
		*d = (*d ^ Digest(v)) * 1099511628211
	}
}

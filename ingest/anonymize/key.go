package anonymize

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"
)

// Sizes of a key, bytes: less can be guessed, more is not a key.
const (
	shortestKey = 16
	longestKey  = 1 << 20
)

// Why something is not a key.
var (
	ErrShortKey = errors.New("can be guessed")
	ErrLongKey  = fmt.Errorf("larger than %.1f MB", float64(longestKey)/1e6)
)

// NewKey makes a key up.
func NewKey() ([]byte, error) {
	key := make([]byte, 2*shortestKey)
	_, err := rand.Read(key)
	return key, err
}

// ReadKey reads a key to its end. Ends of lines behind it do not count. The error wraps ErrLongKey or ErrShortKey, or
// is that of the reader.
func ReadKey(r io.Reader) ([]byte, error) {
	key, err := io.ReadAll(io.LimitReader(r, longestKey+1))
	switch {
	case err != nil:
		return nil, err
	case len(key) > longestKey:
		return nil, ErrLongKey
	}
	if key = bytes.TrimRight(key, "\r\n"); len(key) < shortestKey {
		return nil, fmt.Errorf("a key of %s %w", english.Plural(len(key), "byte", ""), ErrShortKey)
	}
	return key, nil
}

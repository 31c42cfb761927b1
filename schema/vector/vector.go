// Package vector reads test vectors: files of inputs typed by hand from published offsets, with what is expected of
// them. Lines "key: value" come first, then an empty line, then hexadecimal digits, xx*n for repeats; # begins a
// comment. A line "want:" ends the digits, when single values are wanted. Only tests use it.
package vector

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A Setting is one line of the head of a vector.
type Setting struct{ Key, Value string }

// A Vector is one file.
type Vector struct {
	Name   string // of the file, without extension
	Expect []string
	Input  []byte
	Want   []string // lines behind "want:"

	Settings []Setting // how to read the input: all but expect, note and ref
	digits   string
}

// Load reads a vector.
func Load(path string) (*Vector, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	v := &Vector{Name: strings.TrimSuffix(filepath.Base(path), ".txt")}
	head, body, _ := strings.Cut(string(text), "\n\n")
	for line := range strings.Lines(head) {
		v.setting(strings.TrimSpace(line))
	}
	digits, want, _ := strings.Cut(body, "want:\n")
	v.digits = digits
	for line := range strings.Lines(want) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			v.Want = append(v.Want, line)
		}
	}
	if v.Input, err = Hex(v.digits); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}

// Glob loads the vectors that a pattern matches, which must be some.
func Glob(pattern string) ([]*Vector, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: no vectors", pattern)
	}
	var out []*Vector
	for _, path := range paths {
		v, err := Load(path)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (v *Vector) setting(line string) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case strings.HasPrefix(line, "#"), key == "note", key == "ref":
	case key == "expect":
		for _, item := range strings.Split(value, ";") {
			v.Expect = append(v.Expect, strings.TrimSpace(item))
		}
	default:
		v.Settings = append(v.Settings, Setting{key, value})
	}
}

// CheckPlaces holds each line of digits to the offset that its comment begins with, so that bytes and comments cannot
// part.
func (v *Vector) CheckPlaces() error {
	at := 0
	for line := range strings.Lines(v.digits) {
		b, err := Hex(line)
		if err != nil {
			return err
		}
		if len(b) == 0 {
			continue
		}
		_, comment, _ := strings.Cut(line, "#")
		said, _, _ := strings.Cut(strings.TrimSpace(comment), " ")
		if n, err := strconv.Atoi(said); err != nil || n != at {
			return fmt.Errorf("%s: line %q is at offset %d", v.Name, strings.TrimSpace(line), at)
		}
		at += len(b)
	}
	return nil
}

// Hex reads groups of hexadecimal digits, xx*n for repeats, # for comments.
func Hex(text string) ([]byte, error) {
	var out []byte
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			digits, times, repeated := strings.Cut(word, "*")
			n := 1
			if repeated {
				var err error
				if n, err = strconv.Atoi(times); err != nil {
					return nil, err
				}
			}
			b, err := hex.DecodeString(digits)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", word, err)
			}
			out = append(out, bytes.Repeat(b, n)...)
		}
	}
	return out, nil
}

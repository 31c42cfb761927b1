// Package hint lets packages say what to try without knowing what the program at hand calls it. A message names an
// option by its key in braces, "say which with {framing}=rdw"; the program registers its word for each key, such as a
// flag. Without a program the text speaks of options.
package hint

import (
	"maps"
	"slices"
	"strings"
	"sync/atomic"
)

// keys lists what messages may name, with what it is for.
var keys = map[string]string{
	"again":          "loading inputs again",
	"allow-mixed":    "loading copies beside originals",
	"client":         "limiting to sessions of a client",
	"db":             "the database",
	"framing":        "how records are told apart",
	"framing-report": "showing how messages are told apart",
	"header":         "mapping headers",
	"input":          "limiting to inputs",
	"job":            "limiting to sessions of a job",
	"layout":         "an overlay of record layouts",
	"lp64":           "sizes of 64-bit mode",
	"max-output":     "how much may come out of containers",
	"nmi-framing":    "how messages are told apart",
	"parts":          "a transfer cut into several files",
	"port":           "limiting to sessions of a port",
	"protocol":       "limiting to sessions of a protocol",
	"record":         "showing one record",
	"role":           "limiting to sessions of a role",
	"salvage":        "inferring where records end",
	"server":         "limiting to sessions of a server",
	"since":          "limiting to times from a moment on",
	"stack":          "limiting to sessions of a stack",
	"sysplex":        "limiting to sessions of a sysplex",
	"system":         "limiting to sessions of a system",
	"until":          "limiting to times up to a moment",
	"user":           "limiting to sessions of a user",
	"verbose":        "telling more",
	"wait":           "waiting until the database is free",
}

// Keys returns the keys in order.
func Keys() []string { return slices.Sorted(maps.Keys(keys)) }

var registered atomic.Pointer[strings.Replacer]

// Register sets the program's word for each key. A program does so before anything else; what it calls the same every
// time may be registered again.
func Register(word func(key string) string) { registered.Store(replacer(word)) }

func replacer(word func(key string) string) *strings.Replacer {
	var pairs []string
	for _, key := range Keys() {
		pairs = append(pairs, "{"+key+"}", word(key))
	}
	return strings.NewReplacer(pairs...)
}

var plain = replacer(func(key string) string { return "option " + key })

// Words returns a text with the program's words for the keys in it. Only text of our own may be given: what an input
// holds could look like a key.
func Words(text string) string {
	if r := registered.Load(); r != nil {
		return r.Replace(text)
	}
	return plain.Replace(text)
}

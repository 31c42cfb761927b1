// Package decoders turns sections into columns: one decoder per structure, generated from the CSV facts in package
// layout by layoutgen. Each takes a block of sections and fills one column after another. Nothing here can fail on
// input; see package columnar.
package decoders

import (
	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/record"
)

// Of returns the structure of a kind, with its decoders.
func Of(kind record.Kind) *columnar.Structure { return structures[kind] }

// All returns every structure, in the order of the kinds.
func All() []*columnar.Structure { return structures[:] }

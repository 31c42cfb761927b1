// Package sqltext owns how text becomes part of a statement where the engine takes no
// parameter: in definitions, paths and settings. The text may come from anybody.
package sqltext

import "strings"

// Literal returns a string literal of SQL.
func Literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Name returns a quoted identifier of SQL.
func Name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

package layout

import "slices"

// ViewsOf names the views that show the fields of a structure: those of the
// records that hold it, and for a list the view with a row per entry.
func (s *Set) ViewsOf(st *Structure) []string {
	var out []string
	for _, r := range s.Records {
		for _, l := range r.Locators {
			view := "v_" + r.Table
			if l.Split != "" {
				view = "v_" + st.Name
			}
			if l.Structure == st && !slices.Contains(out, view) {
				out = append(out, view)
			}
		}
	}
	return out
}

// CodesOf returns the codes of a table, in order.
func (s *Set) CodesOf(enum string) []Code {
	var out []Code
	for _, c := range s.Codes {
		if c.Enum == enum {
			out = append(out, c)
		}
	}
	return out
}

// CodeTables lists the names of the code tables, sorted.
func (s *Set) CodeTables() []string {
	var out []string
	for _, c := range s.Codes {
		if len(out) == 0 || out[len(out)-1] != c.Enum {
			out = append(out, c.Enum)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// SuiteTable is what the suites are called among the code tables.
const SuiteTable = "tls_suite"

// NamedTables lists the code tables, and that of the TLS cipher suites, sorted.
func (s *Set) NamedTables() []string {
	out := append(s.CodeTables(), SuiteTable)
	slices.Sort(out)
	return out
}

// NamedCodes returns the codes of one of NamedTables. Of a cipher suite, token and bits are those of its cipher.
func (s *Set) NamedCodes(table string) []Code {
	if table != SuiteTable {
		return s.CodesOf(table)
	}
	var out []Code
	for _, suite := range s.Suites {
		c := Code{Enum: SuiteTable, Code: suite.Code, Name: suite.Name, Token: suite.Cipher, Bits: suite.Bits,
			Basis: suite.Basis}
		if suite.Source != "" {
			c.Doc = "Named by " + suite.Source + "."
		}
		out = append(out, c)
	}
	return out
}

package queries

import "slices"

// words adds the words of SQL texts to a set. Among them are all relations and macros
// that a text names.
func words(set map[string]bool, texts ...string) {
	for _, text := range texts {
		scanSQL(text, func(t sqlToken) {
			if t.kind == tokenWord {
				set[t.text] = true
			}
		})
	}
}

// onlyFor finds out what has to be made for queries alone: what they name, and what
// that is made from. Without queries it is everything.
func (i *scopeInstall) onlyFor(qs []*Query, all []scopedStatement) []scopedStatement {
	if len(qs) == 0 {
		return all
	}
	i.needed = map[string]bool{}
	for _, q := range qs {
		words(i.needed, q.Population, q.Findings)
	}
	needed := i.closure(all)
	if i.scope.LimitsTunnels() && slices.ContainsFunc(append(tunnelRecords, "tunnel"), i.needs) {
		words(i.needed, sessionTunnels)
		for _, name := range tunnelStatements {
			words(i.needed, statements.Text(name, nil))
		}
		needed = i.closure(all)
	}
	return needed
}

// closure returns the statements that make what is needed, in their order, and adds to
// it what they are made from, which statements before them make.
func (i *scopeInstall) closure(statements []scopedStatement) (out []scopedStatement) {
	for _, s := range slices.Backward(statements) {
		if !i.needs(s.makes) {
			continue
		}
		words(i.needed, s.text)
		out = append(out, s)
	}
	slices.Reverse(out)
	return out
}

func (i *scopeInstall) needs(name string) bool { return i.needed == nil || i.needed[name] }

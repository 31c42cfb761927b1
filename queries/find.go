package queries

import (
	"fmt"
	"strings"
)

// Get finds a query by its id. The error for an unknown id names the nearest
// known one.
func Get(qs []Query, id string) (*Query, error) {
	ids := make([]string, len(qs))
	for i := range qs {
		if qs[i].ID == id {
			return &qs[i], nil
		}
		ids[i] = qs[i].ID
	}
	return nil, fmt.Errorf("no query %q%s", id, suggest(id, ids))
}

// suggest returns "; did you mean X?" for the known word nearest to word, or ""
// when none is near enough to be a slip of the fingers.
func suggest(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// maxSuggestWord bounds the words Nearest compares: the work grows with the
// product of both lengths.
const maxSuggestWord = 64

// Nearest returns the known word that differs from word by the fewest
// insertions, deletions and replacements, or by being a part of it; "" when
// more than a third of the word would have to change.
func Nearest(word string, known []string) string {
	if len(word) == 0 || len(word) > maxSuggestWord {
		return ""
	}
	best, bestCost := "", len(word)/3+1
	for _, k := range known {
		if len(k) > maxSuggestWord {
			continue
		}
		if cost := distance(strings.ToLower(word), strings.ToLower(k)); cost < bestCost {
			best, bestCost = k, cost
		}
	}
	if best != "" {
		return best
	}
	for _, k := range known {
		if len(word) >= 3 && strings.Contains(k, strings.ToLower(word)) {
			return k
		}
	}
	return ""
}

// distance is the Levenshtein distance in bytes, with one row of memory.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

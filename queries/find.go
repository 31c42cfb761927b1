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
// insertions, deletions, replacements and exchanges of neighbours, or by being a
// part of it; "" when more than a third of the word would have to change.
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

// distance is the number of bytes to insert, delete or replace, or of neighbours to exchange, that makes b of a; it is
// computed row by row.
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row
		row = make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			cost := above[j]
			if a[i] != b[j] {
				cost = 1 + min(above[j], row[j], above[j+1])
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cost = min(cost, 1+before[j-1])
			}
			row[j+1] = cost
		}
		before = above
	}
	return row[len(b)]
}

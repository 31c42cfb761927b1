package schema

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/layout"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestGeneratedTextIsCurrent keeps DICTIONARY.md, which people read, equal to what the program uses.
func TestGeneratedTextIsCurrent(t *testing.T) {
	const file = "DICTIONARY.md"
	text := Dictionary(layout.Must())
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(text, "\n"), strings.Split(string(have), "\n")); diff != "" {
		t.Errorf("%s is stale; run make generate (-want +have):\n%s", file, diff)
	}
}

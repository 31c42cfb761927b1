package page

import (
	"testing"
)

func TestBarShowsSmallPartsAndAddsUp(t *testing.T) {
	t.Parallel()
	b := bar{Label: "x"}
	b.add(1, "a", "fail")
	b.add(0, "b", "warn")
	b.add(9_000_000_000_000_000_000, "c", "pass")
	b = b.laidOut("session")
	if len(b.Parts) != 2 || b.Parts[0].W != minPart || b.Parts[1].X != minPart || b.Parts[1].W != barWidth-minPart {
		t.Errorf("got %+v", b.Parts)
	}
	if b := (bar{Label: "x"}).laidOut("session"); b.Alt != "x: no sessions" {
		t.Errorf("got %q", b.Alt)
	}
}

package notice

import (
	"fmt"
	"strings"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// Loaded returns the line that says what became of an input, safe to show.
func Loaded(f *ingest.FileSummary) string {
	switch {
	case f.Known:
		return plain.Text(f.Path) + ": loaded before, nothing added"
	case Unread(f):
		return plain.Text(f.Path) + ": not read"
	}
	how := strings.TrimSpace(strings.Join([]string{f.Container, f.Framing}, " "))
	text := fmt.Sprintf("%s: %s, %s (%s): %s decoded, %s skipped, %s rejected", plain.Text(f.Path),
		wording.Bytes(f.Bytes), wording.Several(f.Records, Unit(f)), plain.Text(how), wording.Grouped(f.Decoded),
		wording.Grouped(f.Skipped), wording.Grouped(f.Rejected))
	if f.Stopped != nil {
		text += "; not read to its end"
	}
	return text
}

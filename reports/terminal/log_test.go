package terminal

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMessagesAreLines(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	log := slog.New(NewHandler(&b, slog.LevelInfo))
	log.Debug("not shown")
	log.Info("read", "bytes", 5)
	log.With("file", "a\rb").WithGroup("g").Warn("odd", "n", 1)
	if diff := cmp.Diff("zertify: read bytes=5\nzertify: warning: odd file=a␍b g.n=1\n", b.String()); diff != "" {
		t.Error(diff)
	}
}

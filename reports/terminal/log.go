package terminal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"github.com/zertify/zertify/reports/plain"
)

// prefix begins every message.
const prefix = "zertify: "

// A lineHandler writes one line per message: the level only when it is
// not ordinary, the message, then the attributes. Lines carry no time.
type lineHandler struct {
	mu    *sync.Mutex
	w     io.Writer
	level slog.Level
	attrs string // preformatted
	group string
}

// NewHandler returns a handler of messages for people, which are lines on w.
func NewHandler(w io.Writer, level slog.Level) slog.Handler {
	return &lineHandler{mu: &sync.Mutex{}, w: w, level: level}
}

// Enabled implements slog.Handler.
func (h *lineHandler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level }

var levelWords = map[slog.Level]string{slog.LevelDebug: "debug: ", slog.LevelWarn: "warning: ",
	slog.LevelError: "error: "}

// Handle implements slog.Handler.
func (h *lineHandler) Handle(_ context.Context, r slog.Record) error {
	var b bytes.Buffer
	b.WriteString(prefix + levelWords[r.Level] + plain.Lines(r.Message) + h.attrs)
	r.Attrs(func(a slog.Attr) bool {
		b.WriteString(h.attr(a))
		return true
	})
	b.WriteByte('\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(b.Bytes())
	return err
}

func (h *lineHandler) attr(a slog.Attr) string {
	return fmt.Sprintf(" %s%s=%s", h.group, a.Key, plain.Lines(a.Value.String()))
}

// WithAttrs implements slog.Handler.
func (h *lineHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	c := *h
	for _, a := range attrs {
		c.attrs += h.attr(a)
	}
	return &c
}

// WithGroup implements slog.Handler.
func (h *lineHandler) WithGroup(name string) slog.Handler {
	c := *h
	c.group += name + "."
	return &c
}

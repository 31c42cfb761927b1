package smf

import (
	"bytes"
	"errors"
	"testing"
)

func TestWriteRDWMakesTheDescriptorWord(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteRDW(&out, []byte{0xFF, 0xFF, 0xFF, 0xFF, 0x1E, 2, 3}); err != nil {
		t.Fatal(err)
	}
	if want := []byte{0, 7, 0, 0, 0x1E, 2, 3}; !bytes.Equal(out.Bytes(), want) {
		t.Errorf("%x, want %x", out.Bytes(), want)
	}
}

// TestWriterCutsRecordsAtBlockEnds compares with blocks typed by hand: 16 bytes
// with the descriptor word, so 12 for pieces.
func TestWriterCutsRecordsAtBlockEnds(t *testing.T) {
	t.Parallel()
	recs := [][]byte{{0, 0, 0, 0, 1, 2, 3}, {0, 0, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, {0, 0, 0, 0, 15}}
	for _, c := range []struct {
		name string
		opt  WriterOptions
		want []byte
	}{
		{"segments only", WriterOptions{Span: true, BlockSize: 16}, []byte{
			0, 7, 0, 0, 1, 2, 3, 0, 5, 1, 0, 4, // room for one byte
			0, 12, 3, 0, 5, 6, 7, 8, 9, 10, 11, 12,
			0, 6, 2, 0, 13, 14, 0, 5, 0, 0, 15,
		}},
		{"blocks", WriterOptions{Framing: BDW, Span: true, BlockSize: 16}, []byte{
			0, 16, 0, 0, 0, 7, 0, 0, 1, 2, 3, 0, 5, 1, 0, 4,
			0, 16, 0, 0, 0, 12, 3, 0, 5, 6, 7, 8, 9, 10, 11, 12,
			0, 15, 0, 0, 0, 6, 2, 0, 13, 14, 0, 5, 0, 0, 15,
		}},
		{"extended blocks", WriterOptions{Framing: BDW, Extended: true, BlockSize: 20}, []byte{
			0x80, 0, 0, 11, 0, 7, 0, 0, 1, 2, 3,
			0x80, 0, 0, 19, 0, 15, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
			0x80, 0, 0, 9, 0, 5, 0, 0, 15,
		}},
		{"length in four bytes", WriterOptions{Framing: Len4}, []byte{
			0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 11, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 0, 0, 1, 15,
		}},
		{"FTP block mode", WriterOptions{Framing: Block}, []byte{
			0x80, 0, 3, 1, 2, 3, 0x80, 0, 11, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0x80, 0, 1, 15,
		}},
		{"two descriptor words", WriterOptions{Framing: RDWRDW}, []byte{
			0, 11, 0, 0, 0, 7, 0, 0, 1, 2, 3, 0, 19, 0, 0, 0, 15, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0, 9, 0, 0, 0, 5,
			0, 0, 15,
		}},
	} {
		if got := encode(t, recs, c.opt); !bytes.Equal(got, c.want) {
			t.Errorf("%s:\n%v, want\n%v", c.name, got, c.want)
		}
	}
}

func TestWriterRefusesWhatAFramingCannotHold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		opt  WriterOptions
		n    int
	}{
		{"no data", WriterOptions{}, 4},
		{"longer than 16 bits", WriterOptions{}, 65536},
		{"longer than a block", WriterOptions{Framing: BDW, BlockSize: 100}, 97},
		{"longer than 16 bits in an extended block", WriterOptions{Framing: BDW, BlockSize: 100_000, Extended: true}, 70_000},
		{"block too long for a plain descriptor word", WriterOptions{Framing: BDW, BlockSize: 40000}, 100},
		{"block too short", WriterOptions{Span: true, BlockSize: 8}, 100},
		{"unknown framing", WriterOptions{Framing: Framing(99)}, 100},
		{"too long for two descriptor words", WriterOptions{Framing: RDWRDW}, 65532},
	} {
		if err := NewWriter(&bytes.Buffer{}, c.opt).Write(make([]byte, c.n)); err == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
}

type full struct{}

var errFull = errors.New("no space")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterReportsAFullDisk(t *testing.T) {
	t.Parallel()
	w := NewWriter(full{}, WriterOptions{Framing: BDW})
	if err := w.Write(rawRecord(119, 12, 100, 1)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); !errors.Is(err, errFull) {
		t.Errorf("Close gives %v", err)
	}
	if err := w.Write(rawRecord(119, 12, 100, 1)); !errors.Is(err, errFull) {
		t.Errorf("Write gives %v", err)
	}
}

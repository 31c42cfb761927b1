package container

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// xzFile compresses with the library's own writer.
func xzFile(t testing.TB, check byte, blockSize int64, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := xz.WriterConfig{CheckSum: check, BlockSize: blockSize, NoCheckSum: check == 0,
		DictCap: 1 << 20}.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXzChecksBlocksAndStreams(t *testing.T) {
	t.Parallel()
	data := bytes.Repeat([]byte("a record and another one; "), 9000)
	for _, check := range []byte{0, xz.CRC32, xz.CRC64, xz.SHA256} {
		for _, block := range []int64{1 << 30, 50_001} {
			one := xzFile(t, check, block, data)
			for _, file := range [][]byte{one, append(bytes.Clone(one), make([]byte, 8)...)} {
				got, _ := walk(t, "x.xz", bytes.NewReader(file), Options{})
				if len(got) != 1 || got[0].err != nil || !bytes.Equal(got[0].data, data) || Chain(got[0].chain) != "xz" {
					t.Errorf("check %d, blocks of %d: %d inputs, %+v", check, block, len(got), got[0].err)
				}
			}
			two := append(append(bytes.Clone(one), make([]byte, 4)...), one...)
			if got, _ := walk(t, "x.xz", onlyReader{bytes.NewReader(two)}, Options{}); len(got[0].data) != 2*len(data) ||
				got[0].err != nil {
				t.Errorf("two streams give %d bytes, %v", len(got[0].data), got[0].err)
			}
		}
	}
}

// TestXzSurvivesDamage flips and cuts a file everywhere: what comes out is the content, part of it with
// a fault, or a fault.
func TestXzSurvivesDamage(t *testing.T) {
	t.Parallel()
	data := []byte(strings.Repeat("some text ", 40))
	file := xzFile(t, xz.CRC64, 1<<30, data)
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 0x55
		for _, b := range [][]byte{bad, file[:i]} {
			if i < headSize/100 && !isXz(b) {
				continue // no longer xz
			}
			got, _ := walk(t, "x", bytes.NewReader(b), Options{})
			if len(got) != 1 || got[0].err == nil && !bytes.Equal(got[0].data, data) {
				t.Errorf("byte %d: %d bytes and no fault", i, len(got[0].data))
			}
		}
	}
}

func isXz(b []byte) bool { return xzFormat.Match(b) }

func TestXzRefusesHugeDictionaries(t *testing.T) {
	t.Parallel()
	file := xzFile(t, xz.CRC32, 1<<30, []byte("small"))
	h := file[xzHead : xzHead+4*(int(file[xzHead])+1)]
	at := bytes.IndexByte(h, xzLZMA2) + 2
	for _, dict := range []byte{29, 40} {
		h[at] = dict
		binary.LittleEndian.PutUint32(h[len(h)-4:], crc32.ChecksumIEEE(h[:len(h)-4]))
		got, _ := walk(t, "x", bytes.NewReader(file), Options{})
		var e *Error
		if !errors.As(got[0].err, &e) || e.ID != IDLimit || !strings.Contains(e.Error(), "xz -d") {
			t.Errorf("dictionary %d: %v", dict, got[0].err)
		}
	}
}

func FuzzXz(f *testing.F) {
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	if err == nil {
		_, err = w.Write([]byte(strings.Repeat("text ", 100)))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		walk(t, "x", bytes.NewReader(append([]byte(xzMagic), data...)), Options{MaxOutput: 1 << 20})
		walk(t, "x", bytes.NewReader(data), Options{MaxOutput: 1 << 20})
	})
}

package container

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz/lzma"
)

func lzmaAlone(data []byte, cfg lzma.WriterConfig) []byte {
	var b bytes.Buffer
	w := must(cfg.NewWriter(&b))
	must(w.Write(data))
	must(0, w.Close())
	return b.Bytes()
}

// lzipped is one member: the coded data of the alone format between lzip's own head
// and foot.
func lzipped(data []byte) []byte {
	alone := lzmaAlone(data, lzma.WriterConfig{DictCap: 1 << 16, EOSMarker: true})
	out := append([]byte(lzipMagic+"\x10"), alone[lzmaHead:]...)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(data))
	out = binary.LittleEndian.AppendUint64(out, uint64(len(data)))
	return binary.LittleEndian.AppendUint64(out, uint64(len(out)+8))
}

func lz4ed(data []byte, opt ...lz4.Option) []byte {
	var b bytes.Buffer
	w := lz4.NewWriter(&b)
	must(0, w.Apply(opt...))
	must(w.Write(data))
	must(0, w.Close())
	return b.Bytes()
}

func TestLargeDictionariesAreRefused(t *testing.T) {
	t.Parallel()
	alone := lzmaAlone(plain, lzma.WriterConfig{DictCap: 1 << 16})
	binary.LittleEndian.PutUint32(alone[1:], 1<<30)
	lzip := lzipped(plain)
	lzip[len(lzipMagic)] = 29
	for command, file := range map[string][]byte{"xz -d --format=lzma": alone, "lzip -d": lzip} {
		got := one(t, "x", bytes.NewReader(file))
		if id(got.err) != IDLimit || !strings.Contains(got.err.Error(), command) {
			t.Errorf("%s: %v", command, got.err)
		}
	}
}

func TestLzipChecksItsMembers(t *testing.T) {
	t.Parallel()
	good := lzipped(plain)
	for _, at := range []int{len(good) - 20, len(good) - 12, len(good) - 4} {
		bad := bytes.Clone(good)
		bad[at] ^= 1
		if got := one(t, "x", bytes.NewReader(bad)); id(got.err) != IDDamaged ||
			!strings.Contains(got.err.Error(), "does not agree") {
			t.Errorf("byte %d: %v", at, got.err)
		}
	}
}

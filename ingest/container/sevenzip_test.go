package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
)

// What 7-Zip makes of a folder d with a.smf (plain), b.smf (its first 900 bytes) and
// an empty file: solid, LZMA2, the header packed; and with LZMA and the header plain.
const (
	solid7z = "" +
		"377abcaf271c00045e137b47aa0000000000000021000000000000007b39b41ee00a9d00305d0000050e263fff9d9f0aa1c19c89c0fdddab7304a653" +
		"84595d6c5471e0dfa872c1aba5b3a98e398471eb9644306e07ec00000000813307ae0fd179e820a090a0775ec54018a0b649787e1293464e100bf7b3" +
		"032a31fa701211efdc0323598573d2bbd5be0e38122ec8f870cb7085c712965fee560f6e742c4ea8e6f19de56c86292f23792e57766b49de229c90ae" +
		"707df9d24c5e59c3c5561109faa5ef87343c8800000017063801097200070b01000123030101055d001000000c80ae0a0137856e540000"

	plain7z = "" +
		"377abcaf271c000490ac95403100000000000000ae00000000000000f20144dd0000050e263fff9d9f0aa1c19c89c0fdddab7304a65384595d6c5471" +
		"e0dfa872c1aba5b3a98e398471eb9644306e07ec000104060001093100070b01000123030101055d001000000c8a9e00080d0209871a0a01e4b18781" +
		"93aa6a65000005040e01c00f014019060000000000001135006400000064002f0065006d00700074007900000064002f0061002e0073006d00660000" +
		"0064002f0062002e0073006d0066000000142201000020e05a2f69dd010020e05a2f69dd010020e05a2f69dd010020e05a2f69dd01151201001080ed" +
		"412080a4812080a4812080a4810000"
)

// What 7-Zip makes of b.smf alone: with PPMd; with a password; with a password for
// the header, too.
const (
	ppmd7z = "" +
		"377abcaf271c0004ab00c1f11d000000000000005a000000000000005012119c00001580e1a9361307c5fae3094e703f101bf61770a8b9cfafa90000" +
		"000104060001091d00070b010001230304010506000001000c838400080a0193aa6a65000005011905000000000011110064002f0062002e0073006d" +
		"006600000019020000140a01000020e05a2f69dd01150601002080a4810000"

	aes7zip = "" +
		"377abcaf271c00043d8d54d730000000000000006a00000000000000478c063d30f608c7705694faf8842309011ef030c4b93a9d4699cde94729f31d" +
		"d4e7c994b6010509f037cde67063f40a2ed593540104060001093000070b0100022406f1070112530ff9c4a387c43178583b7b1584dae6b8c2212101" +
		"0001000c2b838400080a0193aa6a6500000501190011110064002f0062002e0073006d006600000019020000140a01000020e05a2f69dd0115060100" +
		"2080a4810000"

	aesHead7z = "" +
		"377abcaf271c0004f29c6be3a0000000000000002e000000000000000344f7b3b0042b6be80e891b7cc3ff952c4b35c9d0788734948e2b25239b090e" +
		"097210b0a2b76e226d3458dbce2b9fb8123791c1e7d007e93ce4b1ab193abaad8e5c17fa423c8e78350eb7933c9924442ba18d3007bf34b583cf215c" +
		"47f7facc4ec6a1b30d177ba2cc2f87dc28cacea08ff284a37e0ec2406902ebe0d7c940572d96ec72e73b4dfc7b61d291fc9ccc3c0773e43ad2dd8d96" +
		"4c17b470ee7b28307609642b17063001097000070b0100012406f1070112530fae45b5a701fd173590ba420b7adfddd70c6a0a01d58e83f10000"
)

// around7z puts a table of contents behind packed streams.
func around7z(packed, toc []byte) []byte {
	le := binary.LittleEndian
	head := le.AppendUint64(nil, uint64(len(packed)))
	head = le.AppendUint64(head, uint64(len(toc)))
	head = le.AppendUint32(head, crc32.ChecksumIEEE(toc))
	out := le.AppendUint32([]byte(sevenZipMagic+"\x00\x04"), crc32.ChecksumIEEE(head))
	return concat(out, head, packed, toc)
}

// split7z returns the packed streams and the table of contents of an archive.
func split7z(b []byte) (packed, toc []byte) {
	at := sevenZipHead + binary.LittleEndian.Uint64(b[12:])
	return b[sevenZipHead:at], b[at:]
}

func TestSevenZipReadsWhat7ZipWrites(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{"solid": solid7z, "plain header": plain7z} {
		for kind, open := range openings {
			all, _ := walk(t, "x", open(unhex(file)), Options{})
			var got []string
			for _, v := range all {
				got = append(got, fmt.Sprint(v.name, " ", len(v.data), " ", bytes.HasPrefix(plain, v.data), " ", v.err))
			}
			want := fmt.Sprintf("x!d/empty 0 true <nil>, x!d/a.smf %d true <nil>, x!d/b.smf 900 true <nil>", len(plain))
			if strings.Join(got, ", ") != want {
				t.Errorf("%s as %s: got %q, want %q", name, kind, got, want)
			}
		}
	}
}

func TestSevenZipNamesWhatItDoesNotOpen(t *testing.T) {
	t.Parallel()
	packed, toc := split7z(unhex(plain7z))
	large := bytes.Clone(toc)
	at := bytes.Index(large, unhex("030101055d")) + 5
	binary.LittleEndian.PutUint32(large[at:], 1<<30)
	for name, c := range map[string]struct {
		file     []byte
		id, text string
	}{
		"PPMd":             {unhex(ppmd7z), IDClosed, "compressed with PPMd"},
		"password":         {unhex(aes7zip), IDClosed, "with its password"},
		"encrypted header": {unhex(aesHead7z), IDClosed, "with its password"},
		"large dictionary": {around7z(packed, large), IDLimit, "a dictionary of 1024 MiB"},
		"first part":       {unhex(solid7z)[:100], IDDamaged, "option parts"},
		"no files":         {around7z(nil, nil), IDEmpty, "holds no files"},
	} {
		all, _ := walk(t, "x", bytes.NewReader(c.file), Options{})
		err := all[len(all)-1].err
		if id(err) != c.id || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: got %v, want %s with %q", name, err, c.id, c.text)
		}
	}
}

// A check that does not agree costs the file that has it; damage costs what lies
// behind it in the same stream.
func TestSevenZipDamage(t *testing.T) {
	t.Parallel()
	packed, toc := split7z(unhex(plain7z))
	sum := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(plain))
	wrong := bytes.Replace(toc, sum, []byte{1, 2, 3, 4}, 1)
	all, _ := walk(t, "x", bytes.NewReader(around7z(packed, wrong)), Options{})
	if len(all) != 3 || id(all[1].err) != IDDamaged || !strings.Contains(all[1].err.Error(), "check of the member") ||
		all[2].err != nil {
		t.Errorf("wrong check: %+v", all)
	}
	bad := bytes.Clone(packed)
	bad[30] ^= 0xFF
	all, _ = walk(t, "x", bytes.NewReader(around7z(bad, toc)), Options{})
	if len(all) != 3 || id(all[1].err) != IDDamaged || id(all[2].err) != IDDamaged {
		t.Errorf("damage: %+v", all)
	}
	harden(t, "x.7z", unhex(solid7z))
}

// Bytes between the streams and the table of contents belong to nothing, and are told.
func TestSevenZipTellsWhatBelongsToNothing(t *testing.T) {
	t.Parallel()
	packed, toc := split7z(unhex(plain7z))
	all, _ := walk(t, "x", bytes.NewReader(around7z(append(bytes.Clone(packed), gz(plain)...), toc)), Options{})
	last := all[len(all)-1]
	if e, ok := last.err.(*Error); len(all) != 4 || !ok || e.ID != IDRest || e.Left != int64(len(gz(plain))) ||
		!strings.Contains(e.Found, "gzip") {
		t.Errorf("%d members, last %v", len(all), last.err)
	}
}

// Counts of a table of contents that would need memory without bound.
func TestSevenZipCountsAreBounded(t *testing.T) {
	t.Parallel()
	many := "ff ffffffff00000000"
	for name, toc := range map[string]string{
		"packed streams": "01 04 06 00" + many,
		"folders":        "01 04 07 0b" + many,
		"coders":         "01 04 07 0b 01 00" + many,
		"properties":     "01 04 07 0b 01 00 01 21 21" + many,
		"inputs":         "01 04 07 0b 01 00 01 11 00" + many,
		"streams":        "01 04 07 0b 01 00 01 01 00 0c 05 00 08 0d" + many,
		"files":          "01 05" + many,
		"size":           "01 04 06" + many,
	} {
		got := one(t, "x", bytes.NewReader(around7z(nil, unhex(toc))))
		if id(got.err) != IDDamaged {
			t.Errorf("%s: %v", name, got.err)
		}
	}
}

func FuzzSevenZip(f *testing.F) {
	for _, s := range []string{solid7z, plain7z, ppmd7z, aes7zip, aesHead7z} {
		packed, toc := split7z(unhex(s))
		f.Add(packed, toc)
	}
	f.Fuzz(func(t *testing.T, packed, toc []byte) {
		walk(t, "fuzz", bytes.NewReader(around7z(packed, toc)), Options{MaxOutput: 4 << 20, MaxDepth: 1, MaxMembers: 100})
	})
}

#!/usr/bin/env bash
# Tape tools of Hercules on AWS and HET images: what their sizes mean and what their exit status says.
#
# Guess: tapemap shows the sizes of the blocks as a program on z/OS would read them, for compressed (HET) images as for
#        plain (AWS) ones, and hetget ends with an error when it extracts nothing.
# Seen:  Hercules 3.13 (Debian 12, hercules 3.13-7). tapemap reads a HET image without complaint, but its "block size"
#        is that of the compressed chunk: two blocks of 100 and 50 bytes are shown as 12 and 12; only hetmap shows both.
#        hetget on a tape without standard labels writes an empty file, says "Expected VOL1 label" and exits 0.
#        Told that a tape has no labels, it copies blocks as they are, with their BDWs and RDWs; what -u unblocks has
#        lost the RDWs as well, so that nothing says any longer where a record ends; and of a record that spans two
#        blocks -a makes two lines, whether RECFM is given as VB or VBS.
# So:    get an SMF dump out with -n and without -u, and read it as blocks;
#        a script that trusts the exit status of hetget carries an empty dump on, and block sizes of tapemap are no
#        ground for telling how the blocks of a dump were cut.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
if ! command -v hetget >/dev/null; then
	apt-get update -qq >/dev/null 2>&1 || true
	apt-get install -y -qq hercules=3.13-7 >/dev/null 2>&1 || { echo "Hercules cannot be installed here"; exit 2; }
fi

python3 - <<'PY'
import struct, zlib

def image(blocks, compress):
    out, previous = b"", 0
    for data in blocks:
        if data is None:  # a tape mark
            out += struct.pack("<HHBB", 0, previous, 0x40, 0)
            previous = 0
            continue
        body = zlib.compress(data) if compress else data
        out += struct.pack("<HHBB", len(body), previous, 0xA1 if compress else 0xA0, 0) + body
        previous = len(body)
    return out

def word(data, segment=0):
    return struct.pack(">HBB", len(data) + 4, segment, 0) + data

def block(*records):
    return struct.pack(">HH", sum(map(len, records)) + 4, 0) + b"".join(records)

# A record of 4 bytes, one of 6 that spans two blocks, one of 2.
spanned = [block(word(b"\xC1" * 4), word(b"\xC2" * 3, 1)), block(word(b"\xC2" * 3, 2), word(b"\xC3" * 2)), None, None]
open("spanned.aws", "wb").write(image(spanned, False))
tape = [b"A" * 100, b"B" * 50, None, b"C" * 80, None, None]
open("plain.aws", "wb").write(image(tape, False))
open("packed.het", "wb").write(image(tape, True))
PY

bad=0
see() { printf '%-20s %s\n' "$1" "$2"; [ "$2" = "$3" ] || { printf '%-20s %s\n' '  expected' "$3"; bad=1; }; }
hetget plain.aws out.bin 1 > said.txt 2>&1 && status=0 || status=$?
see version "$(grep -o 'Version [0-9.]*' said.txt | head -1)" "Version 3.13"
see "tapemap, AWS" "$(tapemap plain.aws 2>/dev/null | sed -n 's/^File 1: //p')" "Blocks=2, block size min=50, max=100"
see "tapemap, HET" "$(tapemap packed.het 2>/dev/null | sed -n 's/^File 1: //p')" "Blocks=2, block size min=12, max=12"
see "hetmap, HET" "$(hetmap packed.het 2>/dev/null | sed -n 's/^Max Blocksize *: //p' | head -1)" "100"
see "hetget says" "$(tail -1 said.txt)" "Expected VOL1 label"
see "hetget exits" "$status" "0"
see "hetget wrote" "$(wc -c < out.bin) bytes" "0 bytes"
out() { rm -f out.bin; hetget "$@" > /dev/null 2>&1; od -An -v -tx1 out.bin | tr -d ' \n'; }
see "hetget -n" "$(out -n spanned.aws out.bin 1 VBS 32760 32760)" 0013000000080000c1c1c1c100070100c2c2c20011000000070200c2c2c200060000c3c3
see "hetget -n -u" "$(out -n -u spanned.aws out.bin 1 VBS 32760 32760)" c1c1c1c1c2c2c2c2c2c2c3c3
see "hetget -n -a" "$(out -n -a spanned.aws out.bin 1 VBS 32760 32760)" 414141410a4242420a4242420a43430a
exit $bad

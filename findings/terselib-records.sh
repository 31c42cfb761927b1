#!/usr/bin/env bash
# terselib: a spanned dump that goes through TERSE and back has lost which records are segments of others.
#
# Guess: terse --binary --recfm v --rdw stores the descriptor words of its input, so that unterse --binary returns the
#        file byte for byte; and without --rdw it looks for the records itself or refuses.
# Seen:  terselib 0.1.0. With --rdw the two bytes behind each length, in which spanned records (VBS, as SMF dumps are)
#        say first, middle and last segment, come back as zero: every segment has become a record of its own. Without
#        --rdw the file is cut every 4,096 bytes, and each piece comes back with a descriptor word in front.
#        Only the default, fixed records of one byte, returns the bytes that went in.
# So:    the program reads records of one length around a dump for what they are. Lost segment marks cannot be made up:
#        the first segments are rejected, the others are no records of SMF, and the exit status is 2.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install terselib==0.1.0 2>pip.log || { cat pip.log; exit 2; }

timeout 120 v/bin/python - <<'PY'
import sys, terselib

def rdw(data, segment):
    return (len(data) + 4).to_bytes(2, "big") + bytes([segment, 0]) + data

# One whole record, then one in a first and a last segment.
vbs = rdw(b"\x1e\x02" + bytes(98), 0) + rdw(b"\x1e\x77" + b"A" * 60, 1) + rdw(b"B" * 40, 2)
dump = vbs * 40

def through(**how):
    return terselib.decompress(terselib.compress(dump, text=False, method="SPACK", **how), text=False).data

whole = through(variable=False, record_length=1)
kept = through(variable=True, rdw_input=True)
cut = through(variable=True)
marks = lambda b: sum(x != y for x, y in zip(b, dump))
print("fixed, LRECL 1:  %d bytes, %d differ" % (len(whole), marks(whole)))
print("variable, --rdw: %d bytes, %d differ; first segment code %d of 1" % (len(kept), marks(kept), kept[106]))
print("variable:        %d bytes for %d, first descriptor word %s" % (len(cut), len(dump), cut[:4].hex()))
seen = [whole == dump, len(kept) == len(dump), marks(kept), kept[106], cut[:4].hex(), cut[4:4100] == dump[:4096]]
sys.exit(seen != [True, True, 80, 0, "10040000", True])
PY

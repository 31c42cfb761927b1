#!/usr/bin/env bash
# The EBCDIC codecs of the Python package `ebcdic` disagree about NL (X'15') and LF (X'25').
#
# Guess: all codecs of one package map X'15' to U+0085 and X'25' to U+000A, as Python's own cp037 and Go's charmap do,
#        and every one of them gives back the bytes it was given.
# Seen:  ebcdic 2.0.1. Three camps in one package: cp037, cp273, cp500 and cp1140 map X'15' to U+0085; cp1047, the page
#        of z/OS UNIX, has the two exchanged; cp277, cp1141, cp1142 and cp1148 decode *both* bytes to U+000A. In that
#        third camp the text cannot be turned back: two different bytes have become one. Moving from a page to its
#        euro successor (cp273 to cp1141, cp500 to cp1148) is enough to change camps.
# So:    a comparison or an anonymised copy made by decoding and encoding again is not byte for byte under those pages.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install ebcdic==2.0.1 2>pip.log || { cat pip.log; exit 2; }

v/bin/python - <<'PY'
import sys
import ebcdic  # registers its codecs

want = {
    "cp037": "0085 000a whole", "cp273": "0085 000a whole", "cp500": "0085 000a whole", "cp1140": "0085 000a whole",
    "cp1047": "000a 0085 whole",
    "cp277": "000a 000a lossy", "cp1141": "000a 000a lossy", "cp1142": "000a 000a lossy", "cp1148": "000a 000a lossy",
}
changed = 0
for page, expected in want.items():
    text = b"\x15\x25".decode(page)
    whole = text.encode(page) == b"\x15\x25"
    got = " ".join("%04x" % ord(c) for c in text) + (" whole" if whole else " lossy")
    print("%-7s X'15' X'25' -> %s" % (page, got))
    if got != expected:
        print("        expected        %s" % expected)
        changed = 1
sys.exit(changed)
PY

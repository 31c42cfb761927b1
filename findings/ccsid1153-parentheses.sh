#!/usr/bin/env bash
# ccsid1153-codec: text of a Central European z/OS loses parentheses, plus and exclamation marks.
#
# Guess: a codec for CCSID 1153 (Latin 2 with the euro) gives what iconv of glibc gives, as most EBCDIC codecs differ
#        only in the newlines.
# Seen:  ccsid1153-codec 0.0.2 has one row of its table shifted: X'4D', the left parenthesis, is a hyphen, X'4E', the
#        plus sign, a left parenthesis, X'4F', the exclamation mark, a plus sign; X'08' is a backspace. A label like
#        "Cipher(s)" comes out as "Cipher-s)", and the 256 bytes do not survive the way there and back.
# So:    translate captured reports with iconv, or leave them in EBCDIC.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install ccsid1153-codec==0.0.2 2>/dev/null ||
	{ echo "ccsid1153-codec 0.0.2 cannot be installed here"; exit 2; }
iconv -l | grep -q IBM1153 || { echo "needs an iconv that knows IBM1153"; exit 2; }

v/bin/python - <<'PY'
import subprocess, sys
import ccsid1153_codec  # registers itself

every = bytes(range(256))
iconv = lambda data, *way: subprocess.run(["iconv", *way], input=data, capture_output=True, check=True).stdout
theirs, glibc = every.decode("cp1153"), iconv(every, "-f", "IBM1153", "-t", "UTF-8").decode()
differ = {f"{i:02X}": (theirs[i], glibc[i]) for i in every if theirs[i] != glibc[i]}
label = iconv(b"Cipher(s) + MAC!", "-f", "UTF-8", "-t", "IBM1153").decode("cp1153")
print(differ)
print(label)
expected = {"08": ("\x08", "\x97"), "4D": ("-", "("), "4E": ("(", "+"), "4F": ("+", "!")}
sys.exit(0 if differ == expected and label == "Cipher-s) ( MAC+" else 1)
PY

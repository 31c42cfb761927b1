#!/usr/bin/env bash
# cobolio: binary fields of a copybook come out as text, shift what follows, or lose their last digits.
#
# Guess: a record laid out by a copybook with binary counters is read exactly: cobolio says that COMP, COMP-4 and COMP-5
#        are binary of 2, 4 or 8 bytes, and Python's whole numbers have no limit.
# Seen:  cobolio 0.1.5. COMP is read as signed and passed through floating point on its way to text, so a byte counter
#        of 2^53 + 1 comes back one less. COMP-4 and COMP-5 are taken for zoned digits, one byte a digit: a four-byte
#        counter takes nine bytes, those of the job name behind it among them, and every later field is read from the
#        wrong place. The record is then longer than the data, and nothing says so: the last field is an empty text.
# So:    compare counters with what our tables hold (64 bits, unsigned) before blaming the dump.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install cobolio==0.1.5 2>/dev/null ||
	{ echo "cobolio 0.1.5 cannot be installed here"; exit 2; }

v/bin/python - <<'PY'
import contextlib, io, sys
import cobolio

def read(copybook, data):
    with contextlib.redirect_stdout(io.StringIO()):  # it prints its tokens
        length, layout = cobolio.copybook_to_layout(copybook)
    return length, cobolio.loads(data, layout)

counter = "       01  REC.\n           05  BYTES-IN        PIC 9(18) COMP.\n"
native = ("       01  REC.\n           05  SEGMENTS        PIC 9(9) COMP-5.\n"
          "           05  SUBTYPE         PIC 9(4) COMP-4.\n           05  JOB             PIC X(4).\n")

_, exact = read(counter, (2**53 + 1).to_bytes(8, "big"))
data = (3_221_225_472).to_bytes(4, "big") + (12).to_bytes(2, "big") + "FTPD".encode("cp037")
length, shifted = read(native, data)
print("2^53 + 1:", exact)
print(f"{len(data)} bytes, said to be {length}:", shifted)
as_described = (exact == {"BYTES_IN": "+09007199254740992"} and length == 17
                and shifted["SEGMENTS"].endswith("FTP") and shifted["JOB"] == "")
sys.exit(0 if as_described else 1)
PY

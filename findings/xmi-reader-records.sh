#!/usr/bin/env bash
# xmi-reader: a variable-length data set that was sent by TRANSMIT comes out without a trace of where its records end.
#
# Guess: extractxmi --binary writes a V data set alike from both of its sources, a TRANSMIT file and a virtual tape: each
#        record behind its RDW, as a binary transfer would, or at least with a note that the lengths are gone.
# Seen:  xmi-reader 1.0.5. From an AWS tape the blocks come whole, BDWs and RDWs included. From a TRANSMIT file, where
#        the segments say where each record ends, the same three records are run together to one string of bytes, with
#        no word about it, and the exit status is 0. SMF records of one type can then no longer be told apart.
#        Text units carry keys, but their order matters here: what follows the name of the data set in INMR02 is read as
#        that name again, and the program ends with a TypeError.
#        A tape whose data set has a user label (UHL1) makes the program print a line of 500 marks on standard
#        output ahead of the list that was asked for, so that whatever reads the list reads the marks as a name.
# So:    keep the TRANSMIT file, and read that; it holds the lengths that an extracted copy has lost.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install xmi-reader==1.0.5 2>/dev/null ||
	{ echo "xmi-reader 1.0.5 cannot be installed here"; exit 2; }
v/bin/python -c 'import magic' 2>/dev/null || { echo "needs libmagic (Debian: libmagic1)"; exit 2; }

python3 - <<'PY'
import struct

records = [b"\x1e\x77" + b"\xf0" * 4, b"\x1e\x77" + b"\xf1" * 10, b"\x1e\x77" + b"\xf2" * 6]
text = lambda s, width=80: s.ljust(width).encode("cp1140")

# The tape: VOL1, HDR1, HDR2 (and UHL1), a tape mark, two blocks of V records, a tape mark, the trailer labels.
def tape(name, user_labels):
    def labels(kind):
        return [text(f"{kind}1{'SMF.DUMP':17}TAPE0100010001000100 26300 273000000002{'IBMOS400':13}"),
                text(f"{kind}2V000640004030{'JOB/STEP':17}")]
    block = lambda *r: struct.pack(">HH", 4 + sum(len(x) + 4 for x in r), 0) + b"".join(
        struct.pack(">HH", len(x) + 4, 0) + x for x in r)
    blocks = [text("VOL1TAPE01"), *labels("HDR"), *user_labels, None, block(*records[:2]), block(records[2]), None,
              *labels("EOF"), None, None]
    previous = 0
    with open(name, "wb") as out:
        for data in blocks:
            body, flag = (b"", 0x40) if data is None else (data, 0xA0)
            out.write(struct.pack("<HHBB", len(body), previous, flag, 0) + body)
            previous = len(body)

tape("plain.aws", [])
tape("label.aws", [text("UHL1OPERATOR NOTE")])

# The TRANSMIT file: control records INMR01, INMR02, INMR03, one segment a record, INMR06.
def unit(key, *values):
    return struct.pack(">HH", key, len(values)) + b"".join(struct.pack(">H", len(v)) + v for v in values)

segment = lambda flag, data: bytes([len(data) + 2, flag]) + data
control = lambda name, data=b"": segment(0xE0, text(name, 6) + data)
names = [text("SMF", 3), text("DUMP", 4)]
form = unit(0x003C, b"\x40\x00") + unit(0x0049, b"\x50\x00") + unit(0x0042, b"\x40") + unit(0x0030, b"\x40")
def transmit(name, described):
    sent = control("INMR01", unit(0x0042, b"\x50") + unit(0x1011, text("NODEA", 5)) + unit(0x1012, text("USERA", 5)) +
                   unit(0x1001, text("NODEB", 5)) + unit(0x1002, text("USERB", 5)) +
                   unit(0x1024, text("20261127120000", 14)) + unit(0x102F, b"\x01"))
    sent += control("INMR02", b"\0\0\0\1" + unit(0x1028, text("INMCOPY", 7)) + described)
    sent += control("INMR03", form)
    sent += b"".join(segment(0xC0, r) for r in records) + control("INMR06")
    open(name, "wb").write(sent.ljust(-(-len(sent) // 80) * 80, b"\0"))

transmit("sent.xmi", form + unit(0x0002, *names))
transmit("name-first.xmi", unit(0x0002, *names) + form)
PY

bad=0
see() { printf '%-34s %s\n' "$1" "$2"; [ "$2" = "$3" ] || { printf '%-34s %s\n' '  expected' "$3"; bad=1; }; }
extract() { mkdir "$2" && v/bin/extractxmi --binary --outputdir "$2" "$1" >said.txt && echo 0 || echo $?; }
hex() { od -An -v -tx1 "$1"/* | tr -d ' \n'; }
see "exit status, tape" "$(extract plain.aws tape)" 0
see "bytes from the tape" "$(hex tape)" \
	"001e0000000a00001e77f0f0f0f0001000001e77f1f1f1f1f1f1f1f1f1f10010""0000000c00001e77f2f2f2f2f2f2"
see "exit status, TRANSMIT" "$(extract sent.xmi sent)" 0
see "bytes from TRANSMIT" "$(hex sent)" "1e77f0f0f0f01e77f1f1f1f1f1f1f1f1f1f11e77f2f2f2f2f2f2"
see "exit status, name first" "$(extract name-first.xmi first 2>error.txt)" 1
see "says" "$(tail -1 error.txt)" "TypeError: unsupported operand type(s) for &: 'int' and 'str'"
see "list of the plain tape" "$(v/bin/extractxmi --list plain.aws)" "SMF.DUMP"
see "marks ahead of the list, UHL1" "$(v/bin/extractxmi --list label.aws | grep -o 'FOUND UHL' | wc -l)" 500
exit $bad

#!/usr/bin/env bash
# GnuCOBOL's variable-length sequential files look like data sets with RDWs, but their lengths leave the prefix out.
#
# Guess: the default format follows IBM's RDW, a two-byte length that counts its own four bytes, then two zero bytes;
#        the formats for other compilers differ in byte order only.
# Seen:  GnuCOBOL 4.0-early-dev (Debian 12, gnucobol4 4.0~early~20200606-6+b1). The default, COB_VARSEQ_FORMAT=0, has
#        the RDW's shape, but its length counts the data alone: a record of 5 bytes says 5, not 9. Format 1 is a
#        four-byte big-endian length, 2 a little-endian word in the same place, 3 a two-byte length without filler.
# So:    whoever copies an SMF dump through a COBOL program gets prefixes that a reader of RDWs takes for lengths and
#        loses step after the first record, although the first four bytes look right.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"

want_version=4.0~early~20200606-6+b1
if ! command -v cobc >/dev/null; then
	apt-get update -qq >/dev/null 2>&1 || true
	apt-get install -y -qq "gnucobol4=$want_version" >/dev/null 2>&1 || { echo "GnuCOBOL cannot be installed here"; exit 2; }
fi
cobc --version | head -1

cat > vary.cob <<'COBOL'
       IDENTIFICATION DIVISION.
       PROGRAM-ID. VARY.
       ENVIRONMENT DIVISION.
       INPUT-OUTPUT SECTION.
       FILE-CONTROL.
           SELECT OUT-FILE ASSIGN TO "vary.dat" ORGANIZATION SEQUENTIAL.
       DATA DIVISION.
       FILE SECTION.
       FD OUT-FILE RECORD IS VARYING IN SIZE FROM 1 TO 100
           DEPENDING ON REC-LEN.
       01 OUT-REC PIC X(100).
       WORKING-STORAGE SECTION.
       01 REC-LEN PIC 9(4).
       PROCEDURE DIVISION.
           OPEN OUTPUT OUT-FILE
           MOVE 5 TO REC-LEN MOVE "ABCDE" TO OUT-REC WRITE OUT-REC
           MOVE 3 TO REC-LEN MOVE "XYZ" TO OUT-REC WRITE OUT-REC
           CLOSE OUT-FILE STOP RUN.
COBOL
cobc -x vary.cob 2>cobc.log || { cat cobc.log; exit 2; }

bad=0
expect() { # format, bytes in hex
	COB_VARSEQ_FORMAT=$1 ./vary
	got=$(od -An -v -tx1 vary.dat | tr -d ' \n')
	printf 'COB_VARSEQ_FORMAT=%s  %s\n' "$1" "$got"
	[ "$got" = "$2" ] || { printf '  expected           %s\n' "$2"; bad=1; }
}
expect 0 00050000414243444500030000"58595a"
expect 1 00000005414243444500000003"58595a"
expect 2 05000000414243444503000000"58595a"
expect 3 0005"4142434445"0003"58595a"
env -u COB_VARSEQ_FORMAT ./vary
[ "$(od -An -v -tx1 -N4 vary.dat | tr -d ' \n')" = 00050000 ] || { echo "the default is no longer format 0"; bad=1; }
exit $bad

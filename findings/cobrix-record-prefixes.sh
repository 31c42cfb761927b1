#!/usr/bin/env bash
# Cobrix, the COBOL reader for Spark: a V data set is one row, and a spanned record takes those behind it along.
#
# Guess: record_format V reads records behind RDWs as z/OS writes them: big-endian, the prefix counted; VB the same in
#        blocks. A spanned record (VBS, as SMF dumps are) is put together, or refused as what VB does not cover.
# Seen:  spark-cobol 2.6.9 with PySpark 3.5.6. By default the prefix is little-endian: the first record takes the whole
#        file, one row for three records. Told that it is big-endian, the reader still leaves the prefix out of the
#        length and finds two, the second of them without its counter; only with rdw_adjustment -4 there are three.
#        Of a block whose first RDW says "last segment" nothing else is read: a record of two segments is two rows, and
#        the four records behind its end in that block are missing. Nothing is said and nothing fails.
# So:    before Spark reads a dump, let IFASMFDP write it as V, and count the rows against what its report says; or
#        convert the dump first and hand Spark tables.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v java >/dev/null || { echo "a JDK is needed"; exit 2; }
python3 -m venv v && v/bin/pip -q install pyspark==3.5.6 2>pip.log || { cat pip.log; exit 2; }

cat > try.py <<'PY'
import os, struct, sys
from pyspark.sql import SparkSession

def rdw(data, segment=0):
    return struct.pack(">HBB", len(data) + 4, segment, 0) + data

def block(data):
    return struct.pack(">HH", len(data) + 4, 0) + data

def record(n, size):  # a flag, a type, a counter, and text in EBCDIC
    return b"\x00\x77" + struct.pack(">I", n) + b"\xc1" * size

COPYBOOK = """       01  REC.
           05  FLAG   PIC X(1).
           05  RTYPE  PIC X(1).
           05  SEQNO  PIC 9(9) COMP.
           05  REST   PIC X(40).
"""
here = os.getcwd()
open("copybook", "w").write(COPYBOOK)
try:
    spark = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
             .config("spark.jars.ivy", here + "/ivy")
             .config("spark.jars.packages", "za.co.absa.cobrix:spark-cobol_2.12:2.6.9").getOrCreate())
except Exception as e:
    print("Spark did not start:", str(e).splitlines()[0])
    sys.exit(2)
spark.sparkContext.setLogLevel("OFF")

def numbers(data, **options):
    open("data", "wb").write(data)
    rows = (spark.read.format("cobol").option("copybook", "file://" + here + "/copybook")
            .options(**options).load("file://" + here + "/data").collect())
    return [row["SEQNO"] for row in rows]

v = b"".join(rdw(record(n, size)) for n, size in ((1, 10), (2, 40), (3, 0)))
eight = [record(n, 10) for n in range(1, 9)]
whole = block(b"".join(map(rdw, eight[:4]))) + block(b"".join(map(rdw, eight[4:])))
spanned = (block(b"".join(map(rdw, eight[:3])) + rdw(eight[3][:8], 1)) +
           block(rdw(eight[3][8:], 2) + b"".join(map(rdw, eight[4:]))))
big = {"is_rdw_big_endian": "true"}
vb = dict(big, is_bdw_big_endian="true", rdw_adjustment="-4", bdw_adjustment="-4", record_format="VB")

seen = {
    "V, as it comes": numbers(v, record_format="V"),
    "V, big-endian": numbers(v, record_format="V", **big),
    "V, big-endian, adjusted": numbers(v, record_format="V", rdw_adjustment="-4", **big),
    "VB, 1 to 8": numbers(whole, **vb),
    "the same, the fourth spanned": numbers(spanned, **vb),
}
for name, counters in seen.items():
    print(f"{name}: {counters}")
sys.exit(list(seen.values()) != [[1], [1, None], [1, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, None]])
PY
status=0
timeout 600 v/bin/python try.py 2>spark.log || status=$?
[ $status -ne 2 ] || tail -5 spark.log
exit $status

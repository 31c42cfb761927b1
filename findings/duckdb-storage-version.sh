#!/usr/bin/env bash
# DuckDB: a file written for an old engine need not open in it, or answer in it, because of the views inside.
#
# Guess: ATTACH … (STORAGE_VERSION 'v1.2.0') makes a file that DuckDB 1.2 reads; what that version does not know is
#        refused by the statement that makes it, as a new compression would be.
# Seen:  duckdb 1.5.6 writes it, 1.2.2 and 1.4.4 read it. A view WITH ORDINALITY is accepted, and because of that one view
#        1.2.2 cannot open the file at all, tables included; 1.4.4 can. A view on date_trunc('month', a timestamp) opens
#        everywhere and answers nowhere but in the engine that made it: the types of a view's columns are stored, and
#        date_trunc returned DATE up to 1.4 and returns TIMESTAMP since.
# So:    a database that others are to open is tried with the oldest engine that is promised, view by view; casts such as
#        CAST(date_trunc(…) AS DATE) mean the same in all.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
for version in 1.2.2 1.4.4 1.5.6; do
	python3 -m venv "v$version" >/dev/null 2>&1 && "v$version/bin/pip" -q install "duckdb==$version" 2>/dev/null ||
		{ echo "duckdb $version cannot be installed here"; exit 2; }
done

cat >make.py <<'PY'
import duckdb
views = {
    "plain": "SELECT moment, list FROM readings",
    "cast": "SELECT CAST(date_trunc('month', moment) AS DATE) AS month FROM readings",
    "trunc": "SELECT date_trunc('month', moment) AS month FROM readings",
    "ordinality": "SELECT y, n FROM unnest([7, 8]) WITH ORDINALITY AS u(y, n)",
}
for name, text in views.items():
    c = duckdb.connect()
    c.execute(f"ATTACH '{name}.duckdb' AS file (STORAGE_VERSION 'v1.2.0')")
    c.execute("USE file")
    c.execute("CREATE TABLE readings AS SELECT TIMESTAMP '2026-10-05 08:00:00' AS moment, [1, 2] AS list")
    c.execute(f"CREATE VIEW v AS {text}")
    c.close()
PY
cat >read.py <<'PY'
import duckdb
def answer(name):
    try:
        c = duckdb.connect(f"{name}.duckdb", read_only=True)
    except Exception as e:
        return "does not open"
    c.execute("SELECT count(*) FROM readings").fetchall()
    try:
        c.execute("SELECT * FROM v").fetchall()
    except Exception as e:
        return "opens; the view: " + ("altered" if "Contents of view were altered" in str(e) else str(e))
    return "answers"
for name in ("plain", "cast", "trunc", "ordinality"):
    print(duckdb.__version__, name, answer(name))
PY
v1.5.6/bin/python make.py
for version in 1.2.2 1.4.4 1.5.6; do "v$version/bin/python" read.py; done >seen.txt
cat >expected.txt <<'TXT'
1.2.2 plain answers
1.2.2 cast answers
1.2.2 trunc opens; the view: altered
1.2.2 ordinality does not open
1.4.4 plain answers
1.4.4 cast answers
1.4.4 trunc opens; the view: altered
1.4.4 ordinality answers
1.5.6 plain answers
1.5.6 cast answers
1.5.6 trunc answers
1.5.6 ordinality answers
TXT
cat seen.txt
diff expected.txt seen.txt

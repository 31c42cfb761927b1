#!/usr/bin/env bash
# DuckDB: two IS DISTINCT FROM joined by OR lose the rows of a column that holds nothing but NULL.
#
# Guess: IS DISTINCT FROM is the comparison that is safe for NULL, so a row whose column is NULL is distinct from 'p'
#        and from 'q', alone and with OR between; that is what the SELECT list says, too.
# Seen:  duckdb 1.5.6 (Python). In WHERE, one such comparison keeps the row, two with OR drop it. The plan shows why: the
#        OR is also handed to the scan as an optional filter over the smallest and greatest value of each row group,
#        and a group of NULLs alone has neither. As soon as one value is in the group, all rows come back. 2.0.1 counts
#        right.
# So:    "which connections say another job than this" over a release whose records never say a job finds nothing and
#        looks like a pass. Write coalesce(a, '') <> 'p' there.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install duckdb==1.5.6 2>pip.log || { cat pip.log; exit 2; }

v/bin/python - <<'PY'
import sys
import duckdb

db = duckdb.connect()
db.sql("CREATE TABLE t AS SELECT CAST(NULL AS VARCHAR) AS a")
one = lambda q: db.sql(q).fetchone()[0]
either = "a IS DISTINCT FROM 'p' OR a IS DISTINCT FROM 'q'"
seen = [
    ("in the SELECT list", one("SELECT " + either + " FROM t")),
    ("one comparison in WHERE", one("SELECT count(*) FROM t WHERE a IS DISTINCT FROM 'p'")),
    ("two with OR in WHERE", one("SELECT count(*) FROM t WHERE " + either)),
    ("with coalesce", one("SELECT count(*) FROM t WHERE coalesce(a, '') <> 'p' OR coalesce(a, '') <> 'q'")),
]
db.sql("INSERT INTO t VALUES ('r')")
seen.append(("after a value was added", one("SELECT count(*) FROM t WHERE " + either)))
print("duckdb", duckdb.__version__)
for what, got in seen:
    print("%-24s %s" % (what, got))
sys.exit([got for _, got in seen] != [True, 1, 0, 1, 2])
PY

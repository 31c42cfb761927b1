#!/usr/bin/env bash
# DuckDB: a running count of the rows that meet a condition takes four times as long for twice the rows.
#
# Guess: count(*) FILTER (…) OVER (ORDER BY …), the number of restarts so far beside each line of a log, costs one pass,
#        like the running sum that says the same.
# Seen:  DuckDB 1.5.6 (the Python package). The count is quadratic: 40,000 rows take about four times as long as 20,000,
#        and 160,000 some twenty seconds; ROWS UNBOUNDED PRECEDING changes nothing. sum(1) FILTER (…) over the same
#        window gives the same numbers in a fraction of a second.
# So:    the views count the starts of the IKE daemon with a sum; a log of some months took minutes before.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install duckdb==1.5.6 2>/dev/null ||
	{ echo "duckdb 1.5.6 cannot be installed here"; exit 2; }

v/bin/python - <<'PY'
import sys, time
import duckdb

db = duckdb.connect(config={"threads": 1})

def running(call, rows):
    text = f"""SELECT max(so_far), sum(so_far) FROM (
        SELECT {call} FILTER (line % 1000 = 0) OVER (ORDER BY line) AS so_far FROM range({rows}) AS log(line))"""
    best = None
    for _ in range(3):
        begun = time.process_time()
        found = db.execute(text).fetchone()
        took = time.process_time() - begun
        best = took if best is None else min(best, took)
    return best, found

count, sums = {}, {}
for rows in (20_000, 40_000):
    count[rows], counted = running("count(*)", rows)
    sums[rows], summed = running("sum(1)", rows)
    print(f"{rows} rows: count {count[rows]:.3f} s, sum {sums[rows]:.3f} s, {'the same' if counted == summed else 'different'}")
growth = count[40_000] / count[20_000]
print(f"twice the rows: {growth:.1f} times the time; the sum takes a {count[40_000] / sums[40_000]:.0f}th")
sys.exit(0 if growth > 2.8 and count[40_000] > 10 * sums[40_000] else 1)
PY

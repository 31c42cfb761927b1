#!/usr/bin/env bash
# adapya-base, Software AG's Python routines for TOD clocks: "now" stands still, and a local clock is shifted again.
#
# Guess: stckdnow() is the TOD clock of the moment it is called; sstckd(tod), which is documented to take a local clock
#        unless told that it is GMT, prints the date and time that the clock shows, on any machine.
# Seen:  adapya-base 1.3.0. stckdnow() and utc2stckd() return the moment at which the module was imported, however long
#        the program has been running. sstckd without gmt takes the value for UTC and adds the zone of the machine it
#        runs on: a local clock of midnight is printed as 02:00 in Zurich and as 20:00 of the day before in New York;
#        with gmt=1 it is printed as it stands. The short form sstck, of the clock's first four bytes, does the same.
# So:    times of records are printed as local or UTC by what the record says, never by the zone of the machine; whoever
#        compares them with a script built on these routines should pass gmt=1 for both kinds of clock.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install adapya-base==1.3.0 2>pip.log || { cat pip.log; exit 2; }

timeout 60 v/bin/python - <<'PY'
import os, sys, time
from datetime import datetime
from adapya.base import stck

first = stck.stckdnow()
time.sleep(1.2)
stands = stck.stckdnow() == first and stck.utc2stckd() == first
print("after 1.2 seconds the clock is", "the same" if stands else "later")

midnight = stck.utc2stckd(datetime(2026, 10, 1))

def shown(zone, **options):
    os.environ["TZ"] = zone
    time.tzset()
    return stck.sstckd(midnight, **options)[:19], stck.sstck(midnight >> 32, **options)[:16]

seen = {zone: shown(zone) for zone in ("UTC", "Europe/Zurich", "America/New_York")}
seen["Zurich, gmt=1"] = shown("Europe/Zurich", gmt=1)
for place, texts in seen.items():
    print(f"{place}: {texts[0]}, by four bytes {texts[1]}")
sys.exit(not stands or [texts[0] for texts in seen.values()] != [
    "2026-10-01 00:00:00", "2026-10-01 02:00:00", "2026-09-30 20:00:00", "2026-10-01 00:00:00"])
PY

#!/usr/bin/env bash
# zoslogs, IBM's Python reader of z/OS SYSLOG and OPERLOG text: no release can be imported as installed, and a log with
# four-digit years is read two columns off without a word.
#
# Guess: the package imports; a log written with HCFORMAT(CENTURY), whose dates are 2026335 instead of 26335, is either
#        understood or refused, also with halt_on_errors; the lines of a message of several lines stay lines.
# Seen:  zoslogs 0.3.0. Its modules import from "src.zoslogs", a folder of the author's; 0.2.0 and 0.1.x do the same. With
#        the package under that name too, two-digit years are right. Four-digit years give the date 20263, the time
#        "5 12:00:00." and the job "2 STC012", without an error or a warning even with halt_on_errors. Of a message of
#        three lines the second and third are joined without anything between them.
# So:    we read the syslogd file of the IKE daemon ourselves. Who compares it with SYSLOG by job or time through zoslogs
#        should look at the first dates it returns.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install zoslogs==0.3.0 2>/dev/null ||
	{ echo "zoslogs 0.3.0 cannot be installed here"; exit 2; }

v/bin/python - <<'PY'
import importlib, os, sys

import zoslogs as package
try:
    importlib.import_module("zoslogs.zoslogs")
    as_installed = "imports"
except ModuleNotFoundError as e:
    as_installed = str(e)
print("as installed:", as_installed)

os.makedirs("shim/src")
os.symlink(os.path.dirname(package.__file__), "shim/src/zoslogs")
sys.path.insert(0, "shim")
ZosLogs = importlib.import_module("src.zoslogs.zoslogs").ZosLogs

def read(date):
    log = [
        f"N 4000000 SYSA     {date} 12:00:00.12 STC01234 00000090  EZD0911I PAGENT CONFIG PROCESSING IS COMPLETE",
        f"M 8000000 SYSA     {date} 12:00:01.12 STC01234 00000090  EZZ0001I FIRST LINE 017",
        "D                                         017 00000090  SECOND LINE",
        "E                                         017 00000090  THIRD LINE",
    ]
    return ZosLogs(log, halt_on_errors=True, disable_tqdm=True).message_list

seen = {}
for date in ("26335", "2026335"):
    one, several = read(date)
    seen[date] = (one.julian_date, one.time, one.job_id, several.message.split("\n"))
    print(date, *map(repr, seen[date]))
want = {
    "26335": ("26335", "12:00:00.12", "STC01234", ["EZZ0001I FIRST LINE", "SECOND LINETHIRD LINE"]),
    "2026335": ("20263", "5 12:00:00.", "2 STC012", ["  EZZ0001I FIRST LINE", "SECOND LINETHIRD LINE"]),
}
sys.exit(0 if seen == want and "src" in as_installed else 1)
PY

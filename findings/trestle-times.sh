#!/usr/bin/env bash
# compliance-trestle: OSCAL results that pass through it move to another day and lose microseconds.
#
# Guess: assessment results that are read and written again keep their date-times as they are, zone and fraction included.
# Seen:  compliance-trestle 5.2.0. Every date-time comes back in UTC, cut to milliseconds: a period that begins on
#        1 October at midnight, two hours east of Greenwich, begins on 30 September, and a microsecond is gone.
# So:    our OSCAL holds UTC in whole seconds, which cannot change on the way; whoever compares documents before and
#        after such a tool, or groups results by the day they begin on, should compare moments and not texts.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install compliance-trestle==5.2.0 2>pip.log || { cat pip.log; exit 2; }

timeout 300 v/bin/python - <<'PY'
import json, pathlib, sys
from trestle.oscal.assessment_results import AssessmentResults

doc = {"assessment-results": {
    "uuid": "11111111-1111-4111-8111-111111111111",
    "metadata": {"title": "t", "last-modified": "2026-11-30T12:00:00Z", "version": "1", "oscal-version": "1.1.2"},
    "import-ap": {"href": "#plan"},
    "results": [{"uuid": "22222222-2222-4222-8222-222222222222", "title": "October", "description": "d",
                 "start": "2026-10-01T00:00:00.000001+02:00", "end": "2026-10-31T23:59:59.999999+02:00",
                 "reviewed-controls": {"control-selections": [{"include-all": {}}]}}]}}

def through(document):
    before, after = pathlib.Path("before.json"), pathlib.Path("after.json")
    before.write_text(json.dumps(document))
    AssessmentResults.oscal_read(before).oscal_write(after)
    return json.loads(after.read_text())["assessment-results"]["results"][0]

result = through(doc)
print("start:", result["start"], " end:", result["end"])
seen = [result["start"], result["end"]]
sys.exit(seen != ["2026-09-30T22:00:00.000+00:00", "2026-10-31T21:59:59.999+00:00"])
PY

#!/usr/bin/env bash
# sarif-tools: an accepted finding fails the build all the same.
#
# Guess: a result with a suppression of status "accepted" (SARIF 2.1.0, 3.27.23), and one whose baselineState is
#        "absent" because it is gone, are left out of the counts, and --check error exits 0 when there is no other.
# Seen:  sarif-tools 3.0.5. Both are counted as errors by `summary` and are rows of `csv` without a sign of the
#        difference. `--check error` exits with the number of errors as its status, not with 1.
# So:    whoever runs our SARIF through it to decide a build must take accepted findings out first and read the counts,
#        since an exit status holds no more than a byte; or decide by the exit status of the audit, which exceptions change.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install sarif-tools==3.0.5 2>pip.log || { cat pip.log; exit 2; }
cat > r.sarif <<'J'
{"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [{
  "tool": {"driver": {"name": "t", "rules": [{"id": "A-1", "shortDescription": {"text": "TLS 1.0"}}]}},
  "results": [
    {"ruleId": "A-1", "level": "error", "message": {"text": "accepted until March"},
     "suppressions": [{"kind": "external", "status": "accepted", "justification": "partner moves in March"}]},
    {"ruleId": "A-1", "level": "error", "message": {"text": "gone since October"}, "baselineState": "absent"}]}]}
J
v/bin/sarif summary r.sarif > summary.txt
cat summary.txt
status=0; v/bin/sarif --check error summary r.sarif > /dev/null || status=$?
v/bin/sarif csv -o r.csv r.sarif > /dev/null
echo "--check error exits $status; rows of the table: $(($(wc -l < r.csv) - 1)); columns: $(head -1 r.csv | tr -d '\r')"
grep -q '^error: 2$' summary.txt && [ "$status" = 2 ] && [ "$(wc -l < r.csv)" = 3 ] && ! head -1 r.csv | grep -qi suppress

#!/usr/bin/env bash
# Two npm converters of SARIF: what they take for the level and the text of a result is not what stands in it.
#
# Guess: @security-alert/sarif-to-markdown lists every result with its own message and level; sarif-junit turns a result
#        of kind "open", which says that it could not be decided (SARIF 2.1.0, 3.27.9), into a skipped test case, and
#        an accepted one (3.27.23) into one that does not fail.
# Seen:  sarif-to-markdown 1.11.1 takes the level from the rule's default, so that a result of level "note" is headed
#        [ERROR], and prints the message of the first result of a rule; the others of that rule are links only. Where a
#        region counts bytes, as it must in a binary file, the link ends in "Lundefined". Results of a rule without a
#        default level are left out altogether; the script does not show that.
#        sarif-junit 1.1.4 writes an undecided result like a passed one, with nothing to tell them apart, and an accepted
#        result as a failure. A valid result whose place is logical, such as a server and port, ends it with a TypeError.
# So:    give each rule a default level and each result a physical place if such tools are downstream, and do not let
#        their totals stand for a verdict.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v npm >/dev/null || { echo "needs npm"; exit 2; }
npm init -y >/dev/null 2>&1
npm install --silent --no-audit --no-fund @security-alert/sarif-to-markdown@1.11.1 sarif-junit@1.1.4 >/dev/null 2>&1 ||
	{ echo "the packages cannot be installed here"; exit 2; }

cat >make.js <<'JS'
const fs = require("fs");
const bytes = {physicalLocation: {artifactLocation: {uri: "dump.smf"}, region: {byteOffset: 64, byteLength: 20}}};
const named = {logicalLocations: [{fullyQualifiedName: "SYSA/192.0.2.1:23"}]};
const rules = [{id: "R1", shortDescription: {text: "Old TLS"}, defaultConfiguration: {level: "error"}}];
const log = results => JSON.stringify({version: "2.1.0", runs: [{tool: {driver: {name: "example", rules}}, results}]});
const result = (text, more) => ({ruleId: "R1", message: {text}, locations: [bytes], ...more});
fs.writeFileSync("levels.sarif", log([result("TLS 1.0 on port 23", {level: "error"}),
    result("TLS 1.1 on port 443", {level: "note"})]));
fs.writeFileSync("note.sarif", log([result("TLS 1.1 on port 443", {level: "note"})]));
fs.writeFileSync("kinds.sarif", log([result("decided, good", {kind: "pass", level: "none"}),
    result("not decided", {kind: "open", level: "none"}),
    result("accepted", {level: "error", suppressions: [{kind: "external", status: "accepted"}]})]));
fs.writeFileSync("logical.sarif", log([result("TLS 1.0", {level: "error", locations: [named]})]));
JS
node make.js
cat >markdown.js <<'JS'
const {sarifToMarkdown} = require("@security-alert/sarif-to-markdown");
const log = JSON.parse(require("fs").readFileSync(process.argv[2]));
console.log(sarifToMarkdown({owner: "o", repo: "r", branch: "b", sourceRoot: "", simple: true})(log)[0].body);
JS

bad=0
see() { printf '%-28s %s\n' "$1" "$2"; [ "$2" = "$3" ] || { printf '%-28s %s\n' '  expected' "$3"; bad=1; }; }
node markdown.js levels.sarif >levels.md
node markdown.js note.sarif >note.md
see "level of a note" "$(grep -o '\[ERROR\]\|\[NOTE\]' note.md)" "[ERROR]"
see "results in the list" "$(grep -c '^    - ' levels.md)" 2
see "messages in the list" "$(grep -o 'TLS 1.[01] on port [0-9]*' levels.md | paste -sd,)" "TLS 1.0 on port 23"
see "link to a byte" "$(grep -o '#L.*' levels.md | head -1)" "#Lundefined"
npx sarif-junit -i kinds.sarif -o kinds.xml >/dev/null
see "totals" "$(grep -o '<testsuites [^>]*' kinds.xml)" '<testsuites tests="3" failures="1" errors="0" skipped="0"'
see "decided, good" "$(grep -o '<testcase[^>]*name="decided, good"[^>]*>' kinds.xml)" \
	'<testcase classname="R1" name="decided, good" file="dump.smf"/>'
see "not decided" "$(grep -o '<testcase[^>]*name="not decided"[^>]*>' kinds.xml)" \
	'<testcase classname="R1" name="not decided" file="dump.smf"/>'
see "accepted" "$(grep -A1 'name="accepted"' kinds.xml | tail -1 | tr -d ' ')" "<failure/>"
npx sarif-junit -i logical.sarif -o logical.xml >said.txt 2>&1 && status=0 || status=$?
see "logical place" "$(grep -o '^TypeError' said.txt), exit $status" "TypeError, exit 1"
exit $bad

#!/usr/bin/env bash
# Two CBOM tools tell cryptographic assets apart by name alone: a merge drops the weaker of two, a diff finds two alike.
#
# Guess: a merge of the CBOMs of two systems holds what both use, and a comparison of one with its successor names what
#        changed inside the cryptographic properties.
# Seen:  cyclonedx-editor-validator 1.0.3, whose merge knows a component by group, name and version: of RSA with 2048
#        and with 1024 bits, and of the protocol TLS in 1.2 and in 1.0 with triple DES, the second document's go, with
#        a warning about a duplicate and exit status 0; turn the two files around and the stronger ones go. The
#        comparison made for BOMs in custom-json-diff 2.1.6 leaves cryptoProperties out: 2048 bits that became 1024 and
#        TLS 1.2 that became 1.0 are no difference, exit status 0; its plain comparison of JSON shows both.
# So:    our CBOM says in group and version what else tells its components apart; compare them as plain JSON.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 &&
	v/bin/pip -q install cyclonedx-editor-validator==1.0.3 custom-json-diff==2.1.6 2>/dev/null ||
	{ echo "the two packages cannot be installed here"; exit 2; }

python3 - <<'PY'
import json

def bom(name, uuid, bits, strength, version, suite, number):
    asset = lambda ref, name, **properties: {"type": "cryptographic-asset", "bom-ref": ref, "name": name,
                                             "cryptoProperties": properties}
    json.dump({
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{uuid}", "version": 1,
        "metadata": {"timestamp": "2026-11-27T00:00:00Z",
                     "component": {"type": "application", "name": "traffic", "bom-ref": "traffic"}},
        "components": [
            asset("rsa", "RSA", assetType="algorithm", algorithmProperties={
                "primitive": "pke", "parameterSetIdentifier": bits, "classicalSecurityLevel": strength}),
            asset("tls", "TLS", assetType="protocol", protocolProperties={
                "type": "tls", "version": version, "cipherSuites": [{"name": suite, "identifiers": number}]})],
    }, open(name, "w"))

bom("sysa.cdx.json", "11111111-1111-4111-8111-111111111111", "2048", 112, "1.2",
    "TLS_RSA_WITH_AES_128_CBC_SHA", ["0x00", "0x2F"])
bom("sysb.cdx.json", "22222222-2222-4222-8222-222222222222", "1024", 80, "1.0",
    "TLS_RSA_WITH_3DES_EDE_CBC_SHA", ["0x00", "0x0A"])
PY

bad=0
see() { printf '%-26s %s\n' "$1" "$2"; [ "$2" = "$3" ] || { printf '%-26s %s\n' '  expected' "$3"; bad=1; }; }
assets() { v/bin/python -c '
import json, sys
for c in json.load(open(sys.argv[1]))["components"]:
    p = c["cryptoProperties"]
    print(p.get("algorithmProperties", {}).get("parameterSetIdentifier") or p["protocolProperties"]["version"], end=" ")' "$1"; }
merge() { v/bin/cdx-ev merge "$1" "$2" >merged.json 2>merge.log && assets merged.json; }
v/bin/cdx-ev --quiet validate sysa.cdx.json && v/bin/cdx-ev --quiet validate sysb.cdx.json || bad=1
see "merge of SYSA and SYSB" "$(merge sysa.cdx.json sysb.cdx.json)" "2048 1.2 "
see "merge of SYSB and SYSA" "$(merge sysb.cdx.json sysa.cdx.json)" "1024 1.0 "
compared() {
	v/bin/cjd -i sysa.cdx.json sysb.cdx.json -o diff.json "$@" >diff.log 2>&1 && printf 'exit 0, ' || printf 'exit %s, ' $?
	v/bin/python -c '
import json
text = json.dumps({k: v for k, v in json.load(open("diff.json")).items() if k != "common_summary"})
print("differs" if "1024" in text else "alike")'
}
see "comparison made for BOMs" "$(compared preset-diff --type bom)" "exit 0, alike"
see "comparison of plain JSON" "$(compared)" "exit 0, differs"
exit $bad

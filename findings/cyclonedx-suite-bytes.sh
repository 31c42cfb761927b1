#!/usr/bin/env bash
# CycloneDX for Python: passing a CBOM through the library reorders the two bytes that identify a cipher suite.
#
# Guess: reading a valid CycloneDX 1.6 document and writing it again keeps `identifiers` of a cipher suite as they are;
#        the schema's own example writes the two bytes of the IANA number there, as ["0xC0", "0x9E"].
# Seen:  cyclonedx-python-lib 11.12.0. The library keeps them in a sorted set. TLS_AES_128_GCM_SHA256, 0x13 0x01, leaves
#        as 0x01 0x13, and of two equal bytes one is dropped:
#        TLS_NULL_WITH_NULL_NULL, 0x00 0x00, leaves as a single 0x00.
# So:    in an inventory that went through a tool built on it the name of a suite can be trusted, the number cannot;
#        an order-free list of places where an algorithm was seen comes back in another order, too.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install 'cyclonedx-python-lib[json-validation]==11.12.0' 2>pip.log || { cat pip.log; exit 2; }

v/bin/python -W ignore - <<'PY'
import json, sys
from cyclonedx.model.bom import Bom
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

suites = {"TLS_AES_128_GCM_SHA256": ["0x13", "0x01"], "TLS_NULL_WITH_NULL_NULL": ["0x00", "0x00"],
          "TLS_RSA_WITH_AES_128_CBC_SHA": ["0x00", "0x2F"]}
document = json.dumps({
    "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
    "components": [{
        "type": "cryptographic-asset", "bom-ref": "tls", "name": "TLS",
        "cryptoProperties": {"assetType": "protocol", "protocolProperties": {
            "type": "tls",
            "cipherSuites": [{"name": name, "identifiers": code} for name, code in suites.items()]}},
    }],
})
wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(document)
if wrong is not None:
    sys.exit("the document made here does not fit the schema: %s" % wrong)

bom = Bom.from_json(json.loads(document))
again = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
after = {s["name"]: s["identifiers"]
         for s in again["components"][0]["cryptoProperties"]["protocolProperties"]["cipherSuites"]}
for name, code in suites.items():
    print("%-30s %s -> %s" % (name, " ".join(code), " ".join(after[name])))
want = {"TLS_AES_128_GCM_SHA256": ["0x01", "0x13"], "TLS_NULL_WITH_NULL_NULL": ["0x00"],
        "TLS_RSA_WITH_AES_128_CBC_SHA": ["0x00", "0x2F"]}
sys.exit(after != want)
PY

#!/usr/bin/env bash
# @appthreat/cdx-proto: "canonical" CycloneDX JSON stops at dependsOn, and sizes of keys come back as text.
#
# Guess: a CBOM that is valid by the schema of CycloneDX 1.6 passes through the package and back, as its description
#        says of canonical JSON.
# Seen:  @appthreat/cdx-proto 2.0.1. A document with `dependsOn`, the field that nearly every bill of materials has, is
#        refused as an unknown key (the protocol buffers call it `dependencies`); so is `cryptoRefArray` of a protocol.
#        Without them it passes, but the size of a key, 2048, comes back as the text "2048", through JSON alone and
#        through the binary form; a validator of the schema refuses what comes out. Levels, suites and dates survive.
# So:    our CBOM is exchanged as JSON; what depends on what is in it, and does not survive this way.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
npm -s init -y >/dev/null && npm -s install @appthreat/cdx-proto@2.0.1 >/dev/null 2>&1 ||
	{ echo "@appthreat/cdx-proto 2.0.1 cannot be installed here"; exit 2; }
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install cyclonedx-editor-validator==1.0.3 2>/dev/null ||
	{ echo "the validator cannot be installed here"; exit 2; }

cat >see.mjs <<'JS'
import fs from "fs";
import { encodeBomBinary, encodeBomJson, parseBomBinary, parseBomJson } from "@appthreat/cdx-proto";

const asset = (ref, name, properties) =>
  ({ type: "cryptographic-asset", "bom-ref": ref, name, cryptoProperties: properties });
const document = (protocol, rest) => ({
  bomFormat: "CycloneDX", specVersion: "1.6", version: 1, serialNumber: "urn:uuid:11111111-1111-4111-8111-111111111111",
  components: [
    asset("rsa", "RSA", { assetType: "algorithm", algorithmProperties: {
      primitive: "pke", parameterSetIdentifier: "2048", classicalSecurityLevel: 112, nistQuantumSecurityLevel: 0 } }),
    asset("key", "host key", { assetType: "related-crypto-material", relatedCryptoMaterialProperties: {
      type: "public-key", size: 2048, algorithmRef: "rsa" } }),
    asset("tls", "TLS", { assetType: "protocol", protocolProperties: {
      type: "tls", version: "1.2", cipherSuites: [{ name: "TLS_RSA_WITH_AES_128_GCM_SHA256" }], ...protocol } })],
  ...rest });

const said = (bom) => {
  try { parseBomJson(bom); return "accepted"; } catch (e) { return "refused: " + /key "\w+" is unknown/.exec(e.message)?.[0]; }
};
const size = (bom) => JSON.stringify(bom.components[1].cryptoProperties.relatedCryptoMaterialProperties.size);
const plain = document({}, {}), depends = document({}, { dependencies: [{ ref: "tls", dependsOn: ["rsa"] }] });
const refs = document({ cryptoRefArray: ["rsa"] }, {});
const message = parseBomJson(plain), out = encodeBomJson(message);
const write = (name, bom) => fs.writeFileSync(name, JSON.stringify(bom));
write("plain.cdx.json", plain); write("depends.cdx.json", depends); write("refs.cdx.json", refs); write("out.cdx.json", out);
console.log("plain:", said(plain));
console.log("dependsOn:", said(depends));
console.log("cryptoRefArray:", said(refs));
console.log("size:", size(plain), size(out), size(encodeBomJson(parseBomBinary(encodeBomBinary(message)))));
JS
node see.mjs | tee seen.txt
for f in plain depends refs out; do v/bin/cdx-ev --quiet validate $f.cdx.json >/dev/null && echo "$f valid" || echo "$f not valid"
done | tee -a seen.txt
diff seen.txt - <<'EXPECTED'
plain: accepted
dependsOn: refused: key "dependsOn" is unknown
cryptoRefArray: refused: key "cryptoRefArray" is unknown
size: 2048 "2048" "2048"
plain valid
depends valid
refs valid
out not valid
EXPECTED

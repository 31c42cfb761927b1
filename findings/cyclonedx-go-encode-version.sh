#!/usr/bin/env bash
# CycloneDX for Go: writing a CBOM for a stated version of the specification turns every algorithm into an application.
#
# Guess: Encode and EncodeVersion write the same for a document of that very version; a security level of 0, which
#        means "broken", stays 0.
# Seen:  cyclonedx-go 0.12.0. Encode keeps all. EncodeVersion(1.6) of a valid 1.6 document makes the type
#        `cryptographic-asset` of each component `application`, and leaves out security levels and sizes of 0, so
#        that DES, with 0 bits against a quantum computer, has the same gap as an algorithm nobody has looked at.
#        The result fits the schema.
# So:    after a tool that lets its user choose the version of the specification, an inventory of cryptography must not
#        be filtered by component type, and a missing level says nothing.
set -euo pipefail
tmp=$(mktemp -d) && trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT && cd "$tmp"
command -v go >/dev/null || { echo "go is needed"; exit 2; }

cat > cbom.json <<'JSON'
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
  {"type": "cryptographic-asset", "bom-ref": "aes", "name": "AES-128-GCM", "cryptoProperties": {
    "assetType": "algorithm", "algorithmProperties": {
      "primitive": "ae", "mode": "gcm", "classicalSecurityLevel": 128, "nistQuantumSecurityLevel": 1}}},
  {"type": "cryptographic-asset", "bom-ref": "des", "name": "DES-CBC", "cryptoProperties": {
    "assetType": "algorithm", "algorithmProperties": {
      "primitive": "block-cipher", "mode": "cbc", "classicalSecurityLevel": 56, "nistQuantumSecurityLevel": 0}}}]}
JSON
cat > go.mod <<'MOD'
module try
go 1.24
require github.com/CycloneDX/cyclonedx-go v0.12.0
MOD
cat > main.go <<'GO'
package main

import (
	"bytes"
	"fmt"
	"os"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

func read(text []byte) *cdx.BOM {
	bom := new(cdx.BOM)
	if err := cdx.NewBOMDecoder(bytes.NewReader(text), cdx.BOMFileFormatJSON).Decode(bom); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	return bom
}

func show(how string, text []byte) (out string) {
	for _, c := range *read(text).Components {
		level := "none"
		if n := c.CryptoProperties.AlgorithmProperties.NistQuantumSecurityLevel; n != nil {
			level = fmt.Sprint(*n)
		}
		out += fmt.Sprintf("%s %s level %s; ", c.Name, c.Type, level)
	}
	fmt.Printf("%-18s %s\n", how, out)
	return out
}

func main() {
	file, _ := os.ReadFile("cbom.json")
	var plain, stated bytes.Buffer
	if cdx.NewBOMEncoder(&plain, cdx.BOMFileFormatJSON).Encode(read(file)) != nil ||
		cdx.NewBOMEncoder(&stated, cdx.BOMFileFormatJSON).EncodeVersion(read(file), cdx.SpecVersion1_6) != nil {
		os.Exit(1)
	}
	before, kept, lost := show("before", file), show("Encode", plain.Bytes()), show("EncodeVersion 1.6", stated.Bytes())
	want := "AES-128-GCM application level 1; DES-CBC application level none; "
	if kept != before || lost != want {
		os.Exit(1)
	}
}
GO
export GOFLAGS=-mod=mod
go mod download all >go.log 2>&1 || { cat go.log; exit 2; }
go run .

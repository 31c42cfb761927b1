#!/usr/bin/env bash
# CycloneDX for Java: what a component implements is lost on the way through the library.
#
# Guess: reading a valid CycloneDX 1.6 document and writing it again, as JSON or as XML, keeps both lists of a
#        dependency: `dependsOn`, and `provides`, which a CBOM uses to say which algorithms a program implements.
# Seen:  cyclonedx-core-java 12.2.0. `dependsOn` stays, `provides` is gone, without a warning; all properties of
#        algorithms, protocols and certificates, levels of 0 among them, come through.
# So:    what uses an algorithm is better said in the component itself (`cryptoRefArray` of a protocol, the algorithms of
#        a cipher suite); a relation that stands in `provides` alone does not survive tools built on this library.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v mvn >/dev/null && command -v javac >/dev/null || { echo "a JDK and Maven are needed"; exit 2; }

cat > cbom.json <<'JSON'
{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
  {"type": "application", "bom-ref": "stack", "name": "TCPIP"},
  {"type": "cryptographic-asset", "bom-ref": "aes", "name": "AES-128-GCM", "cryptoProperties": {
    "assetType": "algorithm", "algorithmProperties": {"primitive": "ae", "nistQuantumSecurityLevel": 1}}},
  {"type": "cryptographic-asset", "bom-ref": "des", "name": "DES-CBC", "cryptoProperties": {
    "assetType": "algorithm", "algorithmProperties": {"primitive": "block-cipher", "nistQuantumSecurityLevel": 0}}}],
 "dependencies": [{"ref": "stack", "dependsOn": ["aes"], "provides": ["des"]}]}
JSON
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>try</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.cyclonedx</groupId><artifactId>cyclonedx-core-java</artifactId><version>12.2.0</version>
  </dependency></dependencies>
</project>
XML
cat > Try.java <<'JAVA'
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cyclonedx.Version;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;

class Try {
	public static void main(String[] args) throws Exception {
		File file = new File("cbom.json");
		if (!new JsonParser().isValid(file, Version.VERSION_16)) throw new IllegalStateException("cbom.json does not fit the schema");
		Bom bom = new JsonParser().parse(file);
		Files.writeString(Path.of("again.json"), BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString());
		Files.writeString(Path.of("again.xml"), BomGeneratorFactory.createXml(Version.VERSION_16, bom).toXmlString());
	}
}
JAVA
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >mvn.log 2>&1 || { cat mvn.log; exit 2; }
javac -cp "$(cat classpath)" Try.java
java -cp ".:$(cat classpath)" Try 2>/dev/null

for f in cbom.json again.json again.xml; do
	printf '%-11s dependsOn %s, provides %s, level 0 of DES %s\n' "$f" \
		"$(grep -cE 'dependsOn|<dependency ref="aes"' "$f")" "$(grep -c provides "$f" || :)" \
		"$(grep -cE 'nistQuantumSecurityLevel"?( ?: ?|>)0' "$f")"
done > seen
cat seen
cat > want <<'TXT'
cbom.json   dependsOn 1, provides 1, level 0 of DES 1
again.json  dependsOn 1, provides 0, level 0 of DES 1
again.xml   dependsOn 1, provides 0, level 0 of DES 1
TXT
diff want seen

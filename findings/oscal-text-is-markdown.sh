#!/usr/bin/env bash
# liboscal-java: titles and descriptions in OSCAL are Markdown, and an IPv6 address with a port ends the conversion.
#
# Guess: a description is a JSON string; a document that fits NIST's schema converts to XML with its texts as they are.
# Seen:  dev.metaschema.oscal:liboscal-java 5.2.0, the library behind NIST's command line. "[2001:db8::1]:443" raises
#        an exception ("Link references are not supported"). SMF119SS*JOB* loses its asterisks to emphasis, USER.~A~
#        its tildes to a subscript, and "X" becomes a quotation, each without a warning. Two hyphens stay, although
#        the library knows typographic dashes.
# So:    punctuation in titles, descriptions and remarks is escaped as CommonMark says; property values are not markup
#        and are left alone.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v mvn >/dev/null && command -v javac >/dev/null || { echo "a JDK and Maven are needed"; exit 2; }
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>try</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>dev.metaschema.oscal</groupId><artifactId>liboscal-java</artifactId><version>5.2.0</version>
  </dependency></dependencies>
</project>
XML
cat > Try.java <<'JAVA'
import gov.nist.secauto.metaschema.core.model.IBoundObject;
import gov.nist.secauto.metaschema.databind.io.Format;
import gov.nist.secauto.oscal.lib.OscalBindingContext;
import java.nio.file.Files;
import java.nio.file.Path;

class Try {
	static String convert(String text) throws Exception {
		Path json = Path.of("results.json"), xml = Path.of("results.xml");
		Files.writeString(json, """
			{"assessment-results": {
			  "uuid": "6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a01",
			  "metadata": {"title": "Results", "last-modified": "2026-11-30T00:00:00Z", "version": "1", "oscal-version": "1.1.2"},
			  "import-ap": {"href": "plan.json"},
			  "results": [{"uuid": "6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a02", "title": "One", "description": "TEXT",
			    "start": "2026-11-30T00:00:00Z", "reviewed-controls": {"control-selections": [{"include-all": {}}]}}]}}
			""".replace("TEXT", text.replace("\\", "\\\\").replace("\"", "\\\"")));
		OscalBindingContext context = OscalBindingContext.instance();
		IBoundObject doc = context.newBoundLoader().load(json);
		try {
			@SuppressWarnings("unchecked")
			Class<IBoundObject> type = (Class<IBoundObject>) doc.getClass();
			context.newSerializer(Format.XML, type).serialize(doc, xml);
		} catch (UnsupportedOperationException e) {
			return "raises: " + e.getMessage().split("\\.")[0];
		}
		return Files.readString(xml).replaceAll("(?s).*<result .*?<description>\\s*<p>(.*?)</p>.*", "$1");
	}

	public static void main(String[] args) throws Exception {
		for (String text : new String[] {"[2001:db8::1]:443", "\\[2001:db8::1\\]:443", "SMF119SS*JOB*", "USER.~A~", "name \"X\"",
				"dump --record 5"}) {
			System.out.printf("%-22s %s%n", text, convert(text));
		}
	}
}
JAVA
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >mvn.log 2>&1 || { cat mvn.log; exit 2; }
javac -cp "$(cat classpath)" Try.java
java -cp ".:$(cat classpath)" Try 2>/dev/null | grep -v 'Log4j' > seen
cat seen
cat > want <<'TXT'
[2001:db8::1]:443      raises: Link references are not supported by Metaschema
\[2001:db8::1\]:443    [2001:db8::1]:443
SMF119SS*JOB*          SMF119SS<em>JOB</em>
USER.~A~               USER.<sub>A</sub>
name "X"               name <q>X</q>
dump --record 5        dump --record 5
TXT
diff want seen

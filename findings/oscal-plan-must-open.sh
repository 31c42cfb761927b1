#!/usr/bin/env bash
# liboscal-java: results whose assessment plan is a resource of the same document cannot be validated without a link to open.
#
# Guess: `import-ap` may name a resource in back-matter that merely describes the plan; the schema asks no more, and
#        compliance-trestle accepts it. At worst there is a warning.
# Seen:  dev.metaschema.oscal:liboscal-java 5.2.0 loads the document, and validating it ends with an exception ("does
#        not have an rlink entry"), so that nothing at all is reported of it. With a link it opens what is linked;
#        any OSCAL document will do, the results themselves among them, and the document passes.
# So:    results need a plan beside them that can be opened, even where nobody wrote one, and a plan needs the same for
#        the system security plan it names.
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
import gov.nist.secauto.oscal.lib.OscalBindingContext;
import java.nio.file.Files;
import java.nio.file.Path;

class Try {
	static String validate(String resource) throws Exception {
		Path json = Path.of("results.json");
		Files.writeString(json, """
			{"assessment-results": {
			  "uuid": "6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a01",
			  "metadata": {"title": "Results", "last-modified": "2026-11-30T00:00:00Z", "version": "1", "oscal-version": "1.1.2"},
			  "import-ap": {"href": "#6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a03"},
			  "results": [{"uuid": "6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a02", "title": "One", "description": "One result.",
			    "start": "2026-11-30T00:00:00Z", "reviewed-controls": {"control-selections": [{"include-all": {}}]}}],
			  "back-matter": {"resources": [{"uuid": "6f4a1c1e-58a8-4f43-9c1e-0d7b3c7f2a03", "title": "Plan"RESOURCE}]}}}
			""".replace("RESOURCE", resource));
		try {
			var result = OscalBindingContext.instance().validateWithConstraints(json.toUri(), null);
			return "passes: " + result.isPassing() + ", remarks: " + result.getFindings().size();
		} catch (RuntimeException e) {
			Throwable cause = e;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			return "raises: " + cause.getMessage().replaceAll(".*(does not have an rlink entry).*", "$1");
		}
	}

	public static void main(String[] args) throws Exception {
		System.out.println("no link         " + validate(""));
		System.out.println("link to itself  " + validate(", \"rlinks\": [{\"href\": \"results.json\"}]"));
	}
}
JAVA
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath >mvn.log 2>&1 || { cat mvn.log; exit 2; }
javac -cp "$(cat classpath)" Try.java
java -cp ".:$(cat classpath)" Try 2>/dev/null | grep -v 'Log4j' > seen
cat seen
cat > want <<'TXT'
no link         raises: does not have an rlink entry
link to itself  passes: true, remarks: 0
TXT
diff want seen

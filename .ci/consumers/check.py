"""Reads a report with other people's programs and compares what they find with report.json."""

import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys

WHICH, WORK, ZERTIFY = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
REPORT = WORK / "report"
TRUTH = json.loads((REPORT / "report.json").read_text())
SUITE = re.compile(r"S-[0-9a-f]{16}")
SERIAL = re.compile(r"0x[0-9a-f]+")


def same(what, got, want):
    assert got == want, f"{what}: got {got!r}, want {want!r}"


def findings():
    """All findings, on sessions and on tunnels."""
    for profile in TRUTH["profiles"]:
        yield from profile["findings"]
        yield from profile["tunnels"]["findings"]


def rows():
    for query in TRUTH["queries"]:
        yield from query["rows"]


def sarif_tools():
    from sarif import loader

    # SARIF counts what is accepted, too: sarif-tools does not know suppressions.
    failed = sum(f["verdict"] in ("fail", "warn", "not-evidenced") for f in findings())
    failed += sum(r["status"] == "fail" for r in rows())
    everything = sum(1 for _ in findings()) + sum(1 for _ in rows())
    for folder, want in (("report", failed), ("everything", everything)):
        doc = loader.load_sarif_file(str(WORK / folder / "report.sarif"))
        same(f"results of {folder}", doc.get_result_count(), want)
        if folder == "report":
            same("levels", set(doc.get_report().get_severities()) - {"error", "warning", "note", "none"}, set())
    results = json.loads((REPORT / "report.sarif").read_text())["runs"][0]["results"]
    assert all(r["partialFingerprints"]["finding/v2"] for r in results), "a result without a fingerprint"
    return f"{failed} results, {everything} with --sarif-all"


def junitparser():
    from junitparser import JUnitXml

    doc = JUnitXml.fromfile(str(REPORT / "junit.xml"))
    cases = [c for suite in doc for c in suite]
    failures = sum(q["status"] == "fail" for q in TRUTH["queries"])
    for profile in TRUTH["profiles"]:
        failures += sum(c["verdict"] == "fail" for c in profile["controls"] + profile["tunnels"]["controls"])
    same("cases", len(cases), doc.tests)
    same("failures", doc.failures, failures)
    same("errors", doc.errors, 0)
    titles = {f["rule_id"]: f["title"] for f in findings()}
    named = {c.name.split(": ")[0] for c in cases}
    assert set(titles) <= named, f"rules without a case: {set(titles) - named}"
    return f"{len(cases)} cases, {failures} failures"


def cyclonedx():
    from cyclonedx.model.bom import Bom
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = (REPORT / "cbom.cdx.json").read_text()
    same("faults", JsonStrictValidator(SchemaVersion.V1_6).validate_str(text), None)
    bom = Bom.from_json(json.loads(text))
    bom.validate()
    certificates = [c for c in bom.components if str(c.bom_ref).startswith("certificate/")]
    same("certificates", len(certificates), len(TRUTH["certificates"]["rows"]))
    levels = [c for c in bom.components if c.crypto_properties.algorithm_properties
              and c.crypto_properties.algorithm_properties.nist_quantum_security_level is not None]
    assert len(levels) > 20, f"{len(levels)} algorithms have a quantum security level"
    return f"{len(bom.components)} components, {len(levels)} with a quantum security level"


def openpyxl():
    from openpyxl import load_workbook

    book = load_workbook(REPORT / "report.xlsx", read_only=True)
    sheet = book["Findings"]
    head, *body = list(sheet.iter_rows(values_only=True))
    same("findings", len(body), sum(len(p["findings"]) for p in TRUTH["profiles"]))
    column = {name: i for i, name in enumerate(head)}
    for row in body:
        suite = row[column["Suite id"]]
        assert suite is None or SUITE.fullmatch(suite), f"suite id {suite!r}"
        assert isinstance(row[column["Connections"]], (int, type(None))), row[column["Connections"]]
        assert isinstance(row[column["First (local)"]], (datetime.datetime, type(None))), row[column["First (local)"]]
    same("suites", sum(r[column["Suite id"]] is not None for r in body),
         sum(f["suite_id"] is not None for p in TRUTH["profiles"] for f in p["findings"]))
    return f"{len(book.sheetnames)} sheets, {len(body)} findings"


def csv_module():
    def table(name):
        with open(REPORT / name, encoding="utf-8-sig", newline="") as f:
            return list(csv.DictReader(f))

    found = table("findings.csv")
    same("findings", len(found), sum(len(p["findings"]) for p in TRUTH["profiles"]))
    assert all(not r["suite_id"] or SUITE.fullmatch(r["suite_id"]) for r in found), "a suite id is a number"
    serials = [r["serial"] for r in table("certificates.csv") if r["serial"]]
    assert serials and all(SERIAL.fullmatch(s) for s in serials), serials
    listed = table("index.csv")
    for entry in listed:
        if entry["is_written"] == "true":
            same(entry["file"], len(table(entry["file"])), int(entry["rows"]))
    return f"{len(listed)} tables"


def trestle():
    from trestle.oscal.assessment_results import AssessmentResults

    space = WORK / "trestle"
    space.mkdir()
    program = str(pathlib.Path(sys.executable).parent / "trestle")
    names = {"oscal-assessment-plan.json": "plan", "oscal-assessment-results.json": "results"}
    subprocess.run([program, "init"], cwd=space, check=True, capture_output=True)
    for file, name in names.items():
        subprocess.run([program, "import", "-f", str(REPORT / file), "-o", name], cwd=space, check=True,
                       capture_output=True)
    said = subprocess.run([program, "validate", "-a"], cwd=space, check=True, capture_output=True, text=True)
    assert "INVALID" not in said.stdout + said.stderr, said.stdout
    doc = AssessmentResults.oscal_read(REPORT / "oscal-assessment-results.json")
    same("results", len(doc.results), 2 * len(TRUTH["profiles"]))  # sessions and tunnels
    for result, profile in zip(doc.results[::2], TRUTH["profiles"]):
        same("observations", len(result.observations), sum(c["is_in_force"] for c in profile["controls"]))
    return f"{len(doc.results)} results"


def parquet():
    import pandas
    import pyarrow.parquet as pq

    files = sorted((WORK / "views").glob("*.parquet"))
    for path in files:
        for field in pq.read_schema(path):
            kind = str(field.type)
            assert not kind.startswith("uint"), f"{path.stem}.{field.name} is {kind}"
            assert kind != "double" or re.search("seconds|percent", field.name), f"{path.stem}.{field.name} is {kind}"
    sessions = pandas.read_parquet(WORK / "views" / "v_session.parquet")
    same("record_no", str(sessions.record_no.dtype), "int64")
    same("rows of v_session", len(sessions), count("v_session"))
    return f"{len(files)} files"


def count(view):
    out = subprocess.run([ZERTIFY, "sql", "--db", str(WORK / "audit.duckdb"), "-f", "json",
                          f"SELECT count(*) AS n FROM {view}"], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)[0]["n"]


def older_duckdb():
    import duckdb

    db = duckdb.connect(str(WORK / "audit.duckdb"), read_only=True)
    for view in ("v_session", "v_traffic", "v_certificate", "v_tunnel"):
        same(view, db.execute(f"SELECT count(*) FROM {view}").fetchone()[0], count(view))
    return f"version {duckdb.__version__}"


QUICK = [sarif_tools, junitparser, cyclonedx, openpyxl, csv_module]
ALL = QUICK + [trestle, parquet, older_duckdb]

failed = 0
for check in ALL if WHICH == "all" else QUICK:
    try:
        print(f"{check.__name__}: {check()}")
    except Exception as e:  # one that fails must not hide the others
        failed += 1
        print(f"{check.__name__}: FAILED: {type(e).__name__}: {e}")
print(f"consumers: {len(ALL if WHICH == 'all' else QUICK) - failed} passed, {failed} failed")
sys.exit(failed > 0)

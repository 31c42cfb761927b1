-- id: code-contradictions
-- title: Values in one session that cannot occur together
-- severity: low
-- uses: v_endpoint, v_code_contradiction
-- refs: IBM Education Assistant, z/OS V2R2, V2R4 and 3.1 OpenSSH; z/OS V2R4 System SSL, TLS 1.3 handshake and algorithm
--   support; z/OS V2R4 AT-TLS support for TLS v1.3; RFC 5246; RFC 8446; RFC 7427
-- remediation: Look at the first record (zertify dump). Where a name is inferred, look the code up in the manual of your
--   release and give it to zertify ingest in a file of codes; where it is documented, report the record to IBM.
-- caveats: What a release cannot do rests on IBM's education material; another program than z/OS OpenSSH may report SSH.
--   No verdict rests on this check.
--
-- Why: Products have limits: OpenSSH of z/OS dropped Blowfish with 2.4, System SSL refuses a DSA certificate in TLS 1.3.
-- A record that says otherwise is read wrongly at one of the two places, and what rests on it should not be relied
-- on before that is resolved.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.suite_id > 0;

-- name: findings
SELECT 'review' AS status,
       x.subject AS resource,
       x.says || ' (' || x.basis || '); in ' || x.sessions || if(x.sessions = 1, ' session', ' sessions') AS reason,
       x.file_id,
       x.record_no,
       x.basis,
       x.record_level,
       x.sessions,
       x.interval_records
FROM v_code_contradiction AS x
ORDER BY x.subject, x.says, x.file_id, x.record_no;

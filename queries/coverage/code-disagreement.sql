-- id: code-disagreement
-- title: Algorithm codes that contradict the TLS suite
-- severity: low
-- uses: v_code_use, v_code_disagreement
-- refs: z/OS Communications Server: IP Programmer's Guide and Reference (SC27-3659), SMF 119 subtypes 11 and
--   12; IANA TLS parameters
-- remediation: For a name marked inferred: correct it in a file of codes and give that to zertify ingest. For a
--   documented one: report the record to IBM with its bytes (zertify dump).
--
-- Why: A record names its algorithms twice: by the code of the IANA suite and by codes of its own. When the two
-- differ, one of them, or what we think it means, is wrong. The suite is believed.

-- name: population
SELECT coalesce(sum(u.sections), 0)
FROM v_code_use AS u
WHERE u.layer = 'tls';

-- name: findings
SELECT CASE WHEN d.basis = 'inferred' THEN 'info' ELSE 'review' END AS status,
       d.enum || ' ' || d.value AS resource,
       'named ' || d.name || ' (' || d.basis || '), but suite ' || d.tls_suite || ' means ' || d.suite_token AS reason,
       CAST(d.file_id AS BIGINT) AS file_id,
       CAST(d.record_no AS BIGINT) AS record_no,
       d.enum,
       d.value,
       d.name,
       d.basis,
       d.token,
       d.suite_token,
       d.tls_suite,
       d.sections
FROM v_code_disagreement AS d
ORDER BY d.enum, d.value, d.tls_suite, d.file_id, d.record_no;

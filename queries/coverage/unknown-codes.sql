-- id: unknown-codes
-- title: Algorithm codes without a confirmed name
-- severity: low
-- uses: v_code_use, v_corroborated_code, v_tls_group_candidate, v_unknown_code, v_unregistered_suite
-- refs: z/OS Communications Server: IP Programmer's Guide and Reference (SC27-3659), SMF 119 subtypes 11 and
--   12
-- remediation: Look the code up in the manual of your release and give it to zertify ingest in a CSV file of codes with
--   the columns enum, code, name.
--
-- Why: A code that cannot be named cannot be evaluated: everything that rests on it is not evidenced. The table of
-- codes in the manual of the site settles it in a minute. Names that are inferred, and that the IANA suites in
-- these very records bear out, are corroborated: they are used, and listed here as information. So are TLS suites
-- that no register names and well-known tools do, and numbers of TLS groups in bytes without a published layout.

-- name: population
SELECT coalesce(sum(u.sections), 0)
FROM v_code_use AS u;

-- name: findings
SELECT f.status,
       f.layer || ' ' || f.attribute || ' ' || f.code AS resource,
       CASE
           WHEN f.basis = 'corroborated' THEN f.name || ' is inferred and corroborated: the IANA suites of ' || f.proofs || if(f.proofs = 1, ' distinct section agrees', ' distinct sections agree')
           WHEN f.basis = 'unregistered' THEN 'not registered; named ' || f.name || ' by ' || f.said_by || '; evaluated by that name'
           WHEN f.basis = 'candidate' THEN 'perhaps ' || f.name || ', by digits at byte ' || f.proofs || ' of ' || f.sections || ' out of ' || f.said_by || ' distinct sections of ' || f.kind || '; nothing rests on it'
           WHEN f.name IS NULL THEN 'no name known, in ' || f.sections || if(f.sections = 1, ' distinct section', ' distinct sections')
           ELSE 'perhaps ' || f.name || ', in ' || f.sections || if(f.sections = 1, ' distinct section', ' distinct sections')
       END AS reason,
       f.file_id,
       f.record_no,
       f.layer,
       f.attribute,
       f.enum,
       f.code,
       f.name AS candidate,
       f.basis,
       f.sections
FROM (
    SELECT 'review' AS status, u.layer, u.attribute, u.enum, u.code, u.candidate AS name, CASE WHEN u.candidate IS NOT NULL THEN 'inferred' END AS basis,
           0 AS proofs, NULL AS said_by, NULL AS kind, u.sections, u.file_id, u.record_no
    FROM v_unknown_code AS u
    UNION ALL
    SELECT 'info', k.layer, k.attribute, k.enum, k.code, k.name, 'corroborated', k.proofs, NULL, NULL, k.sections, k.file_id, k.record_no
    FROM v_corroborated_code AS k
    UNION ALL
    SELECT 'info', 'tls', 'suite', 'tls_suite', r.code, r.name, 'unregistered', 0, r.source, NULL, r.sections, r.file_id, r.record_no
    FROM v_unregistered_suite AS r
    UNION ALL
    SELECT 'info', 'tls', 'group', 'zert_tls_group', g.code, g.candidate, 'candidate', g.byte_offset, CAST(g.of_sections AS VARCHAR), g.source, g.sections, g.file_id, g.record_no
    FROM v_tls_group_candidate AS g
) AS f
ORDER BY f.status DESC, f.layer, f.attribute, f.code, f.file_id, f.record_no;

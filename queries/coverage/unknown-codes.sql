-- id: unknown-codes
-- title: Algorithm codes without a name
-- severity: low
-- uses: v_code_use, v_unknown_code
-- refs: z/OS Communications Server: IP Programmer's Guide and Reference (SC27-3659), SMF 119 subtypes 11 and
--   12
-- lever: Look the code up in the manual of your release and give it to zertify: ingest --codes FILE with the
--   columns enum, code, name.
--
-- Why: A code that cannot be named cannot be judged: everything that rests on it is not evidenced. The table of
-- codes in the manual of the site settles it in a minute.

-- name: population
SELECT coalesce(sum(u.sections), 0)
FROM v_code_use AS u;

-- name: findings
SELECT 'review' AS status,
       u.layer || ' ' || u.attribute || ' ' || u.code AS resource,
       CASE WHEN u.candidate IS NULL THEN 'no name known' ELSE 'perhaps ' || u.candidate END || ', in ' || u.sections || ' distinct sections' AS reason,
       u.file_id,
       u.record_no,
       u.layer,
       u.attribute,
       u.enum,
       u.code,
       u.candidate,
       u.sections
FROM v_unknown_code AS u
ORDER BY u.layer, u.attribute, u.code, u.file_id, u.record_no;

-- id: certificates
-- title: Certificates seen
-- severity: info
-- uses: v_certificate
-- refs: PCI DSS 4.0.1 requirement 4.2.1.1
-- lever: RACDCERT LIST and LISTRING show the same certificates in RACF.
-- caveats: A certificate shows when its serial number or names are in the record: details at any level when a
--   provider reports, summaries from z/OS 3.2.
--
-- Why: Which certificates are in use, by whom and until when, is the first question of every renewal.

-- name: population
SELECT count(*)
FROM v_certificate AS c;

-- name: findings
SELECT 'info' AS status,
       c.certificate AS resource,
       c.layer || ' ' || c.role || coalesce(', ' || c.key_type || ' ' || c.key_bits, '') || coalesce(', until ' || strftime(c.not_after_utc, '%Y-%m-%d'), '') AS reason,
       c.file_id,
       c.record_no,
       c.layer,
       c.role,
       c.subject,
       c.issuer,
       c.serial,
       c.not_after_utc,
       c.key_type,
       c.key_bits,
       c.sig_alg,
       c.jobs,
       c.job_list,
       c.servers,
       c.server_list,
       c.connections,
       c.first_utc,
       c.last_utc
FROM v_certificate AS c
ORDER BY resource, c.layer, c.role, c.serial NULLS LAST, c.file_id, c.record_no;

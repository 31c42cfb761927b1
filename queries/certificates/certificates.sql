-- id: certificates
-- title: Certificates seen
-- severity: info
-- uses: v_certificate_once
-- refs: PCI DSS 4.0.1 requirement 4.2.1.1
-- remediation: RACDCERT LIST and LISTRING show the same certificates in RACF.
-- caveats: A certificate shows when its serial number or names are in the record: details at any level when a
--   provider reports, summaries from z/OS 3.2.
--
-- Why: Which certificates are in use, by whom and until when, is the first check of every renewal.

-- name: population
SELECT count(*)
FROM v_certificate_once AS c;

-- name: findings
SELECT 'info' AS status,
       c.certificate AS resource,
       c.roles || coalesce(', ' || c.key_type || ' ' || c.key_bits, '') || coalesce(', until ' || strftime(c.not_after_utc, '%Y-%m-%d'), '') AS reason,
       c.file_id,
       c.record_no,
       c.roles,
       c.subject,
       c.issuer,
       c.serial,
       c.not_after_utc,
       c.key_type,
       c.key_bits,
       c.sig_alg,
       c.sig_hash,
       c.job_list,
       c.server_list,
       c.sessions,
       c.interval_records,
       c.connections,
       c.first_local,
       c.last_local,
       c.first_utc,
       c.last_utc
FROM v_certificate_once AS c
ORDER BY resource, c.serial NULLS LAST, c.issuer NULLS LAST, c.not_after_utc NULLS LAST, c.roles, c.file_id, c.record_no;

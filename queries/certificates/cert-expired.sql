-- id: cert-expired
-- title: Certificates used after they expired
-- severity: high
-- uses: v_certificate
-- refs: RFC 5280 section 4.1.2.5; NIST SP 800-52 Rev. 2 section 4.5
-- remediation: RACDCERT REKEY and ROLLOVER, or a new certificate in the key ring; then refresh AT-TLS or restart
--   the server.
-- caveats: Where the offset of a system's clock from UTC is not known, the day around the end is marked for review.
--   Summaries carry dates from z/OS 3.2 only.
--
-- Why: A certificate past its end proves nothing any more; a peer that accepts it checks no dates, and often
-- nothing else either.

-- name: population
SELECT count(*)
FROM v_certificate AS c
WHERE c.not_after_utc IS NOT NULL;

-- name: findings
SELECT CASE WHEN c.not_after_utc < coalesce(c.last_utc, c.last_local - INTERVAL 1 DAY) THEN 'fail' ELSE 'review' END AS status,
       c.certificate AS resource,
       'expired ' || strftime(c.not_after_utc, '%Y-%m-%d %H:%M') || ' UTC, last used ' || coalesce(strftime(c.last_utc, '%Y-%m-%d %H:%M') || ' UTC', strftime(c.last_local, '%Y-%m-%d %H:%M') || ' local time') AS reason,
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
       c.first_local,
       c.last_local,
       c.first_utc,
       c.last_utc
FROM v_certificate AS c
WHERE c.not_after_utc < coalesce(c.last_utc, c.last_local + INTERVAL 12 HOUR)
ORDER BY status, c.not_after_utc, resource, c.layer, c.role, c.serial NULLS LAST, c.file_id, c.record_no;

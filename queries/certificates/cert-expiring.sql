-- id: cert-expiring
-- title: Certificates about to expire
-- severity: medium
-- param: days INTEGER '90' how many days after the newest record count as soon
-- uses: v_certificate
-- refs: NIST SP 1800-16
-- remediation: RACDCERT REKEY and ROLLOVER; AT-TLS and the health check RACF_CERTIFICATE_EXPIRATION warn in time.
--
-- Why: An expired certificate stops connections at a moment nobody has chosen. This lists those that end soon
-- after the newest record read.

-- name: population
SELECT count(*)
FROM v_certificate AS c
WHERE c.not_after_utc IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       c.certificate AS resource,
       'expires ' || strftime(c.not_after_utc, '%Y-%m-%d') || ', within ' || $days || if($days = 1, ' day', ' days') || ' of the newest record' AS reason,
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
WHERE c.not_after_utc >= coalesce(c.last_utc, c.last_local + INTERVAL 12 HOUR)
  AND c.not_after_utc < (SELECT max(x.last_local) FROM v_certificate AS x) + to_days($days)
ORDER BY c.not_after_utc, resource, c.layer, c.role, c.serial NULLS LAST, c.file_id, c.record_no;

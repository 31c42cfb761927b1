-- id: cert-shared
-- title: Certificates shared by several jobs
-- severity: low
-- param: max_jobs INTEGER '1' how many job names may share a server certificate
-- uses: v_certificate
-- refs: NIST SP 1800-16
-- remediation: RACDCERT: a certificate and a key ring for each server user id; AT-TLS TTLSKeyRingParms per rule.
-- caveats: Jobs of one application may share a certificate on purpose, for example behind a sysplex
--   distributor.
--
-- Why: One key in many hands is lost when any of them is. Shared keys also hide which server a client really
-- reached.

-- name: population
SELECT count(*)
FROM v_certificate AS c
WHERE c.role = 'server';

-- name: findings
SELECT 'review' AS status,
       c.certificate AS resource,
       'used by ' || c.jobs || if(c.jobs = 1, ' job', ' jobs') || ': ' || c.job_list AS reason,
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
WHERE c.role = 'server'
  AND c.jobs > $max_jobs
ORDER BY c.jobs DESC, resource, c.layer, c.role, c.serial NULLS LAST, c.file_id, c.record_no;

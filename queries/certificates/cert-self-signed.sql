-- id: cert-self-signed
-- title: Self-signed certificates
-- severity: medium
-- uses: v_certificate
-- refs: RFC 5280 section 6
-- remediation: RACDCERT GENCERT with SIGNWITH(CERTAUTH LABEL(…)), or a certificate of the site's own authority.
-- caveats: The same name for subject and issuer suggests it; the signature itself is not in the record.
--
-- Why: A self-signed certificate proves no more than that its holder made it. Only a list kept by the peer gives
-- it meaning.

-- name: population
SELECT count(*)
FROM v_certificate AS c
WHERE c.subject IS NOT NULL
  AND c.issuer IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       c.certificate AS resource,
       'subject and issuer are the same' AS reason,
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
WHERE c.subject = c.issuer
ORDER BY resource, c.layer, c.role, c.serial NULLS LAST, c.file_id, c.record_no;

-- id: tls-zos32-signatures
-- title: TLS certificates outside the default signatures of z/OS 3.2
-- severity: medium
-- uses: v_endpoint, suite_cert
-- refs: IBM Education Assistant, z/OS 3.2 System SSL
-- remediation: Renew the certificate with SHA-256 or better and an RSA or ECDSA key; until then GSK_TLS_SIG_ALG_PAIRS or
--   AT-TLS SignaturePairs that name the pair.
-- caveats: The records show how the certificate was signed, not what the two sides offered for the handshake itself.
--   What counts is the policy in force at the site.
--
-- Why: z/OS 3.2 takes SHA-1, SHA-224 and DSA out of the signature algorithms that System SSL offers by default. A
-- peer whose certificate needs one of them connects today and may be refused after the migration.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_cert AS c ON c.suite_id = e.suite_id
WHERE c.layer = 'tls'
  AND (c.cert_sig_hash IS NOT NULL OR c.cert_key_type IS NOT NULL);

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       c.role || ' certificate with ' || concat_ws(', ',
           CASE WHEN c.cert_sig_hash IN ('MD2', 'MD5', 'SHA1', 'SHA224') THEN 'signature hash ' || c.cert_sig_hash END,
           CASE WHEN c.cert_key_type = 'DSA' THEN 'a DSA key' END,
           CASE WHEN c.cert_sig_alg LIKE 'DSA%' THEN 'a DSA signature' END) AS reason,
       e.file_id,
       e.record_no,
       c.role AS certificate_role,
       c.cert_sig_alg,
       c.cert_sig_hash,
       c.cert_key_type,
       c.cert_key_bits,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
JOIN suite_cert AS c ON c.suite_id = e.suite_id
WHERE c.layer = 'tls'
  AND (c.cert_sig_hash IN ('MD2', 'MD5', 'SHA1', 'SHA224') OR c.cert_key_type = 'DSA' OR c.cert_sig_alg LIKE 'DSA%')
ORDER BY e.connections DESC NULLS LAST, resource, certificate_role, e.file_id, e.record_no;

-- id: cert-weak-key
-- title: Certificates with small keys
-- severity: high
-- param: min_rsa_bits INTEGER '2048' smallest RSA, DSA or DH key accepted, in bits
-- param: min_ec_bits INTEGER '224' smallest elliptic curve key accepted, in bits
-- uses: v_endpoint, suite_cert
-- refs: NIST SP 800-131A Rev. 2; NIST SP 800-57 Part 1 Rev. 5
-- remediation: RACDCERT GENCERT with SIZE(3072) RSA, or NISTECC SIZE(256) and more; replace the certificate in the
--   key ring and refresh AT-TLS.
-- caveats: What is only observed carries no certificate facts, and TLS 1.3 hides the certificate from
--   observers.
--
-- Why: RSA and DSA keys below 2048 bits, and elliptic curves below 224, are below the floor that every authority
-- has set since 2014. Whoever breaks the key can pose as its owner.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_cert AS c ON c.suite_id = e.suite_id
WHERE c.cert_key_type IS NOT NULL;

-- name: findings
SELECT CASE WHEN c.cert_key_bits IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       c.layer || ' ' || c.role || ' certificate with ' || c.cert_key_type || ' key' || coalesce(' of ' || c.cert_key_bits || ' bits', ', size not known') AS reason,
       e.file_id,
       e.record_no,
       c.layer,
       c.role AS cert_role,
       c.cert_key_type,
       c.cert_key_bits,
       c.cert_sig_alg,
       c.cert_serial,
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
WHERE (c.cert_key_type IN ('RSA', 'DSA', 'DH') AND (c.cert_key_bits IS NULL OR c.cert_key_bits < $min_rsa_bits))
   OR (c.cert_key_type = 'ECDSA' AND (c.cert_key_bits IS NULL OR c.cert_key_bits < $min_ec_bits))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no, c.layer, c.role;

-- id: cert-weak-signature
-- title: Certificates signed with MD5 or SHA-1
-- severity: high
-- param: hashes VARCHAR 'MD2,MD5,SHA1' hashes not accepted, separated by commas
-- uses: v_endpoint, suite_cert
-- refs: NIST SP 800-131A Rev. 2; RFC 9155; RFC 6151
-- remediation: RACDCERT GENCERT signs with SHA-256 or better; ask outside issuers for a new certificate; AT-TLS
--   TTLSSignatureParms limits what peers may present.
-- caveats: The signature of a self-signed root does not protect anything; look at the issuer before acting.
--
-- Why: A signature over a broken hash can be moved to another certificate. MD5 forgeries were shown in 2008,
-- SHA-1 chosen-prefix collisions in 2020.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_cert AS c ON c.suite_id = e.suite_id
WHERE c.cert_sig_hash IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       c.layer || ' ' || c.role || ' certificate signed with ' || coalesce(c.cert_sig_alg, c.cert_sig_hash) AS reason,
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
WHERE position(',' || c.cert_sig_hash || ',' IN ',' || $hashes || ',') > 0
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no, c.layer, c.role;

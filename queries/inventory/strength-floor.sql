-- id: strength-floor
-- title: Sessions below a strength
-- severity: high
-- param: min_bits INTEGER '112' least strength accepted, in bits of work
-- uses: v_endpoint, suite, suite_layer
-- refs: NIST SP 800-57 Part 1 Rev. 5 table 2; NIST SP 800-131A Rev. 2
-- remediation: Raise what the reason names: cipher and key exchange in TTLSCipherParms, KeyExchangeOffer, IpDataOffer or
--   sshd_config; the size of the key when the certificate is renewed.
-- caveats: A part that the record does not say is left out of the least, so that the true strength may be lower; it is
--   never higher.
--
-- Why: A session is as strong as its weakest part: cipher, key exchange, key of the server or hash of its signature.
-- The length of the key alone ranks 3DES above AES-128 and hides a small certificate.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE e.handshake_status IS DISTINCT FROM 'FAILED'
  AND l.session_strength_bits IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       upper(l.layer) || ': ' || l.session_strength_bits || ' bits' || CASE WHEN l.strength_incomplete THEN ' at most' ELSE '' END
           || coalesce(', ' || concat_ws(', ',
               CASE WHEN l.cipher_strength_bits < $min_bits THEN 'cipher ' || l.cipher END,
               CASE WHEN l.kex_strength_bits < $min_bits THEN 'key exchange of ' || l.kex_strength_bits || ' bits' END,
               CASE WHEN l.cipher_strength_bits >= $min_bits AND coalesce(l.kex_strength_bits, $min_bits) >= $min_bits THEN 'key or signature of the certificate' END), '') AS reason,
       e.file_id,
       e.record_no,
       l.layer,
       s.tls_suite_label AS tls_suite,
       l.cipher,
       l.cipher_strength_bits,
       l.kex_strength_bits,
       l.session_strength_bits,
       l.sig_hash,
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
JOIN suite AS s ON s.suite_id = e.suite_id
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE e.handshake_status IS DISTINCT FROM 'FAILED'
  AND l.session_strength_bits < $min_bits
ORDER BY l.session_strength_bits, e.connections DESC NULLS LAST, resource, l.layer, e.file_id, e.record_no;

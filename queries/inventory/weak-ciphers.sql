-- id: weak-ciphers
-- title: NULL, RC4, DES, 3DES and other weak ciphers anywhere
-- severity: high
-- param: ciphers VARCHAR 'NULL,NONE,RC4,RC4-40,RC4-128,RC4-256,ARCFOUR,RC2,RC2-40,RC2-128,DES,DES40,3DES,IDEA,ACSS,FORTEZZA' ciphers not accepted, separated by commas
-- uses: v_endpoint, suite_layer
-- refs: RFC 7465; RFC 8758; RFC 8221; NIST SP 800-131A Rev. 2
-- remediation: AT-TLS: V3CipherSuites4Char; sshd_config: Ciphers; IpDataOffer and KeyExchangeOffer: HowToEncrypt.
-- caveats: Where only an undocumented code is known the cipher counts as not known; confirm the code in
--   a file of codes.
--
-- Why: These ciphers hide nothing, or give way to known attacks. One search over TLS, SSH and IPSec finds them
-- all.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN l.cipher IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       upper(l.layer) || CASE WHEN l.cipher IS NULL THEN ' cipher not known' || coalesce('; ' || l.unknown_codes, '') ELSE ' cipher ' || l.cipher || coalesce(' (' || l.suite || ')', '') END AS reason,
       e.file_id,
       e.record_no,
       l.layer,
       l.cipher,
       l.cipher_bits,
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
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND (l.cipher IS NULL OR position(',' || l.cipher || ',' IN ',' || $ciphers || ',') > 0)
ORDER BY status, l.cipher NULLS LAST, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no, l.layer;

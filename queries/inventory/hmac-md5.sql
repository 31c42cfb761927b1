-- id: hmac-md5
-- title: HMAC-MD5 anywhere
-- severity: high
-- uses: v_endpoint, suite_layer
-- refs: RFC 6151; NIST SP 800-131A Rev. 2; RFC 8221
-- remediation: AT-TLS: remove suites that end in MD5; sshd_config: MACs; KeyExchangeOffer HowToAuthMsgs and
--   IpDataOffer HowToAuth: HMAC_SHA2_256_128 or better.
--
-- Why: MD5 is broken as a hash and forbidden by every current authority; its HMAC form is the last place where
-- it survives.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND l.mac IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       upper(l.layer) || ' authenticates with ' || l.mac AS reason,
       e.file_id,
       e.record_no,
       l.layer,
       l.mac,
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
  AND l.mac IN ('HMAC-MD5', 'HMAC-MD5-96', 'HMAC-MD5-128', 'MD2')
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no, l.layer;

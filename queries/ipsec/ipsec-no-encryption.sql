-- id: ipsec-no-encryption
-- title: Tunnels that authenticate but do not encrypt
-- severity: high
-- uses: v_endpoint, suite
-- refs: RFC 8221 section 4
-- remediation: IpDataOffer: HowToEncrypt with a cipher instead of DoNot; HowToAuth ESP instead of AH.
--
-- Why: AH, or ESP with a NULL cipher, protects against change and not against reading.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%';

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       CASE WHEN s.ipsec_protocol = 'AH' THEN 'AH without ESP encryption' ELSE 'ESP with a NULL cipher' END AS reason,
       e.file_id,
       e.record_no,
       s.ipsec_protocol,
       s.ipsec_cipher,
       s.ipsec_auth,
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
WHERE s.protection LIKE '%IPSEC%'
  AND (s.ipsec_cipher IN ('NULL', 'AES-GMAC')
       OR (s.ipsec_protocol = 'AH' AND s.ipsec_cipher IS NULL AND s.candidates IS NULL))
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

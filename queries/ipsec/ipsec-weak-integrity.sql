-- id: ipsec-weak-integrity
-- title: IPSec with weak or no integrity protection
-- severity: high
-- uses: v_endpoint, suite
-- refs: RFC 8221 section 6; RFC 8247 section 2.3
-- remediation: IpDataOffer: HowToAuth ESP with SHA2_256_128 or better, or an AES_GCM cipher; KeyExchangeOffer:
--   HowToAuthMsgs SHA2_256.
--
-- Why: Without integrity protection what is encrypted can be changed on the way, and with CBC also read step by
-- step. HMAC-MD5 is prohibited; HMAC-SHA1 is being withdrawn.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND (s.ipsec_auth IS NOT NULL OR s.ike_integ IS NOT NULL);

-- name: findings
SELECT CASE WHEN s.ipsec_auth IN ('NONE', 'HMAC-MD5', 'HMAC-MD5-96', 'HMAC-MD5-128') OR s.ike_integ IN ('NONE', 'HMAC-MD5', 'HMAC-MD5-96', 'HMAC-MD5-128') THEN 'fail' ELSE 'review' END AS status,
       e.endpoint AS resource,
       concat_ws(', ', 'phase 2 ' || s.ipsec_auth, 'phase 1 ' || s.ike_integ) AS reason,
       e.file_id,
       e.record_no,
       s.ipsec_auth,
       s.ike_integ,
       s.ipsec_cipher,
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
  AND (s.ipsec_auth IN ('NONE', 'HMAC-MD5', 'HMAC-MD5-96', 'HMAC-MD5-128', 'HMAC-SHA1', 'HMAC-SHA1-96', 'AES-XCBC-96')
       OR s.ike_integ IN ('NONE', 'HMAC-MD5', 'HMAC-MD5-96', 'HMAC-MD5-128', 'HMAC-SHA1', 'HMAC-SHA1-96', 'AES-XCBC-96'))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

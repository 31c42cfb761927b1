-- id: ike-weak-prf
-- title: IKE with a weak pseudo-random function
-- severity: medium
-- param: weak VARCHAR 'HMAC-MD5,HMAC-SHA1,AES128-XCBC' functions not accepted, separated by commas
-- uses: v_endpoint, suite
-- refs: RFC 8247 section 2.2; RFC 9395
-- remediation: KeyExchangeOffer: HowToAuthMsgs SHA2_256 or better, which also sets the pseudo-random function of IKE
--   version 2.
--
-- Why: The pseudo-random function makes all keys of the tunnel. HMAC-MD5 is prohibited, AES-XCBC is of no use for
-- larger keys, and HMAC-SHA1 is on its way out.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND s.ike_prf IS NOT NULL;

-- name: findings
SELECT CASE WHEN s.ike_prf LIKE 'HMAC-MD5%' THEN 'fail' ELSE 'review' END AS status,
       e.endpoint AS resource,
       'pseudo-random function ' || s.ike_prf || coalesce(', IKE version ' || s.ike_version, '') AS reason,
       e.file_id,
       e.record_no,
       s.ike_prf,
       s.ike_version,
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
  AND position(',' || s.ike_prf || ',' IN ',' || $weak || ',') > 0
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

-- id: ipsec-lifetime
-- title: Security associations that live too long
-- severity: low
-- param: max_ike_seconds BIGINT '86400' longest life of phase 1, in seconds
-- param: max_ipsec_seconds BIGINT '28800' longest life of phase 2, in seconds
-- uses: v_endpoint, suite
-- refs: NIST SP 800-77 Rev. 1; BSI TR-02102-3
-- remediation: KeyExchangeOffer: RefreshLifetimeProposed and RefreshLifetimeAccepted; IpDataOffer:
--   RefreshLifetimeProposed and RefreshLifetimeAccepted (minutes).
-- caveats: Only detail records (subtype 11) and tunnel records carry lifetimes.
--
-- Why: A key that protects less traffic gives an attacker less. Daily rekeying of phase 1 and several rekeyings
-- of phase 2 a day are the usual limits.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND (s.ike_lifetime_s IS NOT NULL OR s.ipsec_lifetime_s IS NOT NULL);

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       CASE WHEN s.ike_lifetime_s > $max_ike_seconds THEN 'phase 1 lives ' || s.ike_lifetime_s || if(s.ike_lifetime_s = 1, ' second', ' seconds') ELSE 'phase 2 lives ' || s.ipsec_lifetime_s || if(s.ipsec_lifetime_s = 1, ' second', ' seconds') END AS reason,
       e.file_id,
       e.record_no,
       s.ike_lifetime_s,
       s.ipsec_lifetime_s,
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
  AND (s.ike_lifetime_s > $max_ike_seconds OR s.ipsec_lifetime_s > $max_ipsec_seconds)
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

-- id: ike-preshared-key
-- title: Tunnels authenticated with a pre-shared key
-- severity: medium
-- uses: v_endpoint, suite
-- refs: NIST SP 800-77 Rev. 1 section 3
-- remediation: KeyExchangeOffer or KeyExchangeAction: HowToAuthMe and the offer of the peer set to a signature
--   method; certificates in the IKE daemon key ring or the security services daemon.
--
-- Why: A shared secret is typed, copied and rarely changed, and in IKEv1 a recorded exchange allows guessing at
-- leisure. Certificates name who the peer is.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND s.ike_auth_method IS NOT NULL;

-- name: findings
SELECT CASE WHEN s.ike_version = '1' THEN 'fail' ELSE 'review' END AS status,
       e.endpoint AS resource,
       'peer authenticated with a pre-shared key' || coalesce(', IKE version ' || s.ike_version, '') AS reason,
       e.file_id,
       e.record_no,
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
  AND s.ike_auth_method = 'PRESHARED'
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

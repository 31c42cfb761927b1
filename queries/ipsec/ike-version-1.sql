-- id: ike-version-1
-- title: Tunnels negotiated with IKE version 1
-- severity: medium
-- uses: v_endpoint, suite
-- refs: RFC 9395; NIST SP 800-77 Rev. 1
-- remediation: KeyExchangeAction: HowToInitiate IKEv2; KeyExchangePolicy: HowToInitiate IKEv2 as the default.
--
-- Why: IKEv1 was moved to historic in 2023. It lacks the newer algorithms and offers aggressive mode, which
-- gives away material for guessing a pre-shared key.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND coalesce(s.ipsec_keying, '') <> 'MANUAL';

-- name: findings
SELECT CASE WHEN s.ike_version IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.ike_version IS NULL THEN 'the version of IKE is not known' ELSE 'IKE version 1' || coalesce(', ' || lower(s.ike_exchange_mode) || ' mode', '') END AS reason,
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
  AND coalesce(s.ipsec_keying, '') <> 'MANUAL'
  AND (s.ike_version IS NULL OR s.ike_version = '1')
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

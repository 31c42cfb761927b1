-- id: ipsec-manual-keys
-- title: Tunnels with manual keys
-- severity: high
-- uses: v_endpoint, suite
-- refs: RFC 8221 section 3; NIST SP 800-77 Rev. 1
-- remediation: Replace IpManVpnAction by IpDynVpnAction with a KeyExchangeRule.
--
-- Why: Manual tunnels have keys that never change by themselves, have no forward secrecy and no replay
-- protection after a restart.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND s.ipsec_keying IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       'keys set by hand' AS reason,
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
  AND s.ipsec_keying = 'MANUAL'
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

-- id: ipsec-no-pfs
-- title: Tunnels without perfect forward secrecy
-- severity: low
-- uses: v_endpoint, suite
-- refs: NIST SP 800-77 Rev. 1; BSI TR-02102-3
-- remediation: IpDynVpnAction: InitiateWithPfs Group19 (or higher) and AcceptablePfs without None.
--
-- Why: Without a fresh exchange in phase 2 the loss of the phase 1 key opens every tunnel built under it.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND s.ipsec_keying = 'DYNAMIC'
  AND s.ipsec_pfs_group IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'phase 2 negotiated without a group' AS reason,
       e.file_id,
       e.record_no,
       s.ike_version,
       s.ipsec_pfs_group,
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
  AND s.ipsec_keying = 'DYNAMIC'
  AND s.ipsec_pfs_group = 0
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

-- id: ipsec-dh-group-floor
-- title: IPSec with small Diffie-Hellman groups
-- severity: high
-- param: min_group INTEGER '14' lowest group number accepted; group 22 never is
-- uses: v_endpoint, suite
-- refs: RFC 8247 section 2.4; NIST SP 800-77 Rev. 1; NIST SP 800-131A Rev. 2
-- remediation: KeyExchangeOffer: DHGroup Group19, Group20 or Group21; IpDynVpnAction: InitiateWithPfs and
--   AcceptablePfs with the same groups.
--
-- Why: Groups 1, 2 and 5 have 768 to 1536 bits. Precomputation against the common 1024-bit group is within reach
-- of a state, and every authority has set 2048 bits as the floor.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND coalesce(s.ipsec_keying, '') <> 'MANUAL';

-- name: findings
SELECT CASE
         WHEN s.ike_dh_group < $min_group OR s.ike_dh_group = 22 THEN 'fail'
         WHEN s.ipsec_pfs_group BETWEEN 1 AND $min_group - 1 OR s.ipsec_pfs_group = 22 THEN 'fail'
         ELSE 'review'
       END AS status,
       e.endpoint AS resource,
       CASE
         WHEN s.ike_dh_group < $min_group OR s.ike_dh_group = 22 THEN 'phase 1 uses group ' || s.ike_dh_group
         WHEN s.ipsec_pfs_group BETWEEN 1 AND $min_group - 1 OR s.ipsec_pfs_group = 22 THEN 'phase 2 uses group ' || s.ipsec_pfs_group
         ELSE 'the group of phase 1 is not known'
       END AS reason,
       e.file_id,
       e.record_no,
       s.ike_version,
       s.ike_dh_group,
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
  AND coalesce(s.ipsec_keying, '') <> 'MANUAL'
  AND (s.ike_dh_group IS NULL
       OR s.ike_dh_group < $min_group
       OR s.ike_dh_group = 22
       OR s.ipsec_pfs_group BETWEEN 1 AND $min_group - 1
       OR s.ipsec_pfs_group = 22)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

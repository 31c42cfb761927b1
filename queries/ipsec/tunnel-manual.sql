-- id: tunnel-manual
-- title: Manual tunnels in the records of the stack
-- severity: medium
-- uses: v_tunnel
-- refs: RFC 8221 section 3; NIST SP 800-77 Rev. 1 section 4
-- remediation: Replace IpManVpnAction by IpDynVpnAction with a KeyExchangeRule, so that keys are negotiated and change.
-- caveats: Needs records of tunnels; traffic through manual tunnels is listed by ipsec-manual-keys.
--
-- Why: The keys of a manual tunnel are typed in on both sides and stay until somebody types others. There is no
-- forward secrecy, no proof of identity and no protection against replay.

-- name: population
SELECT count(*)
FROM v_tunnel AS t
WHERE t.phase = 2
  AND t.keying IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       t.tunnel_id || ' to ' || coalesce(t.remote_endpoint, '?') || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS resource,
       'manual tunnel' || coalesce(', action ' || t.policy_action, '') AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.local_endpoint,
       t.remote_endpoint,
       count(*) AS records,
       min(t.at_local) AS first_local,
       max(t.at_local) AS last_local
FROM v_tunnel AS t
WHERE t.phase = 2
  AND t.keying = 'MANUAL'
GROUP BY t.tunnel_id, t.system, t.stack, t.local_endpoint, t.remote_endpoint, t.policy_action
ORDER BY status, resource, reason, file_id, record_no;

-- id: call-home-tunnels
-- title: Tunnels of management consoles that call home
-- severity: high
-- param: min_life BIGINT '900' shortest lifetime in seconds that looks like such a tunnel
-- param: max_life BIGINT '3600' longest lifetime in seconds that looks like such a tunnel
-- uses: v_tunnel, v_call_home_place
-- refs: HMC External Connectivity Security for POWER5 (2007) sections 3.3 and 5.2; NIST SP 800-77 Rev. 1 section 3
-- remediation: Move the console to call home over TLS through a proxy, or retire it; take its KeyExchangeRule and
--   IpDynVpnAction out of the policy and close UDP 500 and 4500 towards it.
-- caveats: An address says where a tunnel goes, its make only what it resembles. Addresses are those of 2007.
--
-- Why: Consoles of the POWER5 age built a tunnel to the service centre with a pre-shared key, 3DES and MD5 and new
-- keys every half hour. Such tunnels outlive the hardware, and each part of them is below every current floor.

-- name: population
SELECT count(*)
FROM v_tunnel AS t
WHERE t.phase = 1;

-- name: findings
SELECT CASE WHEN p.address IS NOT NULL AND NOT bool_or(t.is_inferred) AND (t.auth_method = 'PRESHARED' OR t.cipher IN ('3DES', 'DES', 'RC4', 'RC4-128') OR t.mac LIKE 'HMAC-MD5%') THEN 'fail' ELSE 'review' END AS status,
       t.tunnel_id || ' to ' || coalesce(t.remote_endpoint, '?') || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS resource,
       concat_ws(', ', CASE WHEN p.address IS NOT NULL THEN p.what ELSE 'built like a service tunnel' END, CASE t.auth_method WHEN 'PRESHARED' THEN 'pre-shared key' END, t.cipher, t.mac, 'lifetime ' || t.life_seconds || ' s') AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.local_endpoint,
       t.remote_endpoint,
       t.remote_identity,
       t.policy_rule,
       t.auth_method,
       t.cipher,
       t.mac,
       t.life_seconds,
       count(*) AS records,
       min(t.at_local) AS first_local,
       max(t.at_local) AS last_local
FROM v_tunnel AS t
LEFT JOIN v_call_home_place AS p ON p.address = t.remote_endpoint
WHERE t.phase = 1
  AND (p.address IS NOT NULL
       OR (t.auth_method = 'PRESHARED' AND t.cipher IN ('3DES', 'DES', 'RC4', 'RC4-128') AND t.mac LIKE 'HMAC-MD5%' AND t.life_seconds BETWEEN $min_life AND $max_life))
GROUP BY t.tunnel_id, t.system, t.stack, t.local_endpoint, t.remote_endpoint, t.remote_identity, t.policy_rule, t.auth_method, t.cipher, t.mac, t.life_seconds, p.address, p.what
ORDER BY status, resource, reason, file_id, record_no;

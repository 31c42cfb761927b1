-- id: ike-no-reauthentication
-- title: Tunnels that never prove their identities again
-- severity: low
-- param: max_seconds BIGINT '86400' longest time accepted between two proofs of identity, in seconds
-- uses: v_ike_exchange
-- refs: RFC 4478; RFC 7296 section 2.8.3
-- remediation: KeyExchangeAction: ReauthInterval with a number of minutes, for IKE version 2.
-- caveats: IKE version 1 authenticates with every new phase 1 and is not asked. That 0 stands for never is derived
--   from the neighbouring fields.
--
-- Why: IKE version 2 refreshes keys without a new proof of identity. A revoked certificate or a changed key then
-- stays in use for as long as the tunnel is kept alive.

-- name: population
SELECT count(*)
FROM v_ike_exchange AS x
WHERE x.ike_version = 2
  AND x.reauth_seconds IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       coalesce(x.tunnel_id || ' ', '') || 'to ' || coalesce(x.remote_endpoint, '?') || ' on ' || coalesce(x.system, '?') || '/' || coalesce(x.stack, '?') AS resource,
       CASE WHEN x.reauth_seconds = 0 THEN 'no reauthentication' ELSE 'reauthentication every ' || x.reauth_seconds || if(x.reauth_seconds = 1, ' second', ' seconds') END AS reason,
       x.file_id,
       x.record_no,
       x.system,
       x.stack,
       x.local_endpoint,
       x.remote_endpoint,
       x.remote_identity,
       x.policy_rule,
       x.policy_action,
       x.ike_version,
       x.auth_method
FROM v_ike_exchange AS x
WHERE x.ike_version = 2
  AND (x.reauth_seconds = 0 OR x.reauth_seconds > $max_seconds)
ORDER BY status, resource, x.policy_rule NULLS LAST, x.file_id, x.record_no;

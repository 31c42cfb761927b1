-- id: tunnel-expired-active
-- title: Tunnels past their expiry without a refresh or an end
-- severity: medium
-- param: grace_hours INTEGER '24'  hours after expiry that are let pass; absorbs the difference of local time to UTC
-- uses: v_tunnel_history
-- refs: RFC 7296 section 2.8; z/OS Communications Server: IP Configuration Guide (SC27-3650), IP security
-- remediation: KeyExchangeOffer: RefreshLifetimeProposed and RefreshLifetimeAccepted.
-- caveats: An end that was recorded in a dump that is not loaded looks the same. Expiry times are known for phase 1
--   only. A daemon that stops writes no record.
--
-- Why: A tunnel that is neither refreshed nor taken down keeps its keys longer than the policy allows, or the records
-- of its end are missing, and with them the proof of what protects the traffic now.

-- name: population
SELECT count(*)
FROM v_tunnel_history
WHERE expire_utc IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       tunnel_id || ' on ' || coalesce(system, '?') || '/' || coalesce(stack, '?') AS resource,
       'expired at ' || expire_utc || ' UTC; last seen ' || coalesce(last_state, 'in a state without a name') || ' at ' || coalesce(last_local || ' local time', last_utc || ' UTC')
           || ', records go on until ' || coalesce(newest_local || ' local time', newest_utc || ' UTC') AS reason,
       file_id,
       record_no,
       system,
       stack,
       local_endpoint,
       remote_endpoint,
       remote_identity,
       policy_rule,
       generation,
       expire_utc,
       last_local,
       last_utc,
       newest_local,
       newest_utc
FROM v_tunnel_history
WHERE NOT is_ended
  AND expire_utc + to_hours($grace_hours) < coalesce(newest_utc, newest_local)
ORDER BY expire_utc, resource, file_id, record_no;

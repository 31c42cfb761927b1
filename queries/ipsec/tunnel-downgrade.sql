-- id: tunnel-downgrade
-- title: Tunnels that became weaker when they were refreshed
-- severity: high
-- uses: v_tunnel_history
-- refs: RFC 7296 section 2.8; NIST SP 800-77 Rev. 1 section 4
-- remediation: KeyExchangeOffer and IpDataOffer: remove the weaker offers, so that a peer cannot choose them.
-- caveats: Phase 2 rests on an unconfirmed layout and asks for review. An identifier that a daemon uses anew after a
--   restart may name another tunnel.
--
-- Why: A tunnel keeps its name over its refreshes. A weaker cipher, group or integrity algorithm in a later
-- generation means that both ends accept it, and that somebody or something asked for it.

-- name: population
SELECT count(*)
FROM v_tunnel_history
WHERE algorithms IS NOT NULL
  AND refreshes > 0;

-- name: findings
SELECT CASE WHEN is_inferred THEN 'review' ELSE 'fail' END AS status,
       tunnel_id || ' on ' || coalesce(system, '?') || '/' || coalesce(stack, '?') AS resource,
       downgrade || ': ' || algorithms AS reason,
       file_id,
       record_no,
       system,
       stack,
       phase,
       local_endpoint,
       remote_endpoint,
       remote_identity,
       policy_rule,
       policy_action,
       generation,
       first_local,
       last_local,
       first_utc,
       last_utc,
       last_event
FROM v_tunnel_history
WHERE is_downgraded
  AND algorithms IS NOT NULL
  AND refreshes > 0
ORDER BY resource, phase, file_id, record_no;

-- id: tunnel-history
-- title: How tunnels between two ends were protected over time
-- severity: info
-- drill: yes
-- param: local VARCHAR '*' address of the end on z/OS, * for any text
-- param: remote VARCHAR '*' address of the other end, * for any text
-- param: tunnel VARCHAR '*' identifier such as K3, * for any text
-- uses: v_tunnel_history
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), IP security
-- remediation: Nothing to set: this says what protected a pair of ends, and when.
-- caveats: An identifier belongs to a run of the stack or the daemon; it is the ends that stay. Phase 2 rests on an
--   unconfirmed layout.
--
-- Why: "What protected this pair of ends in October?" is asked long after the tunnel is gone. Each row is one life of a
-- tunnel, from its first record to its last over all inputs, with the algorithms of its generations in their order.

-- name: population
SELECT count(*)
FROM v_tunnel_history AS t
WHERE (t.local_endpoint LIKE replace(replace(replace($local, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.remote_endpoint LIKE replace(replace(replace($remote, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.tunnel_id LIKE replace(replace(replace($tunnel, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\');

-- name: findings
SELECT 'info' AS status,
       coalesce(t.local_endpoint, '?') || ' to ' || coalesce(t.remote_endpoint, '?') || ', phase ' || t.phase AS resource,
       concat_ws('; ', t.tunnel_id || ': ' || coalesce(t.algorithms, 'algorithms not recorded'), t.downgrade) AS reason,
       t.file_id,
       t.record_no,
       t.system,
       t.stack,
       t.tunnel_id,
       t.life,
       t.phase,
       t.local_endpoint,
       t.remote_endpoint,
       t.remote_identity,
       t.policy_rule,
       t.policy_action,
       t.fips_mode,
       t.generation,
       t.sources,
       t.last_event,
       t.last_state,
       t.first_local,
       t.last_local,
       t.first_utc,
       t.last_utc
FROM v_tunnel_history AS t
WHERE (t.local_endpoint LIKE replace(replace(replace($local, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.remote_endpoint LIKE replace(replace(replace($remote, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.tunnel_id LIKE replace(replace(replace($tunnel, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
ORDER BY resource, t.first_local NULLS LAST, t.tunnel_id, t.life, t.file_id, t.record_no;

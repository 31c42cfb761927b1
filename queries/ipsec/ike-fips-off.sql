-- id: ike-fips-off
-- title: Phase 1 outside FIPS 140 mode
-- severity: medium
-- uses: v_ike_exchange
-- refs: FIPS 140-3; z/OS Communications Server: IP Configuration Guide (SC27-3650), IP security
-- remediation: IKE daemon: IkeConfig FIPS140 yes in iked.conf; the same for the security services daemon that signs for
--   it.
-- caveats: The flag says that the mode was on, not that the certificate of the module is current.
--
-- Why: The mode is set for the IKE daemon and for each stack apart. Phase 1 makes the keys of phase 2, so that a
-- stack in FIPS 140 mode does not help when the daemon is not.

-- name: population
SELECT count(*)
FROM v_ike_exchange AS x
WHERE x.fips_mode IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       coalesce(x.tunnel_id || ' ', '') || 'to ' || coalesce(x.remote_endpoint, '?') || ' on ' || coalesce(x.system, '?') || '/' || coalesce(x.stack, '?') AS resource,
       'phase 1 negotiated with FIPS 140 mode off' AS reason,
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
WHERE x.fips_mode = 'off'
ORDER BY status, resource, x.policy_rule NULLS LAST, x.file_id, x.record_no;

-- id: tunnel-fips-differs
-- title: Tunnels in FIPS 140 mode whose phase 1 is not
-- severity: high
-- uses: v_session_tunnel
-- refs: FIPS 140-3; z/OS Communications Server: IP Configuration Guide (SC27-3650), IP security and FIPS 140
-- remediation: IkeConfig (iked.conf): FIPS140 Yes for the IKE daemon; IpFilterPolicy: FIPS140 Yes for the stack.
-- caveats: Needs zERT detail records and tunnel records of the same stack, or a capture of the IPSec NMI; of one that
--   does not say which system it is of a difference asks for review. FIPS flags of phase 1 are taken over from the
--   layout of the IPSec NMI.
--
-- Why: Daemon and stack have a FIPS 140 mode of their own. When they differ, the keys of a tunnel that counts as
-- validated were agreed on by cryptography that does not.

-- name: population
SELECT count(*)
FROM v_session_tunnel
WHERE phase1_fips_mode IS NOT NULL
  AND phase2_fips_mode IS NOT NULL
  AND (phase1_is_sure AND coalesce(phase2_is_sure, true) OR phase1_fips_mode <> phase2_fips_mode);

-- name: findings
SELECT CASE WHEN phase1_is_sure AND coalesce(phase2_is_sure, true) THEN 'fail' ELSE 'review' END AS status,
       endpoint AS resource,
       'tunnel ' || ipsec_tunnel || ' in ' || ike_tunnel || ': FIPS 140 mode ' || phase1_fips_mode || ' in phase 1 and ' || phase2_fips_mode || ' in phase 2' AS reason,
       min(file_id) AS file_id,
       arg_min(record_no, (file_id, record_no)) AS record_no,
       system,
       stack,
       job,
       server_addr,
       server_port,
       remote_endpoint,
       policy_rule,
       policy_action,
       count(*) AS connections,
       count(DISTINCT client_addr) AS clients
FROM v_session_tunnel
WHERE phase1_fips_mode <> phase2_fips_mode
GROUP BY 1, endpoint, ipsec_tunnel, ike_tunnel, phase1_fips_mode, phase2_fips_mode, system, stack, job, server_addr, server_port, remote_endpoint, policy_rule, policy_action
ORDER BY connections DESC, resource, reason, file_id, record_no;

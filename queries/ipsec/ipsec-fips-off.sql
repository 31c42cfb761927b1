-- id: ipsec-fips-off
-- title: IPSec tunnels not in FIPS 140 mode
-- severity: high
-- uses: v_endpoint, suite
-- refs: FIPS 140-3; z/OS Communications Server: IP Configuration Guide (SC27-3650), IP security and FIPS 140
-- remediation: IpFilterPolicy: FIPS140 Yes for the stack; IkeConfig (iked.conf): FIPS140 Yes for the IKE daemon;
--   NssConfig: FIPS140 Yes for the security services daemon.
-- caveats: Summary records (subtype 12) carry no FIPS flag. The flag of phase 1 comes from tunnel records
--   only.
--
-- Why: The IKE daemon and each stack have a FIPS 140 mode of their own. A tunnel built outside it used
-- cryptography that was not checked against the standard.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
  AND (s.ipsec_fips_mode IS NOT NULL OR s.ike_fips_mode IS NOT NULL);

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       CASE WHEN s.ipsec_fips_mode = 'off' AND s.ike_fips_mode = 'off' THEN 'FIPS 140 mode off in both phases' WHEN s.ike_fips_mode = 'off' THEN 'FIPS 140 mode off in phase 1' ELSE 'FIPS 140 mode off in phase 2' END AS reason,
       e.file_id,
       e.record_no,
       s.ike_version,
       s.ipsec_protocol,
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
  AND (s.ipsec_fips_mode = 'off' OR s.ike_fips_mode = 'off')
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

-- id: attls-bypass
-- title: AT-TLS encryption bypassed within a host
-- severity: low
-- uses: v_endpoint
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), AT-TLS
-- remediation: AT-TLS: the bypass applies between applications of one stack under matching rules; give the rule an
--   environment of its own when encryption is required there too.
-- caveats: Only detail records (subtype 11) carry the flag.
--
-- Why: For connections inside one host AT-TLS can skip encryption and only authenticate the peers. The data
-- never leaves the machine, but it is not encrypted either, which some rules ask for everywhere.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.intra_host_bypass IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'peers authenticated, data not encrypted' AS reason,
       e.file_id,
       e.record_no,
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
WHERE e.intra_host_bypass
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

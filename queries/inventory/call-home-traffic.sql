-- id: call-home-traffic
-- title: Traffic of management consoles that call home
-- severity: medium
-- uses: v_traffic, v_call_home_place
-- refs: HMC External Connectivity Security for POWER5 (2007) sections 3.2, 5.1 and 5.4.1
-- remediation: Let consoles call home through a proxy with TLS 1.2; block the old addresses at the firewall, and close the
--   port between consoles where none is left.
-- caveats: Addresses are those published in 2007. A port alone proves nothing.
--
-- Why: Consoles of the POWER5 age called home with handshake keys of 1024 bits and RC4. Their addresses and ports in
-- today's traffic point to hardware or settings that everybody has forgotten.

-- name: population
SELECT count(DISTINCT t.session_no)
FROM v_traffic AS t
WHERE t.protection IS NOT NULL;

-- name: findings
SELECT CASE WHEN p.address IS NOT NULL AND t.protection = 'NONE' THEN 'fail' ELSE 'review' END AS status,
       coalesce(t.job || ' ', '') || 'to ' || t.server_addr || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?') || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS resource,
       p.what || CASE WHEN p.address IS NULL THEN ', by its port alone' ELSE '' END || ', protection ' || t.protection AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.job,
       t.role,
       t.server_addr,
       t.server_port,
       count(DISTINCT t.client_addr) AS clients,
       capped(sum(t.connections)) AS connections,
       capped(sum(t.bytes)) AS bytes,
       min(t.first_local) AS first_local,
       max(t.last_local) AS last_local,
       CASE WHEN count(t.first_utc) = count(*) THEN min(t.first_utc) END AS first_utc,
       CASE WHEN count(t.last_utc) = count(*) THEN max(t.last_utc) END AS last_utc
FROM v_traffic AS t
JOIN v_call_home_place AS p ON (p.address = t.server_addr OR p.address = t.client_addr OR p.address IS NULL)
    AND (p.port IS NULL OR p.port = t.server_port)
WHERE t.protection IS NOT NULL
GROUP BY t.system, t.stack, t.job, t.role, t.server_addr, t.server_port, t.protection, p.address, p.what
ORDER BY status, connections DESC NULLS LAST, resource, reason, file_id, record_no;

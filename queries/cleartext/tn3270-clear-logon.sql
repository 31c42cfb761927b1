-- id: tn3270-clear-logon
-- title: TN3270 sessions without TLS
-- severity: critical
-- uses: v_tn3270_logon
-- refs: DISA STIG for z/OS, TN3270 Telnet server; PCI DSS v4.0.1 requirement 2.2.7
-- remediation: TELNETPARMS: SECUREPORT or TTLSPORT with CONNTYPE SECURE instead of PORT; where both must stay, PARMSGROUP
--   with CONNTYPE SECURE for the clients that can.
-- caveats: Needs TN3270E server records (subtype 21). TLS outside the server, such as an appliance before it, is not
--   in these records.
--
-- Why: A user of a 3270 terminal types user id and password, and then sees what the business sees. Without TLS all
-- of it is readable on the way.

-- name: population
SELECT count(*)
FROM v_tn3270_logon AS t
WHERE t.is_tls IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       coalesce(t.server_addr, '?') || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?') || coalesce(' to ' || t.application, '') || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS resource,
       count(*) || if(count(*) = 1, ' session', ' sessions') || ' without TLS' AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.server_addr,
       t.server_port,
       t.application,
       count(DISTINCT t.client_addr) AS clients,
       count(DISTINCT t.lu_name) AS terminals,
       count(*) AS logons,
       capped(sum(t.bytes_in + t.bytes_out)) AS bytes,
       min(t.at_local) AS first_local,
       max(t.at_local) AS last_local
FROM v_tn3270_logon AS t
WHERE NOT t.is_tls
GROUP BY t.system, t.stack, t.server_addr, t.server_port, t.application
ORDER BY logons DESC, resource, file_id, record_no;

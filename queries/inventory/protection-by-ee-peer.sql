-- id: protection-by-ee-peer
-- title: Protection of Enterprise Extender
-- severity: info
-- uses: v_ee_peer
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), Enterprise Extender
-- remediation: IPSec: an IpFilterRule for UDP ports 12000 to 12004 with an IpDynVpnAction.
--
-- Why: Enterprise Extender carries SNA over UDP, often whole banking applications. Only IPSec protects it, for
-- TLS does not run there.

-- name: population
SELECT coalesce(sum(v.sessions), 0)
FROM v_ee_peer AS v;

-- name: findings
SELECT CASE WHEN v.has_clear THEN 'review' ELSE 'info' END AS status,
       v.endpoint AS resource,
       CASE WHEN v.has_clear THEN coalesce(v.clear_bytes, 0) || ' of ' || coalesce(v.bytes, 0) || if(v.bytes = 1, ' byte', ' bytes') || ' unprotected' ELSE 'protected by IPSec' END AS reason,
       v.file_id,
       v.record_no,
       v.sysplex,
       v.system,
       v.stack,
       v.job,
       v.local_addr,
       v.peer_addr,
       v.port,
       v.sessions,
       v.interval_records,
       v.connections,
       v.bytes,
       v.ipsec_bytes,
       v.clear_bytes,
       v.first_local,
       v.last_local,
       v.first_utc,
       v.last_utc
FROM v_ee_peer AS v
ORDER BY v.clear_bytes DESC NULLS LAST, v.bytes DESC NULLS LAST, resource, v.file_id, v.record_no;

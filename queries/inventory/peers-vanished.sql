-- id: peers-vanished
-- title: Peers that are seen no more
-- severity: info
-- param: days INTEGER '7' how many days, up to the newest, count as now
-- uses: v_peer
-- refs: NIST SP 800-53 Rev. 5 control CM-8; NIST SP 800-137
-- remediation: Remove the rules, keys and reservations that served the peer.
-- caveats: Compares the last days of the database with what comes before; zertify diff compares any two periods. A
--   stretch without records makes peers seem new or gone.
--
-- Why: What nobody uses any more can be switched off: its port, its certificate, its exception in the policy.

-- name: population
SELECT coalesce(sum(p.sessions), 0)
FROM v_peer AS p
WHERE (SELECT min(o.first_day) FROM v_peer AS o) <= (SELECT max(n.last_day) FROM v_peer AS n) - CAST($days AS INTEGER);

-- name: findings
SELECT 'info' AS status,
       p.peer_addr || ', ' || CASE p.role WHEN 'server' THEN 'client of ' WHEN 'client' THEN 'server used by ' ELSE 'Enterprise Extender peer of ' END || coalesce(p.system, '?') || '/' || coalesce(p.stack, '?') AS resource,
       'last seen on ' || p.last_day AS reason,
       p.file_id,
       p.record_no,
       p.system,
       p.stack,
       p.role,
       p.peer_addr,
       p.server_addr,
       p.client_addr,
       p.server_port,
       p.ports,
       p.first_day,
       p.last_day,
       p.days,
       p.connections,
       p.bytes
FROM v_peer AS p
WHERE (SELECT min(o.first_day) FROM v_peer AS o) <= (SELECT max(n.last_day) FROM v_peer AS n) - CAST($days AS INTEGER)
  AND p.last_day <= (SELECT max(n.last_day) FROM v_peer AS n) - CAST($days AS INTEGER)
ORDER BY status, p.connections DESC NULLS LAST, resource, p.role, p.file_id, p.record_no;

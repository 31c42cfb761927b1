-- The places at which rules matched, with what Finding.ID is made of.
SELECT DISTINCT h.rule_no, t.id, coalesce(t.system, ''), coalesce(t.sysplex, ''), coalesce(t.stack, ''),
  coalesce(t.job, ''), coalesce(t.role, ''), coalesce(t.server_addr, ''), coalesce(t.server_port, 0),
  coalesce(t.protection, ''), coalesce(t.suite_id, 0), coalesce(t.tunnel_phase, 0), coalesce(t.tunnel_local, '')
FROM (
  SELECT h.rule_no, t.id
  FROM zertify_hit AS h
  JOIN zertify_traffic AS t ON t.era = h.era AND t.kind_id = h.id
  WHERE h.code = {{.match}}
  UNION ALL
  SELECT rule_no, id FROM zertify_session_hit WHERE code = {{.match}}
) AS h
JOIN zertify_traffic AS t ON t.id = h.id
ORDER BY h.rule_no, t.id

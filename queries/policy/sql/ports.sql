INSERT INTO zertify_port (port, weight, says, service, carries)
SELECT p.port,
  CASE WHEN w.is_heavy THEN p.weight ELSE 0 END,
  CASE WHEN w.is_heavy THEN 'port ' || p.port || ' ' || p.meaning || ': '
    || CASE p.carries WHEN 'both' THEN 'credentials and data' ELSE p.carries END ELSE '' END,
  p.meaning || ' on port ' || p.port,
  p.carries
FROM v_port AS p
CROSS JOIN LATERAL (
  SELECT p.weight >= {{.heavy_port}} AND p.carries IN ('credentials', 'data', 'both') AS is_heavy
) AS w
WHERE p.port IN (SELECT t.server_port FROM zertify_traffic AS t WHERE t.protection = 'NONE')

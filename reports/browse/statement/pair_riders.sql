-- The connections known to have gone through tunnels between two ends, those of a day where one is given.
SELECT system, stack, job, server_addr AS server, server_port AS port, client_addr AS client, ike_tunnel, ipsec_tunnel,
       string_agg(DISTINCT phase1_fips_mode, ', ') AS phase1_fips_mode,
       string_agg(DISTINCT phase2_fips_mode, ', ') AS phase2_fips_mode,
       count(*) AS connections, min(first_local) AS first_local, max(last_local) AS last_local
FROM v_session_tunnel
WHERE local_endpoint IS NOT DISTINCT FROM $1
  AND remote_endpoint IS NOT DISTINCT FROM $2
  AND ($3::DATE IS NULL OR first_local < $3::DATE + INTERVAL 1 DAY AND last_local >= $3::DATE)
GROUP BY ALL
ORDER BY connections DESC, system, stack, job, server, port, client, ike_tunnel, ipsec_tunnel
LIMIT 201

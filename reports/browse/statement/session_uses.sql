-- Where a session was seen and under which suites, as findings name it.
SELECT DISTINCT coalesce(system, ''), coalesce(stack, ''), coalesce(job, ''), coalesce(server_addr, ''),
       CAST(coalesce(server_port, 0) AS BIGINT), protection, coalesce(suite_id, 0)
FROM v_traffic
WHERE session_no = ?
ORDER BY ALL

-- Between whom a session was. No row: there is no such session.
SELECT any_value(system) AS system, any_value(stack) AS stack, any_value(job) AS job, any_value(user_id) AS "user",
       any_value(role) AS "this system is", any_value(server_addr) AS server, any_value(server_port) AS port,
       any_value(client_addr) AS client, string_agg(DISTINCT protection, ', ') AS protection,
       sum(interval_records) AS "interval records", capped(sum(connections)) AS connections,
       min(first_local) AS "first seen (local)", max(last_local) AS "last seen (local)"
FROM v_traffic
WHERE session_no = ?
HAVING count(*) > 0

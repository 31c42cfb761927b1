-- All that is known of what protects a session.
SELECT DISTINCT s.*
FROM v_traffic AS t
JOIN suite AS s ON s.suite_id = t.suite_id
WHERE t.session_no = ?
ORDER BY s.suite_id

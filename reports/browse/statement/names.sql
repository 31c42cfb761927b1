-- The distinguished names in the records of a session.
SELECT DISTINCT coalesce(c.name, 'unknown (' || n.dn_type || ')') AS name_of, n.dn AS distinguished_name
FROM v_traffic AS t
JOIN zert_dn AS n ON n.zert_dn_id = t.zert_dn_id
LEFT JOIN v_code_named AS c ON c.enum = 'dn_type' AND c.value = n.dn_type
WHERE t.session_no = ?
ORDER BY ALL

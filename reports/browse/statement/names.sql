-- The distinguished names in the records of a session.
SELECT DISTINCT n.dn_type_name AS name_of, n.dn AS distinguished_name
FROM v_session AS t
JOIN v_zert_dn AS n ON n.source = t.source AND n.file_id = t.file_id AND n.record_no = t.record_no
WHERE t.session_no = ?
ORDER BY ALL

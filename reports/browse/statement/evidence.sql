-- The records that tell of a session, the oldest first.
SELECT t.first_local, t.last_local, t.connections, t.bytes_in, t.bytes_out, t.handshake_status, f.path AS input, t.file_id,
       t.record_no
FROM v_session AS t
LEFT JOIN v_input_file AS f ON f.file_id = t.file_id
WHERE t.session_no = ?
ORDER BY t.first_local NULLS LAST, t.file_id, t.record_no

-- The weakest protection seen at each server, per layer.
SELECT CAST(e.system AS VARCHAR),
       CAST(e.stack AS VARCHAR),
       CAST(min(e.job) AS VARCHAR),
       CAST(e.role AS VARCHAR),
       CAST(e.server_addr AS VARCHAR),
       CAST(e.server_port AS BIGINT),
       CAST(l.layer AS VARCHAR),
       CAST(min(l.session_strength_bits) AS BIGINT),
       CAST(min(CASE l.layer WHEN 'tls' THEN s.tls_version WHEN 'ssh' THEN s.ssh_version
           WHEN 'ike' THEN 'IKE ' || s.ike_version END) AS VARCHAR),
       CAST(arg_min(coalesce(s.tls_suite_label, l.cipher), (l.session_strength_bits, coalesce(s.tls_suite_label,
           l.cipher))) AS VARCHAR),
       CAST(least(coalesce(sum(e.connections), 0), 9223372036854775807) AS BIGINT),
       CAST(arg_min(e.file_id, (l.session_strength_bits, e.file_id, e.record_no)) AS BIGINT),
       CAST(arg_min(e.record_no, (l.session_strength_bits, e.file_id, e.record_no)) AS BIGINT),
       count(*) OVER ()
FROM   v_endpoint AS e
JOIN   suite AS s ON s.suite_id = e.suite_id
JOIN   suite_layer AS l ON l.suite_id = e.suite_id
WHERE  e.handshake_status IS DISTINCT FROM 'FAILED'
GROUP  BY e.system, e.stack, e.role, e.server_addr, e.server_port, l.layer
ORDER  BY e.system NULLS FIRST, e.stack NULLS FIRST, e.role NULLS FIRST, e.server_addr NULLS FIRST,
           e.server_port NULLS FIRST, l.layer

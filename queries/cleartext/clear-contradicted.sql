-- id: clear-contradicted
-- title: Clear by zERT, TLS by FTP, TN3270 or AT-TLS
-- severity: medium
-- uses: v_cleartext
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT; RFC 4217
-- remediation: Look at both records (zertify dump); switch zERT aggregation on before the servers start, so that it sees
--   the handshake.
-- caveats: Detail records are matched by connection; summaries by place, client and day, where all records of the
--   applications show TLS.
--
-- Why: Two records of one connection disagree. Most often zERT was switched on after the connection began, or the
-- handshake was slow. Until that is known the traffic is neither proven clear nor proven protected.

-- name: population
SELECT count(DISTINCT c.session_no)
FROM v_cleartext AS c;

-- name: findings
SELECT 'review' AS status,
       c.endpoint AS resource,
       'zERT: no protection; other records of ' || CASE c.source WHEN 'zert_detail' THEN 'the connection' ELSE 'that client and day' END || ' show TLS' AS reason,
       c.file_id,
       c.record_no,
       c.system,
       c.stack,
       c.job,
       c.user_id,
       c.role,
       c.server_addr,
       c.server_port,
       c.client_addr,
       c.connections,
       c.bytes,
       c.first_local,
       c.last_local,
       c.first_utc,
       c.last_utc
FROM v_cleartext AS c
WHERE c.clear_kind = 'shown as TLS elsewhere'
ORDER BY c.bytes DESC NULLS LAST, resource, c.client_addr NULLS LAST, c.file_id, c.record_no;

-- id: clear-artefacts
-- title: Clear by the record, perhaps a failed or slow handshake
-- severity: info
-- uses: v_endpoint
-- refs: IBM Education Assistant, z/OS 3.2 Communications Server, zERT monitoring enhancements
-- remediation: Move to z/OS 3.2, where failed handshakes are counted apart; until then look at the AT-TLS messages
--   EZD1286I and EZD1287I for the same port.
-- caveats: The mark rests on few bytes, or on a change record of the same connection; it is a hint, not a
--   finding.
--
-- Why: Before z/OS 3.2 zERT reports a connection as unprotected when its handshake failed or took longer than
-- ten seconds, or when TLS ended before the connection did. Such rows should be explained before they are called
-- clear traffic.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.protection IS NOT NULL
  AND (e.record_level IS NULL OR e.record_level < 3.2);

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'reported clear, while ' || CASE WHEN e.bytes IS NULL THEN 'bytes are not known' ELSE e.bytes || if(e.bytes = 1, ' byte', ' bytes') END || ' moved over ' || coalesce(CAST(e.connections AS VARCHAR), 'an unknown number of') || if(e.connections = 1, ' connection', ' connections') AS reason,
       e.file_id,
       e.record_no,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
WHERE e.is_artefact
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

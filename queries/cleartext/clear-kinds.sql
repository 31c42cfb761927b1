-- id: clear-kinds
-- title: What clear traffic is
-- severity: info
-- uses: v_cleartext
-- refs: IBM Education Assistant, z/OS 3.2 Communications Server, zERT monitoring enhancements
-- remediation: Nothing to set: clear-artefacts, failed-handshakes, attls-bypass and unprotected-traffic name the
--   statements for each kind.
-- caveats: How the kinds are told apart is written down beside the view v_cleartext. An artefact is a possibility and
--   never a proof.
--
-- Why: Not every session without protection is a fault. This counts, with their bytes, those that are clear, that
-- AT-TLS left unencrypted inside one host, that may be artefacts of releases before 3.2, whose handshake
-- failed, and that other records show under TLS.

-- name: population
SELECT count(DISTINCT c.session_no)
FROM v_cleartext AS c;

-- name: findings
SELECT 'info' AS status,
       c.clear_kind AS resource,
       count(DISTINCT c.endpoint) || if(count(DISTINCT c.endpoint) = 1, ' place', ' places') || ', '
           || coalesce(capped(sum(c.bytes)), 0) || if(capped(sum(c.bytes)) = 1, ' byte', ' bytes') AS reason,
       min(c.file_id) AS file_id,
       arg_min(c.record_no, (c.file_id, c.record_no)) AS record_no,
       count(DISTINCT c.session_no) AS sessions,
       CAST(sum(c.interval_records) AS BIGINT) AS interval_records,
       capped(sum(c.connections)) AS connections,
       capped(sum(c.bytes)) AS bytes,
       max(c.longest_seconds) AS longest_seconds,
       min(c.first_local) AS first_local,
       max(c.last_local) AS last_local,
       CASE WHEN count(c.first_utc) = count(*) THEN min(c.first_utc) END AS first_utc,
       CASE WHEN count(c.last_utc) = count(*) THEN max(c.last_utc) END AS last_utc
FROM v_cleartext AS c
GROUP BY c.clear_kind
ORDER BY bytes DESC NULLS LAST, resource;

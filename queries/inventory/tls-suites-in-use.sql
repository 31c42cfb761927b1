-- id: tls-suites-in-use
-- title: TLS versions and suites in use
-- severity: info
-- uses: v_endpoint, suite
-- refs: RFC 9325
-- remediation: AT-TLS: V3CipherSuites4Char in TTLSCipherParms; order and content decide what is negotiated.
--
-- Why: Before a version or a suite is switched off somebody must know who still uses it.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%';

-- name: findings
SELECT 'info' AS status,
       coalesce(s.tls_version, 'version unknown') || ' ' || coalesce(s.tls_suite_label, 'suite unknown') AS resource,
       count(DISTINCT e.endpoint) || if(count(DISTINCT e.endpoint) = 1, ' endpoint', ' endpoints') AS reason,
       min(e.file_id) AS file_id,
       arg_min(e.record_no, (e.file_id, e.record_no)) AS record_no,
       s.tls_version,
       s.tls_suite_label AS tls_suite,
       s.tls_kex,
       s.tls_cipher,
       s.tls_cipher_bits,
       s.tls_mac,
       CAST(sum(e.sessions) AS BIGINT) AS sessions,
       CAST(sum(e.interval_records) AS BIGINT) AS interval_records,
       capped(sum(e.connections)) AS connections,
       capped(sum(e.bytes)) AS bytes,
       min(e.first_local) AS first_local,
       max(e.last_local) AS last_local,
       CASE WHEN count(e.first_utc) = count(*) THEN min(e.first_utc) END AS first_utc,
       CASE WHEN count(e.last_utc) = count(*) THEN max(e.last_utc) END AS last_utc
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
GROUP BY s.tls_version, s.tls_suite_label, s.tls_kex, s.tls_cipher, s.tls_cipher_bits, s.tls_mac
ORDER BY s.tls_version NULLS LAST, connections DESC NULLS LAST, resource, s.tls_cipher, s.tls_mac, s.tls_kex;

-- v_zert_dn: the distinguished names of each record, with what each of them names.
CREATE OR REPLACE VIEW v_zert_dn AS
WITH used AS (
    SELECT 'zert_summary' AS source, c.zert_dn_id, f.file_id, f.record_no
    FROM zert_summary AS f
    JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
    WHERE c.zert_dn_id IS NOT NULL
    UNION ALL
    SELECT 'zert_detail', zert_dn_id, file_id, record_no FROM zert_detail WHERE zert_dn_id IS NOT NULL
)
SELECT u.source, u.file_id, u.record_no, n.section_no, n.dn_type,
       coalesce(c.name, 'unknown (' || n.dn_type || ')') AS dn_type_name,
       n.dn
FROM used AS u
JOIN (SELECT DISTINCT zert_dn_id, section_no, dn_type, dn FROM zert_dn) AS n ON n.zert_dn_id = u.zert_dn_id
LEFT JOIN v_code_named AS c ON c.enum = 'dn_type' AND c.value = n.dn_type;

-- Subject and issuer per list of names, layer and role. The types come in pairs, subject first: 1-4 IKE local and
-- remote, 5-8 TLS server and client, 9-12 SSH server and client.
CREATE OR REPLACE TEMP TABLE dn_pair AS
SELECT zert_dn_id,
       CASE (dn_type - 1) // 4 WHEN 0 THEN 'ike' WHEN 1 THEN 'tls' ELSE 'ssh' END AS layer,
       CASE WHEN dn_type <= 2 THEN 'local' WHEN dn_type <= 4 THEN 'remote' WHEN (dn_type - 1) // 2 % 2 = 0 THEN 'server' ELSE 'client' END AS role,
       min(CASE WHEN dn_type % 2 = 1 THEN nullif(dn, '') END) AS subject,
       min(CASE WHEN dn_type % 2 = 0 THEN nullif(dn, '') END) AS issuer
FROM zert_dn
WHERE dn_type BETWEEN 1 AND 12
GROUP BY ALL;

-- Where suites and names met: summaries, and every connection of the details, covered by summaries or not, for a
-- certificate is no less seen because its traffic was counted elsewhere; only its connections are not counted twice.
CREATE OR REPLACE TEMP TABLE cert_use AS
SELECT suite_id, zert_dn_id, system, stack, job, role AS traffic_role, server_addr, server_port,
       count(*) AS sessions, CAST(sum(interval_records) AS BIGINT) AS interval_records, capped(sum(connections)) AS connections,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM (
    SELECT suite_id, zert_dn_id, system, stack, job, role, server_addr, server_port, session_no,
           sum(interval_records) AS interval_records, sum(connections) AS connections,
           min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
           arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
    FROM traffic
    WHERE source = 'zert_summary'
      AND suite_id > 0
    GROUP BY ALL
) AS s
GROUP BY ALL
UNION ALL
SELECT suite_id, zert_dn_id, system, stack, job, role, server_addr, server_port,
       count(DISTINCT CASE WHEN NOT is_covered THEN session_no END), count(*) FILTER (WHERE NOT is_covered), capped(sum(CASE WHEN is_covered THEN 0 ELSE connections END)),
       min(first_local), max(last_local), first_of_all(first_utc), last_of_all(last_utc),
       arg_min(file_id, (file_id, record_no)), arg_min(record_no, (file_id, record_no))
FROM connection
WHERE suite_id > 0
GROUP BY ALL;

-- cert_named: a certificate that one record shows without a name, and others with exactly one, is theirs: the serial
-- number, end of validity and key must be the same. Details name certificates at any level, summaries from z/OS 3.2.
CREATE OR REPLACE TEMP TABLE cert_named AS
SELECT u.*, c.layer, c.role, n.subject, n.issuer, c.cert_serial, c.cert_not_after, c.cert_key_type, c.cert_key_bits, c.cert_sig_alg, c.cert_sig_hash
FROM cert_use AS u
JOIN suite_cert AS c ON c.suite_id = u.suite_id
LEFT JOIN dn_pair AS n ON n.zert_dn_id = u.zert_dn_id AND n.layer = c.layer AND n.role = c.role
WHERE c.cert_serial IS NOT NULL
   OR n.subject IS NOT NULL
   OR n.issuer IS NOT NULL;

CREATE OR REPLACE TEMP TABLE cert_name AS
SELECT cert_serial, cert_not_after, cert_key_type, cert_key_bits, min(subject) AS subject, min(issuer) AS issuer
FROM cert_named
WHERE cert_serial IS NOT NULL
GROUP BY ALL
HAVING count(DISTINCT subject) <= 1
   AND count(DISTINCT issuer) <= 1;

UPDATE cert_named AS c
SET subject = coalesce(c.subject, n.subject), issuer = coalesce(c.issuer, n.issuer)
FROM cert_name AS n
WHERE n.cert_serial = c.cert_serial
  AND n.cert_not_after IS NOT DISTINCT FROM c.cert_not_after
  AND n.cert_key_type IS NOT DISTINCT FROM c.cert_key_type
  AND n.cert_key_bits IS NOT DISTINCT FROM c.cert_key_bits;

-- certificate: each certificate once per layer and role. Serial number, subject, issuer, end of validity and key
-- tell one from another, as far as the records have them; a certificate known by its key alone is not listed.
-- Local times are by the clock of the system that showed it; UTC is known where it is of every record that shows it.
CREATE OR REPLACE TABLE certificate AS
SELECT c.layer, c.role, c.subject, c.issuer, c.cert_serial AS serial, c.cert_not_after AS not_after_utc,
       c.cert_key_type AS key_type, c.cert_key_bits AS key_bits, c.cert_sig_alg AS sig_alg, c.cert_sig_hash AS sig_hash,
       CAST(sum(c.sessions) AS BIGINT) AS sessions,
       CAST(sum(c.interval_records) AS BIGINT) AS interval_records,
       capped(sum(c.connections)) AS connections,
       count(DISTINCT (c.system, c.stack)) AS stacks,
       count(DISTINCT c.job) AS jobs,
       count(DISTINCT (c.server_addr, c.server_port)) AS servers,
       array_to_string(list_slice(list_sort(list(DISTINCT c.job)), 1, 20), ' ') AS job_list,
       array_to_string(list_slice(list_sort(list(DISTINCT c.server_addr || ':' || c.server_port)), 1, 20), ' ') AS server_list,
       min(c.first_local) AS first_local,
       max(c.last_local) AS last_local,
       first_of_all(c.first_utc) AS first_utc,
       last_of_all(c.last_utc) AS last_utc,
       CAST(arg_min(c.file_id, (c.file_id, c.record_no)) AS BIGINT) AS file_id,
       CAST(arg_min(c.record_no, (c.file_id, c.record_no)) AS BIGINT) AS record_no
FROM cert_named AS c
GROUP BY c.layer, c.role, c.subject, c.issuer, c.cert_serial, c.cert_not_after, c.cert_key_type, c.cert_key_bits, c.cert_sig_alg, c.cert_sig_hash;

-- v_certificate: the same, with a name for reports.
CREATE OR REPLACE VIEW v_certificate AS
SELECT layer, role,
       coalesce(subject, 'serial ' || serial, 'issued by ' || issuer) AS certificate,
       subject, issuer, serial, not_after_utc, key_type, key_bits, sig_alg, sig_hash,
       sessions, interval_records, connections, stacks, jobs, servers, job_list, server_list, first_local, last_local, first_utc, last_utc, file_id, record_no
FROM certificate;

-- v_certificate_once: each certificate in one row, whatever layers and roles showed it. connections of one that both
-- ends showed, or that several layers did, count in each place.
CREATE OR REPLACE VIEW v_certificate_once AS
SELECT coalesce(subject, 'serial ' || serial, 'issued by ' || issuer) AS certificate,
       subject, issuer, serial, not_after_utc, key_type, key_bits, sig_alg, sig_hash,
       string_agg(DISTINCT layer || ' ' || role, ', ' ORDER BY layer || ' ' || role) AS roles,
       CAST(sum(sessions) AS BIGINT) AS sessions, CAST(sum(interval_records) AS BIGINT) AS interval_records, capped(sum(connections)) AS connections,
       array_to_string(list_slice(list_sort(list_distinct(flatten(list(string_split(nullif(job_list, ''), ' '))))), 1, 20), ' ') AS job_list,
       array_to_string(list_slice(list_sort(list_distinct(flatten(list(string_split(nullif(server_list, ''), ' '))))), 1, 20), ' ') AS server_list,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM certificate
GROUP BY subject, issuer, serial, not_after_utc, key_type, key_bits, sig_alg, sig_hash;

DROP TABLE cert_use;
DROP TABLE cert_named;
DROP TABLE cert_name;
DROP TABLE dn_pair;
DROP TABLE known_code;

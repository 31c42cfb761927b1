-- Sections of detail and summary records in one form. A field that a record type lacks is NULL.
-- Rows are contents, not records: each distinct section appears once per record type.
CREATE OR REPLACE VIEW v_tls_section AS
SELECT zert_detail_tls_id AS section_id, 'zert_detail' AS source, file_id, record_no,
       tls_version, tls_source, tls_handshake_type, tls_fips_mode, tls_etm,
       upper(trim(tls_cipher_suite)) AS suite_code, tls_encryption, tls_mac, tls_key_exchange,
       tls_server_cert_sig_method AS server_sig, tls_server_cert_digest AS server_digest,
       tls_server_cert_key_type AS server_key, tls_server_cert_key_bits AS server_bits,
       tls_server_cert_serial AS server_serial, tls_server_cert_not_after_utc AS server_not_after,
       tls_client_cert_sig_method AS client_sig, tls_client_cert_digest AS client_digest,
       tls_client_cert_key_type AS client_key, tls_client_cert_key_bits AS client_bits,
       tls_client_cert_serial AS client_serial, tls_client_cert_not_after_utc AS client_not_after,
       tls_handshake_role, nullif(trim(tls_provider), '') AS provider
FROM zert_detail_tls
UNION ALL
SELECT zert_summary_tls_id, 'zert_summary', file_id, record_no,
       tls_version, tls_source, NULL, NULL, tls_etm,
       upper(trim(tls_cipher_suite)), tls_encryption, tls_mac, tls_key_exchange,
       tls_server_cert_sig_method, tls_server_cert_digest,
       tls_server_cert_key_type, tls_server_cert_key_bits,
       tls_server_cert_serial, tls_server_cert_not_after_utc,
       tls_client_cert_sig_method, tls_client_cert_digest,
       tls_client_cert_key_type, tls_client_cert_key_bits,
       tls_client_cert_serial, tls_client_cert_not_after_utc,
       NULL, NULL
FROM zert_summary_tls;

CREATE OR REPLACE VIEW v_ssh_section AS
SELECT zert_detail_ssh_id AS section_id, 'zert_detail' AS source, file_id, record_no,
       ssh_version, ssh_source, ssh_fips_mode, ssh_etm_in, ssh_etm_out, ssh_handshake_failed, ssh_component,
       ssh_auth_method, ssh_auth_method2, ssh_in_encryption, ssh_in_mac, ssh_key_exchange, ssh_out_encryption, ssh_out_mac,
       ssh_server_key_type, ssh_server_key_bits,
       ssh_server_cert_sig_method AS server_sig, ssh_server_cert_digest AS server_digest,
       ssh_server_cert_key_type AS server_key, ssh_server_cert_key_bits AS server_bits,
       ssh_server_cert_serial AS server_serial, ssh_server_cert_not_after_utc AS server_not_after,
       ssh_client_cert_sig_method AS client_sig, ssh_client_cert_digest AS client_digest,
       ssh_client_cert_key_type AS client_key, ssh_client_cert_key_bits AS client_bits,
       ssh_client_cert_serial AS client_serial, ssh_client_cert_not_after_utc AS client_not_after
FROM zert_detail_ssh
UNION ALL
SELECT zert_summary_ssh_id, 'zert_summary', file_id, record_no,
       ssh_version, ssh_source, NULL, ssh_etm_in, ssh_etm_out, NULL, NULL,
       ssh_auth_method, ssh_auth_method2, ssh_in_encryption, ssh_in_mac, ssh_key_exchange, ssh_out_encryption, ssh_out_mac,
       ssh_server_key_type, ssh_server_key_bits,
       ssh_server_cert_sig_method, ssh_server_cert_digest,
       ssh_server_cert_key_type, ssh_server_cert_key_bits, NULL, NULL,
       ssh_client_cert_sig_method, ssh_client_cert_digest,
       ssh_client_cert_key_type, ssh_client_cert_key_bits, NULL, NULL
FROM zert_summary_ssh;

CREATE OR REPLACE VIEW v_ipsec_section AS
SELECT zert_detail_ipsec_id AS section_id, 'zert_detail' AS source, file_id, record_no,
       ike_major_version, ike_local_auth_method, ike_remote_auth_method, ike_mac, ike_encryption, ike_dh_group, ike_prf,
       ike_life_minutes, ipsec_fips, ipsec_tunnel_type, ipsec_encap_mode, ipsec_auth_protocol, ipsec_mac, ipsec_encryption,
       ipsec_pfs_group, ipsec_life_minutes, ipsec_life_kilobytes,
       ike_local_cert_sig_method AS local_sig, ike_local_cert_digest AS local_digest,
       ike_local_cert_key_type AS local_key, ike_local_cert_key_bits AS local_bits,
       ike_local_cert_serial AS local_serial, ike_local_cert_not_after_utc AS local_not_after,
       ike_remote_cert_sig_method AS remote_sig, ike_remote_cert_digest AS remote_digest,
       ike_remote_cert_key_type AS remote_key, ike_remote_cert_key_bits AS remote_bits,
       ike_remote_cert_serial AS remote_serial, ike_remote_cert_not_after_utc AS remote_not_after
FROM zert_detail_ipsec
UNION ALL
SELECT zert_summary_ipsec_id, 'zert_summary', file_id, record_no,
       ike_major_version, ike_local_auth_method, ike_remote_auth_method, ike_mac, ike_encryption, ike_dh_group, ike_prf,
       NULL, NULL, NULL, ipsec_encap_mode, ipsec_auth_protocol, ipsec_mac, ipsec_encryption,
       ipsec_pfs_group, NULL, NULL,
       ike_local_cert_sig_method, ike_local_cert_digest,
       ike_local_cert_key_type, ike_local_cert_key_bits,
       ike_local_cert_serial, ike_local_cert_not_after_utc,
       ike_remote_cert_sig_method, ike_remote_cert_digest,
       ike_remote_cert_key_type, ike_remote_cert_key_bits,
       ike_remote_cert_serial, ike_remote_cert_not_after_utc
FROM zert_summary_ipsec;

-- Sections of tunnel records: of SMF 119, and of messages of the IPSec NMI, which have the same form; and what reports of
-- ipsec -k say, in codes of their own that number spellings: family is what their tables are called by. A key longer than
-- any cipher takes and a group beyond the registry's numbers are no evidence; the load told of them.
CREATE OR REPLACE VIEW v_phase1_section AS
SELECT ike_tunnel_id AS section_id, 'ike_tunnel' AS source, '' AS family, is_fips, ike_major_version, exchange_mode, peer_auth_method, local_auth_method,
       encr_alg, CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END AS encr_key_bits, auth_alg, prf_alg,
       CASE WHEN dh_group <= 65535 THEN dh_group END AS dh_group, life_seconds
FROM ike_tunnel
UNION ALL
SELECT nmsec_ike_tunnel_id, 'nmsec_ike_tunnel', '', is_fips, ike_major_version, exchange_mode, peer_auth_method, local_auth_method,
       encr_alg, CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, auth_alg, prf_alg,
       CASE WHEN dh_group <= 65535 THEN dh_group END, life_seconds
FROM nmsec_ike_tunnel
UNION ALL
SELECT text_ike_id, 'text_ike', 'text_', CASE WHEN has_fips THEN is_fips END, nullif(ike_major_version, 0), text_exchange_mode, text_peer_auth_method, text_local_auth_method,
       nullif(text_encr_alg, 0), CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, nullif(text_auth_alg, 0), text_prf_alg,
       dh_group, life_seconds
FROM text_ike;

CREATE OR REPLACE VIEW v_phase2_section AS
SELECT ip_tunnel_id AS section_id, 'ip_tunnel' AS source, is_fips, tunnel_type, encr_alg,
       CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END AS encr_key_bits, auth_alg
FROM ip_tunnel
UNION ALL
SELECT nmsec_ip_tunnel_id, 'nmsec_ip_tunnel', is_fips, tunnel_type, encr_alg, CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, auth_alg
FROM nmsec_ip_tunnel;

-- Every coded attribute of every distinct section: where a code was seen first, and in how many sections.
-- Code 0 is "not known" in all these tables and is not a code.
CREATE OR REPLACE MACRO coded(layer, attribute, enum, value) AS
    {'layer': layer, 'attribute': attribute, 'enum': enum, 'value': CAST(value AS BIGINT)};

CREATE OR REPLACE VIEW v_code_use AS
WITH used AS (
    SELECT u.*, file_id, record_no
    FROM (
        SELECT unnest([
                   coded('tls', 'version', 'tls_version', tls_version),
                   coded('tls', 'cipher', 'sym_enc_alg', tls_encryption),
                   coded('tls', 'mac', 'msg_auth_alg', tls_mac),
                   coded('tls', 'key exchange', 'tls_kex_alg', tls_key_exchange),
                   coded('tls', 'server certificate signature', 'cert_sig_method', server_sig),
                   coded('tls', 'client certificate signature', 'cert_sig_method', client_sig),
                   coded('tls', 'server certificate key', 'cert_key_type', server_key),
                   coded('tls', 'client certificate key', 'cert_key_type', client_key)
               ]) AS u, file_id, record_no
        FROM v_tls_section
        UNION ALL
        SELECT unnest([
                   coded('ssh', 'version', 'ssh_version', ssh_version),
                   coded('ssh', 'cipher in', 'sym_enc_alg', ssh_in_encryption),
                   coded('ssh', 'cipher out', 'sym_enc_alg', ssh_out_encryption),
                   coded('ssh', 'mac in', 'msg_auth_alg', ssh_in_mac),
                   coded('ssh', 'mac out', 'msg_auth_alg', ssh_out_mac),
                   coded('ssh', 'key exchange', 'ssh_kex_method', ssh_key_exchange),
                   coded('ssh', 'authentication', 'ssh_auth_method', ssh_auth_method),
                   coded('ssh', 'host key', 'ssh_key_type', ssh_server_key_type)
               ]) AS u, file_id, record_no
        FROM v_ssh_section
        UNION ALL
        SELECT unnest([
                   coded('ike', 'authentication', 'ike_auth_method', ike_local_auth_method),
                   coded('ike', 'peer authentication', 'ike_auth_method', ike_remote_auth_method),
                   coded('ike', 'mac', 'msg_auth_alg', ike_mac),
                   coded('ike', 'cipher', 'sym_enc_alg', ike_encryption),
                   coded('ike', 'prf', 'prf', ike_prf),
                   coded('ike', 'local certificate signature', 'cert_sig_method', local_sig),
                   coded('ike', 'remote certificate signature', 'cert_sig_method', remote_sig),
                   coded('ipsec', 'mac', 'msg_auth_alg', ipsec_mac),
                   coded('ipsec', 'cipher', 'sym_enc_alg', ipsec_encryption)
               ]) AS u, file_id, record_no
        FROM v_ipsec_section
    ) AS each_code
)
SELECT layer, attribute, enum, value, count(*) AS sections,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM used
WHERE value > 0
GROUP BY layer, attribute, enum, value;

-- code_named, v_code_named: one row per code as named best: by the site, then documented, derived, inferred. A name given by a site
-- takes over the token that the same name has in our tables.
CREATE OR REPLACE TABLE code_named AS
SELECT c.enum, c.value, c.name,
       coalesce(nullif(c.token, ''), n.token) AS token,
       coalesce(nullif(c.bits, 0), n.bits) AS bits,
       coalesce(nullif(c.basis, ''), 'documented') AS basis
FROM code AS c
LEFT JOIN (
    SELECT enum, lower(name) AS name, min(nullif(token, '')) AS token, min(nullif(bits, 0)) AS bits
    FROM code
    GROUP BY enum, lower(name)
) AS n ON n.enum = c.enum AND n.name = lower(c.name)
WHERE c.value >= 0
QUALIFY row_number() OVER (
    PARTITION BY c.enum, c.value
    ORDER BY CASE c.basis WHEN 'site' THEN 0 WHEN 'derived' THEN 2 WHEN 'inferred' THEN 3 ELSE 1 END, c.name
) = 1;

CREATE OR REPLACE VIEW v_code_named AS
SELECT *
FROM code_named;

-- What the record's own algorithm codes say beside what its IANA suite says. The key exchange of a
-- TLS 1.3 suite is not in the suite and is left out. "None or AEAD" agrees with both. Suites that are not registered
-- prove nothing.
CREATE OR REPLACE VIEW v_code_check AS
WITH seen AS (
    SELECT 'sym_enc_alg' AS enum, t.tls_encryption AS value, s.cipher AS suite_token, s.bits AS suite_bits, s.name AS tls_suite, t.file_id, t.record_no
    FROM v_tls_section AS t
    JOIN tls_suite AS s ON s.code = t.suite_code AND s.basis = 'registered'
    UNION ALL
    SELECT 'msg_auth_alg', t.tls_mac, s.mac, NULL, s.name, t.file_id, t.record_no
    FROM v_tls_section AS t
    JOIN tls_suite AS s ON s.code = t.suite_code AND s.basis = 'registered'
    UNION ALL
    SELECT 'tls_kex_alg', t.tls_key_exchange, s.kex, NULL, s.name, t.file_id, t.record_no
    FROM v_tls_section AS t
    JOIN tls_suite AS s ON s.code = t.suite_code AND s.basis = 'registered' AND s.min_version <> 'TLS1.3'
)
SELECT n.enum, n.value, n.name, n.token, n.bits, n.basis, x.tls_suite, x.suite_token, x.suite_bits,
       (n.token = x.suite_token OR (n.token = 'NONE' AND n.enum = 'msg_auth_alg' AND x.suite_token = 'AEAD'))
           AND (n.bits IS NULL OR x.suite_bits IS NULL OR n.bits = x.suite_bits) AS agrees,
       count(*) AS sections,
       arg_min(x.file_id, (x.file_id, x.record_no)) AS file_id, arg_min(x.record_no, (x.file_id, x.record_no)) AS record_no
FROM seen AS x
JOIN v_code_named AS n ON n.enum = x.enum AND n.value = x.value
WHERE x.value > 0
  AND n.token IS NOT NULL
GROUP BY ALL;

-- Records whose algorithm code and IANA suite contradict each other.
CREATE OR REPLACE VIEW v_code_disagreement AS
SELECT enum, value, name, basis, token, bits, tls_suite, suite_token, suite_bits, sections, file_id, record_no
FROM v_code_check
WHERE NOT agrees;

-- The codes as they may be used. A name that is only inferred counts as corroborated when at least one
-- section of these very records agrees with it through its IANA suite and none contradicts it. A name that is
-- contradicted is not a candidate any more.
CREATE OR REPLACE VIEW v_code AS
WITH proof AS (
    SELECT enum, value, bool_and(agrees) AS corroborated
    FROM v_code_check
    WHERE basis = 'inferred'
    GROUP BY enum, value
)
SELECT n.enum, n.value, n.name,
       CASE WHEN n.basis <> 'inferred' OR p.corroborated THEN n.token END AS token,
       n.bits,
       CASE WHEN n.basis = 'inferred' AND p.corroborated THEN 'corroborated' ELSE n.basis END AS basis,
       CASE WHEN n.basis = 'inferred' AND p.corroborated IS NULL THEN n.name || '?' END AS candidate
FROM v_code_named AS n
LEFT JOIN proof AS p ON p.enum = n.enum AND p.value = n.value;

-- suite: one row per distinct combination of crypto sections, in the tokens of the policy rules.
-- NULL means that the record does not say. For TLS the IANA suite decides cipher, MAC and key exchange;
-- the record's own codes fill in only when the suite is not known. A suite that is not registered decides as a
-- registered one does, and one whose name is only inferred is a candidate. <layer>_unknown_codes are the codes of a
-- layer that have no name to rely on, each with its candidate. Rows with a suite_id below 0 stand for
-- traffic flagged as protected whose record has no section to say how.
-- The FIPS level counts only when the provider reported it: a watcher of the handshake cannot know it.
CREATE OR REPLACE TEMP TABLE known_code AS
SELECT enum, value, token, CASE WHEN token IS NOT NULL THEN bits END AS bits, candidate
FROM v_code;

-- Candidates of two directions or ends, each named once.
CREATE OR REPLACE MACRO either(a, b) AS
    CASE WHEN a <> b THEN a || ', ' || b ELSE coalesce(a, b) END;

-- A code without a name to rely on, as it is shown. 0 is "not known" and is not a code.
CREATE OR REPLACE MACRO unknown_code(label, value, token, candidate) AS
    CASE WHEN token IS NULL AND value > 0 THEN label || ' ' || printf('0x%04X', value) || coalesce(' (' || candidate || ')', '') END;

CREATE OR REPLACE MACRO unknown_suite(code, candidate) AS
    'TLS suite ' || code || coalesce(' (' || candidate || '?)', '');

CREATE OR REPLACE TEMP TABLE tls_part AS
SELECT t.section_id,
       t.source,
       v.token AS tls_version,
       coalesce(s.cipher, e.token) AS tls_cipher,
       CASE WHEN s.cipher IS NOT NULL THEN s.bits ELSE e.bits END AS tls_cipher_bits,
       coalesce(s.mac, plain_mac(m.token, e.token)) AS tls_mac,
       coalesce(s.kex, CASE WHEN v.token = 'TLS1.3' THEN 'TLS13-ECDHE' ELSE k.token END) AS tls_kex,
       s.name AS tls_suite,
       suite_label(nullif(nullif(t.suite_code, ''), 'FFFFFF'), n.name, n.basis) AS tls_suite_label,
       CASE WHEN v.token IS NOT NULL THEN t.tls_etm END AS tls_etm,
       f.token AS tls_fips_level,
       o.token AS tls_source,
       t.provider AS tls_provider,
       h.token AS tls_handshake_status,
       t.tls_handshake_role,
       concat_ws('; ',
           CASE WHEN t.suite_code NOT IN ('', 'FFFFFF') AND s.name IS NULL THEN unknown_suite(t.suite_code, n.name) END,
           unknown_code('TLS version', t.tls_version, v.token, v.candidate)) AS unknown_codes,
       concat_ws('; ',
           CASE WHEN n.basis = 'inferred' THEN 'TLS suite ' || n.name || '?' END,
           CASE WHEN s.cipher IS NULL THEN 'TLS cipher ' || e.candidate END,
           CASE WHEN s.mac IS NULL THEN 'TLS MAC ' || m.candidate END,
           CASE WHEN s.kex IS NULL THEN 'TLS key exchange ' || k.candidate END) AS candidates
FROM v_tls_section AS t
LEFT JOIN tls_suite AS n ON n.code = t.suite_code
LEFT JOIN tls_suite AS s ON s.code = t.suite_code AND s.basis <> 'inferred'
LEFT JOIN known_code AS v ON v.enum = 'tls_version' AND v.value = t.tls_version
LEFT JOIN known_code AS e ON e.enum = 'sym_enc_alg' AND e.value = t.tls_encryption
LEFT JOIN known_code AS m ON m.enum = 'msg_auth_alg' AND m.value = t.tls_mac
LEFT JOIN known_code AS k ON k.enum = 'tls_kex_alg' AND k.value = t.tls_key_exchange
LEFT JOIN known_code AS f ON f.enum = 'fips_mode' AND f.value = t.tls_fips_mode AND t.tls_source = 2 AND t.tls_handshake_type <> 3
LEFT JOIN known_code AS o ON o.enum = 'info_source' AND o.value = t.tls_source
LEFT JOIN known_code AS h ON h.enum = 'tls_handshake_type' AND h.value = t.tls_handshake_type
QUALIFY row_number() OVER (PARTITION BY t.section_id ORDER BY t.file_id, t.record_no) = 1;

-- What FTP and AT-TLS say of TLS in records of their own: version and cipher suite, by its short form. The long
-- form in AT-TLS sections stands where it is only assumed to, so that it makes a candidate. Sections without TLS are
-- no TLS part.
INSERT INTO tls_part BY NAME
WITH section AS (
    SELECT ftp_client_security_id AS section_id, 'ftp_client_transfer' AS source, 'ftp_proto_level' AS enum, protocol_level AS level, tls_cipher2 AS short, NULL AS long, file_id, record_no
    FROM ftp_client_security WHERE ftp_mechanism IN ('T', 'A')
    UNION ALL
    SELECT ftp_server_security_id, 'ftp_server_transfer', 'ftp_proto_level', protocol_level, tls_cipher2, NULL, file_id, record_no
    FROM ftp_server_security WHERE ftp_mechanism IN ('T', 'A')
    UNION ALL
    SELECT ftp_login_security_id, 'ftp_login_failure', 'ftp_proto_level', protocol_level, tls_cipher2, NULL, file_id, record_no
    FROM ftp_login_security WHERE ftp_mechanism IN ('T', 'A')
    UNION ALL
    SELECT tcp_attls_id, 'tcp_connection', 'tls_version', printf('0x%04X', tls_version), tls_cipher2, tls_cipher4, file_id, record_no
    FROM tcp_attls WHERE tls_version > 0
)
SELECT x.section_id, x.source,
       CASE WHEN v.basis <> 'inferred' THEN v.token END AS tls_version,
       s.cipher AS tls_cipher,
       s.bits AS tls_cipher_bits,
       s.mac AS tls_mac,
       s.kex AS tls_kex,
       s.name AS tls_suite,
       CASE WHEN x.short <> '4X' THEN suite_label('00' || upper(x.short), s.name, s.basis) ELSE suite_label(upper(x.long), l.name, 'inferred') END AS tls_suite_label,
       concat_ws('; ',
           CASE WHEN s.code IS NULL AND x.short <> '4X' THEN unknown_suite('00' || upper(x.short), n.name) END,
           CASE WHEN v.code IS NULL THEN 'TLS version ' || x.level END) AS unknown_codes,
       concat_ws('; ', CASE WHEN v.basis = 'inferred' THEN 'TLS version ' || v.name || '?' END, 'TLS suite ' || coalesce(l.name, CASE WHEN n.basis = 'inferred' THEN n.name END) || '?') AS candidates
FROM section AS x
LEFT JOIN code AS v ON v.enum = x.enum AND v.code = x.level
LEFT JOIN tls_suite AS n ON n.code = '00' || upper(x.short)
LEFT JOIN tls_suite AS s ON s.code = '00' || upper(x.short) AND s.basis <> 'inferred'
LEFT JOIN tls_suite AS l ON l.code = upper(x.long) AND x.short = '4X'
QUALIFY row_number() OVER (PARTITION BY x.section_id ORDER BY x.file_id, x.record_no, v.basis) = 1;

-- The two directions of SSH may differ: the weaker one is kept, of MACs the weaker of what each is beside its own
-- cipher. An authentication in two steps is as strong as its stronger step, so the second method counts when it is
-- the better one.
CREATE OR REPLACE TEMP TABLE ssh_part AS
SELECT t.section_id,
       t.source,
       v.token AS ssh_version,
       replace(weaker(ei.token, rank_of(ei.token, coalesce(ri.bits, ei.bits), ri.is_weak), eo.token, rank_of(eo.token, coalesce(ro.bits, eo.bits), ro.is_weak)), 'NULL', 'NONE') AS ssh_cipher,
       weaker(ei.bits, rank_of(ei.token, coalesce(ri.bits, ei.bits), ri.is_weak), eo.bits, rank_of(eo.token, coalesce(ro.bits, eo.bits), ro.is_weak)) AS ssh_cipher_bits,
       weaker(qi.item, rank_of(qi.item, qi.bits, qi.is_weak), qo.item, rank_of(qo.item, qo.bits, qo.is_weak)) AS ssh_mac,
       k.token AS ssh_kex,
       CASE WHEN y.token = 'DSA' THEN 'ssh-dss' WHEN y.token = 'ECDSA' AND t.ssh_server_key_bits > 0 THEN 'ecdsa-sha2-nistp' || t.ssh_server_key_bits END AS ssh_hostkey_alg,
       nullif(y.token, 'NONE') AS ssh_hostkey_type,
       CAST(nullif(t.ssh_server_key_bits, 0) AS INTEGER) AS ssh_hostkey_bits,
       CASE WHEN a2.token IN ('PUBLICKEY', 'RSA') OR a1.token IS NULL THEN a2.token ELSE a1.token END AS ssh_auth_method,
       CASE WHEN v.token IS NOT NULL THEN t.ssh_etm_in AND t.ssh_etm_out END AS ssh_etm,
       f.token AS ssh_fips_level,
       o.token AS ssh_source,
       t.ssh_component,
       CASE WHEN t.ssh_handshake_failed THEN 'FAILED' WHEN v.token IS NOT NULL AND t.source = 'zert_detail' THEN 'OK' END AS ssh_handshake_status,
       concat_ws('; ',
           unknown_code('SSH version', t.ssh_version, v.token, v.candidate),
           either(unknown_code('SSH cipher', t.ssh_in_encryption, ei.token, ei.candidate), unknown_code('SSH cipher', t.ssh_out_encryption, eo.token, eo.candidate)),
           either(unknown_code('SSH MAC', t.ssh_in_mac, mi.token, mi.candidate), unknown_code('SSH MAC', t.ssh_out_mac, mo.token, mo.candidate)),
           unknown_code('SSH key exchange', t.ssh_key_exchange, k.token, k.candidate)) AS unknown_codes,
       concat_ws('; ', 'SSH cipher ' || either(ei.candidate, eo.candidate), 'SSH MAC ' || either(mi.candidate, mo.candidate),
           'SSH key exchange ' || k.candidate, 'SSH host key ' || y.candidate, 'SSH authentication ' || a1.candidate) AS candidates
FROM v_ssh_section AS t
LEFT JOIN known_code AS v ON v.enum = 'ssh_version' AND v.value = t.ssh_version
LEFT JOIN known_code AS ei ON ei.enum = 'sym_enc_alg' AND ei.value = t.ssh_in_encryption
LEFT JOIN known_code AS eo ON eo.enum = 'sym_enc_alg' AND eo.value = t.ssh_out_encryption
LEFT JOIN strength AS ri ON ri.kind = 'cipher' AND ri.item = ei.token
LEFT JOIN strength AS ro ON ro.kind = 'cipher' AND ro.item = eo.token
LEFT JOIN known_code AS mi ON mi.enum = 'msg_auth_alg' AND mi.value = t.ssh_in_mac
LEFT JOIN known_code AS mo ON mo.enum = 'msg_auth_alg' AND mo.value = t.ssh_out_mac
LEFT JOIN strength AS qi ON qi.kind = 'mac' AND qi.item = plain_mac(mi.token, ei.token)
LEFT JOIN strength AS qo ON qo.kind = 'mac' AND qo.item = plain_mac(mo.token, eo.token)
LEFT JOIN known_code AS k ON k.enum = 'ssh_kex_method' AND k.value = t.ssh_key_exchange
LEFT JOIN known_code AS y ON y.enum = 'ssh_key_type' AND y.value = t.ssh_server_key_type
LEFT JOIN known_code AS a1 ON a1.enum = 'ssh_auth_method' AND a1.value = t.ssh_auth_method
LEFT JOIN known_code AS a2 ON a2.enum = 'ssh_auth_method' AND a2.value = t.ssh_auth_method2
LEFT JOIN known_code AS f ON f.enum = 'fips_mode' AND f.value = t.ssh_fips_mode AND t.ssh_source = 2 AND NOT coalesce(t.ssh_handshake_failed, false)
LEFT JOIN known_code AS o ON o.enum = 'info_source' AND o.value = t.ssh_source
QUALIFY row_number() OVER (PARTITION BY t.section_id ORDER BY t.file_id, t.record_no) = 1;

-- Group codes are the group numbers. Group 0 means "unknown or manual" in these records, so it never
-- shows that forward secrecy is off. The weaker of the two ends' authentication methods is kept.
CREATE OR REPLACE TEMP TABLE ipsec_part AS
SELECT t.section_id,
       t.source,
       CAST(NULL AS INTEGER) AS tunnel_phase,
       CAST(NULL AS VARCHAR) AS ike_exchange_mode,
       CAST(NULL AS VARCHAR) AS ike_fips_mode,
       CASE WHEN t.ike_major_version IN (1, 2) THEN CAST(t.ike_major_version AS VARCHAR) END AS ike_version,
       weaker(al.token, rank_of(al.token, wl.bits, wl.is_weak), ar.token, rank_of(ar.token, wr.bits, wr.is_weak)) AS ike_auth_method,
       ie.token AS ike_cipher,
       ie.bits AS ike_cipher_bits,
       im.token AS ike_mac_token,
       p.token AS ike_prf,
       CAST(nullif(t.ike_dh_group, 0) AS INTEGER) AS ike_dh_group,
       CAST(nullif(t.ike_life_minutes, 0) AS BIGINT) * 60 AS ike_lifetime_s,
       pr.token AS ipsec_protocol,
       pe.token AS ipsec_cipher,
       pe.bits AS ipsec_cipher_bits,
       pm.token AS ipsec_mac_token,
       CAST(nullif(t.ipsec_pfs_group, 0) AS INTEGER) AS ipsec_pfs_group,
       CAST(nullif(t.ipsec_life_minutes, 0) AS BIGINT) * 60 AS ipsec_lifetime_s,
       CAST(nullif(t.ipsec_life_kilobytes, 0) AS BIGINT) * 1024 AS ipsec_lifesize_bytes,
       coalesce(tt.token, CASE WHEN t.ike_major_version > 0 THEN 'DYNAMIC' END) AS ipsec_keying,
       em.token AS ipsec_encap_mode,
       CASE WHEN t.ipsec_fips THEN 'on' WHEN NOT t.ipsec_fips THEN 'off' END AS ipsec_fips_mode,
       concat_ws('; ',
           unknown_code('IKE cipher', t.ike_encryption, ie.token, ie.candidate),
           unknown_code('IKE MAC', t.ike_mac, im.token, im.candidate),
           unknown_code('IKE PRF', t.ike_prf, p.token, p.candidate),
           either(unknown_code('IKE authentication', t.ike_local_auth_method, al.token, al.candidate),
               unknown_code('IKE authentication', t.ike_remote_auth_method, ar.token, ar.candidate))) AS ike_unknown_codes,
       concat_ws('; ',
           unknown_code('IPSec cipher', t.ipsec_encryption, pe.token, pe.candidate),
           unknown_code('IPSec MAC', t.ipsec_mac, pm.token, pm.candidate)) AS ipsec_unknown_codes,
       concat_ws('; ', 'IKE cipher ' || ie.candidate, 'IKE MAC ' || im.candidate, 'IKE PRF ' || p.candidate,
           'IKE authentication ' || either(al.candidate, ar.candidate),
           'IPSec cipher ' || pe.candidate, 'IPSec MAC ' || pm.candidate) AS candidates
FROM v_ipsec_section AS t
LEFT JOIN known_code AS al ON al.enum = 'ike_auth_method' AND al.value = t.ike_local_auth_method
LEFT JOIN known_code AS ar ON ar.enum = 'ike_auth_method' AND ar.value = t.ike_remote_auth_method
LEFT JOIN strength AS wl ON wl.kind = 'ike-auth' AND wl.item = al.token
LEFT JOIN strength AS wr ON wr.kind = 'ike-auth' AND wr.item = ar.token
LEFT JOIN known_code AS ie ON ie.enum = 'sym_enc_alg' AND ie.value = t.ike_encryption
LEFT JOIN known_code AS im ON im.enum = 'msg_auth_alg' AND im.value = t.ike_mac
LEFT JOIN known_code AS p ON p.enum = 'prf' AND p.value = t.ike_prf
LEFT JOIN known_code AS pe ON pe.enum = 'sym_enc_alg' AND pe.value = t.ipsec_encryption
LEFT JOIN known_code AS pm ON pm.enum = 'msg_auth_alg' AND pm.value = t.ipsec_mac
LEFT JOIN known_code AS pr ON pr.enum = 'ipsec_authproto' AND pr.value = t.ipsec_auth_protocol
LEFT JOIN known_code AS tt ON tt.enum = 'ipsec_tuntype' AND tt.value = t.ipsec_tunnel_type
LEFT JOIN known_code AS em ON em.enum = 'ipsec_encapmode' AND em.value = t.ipsec_encap_mode
QUALIFY row_number() OVER (PARTITION BY t.section_id ORDER BY t.file_id, t.record_no) = 1;

-- Tunnel records speak of one phase each, in codes of their own. In phase 1 lifetimes are in seconds, and the
-- weaker of the two ends' authentication methods is kept as above; a record that leaves the local one out (0)
-- speaks of the peer's alone.
INSERT INTO ipsec_part BY NAME
SELECT t.section_id,
       t.source,
       1 AS tunnel_phase,
       x.token AS ike_exchange_mode,
       CASE WHEN t.is_fips THEN 'on' WHEN NOT t.is_fips THEN 'off' END AS ike_fips_mode,
       CASE WHEN t.ike_major_version IN (1, 2) THEN CAST(t.ike_major_version AS VARCHAR) WHEN x.token IS NOT NULL THEN '1' END AS ike_version,
       CASE WHEN t.local_auth_method > 0 THEN weaker(al.token, rank_of(al.token, wl.bits, wl.is_weak), ar.token, rank_of(ar.token, wr.bits, wr.is_weak)) ELSE ar.token END AS ike_auth_method,
       e.token AS ike_cipher,
       CASE WHEN e.token IS NOT NULL THEN coalesce(nullif(t.encr_key_bits, 0), e.bits) END AS ike_cipher_bits,
       m.token AS ike_mac_token,
       p.token AS ike_prf,
       CAST(nullif(t.dh_group, 0) AS INTEGER) AS ike_dh_group,
       CAST(nullif(t.life_seconds, 0) AS BIGINT) AS ike_lifetime_s,
       concat_ws('; ',
           CASE WHEN e.token IS NULL AND e.candidate IS NULL THEN 'IKE cipher ' || coalesce(CAST(t.encr_alg AS VARCHAR), 'not stated') END,
           CASE WHEN m.token IS NULL AND m.candidate IS NULL THEN 'IKE MAC ' || coalesce(CAST(t.auth_alg AS VARCHAR), 'not stated') END,
           CASE WHEN p.value IS NULL AND t.prf_alg > 0 THEN 'IKE PRF ' || t.prf_alg END,
           CASE WHEN ar.value IS NULL THEN 'IKE peer authentication ' || coalesce(CAST(t.peer_auth_method AS VARCHAR), 'not stated') END,
           CASE WHEN al.value IS NULL AND t.local_auth_method > 0 THEN 'IKE local authentication ' || t.local_auth_method END) AS ike_unknown_codes,
       concat_ws('; ', 'IKE cipher ' || e.candidate, 'IKE MAC ' || m.candidate, 'IKE PRF ' || p.candidate,
           'IKE authentication ' || either(al.candidate, ar.candidate)) AS candidates
FROM v_phase1_section AS t
LEFT JOIN known_code AS x ON x.enum = CASE t.family WHEN '' THEN 'ike_exchange_mode' ELSE 'text_exchange_mode' END AND x.value = t.exchange_mode
LEFT JOIN known_code AS al ON al.enum = CASE t.family WHEN '' THEN 'nmi_ike_auth_method' ELSE 'text_auth_method' END AND al.value = t.local_auth_method
LEFT JOIN known_code AS ar ON ar.enum = CASE t.family WHEN '' THEN 'nmi_ike_auth_method' ELSE 'text_auth_method' END AND ar.value = t.peer_auth_method
LEFT JOIN strength AS wl ON wl.kind = 'ike-auth' AND wl.item = al.token
LEFT JOIN strength AS wr ON wr.kind = 'ike-auth' AND wr.item = ar.token
LEFT JOIN known_code AS e ON e.enum = t.family || 'encr_alg' AND e.value = t.encr_alg
LEFT JOIN known_code AS m ON m.enum = t.family || 'auth_alg' AND m.value = t.auth_alg
LEFT JOIN known_code AS p ON p.enum = t.family || 'prf_alg' AND p.value = t.prf_alg;

-- What a tunnel record says of the algorithms of phase 2 rests on a layout that nobody has confirmed, so that
-- they are candidates and never tokens.
INSERT INTO ipsec_part BY NAME
SELECT t.section_id,
       t.source,
       2 AS tunnel_phase,
       y.token AS ipsec_keying,
       CASE WHEN t.is_fips THEN 'on' ELSE 'off' END AS ipsec_fips_mode,
       concat_ws('; ',
           'IPSec cipher ' || coalesce(e.name, 'code ' || t.encr_alg) || coalesce(' ' || nullif(t.encr_key_bits, 0), '') || '?',
           'IPSec MAC ' || coalesce(m.name, 'code ' || t.auth_alg) || '?') AS candidates
FROM v_phase2_section AS t
LEFT JOIN known_code AS y ON y.enum = 'tunnel_type' AND y.value = t.tunnel_type
LEFT JOIN v_code_named AS e ON e.enum = 'encr_alg' AND e.value = t.encr_alg
LEFT JOIN v_code_named AS m ON m.enum = 'auth_alg' AND m.value = t.auth_alg;

CREATE OR REPLACE TABLE suite AS
WITH combination AS (
    SELECT suite_id, any_value(source) AS source, any_value(tls_id) AS tls_id, any_value(ssh_id) AS ssh_id, any_value(ipsec_id) AS ipsec_id,
           NULL AS flagged
    FROM suite_part
    GROUP BY suite_id
    UNION ALL
    SELECT -bits, NULL, NULL, NULL, NULL, bits
    FROM range(1, 8) AS r(bits)
)
SELECT c.suite_id,
       CASE
           WHEN c.flagged IS NULL THEN concat_ws('+', CASE WHEN t.section_id IS NOT NULL THEN 'TLS' END, CASE WHEN h.section_id IS NOT NULL THEN 'SSH' END, CASE WHEN i.section_id IS NOT NULL THEN 'IPSEC' END)
           ELSE concat_ws('+', CASE WHEN c.flagged & 4 > 0 THEN 'TLS' END, CASE WHEN c.flagged & 2 > 0 THEN 'SSH' END, CASE WHEN c.flagged & 1 > 0 THEN 'IPSEC' END)
       END AS protection,
       nullif(concat_ws('; ', nullif(t.candidates, ''), nullif(h.candidates, ''), nullif(i.candidates, '')), '') AS candidates,
       c.source,
       t.tls_version,
       t.tls_cipher,
       CAST(t.tls_cipher_bits AS INTEGER) AS tls_cipher_bits,
       t.tls_mac,
       t.tls_kex,
       CAST(NULL AS VARCHAR) AS tls_group,
       CAST(NULL AS INTEGER) AS tls_group_bits,
       CAST(NULL AS INTEGER) AS tls_dh_bits,
       CAST(NULL AS VARCHAR) AS tls_sig_hash,
       t.tls_etm,
       t.tls_suite,
       t.tls_suite_label,
       t.tls_fips_level,
       t.tls_source,
       t.tls_provider,
       t.tls_handshake_status,
       h.ssh_version,
       h.ssh_cipher,
       CAST(h.ssh_cipher_bits AS INTEGER) AS ssh_cipher_bits,
       h.ssh_mac,
       h.ssh_kex,
       h.ssh_hostkey_alg,
       h.ssh_hostkey_type,
       h.ssh_hostkey_bits,
       CAST(NULL AS INTEGER) AS ssh_gex_bits,
       h.ssh_auth_method,
       h.ssh_etm,
       h.ssh_fips_level,
       h.ssh_source,
       h.ssh_handshake_status,
       i.ike_version,
       i.ike_exchange_mode,
       i.ike_auth_method,
       i.ike_cipher,
       CAST(i.ike_cipher_bits AS INTEGER) AS ike_cipher_bits,
       plain_mac(i.ike_mac_token, i.ike_cipher) AS ike_integ,
       i.ike_prf,
       i.ike_dh_group,
       CAST(i.ike_lifetime_s AS BIGINT) AS ike_lifetime_s,
       i.ike_fips_mode,
       CAST(NULL AS VARCHAR) AS ike_additional_kex,
       CAST(NULL AS BOOLEAN) AS ike_ppk,
       i.ipsec_protocol,
       i.ipsec_cipher,
       CAST(i.ipsec_cipher_bits AS INTEGER) AS ipsec_cipher_bits,
       plain_mac(i.ipsec_mac_token, i.ipsec_cipher) AS ipsec_auth,
       i.ipsec_pfs_group,
       CAST(i.ipsec_lifetime_s AS BIGINT) AS ipsec_lifetime_s,
       CAST(i.ipsec_lifesize_bytes AS BIGINT) AS ipsec_lifesize_bytes,
       i.ipsec_keying,
       i.ipsec_encap_mode,
       i.ipsec_fips_mode,
       t.tls_handshake_role,
       h.ssh_component,
       c.tls_id,
       c.ssh_id,
       c.ipsec_id,
       i.tunnel_phase,
       nullif(t.unknown_codes, '') AS tls_unknown_codes,
       nullif(h.unknown_codes, '') AS ssh_unknown_codes,
       nullif(i.ike_unknown_codes, '') AS ike_unknown_codes,
       nullif(i.ipsec_unknown_codes, '') AS ipsec_unknown_codes
FROM combination AS c
LEFT JOIN tls_part AS t ON t.section_id = c.tls_id
LEFT JOIN ssh_part AS h ON h.section_id = c.ssh_id
LEFT JOIN ipsec_part AS i ON i.section_id = c.ipsec_id;

DROP TABLE tls_part;
DROP TABLE ssh_part;
DROP TABLE ipsec_part;

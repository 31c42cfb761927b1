-- v_code_contradiction: values of one session that cannot occur together, each with how many sessions and interval records show
-- them and the first record that does. Where the record is right, one of the values is read wrongly: a question to what we think
-- codes mean before it is one to the site. basis is how the least certain of them is known.
--
-- What OpenSSH of z/OS negotiates, and since when it no longer does: IBM education on OpenSSH for V2R2, V2R4 (7.6p1) and 3.1
-- (8.4p1). A code whose name it does not have is read wrongly, unless another program reports SSH to zERT.
CREATE OR REPLACE VIEW v_code_contradiction AS
WITH openssh AS (
    SELECT enum, unnest(string_split(tokens, '|')) AS token, CAST(gone AS DECIMAL(3, 1)) AS gone
    FROM (VALUES
        ('sym_enc_alg', 'AES-CTR|AES-CBC|AES-GCM|3DES|RIJNDAEL-CBC|CAST128|CHACHA20-POLY1305|NULL', NULL),
        ('sym_enc_alg', 'RC4|RC4-128|RC4-256|ARCFOUR|BLOWFISH', 2.4),
        ('msg_auth_alg', 'HMAC-MD5|HMAC-MD5-96|HMAC-SHA1|HMAC-SHA1-96|HMAC-SHA2-256|HMAC-SHA2-512|UMAC-64|UMAC-128|NONE', NULL),
        ('msg_auth_alg', 'RIPEMD-160', 2.4)) AS v(enum, tokens, gone)
), seen AS (
    SELECT suite_id, record_level, sum(sessions) AS sessions, sum(interval_records) AS interval_records,
           min((CAST(file_id AS HUGEINT) << 40) | record_no) AS first_record
    FROM v_endpoint
    WHERE suite_id > 0
    GROUP BY suite_id, record_level
), ssh_code AS (
    SELECT DISTINCT suite_id, u.attribute, u.enum, u.value
    FROM (
        SELECT s.suite_id, unnest([
                   coded('ssh', 'cipher', 'sym_enc_alg', t.ssh_in_encryption), coded('ssh', 'cipher', 'sym_enc_alg', t.ssh_out_encryption),
                   coded('ssh', 'MAC', 'msg_auth_alg', t.ssh_in_mac), coded('ssh', 'MAC', 'msg_auth_alg', t.ssh_out_mac)]) AS u
        FROM suite AS s
        JOIN v_ssh_section AS t ON t.section_id = s.ssh_id
        WHERE t.ssh_source = 2
    ) AS each_code
), odd AS (
    SELECT c.suite_id, 'SSH ' || c.attribute || ' ' || printf('0x%04X', c.value) AS subject,
           'named ' || n.name || ', which OpenSSH of z/OS ' || coalesce('no longer has since ' || o.gone, 'does not have') AS says,
           n.basis, coalesce(o.gone, 0.1) AS level_from, 3.1 AS level_until
    FROM ssh_code AS c
    JOIN v_code_named AS n ON n.enum = c.enum AND n.value = c.value AND n.token IS NOT NULL
    LEFT JOIN openssh AS o ON o.enum = c.enum AND o.token = n.token
    WHERE o.token IS NULL
       OR o.gone IS NOT NULL
    UNION ALL
    SELECT s.suite_id,
           'TLS1.3 with a certificate key of ' || c.cert_key_type || CASE c.cert_key_type WHEN 'RSA' THEN ' below 2048 bits' WHEN 'ECDSA' THEN ' below 256 bits' ELSE '' END,
           'System SSL refuses such a certificate in TLS 1.3', 'derived', 0, 9
    FROM suite AS s
    JOIN suite_cert AS c ON c.suite_id = s.suite_id AND c.layer = 'tls'
    WHERE s.tls_version = 'TLS1.3'
      AND s.tls_source = 'PROVIDER'
      AND coalesce(s.tls_provider, 'IBM System SSL') = 'IBM System SSL'
      AND (c.cert_key_type IN ('DSA', 'DH') OR (c.cert_key_type = 'RSA' AND c.cert_key_bits < 2048) OR (c.cert_key_type = 'ECDSA' AND c.cert_key_bits < 256))
    UNION ALL
    SELECT suite_id, 'TLS1.3 with FIPS 140 level ' || tls_fips_level, 'System SSL of z/OS 2.4 has no TLS 1.3 in FIPS mode', 'derived', 2.4, 2.4
    FROM suite
    WHERE tls_version = 'TLS1.3'
      AND tls_fips_level <> 'OFF'
    UNION ALL
    SELECT s.suite_id, s.tls_version || ' with suite ' || s.tls_suite_label,
           CASE WHEN s.tls_version IN ('TLS1.3', 'SSL2') THEN 'the suite is not one of ' || s.tls_version
                WHEN x.min_version = 'SSL2' THEN 'the suite is for SSL2 only'
                ELSE 'the suite is not for versions before ' || x.min_version END,
           CASE WHEN s.tls_version = 'TLS1.3' OR x.basis <> 'registered' THEN 'derived' ELSE 'documented' END, 0, 9
    FROM suite AS s
    JOIN v_tls_section AS t ON t.section_id = s.tls_id
    JOIN tls_suite AS x ON x.code = t.suite_code AND x.basis <> 'inferred' AND x.min_version <> ''
    WHERE (s.tls_version = 'TLS1.3') <> (x.min_version = 'TLS1.3')
       OR (s.tls_version = 'SSL2') <> (x.min_version = 'SSL2')
       OR (x.min_version = 'TLS1.2' AND s.tls_version < 'TLS1.2')
    UNION ALL
    SELECT s.suite_id, 'IKEv1 with authentication ' || printf('0x%04X', n.value), 'named ' || n.name || ', which RFC 7427 has for IKEv2 alone', n.basis, 0, 9
    FROM suite AS s
    JOIN v_ipsec_section AS t ON t.section_id = s.ipsec_id
    JOIN v_code_named AS n ON n.enum = 'ike_auth_method' AND n.token = 'DS' AND n.value IN (t.ike_local_auth_method, t.ike_remote_auth_method)
    WHERE t.ike_major_version = 1
)
SELECT o.subject, o.says, o.basis, CAST(sum(e.sessions) AS BIGINT) AS sessions, CAST(sum(e.interval_records) AS BIGINT) AS interval_records,
       min(e.record_level) AS record_level,
       CAST(min(e.first_record) >> 40 AS BIGINT) AS file_id, CAST(min(e.first_record) & 1099511627775 AS BIGINT) AS record_no
FROM odd AS o
JOIN seen AS e ON e.suite_id = o.suite_id AND coalesce(e.record_level, 0) BETWEEN o.level_from AND o.level_until
GROUP BY o.subject, o.says, o.basis;

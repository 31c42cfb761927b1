-- suite_cert: the certificates of each suite, one row per layer and role. A raw SSH key is not a certificate.
-- The padding of an RSA signature follows from its method: the methods named here are the PKCS #1 v1.5 ones.
-- A serial number is shown in hexadecimal: its digits alone would look like a number, often with an exponent.
-- The issuer's name belongs to the record, not to the section; see v_certificate.
CREATE OR REPLACE TABLE suite_cert AS
WITH cert AS (
    SELECT s.suite_id, 'tls' AS layer, r.role,
           CASE r.role WHEN 'server' THEN t.server_sig ELSE t.client_sig END AS sig,
           CASE r.role WHEN 'server' THEN t.server_digest ELSE t.client_digest END AS digest,
           CASE r.role WHEN 'server' THEN t.server_key ELSE t.client_key END AS key_type,
           CASE r.role WHEN 'server' THEN t.server_bits ELSE t.client_bits END AS key_bits,
           CASE r.role WHEN 'server' THEN t.server_serial ELSE t.client_serial END AS serial,
           CASE r.role WHEN 'server' THEN t.server_not_after ELSE t.client_not_after END AS not_after
    FROM suite AS s
    JOIN v_tls_section AS t ON t.section_id = s.tls_id
    CROSS JOIN (VALUES ('server'), ('client')) AS r(role)
    UNION ALL
    SELECT s.suite_id, 'ssh', r.role,
           CASE r.role WHEN 'server' THEN t.server_sig ELSE t.client_sig END,
           CASE r.role WHEN 'server' THEN t.server_digest ELSE t.client_digest END,
           CASE r.role WHEN 'server' THEN t.server_key ELSE t.client_key END,
           CASE r.role WHEN 'server' THEN t.server_bits ELSE t.client_bits END,
           CASE r.role WHEN 'server' THEN t.server_serial ELSE t.client_serial END,
           CASE r.role WHEN 'server' THEN t.server_not_after ELSE t.client_not_after END
    FROM suite AS s
    JOIN v_ssh_section AS t ON t.section_id = s.ssh_id
    CROSS JOIN (VALUES ('server'), ('client')) AS r(role)
    UNION ALL
    SELECT s.suite_id, 'ike', r.role,
           CASE r.role WHEN 'local' THEN t.local_sig ELSE t.remote_sig END,
           CASE r.role WHEN 'local' THEN t.local_digest ELSE t.remote_digest END,
           CASE r.role WHEN 'local' THEN t.local_key ELSE t.remote_key END,
           CASE r.role WHEN 'local' THEN t.local_bits ELSE t.remote_bits END,
           CASE r.role WHEN 'local' THEN t.local_serial ELSE t.remote_serial END,
           CASE r.role WHEN 'local' THEN t.local_not_after ELSE t.remote_not_after END
    FROM suite AS s
    JOIN v_ipsec_section AS t ON t.section_id = s.ipsec_id
    CROSS JOIN (VALUES ('local'), ('remote')) AS r(role)
), named AS (
    SELECT DISTINCT c.suite_id, c.layer, c.role,
           nullif(k.token, 'NONE') AS cert_key_type,
           CAST(nullif(c.key_bits, 0) AS INTEGER) AS cert_key_bits,
           nullif(m.token, 'NONE') AS cert_sig_alg,
           coalesce(nullif(d.token, 'NONE'), nullif(split_part(m.token, '-', 2), '')) AS cert_sig_hash,
           c.not_after AS cert_not_after,
           '0x' || nullif(c.serial, '') AS cert_serial,
           CASE WHEN m.token LIKE 'RSA-%' THEN 'PKCS1-v1_5' END AS cert_sig_padding
    FROM cert AS c
    LEFT JOIN known_code AS k ON k.enum = 'cert_key_type' AND k.value = c.key_type
    LEFT JOIN known_code AS m ON m.enum = 'cert_sig_method' AND m.value = c.sig
    LEFT JOIN known_code AS d ON d.enum = 'cert_digest_alg' AND d.value = c.digest
    WHERE c.key_type > 1
       OR c.sig > 1
       OR coalesce(c.serial, '') <> ''
)
SELECT suite_id, layer, role, cert_key_type, cert_key_bits, cert_sig_alg, cert_sig_hash,
       key_strength(cert_key_type, cert_key_bits) AS cert_key_strength_bits,
       cert_not_after, cert_serial, CAST(NULL AS VARCHAR) AS cert_issuer, cert_sig_padding
FROM named;

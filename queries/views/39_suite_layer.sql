-- suite_layer: one row per suite and protection layer in it, in attributes that all layers share.
-- session_strength_bits is the least of cipher, key exchange, authentication key and signature hash, as
-- far as they are known; strength_incomplete says that one of them is not, so that a figure above a floor
-- proves nothing; strength_gaps lists which: cipher, kex, auth and hash, joined by +.
-- A figure is thus the least of what is known of the two ends of an IKE exchange, complete only where both are;
-- of their signature hashes the weaker one is kept. The suite of a tunnel record has the layer of its phase alone. pq_kex is "none" only where the exchange is known to be a classical one.
CREATE OR REPLACE TABLE suite_layer AS
WITH cert AS (
    SELECT c.suite_id, c.layer, c.role, c.cert_key_strength_bits, c.cert_sig_hash, rank_of(c.cert_sig_hash, h.bits, h.is_weak) AS hash_rank
    FROM suite_cert AS c
    LEFT JOIN strength AS h ON h.kind = 'hash' AND h.item = c.cert_sig_hash
), layer AS (
    SELECT s.suite_id, 'tls' AS layer,
           s.tls_cipher AS cipher, s.tls_cipher_bits AS cipher_bits, s.tls_mac AS mac,
           coalesce(s.tls_sig_hash, c.cert_sig_hash) AS sig_hash,
           CASE
               WHEN s.tls_kex IN ('RSA', 'RSA-PSK') THEN c.cert_key_strength_bits
               WHEN s.tls_dh_bits IS NOT NULL THEN key_strength('DH', s.tls_dh_bits)
               ELSE k.bits
           END AS kex_strength_bits,
           c.cert_key_strength_bits AS auth_strength_bits,
           c.cert_key_strength_bits IS NOT NULL AS auth_is_known,
           s.tls_kex IN ('DH-ANON', 'DH-ANON-EXPORT', 'ECDH-ANON', 'PSK', 'DHE-PSK', 'ECDHE-PSK', 'KRB5', 'KRB5-EXPORT', 'SRP', 'ECJPAKE', 'ECCPWD', 'NULL') AS without_cert,
           CASE WHEN s.tls_fips_level = 'OFF' THEN 'off' WHEN s.tls_fips_level IS NOT NULL THEN 'on' END AS fips_mode,
           s.tls_fips_level AS fips_level,
           s.tls_source AS evidence_source,
           CASE WHEN s.tls_unknown_codes IS NOT NULL THEN 'unknown' END AS code_point,
           CASE WHEN s.tls_kex LIKE 'CECPQ1-%' THEN 'CECPQ1' WHEN s.tls_version < 'TLS1.3' AND s.tls_kex IS NOT NULL THEN 'none' END AS pq_kex,
           s.tls_suite_label AS suite,
           s.tls_unknown_codes AS unknown_codes
    FROM suite AS s
    LEFT JOIN cert AS c ON c.suite_id = s.suite_id AND c.layer = 'tls' AND c.role = 'server'
    LEFT JOIN strength AS k ON k.kind = 'tls-kex' AND k.item = s.tls_kex
    WHERE contains(s.protection, 'TLS')
    UNION ALL
    SELECT s.suite_id, 'ssh',
           s.ssh_cipher, s.ssh_cipher_bits, s.ssh_mac,
           c.cert_sig_hash,
           CASE WHEN s.ssh_gex_bits IS NOT NULL THEN key_strength('DH', s.ssh_gex_bits) ELSE k.bits END,
           key_strength(s.ssh_hostkey_type, s.ssh_hostkey_bits),
           key_strength(s.ssh_hostkey_type, s.ssh_hostkey_bits) IS NOT NULL,
           false,
           CASE WHEN s.ssh_fips_level = 'OFF' THEN 'off' WHEN s.ssh_fips_level IS NOT NULL THEN 'on' END,
           s.ssh_fips_level,
           s.ssh_source,
           CASE WHEN s.ssh_unknown_codes IS NOT NULL THEN 'unknown' END,
           CASE WHEN s.ssh_kex LIKE 'diffie-hellman-%' OR s.ssh_kex LIKE 'ecdh-%' OR s.ssh_kex LIKE 'curve%' OR s.ssh_kex LIKE 'rsa%' THEN 'none' END,
           NULL,
           s.ssh_unknown_codes
    FROM suite AS s
    LEFT JOIN cert AS c ON c.suite_id = s.suite_id AND c.layer = 'ssh' AND c.role = 'server'
    LEFT JOIN strength AS k ON k.kind = 'ssh-kex' AND k.item = s.ssh_kex
    WHERE contains(s.protection, 'SSH')
    UNION ALL
    SELECT s.suite_id, 'ike',
           s.ike_cipher, s.ike_cipher_bits, coalesce(s.ike_integ, CASE WHEN p.is_weak THEN s.ike_prf END),
           weaker(l.cert_sig_hash, coalesce(l.hash_rank, 1000), r.cert_sig_hash, coalesce(r.hash_rank, 1000)),
           k.bits,
           CASE WHEN s.ike_auth_method LIKE 'ECDSA-%' THEN key_strength('ECDSA', CAST(substr(s.ike_auth_method, 7) AS INTEGER)) ELSE least(l.cert_key_strength_bits, r.cert_key_strength_bits) END,
           s.ike_auth_method LIKE 'ECDSA-%' OR l.cert_key_strength_bits + r.cert_key_strength_bits IS NOT NULL,
           false,
           s.ike_fips_mode,
           NULL,
           NULL,
           CASE WHEN s.ike_unknown_codes IS NOT NULL THEN 'unknown' END,
           CASE WHEN s.ike_version = '1' THEN 'none' END,
           NULL,
           s.ike_unknown_codes
    FROM suite AS s
    LEFT JOIN cert AS l ON l.suite_id = s.suite_id AND l.layer = 'ike' AND l.role = 'local'
    LEFT JOIN cert AS r ON r.suite_id = s.suite_id AND r.layer = 'ike' AND r.role = 'remote'
    LEFT JOIN strength AS p ON p.kind = 'mac' AND p.item = s.ike_prf
    LEFT JOIN strength AS k ON k.kind = 'dh' AND k.item = CAST(s.ike_dh_group AS VARCHAR)
    WHERE contains(s.protection, 'IPSEC')
      AND s.ipsec_keying IS DISTINCT FROM 'MANUAL'
      AND s.tunnel_phase IS DISTINCT FROM 2
    UNION ALL
    SELECT s.suite_id, 'ipsec',
           s.ipsec_cipher, s.ipsec_cipher_bits, s.ipsec_auth,
           NULL,
           k.bits,
           NULL,
           true,
           true,
           s.ipsec_fips_mode,
           NULL,
           NULL,
           CASE WHEN s.ipsec_unknown_codes IS NOT NULL THEN 'unknown' END,
           NULL,
           NULL,
           s.ipsec_unknown_codes
    FROM suite AS s
    LEFT JOIN strength AS k ON k.kind = 'dh' AND k.item = CAST(coalesce(s.ipsec_pfs_group, s.ike_dh_group) AS VARCHAR)
    WHERE contains(s.protection, 'IPSEC')
      AND s.tunnel_phase IS DISTINCT FROM 1
), known AS (
    SELECT l.*, coalesce(e.bits, l.cipher_bits) AS cipher_strength_bits, h.bits AS hash_bits
    FROM layer AS l
    LEFT JOIN strength AS e ON e.kind = 'cipher' AND e.item = l.cipher
    LEFT JOIN strength AS h ON h.kind = 'hash' AND h.item = l.sig_hash
)
SELECT suite_id, layer, cipher, cipher_bits, mac, sig_hash, kex_strength_bits, cipher_strength_bits,
       least(cipher_strength_bits, kex_strength_bits, auth_strength_bits, hash_bits) AS session_strength_bits,
       nullif(concat_ws('+',
           CASE WHEN cipher_strength_bits IS NULL THEN 'cipher' END,
           CASE WHEN kex_strength_bits IS NULL THEN 'kex' END,
           CASE WHEN NOT coalesce(without_cert, false) AND NOT coalesce(auth_is_known, false) THEN 'auth' END,
           CASE WHEN NOT coalesce(without_cert, false) AND hash_bits IS NULL AND layer <> 'ssh' THEN 'hash' END), '') AS strength_gaps,
       strength_gaps IS NOT NULL AS strength_incomplete,
       fips_mode, fips_level, evidence_source, code_point, unknown_codes, pq_kex, suite
FROM known;

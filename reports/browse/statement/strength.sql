-- How strong each layer of a session is.
SELECT DISTINCT l.layer, l.suite, l.cipher, l.cipher_bits, l.mac, l.kex_strength_bits, l.cipher_strength_bits,
       l.session_strength_bits, l.pq_kex, l.fips_mode, l.evidence_source
FROM v_traffic AS t
JOIN suite_layer AS l ON l.suite_id = t.suite_id
WHERE t.session_no = ?
ORDER BY ALL

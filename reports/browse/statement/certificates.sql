-- The certificates that a session showed.
SELECT DISTINCT c.layer, c.role, c.cert_key_type AS key_type, c.cert_key_bits AS key_bits,
       c.cert_sig_alg AS signature, c.cert_serial AS serial, c.cert_not_after AS not_after_utc
FROM v_traffic AS t
JOIN suite_cert AS c ON c.suite_id = t.suite_id
WHERE t.session_no = ?
ORDER BY ALL

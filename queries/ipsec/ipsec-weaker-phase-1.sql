-- id: ipsec-weaker-phase-1
-- title: Phase 1 weaker than phase 2
-- severity: medium
-- uses: v_endpoint, suite_layer
-- refs: NIST SP 800-77 Rev. 1; RFC 8247
-- remediation: KeyExchangeOffer: HowToEncrypt and DHGroup at least as strong as HowToEncrypt in IpDataOffer.
--
-- Why: The keys of phase 2 come out of phase 1. A strong cipher in phase 2 is worth no more than the exchange
-- that made its key.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS p1 ON p1.suite_id = e.suite_id AND p1.layer = 'ike'
JOIN suite_layer AS p2 ON p2.suite_id = e.suite_id AND p2.layer = 'ipsec'
WHERE p1.session_strength_bits IS NOT NULL
  AND p2.cipher_strength_bits IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'phase 1 gives at most ' || p1.session_strength_bits || ' bits, phase 2 ' || p2.cipher_strength_bits AS reason,
       e.file_id,
       e.record_no,
       p1.session_strength_bits AS phase_1_bits,
       p2.cipher_strength_bits AS phase_2_bits,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
JOIN suite_layer AS p1 ON p1.suite_id = e.suite_id AND p1.layer = 'ike'
JOIN suite_layer AS p2 ON p2.suite_id = e.suite_id AND p2.layer = 'ipsec'
WHERE p1.session_strength_bits < p2.cipher_strength_bits
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

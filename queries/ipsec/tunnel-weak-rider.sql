-- id: tunnel-weak-rider
-- title: Applications that ride a weak tunnel
-- severity: high
-- param: min_strength INTEGER '112'  least strength in bits of cipher and key exchange
-- uses: v_session_tunnel
-- refs: NIST SP 800-77 Rev. 1 sections 3 and 4; NIST SP 800-57 Part 1 Rev. 5 table 2
-- remediation: KeyExchangeOffer: HowToEncrypt, HowToAuthMsgs, DHGroup and HowToAuthPeers; IpDataOffer: HowToEncrypt.
-- caveats: Needs zERT detail records, which carry the tunnel numbers, and tunnel records (subtypes 73 to 80) of the
--   same stack, or a capture of the IPSec NMI. What the records say of phase 2 ciphers rests on an unconfirmed layout and
--   asks for review; so does a tunnel of a capture that does not say which system it is of (v_session_tunnel).
--
-- Why: A connection inside a tunnel is as safe as the tunnel. Whoever breaks phase 1 can take part in the making of
-- the keys of phase 2, whatever its ciphers are.

-- name: population
SELECT count(*)
FROM v_session_tunnel
WHERE phase1_is_sure
   OR phase2_is_sure
   OR ike_cipher_strength_bits < $min_strength
   OR ike_dh_strength_bits < $min_strength
   OR ike_mac LIKE 'HMAC-MD5%'
   OR phase2_cipher_strength_bits < $min_strength
   OR phase2_mac LIKE 'HMAC-MD5%';

-- name: findings
WITH ridden AS (
    SELECT endpoint, ike_tunnel, ipsec_tunnel, system, stack, job, server_addr, server_port, remote_endpoint, remote_identity, policy_rule, policy_action,
           client_addr, bytes_in, bytes_out, file_id, record_no,
           nullif(concat_ws(', ',
               CASE WHEN phase1_is_sure AND NOT phase1_is_inferred AND ike_cipher_strength_bits < $min_strength THEN 'IKE cipher ' || ike_cipher END,
               CASE WHEN phase1_is_sure AND ike_dh_strength_bits < $min_strength THEN 'group ' || ike_dh_group END,
               CASE WHEN phase1_is_sure AND NOT phase1_is_inferred AND ike_mac LIKE 'HMAC-MD5%' THEN 'IKE integrity ' || ike_mac END), '') AS shown,
           nullif(concat_ws(', ',
               CASE WHEN NOT (phase1_is_sure AND NOT phase1_is_inferred) AND ike_cipher_strength_bits < $min_strength THEN 'IKE cipher ' || ike_cipher || '?' END,
               CASE WHEN NOT phase1_is_sure AND ike_dh_strength_bits < $min_strength THEN 'group ' || ike_dh_group || '?' END,
               CASE WHEN NOT phase1_is_sure AND ike_mac LIKE 'HMAC-MD5%' THEN 'IKE integrity ' || ike_mac || '?' END,
               CASE WHEN phase2_cipher_strength_bits < $min_strength THEN 'cipher ' || phase2_cipher || '?' END,
               CASE WHEN phase2_mac LIKE 'HMAC-MD5%' THEN 'integrity ' || phase2_mac || '?' END), '') AS likely
    FROM v_session_tunnel
)
SELECT CASE WHEN shown IS NOT NULL THEN 'fail' ELSE 'review' END AS status,
       endpoint AS resource,
       'tunnel ' || concat_ws(' in ', ipsec_tunnel, ike_tunnel) || ': ' || concat_ws(', ', shown, likely) AS reason,
       min(file_id) AS file_id,
       arg_min(record_no, (file_id, record_no)) AS record_no,
       system,
       stack,
       job,
       server_addr,
       server_port,
       remote_endpoint,
       remote_identity,
       policy_rule,
       policy_action,
       count(*) AS connections,
       count(DISTINCT client_addr) AS clients,
       capped(sum(CAST(bytes_in AS DECIMAL(38, 0)) + bytes_out)) AS bytes
FROM ridden
WHERE shown IS NOT NULL
   OR likely IS NOT NULL
GROUP BY endpoint, ike_tunnel, ipsec_tunnel, shown, likely, system, stack, job, server_addr, server_port, remote_endpoint, remote_identity, policy_rule, policy_action
ORDER BY connections DESC, resource, reason, file_id, record_no;

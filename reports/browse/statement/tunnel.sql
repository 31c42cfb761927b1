-- The tunnels that carried a session, as far as records say so.
SELECT DISTINCT u.ike_tunnel, u.ipsec_tunnel, u.local_endpoint, u.remote_endpoint, u.remote_identity, u.ike_cipher,
       u.ike_mac, u.ike_dh_group, u.phase2_cipher, u.phase2_mac, u.policy_rule, u.phase1_is_sure, u.phase2_is_sure
FROM v_session AS t
JOIN v_session_tunnel AS u ON u.file_id = t.file_id AND u.record_no = t.record_no
WHERE t.session_no = ?
  AND t.source = 'zert_detail'
ORDER BY ALL

-- v_session_tunnel: each connection known from zERT detail records that went through an IPSec tunnel, beside what the
-- tunnel records say of the tunnel and of its phase 1. zERT gives the numbers of both; K, Y or M and the number name
-- the tunnel. Of the observations on the same system and stack the last one at or before the zERT record counts, or
-- the first one after it when there is none before. zERT summaries carry no tunnel numbers.
CREATE OR REPLACE TABLE session_tunnel AS
WITH ridden AS (
    SELECT c.sysplex, c.system, c.stack, c.job, c.user_id, c.role, c.server_addr, c.server_port, c.client_addr, c.suite_id,
           c.first_utc, c.last_utc, c.bytes_in, c.bytes_out, c.smf_time_local,
           CAST(nullif(f.ike_tunnel_number, 0) AS BIGINT) AS ike_number,
           CAST(nullif(f.ipsec_tunnel_number, 0) AS BIGINT) AS ipsec_number,
           CASE WHEN t.ipsec_tunnel_type = 1 THEN 'M' ELSE 'Y' END AS ipsec_kind,
           CASE WHEN t.ipsec_fips THEN 'on' WHEN NOT t.ipsec_fips THEN 'off' END AS ipsec_fips_mode,
           t.ike_local_endpoint, t.ike_remote_endpoint,
           CAST(c.file_id AS BIGINT) AS file_id, CAST(c.record_no AS BIGINT) AS record_no
    FROM connection AS c
    JOIN zert_detail AS f ON f.file_id = c.file_id AND f.record_no = c.record_no
    JOIN zert_detail_ipsec AS t ON t.zert_detail_ipsec_id = f.zert_detail_ipsec_id
), phase1 AS (
    SELECT system, stack, tunnel_number, at_local, {'event': event, 'state': state, 'fips': fips_mode, 'cipher': cipher, 'bits': cipher_strength_bits, 'mac': mac, 'dh': dh_group, 'dh_bits': dh_strength_bits, 'auth': auth_method, 'version': ike_version, 'peer': remote_identity, 'rule': policy_rule, 'expire': expire_utc, 'suite': suite_id, 'inferred': is_inferred, 'at': at_local, 'file_id': file_id, 'record_no': record_no} AS seen
    FROM tunnel
    WHERE tunnel_kind = 'K'
), phase2 AS (
    SELECT system, stack, tunnel_kind, tunnel_number, at_local, {'event': event, 'state': state, 'fips': fips_mode, 'cipher': cipher, 'bits': cipher_strength_bits, 'mac': mac, 'action': policy_action, 'suite': suite_id, 'inferred': is_inferred, 'at': at_local, 'file_id': file_id, 'record_no': record_no} AS seen
    FROM tunnel
    WHERE tunnel_kind IN ('Y', 'M')
), with_phase1 AS (
    SELECT r.*, coalesce(b.seen, a.seen) AS p1
    FROM ridden AS r
    ASOF LEFT JOIN phase1 AS b ON b.system = r.system AND b.stack = r.stack AND b.tunnel_number = r.ike_number AND r.smf_time_local >= b.at_local
    ASOF LEFT JOIN phase1 AS a ON a.system = r.system AND a.stack = r.stack AND a.tunnel_number = r.ike_number AND r.smf_time_local < a.at_local
)
SELECT r.* EXCLUDE (p1), r.p1, coalesce(b.seen, a.seen) AS p2
FROM with_phase1 AS r
ASOF LEFT JOIN phase2 AS b ON b.system = r.system AND b.stack = r.stack AND b.tunnel_kind = r.ipsec_kind AND b.tunnel_number = r.ipsec_number AND r.smf_time_local >= b.at_local
ASOF LEFT JOIN phase2 AS a ON a.system = r.system AND a.stack = r.stack AND a.tunnel_kind = r.ipsec_kind AND a.tunnel_number = r.ipsec_number AND r.smf_time_local < a.at_local;

CREATE OR REPLACE VIEW v_session_tunnel AS
SELECT 'zert_detail' AS source, t.sysplex, t.system, t.stack, t.job, t.user_id, t.role, t.server_addr, t.server_port, t.client_addr,
       coalesce(t.job || ' ', '') || CASE WHEN contains(t.server_addr, ':') THEN '[' || t.server_addr || ']' ELSE coalesce(t.server_addr, '?') END
           || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?')
           || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS endpoint,
       t.suite_id, t.first_utc, t.last_utc, t.bytes_in, t.bytes_out, t.smf_time_local AS at_local,
       'K' || t.ike_number AS ike_tunnel,
       t.ipsec_kind || t.ipsec_number AS ipsec_tunnel,
       t.ike_local_endpoint AS local_endpoint, t.ike_remote_endpoint AS remote_endpoint,
       t.p1 IS NOT NULL AS has_phase1, t.p2 IS NOT NULL AS has_phase2,
       t.p1.event AS phase1_event, t.p1.state AS phase1_state, t.p1.fips AS phase1_fips_mode,
       t.p1.version AS ike_version, t.p1.auth AS ike_auth_method, t.p1.cipher AS ike_cipher, t.p1.bits AS ike_cipher_strength_bits,
       t.p1.mac AS ike_mac, t.p1.dh AS ike_dh_group, t.p1.dh_bits AS ike_dh_strength_bits, t.p1.peer AS remote_identity, t.p1.rule AS policy_rule,
       t.p1.expire AS phase1_expire_utc, t.p1.suite AS phase1_suite_id, t.p1.inferred AS phase1_is_inferred, t.p1.at AS phase1_at_local,
       t.p1.file_id AS phase1_file_id, t.p1.record_no AS phase1_record_no,
       t.p2.event AS phase2_event, t.p2.state AS phase2_state, coalesce(t.p2.fips, t.ipsec_fips_mode) AS phase2_fips_mode,
       t.p2.cipher AS phase2_cipher, t.p2.bits AS phase2_cipher_strength_bits, t.p2.mac AS phase2_mac, t.p2.action AS policy_action,
       t.p2.suite AS phase2_suite_id, t.p2.inferred AS phase2_is_inferred, t.p2.at AS phase2_at_local,
       t.p2.file_id AS phase2_file_id, t.p2.record_no AS phase2_record_no,
       t.file_id, t.record_no
FROM session_tunnel AS t;

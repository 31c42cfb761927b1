-- v_session_tunnel: each connection known from zERT detail records that went through an IPSec tunnel, beside what is known
-- of the tunnel and of its phase 1. zERT gives the numbers of both; K, Y or M and the number name the tunnel. zERT summaries
-- carry no tunnel numbers.
--
-- SMF records come first: of those of the same system and stack the last one at or before the zERT record counts, or the
-- first one after it when there is none before; both have local times of the same system. Where there is none, tunnels that
-- a capture of the IPSec NMI lists count. They carry no local time: the activation of the tunnel, or without one the time of
-- the capture, is held against the end or else the begin of the connection, all in UTC; again the last before counts, or the
-- first after; of captures that list the same activation the newest. A capture names a stack and no system. phase1_match and phase2_match say what the match rests on:
--   record of the stack              SMF record, same system and stack
--   listed, system known by cookies  same system and stack, see tunnel
--   listed, stack and end points     same stack name and end points of the tunnel; the system is not known
--   listed, end points               the same end points; neither system nor stack is known
-- The last two are likely and not certain: phase1_is_sure and phase2_is_sure are false, and nothing fails or passes by them.
-- What is said of the time follows after a semicolon.
CREATE OR REPLACE TABLE session_tunnel AS
WITH ridden AS (
    SELECT c.sysplex, c.system, c.stack, c.job, c.user_id, c.role, c.server_addr, c.server_port, c.client_addr, c.suite_id,
           c.first_local, c.last_local, c.first_utc, c.last_utc, c.bytes_in, c.bytes_out, c.smf_time_local,
           CAST(nullif(f.ike_tunnel_number, 0) AS BIGINT) AS ike_number,
           CAST(nullif(f.ipsec_tunnel_number, 0) AS BIGINT) AS ipsec_number,
           CASE WHEN t.ipsec_tunnel_type = 1 THEN 'M' ELSE 'Y' END AS ipsec_kind,
           CASE WHEN t.ipsec_fips THEN 'on' WHEN NOT t.ipsec_fips THEN 'off' END AS ipsec_fips_mode,
           t.ike_local_endpoint, t.ike_remote_endpoint,
           CAST(c.file_id AS BIGINT) AS file_id, CAST(c.record_no AS BIGINT) AS record_no
    FROM connection AS c
    JOIN zert_detail AS f ON f.file_id = c.file_id AND f.record_no = c.record_no
    JOIN zert_detail_ipsec AS t ON t.zert_detail_ipsec_id = f.zert_detail_ipsec_id
), observed AS (
    SELECT source, system, stack, tunnel_kind AS kind, tunnel_number AS number, at_local, coalesce(start_utc, captured_utc) AS at_utc, expire_utc, local_endpoint, remote_endpoint,
           {'source': source, 'event': event, 'state': state, 'fips': fips_mode, 'cipher': cipher, 'bits': cipher_strength_bits, 'mac': mac, 'dh': dh_group, 'dh_bits': dh_strength_bits, 'auth': auth_method, 'version': ike_version, 'peer': remote_identity, 'rule': policy_rule, 'action': policy_action, 'expire': expire_utc, 'suite': suite_id, 'inferred': is_inferred, 'at': at_local, 'captured': captured_utc, 'file_id': file_id, 'record_no': record_no, 'part': coalesce(message_record, 0)} AS seen
    FROM tunnel
    WHERE tunnel_number IS NOT NULL
), recorded AS (
    SELECT *
    FROM observed
    WHERE source = 'smf119'
), with_phase1 AS (
    SELECT r.*, coalesce(b.seen, a.seen) AS p1
    FROM ridden AS r
    ASOF LEFT JOIN (SELECT * FROM recorded WHERE kind = 'K') AS b ON b.system = r.system AND b.stack = r.stack AND b.number = r.ike_number AND r.smf_time_local >= b.at_local
    ASOF LEFT JOIN (SELECT * FROM recorded WHERE kind = 'K') AS a ON a.system = r.system AND a.stack = r.stack AND a.number = r.ike_number AND r.smf_time_local < a.at_local
), with_records AS (
    SELECT r.*, coalesce(b.seen, a.seen) AS p2
    FROM with_phase1 AS r
    ASOF LEFT JOIN (SELECT * FROM recorded WHERE kind <> 'K') AS b ON b.system = r.system AND b.stack = r.stack AND b.kind = r.ipsec_kind AND b.number = r.ipsec_number AND r.smf_time_local >= b.at_local
    ASOF LEFT JOIN (SELECT * FROM recorded WHERE kind <> 'K') AS a ON a.system = r.system AND a.stack = r.stack AND a.kind = r.ipsec_kind AND a.number = r.ipsec_number AND r.smf_time_local < a.at_local
), placed AS (
    SELECT kind, number, at_utc, expire_utc, seen,
           CASE WHEN system IS NOT NULL AND stack IS NOT NULL THEN 1 WHEN stack IS NOT NULL THEN 2 ELSE 3 END AS rank,
           CASE WHEN system IS NOT NULL AND stack IS NOT NULL THEN concat_ws('/', system, stack) ELSE concat_ws('/', stack, local_endpoint, remote_endpoint) END AS place
    FROM observed
    WHERE source = 'nmsec'
      AND at_utc IS NOT NULL
      AND (system IS NOT NULL AND stack IS NOT NULL OR local_endpoint IS NOT NULL AND remote_endpoint IS NOT NULL)
), listed AS (
    SELECT kind, number, rank, place, at_utc, arg_max({'seen': seen, 'expire': expire_utc}, (seen.captured, -seen.file_id, -seen.record_no, -seen.part)) AS last
    FROM placed
    GROUP BY kind, number, rank, place, at_utc
), wanted AS (
    SELECT r.file_id, r.record_no, w.kind, w.number, w.place, w.rank, coalesce(r.last_utc, r.first_utc) AS at_utc, r.first_utc
    FROM with_records AS r
    CROSS JOIN LATERAL (
        SELECT p.kind, p.number, k.rank, k.place
        FROM (VALUES ('K', r.ike_number, r.p1 IS NULL), (r.ipsec_kind, r.ipsec_number, r.p2 IS NULL)) AS p (kind, number, is_open)
        CROSS JOIN (VALUES
            (1, r.system || '/' || r.stack),
            (2, r.stack || '/' || r.ike_local_endpoint || '/' || r.ike_remote_endpoint),
            (3, r.ike_local_endpoint || '/' || r.ike_remote_endpoint)) AS k (rank, place)
        WHERE p.is_open
    ) AS w
    WHERE EXISTS (SELECT 1 FROM listed)
), met AS (
    SELECT w.file_id, w.record_no, w.kind, w.rank, false AS is_later, l.last.expire < w.first_utc AS is_past, l.last.seen
    FROM wanted AS w
    ASOF JOIN listed AS l ON l.rank = w.rank AND l.place = w.place AND l.kind = w.kind AND l.number = w.number AND w.at_utc >= l.at_utc
    UNION ALL
    SELECT w.file_id, w.record_no, w.kind, w.rank, true, NULL, l.last.seen
    FROM wanted AS w
    ASOF JOIN listed AS l ON l.rank = w.rank AND l.place = w.place AND l.kind = w.kind AND l.number = w.number AND w.at_utc < l.at_utc
), best AS (
    SELECT file_id, record_no, kind,
           arg_min({'seen': seen, 'rank': rank, 'later': is_later, 'past': coalesce(is_past, false)}, 2 * rank + CAST(is_later AS INTEGER)) AS pick
    FROM met
    GROUP BY file_id, record_no, kind
)
SELECT r.* REPLACE (coalesce(r.p1, k.pick.seen) AS p1, coalesce(r.p2, y.pick.seen) AS p2),
       CASE WHEN r.p1 IS NULL THEN k.pick.rank ELSE 0 END AS p1_rank, k.pick.later AS p1_later, k.pick.past AS p1_past,
       CASE WHEN r.p2 IS NULL THEN y.pick.rank ELSE 0 END AS p2_rank, y.pick.later AS p2_later, y.pick.past AS p2_past
FROM with_records AS r
LEFT JOIN best AS k ON k.file_id = r.file_id AND k.record_no = r.record_no AND k.kind = 'K'
LEFT JOIN best AS y ON y.file_id = r.file_id AND y.record_no = r.record_no AND y.kind <> 'K';

CREATE OR REPLACE MACRO tunnel_match(rank, later, past) AS
    CASE rank WHEN 0 THEN 'record of the stack' WHEN 1 THEN 'listed, system known by cookies' WHEN 2 THEN 'listed, stack and end points' WHEN 3 THEN 'listed, end points' END
    || CASE WHEN rank = 0 THEN '' WHEN later THEN '; activated or captured after the connection, in UTC' WHEN past THEN '; expired before the connection, in UTC' ELSE '; times in UTC' END;

CREATE OR REPLACE VIEW v_session_tunnel AS
SELECT 'zert_detail' AS source, t.sysplex, t.system, t.stack, t.job, t.user_id, t.role, t.server_addr, t.server_port, t.client_addr,
       coalesce(t.job || ' ', '') || CASE WHEN contains(t.server_addr, ':') THEN '[' || t.server_addr || ']' ELSE coalesce(t.server_addr, '?') END
           || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?')
           || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS endpoint,
       t.suite_id, t.first_local, t.last_local, t.first_utc, t.last_utc, t.bytes_in, t.bytes_out, t.smf_time_local AS at_local,
       'K' || t.ike_number AS ike_tunnel,
       t.ipsec_kind || t.ipsec_number AS ipsec_tunnel,
       t.ike_local_endpoint AS local_endpoint, t.ike_remote_endpoint AS remote_endpoint,
       t.p1 IS NOT NULL AS has_phase1, t.p2 IS NOT NULL AS has_phase2,
       t.p1.event AS phase1_event, t.p1.state AS phase1_state, t.p1.fips AS phase1_fips_mode,
       t.p1.version AS ike_version, t.p1.auth AS ike_auth_method, t.p1.cipher AS ike_cipher, t.p1.bits AS ike_cipher_strength_bits,
       t.p1.mac AS ike_mac, t.p1.dh AS ike_dh_group, t.p1.dh_bits AS ike_dh_strength_bits, t.p1.peer AS remote_identity, t.p1.rule AS policy_rule,
       t.p1.expire AS phase1_expire_utc, t.p1.suite AS phase1_suite_id, t.p1.inferred AS phase1_is_inferred, t.p1.at AS phase1_at_local, t.p1.captured AS phase1_captured_utc,
       t.p1.source AS phase1_source,
       CASE WHEN t.p1 IS NOT NULL THEN tunnel_match(t.p1_rank, t.p1_later, t.p1_past) END AS phase1_match,
       CASE WHEN t.p1 IS NOT NULL THEN t.p1_rank < 2 END AS phase1_is_sure,
       t.p1.file_id AS phase1_file_id, t.p1.record_no AS phase1_record_no,
       t.p2.event AS phase2_event, t.p2.state AS phase2_state, coalesce(t.p2.fips, t.ipsec_fips_mode) AS phase2_fips_mode,
       t.p2.cipher AS phase2_cipher, t.p2.bits AS phase2_cipher_strength_bits, t.p2.mac AS phase2_mac, t.p2.action AS policy_action,
       t.p2.suite AS phase2_suite_id, t.p2.inferred AS phase2_is_inferred, t.p2.at AS phase2_at_local, t.p2.captured AS phase2_captured_utc,
       t.p2.source AS phase2_source,
       CASE WHEN t.p2 IS NOT NULL THEN tunnel_match(t.p2_rank, t.p2_later, t.p2_past) END AS phase2_match,
       CASE WHEN t.p2 IS NOT NULL THEN t.p2_rank < 2 END AS phase2_is_sure,
       t.p2.file_id AS phase2_file_id, t.p2.record_no AS phase2_record_no,
       t.file_id, t.record_no
FROM session_tunnel AS t;

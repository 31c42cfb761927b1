-- v_ike_tunnel, v_ip_tunnel: every tunnel record of phase 1 and 2 with all its fields, of SMF 119, of captured
-- messages of the IPSec NMI (source nmsec) and of reports of ipsec (source text). Those list tunnels as they stood when they
-- were captured or typed. Sections of unknown layout
-- stay hex; their lengths stand beside them. Of tunnels with the same identifier a message lists the newest first:
-- family_place 1.
CREATE OR REPLACE VIEW v_ike_tunnel AS
SELECT 'smf119' AS source, 'activated' AS event, *
FROM v_ike_tunnel_activated
UNION ALL BY NAME
SELECT 'smf119' AS source, 'ended' AS event, *
FROM v_ike_tunnel_ended
UNION ALL BY NAME
SELECT 'nmsec' AS source, 'listed' AS event, * EXCLUDE (nmsec_ike_tunnel_id, nmsec_ike_tunnel_extra, nmsec_ike_tunnel_statistics_extra),
       nmsec_ike_tunnel_id AS ike_tunnel_id, nmsec_ike_tunnel_extra AS ike_tunnel_extra, nmsec_ike_tunnel_statistics_extra AS ike_tunnel_statistics_extra
FROM v_nmi_ike_tunnel
UNION ALL BY NAME
SELECT 'text' AS source, 'listed' AS event, * EXCLUDE (text_exchange_mode, text_encr_alg, text_auth_alg, text_prf_alg, text_local_auth_method, text_peer_auth_method,
           text_encr_alg_name, text_auth_alg_name, text_prf_alg_name, text_local_auth_method_name, text_peer_auth_method_name,
           encr_printed, auth_printed, prf_printed, peer_auth_printed, text_ike_id, is_state_inferred, report_line, is_copy, answered_by, report_release, nss_client_name, is_shadow),
       coalesce(text_encr_alg_name, encr_printed) AS encr_alg_name, coalesce(text_auth_alg_name, auth_printed) AS auth_alg_name, coalesce(text_prf_alg_name, prf_printed) AS prf_alg_name,
       text_local_auth_method_name AS local_auth_method_name, coalesce(text_peer_auth_method_name, peer_auth_printed) AS peer_auth_method_name
FROM v_text_ike_tunnel;

CREATE OR REPLACE VIEW v_ip_tunnel AS
WITH observation AS (
    SELECT 'smf119' AS source, 'activated' AS event, 'ike' AS seen_by, * FROM v_dynamic_tunnel_activated
    UNION ALL BY NAME
    SELECT 'smf119' AS source, 'ended' AS event, 'ike' AS seen_by, * FROM v_dynamic_tunnel_ended
    UNION ALL BY NAME
    SELECT 'smf119' AS source, 'added' AS event, 'stack' AS seen_by, * FROM v_stack_tunnel_added
    UNION ALL BY NAME
    SELECT 'smf119' AS source, 'removed' AS event, 'stack' AS seen_by, * FROM v_stack_tunnel_removed
    UNION ALL BY NAME
    SELECT 'smf119' AS source, 'activated' AS event, 'stack' AS seen_by, * FROM v_manual_tunnel_activated
    UNION ALL BY NAME
    SELECT 'smf119' AS source, 'ended' AS event, 'stack' AS seen_by, * FROM v_manual_tunnel_ended
    UNION ALL BY NAME
    SELECT 'nmsec' AS source, 'listed' AS event, 'ike' AS seen_by, * EXCLUDE (nmsec_ip_tunnel_id, nmsec_ip_tunnel_extra, nmsec_ip_tunnel_unproven),
           nmsec_ip_tunnel_id AS ip_tunnel_id, nmsec_ip_tunnel_extra AS ip_tunnel_extra, nmsec_ip_tunnel_unproven AS ip_tunnel_unproven
    FROM v_nmi_ike_dynamic_tunnel
    UNION ALL BY NAME
    SELECT 'nmsec' AS source, 'listed' AS event, 'stack' AS seen_by, * EXCLUDE (nmsec_ip_tunnel_id, nmsec_ip_tunnel_extra, nmsec_ip_tunnel_unproven),
           nmsec_ip_tunnel_id AS ip_tunnel_id, nmsec_ip_tunnel_extra AS ip_tunnel_extra, nmsec_ip_tunnel_unproven AS ip_tunnel_unproven
    FROM v_nmi_stack_dynamic_tunnel
    UNION ALL BY NAME
    SELECT 'nmsec' AS source, 'listed' AS event, 'stack' AS seen_by, * EXCLUDE (nmsec_ip_tunnel_id, nmsec_ip_tunnel_extra, nmsec_ip_tunnel_unproven),
           nmsec_ip_tunnel_id AS ip_tunnel_id, nmsec_ip_tunnel_extra AS ip_tunnel_extra, nmsec_ip_tunnel_unproven AS ip_tunnel_unproven
    FROM v_nmi_manual_tunnel
    UNION ALL BY NAME
    SELECT 'text' AS source, 'listed' AS event, seen_by, file_id, record_no, tunnel_id, parent_tunnel_id, vpn_action, local_endpoint, remote_endpoint,
           local_address_base AS local_client_identity, remote_address_base AS remote_client_identity, state, is_fips, encr_key_bits,
           CASE keying WHEN 'MANUAL' THEN 1 ELSE 2 END AS tunnel_type, encr_printed AS encr_alg_name, auth_printed AS auth_alg_name,
           auth_proto_name, encap_mode_name, in_encr_spi, out_encr_spi, stack_name, made_local, made_utc, true AS is_inferred
    FROM v_text_ip_tunnel
)
SELECT *,
       length(dynamic_hex) // 2 AS dynamic_section_bytes,
       length(ike_dynamic_hex) // 2 AS ike_dynamic_section_bytes,
       length(stack_added_hex) // 2 AS stack_added_section_bytes,
       length(stack_dynamic_hex) // 2 AS stack_dynamic_section_bytes,
       length(manual_hex) // 2 AS manual_section_bytes
FROM observation;

-- tunnel, v_tunnel: tunnels of both phases in one form, one row per record, copies left out. Ciphers and integrity
-- algorithms are given by the policies' words also where a name or a layout is only inferred; is_inferred says
-- so, and the suite holds none of them as a fact. Times with _utc are the tunnel's own, captured_utc that of an NMI
-- capture; the record's is local. A message of the NMI and a report of ipsec name a stack and no system. It is the system
-- whose records show one of its IKE tunnels by the same pair of cookies, which no two tunnels share; else it is not known.
-- A message of the IKE daemon's log (source log) names a tunnel and perhaps a stack: system and stack are those of the
-- only place at which the other evidence of these days shows a tunnel with that identifier (is_placed_by_id), else not known.
CREATE OR REPLACE TEMP TABLE tunnel_seen AS
SELECT source, event, 'ike' AS seen_by, 1 AS phase, sysplex_name, system_name, system_id, stack_name, component, smf_time_local, tunnel_id,
       key_exchange_rule AS policy_rule, key_exchange_action AS policy_action,
       local_endpoint, remote_endpoint, local_identity, remote_identity, state, is_fips, 'DYNAMIC' AS keying,
       CAST(ike_major_version AS INTEGER) AS ike_version, generation, encr_alg,
       CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END AS encr_key_bits, auth_alg,
       CAST(CASE WHEN dh_group <= 65535 THEN dh_group END AS INTEGER) AS dh_group,
       CAST(life_seconds AS BIGINT) AS life_seconds, CAST(life_bytes AS HUGEINT) AS life_bytes,
       tunnel_start_utc, refresh_utc, expire_utc, NULL AS auth_proto, NULL AS encap_mode, false AS is_inferred, suite_id,
       captured_utc, coalesce(is_carved, false) AS is_carved, message_record, family_place, initiator_cookie, responder_cookie,
       '' AS family, NULL AS cipher_token, NULL AS mac_token, NULL AS proto_token, NULL AS mode_token, NULL AS made_local, NULL AS made_utc, file_id, record_no
FROM v_ike_tunnel
WHERE source <> 'text'
UNION ALL
SELECT source, event, seen_by, 2, sysplex_name, system_name, system_id, stack_name, component, smf_time_local, tunnel_id,
       NULL, vpn_action,
       local_endpoint, remote_endpoint, local_client_identity, remote_client_identity, state, is_fips, CASE tunnel_type WHEN 1 THEN 'MANUAL' WHEN 2 THEN 'DYNAMIC' WHEN 3 THEN 'DYNAMIC' END,
       NULL, NULL, encr_alg, CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, auth_alg, NULL,
       NULL, NULL,
       tunnel_start_utc, NULL, NULL, auth_proto, encap_mode, is_inferred, suite_id,
       captured_utc, coalesce(is_carved, false), message_record, NULL, NULL, NULL,
       '', NULL, NULL, NULL, NULL, NULL, NULL, file_id, record_no
FROM v_ip_tunnel
WHERE source <> 'text'
UNION ALL
SELECT 'text', 'listed', 'ike', 1, NULL, NULL, NULL, stack_name, NULL, NULL, tunnel_id,
       key_exchange_rule, key_exchange_action,
       local_endpoint, remote_endpoint, local_identity, remote_identity, state, is_fips, 'DYNAMIC',
       CAST(ike_major_version AS INTEGER), generation, text_encr_alg,
       CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, text_auth_alg,
       CAST(CASE WHEN dh_group <= 65535 THEN dh_group END AS INTEGER),
       CAST(life_seconds AS BIGINT), CAST(life_bytes AS HUGEINT),
       NULL, refresh_utc, expire_utc, NULL, NULL, is_state_inferred, suite_id,
       NULL, false, NULL, NULL, initiator_cookie, responder_cookie,
       'text_', NULL, NULL, NULL, NULL, made_local, made_utc, file_id, record_no
FROM v_text_ike_tunnel
UNION ALL
SELECT 'text', 'listed', seen_by, 2, NULL, NULL, NULL, stack_name, NULL, NULL, tunnel_id,
       NULL, vpn_action,
       local_endpoint, remote_endpoint, local_address_base, remote_address_base, state, is_fips, keying,
       CAST(ike_major_version AS INTEGER), generation, NULL, coalesce(CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, CASE encr_token WHEN '3DES' THEN 168 WHEN 'DES' THEN 56 END), NULL,
       CAST(CASE WHEN dh_group <= 65535 THEN dh_group END AS INTEGER),
       NULL, CAST(life_bytes AS HUGEINT),
       NULL, refresh_utc, expire_utc, NULL, NULL, true, NULL,
       NULL, false, NULL, NULL, NULL, NULL,
       'text_', encr_token, auth_token, auth_proto_name, encap_mode_name, made_local, made_utc, file_id, record_no
FROM v_text_ip_tunnel
UNION ALL
SELECT 'log', log_event, CASE WHEN log_program LIKE 'TRMD%' THEN 'stack' ELSE 'ike' END, CASE WHEN tunnel_id LIKE 'K%' THEN 1 ELSE 2 END,
       NULL, NULL, NULL, stack_name, NULL, NULL, tunnel_id,
       CASE WHEN tunnel_id LIKE 'K%' THEN key_exchange_rule END, vpn_action,
       NULL, NULL, NULL, NULL, CASE log_event WHEN 'expired' THEN 5 END, NULL, CASE WHEN tunnel_id LIKE 'M%' THEN 'MANUAL' ELSE 'DYNAMIC' END,
       CAST(ike_version AS INTEGER), generation, NULL, coalesce(encr_key_bits, CASE encr_token WHEN '3DES' THEN 168 WHEN 'DES' THEN 56 END), NULL,
       CAST(CASE WHEN dh_group <= 65535 AND NOT coalesce(is_group_of_ike, false) THEN dh_group END AS INTEGER),
       CAST(life_seconds AS BIGINT), CAST(life_bytes AS HUGEINT),
       NULL, NULL, NULL, NULL, NULL, encr_printed IS NOT NULL OR auth_printed IS NOT NULL, NULL,
       NULL, false, NULL, NULL, NULL, NULL,
       'text_', encr_token, auth_token, NULL, encap_mode_name, made_local, made_utc, file_id, record_no
FROM v_text_message
WHERE log_event IN ('activated', 'reauthenticated', 'deleted', 'expired', 'removed')
  AND regexp_full_match(tunnel_id, '[KYM][0-9]+');

CREATE OR REPLACE TABLE tunnel AS
WITH capture_system AS (
    SELECT n.file_id, n.stack_name, any_value(s.sysplex_name) AS sysplex_name, any_value(s.system_name) AS system_name, any_value(s.system_id) AS system_id
    FROM tunnel_seen AS n
    JOIN tunnel_seen AS s ON s.source = 'smf119' AND s.initiator_cookie = n.initiator_cookie AND s.responder_cookie = n.responder_cookie
        AND s.stack_name = n.stack_name AND s.tunnel_id = n.tunnel_id
    WHERE n.source IN ('nmsec', 'text')
      AND NOT regexp_full_match(n.initiator_cookie, '0*')
      AND NOT regexp_full_match(n.responder_cookie, '0*')
    GROUP BY n.file_id, n.stack_name
    HAVING count(DISTINCT (s.sysplex_name, s.system_name, s.system_id)) = 1
), placed AS (
    SELECT t.* REPLACE (coalesce(t.sysplex_name, c.sysplex_name) AS sysplex_name, coalesce(t.system_name, c.system_name) AS system_name, coalesce(t.system_id, c.system_id) AS system_id),
           c.file_id IS NOT NULL AS is_system_by_cookies
    FROM tunnel_seen AS t
    LEFT JOIN capture_system AS c ON t.source IN ('nmsec', 'text') AND c.file_id = t.file_id AND c.stack_name = t.stack_name
), logged_at AS (
    SELECT n.file_id, n.record_no, any_value(p.sysplex_name) AS sysplex_name, any_value(p.system_name) AS system_name, any_value(p.system_id) AS system_id,
           any_value(p.stack_name) AS stack_name
    FROM placed AS n
    JOIN placed AS p ON p.source <> 'log' AND p.phase = n.phase AND p.tunnel_id = n.tunnel_id
        AND (n.stack_name IS NULL OR p.stack_name = n.stack_name)
        AND coalesce(p.smf_time_local, p.made_local, p.captured_utc) BETWEEN n.made_local - INTERVAL 2 DAY AND n.made_local + INTERVAL 2 DAY
    WHERE n.source = 'log'
    GROUP BY n.file_id, n.record_no
    HAVING count(DISTINCT (p.sysplex_name, coalesce(nullif(p.system_name, ''), p.system_id), p.stack_name)) = 1
), observation AS (
    SELECT t.* REPLACE (coalesce(t.sysplex_name, l.sysplex_name) AS sysplex_name, coalesce(t.system_name, l.system_name) AS system_name, coalesce(t.system_id, l.system_id) AS system_id,
               coalesce(t.stack_name, l.stack_name) AS stack_name),
           l.file_id IS NOT NULL AS is_placed_by_id
    FROM placed AS t
    LEFT JOIN logged_at AS l ON t.source = 'log' AND l.file_id = t.file_id AND l.record_no = t.record_no
)
SELECT o.source, o.event, o.seen_by, o.phase,
       nullif(o.sysplex_name, '') AS sysplex,
       coalesce(nullif(o.system_name, ''), nullif(o.system_id, '')) AS system,
       nullif(o.stack_name, '') AS stack,
       nullif(o.tunnel_id, '') AS tunnel_id,
       nullif(regexp_extract(o.tunnel_id, '^([KYM])[0-9]+$', 1), '') AS tunnel_kind,
       TRY_CAST(regexp_extract(o.tunnel_id, '^[KYM]([0-9]+)$', 1) AS BIGINT) AS tunnel_number,
       nullif(o.policy_rule, '') AS policy_rule, nullif(o.policy_action, '') AS policy_action,
       o.local_endpoint, o.remote_endpoint, o.local_identity, o.remote_identity,
       s.name AS state,
       CASE WHEN o.is_fips THEN 'on' WHEN NOT o.is_fips THEN 'off' END AS fips_mode,
       o.keying, o.ike_version, CAST(o.generation AS BIGINT) AS generation,
       u.ike_auth_method AS auth_method,
       coalesce(e.token, o.cipher_token) AS cipher,
       CAST(CASE WHEN e.value IS NOT NULL OR o.cipher_token IS NOT NULL THEN coalesce(nullif(o.encr_key_bits, 0), e.bits) END AS INTEGER) AS cipher_bits,
       CASE WHEN coalesce(m.token, o.mac_token) = 'NONE' AND coalesce(e.token, o.cipher_token) LIKE '%-GCM' THEN 'AEAD' ELSE coalesce(m.token, o.mac_token) END AS mac,
       nullif(o.dh_group, 0) AS dh_group,
       coalesce(q.token, o.proto_token) AS auth_protocol, coalesce(t.token, o.mode_token) AS encap_mode,
       nullif(o.life_seconds, 0) AS life_seconds, capped(nullif(o.life_bytes, 0)) AS life_bytes,
       o.tunnel_start_utc AS start_utc, o.refresh_utc, o.expire_utc,
       coalesce(o.smf_time_local, o.made_local) AS at_local,
       coalesce(o.smf_time_local, o.made_local, to_local(o.captured_utc, k.offset_minutes)) AS seen_local, coalesce(o.captured_utc, o.made_utc, to_utc(o.smf_time_local, k.offset_minutes)) AS seen_utc,
       o.captured_utc, o.is_carved, o.is_system_by_cookies, o.is_placed_by_id,
       CAST(o.message_record AS BIGINT) AS message_record, CAST(o.family_place AS BIGINT) AS family_place,
       coalesce(o.is_inferred, false) OR coalesce(e.basis = 'inferred', false) OR coalesce(m.basis = 'inferred', false) AS is_inferred,
       coalesce(c.bits, CASE WHEN e.value IS NOT NULL THEN coalesce(nullif(o.encr_key_bits, 0), e.bits) END) AS cipher_strength_bits,
       g.bits AS dh_strength_bits,
       h.bits AS mac_rank,
       o.suite_id, CAST(o.file_id AS BIGINT) AS file_id, CAST(o.record_no AS BIGINT) AS record_no
FROM observation AS o
LEFT JOIN v_code_named AS s ON s.enum = 'sa_state' AND s.value = o.state
LEFT JOIN suite AS u ON u.suite_id = o.suite_id
LEFT JOIN v_code_named AS e ON e.enum = o.family || 'encr_alg' AND e.value = o.encr_alg
LEFT JOIN v_code_named AS m ON m.enum = o.family || 'auth_alg' AND m.value = o.auth_alg
LEFT JOIN v_code_named AS q ON q.enum = 'auth_proto' AND q.value = o.auth_proto
LEFT JOIN v_code_named AS t ON t.enum = 'encap_mode' AND t.value = o.encap_mode
LEFT JOIN strength AS c ON c.kind = 'cipher' AND c.item = coalesce(e.token, o.cipher_token)
LEFT JOIN strength AS g ON g.kind = 'dh' AND g.item = CAST(o.dh_group AS VARCHAR)
LEFT JOIN strength AS h ON h.kind = 'mac' AND h.item = CASE WHEN coalesce(m.token, o.mac_token) = 'NONE' AND coalesce(e.token, o.cipher_token) LIKE '%-GCM' THEN 'AEAD' ELSE coalesce(m.token, o.mac_token) END
LEFT JOIN clock AS k ON k.system = coalesce(nullif(o.system_name, ''), nullif(o.system_id, '')) AND k.sysplex IS NOT DISTINCT FROM nullif(o.sysplex_name, '') AND k.offset_minutes IS NOT NULL
    AND coalesce(o.smf_time_local, to_local(o.captured_utc, k.offset_minutes)) BETWEEN k.from_local AND k.to_local
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = o.file_id AND d.record_no = o.record_no);

DROP TABLE tunnel_seen;

CREATE OR REPLACE VIEW v_tunnel AS
SELECT source, event, seen_by, phase, sysplex, system, stack, tunnel_id, tunnel_kind, tunnel_number, policy_rule, policy_action,
       local_endpoint, remote_endpoint, local_identity, remote_identity, state, fips_mode, keying, ike_version, generation, auth_method,
       cipher, cipher_bits, mac, dh_group, auth_protocol, encap_mode, life_seconds, life_bytes, start_utc, refresh_utc, expire_utc, at_local,
       captured_utc, is_carved, is_system_by_cookies, is_placed_by_id, message_record, family_place,
       is_inferred, cipher_strength_bits, dh_strength_bits, suite_id, file_id, record_no
FROM tunnel;

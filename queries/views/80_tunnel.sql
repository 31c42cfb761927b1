-- v_ike_tunnel, v_ip_tunnel: every tunnel record of phase 1 and 2 with all its fields, of SMF 119 and of captured
-- messages of the IPSec NMI. Those list tunnels as they stood when they were captured. Sections of unknown layout
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
FROM v_nmi_ike_tunnel;

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
-- capture; the record's is local. A message of the NMI names a stack and no system. It is the system whose records
-- show one of its IKE tunnels by the same pair of cookies, which no two tunnels share; else it is not known.
CREATE OR REPLACE TABLE tunnel AS
WITH capture_system AS (
    SELECT n.file_id, n.stack_name, any_value(s.sysplex_name) AS sysplex_name, any_value(s.system_name) AS system_name, any_value(s.system_id) AS system_id
    FROM v_ike_tunnel AS n
    JOIN v_ike_tunnel AS s ON s.source = 'smf119' AND s.initiator_cookie = n.initiator_cookie AND s.responder_cookie = n.responder_cookie
        AND s.stack_name = n.stack_name AND s.tunnel_id = n.tunnel_id
    WHERE n.source = 'nmsec'
      AND NOT regexp_full_match(n.initiator_cookie, '0*')
      AND NOT regexp_full_match(n.responder_cookie, '0*')
    GROUP BY n.file_id, n.stack_name
    HAVING count(DISTINCT (s.sysplex_name, s.system_name, s.system_id)) = 1
), seen AS (
    SELECT source, event, 'ike' AS seen_by, 1 AS phase, sysplex_name, system_name, system_id, stack_name, component, smf_time_local, tunnel_id,
           key_exchange_rule AS policy_rule, key_exchange_action AS policy_action,
           local_endpoint, remote_endpoint, local_identity, remote_identity, state, is_fips, 'DYNAMIC' AS keying,
           CAST(ike_major_version AS INTEGER) AS ike_version, generation, encr_alg,
           CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END AS encr_key_bits, auth_alg,
           CAST(CASE WHEN dh_group <= 65535 THEN dh_group END AS INTEGER) AS dh_group,
           CAST(life_seconds AS BIGINT) AS life_seconds, CAST(life_bytes AS HUGEINT) AS life_bytes,
           tunnel_start_utc, refresh_utc, expire_utc, NULL AS auth_proto, NULL AS encap_mode, false AS is_inferred, suite_id,
           captured_utc, coalesce(is_carved, false) AS is_carved, message_record, family_place, file_id, record_no
    FROM v_ike_tunnel
    UNION ALL
    SELECT source, event, seen_by, 2, sysplex_name, system_name, system_id, stack_name, component, smf_time_local, tunnel_id,
           NULL, vpn_action,
           local_endpoint, remote_endpoint, local_client_identity, remote_client_identity, state, is_fips, CASE tunnel_type WHEN 1 THEN 'MANUAL' WHEN 2 THEN 'DYNAMIC' WHEN 3 THEN 'DYNAMIC' END,
           NULL, NULL, encr_alg, CASE WHEN encr_key_bits <= 512 THEN encr_key_bits END, auth_alg, NULL,
           NULL, NULL,
           tunnel_start_utc, NULL, NULL, auth_proto, encap_mode, is_inferred, suite_id,
           captured_utc, coalesce(is_carved, false), message_record, NULL, file_id, record_no
    FROM v_ip_tunnel
), observation AS (
    SELECT t.* REPLACE (coalesce(t.sysplex_name, c.sysplex_name) AS sysplex_name, coalesce(t.system_name, c.system_name) AS system_name, coalesce(t.system_id, c.system_id) AS system_id),
           c.file_id IS NOT NULL AS is_system_by_cookies
    FROM seen AS t
    LEFT JOIN capture_system AS c ON t.source = 'nmsec' AND c.file_id = t.file_id AND c.stack_name = t.stack_name
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
       e.token AS cipher,
       CAST(CASE WHEN e.value IS NOT NULL THEN coalesce(nullif(o.encr_key_bits, 0), e.bits) END AS INTEGER) AS cipher_bits,
       CASE WHEN m.token = 'NONE' AND e.token LIKE '%-GCM' THEN 'AEAD' ELSE m.token END AS mac,
       nullif(o.dh_group, 0) AS dh_group,
       q.token AS auth_protocol, t.token AS encap_mode,
       nullif(o.life_seconds, 0) AS life_seconds, capped(nullif(o.life_bytes, 0)) AS life_bytes,
       o.tunnel_start_utc AS start_utc, o.refresh_utc, o.expire_utc,
       o.smf_time_local AS at_local,
       coalesce(o.smf_time_local, to_local(o.captured_utc, k.offset_minutes)) AS seen_local, coalesce(o.captured_utc, to_utc(o.smf_time_local, k.offset_minutes)) AS seen_utc,
       o.captured_utc, o.is_carved, o.is_system_by_cookies,
       CAST(o.message_record AS BIGINT) AS message_record, CAST(o.family_place AS BIGINT) AS family_place,
       coalesce(o.is_inferred, false) OR coalesce(e.basis = 'inferred', false) OR coalesce(m.basis = 'inferred', false) AS is_inferred,
       coalesce(c.bits, CASE WHEN e.value IS NOT NULL THEN coalesce(nullif(o.encr_key_bits, 0), e.bits) END) AS cipher_strength_bits,
       g.bits AS dh_strength_bits,
       h.bits AS mac_rank,
       o.suite_id, CAST(o.file_id AS BIGINT) AS file_id, CAST(o.record_no AS BIGINT) AS record_no
FROM observation AS o
LEFT JOIN v_code_named AS s ON s.enum = 'sa_state' AND s.value = o.state
LEFT JOIN suite AS u ON u.suite_id = o.suite_id
LEFT JOIN v_code_named AS e ON e.enum = 'encr_alg' AND e.value = o.encr_alg
LEFT JOIN v_code_named AS m ON m.enum = 'auth_alg' AND m.value = o.auth_alg
LEFT JOIN v_code_named AS q ON q.enum = 'auth_proto' AND q.value = o.auth_proto
LEFT JOIN v_code_named AS t ON t.enum = 'encap_mode' AND t.value = o.encap_mode
LEFT JOIN strength AS c ON c.kind = 'cipher' AND c.item = e.token
LEFT JOIN strength AS g ON g.kind = 'dh' AND g.item = CAST(o.dh_group AS VARCHAR)
LEFT JOIN strength AS h ON h.kind = 'mac' AND h.item = CASE WHEN m.token = 'NONE' AND e.token LIKE '%-GCM' THEN 'AEAD' ELSE m.token END
LEFT JOIN clock AS k ON k.system = coalesce(nullif(o.system_name, ''), nullif(o.system_id, '')) AND k.sysplex IS NOT DISTINCT FROM nullif(o.sysplex_name, '') AND k.offset_minutes IS NOT NULL
    AND coalesce(o.smf_time_local, to_local(o.captured_utc, k.offset_minutes)) BETWEEN k.from_local AND k.to_local
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = o.file_id AND d.record_no = o.record_no);

CREATE OR REPLACE VIEW v_tunnel AS
SELECT source, event, seen_by, phase, sysplex, system, stack, tunnel_id, tunnel_kind, tunnel_number, policy_rule, policy_action,
       local_endpoint, remote_endpoint, local_identity, remote_identity, state, fips_mode, keying, ike_version, generation, auth_method,
       cipher, cipher_bits, mac, dh_group, auth_protocol, encap_mode, life_seconds, life_bytes, start_utc, refresh_utc, expire_utc, at_local,
       captured_utc, is_carved, is_system_by_cookies, message_record, family_place,
       is_inferred, cipher_strength_bits, dh_strength_bits, suite_id, file_id, record_no
FROM tunnel;

-- tunnel_life: the observations of tunnels, each with the number of the life it belongs to. Identifiers name a tunnel over its
-- refreshes, and a daemon that starts again uses them anew, perhaps for another peer: a new life begins where an
-- activation names another peer or policy, or a generation below the one before, or after its end one that is not above it. A
-- capture lists older generations too, so that its generations begin nothing. Where the offset of a
-- system's clock is not known, captures stand in time by captured_utc and records by their local time: the order of both is then sure
-- only when they lie further apart than local time and UTC.
CREATE OR REPLACE VIEW tunnel_life AS
WITH timed AS (
    SELECT *, coalesce(seen_local, captured_utc) AS seen_at, -coalesce(family_place, 0) AS age
    FROM tunnel
    WHERE tunnel_id IS NOT NULL
), beside AS (
    SELECT *,
           lag(remote_endpoint IGNORE NULLS) OVER before AS endpoint_before,
           lag(coalesce(policy_rule, policy_action) IGNORE NULLS) OVER before AS policy_before,
           lag(CASE WHEN event <> 'listed' THEN generation END IGNORE NULLS) OVER before AS generation_before,
           lag(event) OVER before AS event_before
    FROM timed
    WINDOW before AS (PARTITION BY sysplex, system, stack, phase, tunnel_id ORDER BY seen_at, CASE WHEN event IN ('ended', 'removed') THEN 1 ELSE 0 END, coalesce(generation, 0), age, file_id, record_no)
)
SELECT * EXCLUDE (endpoint_before, policy_before, generation_before, event_before),
       1 + CAST(sum(CASE
           WHEN event IN ('ended', 'removed') THEN 0
           WHEN remote_endpoint <> endpoint_before OR coalesce(policy_rule, policy_action) <> policy_before THEN 1
           WHEN event = 'listed' THEN 0
           WHEN generation < generation_before OR event_before = 'ended' AND generation <= generation_before THEN 1
           ELSE 0
       END) OVER (
           PARTITION BY sysplex, system, stack, phase, tunnel_id ORDER BY seen_at, CASE WHEN event IN ('ended', 'removed') THEN 1 ELSE 0 END, coalesce(generation, 0), age, file_id, record_no
           ROWS UNBOUNDED PRECEDING
       ) AS BIGINT) AS life
FROM beside;

-- tunnel_step: the observations of one life of a tunnel in time, each beside the one before that named algorithms. A cipher,
-- group or integrity algorithm weaker than the one before, as the same side saw it, is a downgrade; so are an older IKE
-- version, a pre-shared key after certificates, and FIPS 140 mode left. The end of a tunnel says nothing new.
CREATE OR REPLACE VIEW tunnel_step AS
WITH named AS (
    SELECT *,
           nullif(concat_ws(' ', cipher || coalesce('-' || nullif(cipher_bits, 0), ''), mac, 'group ' || dh_group), '') AS algorithms
    FROM tunnel_life
    WHERE event NOT IN ('ended', 'removed')
), stepped AS (
    SELECT *,
           lag(algorithms) OVER (PARTITION BY sysplex, system, stack, phase, tunnel_id, life ORDER BY seen_at, coalesce(generation, 0), age, file_id, record_no) AS algorithms_before,
           lag(cipher_strength_bits) OVER one AS cipher_strength_before,
           lag(dh_strength_bits) OVER one AS dh_strength_before,
           lag(mac_rank) OVER one AS mac_rank_before,
           lag(fips_mode) OVER one AS fips_mode_before,
           lag(ike_version) OVER one AS ike_version_before,
           lag(auth_method) OVER one AS auth_method_before
    FROM named
    WHERE algorithms IS NOT NULL
    WINDOW one AS (PARTITION BY sysplex, system, stack, phase, tunnel_id, life, seen_by ORDER BY seen_at, coalesce(generation, 0), age, file_id, record_no)
)
SELECT *,
       nullif(concat_ws('; ',
           CASE WHEN cipher_strength_bits < cipher_strength_before THEN 'weaker cipher' END,
           CASE WHEN dh_strength_bits < dh_strength_before THEN 'weaker group' END,
           CASE WHEN mac_rank < mac_rank_before THEN 'weaker integrity algorithm' END,
           CASE WHEN ike_version < ike_version_before THEN 'older IKE version' END,
           CASE WHEN auth_method = 'PRESHARED' AND auth_method_before <> 'PRESHARED' THEN 'pre-shared key instead of ' || auth_method_before END,
           CASE WHEN fips_mode = 'off' AND fips_mode_before = 'on' THEN 'FIPS 140 mode left' END), '') AS downgrade
FROM stepped;

-- v_tunnel_history: each life of each tunnel on each stack. A shadow tunnel of a sysplex-wide association is seen by a stack
-- alone: is_shadow. What daemon and stack both saw counts once. Only phase 1 numbers its generations. taken_over_from names the
-- tunnel of phase 1 between the same endpoints that another stack of the sysplex had activated last before this one, when that
-- stack did not activate it again afterwards. A capture of the NMI says how a tunnel stood: it is neither an activation nor an end, unless it
-- lists the tunnel as expired.
CREATE OR REPLACE VIEW v_tunnel_history AS
WITH newest AS (
    SELECT system, max(at_local) AS newest_local
    FROM (
        SELECT system, at_local FROM tunnel
        UNION ALL
        SELECT system, smf_time_local FROM connection
        UNION ALL
        SELECT system, to_local FROM summary_span
    ) AS records
    GROUP BY system
), life AS (
    SELECT sysplex, system, stack, phase, tunnel_id, life,
           any_value(tunnel_kind) AS tunnel_kind,
           any_value(keying) AS keying,
           any_value(local_endpoint) AS local_endpoint, any_value(remote_endpoint) AS remote_endpoint,
           any_value(remote_identity) AS remote_identity,
           any_value(policy_rule) AS policy_rule, any_value(policy_action) AS policy_action,
           string_agg(DISTINCT source, ', ' ORDER BY source) AS sources,
           min(seen_local) AS first_local, max(seen_local) AS last_local, first_of_all(seen_utc) AS first_utc, last_of_all(seen_utc) AS last_utc,
           min(seen_at) AS first_at,
           max(captured_utc) AS last_captured_utc,
           max(at_local) FILTER (event IN ('activated', 'added')) AS last_active_local,
           count(*) AS observations,
           count(*) FILTER (event = 'listed') AS listings,
           greatest(count(*) FILTER (seen_by = 'ike' AND event = 'activated'), count(*) FILTER (seen_by = 'stack' AND event IN ('activated', 'added'))) AS activations,
           greatest(count(*) FILTER (event = 'ended'), count(*) FILTER (event = 'removed')) AS endings,
           max(generation) AS generation,
           max(ike_version) AS ike_version,
           bool_or(seen_by = 'ike') AS seen_by_ike,
           bool_or(seen_by = 'stack') AS seen_by_stack,
           bool_or(is_inferred) AS is_inferred,
           max({'at': seen_at, 'rank': CASE WHEN event IN ('ended', 'removed') THEN 1 ELSE 0 END, 'generation': coalesce(generation, 0), 'age': -coalesce(family_place, 0), 'event': event, 'state': state, 'fips': fips_mode, 'expire': expire_utc, 'suite': suite_id, 'file_id': file_id, 'record_no': record_no}) AS last
    FROM tunnel_life
    GROUP BY sysplex, system, stack, phase, tunnel_id, life
), steps AS (
    SELECT sysplex, system, stack, phase, tunnel_id, life,
           string_agg(algorithms, ' > ' ORDER BY seen_at, coalesce(generation, 0), age, file_id, record_no) FILTER (algorithms IS DISTINCT FROM algorithms_before) AS algorithms,
           string_agg(downgrade, '; ' ORDER BY seen_at, coalesce(generation, 0), age, file_id, record_no) AS downgrade
    FROM tunnel_step
    GROUP BY sysplex, system, stack, phase, tunnel_id, life
), takeover AS (
    SELECT l.sysplex, l.system, l.stack, l.tunnel_id, l.life,
           arg_max(o.tunnel_id || ' on ' || coalesce(o.system, '?') || '/' || coalesce(o.stack, '?'), (o.last_active_local, o.tunnel_id)) AS taken_over_from
    FROM life AS l
    JOIN life AS o ON o.sysplex = l.sysplex AND o.local_endpoint = l.local_endpoint AND o.remote_endpoint = l.remote_endpoint
    WHERE l.phase = 1
      AND o.phase = 1
      AND (o.system IS DISTINCT FROM l.system OR o.stack IS DISTINCT FROM l.stack)
      AND o.last_active_local < l.first_at
    GROUP BY l.sysplex, l.system, l.stack, l.tunnel_id, l.life
)
SELECT l.sysplex, l.system, l.stack, l.phase, l.tunnel_id, l.life, l.tunnel_kind, l.keying, l.ike_version, l.local_endpoint, l.remote_endpoint, l.remote_identity,
       l.policy_rule, l.policy_action, l.sources, l.first_local, l.last_local, l.first_utc, l.last_utc, l.last_captured_utc, l.observations, l.listings, l.activations, l.endings,
       CASE l.keying WHEN 'MANUAL' THEN 0 ELSE greatest(coalesce(l.generation, 1) - 1, l.activations - 1, 0) END AS refreshes,
       l.generation, l.seen_by_ike, l.seen_by_stack,
       l.phase = 2 AND l.keying IS DISTINCT FROM 'MANUAL' AND l.seen_by_stack AND NOT l.seen_by_ike AS is_shadow,
       t.taken_over_from,
       l.last.event AS last_event, l.last.state AS last_state, l.last.fips AS fips_mode, l.last.expire AS expire_utc,
       l.last.event IN ('ended', 'removed') OR l.last.event = 'listed' AND l.last.state IS NOT DISTINCT FROM 'expired' AS is_ended,
       n.newest_local, coalesce(to_utc(n.newest_local, k.offset_minutes), CASE WHEN n.newest_local IS NULL THEN l.last_captured_utc END) AS newest_utc,
       s.algorithms, s.downgrade, s.downgrade IS NOT NULL AS is_downgraded,
       l.is_inferred, l.last.suite AS suite_id, l.last.file_id AS file_id, l.last.record_no AS record_no
FROM life AS l
LEFT JOIN newest AS n ON n.system = l.system
LEFT JOIN clock AS k ON known_clock(k, l) AND n.newest_local BETWEEN k.from_local AND k.to_local
LEFT JOIN takeover AS t ON t.sysplex = l.sysplex AND t.system IS NOT DISTINCT FROM l.system AND t.stack IS NOT DISTINCT FROM l.stack
    AND l.phase = 1 AND t.tunnel_id = l.tunnel_id AND t.life = l.life
LEFT JOIN steps AS s ON s.sysplex IS NOT DISTINCT FROM l.sysplex AND s.system IS NOT DISTINCT FROM l.system
    AND s.stack IS NOT DISTINCT FROM l.stack AND s.phase = l.phase AND s.tunnel_id = l.tunnel_id AND s.life = l.life;

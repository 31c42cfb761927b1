-- tunnel_life: the observations of tunnels, each with the number of the life it belongs to. Identifiers name a tunnel over its
-- refreshes, and a daemon that starts again uses them anew, perhaps for another peer: a new life begins where an
-- activation names another peer or policy, or a generation below the one before, or after its end one that is not above it. A
-- capture lists older generations too, so that its generations begin nothing. Where the offset of a
-- system's clock is not known, captures stand in time by captured_utc and records by their local time: the order of both is then sure
-- only when they lie further apart than local time and UTC.
CREATE OR REPLACE TABLE tunnel_life AS
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

-- tunnel_history, v_tunnel_history: each life of each tunnel on each stack. A shadow tunnel of a sysplex-wide association is seen by a stack
-- alone: is_shadow. What daemon and stack both saw counts once. Only phase 1 numbers its generations. taken_over_from names the
-- tunnel of phase 1 between the same endpoints that another stack of the sysplex had activated last before this one, when that
-- stack did not activate it again afterwards. A capture of the NMI says how a tunnel stood: it is neither an activation nor an end, unless it
-- lists the tunnel as expired.
CREATE OR REPLACE TABLE tunnel_history AS
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
LEFT JOIN clock AS k ON known_clock(k.system, k.sysplex, k.offset_minutes, l.system, l.sysplex) AND n.newest_local BETWEEN k.from_local AND k.to_local
LEFT JOIN takeover AS t ON t.sysplex = l.sysplex AND t.system IS NOT DISTINCT FROM l.system AND t.stack IS NOT DISTINCT FROM l.stack
    AND l.phase = 1 AND t.tunnel_id = l.tunnel_id AND t.life = l.life
LEFT JOIN steps AS s ON s.sysplex IS NOT DISTINCT FROM l.sysplex AND s.system IS NOT DISTINCT FROM l.system
    AND s.stack IS NOT DISTINCT FROM l.stack AND s.phase = l.phase AND s.tunnel_id = l.tunnel_id AND s.life = l.life;

CREATE OR REPLACE VIEW v_tunnel_history AS
SELECT *
FROM tunnel_history;

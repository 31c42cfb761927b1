-- The lives of the tunnels between two ends, with a row for each stretch under the same algorithms and FIPS mode: the
-- steps that a downgrade or any other change begins. A life of which nothing names algorithms has one row without.
WITH life AS (
    SELECT sysplex, system, stack, phase, tunnel_id, life, keying, last_event, last_state, is_ended, expire_utc, is_inferred,
           coalesce(first_local, first_utc, last_captured_utc) AS life_from,
           coalesce(last_local, last_utc, last_captured_utc) AS life_until,
           generation, fips_mode, downgrade, file_id, record_no
    FROM v_tunnel_history
    WHERE local_endpoint IS NOT DISTINCT FROM $1
      AND remote_endpoint IS NOT DISTINCT FROM $2
), step AS (
    SELECT s.*,
           CASE WHEN s.downgrade IS NOT NULL OR s.algorithms IS DISTINCT FROM lag(s.algorithms) OVER steps
                  OR s.fips_mode IS DISTINCT FROM lag(s.fips_mode) OVER steps THEN 1 ELSE 0 END AS begins
    FROM tunnel_step AS s
    SEMI JOIN life AS l ON l.sysplex IS NOT DISTINCT FROM s.sysplex AND l.system IS NOT DISTINCT FROM s.system
        AND l.stack IS NOT DISTINCT FROM s.stack AND l.phase = s.phase AND l.tunnel_id = s.tunnel_id AND l.life = s.life
    WINDOW steps AS (PARTITION BY s.sysplex, s.system, s.stack, s.phase, s.tunnel_id, s.life
        ORDER BY s.seen_at, coalesce(s.generation, 0), s.age, s.file_id, s.record_no)
), numbered AS (
    SELECT *, sum(begins) OVER (PARTITION BY sysplex, system, stack, phase, tunnel_id, life
        ORDER BY seen_at, coalesce(generation, 0), age, file_id, record_no ROWS UNBOUNDED PRECEDING) AS stretch
    FROM step
), stretch AS (
    SELECT sysplex, system, stack, phase, tunnel_id, life, stretch,
           any_value(algorithms) AS algorithms, any_value(fips_mode) AS fips_mode,
           string_agg(DISTINCT auth_method, ', ') AS auth_method, max(ike_version) AS ike_version,
           any_value(downgrade) AS downgrade, min(seen_at) AS seen_from, max(seen_at) AS seen_until,
           min(generation) AS generation_from, max(generation) AS generation_until, count(*) AS records,
           (list(seen_at ORDER BY seen_at) FILTER (WHERE event IN ('activated', 'added')))[1:200] AS activations,
           arg_min({'file_id': file_id, 'record_no': record_no}, (seen_at, coalesce(generation, 0), file_id, record_no)) AS first
    FROM numbered
    GROUP BY sysplex, system, stack, phase, tunnel_id, life, stretch
)
SELECT l.system, l.stack, l.phase, l.tunnel_id, l.life, l.keying, l.last_event, l.last_state, l.is_ended, l.is_inferred,
       l.life_from, l.life_until, l.expire_utc, s.algorithms, coalesce(s.fips_mode, l.fips_mode) AS fips_mode, s.auth_method,
       s.ike_version, s.downgrade, coalesce(s.seen_from, l.life_from) AS seen_from,
       coalesce(s.seen_until, l.life_until) AS seen_until, s.generation_from,
       coalesce(s.generation_until, l.generation) AS generation_until, s.records, s.activations,
       coalesce(s.first.file_id, l.file_id) AS file_id, coalesce(s.first.record_no, l.record_no) AS record_no
FROM life AS l
LEFT JOIN stretch AS s ON s.sysplex IS NOT DISTINCT FROM l.sysplex AND s.system IS NOT DISTINCT FROM l.system
    AND s.stack IS NOT DISTINCT FROM l.stack AND s.phase = l.phase AND s.tunnel_id = l.tunnel_id AND s.life = l.life
ORDER BY l.system, l.stack, l.phase, l.life_from NULLS LAST, l.tunnel_id, l.life, s.stretch
LIMIT 501

-- Links from traffic that names both ends. Cleartext that may be an artefact of older releases is left out.
-- .weak_bits: the strength below which a link is weak.
WITH strength_of AS (
    SELECT suite_id,
           nullif(greatest(coalesce(max(CASE WHEN layer IN ('tls', 'ssh') THEN session_strength_bits END), -1),
                           coalesce(min(CASE WHEN layer IN ('ike', 'ipsec') THEN session_strength_bits END), -1)),
           -1) AS bits
    FROM   suite_layer
    GROUP  BY suite_id
), weak AS (
    SELECT t.*, t.protection = 'NONE' AS is_clear, s.bits
    FROM   v_traffic AS t
    LEFT JOIN strength_of AS s ON s.suite_id = CASE WHEN t.protection <> 'NONE' THEN t.suite_id END
    WHERE  (t.protection = 'NONE' AND NOT coalesce(t.is_artefact, false))
       OR  s.bits < {{.weak_bits}}
)
SELECT CAST(system AS VARCHAR) AS system,
       CAST(stack AS VARCHAR) AS stack,
       CAST(job AS VARCHAR) AS job,
       CAST(role AS VARCHAR) AS role,
       CAST(client_addr AS VARCHAR) AS client_addr,
       CAST(server_addr AS VARCHAR) AS server_addr,
       CAST(server_port AS BIGINT) AS server_port,
       CAST(least(coalesce(sum(CASE WHEN is_clear THEN connections END), 0), 9223372036854775807) AS BIGINT) AS clear,
       CAST(least(coalesce(sum(CASE WHEN is_clear THEN coalesce(bytes_in, 0) + CAST(coalesce(bytes_out,
           0) AS DECIMAL(38, 0)) END), 0), 9223372036854775807) AS BIGINT) AS clear_bytes,
       CAST(least(coalesce(sum(CASE WHEN NOT is_clear THEN connections END), 0),
           9223372036854775807) AS BIGINT) AS weak,
       CAST(least(coalesce(sum(CASE WHEN NOT is_clear THEN coalesce(bytes_in, 0) + CAST(coalesce(bytes_out,
           0) AS DECIMAL(38, 0)) END), 0), 9223372036854775807) AS BIGINT) AS weak_bytes,
       CAST(min(bits) AS BIGINT),
       {{template "spans"}},
       CAST(min(CAST(file_id AS BIGINT) * 1099511627776 + record_no) AS BIGINT),
       count(*) OVER ()
FROM   weak
GROUP  BY 1, 2, 3, 4, 5, 6, 7
ORDER  BY clear DESC, weak DESC, clear_bytes DESC, weak_bytes DESC, system NULLS FIRST, stack NULLS FIRST,
          job NULLS FIRST, role NULLS FIRST,
          client_addr NULLS FIRST, server_addr NULLS FIRST, server_port NULLS FIRST

-- FIPS mode of the layers of traffic and of the tunnels.
{{template "by_layer"}}, mode AS (
    SELECT layer AS of, fips_mode AS mode, fips_level AS level, CAST(0 AS BIGINT) AS tunnels, sessions,
           interval_records, connections, bytes_in, bytes_out
    FROM   layered
    WHERE  layer <> 'none'
    UNION ALL
    SELECT 'tunnel, phase ' || CAST(phase AS VARCHAR), fips_mode, NULL, CAST(1 AS BIGINT), 0, 0, 0, 0, 0
    FROM   v_tunnel_history
)
SELECT CAST(of AS VARCHAR),
       CAST(mode AS VARCHAR),
       CAST(level AS VARCHAR),
       CAST(sum(tunnels) AS BIGINT),
       {{template "uses"}},
       count(*) OVER ()
FROM   mode
GROUP  BY of, mode, level
ORDER  BY of NULLS LAST, mode NULLS LAST, level NULLS LAST

-- For which time each stack is represented, by source.
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(source AS VARCHAR),
       {{template "span"}},
       CAST(records AS BIGINT),
       CAST(intervals AS BIGINT),
       CAST(gaps AS BIGINT),
       CAST(gap_seconds AS BIGINT),
       CAST(lost_connections AS BIGINT),
       CAST(lost_bytes AS BIGINT),
       CAST(switched_on AS BIGINT),
       CAST(switched_off AS BIGINT),
       CAST(recording AS VARCHAR),
       count(*) OVER ()
FROM   v_coverage
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, source NULLS FIRST, first_local NULLS FIRST

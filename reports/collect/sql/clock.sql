-- Offsets of the systems from UTC.
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(from_local AS TIMESTAMP),
       CAST(to_local AS TIMESTAMP),
       CAST(offset_minutes AS BIGINT),
       CAST(basis AS VARCHAR),
       CAST(records AS BIGINT),
       count(*) OVER ()
FROM   v_clock
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, from_local, to_local, offset_minutes NULLS FIRST

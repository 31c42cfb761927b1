-- Traffic per stack, day and protection.
SELECT CAST(day AS TIMESTAMP),
       CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(protection AS VARCHAR),
       {{template "uses_of_traffic"}},
       count(*) OVER ()
FROM   v_traffic
GROUP  BY day, sysplex, system, stack, protection
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, day NULLS FIRST, protection NULLS LAST

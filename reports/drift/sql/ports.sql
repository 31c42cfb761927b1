-- Each server with how much of its traffic went unprotected.
SELECT CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(min(job) AS VARCHAR),
       CAST(role AS VARCHAR),
       CAST(server_addr AS VARCHAR),
       CAST(server_port AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes), 0), 9223372036854775807) AS BIGINT),
       coalesce(bool_or({{template "is_clear"}}), FALSE),
       CAST(least(coalesce(sum(connections) FILTER (WHERE {{template "is_clear"}}), 0),
           9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes) FILTER (WHERE {{template "is_clear"}}), 0), 9223372036854775807) AS BIGINT),
       CAST(coalesce(arg_min(file_id, (file_id, record_no)) FILTER (WHERE {{template "is_clear"}}),
           min(file_id)) AS BIGINT),
       CAST(coalesce(arg_min(record_no, (file_id, record_no)) FILTER (WHERE {{template "is_clear"}}),
           arg_min(record_no, (file_id, record_no))) AS BIGINT),
       count(*) OVER ()
FROM   v_endpoint
GROUP  BY system, stack, role, server_addr, server_port
ORDER  BY system NULLS FIRST, stack NULLS FIRST, role NULLS FIRST, server_addr NULLS FIRST, server_port NULLS FIRST

-- Addresses at the other end: of a server of ours a client, of a client a server with its port, of Enterprise Extender
-- the address that is not ours.
SELECT CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(role AS VARCHAR),
       CAST(CASE role WHEN 'client' THEN server_addr ELSE client_addr END AS VARCHAR) AS peer,
       CAST(CASE role WHEN 'client' THEN server_port END AS BIGINT) AS port,
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT) AS connections,
       CAST(least(coalesce(sum(bytes), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(connections) FILTER (WHERE {{template "is_clear"}}), 0),
           9223372036854775807) AS BIGINT),
       CAST(min(file_id) AS BIGINT),
       CAST(arg_min(record_no, (file_id, record_no)) AS BIGINT),
       count(*) OVER ()
FROM   v_traffic
WHERE  role IS NOT NULL
GROUP  BY 1, 2, 3, 4, 5
ORDER  BY connections DESC, 1 NULLS FIRST, 2 NULLS FIRST, 3, 4 NULLS FIRST, 5 NULLS FIRST

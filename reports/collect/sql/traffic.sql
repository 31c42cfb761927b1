-- Traffic per protection and source of the records.
-- .traffic: what to add up, v_traffic or the sessions.
SELECT CAST(protection AS VARCHAR),
       CAST(source AS VARCHAR),
       CAST(coalesce(sum(sessions), 0) AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT),
       CAST(coalesce(sum(sessions) FILTER (WHERE is_artefact), 0) AS BIGINT),
       CAST(coalesce(sum(sessions) FILTER (WHERE role IS NULL), 0) AS BIGINT),
       CAST(coalesce(sum(sessions) FILTER (WHERE first_utc IS NULL), 0) AS BIGINT),
       {{template "spans"}},
       count(*) OVER ()
FROM   {{.traffic}}
GROUP  BY protection, source
ORDER  BY protection NULLS LAST, source NULLS LAST

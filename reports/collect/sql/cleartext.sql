-- Traffic without protection by what it is.
SELECT CAST(clear_kind AS VARCHAR),
       count(DISTINCT session_no),
       CAST(coalesce(sum(interval_records), 0) AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes), 0), 9223372036854775807) AS BIGINT),
       count(*) OVER ()
FROM   v_cleartext
GROUP  BY clear_kind
ORDER  BY 5 DESC, 1

-- What a side is.
SELECT {{template "spans"}},
       CAST(coalesce(sum(sessions), 0) AS BIGINT),
       count(*) OVER ()
FROM   v_endpoint

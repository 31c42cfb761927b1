-- What a side is.
SELECT {{template "spans"}},
       (SELECT count(DISTINCT session_no) FROM v_traffic),
       CAST(coalesce(sum(interval_records), 0) AS BIGINT),
       count(*) OVER ()
FROM   v_endpoint

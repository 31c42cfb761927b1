-- Certificates by the month they end in.
SELECT CAST(date_trunc('month', not_after_utc) AS TIMESTAMP) AS month,
       count(*),
       CAST(least(coalesce(sum(sessions), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(interval_records), 0), 9223372036854775807) AS BIGINT),
       count(*) OVER ()
FROM   v_certificate
GROUP  BY 1
ORDER  BY month NULLS LAST

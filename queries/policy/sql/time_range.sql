-- The first and last moment of the traffic.
SELECT CAST(least(min(coalesce(last_local, first_local)), min(last_utc)) AS TIMESTAMP),
  CAST(greatest(max(coalesce(last_local, first_local)), max(last_utc)) AS TIMESTAMP)
FROM {{.view}}

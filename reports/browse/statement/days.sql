-- The first and the last day with traffic.
SELECT min(day), max(day)
FROM v_traffic

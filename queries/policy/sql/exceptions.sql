-- How many findings each exception accepts, and how many it would accept had it not expired.
SELECT a.exception_no, count(*) FILTER (WHERE NOT a.expired), count(*) FILTER (WHERE a.expired)
FROM zertify_finding AS f
JOIN zertify_accept AS a ON a.rule_no = f.rule_no AND a.traffic_id = f.traffic_id
GROUP BY a.exception_no

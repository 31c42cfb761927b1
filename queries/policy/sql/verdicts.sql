-- All traffic once, each count under the worst of its rows.
SELECT worst, {{template "tally" ""}}
FROM (
  SELECT min(coalesce(w.worst, {{.rank_not_assessed}})) AS worst, {{template "one_share"}}
  FROM zertify_share AS s
  LEFT JOIN ({{template "worst_per_row" .}}) AS w ON w.traffic_id = s.traffic_id
  GROUP BY s.count_id
) AS s
GROUP BY worst
ORDER BY worst

-- Per rule, and over all as rule -1, the traffic whose match an exception accepts. What a rule also found where no
-- exception accepts it is not accepted of that rule.
WITH matched AS (
  SELECT h.rule_no, t.id
  FROM zertify_hit AS h
  JOIN zertify_traffic AS t ON t.era = h.era AND t.kind_id = h.id
  WHERE h.code = {{.match}} AND NOT h.note
  UNION
  SELECT h.rule_no, h.id
  FROM zertify_session_hit AS h
  JOIN zertify_traffic AS t ON t.id = h.id
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  WHERE h.code = {{.match}} AND NOT h.note AND NOT (r.speaks_of_protection AND coalesce(t.is_artefact, FALSE))
), accepted AS (
  SELECT m.rule_no, s.count_id, bool_and(a.traffic_id IS NOT NULL) AS is_whole, {{template "one_share"}}
  FROM matched AS m
  JOIN zertify_share AS s ON s.traffic_id = m.id
  LEFT JOIN (SELECT DISTINCT rule_no, traffic_id FROM zertify_accept WHERE NOT expired) AS a
    ON a.rule_no = m.rule_no AND a.traffic_id = m.id
  WHERE m.rule_no IN (SELECT rule_no FROM zertify_accept)
  GROUP BY m.rule_no, s.count_id
  HAVING bool_or(a.traffic_id IS NOT NULL)
)
SELECT rule_no, {{template "tally" ""}}
FROM accepted
WHERE is_whole
GROUP BY rule_no
UNION ALL
SELECT -1, {{template "tally" ""}}
FROM zertify_share AS s
WHERE is_first AND count_id IN (SELECT count_id FROM accepted)

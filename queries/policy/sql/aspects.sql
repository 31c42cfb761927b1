-- Traffic per aspect and verdict. Rules on suites are counted per kind of traffic; where a rule on sessions or an
-- exception has a say too, the counts that traffic has a share in are taken out again and counted by themselves. So are
-- those of several kinds, which no total of a kind has.
WITH excused AS (
  SELECT DISTINCT rule_no, traffic_id FROM zertify_accept WHERE NOT expired
), kind_rank AS (
  SELECT h.era, h.id AS kind_id, h.rule_no, r.aspect_no,
    min(CASE WHEN h.code = {{.match}} THEN r.verdict_rank
      WHEN h.code IN ({{.not_known}}, {{.limit}}) THEN {{.rank_not_evidenced}} ELSE {{.rank_clean}} END) AS worst
  FROM zertify_hit AS h
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  WHERE NOT h.note
  GROUP BY h.era, h.id, h.rule_no, r.aspect_no
), kind_aspect AS (
  SELECT era, kind_id, aspect_no, min(worst) AS worst FROM kind_rank GROUP BY era, kind_id, aspect_no
), session_rank AS (
  SELECT h.id AS traffic_id, h.rule_no, r.aspect_no,
    min(CASE WHEN h.code IN ({{.not_known}}, {{.limit}}) THEN {{.rank_not_evidenced}}
      WHEN h.code <> {{.match}} THEN {{.rank_clean}}
      WHEN r.speaks_of_protection AND t.is_artefact AND r.verdict_rank <= {{.rank_warn}} THEN {{.rank_info}}
      ELSE r.verdict_rank END) AS worst
  FROM zertify_session_hit AS h
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  JOIN zertify_traffic AS t ON t.id = h.id
  WHERE NOT h.note
  GROUP BY h.id, h.rule_no, r.aspect_no
), touched AS (
  SELECT s.count_id, x.aspect_no
  FROM session_rank AS x
  JOIN zertify_share AS s ON s.traffic_id = x.traffic_id
  UNION
  SELECT s.count_id, r.aspect_no
  FROM excused AS e
  JOIN zertify_rule AS r ON r.rule_no = e.rule_no
  JOIN zertify_share AS s ON s.traffic_id = e.traffic_id
  UNION
  SELECT s.count_id, k.aspect_no
  FROM zertify_share AS s
  JOIN kind_aspect AS k ON k.era = s.era AND k.kind_id = s.kind_id
  WHERE s.is_mixed
), part AS (
  SELECT s.*, x.aspect_no
  FROM touched AS x
  JOIN zertify_share AS s ON s.count_id = x.count_id
), said AS (
  SELECT p.count_id, p.traffic_id, x.rule_no, p.aspect_no, x.worst
  FROM part AS p
  JOIN session_rank AS x ON x.traffic_id = p.traffic_id AND x.aspect_no = p.aspect_no
  UNION ALL
  SELECT p.count_id, p.traffic_id, k.rule_no, p.aspect_no, k.worst
  FROM part AS p
  JOIN kind_rank AS k ON k.era = p.era AND k.kind_id = p.kind_id AND k.aspect_no = p.aspect_no
), single AS (
  SELECT s.count_id, s.aspect_no,
    min(CASE WHEN e.rule_no IS NOT NULL AND s.worst <> {{.rank_not_evidenced}} THEN {{.rank_clean}}
      ELSE s.worst END) AS worst
  FROM said AS s
  LEFT JOIN excused AS e ON e.rule_no = s.rule_no AND e.traffic_id = s.traffic_id
  GROUP BY s.count_id, s.aspect_no
), counted AS (
  SELECT k.aspect_no, k.worst, z.sessions, z.records, z.connections, z.bytes
  FROM kind_aspect AS k
  JOIN zertify_kind_total AS z ON z.era = k.era AND z.kind_id = k.kind_id
  UNION ALL
  SELECT k.aspect_no, k.worst, -p.sessions, -p.records, -p.connections, -p.bytes
  FROM part AS p
  JOIN kind_aspect AS k ON k.era = p.era AND k.kind_id = p.kind_id AND k.aspect_no = p.aspect_no
  WHERE p.is_first AND NOT p.is_mixed
  UNION ALL
  SELECT x.aspect_no, x.worst, s.sessions, s.records, s.connections, s.bytes
  FROM single AS x
  JOIN zertify_share AS s ON s.count_id = x.count_id AND s.is_first
)
SELECT aspect_no, worst, {{template "tally" ""}}
FROM counted
GROUP BY aspect_no, worst
HAVING sum(records) > 0 OR sum(sessions) > 0
ORDER BY aspect_no, worst

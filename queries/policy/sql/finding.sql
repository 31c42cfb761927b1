-- One row per rule, session group and unit where the rule matched. Pass rules make no findings. The port of a match
-- counts where it says that traffic is unprotected and nothing softens it.
CREATE OR REPLACE TEMP TABLE zertify_finding AS
SELECT h.rule_no, h.traffic_id, h.layer, h.role, h.observed, h.inferred, h.source, h.note, h.artefact,
  greatest(r.severity_rank - h.raise, 0) AS severity_rank, h.weight, h.says, h.service, h.carries,
  CASE WHEN h.note OR h.artefact THEN {{.rank_info}} ELSE r.verdict_rank END AS verdict_rank,
  a.exception_no, a.lapsed_no
FROM (
  SELECT h.rule_no, t.id AS traffic_id, h.layer, h.role, h.observed, h.inferred, h.source, h.note, FALSE AS artefact,
    0 AS weight, '' AS says, '' AS service, '' AS carries, 0 AS raise
  FROM (SELECT DISTINCT * FROM zertify_hit WHERE code = {{.match}}) AS h
  JOIN zertify_traffic AS t ON t.era = h.era AND t.kind_id = h.id
  UNION ALL
  SELECT DISTINCT h.rule_no, t.id, h.layer, h.role, h.observed, h.inferred, h.source, h.note,
    r.speaks_of_protection AND coalesce(t.is_artefact, FALSE) AND r.verdict_rank <= {{.rank_warn}},
    coalesce(p.weight, 0), coalesce(p.says, ''), coalesce(p.service, ''), coalesce(p.carries, ''),
    CASE WHEN p.weight > 0 THEN 1 ELSE 0 END
  FROM zertify_session_hit AS h
  JOIN zertify_traffic AS t ON t.id = h.id
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  LEFT JOIN zertify_port AS p ON p.port = t.server_port AND r.speaks_of_protection AND t.protection = 'NONE'
    AND r.verdict_rank <= {{.rank_warn}} AND NOT h.note AND NOT coalesce(t.is_artefact, FALSE)
  WHERE h.code = {{.match}}
) AS h
JOIN zertify_rule AS r ON r.rule_no = h.rule_no
LEFT JOIN (
  SELECT rule_no, traffic_id, min(exception_no) FILTER (WHERE NOT expired) AS exception_no,
    min(exception_no) FILTER (WHERE expired) AS lapsed_no
  FROM zertify_accept
  GROUP BY rule_no, traffic_id
) AS a ON a.rule_no = h.rule_no AND a.traffic_id = h.traffic_id
WHERE r.verdict_rank <> {{.rank_pass}}

{{- /* one_share selects the amounts of a count from any of its rows in zertify_share, called s. */ -}}
{{define "one_share"}}any_value(s.sessions) AS sessions, any_value(s.records) AS records,
    any_value(s.connections) AS connections, any_value(s.bytes) AS bytes{{end}}

{{- /* tally selects a Tally, with a FILTER or none. Counters of strangers add up to more than a BIGINT holds. */ -}}
{{define "tally"}}CAST(least(coalesce(sum(sessions){{.}}, 0), 9223372036854775807) AS BIGINT),
  CAST(least(coalesce(sum(records){{.}}, 0), 9223372036854775807) AS BIGINT),
  CAST(least(coalesce(sum(connections){{.}}, 0), 9223372036854775807) AS BIGINT),
  CAST(least(coalesce(sum(bytes){{.}}, 0), 9223372036854775807) AS BIGINT){{end}}

{{- /* finding_order is worst first and total. */ -}}
{{define "finding_order"}}f.exception_no IS NOT NULL, f.verdict_rank = {{.rank_info}}, f.severity_rank,
  f.weight DESC, t.connections DESC, t.bytes DESC, t.peers DESC,
  f.rule_no, f.traffic_id, f.layer, f.role, f.observed{{end}}

{{- /* said selects the hits that have a say in the verdict: matches, and what is not known where the rule could fail
       or warn. */ -}}
{{define "said"}}(h.code = {{.match}} OR h.code = {{.not_known}} AND r.verdict_rank <= {{.rank_warn}})
    AND NOT h.note{{end}}

{{- /* silent_areas are the units of traffic at which an area of the profile lists what passes and none of its rules
       matched: the value is one the profile does not name, so that the unit is not assessed; or the record does not
       hold what would have to be compared, so that it is not evidenced. Where no record of the kind could hold it, or
       hold enough of it to tell which rule on it applies, the area says nothing. .hits and .keys are a hit table and the columns that identify its traffic. */ -}}
{{define "silent_areas"}}SELECT DISTINCT {{.keys}}, -1 AS rule_no, worst
  FROM (
    SELECT {{.keys}},
      CASE WHEN bool_or(r.verdict_rank = {{.rank_pass}} AND h.code = {{.not_known}}) THEN {{.rank_not_evidenced}}
        WHEN NOT bool_or(r.compares_listed AND h.code = {{.limit}}) THEN {{.rank_not_assessed}}
      END AS worst
    FROM {{.hits}} AS h
    JOIN zertify_rule AS r ON r.rule_no = h.rule_no
    WHERE NOT h.note
    GROUP BY {{.keys}}, h.layer, h.role, r.area_no
    HAVING bool_or(r.verdict_rank = {{.rank_pass}} AND h.code <> {{.elsewhere}})
      AND NOT bool_or(h.code IN ({{.match}}, {{.replaced}}))
  ) AS silent
  WHERE worst IS NOT NULL{{end}}

{{- /* worst_per_row returns the worst verdict of each row of zertify_traffic, as far as a rule has a say in it.
       Replaced matches and notes do not count, nor do accepted matches; a match on cleartext that may be an artefact
       counts as info. */ -}}
{{define "worst_per_row"}}
WITH kind_rank AS (
  SELECT h.era, h.id AS kind_id, h.rule_no,
    min(CASE WHEN h.code = {{.match}} THEN r.verdict_rank ELSE {{.rank_not_evidenced}} END) AS worst
  FROM zertify_hit AS h
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  WHERE {{template "said" .}}
  GROUP BY h.era, h.id, h.rule_no
  UNION ALL
  {{template "silent_areas" (.With "hits" "zertify_hit" "keys" "era, id")}}
), session_rank AS (
  SELECT h.id AS traffic_id, h.rule_no,
    min(CASE WHEN h.code = {{.not_known}} THEN {{.rank_not_evidenced}}
      WHEN r.speaks_of_protection AND t.is_artefact AND r.verdict_rank <= {{.rank_warn}} THEN {{.rank_info}}
      ELSE r.verdict_rank END) AS worst
  FROM zertify_session_hit AS h
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  JOIN zertify_traffic AS t ON t.id = h.id
  WHERE {{template "said" .}}
  GROUP BY h.id, h.rule_no
  UNION ALL
  {{template "silent_areas" (.With "hits" "zertify_session_hit" "keys" "id")}}
), excused AS (
  SELECT DISTINCT rule_no, traffic_id FROM zertify_accept WHERE NOT expired
), touched AS (
  SELECT DISTINCT traffic_id FROM excused
), ranked AS (
  SELECT t.id AS traffic_id, k.worst
  FROM zertify_traffic AS t
  JOIN (SELECT era, kind_id, min(worst) AS worst FROM kind_rank GROUP BY era, kind_id) AS k
    ON k.era = t.era AND k.kind_id = t.kind_id
  WHERE NOT EXISTS (SELECT 1 FROM touched AS x WHERE x.traffic_id = t.id)
  UNION ALL
  SELECT t.id, k.worst
  FROM touched AS x
  JOIN zertify_traffic AS t ON t.id = x.traffic_id
  JOIN kind_rank AS k ON k.era = t.era AND k.kind_id = t.kind_id
  WHERE NOT EXISTS (
    SELECT 1 FROM excused AS e
    WHERE e.traffic_id = t.id AND e.rule_no = k.rule_no AND k.worst <> {{.rank_not_evidenced}})
  UNION ALL
  SELECT s.traffic_id, s.worst
  FROM session_rank AS s
  WHERE NOT EXISTS (
    SELECT 1 FROM excused AS e
    WHERE e.traffic_id = s.traffic_id AND e.rule_no = s.rule_no AND s.worst <> {{.rank_not_evidenced}})
)
SELECT traffic_id, min(worst) AS worst FROM ranked GROUP BY traffic_id{{end}}

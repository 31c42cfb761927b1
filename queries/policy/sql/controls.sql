-- The traffic that each rule looked at, matched, could not tell of and could not tell of because no record holds it.
-- Hits per kind count with the totals of the kind, and otherwise with all rows that have a share in a count. A match on a
-- layer that a stronger one covers, or on cleartext that may be an artefact, is left to the findings as a note.
SELECT rule_no, {{template "tally" ""}},
  {{template "tally" " FILTER (WHERE matched)"}},
  {{template "tally" " FILTER (WHERE unknown AND NOT matched)"}},
  {{template "tally" " FILTER (WHERE beyond AND NOT unknown AND NOT matched)"}}
FROM (
  SELECT h.rule_no, bool_or(h.code = {{.match}} AND NOT h.note) AS matched,
    bool_or(h.code = {{.not_known}}) AS unknown, bool_or(h.code = {{.limit}}) AS beyond, {{template "one_share"}}
  FROM zertify_hit AS h
  JOIN zertify_kind_total AS s ON s.era = h.era AND s.kind_id = h.id
  GROUP BY h.era, h.rule_no, h.id
  UNION ALL
  SELECT h.rule_no, bool_or(h.code = {{.match}} AND NOT h.note),
    bool_or(h.code = {{.not_known}}), bool_or(h.code = {{.limit}}), {{template "one_share"}}
  FROM zertify_hit AS h
  JOIN zertify_share AS s ON s.era = h.era AND s.kind_id = h.id
  WHERE s.is_mixed
  GROUP BY h.rule_no, s.count_id
  UNION ALL
  SELECT h.rule_no,
    bool_or(h.code = {{.match}} AND NOT h.note AND NOT (r.speaks_of_protection AND coalesce(t.is_artefact, FALSE))),
    bool_or(h.code = {{.not_known}}), bool_or(h.code = {{.limit}}), {{template "one_share"}}
  FROM zertify_session_hit AS h
  JOIN zertify_traffic AS t ON t.id = h.id
  JOIN zertify_rule AS r ON r.rule_no = h.rule_no
  JOIN zertify_share AS s ON s.traffic_id = h.id
  GROUP BY h.rule_no, s.count_id
) AS x
GROUP BY rule_no

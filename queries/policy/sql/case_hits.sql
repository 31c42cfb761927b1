-- Which rules matched, or could not tell, at which case.
SELECT t.job, h.rule_no, h.code
FROM zertify_hit AS h
JOIN zertify_traffic AS t ON t.era = h.era AND t.kind_id = h.id
WHERE NOT h.note AND h.code IN ({{.not_known}}, {{.match}}, {{.limit}})
UNION ALL
SELECT t.job, h.rule_no, h.code
FROM zertify_session_hit AS h
JOIN zertify_traffic AS t ON t.id = h.id
WHERE NOT h.note AND h.code IN ({{.not_known}}, {{.match}}, {{.limit}})

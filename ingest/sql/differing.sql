-- The rows that the database holds otherwise (a) than they are decoded (b); .a and .b: their queries, .found and
-- .expected: their values as a list, .differ: whether values differ, .missing: whether a row of a is missed.
SELECT count(*) OVER (), CAST(coalesce(b.record_no, a.record_no) AS BIGINT),
  CAST(coalesce(a.section, b.section) AS BIGINT), a.nth IS NULL, b.nth IS NULL, {{.found}}], {{.expected}}]
FROM {{.a}} AS a
FULL JOIN {{.b}} AS b ON a.{{.key}} = b.{{.key}} AND a.section = b.section AND a.nth = b.nth
WHERE (b.nth IS NULL OR {{.differ}}) {{.missing}}
ORDER BY 2, 3
LIMIT {{.most}}

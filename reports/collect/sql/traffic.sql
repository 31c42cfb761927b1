-- Traffic per protection and source of the records, per protection, per source, and in all: a session whose
-- connections changed their protection counts once in each sum.
-- .traffic: what to add up, v_traffic or the sessions.
SELECT GROUPING(protection) = 0,
       GROUPING(source) = 0,
       CAST(protection AS VARCHAR),
       CAST(source AS VARCHAR),
       {{template "uses_of_traffic"}},
       count(DISTINCT session_no) FILTER (WHERE is_artefact),
       count(DISTINCT session_no) FILTER (WHERE role IS NULL),
       count(DISTINCT session_no) FILTER (WHERE first_utc IS NULL),
       {{template "spans"}},
       count(*) OVER ()
FROM   {{.traffic}}
GROUP  BY GROUPING SETS ((protection), (source), ())
ORDER  BY 1, 2, protection NULLS LAST, source NULLS LAST

-- How many sessions and clients each group of interval records has. What DISTINCT counts inside an aggregate the engine
-- keeps in memory, groups it does not.
SELECT s.place, s.sessions, coalesce(p.peers, 0) AS peers
FROM (
  SELECT place, count(*) AS sessions
  FROM (SELECT DISTINCT place, session_no FROM zertify_session) AS d
  GROUP BY place
) AS s
LEFT JOIN (
  SELECT place, count(*) AS peers
  FROM (SELECT DISTINCT place, client FROM zertify_session WHERE client IS NOT NULL) AS d
  GROUP BY place
) AS p ON p.place = s.place

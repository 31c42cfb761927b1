-- One row per row of zertify_traffic and count that it has a share in. A count is an amount of traffic that falls under
-- one verdict, the worst of all rows that have a share in it: the records, connections and bytes of a row, or of a
-- connection that changed (those of its states together); the sessions that one row alone tells of; or those that the
-- same rows tell of. is_mixed is whether these rows are of several kinds, so that no total of a kind has it; is_first
-- picks one row of each count.
CREATE OR REPLACE TEMP TABLE zertify_share AS
WITH seen AS (
  SELECT DISTINCT z.session_no, t.id
  FROM zertify_session AS z
  JOIN zertify_traffic AS t ON t.place = z.place
), spread AS ( -- sessions that several rows tell of, those with the same rows together
  SELECT n AS spread_no, sessions, unnest(ids) AS traffic_id
  FROM (
    SELECT ids, count(*) AS sessions, row_number() OVER (ORDER BY ids) AS n
    FROM (
      SELECT session_no, list_sort(list(id)) AS ids
      FROM seen
      WHERE session_no IN (SELECT session_no FROM seen GROUP BY session_no HAVING count(*) > 1)
      GROUP BY session_no
    ) AS s
    GROUP BY ids
  ) AS s
), own AS (
  SELECT t.id, t.sessions - coalesce(s.sessions, 0) AS sessions
  FROM zertify_traffic AS t
  LEFT JOIN (SELECT traffic_id, sum(sessions) AS sessions FROM spread GROUP BY traffic_id) AS s ON s.traffic_id = t.id
), across AS (
  SELECT id AS traffic_id, 3 * whole_id + 1 AS count_id, 0 AS sessions, records, connections, bytes
  FROM zertify_traffic
  WHERE whole_id IS NOT NULL
  UNION ALL
  SELECT traffic_id, 3 * spread_no + 2, sessions, 0, 0, 0 FROM spread
)
SELECT t.id AS traffic_id, 3 * t.id AS count_id, t.era, t.kind_id, CAST(o.sessions AS BIGINT) AS sessions,
  CASE WHEN t.whole_id IS NULL THEN t.records ELSE 0 END AS records,
  CASE WHEN t.whole_id IS NULL THEN t.connections ELSE 0 END AS connections,
  CASE WHEN t.whole_id IS NULL THEN t.bytes ELSE 0 END AS bytes,
  FALSE AS is_mixed, TRUE AS is_first
FROM zertify_traffic AS t
JOIN own AS o ON o.id = t.id
WHERE t.whole_id IS NULL OR o.sessions > 0
UNION ALL
SELECT c.traffic_id, c.count_id, t.era, t.kind_id, c.sessions, c.records, c.connections, c.bytes,
  min(t.era) OVER one <> max(t.era) OVER one OR min(t.kind_id) OVER one <> max(t.kind_id) OVER one,
  c.traffic_id = min(c.traffic_id) OVER one
FROM across AS c
JOIN zertify_traffic AS t ON t.id = c.traffic_id
WINDOW one AS (PARTITION BY c.count_id)

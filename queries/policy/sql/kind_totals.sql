CREATE OR REPLACE TEMP TABLE zertify_kind_total AS
SELECT era, kind_id, CAST(sum(sessions) AS BIGINT) AS sessions, CAST(sum(records) AS BIGINT) AS records,
  CAST(sum(connections) AS DECIMAL(38, 0)) AS connections, CAST(sum(bytes) AS DECIMAL(38, 0)) AS bytes
FROM zertify_share
WHERE is_first AND NOT is_mixed
GROUP BY era, kind_id

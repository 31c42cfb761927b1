-- What each port means: as a person says, and else as we do.
CREATE OR REPLACE TEMP TABLE port_known AS
SELECT port, any_value(meaning ORDER BY rank) AS meaning, any_value(carries ORDER BY rank) AS carries,
  any_value(weight ORDER BY rank) AS weight
FROM (
  SELECT CAST(unnest(range(port_from, port_to + 1)) AS INTEGER) AS port, meaning, carries, weight, 0 AS rank
  FROM port_meaning_given
  UNION ALL
  SELECT CAST(unnest(range(port_from, port_to + 1)) AS INTEGER), meaning, carries, weight, 1
  FROM port_meaning
) AS p
GROUP BY port

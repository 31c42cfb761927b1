-- The first inputs by name, and how many more there are; .most: how many are named.
SELECT string_agg(path, ' ' ORDER BY file_id) FILTER (n <= {{.most}}), greatest(count(*) - {{.most}}, 0)
FROM (
  SELECT path, min(file_id) AS file_id, row_number() OVER (ORDER BY min(file_id)) AS n
  FROM input_file
  GROUP BY path
) AS f

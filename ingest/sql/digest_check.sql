-- What a table holds beside what the book says, by input.
-- .name: the table as a literal; .contents: the query for its rows and digests.
WITH book AS (
  SELECT file_id, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(hash) % {{.modulus}} AS UBIGINT) AS hash,
    bool_and(engine = version()) AS same
  FROM table_digest
  WHERE table_name = {{.name}}
  GROUP BY file_id
)
SELECT
  coalesce((SELECT any_value(i.path) FROM input_file AS i WHERE i.file_id = coalesce(b.file_id, c.file_id)), ''),
  coalesce(c.rows, 0), coalesce(b.rows, 0), coalesce(c.hash, 0) <> coalesce(b.hash, 0), coalesce(b.same, true)
FROM book AS b
FULL JOIN ({{.contents}}) AS c ON c.file_id IS NOT DISTINCT FROM b.file_id
ORDER BY coalesce(b.file_id, c.file_id)

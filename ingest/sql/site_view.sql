-- The fields of a structure of the site's side by side.
CREATE OR REPLACE VIEW {{.view}} AS
SELECT {{.place}}{{.columns}}
FROM {{.table}} AS s
WHERE structure = {{.structure}}
AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = s.file_id AND d.record_no = s.record_no)
GROUP BY ALL
ORDER BY {{.place}}

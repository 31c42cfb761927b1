-- How much was loaded, and how many inputs were not read to the end.
SELECT count(*), coalesce(sum(records), 0), count(*) FILTER (WHERE NOT is_complete)
FROM v_input_file

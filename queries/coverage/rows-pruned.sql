-- id: rows-pruned
-- title: Rows taken out of the database because of their age
-- severity: info
-- uses: v_input_file, v_input_pruned
-- refs: none
-- remediation: Load an input that is still at hand once more (zertify ingest) to bring its rows back.
--
-- Why: What was pruned is evaluated no more. The counts of records read still include it, so that a report must say
-- which of them it no longer speaks about.

-- name: population
SELECT count(*)
FROM v_input_file AS f
WHERE f.records > 0;

-- name: findings
SELECT 'info' AS status,
       coalesce(p.path, '?') AS resource,
       p.rows || CASE p.rows WHEN 1 THEN ' row of ' ELSE ' rows of ' END || p.table_name || ' from before ' || CAST(CAST(p.before_local AS DATE) AS VARCHAR) AS reason,
       p.file_id,
       CAST(NULL AS BIGINT) AS record_no,
       p.table_name,
       p.before_local,
       p.rows,
       p.first_time_local,
       p.last_time_local
FROM v_input_pruned AS p
ORDER BY p.file_id, p.before_local, p.table_name;

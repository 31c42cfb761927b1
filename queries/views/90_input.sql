-- What was read, as views: the evidence tables under the names that checks may use.
CREATE OR REPLACE VIEW v_input_file AS
SELECT *
FROM input_file;

CREATE OR REPLACE VIEW v_input_record_count AS
SELECT *
FROM input_record_count;

CREATE OR REPLACE VIEW v_input_issue AS
SELECT *
FROM input_issue;

-- Signature records (type 2 subtypes 1 and 2, z/OS 2.2 and later) and lost data (type 7), by input. The system id
-- of signature records is a constant of SMF's, not a system, and is left out.
CREATE OR REPLACE VIEW v_input_mark AS
SELECT file_id,
       CASE WHEN smf_type = 7 THEN 'data lost' WHEN smf_subtype = 1 THEN 'group signature' ELSE 'interval signature' END AS mark,
       CASE WHEN smf_type = 7 THEN system_id END AS system,
       sum(records) AS records,
       min(first_time_local) AS first_local,
       max(last_time_local) AS last_local
FROM input_record_count
WHERE smf_type = 7
   OR smf_type = 2 AND smf_subtype IN (1, 2)
GROUP BY ALL;

-- v_input_pruned: what was taken out of the database because of its age.
CREATE OR REPLACE VIEW v_input_pruned AS
SELECT p.file_id, f.path, p.table_name, p.before_local, p.rows, p.first_time_local, p.last_time_local
FROM input_pruned AS p
LEFT JOIN input_file AS f ON f.file_id = p.file_id;

-- v_import: one row per input in the order of loading, with what came of it.
CREATE OR REPLACE VIEW v_import AS
WITH issue AS (
    SELECT file_id, count(*) AS issues
    FROM input_issue
    GROUP BY file_id
), pruned AS (
    SELECT file_id, CAST(sum(rows) AS BIGINT) AS rows_pruned, max(before_local) AS pruned_before_local
    FROM input_pruned
    GROUP BY file_id
)
SELECT f.file_id, f.loaded_utc, f.path, f.container, f.framing, f.bytes,
       f.records, f.records_119, f.records_decoded, f.records_skipped, f.records_rejected, f.records_duplicate,
       coalesce(i.issues, 0) AS issues,
       coalesce(p.rows_pruned, 0) AS rows_pruned, p.pruned_before_local,
       f.first_time_local, f.last_time_local, f.sha256, f.tool_version
FROM input_file AS f
LEFT JOIN issue AS i ON i.file_id = f.file_id
LEFT JOIN pruned AS p ON p.file_id = f.file_id;

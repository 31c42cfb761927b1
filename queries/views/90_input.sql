-- What was read, as views: the evidence tables under the names that questions may use.
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

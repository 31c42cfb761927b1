-- What became of the records of each input.
SELECT CAST(file_id AS BIGINT),
       CAST(system_id AS VARCHAR),
       CAST(smf_type AS BIGINT),
       CAST(smf_subtype AS BIGINT),
       CAST(disposition AS VARCHAR),
       CAST(records AS BIGINT),
       CAST(bytes AS BIGINT),
       CAST(first_time_local AS TIMESTAMP),
       CAST(last_time_local AS TIMESTAMP),
       count(*) OVER ()
FROM   input_record_count
ORDER  BY file_id, system_id NULLS FIRST, smf_type NULLS FIRST, smf_subtype NULLS FIRST, disposition

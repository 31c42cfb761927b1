-- What was odd in the input.
SELECT CAST(file_id AS BIGINT),
       CAST(record_no AS BIGINT),
       CAST(start_byte AS BIGINT),
       CAST("offset" AS BIGINT),
       CAST(structure AS VARCHAR),
       CAST(field AS VARCHAR),
       CAST(kind AS VARCHAR),
       CAST(message AS VARCHAR),
       raw,
       count(*) OVER ()
FROM   input_issue
ORDER  BY file_id, record_no NULLS FIRST, "offset" NULLS FIRST, structure NULLS FIRST, field NULLS FIRST,
          kind NULLS FIRST, message NULLS FIRST, start_byte NULLS FIRST, raw NULLS FIRST

-- What the records of each input say of the clocks.

-- The time between two clock readings, in minutes to the quarter of an hour, and by how many seconds it misses that.
CREATE OR REPLACE MACRO quarters(from_time, to_time) AS
    15 * CAST(round(date_diff('second', from_time, to_time) / 900.0) AS BIGINT);
CREATE OR REPLACE MACRO quarter_off(from_time, to_time) AS
    abs(date_diff('second', from_time, to_time) - 60 * quarters(from_time, to_time));

-- part_clock_vote: connection records of an input by writer, hour (UTC) and the offset from UTC that they show; 37_offset says how.
CREATE OR REPLACE TABLE part_clock_vote AS
WITH ended AS (
    SELECT smf119_header_id, smf119_ident_id, smf_time_local AS at_local, end_utc AS at_utc, file_id, record_no
    FROM zert_detail
    WHERE event_type IN (3, 4)
    UNION ALL
    SELECT smf119_header_id, smf119_ident_id, smf_time_local, end_clock_utc, file_id, record_no
    FROM tcp_connection
), measured AS (
    SELECT file_id, smf119_header_id, smf119_ident_id, at_local, at_utc,
           quarters(at_utc, at_local) AS offset_minutes
    FROM ended AS e
    WHERE at_utc IS NOT NULL
      AND at_local IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = e.file_id AND d.record_no = e.record_no)
)
SELECT file_id, smf119_header_id, smf119_ident_id, date_trunc('hour', at_utc) AS hour, offset_minutes, count(*) AS records,
       min(at_utc) AS from_utc, max(at_utc) AS to_utc, min(at_local) AS from_local, max(at_local) AS to_local
FROM measured
WHERE offset_minutes BETWEEN -720 AND 840
  AND quarter_off(at_utc, at_local) <= 60
GROUP BY ALL;

-- Summary records of each input, added up. Counters of summaries run on for the life of the security session, so that the value of
-- an interval is its end less its start, as counted32 and counted64 of the schema have it.

-- No more bytes than the handshakes of so many connections need.
CREATE OR REPLACE MACRO handshake_sized(connections, bytes_in, bytes_out) AS
    coalesce(connections > 0 AND bytes_in + bytes_out <= 16384 * connections, false);

-- The length of an interval is taken as written, up to the 25 hours of a day on which clocks go back; more is taken for damage.
CREATE OR REPLACE MACRO interval_length(micros) AS
    CASE WHEN micros BETWEEN 0 AND 90000000000 THEN micros ELSE 0 END;

-- When an interval began, by the clock at its end.
CREATE OR REPLACE MACRO interval_start(ended_local, micros) AS
    make_timestamp(epoch_us(ended_local) - interval_length(micros));

-- The hours of the clock that an interval touches, as bits, the first of its day the lowest. Its ends may be a minute late.
CREATE OR REPLACE MACRO clock_hours(from_us, to_us) AS
    (CAST(2 AS UBIGINT) << CAST(from_us // 3600000000 % 24 + to_us // 3600000000 - from_us // 3600000000 AS UBIGINT)) - (CAST(1 AS UBIGINT) << CAST(from_us // 3600000000 % 24 AS UBIGINT));

-- part_summary_total: summary records of an input added up per content (security session, writer, suite, names) and local
-- day. An interval belongs to the
-- day on which it began, and not to the midnight at which its record was written. first_record packs
-- file and record number into one number, so that the first record that shows a row needs no second look. Connections
-- whose handshake failed agreed on no algorithm, and have a security session of their own, whose TLS or SSH section is
-- blank; its counter over the life of the session tells it, also in an interval in which no more failed. What the counters stood at
-- when intervals began and ended, added up, shows in 58_lost_interval whether records are missing.
CREATE OR REPLACE TABLE part_summary_total AS
SELECT f.file_id, f.zert_summary_content_id,
       f.end_failed_handshakes IS NOT NULL AS is_level_32,
       coalesce(f.end_failed_handshakes, 0) > 0 AS is_failed,
       coalesce(c.suite_id, 0) = 0 AND handshake_sized(counted32(f.end_connections, f.init_connections), counted64(f.end_in_bytes, f.init_in_bytes), counted64(f.end_out_bytes, f.init_out_bytes)) AS is_handshake_sized,
       CAST(interval_start(f.smf_time_local, f.interval_micros) AS DATE) AS day,
       count(*) AS records,
       sum(counted32(f.end_connections, f.init_connections)) AS connections,
       sum(counted64(f.end_in_bytes, f.init_in_bytes)) AS bytes_in,
       sum(counted64(f.end_out_bytes, f.init_out_bytes)) AS bytes_out,
       sum(counted32(f.end_failed_handshakes, f.init_failed_handshakes)) AS failed_handshakes,
       sum(counted32(f.end_partial_connections, f.init_partial_connections)) AS partial_connections,
       sum(counted64(f.end_in_segments, f.init_in_segments)) AS segments_in,
       sum(counted64(f.end_out_segments, f.init_out_segments)) AS segments_out,
       min(interval_start(f.smf_time_local, f.interval_micros)) AS first_local,
       max(f.smf_time_local) AS last_local,
       sum(interval_length(f.interval_micros)) AS micros,
       bit_or(CASE WHEN f.smf_time_local > TIMESTAMP '1970-01-03' AND f.interval_micros BETWEEN 120000000 AND 90000000000
           THEN clock_hours(epoch_us(f.smf_time_local) - f.interval_micros + 60000000, epoch_us(f.smf_time_local) - 60000000) ELSE 0 END) AS hours,
       min((CAST(f.file_id AS UBIGINT) << 40) | f.record_no) AS first_record,
       sum(f.init_connections) AS began_connections, min(f.init_connections) AS low_connections,
       sum(f.end_connections) AS ended_connections, max(f.end_connections) AS high_connections,
       sum(f.init_in_bytes) AS began_in, min(f.init_in_bytes) AS low_in,
       sum(f.end_in_bytes) AS ended_in, max(f.end_in_bytes) AS high_in,
       sum(f.init_out_bytes) AS began_out, min(f.init_out_bytes) AS low_out,
       sum(f.end_out_bytes) AS ended_out, max(f.end_out_bytes) AS high_out,
       count(*) FILTER (WHERE f.init_connections = 0 AND f.end_connections > 0) AS beginnings
FROM zert_summary AS f
JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
GROUP BY ALL;

-- part_summary_minute: the interval records of an input by writer and the minute in which they were written: the sets that a stack
-- writes at once.
CREATE OR REPLACE TABLE part_summary_minute AS
SELECT f.file_id, c.smf119_header_id, c.smf119_ident_id, date_trunc('minute', f.smf_time_local) AS minute,
       max(f.smf_time_local) AS to_local,
       max(interval_length(f.interval_micros)) AS micros,
       count(*) AS records
FROM zert_summary AS f
JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
  AND c.zert_session_id NOT IN (SELECT zert_session_id FROM zert_session WHERE summary_event <> 1)
  AND f.smf_time_local IS NOT NULL
GROUP BY ALL;

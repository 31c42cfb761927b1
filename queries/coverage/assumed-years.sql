-- id: assumed-years
-- title: Logs that state no year
-- severity: low
-- uses: v_input_file, v_input_issue, v_tunnel
-- refs: none
-- remediation: Load the log with the time at which it was written last, which is that of its file unless another is
--   given; or have syslogd write times with a year, as RFC 5424 does.
-- caveats: Times with a year beside times without one are not told apart here: an input counts once, with all of its lines.
--
-- Why: The times of a classic log name month and day only. The year is taken from the time of the file, so that a log copied
-- without its time, or one of more than a year, puts tunnels into another year or leaves them without a time. Whatever a
-- report says of the dates of tunnels known from that log alone rests on this.

-- name: population
SELECT count(*)
FROM v_input_file
WHERE form = 'text';

-- name: findings
SELECT 'review' AS status,
       f.path AS resource,
       i.message AS reason,
       CAST(f.file_id AS BIGINT) AS file_id,
       CAST(NULL AS BIGINT) AS record_no,
       i.kind,
       (SELECT count(DISTINCT (t.phase, t.tunnel_id)) FROM v_tunnel AS t WHERE t.file_id = f.file_id AND t.source = 'log') AS tunnels
FROM v_input_issue AS i
JOIN v_input_file AS f USING (file_id)
WHERE i.kind IN ('year-assumed', 'year-not-known')
ORDER BY f.file_id, i.kind, i.message;

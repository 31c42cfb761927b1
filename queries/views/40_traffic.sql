-- Traffic. What a dump repeats by the million is brought down here, once, with whole-number keys, so that
-- every check after it reads small tables.
--
-- Summary records: counters run on for the life of the security session, so the value of an interval is its
-- end less its start, as counted32 and counted64 of the schema have it. Active connections are a gauge and are never added.
-- Detail records: the reports on one connection (begun, changed, ended) belong together; its bytes are those
-- of the last report. A short connection has one report alone. Each protection that its reports show is a state of it
-- and a row (see connection_state); the connection counts once, with its weakest state.
-- A detail counts unless summaries hold the very same connection (see connection_match).
-- What applications and the stack recorded counts only where zERT has neither a detail nor a summary of the connection.
-- Copies of records in overlapping dumps count once.

-- One number per protection a detail record can show.
CREATE OR REPLACE MACRO state_no(is_tls, is_ssh, is_ipsec, suite_id, is_bypass) AS hash(is_tls, is_ssh, is_ipsec, coalesce(suite_id, 0), coalesce(is_bypass, false));

-- The place of a report among those on its connection, as one number: event, time, and in 64 bits file and record. The
-- order of the events decides before the clock does, because a termination is last whatever the time says; no time comes
-- behind every time. Structs compare so too, and more slowly.
CREATE OR REPLACE MACRO report_order(event_type, at_local, file_id, record_no) AS
    CAST(CASE event_type WHEN 3 THEN 3 WHEN 4 THEN 3 WHEN 1 THEN 1 ELSE 2 END * 1152921504606846976 + coalesce(epoch_us(at_local), 288230376151711743) + 288230376151711744 AS HUGEINT) * 18446744073709551616
        + ((CAST(file_id AS UBIGINT) << 40) | record_no);

-- Connections seen in detail records: the last report on each.
CREATE OR REPLACE TEMP TABLE connection_last AS
WITH life AS (
    SELECT w.writer_no, f.connection_id, f.start_utc, f.local_port, f.remote_port,
           CASE WHEN f.event_type = 4 THEN f.record_hash END AS alone,
           count(*) AS reports,
           min(state_no(f.is_tls, f.is_ssh, f.is_ipsec, f.suite_id, f.is_attls_bypass)) <> max(state_no(f.is_tls, f.is_ssh, f.is_ipsec, f.suite_id, f.is_attls_bypass)) AS has_changed,
           bool_or(f.is_local_server OR f.is_local_client) AS is_level_32,
           min(CASE WHEN f.event_type = 1 THEN f.smf_time_local END) AS init_local,
           max(report_order(f.event_type, f.smf_time_local, f.file_id, f.record_no)) AS last
    FROM zert_detail AS f
    JOIN writer AS w ON w.smf119_header_id = f.smf119_header_id AND w.smf119_ident_id = f.smf119_ident_id
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
      AND f.event_type NOT IN (5, 6)
    GROUP BY ALL
)
SELECT * EXCLUDE last, CAST(last & 18446744073709551615 AS UBIGINT) AS last_ref
FROM life;

CREATE OR REPLACE MACRO suite_role(handshake_role, component) AS
    CASE
        WHEN handshake_role IN (2, 3) OR component IN ('SSHD', 'SFTPS', 'SCPS') THEN 'server'
        WHEN handshake_role = 1 OR component IN ('SSH', 'SFTPC', 'SCPC') THEN 'client'
    END;

-- The states of connections whose reports show more than one: each protection with the first record that shows it, how long it
-- stood and what went by meanwhile. A report on a change is written as it happens, so that its bytes belong to the
-- state before; where only a later report shows the next state, the bytes in between are counted to that one.
--
-- A connection that is clear at first and then protected has nothing to answer for when no more went by in the clear than
-- opening words and a handshake need: explicit FTP over TLS (AUTH TLS), STARTTLS and Telnet begin so by design, and before
-- z/OS 3.2 so does every slow handshake. Such an opening is not a state, and its bytes are those of the next one. Whether a
-- password was among them the records do not say. More than that is data that went in the clear, and a state.
CREATE OR REPLACE TEMP TABLE connection_state AS
WITH report AS (
    SELECT l.last_ref AS whole_ref,
           {'rank': CASE f.event_type WHEN 3 THEN 3 WHEN 1 THEN 1 ELSE 2 END, 'at': f.smf_time_local, 'file_id': f.file_id, 'record_no': f.record_no} AS place,
           state_no(f.is_tls, f.is_ssh, f.is_ipsec, f.suite_id, f.is_attls_bypass) AS state_no,
           {'is_tls': f.is_tls, 'is_ssh': f.is_ssh, 'is_ipsec': f.is_ipsec, 'suite_id': f.suite_id, 'zert_dn_id': f.zert_dn_id, 'is_bypass': f.is_attls_bypass, 'role': suite_role(s.tls_handshake_role, s.ssh_component)} AS protection,
           f.event_type, f.is_tls OR f.is_ssh OR f.is_ipsec AS is_protected, f.in_bytes, f.out_bytes, f.in_segments, f.out_segments
    FROM connection_last AS l
    JOIN writer AS w ON w.writer_no = l.writer_no
    JOIN zert_detail AS f ON f.smf119_header_id = w.smf119_header_id AND f.smf119_ident_id = w.smf119_ident_id AND f.local_port = l.local_port AND f.remote_port = l.remote_port
        AND f.connection_id IS NOT DISTINCT FROM l.connection_id AND f.start_utc IS NOT DISTINCT FROM l.start_utc
    LEFT JOIN suite AS s ON s.suite_id = f.suite_id
    WHERE l.has_changed
      AND f.event_type NOT IN (4, 5, 6)
      AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
), stepped AS (
    SELECT *, CASE WHEN lag(state_no) OVER life = state_no THEN 0 ELSE 1 END AS step
    FROM report
    WINDOW life AS (PARTITION BY whole_ref ORDER BY place)
), numbered AS (
    SELECT *, sum(step) OVER (PARTITION BY whole_ref ORDER BY place ROWS UNBOUNDED PRECEDING) AS run_no
    FROM stepped
), run AS (
    SELECT whole_ref, run_no, any_value(state_no) AS state_no, any_value(is_protected) AS is_protected, min(place) AS first, arg_min(protection, place) AS protection,
           arg_min(event_type, place) = 2 AS is_told, arg_min(in_bytes, place) AS first_in, arg_min(out_bytes, place) AS first_out, max(in_bytes) AS last_in, max(out_bytes) AS last_out,
           arg_min(in_segments, place) AS first_segments_in, arg_min(out_segments, place) AS first_segments_out, max(in_segments) AS last_segments_in, max(out_segments) AS last_segments_out
    FROM numbered
    GROUP BY whole_ref, run_no
), closed AS (
    SELECT *, lead(first.at) OVER life AS until_local,
           CASE WHEN lead(is_told) OVER life THEN lead(first_in) OVER life ELSE last_in END AS end_in,
           CASE WHEN lead(is_told) OVER life THEN lead(first_out) OVER life ELSE last_out END AS end_out,
           CASE WHEN lead(is_told) OVER life THEN lead(first_segments_in) OVER life ELSE last_segments_in END AS end_segments_in,
           CASE WHEN lead(is_told) OVER life THEN lead(first_segments_out) OVER life ELSE last_segments_out END AS end_segments_out,
           coalesce(bool_or(is_protected) OVER (PARTITION BY whole_ref ORDER BY run_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS had_protection,
           bool_or(is_protected) OVER (PARTITION BY whole_ref) AS has_protection,
           max(protection.role) OVER (PARTITION BY whole_ref) AS role
    FROM run
    WINDOW life AS (PARTITION BY whole_ref ORDER BY run_no)
), evaluated AS (
    SELECT *
    FROM closed
    WHERE is_protected
       OR had_protection
       OR NOT has_protection
       OR NOT handshake_sized(1, counted64(end_in, 0), counted64(end_out, 0))
), moved AS (
    SELECT *, counted64(end_in, lag(end_in, 1, 0) OVER life) AS bytes_in, counted64(end_out, lag(end_out, 1, 0) OVER life) AS bytes_out,
           counted64(end_segments_in, lag(end_segments_in, 1, 0) OVER life) AS segments_in, counted64(end_segments_out, lag(end_segments_out, 1, 0) OVER life) AS segments_out
    FROM evaluated
    WINDOW life AS (PARTITION BY whole_ref ORDER BY run_no)
)
SELECT whole_ref, arg_min(protection, first) AS protection, any_value(role) AS role, min(first) AS first, bool_or(until_local IS NULL) AS is_last, bool_or(had_protection) AS had_protection,
       CASE WHEN min(run_no) > 1 THEN min(first.at) END AS since_local, max(until_local) AS until_local,
       capped(sum(bytes_in)) AS bytes_in, capped(sum(bytes_out)) AS bytes_out, capped(sum(segments_in)) AS segments_in, capped(sum(segments_out)) AS segments_out
FROM moved
GROUP BY whole_ref, state_no;

-- Everything but the protection comes from the last report, so that all states of a connection have one place and time. Its
-- last state is shown by its last record, any other by the first that shows it.
--
-- Which end is the server: the record says so from z/OS 3.2; before, the TLS or SSH role does; else the lower
-- port is taken for the server's and the role stays unknown. Enterprise Extender has peers.
CREATE OR REPLACE TEMP TABLE connection_base AS
WITH shown AS (
    SELECT whole_ref, role AS shown_role, had_protection, since_local, bytes_in, bytes_out, segments_in, segments_out,
           CASE WHEN NOT is_last THEN until_local END AS until_local,
           CASE WHEN NOT is_last THEN first.file_id END AS first_file_id, CASE WHEN NOT is_last THEN first.record_no END AS first_record_no,
           protection.is_tls AS shown_tls, protection.is_ssh AS shown_ssh, protection.is_ipsec AS shown_ipsec, protection.suite_id AS shown_suite_id,
           protection.zert_dn_id AS shown_dn_id, protection.is_bypass AS shown_bypass
    FROM connection_state
), last AS (
    SELECT l.writer_no, l.reports, coalesce(c.had_protection, false) AS was_protected, l.is_level_32, l.init_local, c.whole_ref, c.since_local, c.until_local,
           w.sysplex, w.system, w.stack, w.release_level,
           f.* REPLACE (
               CASE WHEN whole_ref IS NULL THEN f.is_tls ELSE shown_tls END AS is_tls,
               CASE WHEN whole_ref IS NULL THEN f.is_ssh ELSE shown_ssh END AS is_ssh,
               CASE WHEN whole_ref IS NULL THEN f.is_ipsec ELSE shown_ipsec END AS is_ipsec,
               CASE WHEN whole_ref IS NULL THEN f.suite_id ELSE shown_suite_id END AS suite_id,
               CASE WHEN whole_ref IS NULL THEN f.zert_dn_id ELSE shown_dn_id END AS zert_dn_id,
               CASE WHEN whole_ref IS NULL THEN f.is_attls_bypass ELSE shown_bypass END AS is_attls_bypass,
               coalesce(first_file_id, f.file_id) AS file_id,
               coalesce(first_record_no, f.record_no) AS record_no),
           CASE WHEN whole_ref IS NULL THEN counted64(f.in_bytes, 0) ELSE c.bytes_in END AS bytes_in, CASE WHEN whole_ref IS NULL THEN counted64(f.out_bytes, 0) ELSE c.bytes_out END AS bytes_out,
           CASE WHEN whole_ref IS NULL THEN counted64(f.in_segments, 0) ELSE c.segments_in END AS segments_in, CASE WHEN whole_ref IS NULL THEN counted64(f.out_segments, 0) ELSE c.segments_out END AS segments_out,
           CASE
               WHEN f.ip_protocol = 17 THEN 'peer'
               WHEN f.is_local_server THEN 'server'
               WHEN f.is_local_client THEN 'client'
               WHEN whole_ref IS NOT NULL THEN c.shown_role
               ELSE suite_role(s.tls_handshake_role, s.ssh_component)
           END AS role,
           s.tls_handshake_status, s.ssh_handshake_status
    FROM connection_last AS l
    JOIN zert_detail AS f ON (CAST(f.file_id AS UBIGINT) << 40) | f.record_no = l.last_ref
    JOIN writer AS w ON w.smf119_header_id = f.smf119_header_id AND w.smf119_ident_id = f.smf119_ident_id
    LEFT JOIN shown AS c ON c.whole_ref = (CAST(f.file_id AS UBIGINT) << 40) | f.record_no
    LEFT JOIN suite AS s ON s.suite_id = CASE WHEN whole_ref IS NULL THEN f.suite_id ELSE shown_suite_id END
)
SELECT writer_no, sysplex, system, stack,
       nullif(job_name, '') AS job, nullif(user_id, '') AS user_id, role,
       CASE WHEN is_served THEN local_addr ELSE remote_addr END AS server_addr,
       CAST(CASE WHEN is_served THEN local_port ELSE remote_port END AS INTEGER) AS server_port,
       CASE WHEN is_served THEN remote_addr ELSE local_addr END AS client_addr,
       local_addr, remote_addr, ip_protocol,
       CASE WHEN is_tls THEN 4 ELSE 0 END + CASE WHEN is_ssh THEN 2 ELSE 0 END + CASE WHEN is_ipsec THEN 1 ELSE 0 END AS protection_bits,
       suite_id, zert_dn_id, reports,
       bytes_in, bytes_out, segments_in, segments_out,
       start_utc AS first_utc, coalesce(end_utc, start_utc) AS last_utc, smf_time_local,
       is_attls_bypass AS intra_host_bypass,
       CASE
           WHEN 'FAILED' IN (tls_handshake_status, ssh_handshake_status) THEN 'FAILED'
           WHEN 'OK' IN (tls_handshake_status, ssh_handshake_status) THEN 'OK'
       END AS handshake_status,
       CASE
           WHEN is_level_32 THEN greatest(release_level, 3.2)
           WHEN zert_rule_id IS NOT NULL THEN greatest(release_level, 2.5)
           ELSE release_level
       END AS record_level,
       was_protected,
       file_id, record_no, (CAST(file_id AS UBIGINT) << 40) | record_no AS ref,
       whole_ref, since_local, until_local, event_type, local_port, remote_port, init_local, start_utc, end_utc
FROM (
    SELECT *, CASE role WHEN 'server' THEN true WHEN 'peer' THEN true WHEN 'client' THEN false ELSE local_port <= remote_port END AS is_served
    FROM last
) AS last;

-- Which connections of the details summaries hold too, since z/OS writes both side by side. A summary holds a connection
-- when it is of the same stack, ends, port of the server and protocol; of the same job, user and role, where both records
-- say one; of the same protection, in every attribute of it that both kinds of record have; and when its counters say so:
-- of the intervals in which that security session had connections, the first that touches the life of this one must have
-- counted connections, if this one began in it, or have had some active when it started, if this one is older. No summary
-- holds a connection older than the last time aggregation was switched on. A connection with several protections, TLS inside
-- IPSec say, belongs to one session for each, and all must hold it.
--
-- So nothing that is left out takes a kind of traffic with it: the summary that holds it says the same of the same ends. What
-- cannot be matched counts as a connection.
--
-- layer_like numbers what both kinds of record say of one protection, in the record's own codes.
CREATE OR REPLACE TEMP TABLE layer_like AS
SELECT p.suite_id, 4 AS layer_bit,
       any_value(hash(tls_version, suite_code, tls_etm, tls_encryption, tls_mac, tls_key_exchange, server_sig, server_digest, server_key, server_bits, client_sig, client_digest, client_key, client_bits)) AS like_no
FROM suite_part AS p
JOIN v_tls_section AS t ON t.section_id = p.tls_id AND t.source = p.source
GROUP BY p.suite_id
UNION ALL
SELECT p.suite_id, 2,
       any_value(hash(ssh_version, ssh_etm_in, ssh_etm_out, ssh_auth_method, ssh_auth_method2, ssh_in_encryption, ssh_in_mac, ssh_key_exchange, ssh_out_encryption, ssh_out_mac,
           ssh_server_key_type, ssh_server_key_bits, server_sig, server_digest, server_key, server_bits, client_sig, client_digest, client_key, client_bits))
FROM suite_part AS p
JOIN v_ssh_section AS t ON t.section_id = p.ssh_id AND t.source = p.source
GROUP BY p.suite_id
UNION ALL
SELECT p.suite_id, 1,
       any_value(hash(ike_major_version, ike_local_auth_method, ike_remote_auth_method, ike_mac, ike_encryption, ike_dh_group, ike_prf, ipsec_encap_mode, ipsec_auth_protocol,
           ipsec_mac, ipsec_encryption, ipsec_pfs_group, local_sig, local_digest, local_key, local_bits, remote_sig, remote_digest, remote_key, remote_bits))
FROM suite_part AS p
JOIN v_ipsec_section AS t ON t.section_id = p.ipsec_id AND t.source = p.source
GROUP BY p.suite_id;

-- The protections of a record one by one; clear traffic has 0 alone.
CREATE OR REPLACE TEMP TABLE layer_bit AS
SELECT CAST(b.bits AS INTEGER) AS bits, l.layer_bit
FROM range(8) AS b(bits)
JOIN (VALUES (0), (1), (2), (4)) AS l(layer_bit) ON l.layer_bit & b.bits > 0 OR b.bits = l.layer_bit;

-- The security sessions of summaries, protection by protection. A session over a range of ports is that of FTP data
-- connections, in which a server adds up those of all users.
CREATE OR REPLACE TEMP TABLE session_side AS
SELECT c.zert_summary_content_id, b.layer_bit, hash(w.writer_no, s.server_addr, s.client_addr, s.ip_protocol, b.layer_bit, coalesce(k.like_no, 0)) AS place_no,
       s.server_port, greatest(s.server_port, s.server_port_end) AS server_port_end,
       CASE WHEN s.is_local_server THEN true WHEN s.is_local_client THEN false END AS is_served,
       nullif(s.job_name, '') AS job, CASE WHEN s.user_id NOT IN ('', '*FTPUSR*') THEN s.user_id END AS user_id
FROM zert_summary_content AS c
JOIN (SELECT DISTINCT * EXCLUDE (file_id, record_no) FROM zert_session WHERE summary_event = 1) AS s ON s.zert_session_id = c.zert_session_id
JOIN writer AS w ON w.smf119_header_id = c.smf119_header_id AND w.smf119_ident_id = c.smf119_ident_id
JOIN layer_bit AS b ON b.bits = CASE WHEN s.is_tls THEN 4 ELSE 0 END + CASE WHEN s.is_ssh THEN 2 ELSE 0 END + CASE WHEN s.is_ipsec THEN 1 ELSE 0 END
LEFT JOIN layer_like AS k ON k.suite_id = c.suite_id AND k.layer_bit = b.layer_bit
WHERE w.writer_no IN (SELECT writer_no FROM connection_base);

-- Either end of a connection may be the server's where its record does not say. When it began in local time follows from its
-- first report, which is written ten seconds later, from its duration, or else from the offset of the clocks.
CREATE OR REPLACE TEMP TABLE connection_match AS
WITH timed AS (
    SELECT c.ref, c.writer_no, c.role, c.job, c.user_id, c.ip_protocol, c.local_addr, c.local_port, c.remote_addr, c.remote_port,
           b.layer_bit, coalesce(k.like_no, 0) AS like_no,
           coalesce(
               least(c.init_local - to_microseconds((epoch_us(c.init_local) - epoch_us(c.start_utc)) % 900000000), c.smf_time_local - (c.end_utc - c.start_utc)),
               CASE WHEN c.event_type = 4 THEN c.smf_time_local END,
               to_local(c.start_utc, o.offset_minutes)) AS opened_local,
           coalesce(c.since_local, opened_local) AS began_local, coalesce(c.until_local, c.smf_time_local) AS ended_local
    FROM connection_base AS c
    JOIN layer_bit AS b ON b.bits = c.protection_bits
    LEFT JOIN layer_like AS k ON k.suite_id = c.suite_id AND k.layer_bit = b.layer_bit
    LEFT JOIN clock AS o ON known_clock(o.system, o.sysplex, o.offset_minutes, c.system, c.sysplex) AND c.smf_time_local BETWEEN o.from_local AND o.to_local
    WHERE c.writer_no IN (SELECT writer_no FROM summary_span)
), side AS (
    SELECT ref, writer_no, job, user_id, layer_bit, opened_local, began_local, ended_local, true AS is_served, local_port AS served_port,
           hash(writer_no, local_addr, remote_addr, ip_protocol, layer_bit, like_no) AS place_no
    FROM timed
    WHERE coalesce(role, '') <> 'client'
    UNION ALL
    SELECT ref, writer_no, job, user_id, layer_bit, opened_local, began_local, ended_local, false, remote_port,
           hash(writer_no, remote_addr, local_addr, ip_protocol, layer_bit, like_no)
    FROM timed
    WHERE coalesce(role, '') <> 'server'
)
SELECT c.ref, c.writer_no, c.layer_bit, s.zert_summary_content_id, c.opened_local, c.began_local, c.ended_local
FROM side AS c
JOIN session_side AS s ON s.place_no = c.place_no
WHERE c.served_port BETWEEN s.server_port AND s.server_port_end
  AND coalesce(s.job = c.job, true)
  AND coalesce(s.user_id = c.user_id, true)
  AND coalesce(s.is_served = c.is_served, true);

-- The intervals of those sessions that had connections. A counter that went backwards tells nothing and rules nothing out.
CREATE OR REPLACE TEMP TABLE session_stretch AS
SELECT *
FROM (
    SELECT zert_summary_content_id, smf_time_local AS to_local,
           smf_time_local - to_microseconds(CASE WHEN interval_micros BETWEEN 0 AND 86400000000 THEN interval_micros ELSE 0 END) AS from_local,
           coalesce(counted32(end_connections, init_connections) > 0, true) AS has_new, coalesce(init_active_connections > 0, true) AS has_old
    FROM zert_summary
    WHERE zert_summary_content_id IN (SELECT zert_summary_content_id FROM connection_match)
) AS f
WHERE has_new
   OR has_old;

CREATE OR REPLACE TEMP TABLE switched_on AS
SELECT DISTINCT w.writer_no, f.smf_time_local AS at_local
FROM zert_summary AS f
JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
JOIN writer AS w ON w.smf119_header_id = c.smf119_header_id AND w.smf119_ident_id = c.smf119_ident_id
WHERE c.zert_session_id IN (SELECT zert_session_id FROM zert_session WHERE summary_event = 2);

-- The protections of each connection under which summaries hold it. Two clocks, and an interval and its record, may be a minute
-- apart.
CREATE OR REPLACE TEMP TABLE connection_held AS
SELECT m.ref, bit_or(m.layer_bit) AS bits
FROM connection_match AS m
ASOF JOIN session_stretch AS s ON s.zert_summary_content_id = m.zert_summary_content_id AND m.began_local - INTERVAL 1 MINUTE <= s.to_local
WHERE s.from_local - INTERVAL 1 MINUTE <= m.ended_local
  AND (s.has_new AND m.began_local >= s.from_local - INTERVAL 1 MINUTE OR s.has_old AND m.began_local <= s.from_local + INTERVAL 1 MINUTE)
  AND m.opened_local IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM switched_on AS o WHERE o.writer_no = m.writer_no AND o.at_local > m.opened_local AND o.at_local <= s.to_local)
GROUP BY m.ref;

-- Connections that count by more than one state: change_no is the same for those that went through the same states, and the
-- connection is counted with counted_ref, the weakest of them: clear, unless perhaps an artefact; SSL or TLS below 1.2; else the
-- one whose strongest protection is weakest, what is not known coming before what is accepted. Profiles find the worst by
-- their own rules.
CREATE OR REPLACE TEMP TABLE connection_change AS
WITH strong AS (
    SELECT y.suite_id, max(y.session_strength_bits) AS bits, any_value(s.tls_version) AS tls_version
    FROM suite_layer AS y
    JOIN suite AS s ON s.suite_id = y.suite_id
    GROUP BY y.suite_id
)
SELECT c.whole_ref, CAST(hash(list_sort(list(hash(c.protection_bits, coalesce(c.suite_id, 0), coalesce(c.intra_host_bypass, false))))) >> 1 AS BIGINT) AS change_no,
       arg_min(c.ref, {
           'class': CASE WHEN c.protection_bits > 0 THEN CASE WHEN s.tls_version < 'TLS1.2' THEN 1 ELSE 2 END WHEN c.was_protected AND coalesce(c.record_level, 0) < 3.2 THEN 3 ELSE 0 END,
           'bits': coalesce(s.bits, 111), 'version': coalesce(s.tls_version, ''), 'ref': c.ref}) AS counted_ref
FROM connection_base AS c
LEFT JOIN strong AS s ON s.suite_id = c.suite_id
LEFT JOIN connection_held AS h ON h.ref = c.ref
WHERE c.whole_ref IS NOT NULL
  AND coalesce(h.bits <> c.protection_bits, true)
GROUP BY c.whole_ref
HAVING count(*) > 1;

-- Addresses a system has of its own, and server ports that carry protected traffic somewhere in these records.
CREATE OR REPLACE TEMP TABLE local_address AS
SELECT DISTINCT w.system, CASE WHEN s.is_local_server THEN s.server_addr ELSE s.client_addr END AS addr
FROM (SELECT DISTINCT zert_session_id, smf119_header_id, smf119_ident_id FROM summary_total) AS t
JOIN zert_session AS s ON s.zert_session_id = t.zert_session_id
JOIN writer AS w ON w.smf119_header_id = t.smf119_header_id AND w.smf119_ident_id = t.smf119_ident_id
WHERE s.is_local_server OR s.is_local_client
UNION
SELECT DISTINCT system, local_addr
FROM connection_base
UNION
SELECT DISTINCT system, local_addr
FROM application_seen;

CREATE OR REPLACE TEMP TABLE protected_port AS
SELECT DISTINCT server_addr, CAST(server_port AS INTEGER) AS server_port
FROM zert_session
WHERE is_tls OR is_ssh
UNION
SELECT DISTINCT server_addr, server_port
FROM connection_base
WHERE protection_bits & 6 > 0;

-- Which security session a record tells of. For a summary that is the one with its session id, ends, job and role on one stack, as in
-- v_lost_interval. Where a record has no session id it is all that went between one server (address, port, job) and one client
-- under one protection and suite; connections that changed their protection are one session, with all their states, if they
-- changed alike (change_no). As in the session ids of zERT the user tells nothing apart.
CREATE OR REPLACE MACRO session_of(sysplex, system, stack, protocol, job, role, server_addr, server_port, client_addr, told) AS
    CAST(hash(sysplex, system, stack, protocol, job, role, server_addr, server_port, client_addr, told) >> 1 AS BIGINT);

CREATE OR REPLACE MACRO session_told(protection_bits, suite_id, change_no) AS
    CASE WHEN change_no IS NULL THEN hash(protection_bits, suite_id) ELSE hash(change_no) END;

-- The security session of a summary record, per writer, in words.
CREATE OR REPLACE TABLE summary_place AS
SELECT DISTINCT t.zert_session_id, t.smf119_header_id, t.smf119_ident_id,
       w.writer_no, w.sysplex, w.system, w.stack, w.release_level,
       nullif(s.job_name, '') AS job, nullif(s.user_id, '') AS user_id,
       CASE WHEN s.is_local_server THEN 'server' WHEN s.is_local_client THEN 'client' WHEN s.ip_protocol = 17 THEN 'peer' END AS role,
       s.server_addr, CAST(s.server_port AS INTEGER) AS server_port, s.client_addr, s.ip_protocol,
       CASE WHEN s.is_tls THEN 4 ELSE 0 END + CASE WHEN s.is_ssh THEN 2 ELSE 0 END + CASE WHEN s.is_ipsec THEN 1 ELSE 0 END AS protection_bits,
       CASE WHEN s.session_id <> '' THEN session_of(w.sysplex, w.system, w.stack, s.ip_protocol, s.job_name, s.is_local_server, s.server_addr, s.server_port, s.client_addr, hash(s.session_id)) END AS session_no,
       s.server_addr = s.client_addr OR r.addr IS NOT NULL AS remote_is_local,
       p.server_addr IS NOT NULL AS is_protected_port
FROM (SELECT DISTINCT zert_session_id, smf119_header_id, smf119_ident_id FROM summary_total) AS t
JOIN zert_session AS s ON s.zert_session_id = t.zert_session_id
JOIN writer AS w ON w.smf119_header_id = t.smf119_header_id AND w.smf119_ident_id = t.smf119_ident_id
LEFT JOIN local_address AS r ON r.system = w.system AND r.addr = CASE WHEN s.is_local_server THEN s.client_addr ELSE s.server_addr END
LEFT JOIN protected_port AS p ON p.server_addr = s.server_addr AND p.server_port = s.server_port
WHERE s.summary_event = 1;

CREATE OR REPLACE MACRO protection_name(bits) AS
    CASE bits
        WHEN 0 THEN 'NONE' WHEN 4 THEN 'TLS' WHEN 2 THEN 'SSH' WHEN 1 THEN 'IPSEC'
        WHEN 6 THEN 'TLS+SSH' WHEN 5 THEN 'TLS+IPSEC' WHEN 3 THEN 'SSH+IPSEC' ELSE 'TLS+SSH+IPSEC'
    END;

-- Traffic flagged as protected without a section that says how has a suite of its own, numbered below 0.
CREATE OR REPLACE MACRO session_suite(id, bits) AS
    CASE WHEN coalesce(id, 0) <> 0 THEN id WHEN bits > 0 THEN -CAST(bits AS BIGINT) ELSE 0 END;

-- Clear by a record written before z/OS 3.2, though perhaps a handshake that failed or was slow: the port also
-- carries protected traffic, and no more bytes than a handshake needs went by. For details also a connection
-- that had been protected before its last report.
CREATE OR REPLACE MACRO maybe_artefact(bits, protocol, level, port_is_protected, handshake_sized, had_protection) AS
    bits = 0 AND coalesce(protocol, 6) = 6 AND coalesce(level, 0) < 3.2
        AND (had_protection OR (port_is_protected AND handshake_sized));

CREATE OR REPLACE MACRO summary_level(release_level, is_32) AS
    CASE WHEN is_32 THEN greatest(release_level, 3.2) WHEN release_level IS NULL THEN 2.3 ELSE least(release_level, 3.1) END;

-- The local times of a connection are by the clock of its last report: by the offset known of the system, or else shown by the
-- record itself. Where neither is, the time of the report stands for both.
CREATE OR REPLACE MACRO detail_offset(minutes, last_utc, at_local) AS
    coalesce(minutes, CASE WHEN quarter_off(last_utc, at_local) <= 60 THEN quarters(last_utc, at_local) END);

CREATE OR REPLACE TABLE connection AS
SELECT c.* EXCLUDE (ref, whole_ref, since_local, until_local, event_type, local_port, remote_port, init_local, start_utc, end_utc),
       coalesce(h.bits = c.protection_bits, false) AS is_covered,
       g.change_no,
       session_of(c.sysplex, c.system, c.stack, c.ip_protocol, c.job, c.role, c.server_addr, c.server_port, c.client_addr, session_told(c.protection_bits, c.suite_id, g.change_no)) AS session_no,
       CASE WHEN g.counted_ref <> c.ref THEN 0 ELSE 1 END AS connections,
       c.server_addr = c.client_addr OR r.addr IS NOT NULL AS remote_is_local,
       maybe_artefact(c.protection_bits, c.ip_protocol, c.record_level, p.server_addr IS NOT NULL, handshake_sized(1, c.bytes_in, c.bytes_out), c.was_protected) AS is_artefact,
       coalesce(to_local(c.first_utc, detail_offset(k.offset_minutes, c.last_utc, c.smf_time_local)), c.smf_time_local) AS first_local,
       coalesce(to_local(c.last_utc, detail_offset(k.offset_minutes, c.last_utc, c.smf_time_local)), c.smf_time_local) AS last_local
FROM connection_base AS c
LEFT JOIN connection_held AS h ON h.ref = c.ref
LEFT JOIN connection_change AS g ON g.whole_ref = c.whole_ref
LEFT JOIN clock AS k ON known_clock(k.system, k.sysplex, k.offset_minutes, c.system, c.sysplex) AND c.smf_time_local BETWEEN k.from_local AND k.to_local
LEFT JOIN local_address AS r ON r.system = c.system AND r.addr = c.remote_addr
LEFT JOIN protected_port AS p ON p.server_addr = c.server_addr AND p.server_port = c.server_port;

-- The connections of application_seen that zERT does not know; zERT wins wherever it knows one, as it saw the handshake and
-- the applications did not. A detail is of the same connection when system, stack and both ends agree, the number too
-- where both have it, and the times touch. A summary covers it when the same stack has one between the same addresses, to the
-- same port of the server, for an interval that touches its time. The port of an FTP data connection is not compared: a
-- summary adds such connections up. Two writers may be a minute apart.
CREATE OR REPLACE TEMP TABLE application_known AS
WITH report AS (
    SELECT w.sysplex, w.system, w.stack, f.local_addr, f.local_port, f.remote_addr, f.remote_port, f.connection_id,
           f.smf_time_local - lasted(date_diff('millisecond', f.start_utc, f.end_utc) // 10) AS began_local, f.smf_time_local AS ended_local
    FROM zert_detail AS f
    JOIN writer AS w ON w.smf119_header_id = f.smf119_header_id AND w.smf119_ident_id = f.smf119_ident_id
    WHERE f.event_type NOT IN (5, 6)
)
SELECT DISTINCT a.application_no
FROM report AS r
JOIN application_seen AS a ON a.system = r.system AND a.local_addr = r.local_addr AND a.local_port = r.local_port AND a.remote_addr = r.remote_addr AND a.remote_port = r.remote_port
WHERE coalesce(r.connection_id = a.connection_id, true)
  AND coalesce(r.stack = a.stack, true)
  AND coalesce(r.sysplex = a.sysplex, true)
  AND r.began_local <= a.ended_local + INTERVAL 1 MINUTE
  AND a.began_local <= r.ended_local + INTERVAL 1 MINUTE;

CREATE OR REPLACE TEMP TABLE application_end AS
WITH side AS (
    SELECT application_no, local_addr AS server_addr, remote_addr AS client_addr, CASE WHEN NOT is_ftp_data THEN local_port END AS server_port FROM application_seen
    UNION ALL
    SELECT application_no, remote_addr, local_addr, CASE WHEN NOT is_ftp_data THEN remote_port END FROM application_seen
)
SELECT a.application_no, a.began_local, a.ended_local, a.sysplex, a.system, a.stack, s.server_addr, s.client_addr, s.server_port,
       dense_rank() OVER (ORDER BY a.sysplex, a.system, a.stack, s.server_addr, s.client_addr, s.server_port) AS end_no
FROM application_seen AS a
JOIN side AS s ON s.application_no = a.application_no;

CREATE OR REPLACE TEMP TABLE application_place AS
SELECT e.end_no, c.zert_summary_content_id
FROM summary_place AS p
JOIN (SELECT DISTINCT end_no, sysplex, system, stack, server_addr, client_addr, server_port FROM application_end) AS e
    ON e.system = p.system AND e.server_addr = p.server_addr AND e.client_addr = p.client_addr
JOIN zert_summary_content AS c ON c.zert_session_id = p.zert_session_id AND c.smf119_header_id = p.smf119_header_id AND c.smf119_ident_id = p.smf119_ident_id
WHERE coalesce(e.server_port = p.server_port, true)
  AND coalesce(e.stack = p.stack, true)
  AND coalesce(e.sysplex = p.sysplex, true);

CREATE OR REPLACE TEMP TABLE application_stretch AS
WITH wanted AS (
    SELECT f.zert_summary_content_id, f.smf_time_local,
           f.smf_time_local - to_microseconds(CASE WHEN f.interval_micros BETWEEN 0 AND 86400000000 THEN f.interval_micros ELSE 0 END) AS from_local
    FROM zert_summary AS f
    WHERE f.zert_summary_content_id IN (SELECT zert_summary_content_id FROM application_place)
)
SELECT p.end_no, w.smf_time_local AS to_local, min(w.from_local) AS from_local
FROM wanted AS w
JOIN application_place AS p ON p.zert_summary_content_id = w.zert_summary_content_id
GROUP BY p.end_no, w.smf_time_local;

INSERT INTO application_known (application_no)
SELECT DISTINCT e.application_no
FROM application_end AS e
ASOF JOIN application_stretch AS s ON s.end_no = e.end_no AND e.began_local <= s.to_local
WHERE s.from_local <= e.ended_local + INTERVAL 1 MINUTE;

CREATE OR REPLACE TABLE application AS
SELECT a.source, a.sysplex, a.system, a.stack, a.job, a.user_id, a.role, a.server_addr, a.server_port, a.client_addr,
       CASE WHEN a.bits IS NOT NULL THEN protection_name(a.bits) END AS protection,
       a.suite_id, a.bytes_in, a.bytes_out, a.began_local AS first_local, a.ended_local AS last_local,
       coalesce(a.first_utc, to_utc(a.began_local, k.offset_minutes)) AS first_utc, coalesce(a.last_utc, to_utc(a.ended_local, k.offset_minutes)) AS last_utc,
       CASE WHEN a.first_utc IS NOT NULL THEN 'record' ELSE k.basis END AS utc_basis, a.handshake_status,
       a.server_addr = a.client_addr OR r.addr IS NOT NULL AS remote_is_local,
       a.release_level AS record_level, a.connection_id,
       session_of(a.sysplex, a.system, a.stack, 6, a.job, a.role, a.server_addr, a.server_port, a.client_addr, session_told(a.bits, a.suite_id, NULL)) AS session_no,
       a.file_id, a.record_no
FROM application_seen AS a
LEFT JOIN clock AS k ON known_clock(k.system, k.sysplex, k.offset_minutes, a.system, a.sysplex) AND a.ended_local BETWEEN k.from_local AND k.to_local
LEFT JOIN local_address AS r ON r.system = a.system AND r.addr = a.remote_addr
WHERE NOT EXISTS (SELECT 1 FROM application_known AS k WHERE k.application_no = a.application_no);

-- v_session: one row per summary interval record, per connection known by details alone, and per connection that only an
-- application or the stack recorded. A connection that changed its protection has a row for each state, all with one
-- change_no; it is counted in one of them, so that connections add up. first_local and last_local are by the clock of the
-- system: those of a summary bound its interval, those of a connection are its begin and its end, or else the time of its last
-- report. first_utc and last_utc are the same in UTC, NULL where nothing tells them; utc_basis says what does: the record itself,
-- or detail records of the same system (v_clock). record_level is the lowest release that fits when the release is not written out.
CREATE OR REPLACE VIEW v_session AS
SELECT 'zert_summary' AS source, p.sysplex, p.system, p.stack, p.job, p.user_id, p.role,
       p.server_addr, p.server_port, p.client_addr,
       protection_name(p.protection_bits) AS protection,
       session_suite(c.suite_id, p.protection_bits) AS suite_id,
       counted32(f.end_connections, f.init_connections) AS connections,
       counted64(f.end_in_bytes, f.init_in_bytes) AS bytes_in,
       counted64(f.end_out_bytes, f.init_out_bytes) AS bytes_out,
       interval_start(f.smf_time_local, f.interval_micros) AS first_local,
       f.smf_time_local AS last_local,
       to_utc(interval_start(f.smf_time_local, f.interval_micros), k.offset_minutes) AS first_utc,
       to_utc(f.smf_time_local, k.offset_minutes) AS last_utc,
       k.basis AS utc_basis,
       maybe_artefact(p.protection_bits, p.ip_protocol, summary_level(p.release_level, f.end_failed_handshakes IS NOT NULL), p.is_protected_port,
           handshake_sized(counted32(f.end_connections, f.init_connections), counted64(f.end_in_bytes, f.init_in_bytes), counted64(f.end_out_bytes, f.init_out_bytes)),
           false) AS is_artefact,
       CASE WHEN f.end_failed_handshakes > 0 THEN 'FAILED' WHEN f.end_failed_handshakes = 0 AND p.protection_bits & 6 > 0 THEN 'OK' END AS handshake_status,
       CAST(NULL AS BOOLEAN) AS intra_host_bypass,
       p.remote_is_local,
       CAST(summary_level(p.release_level, f.end_failed_handshakes IS NOT NULL) AS DECIMAL(3, 1)) AS record_level,
       p.ip_protocol,
       counted32(f.end_failed_handshakes, f.init_failed_handshakes) AS failed_handshakes,
       CAST(NULL AS BIGINT) AS change_no,
       coalesce(p.session_no, session_of(p.sysplex, p.system, p.stack, p.ip_protocol, p.job, p.role, p.server_addr, p.server_port, p.client_addr, session_told(p.protection_bits, c.suite_id, NULL))) AS session_no,
       f.file_id, f.record_no
FROM zert_summary AS f
JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
JOIN summary_place AS p ON p.zert_session_id = c.zert_session_id AND p.smf119_header_id = c.smf119_header_id AND p.smf119_ident_id = c.smf119_ident_id
LEFT JOIN clock AS k ON known_clock(k.system, k.sysplex, k.offset_minutes, p.system, p.sysplex) AND f.smf_time_local BETWEEN k.from_local AND k.to_local
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
UNION ALL
SELECT 'zert_detail', sysplex, system, stack, job, user_id, role, server_addr, server_port, client_addr,
       protection_name(protection_bits),
       session_suite(suite_id, protection_bits),
       CAST(connections AS BIGINT), bytes_in, bytes_out, first_local, last_local, first_utc, last_utc, CASE WHEN first_utc IS NOT NULL THEN 'record' END,
       is_artefact, handshake_status, intra_host_bypass, remote_is_local,
       CAST(record_level AS DECIMAL(3, 1)), ip_protocol,
       CASE handshake_status WHEN 'FAILED' THEN CAST(1 AS BIGINT) WHEN 'OK' THEN CAST(0 AS BIGINT) END,
       change_no,
       session_no,
       file_id, record_no
FROM connection
WHERE NOT is_covered
UNION ALL
SELECT source, sysplex, system, stack, job, user_id, role, server_addr, server_port, client_addr,
       protection, suite_id,
       CAST(1 AS BIGINT), bytes_in, bytes_out, first_local, last_local, first_utc, last_utc, utc_basis,
       false, handshake_status, NULL, remote_is_local,
       record_level, 6,
       CASE handshake_status WHEN 'FAILED' THEN CAST(1 AS BIGINT) WHEN 'OK' THEN CAST(0 AS BIGINT) END,
       NULL,
       session_no,
       file_id, record_no
FROM application;

-- traffic: v_session added up per local day and place: that on which an interval began, or a connection was last reported on. interval_records
-- counts the rows of v_session behind a row, all of the session session_no; file_id and record_no are the first of them in file
-- order.
CREATE OR REPLACE TABLE traffic AS
SELECT 'zert_summary' AS source, t.day, p.sysplex, p.system, p.stack, p.job, p.user_id, p.role,
       p.server_addr, p.server_port, p.client_addr,
       protection_name(p.protection_bits) AS protection,
       session_suite(t.suite_id, p.protection_bits) AS suite_id,
       t.zert_dn_id,
       maybe_artefact(p.protection_bits, p.ip_protocol, summary_level(p.release_level, t.is_level_32), p.is_protected_port, t.is_handshake_sized, false) AS is_artefact,
       CASE WHEN t.is_failed THEN 'FAILED' WHEN t.is_level_32 AND p.protection_bits & 6 > 0 THEN 'OK' END AS handshake_status,
       CAST(NULL AS BOOLEAN) AS intra_host_bypass,
       p.remote_is_local,
       CAST(summary_level(p.release_level, t.is_level_32) AS DECIMAL(3, 1)) AS record_level,
       p.ip_protocol,
       CAST(NULL AS BIGINT) AS change_no,
       coalesce(p.session_no, session_of(p.sysplex, p.system, p.stack, p.ip_protocol, p.job, p.role, p.server_addr, p.server_port, p.client_addr, session_told(p.protection_bits, t.suite_id, NULL))) AS session_no,
       CAST(t.records AS BIGINT) AS interval_records,
       capped(t.connections) AS connections,
       capped(t.bytes_in) AS bytes_in,
       capped(t.bytes_out) AS bytes_out,
       capped(t.failed_handshakes) AS failed_handshakes,
       capped(t.partial_connections) AS partial_connections,
       capped(t.segments_in) AS segments_in,
       capped(t.segments_out) AS segments_out,
       t.first_local,
       t.last_local,
       to_utc(t.first_local, a.offset_minutes) AS first_utc,
       to_utc(t.last_local, z.offset_minutes) AS last_utc,
       CAST(t.first_record >> 40 AS BIGINT) AS file_id,
       CAST(t.first_record & 1099511627775 AS BIGINT) AS record_no
FROM summary_total AS t
JOIN summary_place AS p ON p.zert_session_id = t.zert_session_id AND p.smf119_header_id = t.smf119_header_id AND p.smf119_ident_id = t.smf119_ident_id
LEFT JOIN clock AS a ON known_clock(a.system, a.sysplex, a.offset_minutes, p.system, p.sysplex) AND t.first_local BETWEEN a.from_local AND a.to_local
LEFT JOIN clock AS z ON known_clock(z.system, z.sysplex, z.offset_minutes, p.system, p.sysplex) AND t.last_local BETWEEN z.from_local AND z.to_local
UNION ALL
SELECT 'zert_detail', CAST(smf_time_local AS DATE), sysplex, system, stack, job, user_id, role,
       server_addr, server_port, client_addr,
       protection_name(protection_bits),
       session_suite(suite_id, protection_bits),
       zert_dn_id,
       is_artefact,
       handshake_status,
       intra_host_bypass,
       remote_is_local,
       CAST(record_level AS DECIMAL(3, 1)),
       ip_protocol,
       change_no,
       session_no,
       count(*),
       capped(sum(connections)),
       capped(sum(bytes_in)),
       capped(sum(bytes_out)),
       CAST(sum(CASE handshake_status WHEN 'FAILED' THEN 1 WHEN 'OK' THEN 0 END) AS BIGINT),
       capped(sum(CASE WHEN change_no IS NULL THEN 0 ELSE connections END)),
       capped(sum(segments_in)),
       capped(sum(segments_out)),
       min(first_local),
       max(last_local),
       first_of_all(first_utc),
       last_of_all(last_utc),
       CAST(min((CAST(file_id AS UBIGINT) << 40) | record_no) >> 40 AS BIGINT),
       CAST(min((CAST(file_id AS UBIGINT) << 40) | record_no) & 1099511627775 AS BIGINT)
FROM connection
WHERE NOT is_covered
GROUP BY ALL
UNION ALL
SELECT source, CAST(last_local AS DATE), sysplex, system, stack, job, user_id, role,
       server_addr, server_port, client_addr,
       protection,
       suite_id,
       NULL,
       false,
       handshake_status,
       NULL,
       remote_is_local,
       record_level,
       6,
       NULL,
       session_no,
       count(*),
       count(*),
       capped(sum(bytes_in)),
       capped(sum(bytes_out)),
       CAST(sum(CASE handshake_status WHEN 'FAILED' THEN 1 WHEN 'OK' THEN 0 END) AS BIGINT),
       NULL,
       NULL,
       NULL,
       min(first_local),
       max(last_local),
       first_of_all(first_utc),
       last_of_all(last_utc),
       CAST(min((CAST(file_id AS UBIGINT) << 40) | record_no) >> 40 AS BIGINT),
       CAST(min((CAST(file_id AS UBIGINT) << 40) | record_no) & 1099511627775 AS BIGINT)
FROM application
GROUP BY ALL;

-- v_traffic: the same, with what makes it readable.
CREATE OR REPLACE VIEW v_traffic AS
SELECT *, capped(CAST(bytes_in AS HUGEINT) + bytes_out) AS bytes, capped(CAST(segments_in AS HUGEINT) + segments_out) AS segments
FROM traffic;

-- endpoint: traffic added up over days, users and clients; what findings are about. endpoint is its name in reports.
CREATE OR REPLACE TABLE endpoint AS
SELECT source, sysplex, system, stack, job, role, server_addr, server_port, protection, suite_id,
       is_artefact, handshake_status, intra_host_bypass, remote_is_local, record_level, ip_protocol,
       coalesce(job || ' ', '') || CASE WHEN contains(server_addr, ':') THEN '[' || server_addr || ']' ELSE coalesce(server_addr, '?') END
           || ':' || coalesce(CAST(server_port AS VARCHAR), '?')
           || ' on ' || coalesce(system, '?') || '/' || coalesce(stack, '?') AS endpoint,
       CAST(sessions AS BIGINT) AS sessions, TRY_CAST(interval_records AS BIGINT) AS interval_records, clients, capped(connections) AS connections,
       capped(bytes_in) AS bytes_in, capped(bytes_out) AS bytes_out, capped(bytes_in+bytes_out) AS bytes,
       capped(failed_handshakes) AS failed_handshakes, first_local, last_local, first_utc, last_utc,
       CAST(first_record >> 40 AS BIGINT) AS file_id,
       CAST(first_record & 1099511627775 AS BIGINT) AS record_no
FROM (SELECT source, sysplex, system, stack, job, role, server_addr, server_port, protection, suite_id,
       is_artefact, handshake_status, intra_host_bypass, remote_is_local, record_level, ip_protocol,
       sum(sessions) AS sessions,
       sum(interval_records) AS interval_records,
       count(client_addr) AS clients,
       sum(connections) AS connections,
       sum(bytes_in) AS bytes_in,
       sum(bytes_out) AS bytes_out,
       sum(failed_handshakes) AS failed_handshakes,
       min(first_local) AS first_local,
       max(last_local) AS last_local,
       first_of_all(first_utc) AS first_utc,
       last_of_all(last_utc) AS last_utc,
       min(first_record) AS first_record
FROM (SELECT source, sysplex, system, stack, job, role, server_addr, server_port, protection, suite_id,
       is_artefact, handshake_status, intra_host_bypass, remote_is_local, record_level, ip_protocol,
       client_addr,
       count(*) AS sessions,
       sum(interval_records) AS interval_records,
       sum(connections) AS connections,
       sum(bytes_in) AS bytes_in,
       sum(bytes_out) AS bytes_out,
       sum(failed_handshakes) AS failed_handshakes,
       min(first_local) AS first_local,
       max(last_local) AS last_local,
       first_of_all(first_utc) AS first_utc,
       last_of_all(last_utc) AS last_utc,
       min(first_record) AS first_record
FROM (SELECT source, sysplex, system, stack, job, role, server_addr, server_port, protection, suite_id,
       is_artefact, handshake_status, intra_host_bypass, remote_is_local, record_level, ip_protocol,
       client_addr, session_no,
       sum(interval_records) AS interval_records,
       sum(connections) AS connections,
       sum(bytes_in) AS bytes_in,
       sum(bytes_out) AS bytes_out,
       sum(failed_handshakes) AS failed_handshakes,
       min(first_local) AS first_local,
       max(last_local) AS last_local,
       first_of_all(first_utc) AS first_utc,
       last_of_all(last_utc) AS last_utc,
       min((CAST(file_id AS UBIGINT) << 40) | CAST(record_no AS UBIGINT)) AS first_record
FROM traffic GROUP BY ALL) AS o
GROUP BY ALL) AS c
GROUP BY ALL) AS g;

CREATE OR REPLACE VIEW v_endpoint AS
SELECT *
FROM endpoint;

DROP TABLE summary_total;
DROP TABLE connection_last;
DROP TABLE connection_state;
DROP TABLE connection_change;
DROP TABLE connection_base;
DROP TABLE layer_like;
DROP TABLE layer_bit;
DROP TABLE session_side;
DROP TABLE connection_match;
DROP TABLE session_stretch;
DROP TABLE switched_on;
DROP TABLE connection_held;
DROP TABLE local_address;
DROP TABLE protected_port;
DROP TABLE application_seen;
DROP TABLE application_known;
DROP TABLE application_end;
DROP TABLE application_place;
DROP TABLE application_stretch;

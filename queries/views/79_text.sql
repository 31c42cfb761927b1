-- What texts hold: reports of the z/OS UNIX command ipsec, and messages of the IKE daemon in files of syslogd. record_no is
-- the line at which an entry begins. Times ending in _local are printed without a zone and taken for the local time of the
-- system; those ending in _utc are filled only where the zone was given with the input. A value is kept as printed, and
-- n/a means that it does not apply or is not known.
CREATE OR REPLACE VIEW v_text_entry AS
SELECT e.*,
       EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = e.file_id AND d.record_no = e.record_no) AS is_copy
FROM v_text_entry_content AS e;

CREATE OR REPLACE VIEW v_text_value AS
SELECT v.file_id, v.record_no, v.section_no AS label_no, v.value_line, e.entry_kind, e.report_kind, e.message_id, e.stack_name, e.log_host,
       e.made_local, e.made_utc, e.report_line,
       v.label, v.label_basis, nullif(v.maps_to, '') AS maps_to, v.printed_value,
       CASE WHEN v.has_number THEN v.value_number END AS value_number,
       v.value_local, v.value_utc, v.value_text, v.value_token, v.value_basis, v.is_cut
FROM v_text_value_content AS v
LEFT JOIN text_entry AS e ON e.file_id = v.file_id AND e.record_no = v.record_no;

-- The labels of an entry whose meaning is known, side by side: as text, as number, as times.
CREATE OR REPLACE VIEW v_text_field AS
SELECT file_id, record_no, maps_to, label_basis, value_token, value_basis,
       CASE WHEN has_number THEN value_number END AS value_number, value_local, value_utc, is_cut,
       CASE WHEN lower(printed_value) NOT IN ('', 'n/a') THEN coalesce(value_text, printed_value) END AS value
FROM v_text_value_content
WHERE maps_to <> '';

-- Reports, with the records that their last line counts and those that were read. A report without its last line is cut.
CREATE OR REPLACE VIEW v_text_report AS
WITH heading AS (
    SELECT report_line, file_id,
           min(record_no) AS record_no,
           any_value(report_kind) AS report_kind, any_value(report_release) AS report_release, any_value(stack_name) AS stack_name,
           any_value(nss_client_name) AS nss_client_name, any_value(answered_by) AS answered_by, any_value(made_local) AS made_local,
           any_value(made_utc) AS made_utc, bool_or(is_shadow) AS is_shadow,
           count(*) FILTER (entry_kind = 'entry') AS entries,
           bool_or(is_copy) AS is_copy
    FROM v_text_entry
    WHERE report_line > 0
    GROUP BY file_id, report_line
), said AS (
    SELECT e.file_id, e.report_line,
           max(v.value) FILTER (v.maps_to = 'report_function') AS report_function,
           max(v.value) FILTER (v.maps_to = 'report_format') AS report_format,
           max(v.value) FILTER (v.maps_to = 'report_scope') AS report_scope,
           max(v.value) FILTER (v.maps_to = 'system_name') AS system_name,
           max(v.value_number) FILTER (v.maps_to = 'is_fips') = 1 AS is_stack_fips,
           max(v.value_number) FILTER (v.maps_to = 'total_available') AS total_available,
           max(v.value_number) FILTER (v.maps_to = 'entries_selected') AS entries_selected
    FROM v_text_field AS v
    JOIN text_entry AS e ON e.file_id = v.file_id AND e.record_no = v.record_no
    WHERE e.entry_kind = 'heading'
    GROUP BY e.file_id, e.report_line
)
SELECT h.*, s.report_function, s.report_format, s.report_scope, s.system_name, s.is_stack_fips, s.total_available, s.entries_selected,
       s.entries_selected IS NOT NULL AS is_complete
FROM heading AS h
LEFT JOIN said AS s ON s.file_id = h.file_id AND s.report_line = h.report_line;

-- IKE tunnels as ipsec -k lists them. The columns are named as those of the NMI, whose record says the same. What rests
-- on a label whose meaning is only inferred is left out; v_text_value has it.
CREATE OR REPLACE VIEW v_text_ike_tunnel AS
WITH said AS (
    SELECT file_id, record_no,
           max(value) FILTER (maps_to = 'tunnel_id') AS tunnel_id,
           max(value_number) FILTER (maps_to = 'generation') AS generation,
           max(value) FILTER (maps_to = 'key_exchange_rule') AS key_exchange_rule,
           max(value) FILTER (maps_to = 'key_exchange_action') AS key_exchange_action,
           max(value) FILTER (maps_to = 'local_endpoint') AS local_endpoint,
           max(value) FILTER (maps_to = 'remote_endpoint') AS remote_endpoint,
           max(value) FILTER (maps_to = 'local_identity' AND NOT is_cut) AS local_identity,
           max(value) FILTER (maps_to = 'remote_identity' AND NOT is_cut) AS remote_identity,
           max(value) FILTER (maps_to = 'local_identity_type') AS local_identity_type_name,
           max(value) FILTER (maps_to = 'remote_identity_type') AS remote_identity_type_name,
           max(value) FILTER (maps_to = 'initiator_cookie') AS initiator_cookie,
           max(value) FILTER (maps_to = 'responder_cookie') AS responder_cookie,
           max(value) FILTER (maps_to = 'state') AS printed_state,
           max(value) FILTER (maps_to = 'ike_role') AS ike_role_name,
           max(value) FILTER (maps_to = 'natt_level') AS natt_level_name,
           max(value_number) FILTER (maps_to = 'ike_protected_bytes') AS ike_protected_bytes,
           max(value_number) FILTER (maps_to = 'reauth_seconds') AS reauth_seconds,
           max(value_number) FILTER (maps_to = 'phase2_current') AS phase2_current,
           max(value_number) FILTER (maps_to = 'remote_udp_port') AS remote_udp_port,
           max(value_number) FILTER (maps_to = 'has_local_nat') = 1 AS has_local_nat,
           max(value_number) FILTER (maps_to = 'has_remote_nat') = 1 AS has_remote_nat,
           max(value_number) FILTER (maps_to = 'has_remote_napt') = 1 AS has_remote_napt,
           max(value_number) FILTER (maps_to = 'is_nat_allowed') = 1 AS is_nat_allowed,
           max(value_number) FILTER (maps_to = 'can_initiate') = 1 AS can_initiate,
           max(value_local) FILTER (maps_to = 'refresh_local') AS refresh_local,
           max(value_utc) FILTER (maps_to = 'refresh_local') AS refresh_utc,
           max(value_local) FILTER (maps_to = 'expire_local') AS expire_local,
           max(value_utc) FILTER (maps_to = 'expire_local') AS expire_utc,
           max(value_local) FILTER (maps_to = 'reauth_local') AS reauth_local,
           max(value_utc) FILTER (maps_to = 'reauth_local') AS reauth_utc
    FROM v_text_field
    WHERE label_basis <> 'inferred'
      AND (file_id, record_no) IN (SELECT file_id, record_no FROM v_text_ike_tunnel_content)
    GROUP BY file_id, record_no
)
SELECT s.*,
       CASE upper(s.printed_state) WHEN 'DONE' THEN 4 WHEN 'EXPIRED' THEN 5 WHEN 'HALF-CLOSED' THEN 6 WHEN 'INIT' THEN 3 WHEN 'WAIT SA' THEN 3 WHEN 'IN KE' THEN 3 WHEN 'WAIT KE' THEN 3 WHEN 'WAIT AUTH' THEN 3 END AS state,
       upper(s.printed_state) IS DISTINCT FROM 'DONE' AS is_state_inferred,
       e.stack_name, e.nss_client_name, e.made_local, e.made_utc, e.report_line, e.is_shadow, e.answered_by, e.report_release,
       t.text_exchange_mode, t.text_exchange_mode_name AS exchange_mode_name,
       t.text_encr_alg, t.text_encr_alg_name, t.text_auth_alg, t.text_auth_alg_name, t.text_prf_alg, t.text_prf_alg_name,
       t.text_local_auth_method, t.text_local_auth_method_name, t.text_peer_auth_method, t.text_peer_auth_method_name,
       t.encr_printed, t.auth_printed, t.prf_printed, t.peer_auth_printed,
       nullif(t.dh_group, 0) AS dh_group, nullif(t.encr_key_bits, 0) AS encr_key_bits, t.life_seconds, t.life_bytes,
       nullif(t.ike_major_version, 0) AS ike_major_version,
       CASE WHEN t.has_fips THEN t.is_fips END AS is_fips,
       t.text_ike_id, t.suite_id, e.is_copy
FROM v_text_ike_tunnel_content AS t
JOIN v_text_entry AS e ON e.file_id = t.file_id AND e.record_no = t.record_no
JOIN said AS s ON s.file_id = t.file_id AND s.record_no = t.record_no;

-- Tunnels of phase 2 as ipsec -y and -m list them. Every label rests on inference, and so does every row.
CREATE OR REPLACE VIEW v_text_ip_tunnel AS
WITH said AS (
    SELECT file_id, record_no,
           max(value) FILTER (maps_to = 'tunnel_id') AS tunnel_id,
           max(value) FILTER (maps_to = 'parent_tunnel_id') AS parent_tunnel_id,
           max(value_number) FILTER (maps_to = 'generation') AS generation,
           max(value_number) FILTER (maps_to = 'ike_version') AS ike_major_version,
           max(value) FILTER (maps_to = 'vpn_action') AS vpn_action,
           max(value) FILTER (maps_to = 'local_endpoint') AS local_endpoint,
           max(value) FILTER (maps_to = 'remote_endpoint') AS remote_endpoint,
           max(value) FILTER (maps_to = 'local_address_base') AS local_address_base,
           max(value) FILTER (maps_to = 'remote_address_base') AS remote_address_base,
           max(value) FILTER (maps_to = 'state') AS printed_state,
           upper(max(value) FILTER (maps_to = 'encap_mode')) AS encap_mode_name,
           upper(max(value) FILTER (maps_to = 'auth_proto')) AS auth_proto_name,
           max(value) FILTER (maps_to = 'encr_alg') AS encr_printed,
           max(value_token) FILTER (maps_to = 'encr_alg') AS encr_token,
           coalesce(max(value_number) FILTER (maps_to = 'encr_key_bits'), max(value_number) FILTER (maps_to = 'encr_alg')) AS encr_key_bits,
           max(value) FILTER (maps_to = 'auth_alg') AS auth_printed,
           max(value_token) FILTER (maps_to = 'auth_alg') AS auth_token,
           max(value_number) FILTER (maps_to = 'dh_group') AS dh_group,
           max(value_number) FILTER (maps_to = 'life_bytes') AS life_bytes,
           max(value) FILTER (maps_to = 'in_encr_spi') AS in_encr_spi,
           max(value) FILTER (maps_to = 'out_encr_spi') AS out_encr_spi,
           max(value_number) FILTER (maps_to = 'is_fips') = 1 AS is_fips,
           max(value_local) FILTER (maps_to = 'refresh_local') AS refresh_local,
           max(value_utc) FILTER (maps_to = 'refresh_local') AS refresh_utc,
           max(value_local) FILTER (maps_to = 'expire_local') AS expire_local,
           max(value_utc) FILTER (maps_to = 'expire_local') AS expire_utc
    FROM v_text_field
    WHERE (file_id, record_no) IN (SELECT file_id, record_no FROM text_entry WHERE lower(report_kind) IN ('dynamic tunnel', 'manual tunnel'))
    GROUP BY file_id, record_no
)
SELECT s.*,
       CASE upper(s.printed_state) WHEN 'ACTIVE' THEN 4 WHEN 'INACTIVE' THEN 1 WHEN 'PENDING' THEN 2 WHEN 'IN NEGOTIATION' THEN 3 WHEN 'EXPIRED' THEN 5 WHEN 'HALF-CLOSED' THEN 6 END AS state,
       CASE lower(e.report_kind) WHEN 'manual tunnel' THEN 'MANUAL' ELSE 'DYNAMIC' END AS keying,
       CASE upper(e.answered_by) WHEN 'IKED' THEN 'ike' ELSE 'stack' END AS seen_by,
       e.stack_name, e.made_local, e.made_utc, e.report_line, e.is_shadow, e.answered_by, e.report_kind, e.is_copy
FROM v_text_entry AS e
JOIN said AS s ON s.file_id = e.file_id AND s.record_no = e.record_no
WHERE e.entry_kind = 'entry'
  AND lower(e.report_kind) IN ('dynamic tunnel', 'manual tunnel');

-- IP filters as ipsec -f lists them, and the network security services of stacks as ipsec -w does, in the words that they print.
CREATE OR REPLACE VIEW v_text_filter AS
SELECT e.file_id, e.record_no, e.stack_name, e.made_local, e.made_utc, e.report_line, e.is_copy,
       max(v.value) FILTER (v.maps_to = 'filter_name') AS filter_name,
       max(v.value_number) FILTER (v.maps_to = 'filter_name_extension') AS filter_name_extension,
       max(v.value) FILTER (v.maps_to = 'group_name') AS group_name,
       max(v.value) FILTER (v.maps_to = 'vpn_action') AS vpn_action,
       max(v.value) FILTER (v.maps_to = 'tunnel_id') AS tunnel_id,
       max(v.value) FILTER (v.maps_to = 'type') AS filter_type,
       max(v.value) FILTER (v.maps_to = 'state') AS filter_state,
       max(v.value) FILTER (v.maps_to = 'action') AS action,
       max(v.value) FILTER (v.maps_to = 'scope') AS scope,
       max(v.value) FILTER (v.maps_to = 'direction') AS direction,
       max(v.value) FILTER (v.maps_to = 'on_demand') AS on_demand,
       max(v.value) FILTER (v.maps_to = 'logging') AS logging,
       max(v.value) FILTER (v.maps_to = 'protocol') AS protocol,
       max(v.value) FILTER (v.maps_to = 'source_address') AS source_address,
       max(v.value) FILTER (v.maps_to = 'source_address_prefix') AS source_address_prefix,
       max(v.value) FILTER (v.maps_to = 'source_address_range') AS source_address_range,
       max(v.value) FILTER (v.maps_to = 'source_port') AS source_port,
       max(v.value) FILTER (v.maps_to = 'source_port_range') AS source_port_range,
       max(v.value) FILTER (v.maps_to = 'dest_address') AS dest_address,
       max(v.value) FILTER (v.maps_to = 'dest_address_prefix') AS dest_address_prefix,
       max(v.value) FILTER (v.maps_to = 'dest_address_range') AS dest_address_range,
       max(v.value) FILTER (v.maps_to = 'dest_port') AS dest_port,
       max(v.value) FILTER (v.maps_to = 'dest_port_range') AS dest_port_range
FROM v_text_entry AS e
JOIN v_text_field AS v ON v.file_id = e.file_id AND v.record_no = e.record_no
WHERE e.entry_kind = 'entry'
  AND lower(e.report_kind) IN ('filter', 'defensive filt')
GROUP BY e.file_id, e.record_no, e.stack_name, e.made_local, e.made_utc, e.report_line, e.is_copy;

CREATE OR REPLACE VIEW v_text_nss AS
SELECT e.file_id, e.record_no, e.made_local, e.made_utc, e.report_line, e.is_copy,
       max(v.value) FILTER (v.maps_to = 'stack_name') AS stack_name,
       max(v.value) FILTER (v.maps_to = 'nss_client_name') AS nss_client_name,
       max(v.value_number) FILTER (v.maps_to = 'is_nss_configured') = 1 AS is_nss_configured,
       max(v.value_number) FILTER (v.maps_to = 'is_certificate_service_selected') = 1 AS is_certificate_service_selected,
       max(v.value_number) FILTER (v.maps_to = 'is_certificate_service_enabled') = 1 AS is_certificate_service_enabled,
       max(v.value) FILTER (v.maps_to = 'nss_server_system') AS nss_server_system,
       max(v.value) FILTER (v.maps_to = 'nss_user_id') AS nss_user_id,
       max(v.value) FILTER (v.maps_to = 'connection_state') AS connection_state,
       max(v.value_local) FILTER (v.maps_to = 'nss_connected_local') AS nss_connected_local,
       max(v.value_local) FILTER (v.maps_to = 'last_nss_message_local') AS last_nss_message_local
FROM v_text_entry AS e
JOIN v_text_field AS v ON v.file_id = e.file_id AND v.record_no = e.record_no
WHERE e.entry_kind = 'entry'
  AND lower(e.report_kind) = 'stack nss'
GROUP BY e.file_id, e.record_no, e.made_local, e.made_utc, e.report_line, e.is_copy;

-- Messages of the IKE daemon and of TRMD. Lines of one negotiation share message_instance, which begins anew when the daemon
-- starts: daemon_start counts the starts in the log. (A running count with FILTER takes the engine the square of the lines.)
CREATE OR REPLACE VIEW v_text_message AS
WITH said AS (
    SELECT file_id, record_no,
           max(value) FILTER (maps_to = 'tunnel_id') AS tunnel_id,
           max(value_number) FILTER (maps_to = 'generation') AS generation,
           max(value_number) FILTER (maps_to = 'ike_version') AS ike_version,
           max(value) FILTER (maps_to = 'key_exchange_rule') AS key_exchange_rule,
           max(value) FILTER (maps_to = 'vpn_action') AS vpn_action,
           upper(max(value) FILTER (maps_to = 'encap_mode')) AS encap_mode_name,
           max(value) FILTER (maps_to = 'encr_alg') AS encr_printed,
           max(value_token) FILTER (maps_to = 'encr_alg') AS encr_token,
           max(value_number) FILTER (maps_to = 'encr_alg') AS encr_key_bits,
           max(value) FILTER (maps_to = 'auth_alg') AS auth_printed,
           max(value_token) FILTER (maps_to = 'auth_alg') AS auth_token,
           max(value_number) FILTER (maps_to = 'life_seconds') AS life_seconds,
           max(value_number) FILTER (maps_to = 'life_bytes') AS life_bytes,
           max(value_number) FILTER (maps_to = 'dh_group') AS dh_group,
           max(value) FILTER (maps_to = 'local_endpoint') AS local_endpoint,
           max(value) FILTER (maps_to = 'remote_endpoint') AS remote_endpoint
    FROM v_text_field
    WHERE (file_id, record_no) IN (SELECT file_id, record_no FROM text_entry WHERE entry_kind = 'message')
    GROUP BY file_id, record_no
)
SELECT e.file_id, e.record_no, e.made_local, e.made_utc, e.log_host, e.log_program,
       nullif(regexp_extract(e.log_program, '^TRMD[.]([^\[]+)', 1), '') AS stack_name,
       e.message_id, e.log_event,
       CASE WHEN e.has_instance THEN e.message_instance END AS message_instance,
       CAST(sum(CASE e.log_event WHEN 'started' THEN 1 ELSE 0 END) OVER (PARTITION BY e.file_id, e.log_host ORDER BY e.record_no ROWS UNBOUNDED PRECEDING) AS BIGINT) AS daemon_start,
       e.entry_body AS message_text,
       s.* EXCLUDE (file_id, record_no),
       -- With IKEv2 the first association under an IKE SA prints the group of that SA, whatever the policy says of forward secrecy.
       e.message_id = 'EZD1779I' AND s.ike_version = 2 AND s.generation = 1 AS is_group_of_ike,
       e.is_copy
FROM v_text_entry AS e
LEFT JOIN said AS s ON s.file_id = e.file_id AND s.record_no = e.record_no
WHERE e.entry_kind = 'message';

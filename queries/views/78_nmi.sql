-- What captured streams of the IPSec NMI hold: v_nmi_message, one row per message, and a view for each kind of
-- record beside the message it came in. Messages carry no time; captured_utc is when they were captured, and
-- captured_basis says how that is known. What is_carved was found by its own form, without a message around it.
CREATE OR REPLACE VIEW v_code_meaning AS
SELECT enum, value, max(nullif(doc, '')) AS meaning
FROM code
WHERE value >= 0
GROUP BY enum, value;

CREATE OR REPLACE VIEW v_nmi_message AS
SELECT m.file_id, m.record_no, m.start_byte, m.message_bytes,
       m.message_name, m.message_name_basis,
       CASE WHEN m.has_message_type THEN m.message_type END AS message_type,
       nullif(m.target, '') AS target,
       CASE WHEN m.has_return_code THEN m.return_code END AS return_code,
       CASE WHEN m.has_return_code THEN m.return_code_name END AS return_code_name,
       CASE WHEN m.has_return_code THEN c.meaning END AS return_code_meaning,
       CASE WHEN m.has_return_code THEN m.reason_code END AS reason_code,
       CASE WHEN m.has_return_code THEN m.reason_code_name END AS reason_code_name,
       CASE WHEN m.has_return_code THEN r.meaning END AS reason_code_meaning,
       CASE WHEN m.has_return_code THEN m.return_code <> 0 END AS is_error,
       m.records, m.cascaded_records, m.unread_records, m.is_carved,
       f.framing, f.framing_basis, m.captured_utc, f.captured_basis,
       EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = m.file_id AND d.record_no = m.record_no) AS is_copy
FROM v_nmi_message_content AS m
LEFT JOIN input_file AS f ON f.file_id = m.file_id
LEFT JOIN v_code_meaning AS c ON c.enum = 'nmi_return_code' AND c.value = m.return_code
LEFT JOIN v_code_meaning AS r ON r.enum = 'nmi_reason_code' AND r.value = m.reason_code;

CREATE OR REPLACE VIEW v_nmi_ike_tunnel AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*,
       row_number() OVER (PARTITION BY t.file_id, t.record_no, t.tunnel_id ORDER BY t.message_record) AS family_place
FROM v_nmi_ike_tunnel_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_ike_dynamic_tunnel AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, p.tunnel_id AS parent_tunnel_id, t.*
FROM v_nmi_ike_dynamic_tunnel_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN nmi_ike_tunnel AS p ON p.file_id = t.file_id AND p.record_no = t.record_no AND p.message_record = t.parent_record
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_stack_dynamic_tunnel AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*
FROM v_nmi_stack_dynamic_tunnel_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_manual_tunnel AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*
FROM v_nmi_manual_tunnel_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_interface AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*
FROM v_nmi_interface_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_stack AS
SELECT m.message_name, f.captured_basis, t.*, length(t.stack_tail_hex) // 2 AS stack_tail_bytes
FROM v_nmi_stack_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_statistics AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*, length(t.statistics_tail_hex) // 2 AS statistics_tail_bytes
FROM v_nmi_statistics_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_nss AS
SELECT m.message_name, f.captured_basis, t.*, length(t.nss_tail_hex) // 2 AS nss_tail_bytes
FROM v_nmi_nss_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_nss_client AS
SELECT m.target AS nss_client_name, m.message_name, f.captured_basis, t.*, length(t.nss_client_hex) // 2 AS nss_client_bytes
FROM v_nmi_nss_client_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_ip_filter AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*, length(t.ip_filter_hex) // 2 AS ip_filter_bytes
FROM v_nmi_ip_filter_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_port_translation AS
SELECT m.target AS stack_name, m.message_name, f.captured_basis, t.*, length(t.port_translation_hex) // 2 AS port_translation_bytes
FROM v_nmi_port_translation_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

CREATE OR REPLACE VIEW v_nmi_control AS
SELECT m.target AS stack_name, m.message_name, m.return_code, m.return_code_name, f.captured_basis, t.*, c.meaning AS tunnel_status_meaning,
       length(t.tunnel_tail_hex) // 2 AS tunnel_tail_bytes
FROM v_nmi_control_content AS t
LEFT JOIN v_nmi_message_content AS m ON m.file_id = t.file_id AND m.record_no = t.record_no
LEFT JOIN v_code_meaning AS c ON c.enum = 'nmi_tunnel_status' AND c.value = t.tunnel_status
LEFT JOIN input_file AS f ON f.file_id = t.file_id;

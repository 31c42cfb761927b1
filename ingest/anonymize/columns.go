package anonymize

// Class says how the values of a field are replaced.
type Class string

// The classes. Fields of the last three are not counted as replaced.
const (
	Address  Class = "addresses"           // prefix-preserving
	Name     Class = "names"               // word by word, same kinds of characters
	DN       Class = "distinguished names" // values only
	Numbered Class = "numbered ids"        // letters stay, the number is replaced
	Number   Class = "tunnel numbers"      // the same numbers in binary
	HexText  Class = "session ids"         // hexadecimal digits behind a prefix
	ID       Class = "binary ids"          // serials, session ids, SPIs, cookies, fingerprints
	System   Class = "system names"        // as Name, unless systems are to be kept
	Appl     Class = "application data"    // the names in a text of known form

	Keep Class = "keep" // says nothing about anyone, or a code from a list
	Zero Class = "zero" // bytes without a layout
)

// Columns classifies the fields of the layout tables that hold text or bytes, and
// the numbers that identify, by column or, where a field has none, by its name. A
// column means the same in every structure. Addresses need no row: the format
// tells. A text or hex field that is not here becomes zeros.
var Columns = map[string]Class{
	// Who and where.
	"system_id": System, "system_name": System, "sysplex_name": System, "stack_name": System, "target": System,
	"nss_server_system": System,
	"subsystem_id":      Name, "address_space": Name, "writer_user_id": Name, "job_name": Name, "user_id": Name,
	"remote_user_id": Name, "remote_user_name": Name,
	"partner_user_id": Name, "nss_user_id": Name, "nss_client_name": Name, "host_name": Name, "client_host_name": Name,
	"lu_name": Name, "application": Name,
	"logmode": Name, "interface_name": Name, "appl_data": Appl,
	// Files.
	"file_name": Name, "second_file_name": Name, "member": Name, "second_member": Name,
	"target_path": Name,
	// Policy.
	"key_exchange_rule": Name, "key_exchange_action": Name, "vpn_action": Name, "tunnel_policy": Name,
	"ike_key_exchange_rule": Name,
	"ipfilter_out_rule":     Name, "ipfilter_out_rule_ext": Name, "ipfilter_in_rule": Name, "ipfilter_in_rule_ext": Name,
	"rule_text":       Name,
	"service_profile": Name, "service_policy": Name,
	// Identities of tunnels and certificates.
	"local_identity": DN, "remote_identity": DN, "local_client_identity": DN, "remote_client_identity": DN, "dn": DN,
	"tls_server_cert_serial": ID, "tls_client_cert_serial": ID, "ssh_server_cert_serial": ID, "ssh_client_cert_serial": ID,
	"ike_local_cert_serial": ID, "ike_remote_cert_serial": ID, "ssh_server_key_fingerprint": ID,
	"ssh_client_key_fingerprint": ID,
	// Identifiers of sessions and tunnels.
	"job_id": Numbered, "tunnel_id": Numbered, "ike_tunnel_number": Number, "ipsec_tunnel_number": Number,
	"session_id": HexText, "activity_session_id": Name, "tls_session_id": ID, "initiator_cookie": ID,
	"responder_cookie": ID,
	"in_auth_spi":      ID, "out_auth_spi": ID, "in_encr_spi": ID, "out_encr_spi": ID, "task_address": ID,
	// Codes and versions.
	"release_id": Keep, "component": Keep, "ssh_component": Keep, "ssh_provider": Keep, "tls_provider": Keep,
	"tls_cipher_suite": Keep,
	"tls_cipher2":      Keep, "tls_cipher4": Keep, "cipher_spec": Keep, "protocol_level": Keep, "ftp_mechanism": Keep,
	"control_protection": Keep,
	"data_protection":    Keep, "login_method": Keep, "ftp_command": Keep, "file_type": Keep, "data_type": Keep,
	"transfer_mode":      Keep,
	"transfer_structure": Keep, "dataset_type": Keep, "last_reply": Keep, "abend_info": Keep, "transferred_float": Keep,
	"end_reason":  Keep,
	"device_type": Keep, "telnet_options": Keep, "tn3270e_options": Keep, "telnet_status": Keep, "management_eye": Keep,
	"ipsec_eye":       Keep,
	"SMF119HDSegDesc": Keep,
	// Bytes without a layout.
	"dynamic_hex": Zero, "ike_dynamic_hex": Zero, "manual_hex": Zero, "stack_added_hex": Zero, "stack_dynamic_hex": Zero,
	"ssh_security_hex": Zero,
	"ssh_s3_hex":       Zero, "ssh_s4_hex": Zero, "ssh_s5_hex": Zero,
	"ssh_specific_hex": Zero, "ip_filter_hex": Zero, "tn3270_bucket_hex": Zero, "tn3270_response_hex": Zero,
	"tls_unmapped": Zero,
	"nss_tail_hex": Zero, "stack_tail_hex": Zero, "statistics_tail_hex": Zero, "tunnel_tail_hex": Zero,
	"nss_client_hex": Zero, "port_translation_hex": Zero,
}

// keptNames are words that stand for a kind of user, not for one.
var keptNames = map[string]bool{"*FTPUSR*": true}

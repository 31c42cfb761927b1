-- id: unprotected-credentials
-- title: Clear traffic on ports that carry logons
-- severity: critical
-- param: ports VARCHAR '' further server ports that carry logons, separated by commas
-- uses: v_endpoint, v_port
-- refs: PCI DSS 4.0.1 requirement 2.2.7; DISA STIG for z/OS Telnet and FTP servers
-- remediation: TN3270: replace PORT by SECUREPORT or TTLSPORT with CONNTYPE SECURE; FTP: EXTENSIONS AUTH_TLS and
--   SECURE_LOGIN REQUIRED; LDAP: listen on ldaps; remove the r-commands from the PORT reservations.
-- caveats: A port number suggests the protocol; it does not prove it. Negotiated protection (FTP AUTH TLS,
--   TN3270 NEGTSECURE) counts as protected once TLS is up.
--
-- Why: Telnet, FTP control, rexec, rlogin, rsh and the plain mail and directory protocols send user ids and
-- passwords as they are typed. One clear session on such a port can hand over an account.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
LEFT JOIN v_port AS p ON p.port = e.server_port
WHERE (p.carries IN ('credentials', 'both') OR position(',' || CAST(e.server_port AS VARCHAR) || ',' IN ',' || $ports || ',') > 0);

-- name: findings
SELECT CASE WHEN e.is_artefact OR e.remote_is_local THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       'clear on port ' || e.server_port || coalesce(', ' || p.meaning, '') || ', which carries logons' AS reason,
       e.file_id,
       e.record_no,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
LEFT JOIN v_port AS p ON p.port = e.server_port
WHERE e.protection = 'NONE'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND (p.carries IN ('credentials', 'both') OR position(',' || CAST(e.server_port AS VARCHAR) || ',' IN ',' || $ports || ',') > 0)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;

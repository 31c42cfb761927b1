-- id: ftp-clear-logon
-- title: FTP logons over a control connection without encryption
-- severity: critical
-- uses: v_ftp_logon
-- refs: RFC 4217 section 11; PCI DSS v4.0.1 requirement 8.3.2
-- remediation: FTP.DATA of the server: EXTENSIONS AUTH_TLS and SECURE_FTP REQUIRED, or TLSMECHANISM ATTLS with an AT-TLS rule
--   for the port; of the client: SECURE_FTP REQUIRED and SECURE_MECHANISM TLS.
-- caveats: Records of the client do not say how the user logged on; they ask for review. Transfers by a user who
--   logged on once count once per transfer.
--
-- Why: FTP sends user and password over the control connection. Without encryption everybody on the way can read
-- them, and use them on z/OS wherever they are valid.

-- name: population
SELECT count(*)
FROM v_ftp_logon;

-- name: findings
SELECT CASE WHEN login_method = 'P' THEN 'fail' ELSE 'review' END AS status,
       coalesce(server_addr, '?') || ':' || coalesce(CAST(server_port AS VARCHAR), '?') || ' and ' || coalesce(user_id, 'a user without a name') AS resource,
       CASE
           WHEN login_method = 'P' THEN 'password sent in the clear'
           WHEN role = 'client' THEN 'logon in the clear to a server elsewhere'
           ELSE 'logon in the clear, method not recorded'
       END || CASE WHEN failure IS NOT NULL THEN ' and refused: ' || failure ELSE '' END AS reason,
       min(file_id) AS file_id,
       arg_min(record_no, (file_id, record_no)) AS record_no,
       system,
       stack,
       role,
       user_id,
       server_addr,
       server_port,
       count(DISTINCT client_addr) AS clients,
       count(*) AS logons,
       min(at_local) AS first_local,
       max(at_local) AS last_local
FROM v_ftp_logon
WHERE NOT is_control_protected
  AND (login_method = 'P' OR coalesce(login_method, 'U') = 'U')
GROUP BY login_method, role, failure, system, stack, user_id, server_addr, server_port
ORDER BY logons DESC, resource, reason, file_id, record_no;

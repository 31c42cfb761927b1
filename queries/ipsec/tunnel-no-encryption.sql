-- id: tunnel-no-encryption
-- title: Tunnels set up with AH or a NULL cipher
-- severity: high
-- uses: v_tunnel
-- refs: RFC 8221 section 4; RFC 2410
-- remediation: IpDataOffer: HowToEncrypt with a cipher instead of DoNot; HowToAuth ESP instead of AH.
-- caveats: Where the layout of the algorithms is not confirmed, the finding asks for review.
--
-- Why: A tunnel with AH, or with ESP and the NULL cipher, protects against change and not against reading. Traffic
-- inside looks protected to whoever asks only whether a tunnel is there.

-- name: population
SELECT count(*)
FROM v_tunnel AS t
WHERE t.phase = 2
  AND (t.cipher IS NOT NULL OR t.auth_protocol IS NOT NULL);

-- name: findings
SELECT CASE WHEN bool_or(t.is_inferred) THEN 'review' ELSE 'fail' END AS status,
       t.tunnel_id || ' to ' || coalesce(t.remote_endpoint, '?') || ' on ' || coalesce(t.system, '?') || '/' || coalesce(t.stack, '?') AS resource,
       CASE WHEN t.cipher IN ('NULL', 'NONE') THEN 'cipher NULL' WHEN t.cipher IS NULL THEN 'AH, no cipher named' ELSE t.cipher || ' keeps nothing secret' END AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.local_endpoint,
       t.remote_endpoint,
       t.cipher,
       t.auth_protocol,
       count(*) AS records,
       min(t.at_local) AS first_local,
       max(t.at_local) AS last_local
FROM v_tunnel AS t
WHERE t.phase = 2
  AND (t.cipher IN ('NULL', 'NONE', 'AES-GMAC') OR t.cipher IS NULL AND t.auth_protocol = 'AH')
GROUP BY t.tunnel_id, t.system, t.stack, t.local_endpoint, t.remote_endpoint, t.cipher, t.auth_protocol
ORDER BY status, resource, reason, file_id, record_no;

-- id: ike-aggressive-mode
-- title: Tunnels negotiated in aggressive mode
-- severity: high
-- uses: v_ike_exchange
-- refs: RFC 2409 section 5.4; NIST SP 800-77 Rev. 1 section 3
-- remediation: KeyExchangeAction: HowToInitiate Main (or IKEv2), HowToRespondIKEv1 Main.
-- caveats: Needs records of tunnels (subtypes 73 and 74, or captured NMI data); zERT does not carry the mode. IKE
--   version 2 has none.
--
-- Why: Aggressive mode sends the identities in the clear, and with a pre-shared key it gives everybody who asks a
-- value against which the key can be guessed offline.

-- name: population
SELECT count(*)
FROM v_ike_exchange AS x
WHERE x.exchange_mode IS NOT NULL;

-- name: findings
SELECT CASE WHEN x.auth_method = 'PRESHARED' THEN 'fail' ELSE 'review' END AS status,
       coalesce(x.tunnel_id || ' ', '') || 'to ' || coalesce(x.remote_endpoint, '?') || ' on ' || coalesce(x.system, '?') || '/' || coalesce(x.stack, '?') AS resource,
       'aggressive mode' || CASE WHEN x.auth_method = 'PRESHARED' THEN ' with a pre-shared key' WHEN x.auth_method IS NULL THEN ', authentication not known' ELSE ', authentication ' || x.auth_method END AS reason,
       x.file_id,
       x.record_no,
       x.system,
       x.stack,
       x.local_endpoint,
       x.remote_endpoint,
       x.remote_identity,
       x.policy_rule,
       x.policy_action,
       x.ike_version,
       x.auth_method
FROM v_ike_exchange AS x
WHERE x.exchange_mode = 'AGGRESSIVE'
ORDER BY status, resource, x.policy_rule NULLS LAST, x.file_id, x.record_no;

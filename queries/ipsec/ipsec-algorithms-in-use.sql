-- id: ipsec-algorithms-in-use
-- title: IKE and IPSec algorithms in use
-- severity: info
-- uses: v_endpoint, suite
-- refs: RFC 8247; RFC 8221
-- remediation: KeyExchangeOffer and IpDataOffer: the order of the offers decides what is negotiated.
--
-- Why: Before an offer is taken out of the policy somebody must know which peers still need it.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%';

-- name: findings
SELECT 'info' AS status,
       concat_ws(' ', coalesce('IKE ' || s.ike_version, 'IKE version unknown'), coalesce(s.ike_cipher || coalesce('-' || s.ike_cipher_bits, ''), 'cipher unknown'), 'group ' || s.ike_dh_group, 'then',
           coalesce(s.ipsec_protocol, 'IPSec'), coalesce(s.ipsec_cipher || coalesce('-' || s.ipsec_cipher_bits, ''), 'cipher unknown'), coalesce(s.ipsec_auth, 'integrity unknown')) AS resource,
       count(DISTINCT e.endpoint) || if(count(DISTINCT e.endpoint) = 1, ' endpoint', ' endpoints') AS reason,
       min(e.file_id) AS file_id,
       arg_min(e.record_no, (e.file_id, e.record_no)) AS record_no,
       s.ike_version,
       s.ike_auth_method,
       s.ike_cipher,
       s.ike_cipher_bits,
       s.ike_integ,
       s.ike_prf,
       s.ike_dh_group,
       s.ipsec_protocol,
       s.ipsec_cipher,
       s.ipsec_cipher_bits,
       s.ipsec_auth,
       s.ipsec_pfs_group,
       s.ipsec_keying,
       CAST(sum(e.sessions) AS BIGINT) AS sessions,
       CAST(sum(e.interval_records) AS BIGINT) AS interval_records,
       capped(sum(e.connections)) AS connections,
       capped(sum(e.bytes)) AS bytes,
       min(e.first_local) AS first_local,
       max(e.last_local) AS last_local,
       CASE WHEN count(e.first_utc) = count(*) THEN min(e.first_utc) END AS first_utc,
       CASE WHEN count(e.last_utc) = count(*) THEN max(e.last_utc) END AS last_utc
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%IPSEC%'
GROUP BY s.ike_version, s.ike_auth_method, s.ike_cipher, s.ike_cipher_bits, s.ike_integ, s.ike_prf, s.ike_dh_group, s.ipsec_protocol, s.ipsec_cipher, s.ipsec_cipher_bits, s.ipsec_auth, s.ipsec_pfs_group, s.ipsec_keying
ORDER BY connections DESC NULLS LAST, resource, s.ike_auth_method NULLS LAST, s.ike_integ NULLS LAST, s.ike_prf NULLS LAST, s.ipsec_pfs_group NULLS LAST, s.ipsec_keying NULLS LAST, file_id, record_no;

-- The use of each suite, from traffic and from tunnels, cut into layers.
WITH used AS (
  SELECT suite_id, count(DISTINCT session_no) AS sessions, CAST(sum(interval_records) AS BIGINT) AS interval_records,
         CAST(sum(connections) AS HUGEINT) AS connections,
           CAST(sum(bytes) AS HUGEINT) AS bytes,
         0 AS tunnels, {{template "spans"}}, min(CAST(file_id AS HUGEINT) * 1099511627776 + record_no) AS place
  FROM   v_traffic
  WHERE  suite_id IS NOT NULL AND suite_id <> 0
  GROUP  BY suite_id
  UNION ALL
  SELECT suite_id, 0, 0, 0, 0, count(*), min(at_local), max(at_local),
         CASE WHEN count(start_utc) = count(*) THEN min(start_utc) END,
             CASE WHEN count(start_utc) = count(*) THEN max(start_utc) END,
             min(CAST(file_id AS HUGEINT) * 1099511627776 + record_no)
  FROM   v_tunnel
  WHERE  suite_id IS NOT NULL AND suite_id <> 0
  GROUP  BY suite_id
), layer AS (
  SELECT suite_id, 'tls' AS layer, tls_version AS version, tls_suite_label AS suite, tls_cipher AS cipher,
         tls_cipher_bits AS cipher_bits, tls_mac AS mac,
         tls_kex AS kex, NULL AS auth, NULL AS prf
  FROM   suite WHERE tls_version IS NOT NULL OR tls_cipher IS NOT NULL OR tls_suite_label IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ssh', ssh_version, NULL, ssh_cipher, ssh_cipher_bits, ssh_mac, ssh_kex, ssh_hostkey_alg, NULL
  FROM   suite WHERE ssh_version IS NOT NULL OR ssh_cipher IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ike', 'IKEv' || ike_version, NULL, ike_cipher, ike_cipher_bits, ike_integ,
         'group ' || ike_dh_group, ike_auth_method, ike_prf
  FROM   suite WHERE ike_version IS NOT NULL OR ike_cipher IS NOT NULL
  UNION ALL
  SELECT suite_id, 'ipsec', ipsec_protocol, NULL, ipsec_cipher, ipsec_cipher_bits, ipsec_auth,
         'group ' || nullif(ipsec_pfs_group, 0), NULL, NULL
  FROM   suite WHERE ipsec_protocol IS NOT NULL OR ipsec_cipher IS NOT NULL
), added AS (
  SELECT l.layer, l.version, l.suite, l.cipher, CAST(l.cipher_bits AS BIGINT) AS cipher_bits, l.mac, l.kex,
         l.auth, l.prf,
         CAST(sum(u.sessions) AS BIGINT) AS sessions,
         CAST(sum(u.interval_records) AS BIGINT) AS interval_records,
         CAST(least(coalesce(sum(u.connections), 0), 9223372036854775807) AS BIGINT) AS connections,
         CAST(least(coalesce(sum(u.bytes), 0), 9223372036854775807) AS BIGINT) AS bytes,
             CAST(sum(u.tunnels) AS BIGINT) AS tunnels,
         {{template "spans"}}, min(u.place) AS place
  FROM   layer AS l JOIN used AS u ON u.suite_id = l.suite_id
  GROUP  BY l.layer, l.version, l.suite, l.cipher, l.cipher_bits, l.mac, l.kex, l.auth, l.prf
)
SELECT layer, CAST(version AS VARCHAR), suite, cipher, cipher_bits, mac, kex, auth, prf,
       CAST(CASE WHEN cipher IS NOT NULL THEN coalesce(c.bits, cipher_bits) END AS BIGINT), CAST(k.bits AS BIGINT),
       CAST(CASE WHEN auth LIKE 'ecdsa-sha2-nistp%' THEN key_strength('ECDSA', TRY_CAST(substr(auth, 17) AS INTEGER))
                 WHEN auth LIKE 'ECDSA-%' THEN a.bits END AS BIGINT),
       sessions, interval_records, connections, bytes, tunnels, first_local, last_local, first_utc, last_utc,
       CAST(place // 1099511627776 AS BIGINT), CAST(place % 1099511627776 AS BIGINT), count(*) OVER ()
FROM   added
LEFT JOIN strength AS c ON c.kind = 'cipher' AND c.item = cipher
LEFT JOIN strength AS k ON k.kind = CASE layer WHEN 'tls' THEN 'tls-kex' WHEN 'ssh' THEN 'ssh-kex' ELSE 'dh' END
                       AND k.item = replace(kex, 'group ', '')
LEFT JOIN strength AS a ON a.kind = 'ike-auth' AND a.item = auth
ORDER  BY layer, version NULLS FIRST, suite NULLS FIRST, cipher NULLS FIRST, cipher_bits NULLS FIRST,
          mac NULLS FIRST, kex NULLS FIRST, auth NULLS FIRST, prf NULLS FIRST

-- Distinct sets of algorithms. The columns mean the same for every layer; what a layer has no such thing for is NULL.
WITH used AS (
    SELECT suite_id,
           sum(sessions) AS sessions, sum(interval_records) AS interval_records,
           sum(connections) AS connections, sum(bytes_in) AS bytes_in,
           sum(bytes_out) AS bytes_out,
           count(DISTINCT coalesce(server_addr, '') || ' ' || coalesce(CAST(server_port AS VARCHAR), '')) AS servers,
           {{template "spans"}},
           CAST(min(CAST(file_id AS BIGINT) * 1099511627776 + record_no) AS BIGINT) AS first_record
    FROM   v_endpoint
    WHERE  protection <> 'NONE'
    GROUP  BY suite_id
)
SELECT CAST(l.layer AS VARCHAR) AS layer,
       CAST(CASE l.layer WHEN 'tls' THEN s.tls_version WHEN 'ssh' THEN s.ssh_version
                WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR)
                    WHEN 'ipsec' THEN s.ipsec_protocol END AS VARCHAR) AS version,
       CAST(l.suite AS VARCHAR) AS suite,
       CAST(l.cipher AS VARCHAR) AS cipher,
       CAST(l.cipher_bits AS BIGINT) AS cipher_bits,
       CAST(l.mac AS VARCHAR) AS mac,
       CAST(CASE l.layer WHEN 'tls' THEN s.tls_kex WHEN 'ssh' THEN s.ssh_kex
           WHEN 'ike' THEN 'group ' || CAST(s.ike_dh_group AS VARCHAR)
                WHEN 'ipsec' THEN CASE s.ipsec_pfs_group
                    WHEN 0 THEN 'no PFS' ELSE 'PFS group '
                    || CAST(s.ipsec_pfs_group AS VARCHAR) END END AS VARCHAR) AS kex,
       CAST(CASE l.layer WHEN 'tls' THEN l.sig_hash WHEN 'ssh' THEN coalesce(s.ssh_hostkey_alg, s.ssh_hostkey_type)
                WHEN 'ike' THEN s.ike_auth_method WHEN 'ipsec' THEN s.ipsec_keying END AS VARCHAR) AS auth,
       CAST(l.session_strength_bits AS BIGINT) AS bits,
       coalesce(l.strength_incomplete, true) AS incomplete,
       CAST(coalesce(l.fips_level, l.fips_mode) AS VARCHAR) AS fips,
       CAST(max(u.servers) AS BIGINT),
       {{template "spans"}},
       CAST(min(u.first_record) AS BIGINT),
       {{template "uses"}},
       count(*) OVER ()
FROM   used AS u
JOIN   suite_layer AS l ON l.suite_id = u.suite_id
JOIN   suite AS s ON s.suite_id = u.suite_id
GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
ORDER  BY layer, coalesce(sum(connections), 0) DESC, coalesce(sum(sessions), 0) DESC, version NULLS LAST,
          suite NULLS LAST, cipher NULLS LAST,
          cipher_bits NULLS LAST, mac NULLS LAST, kex NULLS LAST, auth NULLS LAST, bits NULLS LAST, incomplete,
              fips NULLS LAST

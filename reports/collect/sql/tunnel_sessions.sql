-- Traffic known to have gone through a tunnel.
SELECT CAST(system AS VARCHAR) AS system,
       CAST(stack AS VARCHAR) AS stack,
       CAST(ike_tunnel AS VARCHAR) AS ike_tunnel,
       CAST(ipsec_tunnel AS VARCHAR) AS ipsec_tunnel,
       CAST(job AS VARCHAR) AS job,
       CAST(server_addr AS VARCHAR) AS server_addr,
       CAST(server_port AS BIGINT) AS server_port,
       CAST(client_addr AS VARCHAR) AS client_addr,
       count(*) AS connections,
       CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT),
       {{template "spans"}},
       CAST(min(CAST(file_id AS BIGINT) * 1099511627776 + record_no) AS BIGINT),
       count(*) OVER ()
FROM   v_session_tunnel
GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER  BY system NULLS FIRST, stack NULLS FIRST, ike_tunnel NULLS LAST, ipsec_tunnel NULLS LAST,
          connections DESC, job NULLS FIRST,
          server_addr NULLS FIRST, server_port NULLS FIRST, client_addr NULLS FIRST
